"""A PDF → the same pages on printed sheets: planned, proved by folding the plan, written."""

from yearbook.deliver.imposition.imposed import impose_on
from yearbook.deliver.imposition.original import Original, open_original
from yearbook.deliver.imposition.plan import plan
from yearbook.deliver.imposition.proof import proof
from yearbook.deliver.imposition.sheets import label_of, sheet_called, sheet_names, words

__all__ = ["Original", "impose_on", "label_of", "open_original", "plan", "proof", "sheet_called", "sheet_names", "words"]
