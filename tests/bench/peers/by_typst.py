"""Typst prints the plain book, tagged unless told otherwise: `python by_typst.py BOOK.json FONTS OUT.pdf [untagged]`."""

import shutil
import sys
from pathlib import Path

import typst


def main(book: str, fonts: str, out: str, tags: str = "tagged") -> None:
    """Typst reads the JSON from beside its source."""
    source = Path(book).with_name("book.typ")
    shutil.copyfile(Path(__file__).with_name("book.typ"), source)
    typst.compile(source, output=out, font_paths=[fonts], ignore_system_fonts=True, pdf_tags=tags == "tagged")


main(*sys.argv[1:])
