"""Files for a printing press: PDF/X-4."""

from yearbook.deliver.printing.x4 import for_print

__all__ = ["for_print"]
