"""An edition as the plain book that every peer prints: chapters, sections, entries, tables and photographs, figures said in words.

Read from the edition's Copy, so that the peers set the same characters as we do; kept as JSON, which all of them can read.
"""

import json
from pathlib import Path
from typing import Any

from yearbook.edit import edit
from yearbook.model.copy import ChapterPart, Entry, Figure, Heading, Table
from yearbook.model.text import plain
from yearbook.press import Order, check


def book_of(folder: Path, contents: bool) -> dict[str, Any]:
    """{title, contents, chapters: [{title, items}]}; `contents` asks for a table of contents and bookmarks of three levels.

    An item is {section}, {entry, paragraphs}, {table, head, rows} or {figure, image, lines}; images are named from the
    folder that holds the edition.
    """
    copy = edit(check(Order(str(folder))).edition)
    chapters = [part for part in copy.parts if isinstance(part, ChapterPart)]
    return {
        "title": copy.title, "contents": contents,
        "chapters": [{"title": chapter.title, "items": _items(chapter, folder.parent)} for chapter in chapters],
    }  # fmt: skip


def _items(chapter: ChapterPart, top: Path) -> list[dict[str, Any]]:
    items: list[dict[str, Any]] = []
    for item in chapter.items:
        if isinstance(item, Heading):
            items.append({"section": item.title})
        elif isinstance(item, Entry):
            paragraphs = [paragraph.label + plain(paragraph.words) for paragraph in item.paragraphs]
            items.append({"entry": item.title, "paragraphs": paragraphs})
        elif isinstance(item, Table):
            head = [column.title for column in item.columns]
            items.append({"table": item.caption, "head": head, "rows": [[plain(cell) for cell in row.cells] for row in item.rows]})
        elif isinstance(item, Figure):
            items.append({"figure": item.caption, "image": Path(item.file).relative_to(top).as_posix(), "lines": item.lines})
    return items


def write_book(folder: Path, file: Path, contents: bool = False) -> int:
    """The book as JSON; the number of its characters."""
    book = book_of(folder, contents)
    file.write_text(json.dumps(book, ensure_ascii=False), "utf-8")
    return sum(
        len(text)
        for chapter in book["chapters"]
        for item in chapter["items"]
        for text in (item.get("entry", ""), *item.get("paragraphs", ()), *(cell for row in item.get("rows", ()) for cell in row))
    )
