"""yearbook: a folder of YAML becomes a printed Chinese yearbook (年鉴)."""

__version__ = "0.1.0"
