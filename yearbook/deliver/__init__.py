"""PDF → files: what a delivery asks for, and files written whole or not at all. The only door to pikepdf and bagit."""

from typing import TYPE_CHECKING

from yearbook.deliver.files import write_atomically
from yearbook.on_demand import on_demand

if TYPE_CHECKING:  # what a plain build does not ask for
    from yearbook.deliver.archive import Attachment, for_archive
    from yearbook.deliver.copies import numbered_copies
    from yearbook.deliver.folders import write_folder
    from yearbook.deliver.raster import as_png

__all__ = [
    "Attachment", "as_png", "for_archive", "numbered_copies", "write_atomically", "write_folder",
]  # fmt: skip

__getattr__ = on_demand(__name__, {
    **dict.fromkeys(("Attachment", "for_archive"), "archive"),
    "numbered_copies": "copies",
    "write_folder": "folders",
    "as_png": "raster",
})  # fmt: skip
