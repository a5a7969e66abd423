"""PDF → files: what a delivery asks for, and files written whole or not at all. The only door to pikepdf and bagit."""

from yearbook.deliver.archive import Attachment, for_archive
from yearbook.deliver.copies import numbered_copies
from yearbook.deliver.files import write_atomically
from yearbook.deliver.folders import write_folder
from yearbook.deliver.raster import as_png

__all__ = [
    "Attachment", "as_png", "for_archive", "numbered_copies", "write_atomically", "write_folder",
]  # fmt: skip
