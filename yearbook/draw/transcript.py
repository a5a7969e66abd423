"""The pen that writes text: one readable line a mark, the same for the same pages. Places and lengths in pt."""

from collections.abc import Sequence

from yearbook.model.page import Anchor, Box, Disc, Element, Link, Page, Pages, Path, Picture, Rule, Run, Text
from yearbook.units import to_points


class TranscriptPen:
    """Writes pages as lines; `finish` gives the text. A `~` before a text says that it needs an ActualText."""

    def __init__(self, pages: Pages) -> None:
        self._pages = pages
        self._lines = [f"book {pages.info.title} {_size(pages.width, pages.height)} {pages.info.date.isoformat()}"]

    def finish(self) -> str:
        """The transcript, bookmarks last."""
        for bookmark in self._pages.bookmarks:
            self._lines.append(f"bookmark {'  ' * bookmark.level}{bookmark.title} -> {bookmark.target}")
        return "\n".join(self._lines) + "\n"

    def begin_page(self, page: Page, index: int) -> None:
        self._lines.append(f"page {index + 1} folio {page.folio or '-'} {page.side}")

    def end_page(self) -> None:
        pass

    def begin(self, index: int, element: Element) -> None:
        notes = "".join(
            f" {key}={text}" for key, text in (("title", element.title), ("alt", element.alt), ("actual", element.actual)) if text
        )
        notes += "".join(f" {key}={text}" for key, text in element.attributes)
        self._lines.append(f" {element.tag} #{index}{notes}")

    def artifact(self) -> None:
        self._lines.append(" artifact")

    def end(self) -> None:
        pass

    def lines(self, marks: Sequence[Text]) -> None:
        for mark in marks:
            self._line(mark)

    def _line(self, mark: Text) -> None:
        line = mark.line
        runs = " ".join(_run(run) for run in line.runs) + "".join(f" over {_run(run)}" for run in line.over)
        verb = "turned" if mark.turned else "upward" if mark.upward else "text"
        self._add(verb, f"{_place(mark.x, mark.y)} {'' if line.exact else '~'}{line.text} [{to_points(line.width)}: {runs}]")

    def rule(self, mark: Rule) -> None:
        dash = f" dash {' '.join(to_points(part) for part in mark.dash)}" if mark.dash else ""
        self._add("rule", f"{_place(mark.x1, mark.y1)} to {_place(mark.x2, mark.y2)} {_stroke(mark.colour, mark.width)}{dash}")

    def box(self, mark: Box) -> None:
        place = f"{_place(mark.x, mark.y)} {_size(mark.width, mark.height)}"
        self._add("box", place + _paint(mark.fill, mark.stroke, mark.stroke_width))

    def path(self, mark: Path) -> None:
        dash = f" dash {' '.join(to_points(part) for part in mark.dash)}" if mark.dash else ""
        self._add("path", " ".join(_place(x, y) for x, y in mark.points) + _paint(mark.fill, mark.stroke, mark.width) + dash)

    def disc(self, mark: Disc) -> None:
        place = f"{_place(mark.x, mark.y)} r {to_points(mark.radius)}"
        self._add("disc", place + _paint(mark.fill, mark.stroke, mark.width))

    def picture(self, mark: Picture) -> None:
        self._add("picture", f"{_place(mark.x, mark.y)} {_size(mark.width, mark.height)} {mark.file}")

    def link(self, mark: Link) -> None:
        title = f" {mark.title}" if mark.title else ""
        self._add("link", f"{_place(mark.x, mark.y)} {_size(mark.width, mark.height)} -> {mark.uri or mark.target}{title}")

    def anchor(self, mark: Anchor) -> None:
        self._add("anchor", f"{_place(mark.x, mark.y)} {mark.name}")

    def _add(self, verb: str, rest: str) -> None:
        self._lines.append(f"  {verb} {rest}")


def _run(run: Run) -> str:
    """Face, size and colour, and only those of the rest that say something: x, spacing, kerns, rise."""
    parts = [f"{run.face} {to_points(run.size)} {run.colour}"]
    if run.x:
        parts.append(f"@{to_points(run.x)}")
    if run.spacing:
        parts.append(f"+{to_points(run.spacing)}")
    if run.rise:
        parts.append(f"^{to_points(run.rise)}")
    parts += [f"{index}:{to_points(amount)}" for index, amount in run.kerns]
    return f"({' '.join(parts)} {run.text})"


def _place(x: int, y: int) -> str:
    return f"{to_points(x)},{to_points(y)}"


def _size(width: int, height: int) -> str:
    return f"{to_points(width)}x{to_points(height)}"


def _stroke(colour: str, width: int) -> str:
    return f"{colour} {to_points(width)}"


def _paint(fill: str, stroke: str, width: int) -> str:
    return (f" fill {fill}" if fill else "") + (f" stroke {_stroke(stroke, width)}" if stroke else "")
