"""A long book made chapter by chapter, mostly by several processes: who takes chapters sets, makes up and draws them, and hands over
light nouns.

Chapters go in pieces, those whose paragraphs are set together. This process takes pieces from the first on, the others from the last
backwards, and where they meet each has its share. What a chapter's pages depend on is passed along: how many pages and elements
stand before it. So its lines stay with the process that has set them, and nobody waits for others but where they meet.
"""

from collections.abc import Callable, Iterator, Sequence
from itertools import groupby
from mmap import mmap
from time import monotonic, sleep
from typing import Any, Protocol, TypeAlias

from yearbook.crew import CAN_FORK, Desk, Elsewhere, Turns
from yearbook.frozen import frozen
from yearbook.model.galley import ChapterGalley, Galley
from yearbook.model.kept import Before, DrawnChapter, MadeElsewhere, PrintedLine, Start, Stretch
from yearbook.model.page import Mark
from yearbook.packing import retold

WORTH = 130_000  # characters still to be set below which a book is made as a whole: further processes cost more than they save
HERE = 0  # who has a piece: this process, or another by its number from 1
_LAG = 4  # pieces that this process sets before it draws what it has set
_PATIENCE = 1.0  # seconds in which a process that takes a piece has said so, if it lives
_MOST = 256  # processes, as each is told by a byte
_Key: TypeAlias = tuple[str, int, int, int]  # of a result: verb, round, chapter, page
_Place: TypeAlias = tuple[Start, Before]  # where a chapter begins, and what a pen meets before it


class Line(Protocol):
    """The stages for one chapter at a time, as every process has them. A chapter goes by its number among the parts of the galley."""

    @property
    def draws(self) -> bool:
        """Whether pages are drawn chapter by chapter; else their marks are asked for."""

    def ready(self) -> None:
        """Loads what every process needs, so that those forked from this one need not do it each for itself."""

    def compose(self, folios: Any) -> None:
        """The galley of a further round of composing and make-up, which tells these folios; nothing of it is set yet."""

    def set(self, chapter: int) -> None:
        """Sets a chapter."""

    def make(self, chapter: int, place: _Place | None) -> Stretch:
        """Makes a chapter up in its place, or when that is not told straight after the one made up last."""

    def said(self, chapter: int) -> bytes:
        """The same for another process, as `frozen.said` says it."""

    def marks(self, chapter: int, page: int) -> Sequence[Mark] | None:
        """The marks of one of its pages; None when it was let go of."""

    def lines(self, chapter: int) -> Sequence[Sequence[PrintedLine]] | None:
        """The lines of each of its pages, as an index reads them; None when it was let go of."""

    def draw(self, chapter: int) -> DrawnChapter:
        """Its pages drawn. It may be let go of then."""


@frozen
class Asked:
    """What one process asks of another: a verb of its line, in which round, of which chapter, and the rest."""

    verb: str
    round: int
    chapter: int = 0
    page: int = 0
    place: _Place | None = None
    folios: Any = None

    @property
    def key(self) -> _Key:
        """What its result goes by."""
        return self.verb, self.round, self.chapter, self.page


