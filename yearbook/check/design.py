"""The layout as a noun: its own body size and leading are the em and the line of its lengths; its names must exist."""

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from yearbook.check.shape import shaped
from yearbook.check.walk import nouns
from yearbook.maker import made_by
from yearbook.model.source import SourceFile
from yearbook.packing import digest, packed, recalled
from yearbook.problems import ContentError, Problem, has_errors, near
from yearbook.standing import NOTHING_STANDING, Standing
from yearbook.units import NO_MEASURES, BadLength, length

if TYPE_CHECKING:
    from yearbook.model.layout import Layout


def check_layout(file: SourceFile, standing: Standing = NOTHING_STANDING) -> "Layout":
    """A layout file on its own, or as an earlier build found it, whatever it was called. Raises ContentError."""
    from yearbook.model.layout import Layout

    key = digest(made_by(), "layout", file.data) if standing else b""
    kept = recalled(standing.get("noun", key), Layout) if key else None
    if kept is not None:
        return kept
    problems: list[Problem] = []
    layout = design(file, problems)
    if layout is None or has_errors(tuple(problems)):
        raise ContentError(tuple(problems))
    if standing and not problems:
        standing.put("noun", key, packed(layout))
    return layout


def design(file: SourceFile, problems: list[Problem]) -> "Layout | None":
    """The layout, or None and problems."""
    from yearbook.model.layout import Layout

    if not isinstance(file.data, dict):
        return None  # edition.yaml names no layout: its shape has been reported
    layout = shaped(file, Layout, _measures(file.data), problems)
    if layout is not None:
        problems.extend(_names(file, layout))
    return layout


def _measures(data: dict[str, Any]) -> dict[str, int]:
    """The layout's own units in 1/1000 pt; one that the page does not say, or says wrongly, is 0: that is told where it stands."""
    page = data.get("page")
    told = page if isinstance(page, dict) else {}
    em, line = (_size(told.get(key)) for key in ("body", "leading"))
    head, inside = (_size(told.get(key), {"em": em, "line": line}) for key in ("head", "inside"))
    columns, wide, between = (_count(told.get(key)) for key in ("columns", "column_em", "gutter_em"))
    trim = told.get("trim")
    width, height = (_size(side) for side in trim) if isinstance(trim, list) and len(trim) == len("宽高") else (0, 0)
    return {
        "em": em, "line": line, "head": head, "inside": inside, "width": width, "height": height, "column": wide * em,
        "measure": columns * wide * em + max(columns - 1, 0) * between * em, "depth": _count(told.get("lines")) * line,
    }  # fmt: skip


def _size(value: object, measures: Mapping[str, int] = NO_MEASURES) -> int:
    try:
        return length(str(value), measures)
    except BadLength:
        return 0


def _count(value: object) -> int:
    return value if isinstance(value, int) else 0


def _names(file: SourceFile, layout: "Layout") -> Iterator[Problem]:
    """Styles, colours, families and faces that are named but not defined."""
    for path, noun in nouns(layout):
        for name, field in type(noun).model_fields.items():
            value = noun.__dict__[name]
            known = _defined(layout, name)
            if known is None:
                continue
            for named in value if isinstance(value, tuple) else (value,):
                if isinstance(named, str) and named not in known:
                    key = field.alias or name
                    yield Problem.of("layout-name", file.locate((*path, key)), key=key, name=named, near=near(named, known))


def _defined(layout: "Layout", name: str) -> "tuple[str, ...] | None":
    """The names that a field of this name may hold."""
    if name == "style" or name.endswith("_style"):
        return tuple(layout.styles)
    if name == "formula":
        return tuple(layout.cover.formulas)
    if name in ("colour", "fill", "stroke", "rich") or name.endswith("_colour"):
        return tuple(layout.colours)
    if name == "first_use_family":
        return ("", *layout.families)
    return tuple(layout.families) if name in ("family", "strong", "emphasis") else None
