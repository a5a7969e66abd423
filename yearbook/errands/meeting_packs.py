"""Who gets what of a meeting's papers: files by name, what each holds, and the rows of the list that goes with them."""

import csv
import tomllib
from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from io import StringIO
from typing import Any

from yearbook.frozen import frozen
from yearbook.model.agenda import AgendaFile, Excerpt, Group
from yearbook.model.paper_copy import MeetingCopy, PaperCopy

UNSAFE = str.maketrans({**dict.fromkeys('/\\:*?"<>|\n\t', " "), "\u3000": " "})
LONGEST = 60  # characters of a title in the name of a file


@frozen
class Pack:
    """A file to be made: its name without ending, what it holds, for whom. A paper by itself has no cover (`bare`)."""

    name: str
    excerpts: tuple[Excerpt, ...]
    group: Group | None = None
    bare: bool = False


@cache
def words() -> dict[str, Any]:
    """Names of files and heads of the list (meeting.toml)."""
    return tomllib.loads(files("yearbook.errands").joinpath("meeting.toml").read_text("utf-8"))


def packs_of(agenda: AgendaFile, copy: MeetingCopy, groups: Sequence[str]) -> tuple[Pack, ...]:
    """The whole set, each paper, each item that is read with more or less than one paper, each group; with `groups` only these groups."""
    named = words()["files"]
    every = tuple(Excerpt(paper=paper.number) for paper in copy.papers)
    packs = [Pack(named["whole"], every)]
    for paper, one in zip(copy.papers, every, strict=True):
        packs.append(Pack(named["paper"].format(number=paper.number, title=_safe(paper.name)), (one,), bare=True))
    for number, item in enumerate(agenda.items, 1):
        if len(item.papers) > 1 or any(excerpt.pages for excerpt in item.papers):
            packs.append(Pack(named["item"].format(number=number, title=_safe(item.title)), item.papers))
    chosen = [Pack(named["group"].format(name=_safe(group.name)), sheaf_of(group, copy), group) for group in agenda.groups]
    if groups:
        return tuple(pack for pack in chosen if pack.group and pack.group.name in groups)
    return (*packs, *chosen)


def sheaf_of(group: Group, copy: MeetingCopy) -> tuple[Excerpt, ...]:
    """What a group gets: what it names, else all papers that are not for others."""
    if group.papers:
        return group.papers
    return tuple(Excerpt(paper=paper.number) for paper in copy.papers if not paper.groups or group.name in paper.groups)


def _safe(text: str) -> str:
    """Text as part of a file's name on any system."""
    return " ".join(text.translate(UNSAFE).split())[:LONGEST].strip(" .") or "_"


def numbers_of(agenda: AgendaFile) -> dict[str, tuple[str, ...]]:
    """The numbers of the copies of each group, one group after the other."""
    found: dict[str, tuple[str, ...]] = {}
    at = agenda.first
    for group in agenda.groups if agenda.numbered else ():
        count = group.copies or 0
        found[group.name] = tuple(f"{number:0{agenda.digits}d}" for number in range(at, at + count))
        at += count
    return found


def told(excerpt: Excerpt, papers: Sequence[PaperCopy], look: Any) -> str:
    """What an agenda or a list calls a paper, or some pages of it."""
    from yearbook.model.agenda import span_of

    label = next(paper.label for paper in papers if paper.number == excerpt.paper)
    span = span_of(excerpt.pages, 999) if excerpt.pages else None
    if span is None:
        return label
    first, last = span
    return str((look.span if last > first else look.one_page).format(paper=label, first=first, last=last))


def list_file(rows: Sequence[Sequence[object]]) -> bytes:
    """清单 as CSV that spreadsheets open with its Chinese."""
    out = StringIO()
    csv.writer(out, lineterminator="\r\n").writerows([words()["list"]["heads"], *rows])
    return out.getvalue().encode("utf-8-sig")
