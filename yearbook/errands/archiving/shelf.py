"""A shelf: a folder of bags with an index for people (HTML, text) and one for programs (shelf.json), all made from the bags.

A bag on a shelf is never touched again. What a later edition corrects in an earlier one is shown in the index, beside the earlier.
"""

import json
import os
import re
from collections.abc import Iterator, Mapping, Sequence
from html import escape
from pathlib import Path
from typing import Any

from yearbook.deliver.bag import DECLARATION, Verdict, judge, open_bag
from yearbook.errands.archiving.making import Archived, Wish, digest_of, make_bag
from yearbook.errands.archiving.rebuilding import description_of
from yearbook.errands.archiving.report import words
from yearbook.frozen import frozen
from yearbook.packing import json_file
from yearbook.press import Order as EditionOrder
from yearbook.press import Tell, check, silent, write
from yearbook.problems import ContentError, PathError, Place, Problem

LIST, PAGE, TEXT = "shelf.json", "index.html", "index.txt"
_STYLE = (
    "body{max-width:70em;margin:2em auto;padding:0 1em;font-family:sans-serif;line-height:1.6}table{border-collapse:collapse;width:100%}"
    "th,td{border:1px solid #999;padding:.3em .6em;text-align:left;vertical-align:top}code{font-size:.8em;word-break:break-all}"
    "ul{margin:.3em 0;padding-left:1.2em}"
)


@frozen
class Standing:
    """A bag on a shelf: its folder there, what it says of itself, its digest and size."""

    folder: str
    told: Mapping[str, Any]
    digest: str
    files: int
    bytes: int

    @property
    def name(self) -> str:
        """Title and year, as people call it."""
        return f"《{self.told.get('title', '')}》{self.told.get('edition_year', '')}卷"


def is_shelf(folder: Path) -> bool:
    """Whether a folder is a shelf."""
    return (folder / LIST).is_file() and not (folder / DECLARATION).exists()


def put_on_shelf(editions: Sequence[str], shelf: Path, wish: Wish, tell: Tell = silent) -> tuple[Archived, ...]:
    """A bag of each edition below `shelf`, then the index; what stands there stays. Raises ContentError, PathError."""
    _must_be_a_place(shelf)
    made = tuple(make_bag(edition, _place(shelf, edition, wish), wish, tell) for edition in editions)
    for name, content in index_of(shelf).items():
        write(shelf / name, content)
    return made


def _place(shelf: Path, edition: str, wish: Wish) -> Path:
    """The folder of a bag is the id of its edition; a reprint gets the next number after it."""
    name = check(EditionOrder(edition)).edition.frame.id
    target = shelf / name
    number = 2
    while wish.replaces and target.exists():
        target = shelf / f"{name}-{number}"
        number += 1
    return target


def _must_be_a_place(shelf: Path) -> None:
    if shelf.exists() and not is_shelf(shelf) and not (shelf.is_dir() and not _others(shelf)):
        raise PathError((Problem.of("archive-taken", Place(str(shelf))),))
    try:
        shelf.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise PathError((Problem.of("path-unwritable", Place(str(shelf)), path=shelf, reason=error.strerror or error),)) from None


def _others(folder: Path) -> list[str]:
    """What lies in a folder beside bags, so that an interrupted shelf can be gone on with."""
    hidden = re.compile(r"\..+\.part-\w+")
    return [one.name for one in folder.iterdir() if not (one / DECLARATION).is_file() and not hidden.fullmatch(one.name)]


def index_of(shelf: Path) -> Mapping[str, bytes]:
    """The files of the index, made from the bags as they stand."""
    standing = tuple(_standing(shelf))
    listed = {"format": 1, "bags": [{"folder": one.folder, "id": one.told.get("id"), "digest": one.digest} for one in standing]}
    return {
        LIST: json_file(listed),
        PAGE: _page(standing).encode(),
        TEXT: _text(standing).encode(),
    }


def _standing(shelf: Path) -> Iterator[Standing]:
    """The bags of a shelf, by year and folder."""
    found = []
    for name in sorted(os.listdir(shelf)):
        if name.startswith(".") or not (shelf / name / DECLARATION).is_file():
            continue
        bag = open_bag(str(shelf / name))
        payload = [size for file, size in bag.sizes.items() if file.startswith("data/")]
        try:
            told = description_of(bag)
        except ContentError:  # a bag of another origin
            told = {"id": name, "title": name}
        found.append(Standing(name, told, digest_of(str(shelf / name)), len(payload), sum(payload)))
    yield from sorted(found, key=lambda one: (str(one.told.get("edition_year", "")), one.folder))


def verify_shelf(path: str, tell: Tell = silent) -> tuple[Verdict, ...]:
    """The verdicts on every bag that the shelf lists or holds, and one on the shelf itself."""
    shelf = Path(path)
    problems: list[Problem] = []
    listed = _listed(shelf, problems)
    there = {name for name in os.listdir(shelf) if (shelf / name).is_dir() and not name.startswith(".")}
    verdicts = []
    for name in sorted(listed.keys() | there):
        place = Place(os.path.join(path, name))
        if name not in there:
            problems.append(Problem.of("shelf-lacks", place))
            continue
        verdicts.append(judge(open_bag(os.path.join(path, name)), tell))
        if name not in listed:
            problems.append(Problem.of("shelf-unlisted", place))
        elif listed[name] != digest_of(os.path.join(path, name)):
            problems.append(Problem.of("shelf-other", place))
    if not problems:
        index = index_of(shelf).items()
        altered = (name for name, content in index if not (shelf / name).is_file() or (shelf / name).read_bytes() != content)
        problems += [Problem.of("shelf-index", Place(os.path.join(path, name))) for name in altered]
    files = sum(verdict.files for verdict in verdicts)
    return (*verdicts, Verdict(path, tuple(problems), (), files, sum(verdict.bytes for verdict in verdicts), (), shelf=True))


