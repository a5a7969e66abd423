"""A bag is built again from itself alone, in an empty folder, and what comes out is held against what it holds.

The strongest sameness that holds is told: of bytes; else of transcripts, when other versions write the same pages otherwise; else
of page images. Nothing of the bag is run: it is this program that builds.
"""

import hashlib
import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

from yearbook.errands import upgrading
from yearbook.errands.archiving.making import BAG_FORMAT, DESCRIPTION, TRANSCRIPT, build_one, transcript
from yearbook.errands.archiving.program import Lock, differences, lock
from yearbook.errands.deliveries import DELIVERIES
from yearbook.frozen import frozen
from yearbook.press import Order, Tell, check, silent
from yearbook.problems import ContentError, Problem, Severity, YearbookError

if TYPE_CHECKING:
    from yearbook.deliver.bag import Opened, Verdict

Sameness: TypeAlias = Literal["bytes", "transcript", "images", "unseen", "differs", "unbuilt"]
ORDER: tuple[Sameness, ...] = ("bytes", "transcript", "images", "unseen", "differs", "unbuilt")  # from best to worst
SAME = ORDER[:3]
_NEEDED = ("data/source/", "data/layouts/", "data/fonts/")


@frozen
class Comparison:
    """One file of the bag beside the one built now: how far they are the same; `pages` that look different, from 1."""

    file: str
    sameness: Sameness
    then: str
    now: str = ""
    pages: tuple[int, ...] = ()


@frozen
class Rebuilt:
    """What building a bag again came to; `changed` are the packages that are not those of its lock: name, then, now."""

    verdict: "Verdict"
    description: Mapping[str, Any]
    files: tuple[Comparison, ...]
    changed: tuple[tuple[str, str, str], ...]
    lock: Lock
    problems: tuple[Problem, ...] = ()

    @property
    def sameness(self) -> Sameness:
        """The worst of its files."""
        return max((one.sameness for one in self.files), key=ORDER.index, default="unbuilt")

    @property
    def holds(self) -> bool:
        """Whether the book is the same, and with the locked versions the bytes too."""
        return self.sameness == "bytes" or (bool(self.changed) and self.sameness in SAME)


def rebuild(path: str, verdict: "Verdict", tell: Tell = silent) -> Rebuilt:
    """Builds a sound bag again. Raises ContentError for one that is damaged or that this program cannot build."""
    from yearbook.deliver.bag import open_bag, take_out

    bag = open_bag(path)
    if not verdict.sound:
        raise ContentError((Problem.of("rebuild-damaged", bag.place("")),))
    described = description_of(bag)
    now = lock()
    changed = differences(_lock_of(bag), now)
    files: list[Comparison] = []
    problems: list[Problem] = []
    with TemporaryDirectory(prefix="yearbook-") as folder:
        take_out(bag, folder, _NEEDED)
        data = Path(folder, "data")
        order = Order(str(data / described["home"]), stock=str(data))
        if _needs_upgrade(order):
            problems.append(Problem.of("rebuild-upgraded", bag.place(""), Severity.WARNING))
        for delivery, file in described["books"].items():
            then = hashlib.sha512(b"".join(bag.pieces(f"data/{file}"))).hexdigest()
            try:
                files += _compared(bag, order, delivery, (file, then), tell)
            except YearbookError as error:  # another version may refuse what this bag's own accepted
                problems += [_from_bag(one, folder, path) for one in error.problems]
                files.append(Comparison(file, "unbuilt", then))
    return Rebuilt(verdict, described, tuple(files), changed, now, tuple(problems))


def _needs_upgrade(order: Order) -> bool:
    """Whether this program refuses an edition of an older schema; its copy is then written anew."""
    try:
        check(order)
    except YearbookError:
        try:
            _, files = upgrading.upgraded(order.folder, order.stock)
        except YearbookError:
            return False
        return bool(upgrading.upgrade(order.folder, files))
    return False


def _compared(bag: "Opened", order: Order, delivery: str, held: tuple[str, str], tell: Tell) -> Iterator[Comparison]:
    from yearbook.deliver.raster import differing_pages

    file, then = held
    if delivery not in DELIVERIES:
        yield Comparison(file, "unbuilt", then)
        return
    _, built, made = build_one(order, delivery, tell)
    now = hashlib.sha512(made[0][1]).hexdigest()
    if now == then:
        yield Comparison(file, "bytes", then, now)
    elif transcript(built, str(Path(order.folder))).encode() == b"".join(bag.pieces(f"data/{TRANSCRIPT}")):
        yield Comparison(file, "transcript", then, now)
    else:
        pages = differing_pages(b"".join(bag.pieces(f"data/{file}")), made[0][1]) if file.endswith(".pdf") else None
        sameness: Sameness = "unseen" if pages is None else "differs" if pages else "images"
        yield Comparison(file, sameness, then, now, pages or ())


def description_of(bag: "Opened") -> Mapping[str, Any]:
    """edition.json of a bag of ours. Raises ContentError for any other."""
    from yearbook.deliver.bag import whole

    foreign = ContentError((Problem.of("rebuild-foreign", bag.place("")),))
    try:
        described = json.loads(whole(bag, DESCRIPTION))
    except (KeyError, OSError, ValueError):
        raise foreign from None
    if not isinstance(described, dict) or not isinstance(described.get("format"), int):
        raise foreign
    if described["format"] > BAG_FORMAT:
        raise ContentError((Problem.of("rebuild-newer", bag.place(DESCRIPTION), format=described["format"]),))
    home, books = described.get("home"), described.get("books")
    fits = isinstance(home, str) and f"data/{home}/edition.yaml" in bag.sizes and ".." not in home.split("/") and isinstance(books, dict)
    if not fits or not all(f"data/{file}" in bag.sizes for file in books.values()):  # type: ignore[union-attr] # a dict where it fits
        raise foreign
    return described


def _lock_of(bag: "Opened") -> Mapping[str, object]:
    from yearbook.deliver.bag import whole

    try:
        read = json.loads(whole(bag, "data/program/lock.json"))
    except (KeyError, OSError, ValueError):
        return {}
    return read if isinstance(read, dict) else {}


def _from_bag(problem: Problem, folder: str, path: str) -> Problem:
    """A problem of the copy, told of the bag."""
    place = problem.place
    shown = place.file.replace(folder, path)
    return Problem(problem.code, type(place)(shown, place.line, place.column), problem.values, problem.severity)
