"""PDF → files: what a delivery asks for, and files written whole or not at all. The only door to pikepdf and bagit."""

from yearbook.deliver.files import write_atomically

__all__ = ["write_atomically"]