def _listed(shelf: Path, problems: list[Problem]) -> Mapping[str, str]:
    """Digest by folder, as the shelf's list has them."""
    try:
        bags = json.loads((shelf / LIST).read_text("utf-8"))["bags"]
        return {one["folder"]: one["digest"] for one in bags if "/" not in one["folder"] and one["folder"] not in ("", ".", "..")}
    except (OSError, ValueError, KeyError, TypeError):
        problems.append(Problem.of("shelf-list", Place(str(shelf / LIST))))
        return {}


def corrections(standing: Sequence[Standing]) -> Mapping[str, tuple[tuple[Standing, Mapping[str, str]], ...]]:
    """By the folder of the edition corrected ("" when it stands elsewhere): the edition that corrects it, and each correction."""
    found: dict[str, list[tuple[Standing, Mapping[str, str]]]] = {}
    for later in standing:
        for erratum in later.told.get("errata") or ():
            meant = [one.folder for one in standing if one is not later and _means(str(erratum.get("edition", "")), one)]
            for folder in meant or [""]:
                found.setdefault(folder, []).append((later, erratum))
    return {folder: tuple(pairs) for folder, pairs in found.items()}


def _means(said: str, one: Standing) -> bool:
    """Whether words such as 示例区年鉴 2025, 2025卷 or example-2025 name an edition: by its id, or its year beside no other title."""
    told = one.told
    if said == told.get("id"):
        return True
    years = re.findall(r"(?<!\d)\d{4}(?!\d)", said)
    bare, title = (re.sub(r"[\d\s《》（）()卷年版-]", "", text) for text in (said, str(told.get("title", ""))))
    return years[-1:] == [str(told.get("edition_year"))] and bare in ("", title)


def _rows(standing: Sequence[Standing]) -> Iterator[tuple[Standing, list[str]]]:
    """Each bag with what is said below it: what it replaces, by what it is replaced, its errata."""
    texts, corrected = words()["shelf"], corrections(standing)
    for one in standing:
        said = []
        replaces = one.told.get("replaces")
        if replaces:
            said.append(texts["replaces"].format(id=replaces.get("id", "")))
        newer = [other.folder for other in standing if (other.told.get("replaces") or {}).get("digest") == one.digest]
        said += [texts["replaced"].format(folder=folder) for folder in newer]
        for later, erratum in corrected.get(one.folder, ()):
            head = texts["errata"].format(year=later.told.get("edition_year", ""))
            said.append(f"{head}　{texts['erratum'].format(**{key: erratum.get(key, '') for key in ('place', 'wrong', 'right')})}")
        lost = [erratum for later, erratum in corrected.get("", ()) if later is one]
        said += [texts["errata-elsewhere"].format(edition=erratum.get("edition", "")) for erratum in lost]
        yield one, said


def _page(standing: Sequence[Standing]) -> str:
    texts = words()["shelf"]
    body = []
    for one, said in _rows(standing):
        base = escape(one.folder)
        books = "<br>".join(f'<a href="{base}/data/{escape(file)}">{escape(Path(file).name)}</a>' for file in _books(one).values())
        name = escape(str(one.told.get("id", "")))
        text = f'<a href="{base}/data/text/{name}.html">{texts["text-page"]}</a><br><a href="{base}/data/text/{name}.txt">TXT</a>'
        report = f'<a href="{base}/data/report/four-checks.html">{texts["report"]}</a>'
        size = texts["files"].format(files=one.files, size=f"{one.bytes / 1_000_000:.1f}")
        notes = "<ul>" + "".join(f"<li>{escape(line)}</li>" for line in said) + "</ul>" if said else ""
        cells = (
            f"{escape(one.name)}{notes}", escape(_period(one)), escape(str(one.told.get("date", ""))), books, text,
            f'<a href="{base}/">{base}</a><br>{size}<br>{report}', f"<code>{one.digest}</code>",
        )  # fmt: skip
        body.append("<tr>" + "".join(f"<td>{cell}</td>" for cell in cells) + "</tr>\n")
    heads = "".join(f'<th scope="col">{escape(head)}</th>' for head in texts["heads"])
    title = escape(texts["title"])
    return (
        f'<!DOCTYPE html>\n<html lang="zh-Hans"><head><meta charset="utf-8"><title>{title}</title><style>{_STYLE}</style></head>\n'
        f"<body><h1>{title}</h1><p>{escape(texts['about'])}</p>\n<table><thead><tr>{heads}</tr></thead><tbody>\n{''.join(body)}</tbody></table>\n"
        "</body></html>\n"
    )


def _text(standing: Sequence[Standing]) -> str:
    texts = words()["shelf"]
    lines = [texts["title"], "", texts["about"], ""]
    for one, said in _rows(standing):
        size = texts["files"].format(files=one.files, size=f"{one.bytes / 1_000_000:.1f}")
        lines += [one.name, f"  {one.folder}/　{_period(one)}　{one.told.get('date', '')}　{size}", f"  SHA-512 {one.digest}"]
        lines += [f"  {line}" for line in said]
        lines.append("")
    return "\n".join(lines)


def _books(one: Standing) -> Mapping[str, str]:
    books = one.told.get("books")
    return books if isinstance(books, dict) else {}


def _period(one: Standing) -> str:
    return "—".join(str(day) for day in one.told.get("period") or ())

