"""A small edition written for a test: one chapter file a body, in a layout of one, two or three columns."""

from pathlib import Path

from yearbook import press
from yearbook.model.page import Page, Pages, Text

_EDITION = """\
schema: 1
id: small
title: 样年鉴
region: 样市
edition_year: 2026
data_year: 2025
period: {{from: 2025-01-01, to: 2025-12-31}}
date: 2026-06-30
office: 样室
imprint: {{profile: draft, editor: 样室}}
layout: {layout}
parts: [contents, {parts}]
"""
_LAYOUT = "schema: 1\nid: test-{0}\ntitle: 试排\nextends: annual\npage: {{columns: {0}, column_em: {1}}}\ncontents: {{columns: {0}}}\n"
MEASURES = {1: 44, 2: 21, 3: 13}


def written(folder: Path, *chapters: str, columns: int = 2) -> str:
    """The edition's folder; each chapter is what stands in its file under `sections:`."""
    folder.mkdir(parents=True, exist_ok=True)
    layout = "annual"
    if columns != 2:
        (folder / "test.yaml").write_text(_LAYOUT.format(columns, MEASURES[columns]), encoding="utf-8")
        layout = "test.yaml"
    names = []
    for number, body in enumerate(chapters, 1):
        names.append(f"c{number}.yaml")
        text = f"id: c{number}\ntitle: 试排{number}\nsections:\n{body}"
        (folder / names[-1]).write_text(text, encoding="utf-8")
    (folder / "edition.yaml").write_text(_EDITION.format(layout=layout, parts=", ".join(names)), encoding="utf-8")
    return str(folder)


def pages_of(folder: Path, *chapters: str, columns: int = 2) -> Pages:
    """The edition made up."""
    return press.set_pages(press.check(press.Order(written(folder, *chapters, columns=columns))))


def lines_of(page: Page) -> list[str]:
    """What the lines of a page say, in reading order."""
    return [mark.line.text for mark in page.marks if isinstance(mark, Text)]


def rows_of(page: Page) -> list[str]:
    """What stands on a page row by row, title, label, link and words of a line together."""
    rows: list[tuple[int, str]] = []
    for mark in page.marks:
        if isinstance(mark, Text):
            if rows and rows[-1][0] == mark.y:
                rows[-1] = (mark.y, rows[-1][1] + mark.line.text)
            else:
                rows.append((mark.y, mark.line.text))
    return [text for _, text in rows]
