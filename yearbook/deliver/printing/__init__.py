"""Files for a printing press: PDF/X-4, judged before they are given away."""

from yearbook.deliver.printing.preflight import preflight
from yearbook.deliver.printing.report import as_data, as_text, names
from yearbook.deliver.printing.x4 import for_print

__all__ = ["as_data", "as_text", "for_print", "names", "preflight"]
