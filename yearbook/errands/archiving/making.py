"""An edition becomes a bag: its files are copied, and everything else is made from those copies alone.

What the bag says of itself (`edition.json`, bag-info.txt) comes from the edition; no clock, host or user enters it.
"""

import hashlib
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from yearbook import __version__
from yearbook.errands import ledger
from yearbook.errands.archiving.holdings import Holdings, holdings
from yearbook.errands.archiving.program import Lock, lock, wheels
from yearbook.errands.archiving.report import four_checks, read_me
from yearbook.errands.deliveries import DELIVERIES
from yearbook.frozen import frozen, replace
from yearbook.packing import json_file
from yearbook.press import Built, Checked, Order, Tell, check, silent
from yearbook.problems import ContentError, PathError, Place, Problem

if TYPE_CHECKING:
    from yearbook.deliver.bag import Verdict

BAG_FORMAT = 1  # of what is in data/ under which name
ARCHIVED = ("screen", "archive", "ofd")  # deliveries that a bag holds, as far as there are such
DESCRIPTION = "data/edition.json"
TRANSCRIPT = "transcript/book.txt"


@frozen
class Wish:
    """What is asked of a bag: the wheels too, and the bag that it takes the place of."""

    with_program: bool = False
    replaces: str = ""


@frozen
class Archived:
    """A bag that was made: where, the warnings of its edition, what it holds; `anew` False when it stood there already, the same."""

    path: str
    problems: tuple[Problem, ...]
    files: int
    bytes: int
    anew: bool = True


def make_bag(folder: str, target: Path, wish: Wish, tell: Tell = silent) -> Archived:
    """Makes the bag `target` of the edition in `folder`. Raises ContentError, PathError; nothing is left when it fails."""
    from yearbook.deliver.bag import DECLARATION, bag_up, judge, open_bag, put_in_place, unfinished

    if not (target / DECLARATION).exists():  # a bag that stands there may be the same
        _must_be_free(target)
    replaced = _replaced(wish.replaces) if wish.replaces else None
    tell("check")
    checked = check(Order(folder))
    held = holdings(checked)
    with unfinished(target) as work:
        data = work / "data"
        for name, path in held.files:
            (data / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, data / name)
        made = _made(data, held, wish, tell)
        _describe(data, made, wish, replaced)
        tell("bag")
        bag_up(work, bag_info(checked, replaced))
        verdict = judge(open_bag(str(work)))
        same = target.is_dir() and digest_of(str(target)) == digest_of(str(work)) and judge(open_bag(str(target))).sound
        if not same:
            _must_be_free(target)
            put_in_place(work, target)
    return Archived(str(target), checked.problems, verdict.files, verdict.bytes, not same)


@frozen
class _Made:
    """What was made from the copies: the edition there, the file and pages of every delivery, the lock."""

    checked: Checked
    held: Holdings
    books: tuple[tuple[str, str], ...]  # delivery → file of the payload
    built: Built
    lock: Lock


def _made(data: Path, held: Holdings, wish: Wish, tell: Tell) -> _Made:
    order = Order(str(data / held.home), stock=str(data))
    first: tuple[Checked, Built] | None = None
    books: list[tuple[str, str]] = []
    for name in (name for name in ARCHIVED if name in DELIVERIES):
        checked, built, files = build_one(order, name, tell)
        first = first or (checked, built)
        books.append((name, files[0][0]))
        for file, content in files:
            _write(data / file, content)
    assert first is not None  # screen is always there
    checked, built = first
    _write_readings(data, checked, built)
    tell("lock")
    packages = lock()
    _write(data / "program/lock.json", json_file(packages.as_json()))
    if wish.with_program:
        lines = []
        for file, content in wheels():
            _write(data / "program/wheels" / file, content)
            name, version = file.split("-")[:2]
            lines.append(f"{name}=={version} --hash=sha256:{hashlib.sha256(content).hexdigest()}\n")
        _write(data / "program/requirements.txt", "".join(lines).encode())
    return _Made(checked, held, tuple(books), built, packages)


def build_one(order: Order, delivery: str, tell: Tell = silent) -> tuple[Checked, Built, tuple[tuple[str, bytes], ...]]:
    """One delivery of an edition, and its files by their names in a bag, the book first."""
    made = DELIVERIES[delivery]
    checked = check(replace(order, purpose=made.purpose))
    built = made.make(checked, tell)
    stem = checked.edition.frame.id + ("" if delivery == "screen" or made.ending != ".pdf" else f"-{delivery}")
    beside = ((f"book/{stem}{ending}", content) for ending, content in built.beside)
    return checked, built, ((f"book/{stem}{made.ending}", built.data), *beside)


def transcript(built: Built, folder: str) -> str:
    """The pages as text, pictures named from the edition's folder."""
    from yearbook.draw import draw_transcript

    return draw_transcript(built.pages).replace(f"{folder}/", "")


