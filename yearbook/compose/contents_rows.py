"""Which rows a part of the contents lists, and under what title: all, those with an English title, or captions by kind."""

from collections.abc import Sequence

from yearbook.frozen import replace
from yearbook.model.galley import ContentsRow
from yearbook.model.page_looks import ContentsLook

_KINDS = {"lists": ("table", "figure", "plate"), "list-tables": ("table",), "list-figures": ("figure",), "list-plates": ("plate",)}


def listed_rows(rows: Sequence[ContentsRow], name: str, look: ContentsLook) -> tuple[ContentsRow, ...]:
    """The rows of the part: in English those that have an English title; of captions each kind under its own head."""
    if name == "contents":
        return tuple(rows)
    if name == "contents-en":
        return tuple(replace(row, title=row.title_en) for row in rows if row.title_en)
    groups = [(kind, [row for row in rows if row.kind == kind]) for kind in _KINDS[name]]
    listed: list[ContentsRow] = []
    for kind, found in groups:
        if found and len(_KINDS[name]) > 1:
            listed.append(ContentsRow("chapter", "", look.lists.get(kind, ""), ""))
        listed += found
    return tuple(listed)


def title_of(name: str, look: ContentsLook) -> tuple[str, str]:
    """Title and English."""
    if name == "contents":
        return look.title, look.title_en
    return (look.english, "") if name == "contents-en" else (look.lists.get(name, ""), "")