class Workshop:
    """The processes that make a book, this one among them, `jobs` at most.

    They begin when there is enough to do for them: much to be set, or many chapters that are set but no longer begin where
    they did when an earlier build made them up. A single one so draws what it has set while that is at hand, and lets go of it:
    of a million characters it holds 45 MB less.
    """

    def __init__(self, jobs: int) -> None:
        self.hands = jobs if CAN_FORK else 1
        self._workers: list[Elsewhere[Asked, _Key, Any]] = []
        self._desks: list[Desk[Asked]] = []
        self._piece_of: dict[int, int] = {}  # of chapters
        self._round = 0
        self._pages: dict[int, tuple[int, int]] = {}  # of the body → chapter, page of it

    def begin(self, line: Line, galley: Galley, folios: Any, *, last: bool) -> "Callable[..., MadeElsewhere | None] | None":
        """A round begins, which may be the last. Gives what makeup asks for chapters; None when it makes them itself."""
        self._line, self._draws = line, last and line.draws
        if self.hands < 2 and not self._draws:
            return None
        self._round += 1
        self._pages = {}
        self._asked: set[_Key] = set()
        self._told: dict[int, tuple[Start, Stretch]] = {}
        self._drawn: dict[int, DrawnChapter | None] = {}  # None of one whose process is gone
        self._chapters = {number: part for number, part in enumerate(galley.parts) if isinstance(part, ChapterGalley)}
        self._numbers = {part.anchor: number for number, part in self._chapters.items()}
        self._alone = -1  # the chapter that this process made up last by itself
        for desk in self._desks:
            desk.ask(Asked("compose", self._round, folios=folios))
        unset = [number for number, part in self._chapters.items() if part.unset]
        if not self._piece_of and sum(self._chapters[number].unset for number in unset) >= WORTH:
            self._open(unset)
        return self.made

    def close(self) -> None:
        """Ends the other processes."""
        for worker, desk in zip(self._workers, self._desks, strict=True):
            worker.end()
            desk.close()
        if self._piece_of:
            self._tokens.close()
            self._from_end.close()
        self._workers, self._desks, self._piece_of = [], [], {}

    def _open(self, chapters: Sequence[int]) -> None:
        """Forks the others, to make these chapters together."""
        self._line.ready()
        self._pieces = [list(piece) for _, piece in groupby(chapters, lambda number: self._chapters[number].group)]
        self._piece_of = {number: place for place, piece in enumerate(self._pieces) for number in piece}
        pieces = range(len(self._pieces))
        self._took = mmap(-1, len(pieces))  # who has taken each piece, as all processes see it
        self._owners: dict[int, int] = {}  # of pieces, as this one has found them
        self._tokens, self._from_end = Turns(pieces), Turns(pieces[::-1])
        self._mine = zip(self._tokens, pieces, strict=False)
        for number in range(1, min(self.hands, len(pieces), _MOST)):
            self._desks.append(Desk())
            self._workers.append(Elsewhere(self._do, [self._share(number)]))
            self._desks[-1].handed_over()

    # in another process

    def _share(self, worker: int) -> Iterator[Asked]:
        """What it does: it sets pieces as long as there are any, and then what it is asked for."""
        for _, piece in zip(self._tokens, self._from_end, strict=False):
            self._took[piece] = worker
            self._set(piece)
        yield from self._desks[worker - 1]

    def _do(self, asked: Asked) -> dict[_Key, Any]:
        """Does what it is asked for; the result, if that has one."""
        line, chapter = self._line, asked.chapter
        match asked.verb:
            case "compose":
                line.compose(asked.folios)
                return {}
            case "make":
                line.make(chapter, asked.place)
                return {asked.key: line.said(chapter)}
            case "draw":
                return {asked.key: line.draw(chapter)}
            case "marks":
                return {asked.key: line.marks(chapter, asked.page)}
            case _:
                return {asked.key: line.lines(chapter)}

    # in this process

    def made(self, chapter: ChapterGalley, start: Start, before: Callable[[], Before]) -> MadeElsewhere | None:
        """A chapter made up by whoever has it; None when this process is to make it up as if it were alone."""
        number = self._numbers[chapter.anchor]
        if not self._piece_of and self._alone >= 0 and number == self._alone + 1:
            self._open_from(number)
        if number not in self._piece_of:
            self._alone = number
            return None
        owner = self._owner(self._piece_of[number])
        told = self._told.get(number)
        if told is None or told[0] != start:
            here = owner == HERE
            stretch = self._line.make(number, (start, before())) if here else self._made_there(number, owner, (start, before))
            if stretch is None:
                return None
            self._told[number] = told = start, stretch
        self._pages.update((start.pages + page, (number, page)) for page in range(len(told[1].pages)))
        return _Made(told[1], number, owner, self)

    def asked(self, chapter: ChapterGalley) -> bool:
        """Whether another process was asked for a chapter in this round."""
        return Asked("make", self._round, self._numbers[chapter.anchor]).key in self._asked

    def _open_from(self, number: int) -> None:
        """Forks the others for a chapter and all after it, which have to be made up anew as the one before it had, if that is enough."""
        later = [one for one in self._chapters if one >= number]
        if sum(self._chapters[one].weight for one in later) >= WORTH:
            self._open(later)

    def _owner(self, piece: int) -> int:
        """Who has a piece; this process takes it and sets it, if nobody has.

        It has drawn all but a few by then: else it would take as many as the others, and what stands before the body and the end of the
        file, which it makes alone, would come on top. What is left to draw it draws where it would have to wait.
        """
        while piece not in self._owners:
            while self._draw_one(piece - (_LAG if self._workers else 0)):
                pass
            if mine := next(self._mine, None):
                self._owners[mine[1]] = HERE
                self._set(mine[1])
            else:
                self._owners[piece] = self._taker(piece)
        return self._owners[piece]

    def _taker(self, piece: int) -> int:
        """Who took a piece before this process came to it; this one has it too, should the other have ended before it could say so."""
        patience = monotonic() + _PATIENCE
        while not self._took[piece] and monotonic() < patience:
            sleep(0.001)  # it is being written
        return self._took[piece]

    def _set(self, piece: int) -> None:
        for chapter in self._pieces[piece]:
            self._line.set(chapter)

    def _made_there(self, number: int, owner: int, place: tuple[Start, Callable[[], Before]]) -> Stretch | None:
        """A chapter that another process makes up. It is asked at once for those that follow it too, as far as it has them."""
        asked = Asked("make", self._round, number)
        if asked.key not in self._asked:
            run = [number]
            while (piece := self._piece_of.get(run[-1] + 1)) is not None and self._took[piece] == owner:
                run.append(run[-1] + 1)
            first = Asked("make", self._round, number, place=(place[0], place[1]()))
            self._ask(owner, first, *(Asked("make", self._round, follower) for follower in run[1:]))
            if self._draws:
                self._ask(owner, *(Asked("draw", self._round, one) for one in run))
        return retold(self._result(owner, asked), Stretch)

    def _ask(self, owner: int, *asked: Asked) -> None:
        self._asked.update(one.key for one in asked)
        self._desks[owner - 1].ask(*asked)

    def _result(self, owner: int, asked: Asked) -> Any:
        """What another process makes, asked for if it is not yet; None when that process is gone. Meanwhile this one draws."""
        worker = self._workers[owner - 1]
        if asked.key not in self._asked:
            self._ask(owner, asked)
        while not worker.ready(asked.key) and self._draw_one(len(self._pieces)):
            pass
        return worker.made(asked.key)

    def _draw_one(self, end: int) -> bool:
        """Draws a chapter that this process has made up, of a piece before `end`, if there is one left; whether there was."""
        for number in self._told if self._draws else ():
            piece = self._piece_of[number]
            if number not in self._drawn and self._owners[piece] == HERE and piece < end:
                self._drawn[number] = self._line.draw(number)
                return True
        return False

    # pages, as a pen asks for them

    def drawn(self, page: int) -> tuple[DrawnChapter, int] | None:
        """A page of the body that was drawn before its turn, or by another process: its chapter, its number there."""
        number, place = self._pages.get(page, (-1, 0))
        if number < 0:
            return None
        owner = self._owners[self._piece_of[number]]
        if number not in self._drawn and owner != HERE:
            self._drawn[number] = self._result(owner, Asked("draw", self._round, number))
        chapter = self._drawn.get(number)
        return (chapter, place) if chapter is not None else None

    def look_up(self, owner: int, verb: str, chapter: int, page: int = 0) -> Any:
        """The marks of a page, or the lines of a chapter, from whoever has made it up; None when nobody has them any more."""
        if owner != HERE:
            asked = Asked(verb, self._round, chapter, page)
            return self._result(owner, asked) if self._workers else None
        return self._line.marks(chapter, page) if verb == "marks" else self._line.lines(chapter)


class _Made:
    """A chapter as whoever has made it up hands it over (`MadeElsewhere`)."""

    def __init__(self, stretch: Stretch, chapter: int, owner: int, shop: Workshop) -> None:
        self.stretch = stretch
        self._chapter, self._owner, self._shop = chapter, owner, shop

    def marks(self, page: int) -> Sequence[Mark] | None:
        """The marks of one of its pages; None when nobody has them any more."""
        found: Sequence[Mark] | None = self._shop.look_up(self._owner, "marks", self._chapter, page)
        return found

    def lines(self) -> Sequence[Sequence[PrintedLine]] | None:
        """The lines of each of its pages."""
        found: Sequence[Sequence[PrintedLine]] | None = self._shop.look_up(self._owner, "lines", self._chapter)
        return found