def _write_readings(data: Path, checked: Checked, built: Built) -> None:
    """What can be read when PDF cannot: text, HTML, the ledger; and the transcript, to compare by."""
    from yearbook.draw.readings import draw_html, draw_plain_text

    edition = checked.edition
    home = Path(edition.folder)

    def address(file: str) -> str:
        return "../" + (Path("source") / home.name / Path(file).relative_to(home)).as_posix()

    _write(data / f"text/{edition.frame.id}.txt", draw_plain_text(built.pages).encode())
    _write(data / f"text/{edition.frame.id}.html", draw_html(built.pages, address).encode())
    _write(data / "ledger/ledger.csv", ledger.as_csv(edition))
    _write(data / "ledger/ledger.json", ledger.as_json(edition))
    _write(data / TRANSCRIPT, transcript(built, edition.folder).encode())


def _describe(data: Path, made: _Made, wish: Wish, replaced: "Verdict | None") -> None:
    """edition.json for programs, the report and the first page for people."""
    _write(data.parent / DESCRIPTION, json_file(description(made.checked, made.held.home, made.books, replaced)))
    _write(data / "README.txt", read_me(made.checked, made.books, wish.with_program).encode())
    for name, text in four_checks(made.checked, made.built, made.lock, data):
        _write(data / "report" / name, text.encode())


def description(checked: Checked, home: str, books: tuple[tuple[str, str], ...], replaced: "Verdict | None") -> dict[str, object]:
    """What the bag holds, as data: shelves, comparisons and rebuilds read it."""
    frame, errata = checked.edition.frame, checked.edition.errata
    return {
        "format": BAG_FORMAT,
        "id": frame.id,
        "title": frame.title,
        "edition_year": frame.edition_year,
        "data_year": frame.data_year,
        "period": [frame.period.from_.isoformat(), frame.period.to.isoformat()],
        "date": frame.date.isoformat(),
        "office": frame.office,
        "schema": frame.schema_,
        "layout": frame.layout,
        "home": home,
        "books": dict(books),
        "program": __version__,
        "chapters": [{"id": chapter.id, "title": chapter.title} for chapter in checked.edition.chapters],
        "characters": checked.edition.characters,
        "errata": [
            {"edition": one.edition, "place": one.place, "wrong": one.wrong, "right": one.right, "note": one.note}
            for one in (errata.errata if errata else ())
        ],
        "replaces": {"id": replaced.told("External-Identifier"), "digest": digest_of(replaced.shown)} if replaced else None,
    }


def bag_info(checked: Checked, replaced: "Verdict | None") -> Mapping[str, str]:
    """bag-info.txt: the standard's labels, then our own."""
    from yearbook.deliver.bag import OURS, bagging_agent

    frame = checked.edition.frame
    responsible = frame.imprint.editor or frame.office
    own = {
        "Source-Organization": responsible,
        "Bagging-Date": frame.date.isoformat(),
        "External-Description": f"《{frame.title}》{frame.edition_year}卷：PDF、YAML 原稿、图片、版式、字体、文本、台账",
        "External-Identifier": frame.id,
        "Bag-Group-Identifier": frame.id.rstrip("0123456789").rstrip("-._"),
        "Bag-Software-Agent": f"yearbook {__version__}, {bagging_agent()}",
        OURS: str(BAG_FORMAT),
        "Yearbook-Title": frame.title,
        "Yearbook-Edition-Year": str(frame.edition_year),
        "Yearbook-Data-Year": str(frame.data_year),
        "Yearbook-Period": f"{frame.period.from_.isoformat()}/{frame.period.to.isoformat()}",
        "Yearbook-Office": frame.office,
        "Yearbook-Publisher": frame.imprint.publisher,
        "Yearbook-ISBN": frame.imprint.isbn,
        "Yearbook-Permit": frame.imprint.permit,
    }
    if replaced:
        own["Yearbook-Replaces"] = f"{replaced.told('External-Identifier')} sha512:{digest_of(replaced.shown)}"
    return own


def digest_of(bag: str) -> str:
    """What a bag is called by others: the SHA-512 of its tag manifest, which covers every file; "" when there is none."""
    from yearbook.deliver.bag import open_bag, whole

    try:
        return hashlib.sha512(whole(open_bag(bag), "tagmanifest-sha512.txt")).hexdigest()
    except (KeyError, OSError):
        return ""


def _replaced(path: str) -> "Verdict":
    """The bag that the new one names; it must be sound itself. Raises PathError, ContentError."""
    from yearbook.deliver.bag import judge, open_bag

    verdict = judge(open_bag(path))
    if not verdict.sound or not verdict.told("External-Identifier"):
        raise ContentError((Problem.of("archive-replaces", Place("--replaces"), path=path), *verdict.problems))
    return verdict


def _must_be_free(target: Path) -> None:
    if target.exists() and not (target.is_dir() and not any(target.iterdir())):
        raise PathError((Problem.of("archive-taken", Place(str(target))),))


def _write(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
