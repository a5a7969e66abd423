"""The nouns that pass between stages, one file a boundary; all frozen, no behaviour beyond reading themselves."""
