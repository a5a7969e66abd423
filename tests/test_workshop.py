"""Chapters made whole by several processes: the very bytes of one process, whoever takes which chapters and whatever becomes of them."""

from __future__ import annotations

import os
import signal
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any, TypeVar

import pytest

from tests.compose.test_kept_items import chapter
from tests.pages_taken import pages_taken
from tests.small_edition import written
from yearbook import press, workshop
from yearbook.chapter_line import ChapterLine
from yearbook.crew import Turns
from yearbook.draw import draw_transcript
from yearbook.draw.pdf import PdfPen
from yearbook.errands.deliveries import DELIVERIES
from yearbook.makeup import stretch
from yearbook.model.kept import DrawnChapter, DrawnPage
from yearbook.press import Means
from yearbook.standing import NOTHING_STANDING, Standing

TOP = Path(__file__).resolve().parents[1]
DISTRICT = str(TOP / "seeds/hongqi/2026")
T = TypeVar("T")
pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="one process makes a book where processes cannot be forked")


class OnlyFor(Turns[T]):
    """Turns that only this process takes, or only others."""

    here, boss = True, os.getpid()

    def __iter__(self) -> Iterator[T]:
        return super().__iter__() if self.here == (os.getpid() == self.boss) else iter(())


@pytest.fixture(autouse=True)
def small_pieces(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every edition is long enough, and every chapter a piece."""
    monkeypatch.setattr("yearbook.compose.LONG_BOOK", 0)
    monkeypatch.setattr("yearbook.compose.ahead._LAST", 0)
    monkeypatch.setattr("yearbook.compose.ahead._TOGETHER", 0)
    monkeypatch.setattr(workshop, "WORTH", 1)
    monkeypatch.setattr(workshop, "_LAG", 2)
    monkeypatch.setattr(workshop, "_PATIENCE", 0.1)


@pytest.fixture
def elsewhere(monkeypatch: pytest.MonkeyPatch) -> None:
    """Others take all pieces."""
    monkeypatch.setattr(workshop, "Turns", OnlyFor)
    monkeypatch.setattr(OnlyFor, "here", False)


@pytest.fixture
def folder(tmp_path: Path) -> str:
    return written(tmp_path / "edition", *(chapter(number) for number in range(1, 6)))


@pytest.fixture
def taken(monkeypatch: pytest.MonkeyPatch) -> list[bool]:
    """Whether each page that was drawn before its turn was of use."""
    return pages_taken(monkeypatch)


def built(folder: str, jobs: int = 0, standing: Standing = NOTHING_STANDING) -> bytes:
    """The edition by so many processes; by none as if it were short: it is made as a whole, and then drawn."""
    with pytest.MonkeyPatch.context() as patch:
        if not jobs:
            patch.setattr(workshop, "WORTH", 1_000_000_000)
        return press.build(press.Order(folder, means=Means(standing, max(jobs, 1)))).data


def test_one_process_draws_a_long_book_as_it_goes(folder: str, taken: list[bool], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    alone, done, made, draw = built(folder), list[str](), ChapterLine.make, ChapterLine.draw

    def making(self: ChapterLine, number: int, *what: object) -> object:
        done.append("made")
        return made(self, number, *what)  # type: ignore[arg-type]

    def drawing(self: ChapterLine, number: int) -> DrawnChapter:
        done.append("drawn")
        return draw(self, number)

    monkeypatch.setattr(ChapterLine, "make", making)
    monkeypatch.setattr(ChapterLine, "draw", drawing)
    assert built(folder, 1, Standing(str(tmp_path / "kept"))) == alone
    assert done[:6] == ["made", "drawn"] * 3, "before the next one is made"
    assert len(taken) >= 8 and all(taken)
    done.clear()
    assert built(folder, 1, Standing(str(tmp_path / "kept"))) == alone
    assert done == [] and all(taken), "kept for later builds"


@pytest.mark.parametrize("jobs", [2, 3, 7])
@pytest.mark.parametrize("here", [None, True, False])
def test_the_same_bytes_whoever_takes_which_chapters(
    folder: str, taken: list[bool], monkeypatch: pytest.MonkeyPatch, jobs: int, here: bool | None
) -> None:
    alone = built(folder)
    assert taken == []
    if here is not None:
        monkeypatch.setattr(workshop, "Turns", OnlyFor)
        monkeypatch.setattr(OnlyFor, "here", here)
    assert built(folder, jobs) == alone
    assert all(taken)
    if here is False:
        assert len(taken) >= 10, "five chapters of two pages and more"


def test_the_same_bytes_of_a_whole_book(taken: list[bool]) -> None:
    """With index, footnotes, cross-references, charts, pictures: everything that asks for pages made up elsewhere."""
    alone = built(DISTRICT)
    assert built(DISTRICT, 2) == alone
    assert taken and all(taken)
    assert built(DISTRICT, 3) == alone


@pytest.mark.usefixtures("elsewhere")
def test_what_other_processes_keep_later_builds_take_over(folder: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    alone, standing = built(folder), Standing(str(tmp_path / "kept"))
    assert built(folder, 2, standing) == alone
    kinds = {path.name.partition("-")[0] for path in (tmp_path / "kept").iterdir()}
    assert {"chapter", "items", "pages", "drawn"} <= kinds
    monkeypatch.setattr(ChapterLine, "make", None)  # nobody is to make anything
    assert built(folder, 2, standing) == built(folder, 1, standing) == alone


@pytest.mark.usefixtures("elsewhere")
def test_what_another_process_is_just_keeping_is_waited_for_and_not_made_again(
    folder: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    boss, here = os.getpid(), []
    make, there, draw = stretch.made_apart, workshop.Workshop._made_there, ChapterLine.draw

    def made_apart(*given: Any) -> Any:
        if os.getpid() == boss:
            here.append(given)
        return make(*given)

    def made_there(*given: Any) -> Any:
        made = there(*given)
        time.sleep(0.05)  # until the pages of all chapters are kept, but none as it is drawn
        return made

    def slowly(self: ChapterLine, number: int) -> tuple[bytes, ...]:
        time.sleep(0.2)
        return draw(self, number)

    alone = built(folder)
    monkeypatch.setattr(stretch, "made_apart", made_apart)
    monkeypatch.setattr(workshop.Workshop, "_made_there", made_there)
    monkeypatch.setattr(ChapterLine, "draw", slowly)
    assert built(folder, 2, Standing(str(tmp_path / "kept"))) == alone
    assert here == []


@pytest.mark.usefixtures("elsewhere")
def test_chapters_that_begin_on_another_page_are_shared_though_they_are_set(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, taken: list[bool]
) -> None:
    chapters = [chapter(number) for number in range(1, 6)]
    standing, edition = Standing(str(tmp_path / "kept")), tmp_path / "edition"
    built(written(edition, *chapters), 2, standing)
    longer = chapters[0] + "".join(f"      - entry: 又{n}\n        text: {'国庆七十。' * 200}\n" for n in range(3))
    folder = written(edition, longer, *chapters[1:])
    alone = built(folder)
    opened: list[list[int]] = []
    fork = workshop.Workshop._open
    monkeypatch.setattr(workshop.Workshop, "_open", lambda self, asked: (opened.append(asked), fork(self, asked))[1])
    taken.clear()
    monkeypatch.setattr(workshop, "WORTH", 4000)  # more than what is new, less than what is left
    assert built(folder, 2, standing) == alone
    assert opened == [[2, 3, 4, 5]]
    assert taken.count(True) >= 8


@pytest.mark.usefixtures("elsewhere")
@pytest.mark.parametrize("verb", ["set", "make", "said", "draw"])
@pytest.mark.parametrize("jobs", [2, 4])
def test_a_process_that_is_killed_leaves_its_chapters_to_this_one(
    folder: str, monkeypatch: pytest.MonkeyPatch, verb: str, jobs: int
) -> None:
    alone, boss, done, act = built(folder), os.getpid(), [0], getattr(ChapterLine, verb)

    def killed(self: ChapterLine, *what: object) -> object:
        done[0] += 1
        if os.getpid() != boss and done[0] > (1 if jobs == 2 else 0):
            os.kill(os.getpid(), signal.SIGKILL)
        return act(self, *what)

    monkeypatch.setattr(ChapterLine, verb, killed)
    assert built(folder, jobs) == alone


@pytest.mark.usefixtures("elsewhere")
def test_what_a_process_does_not_manage_is_made_here(folder: str, monkeypatch: pytest.MonkeyPatch) -> None:
    alone, boss, make = built(folder), os.getpid(), ChapterLine.make

    def failing(self: ChapterLine, *what: object) -> object:
        if os.getpid() != boss:
            raise MemoryError
        return make(self, *what)  # type: ignore[arg-type]

    monkeypatch.setattr(ChapterLine, "make", failing)
    assert built(folder, 2) == alone


@pytest.mark.usefixtures("elsewhere")
def test_a_page_that_only_the_whole_book_can_draw_is_drawn_here(folder: str, monkeypatch: pytest.MonkeyPatch, taken: list[bool]) -> None:
    """As one with transparent colours, which are objects of the file; its marks are fetched, no chapter is made up twice."""
    alone, boss, handed = built(folder), os.getpid(), PdfPen.handed
    asked: list[tuple[object, ...]] = []
    look_up = workshop.Workshop.look_up

    def handing(self: PdfPen) -> DrawnPage | None:
        made = handed(self)
        return made if made is None or os.getpid() == boss or len(made.content) % 3 else None

    def looking(self: workshop.Workshop, *what: object) -> object:
        asked.append(what)
        return look_up(self, *what)  # type: ignore[arg-type]

    monkeypatch.setattr(PdfPen, "handed", handing)
    monkeypatch.setattr(workshop.Workshop, "look_up", looking)
    assert built(folder, 2) == alone
    assert asked and all(what[1] == "marks" for what in asked)
    assert True in taken and taken.count(False) == len(asked)


class SomeHere(Turns[T]):
    """Turns of which this process takes the first, and others the rest once it has done so."""

    boss = os.getpid()
    done: Path

    def __iter__(self) -> Iterator[T]:
        if os.getpid() == self.boss:
            yield next(super().__iter__())
            self.done.touch()
            return
        while not self.done.exists():
            time.sleep(0.01)
        yield from super().__iter__()


@pytest.mark.parametrize("words", [("⼀", "一"), ("一", "⼀")])
def test_glyphs_that_stand_for_something_else_in_the_whole_book(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, taken: list[bool], words: tuple[str, str]
) -> None:
    """The process that has the second chapter does not know what the first made of a glyph."""
    monkeypatch.setattr(workshop, "Turns", SomeHere)
    monkeypatch.setattr(SomeHere, "done", tmp_path / "done", raising=False)
    folder = written(tmp_path / "edition", chapter(1, words[0] * 3), chapter(2, words[1] * 3))
    alone = built(folder)
    assert built(folder, 2) == alone
    assert False in taken


@pytest.mark.parametrize("book", ["plain", "with an index", "with pages that only the whole book can draw"])
def test_what_was_set_of_a_chapter_is_let_go_of_when_it_is_drawn_unless_somebody_asks_for_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, book: str
) -> None:
    folder = written(tmp_path / "edition", *(chapter(number).replace(f"{{see:e{number}-0}}", "") for number in range(1, 6)))
    if book == "with an index":
        edition = tmp_path / "edition" / "edition.yaml"
        edition.write_text(edition.read_text("utf-8").replace("c5.yaml", "c5.yaml, index"), "utf-8")
    elif book != "plain":
        monkeypatch.setattr("yearbook.draw.pdf_kept.said", lambda _: b"")
    monkeypatch.setattr(workshop, "Turns", OnlyFor)
    lines: dict[int, ChapterLine] = {}
    draw = ChapterLine.draw

    def drawn(self: ChapterLine, number: int) -> DrawnChapter:
        lines[number] = self
        return draw(self, number)

    monkeypatch.setattr(ChapterLine, "draw", drawn)
    assert built(folder, 2) == built(folder)
    assert len(lines) >= 2
    for number, line in lines.items():
        held = line.marks(number, 0) is not None
        assert held is (line.lines(number) is not None) is (book != "plain")
        assert len(line._part(number).blocks) > 0, "set again, if need be"


@pytest.mark.parametrize("delivery", ["ofd", "print"])
def test_marks_are_fetched_where_pages_are_not_drawn_by_chapters(
    folder: str, monkeypatch: pytest.MonkeyPatch, delivery: str
) -> None:
    def delivered(jobs: int) -> object:
        order = press.Order(folder, means=Means(jobs=jobs))
        made = DELIVERIES[delivery].make(press.check(order), press.silent)
        return made.data, made.beside

    alone = delivered(1)
    monkeypatch.setattr(workshop, "Turns", OnlyFor)
    monkeypatch.setattr(OnlyFor, "here", False)
    assert delivered(2) == alone


@pytest.mark.usefixtures("elsewhere")
def test_marks_that_are_asked_for_when_the_others_are_gone_are_made_here(folder: str) -> None:
    checked = press.check(press.Order(folder, means=Means(jobs=2)))
    with press.many_hands(checked) as shop:
        pages = press.set_pages(checked, hands=(shop, None))
    alone = press.set_pages(press.check(press.Order(folder)))
    assert draw_transcript(pages) == draw_transcript(alone)
