"""The one loop of all pens: order, and groups of neighbours that belong together."""

from typing import Any

from tests.draw.sheets import book, line, page_of, run
from yearbook.draw import draw
from yearbook.fonts import Face
from yearbook.model.page import ARTIFACT, Anchor, Box, Disc, Element, Link, Path, Picture, Rule


class RecordingPen:
    """Remembers verbs, with the element for `begin` and how many `lines`."""

    def __init__(self) -> None:
        self.calls: list[str] = []

    def __getattr__(self, verb: str) -> Any:
        def called(*given: Any) -> None:
            number = len(given[0]) if verb == "lines" else given[0] if verb == "begin" else ""
            self.calls.append(f"{verb} {number}".rstrip())

        return called


def verbs_of(*pages: Any, elements: tuple[Element, ...] = (Element("P"), Element("P"))) -> list[str]:
    pen = RecordingPen()
    draw(book(*pages, elements=elements), pen)
    return pen.calls


def test_neighbours_of_one_element_are_one_group(block: Face) -> None:
    text = line(run(block, "一"))
    marks = [
        Rule(0, 0, 1, 1, 1, "ink"),
        Box(0, 0, 1, 1, "ink"),
        Disc(0, 0, 1, "ink", element=1),
        Path(((0, 0), (1, 1)), "ink", element=1),
    ]
    assert verbs_of(page_of([text, text], marks)) == [
        "begin_page", "begin 0", "lines 2", "end", "artifact", "rule", "box", "end", "begin 1", "disc", "path", "end", "end_page",
    ]  # fmt: skip


def test_links_and_anchors_neither_open_nor_close_a_group(block: Face) -> None:
    text = line(run(block, "一"))
    link = Link(0, 0, 1, 1, target="a", element=1)
    calls = verbs_of(page_of([], [Anchor("a", 0, 0), *page_of([text]).marks, link, *page_of([text]).marks, link]))
    assert calls == ["begin_page", "anchor", "begin 0", "lines 1", "link", "lines 1", "link", "end", "end_page"]


def test_an_element_begins_again_on_the_next_page(block: Face) -> None:
    page = page_of([line(run(block, "一"))])
    assert verbs_of(page, page).count("begin 0") == 2


def test_a_page_without_marks_is_a_page() -> None:
    assert verbs_of(page_of([])) == ["begin_page", "end_page"]


def test_every_kind_of_mark_has_its_verb(block: Face) -> None:
    marks = [Picture(0, 0, 1, 1, "x.jpg", ARTIFACT), Link(0, 0, 1, 1, uri="http://x"), Anchor("a", 0, 0)]
    assert verbs_of(page_of([], marks)) == ["begin_page", "artifact", "picture", "link", "anchor", "end", "end_page"]
