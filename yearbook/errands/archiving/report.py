"""The report in the terms of 四性检测 and the first page of a bag: what was looked at when it was made, and what was found."""

import re
import tomllib
from collections import Counter
from collections.abc import Iterator, Mapping
from functools import lru_cache
from html import escape
from pathlib import Path
from typing import Any

from yearbook.errands.archiving.program import Lock
from yearbook.frozen import frozen
from yearbook.press import Built, Checked, bound

OPEN = {
    ".pdf": "PDF", ".ofd": "OFD", ".yaml": "YAML", ".txt": "TXT", ".html": "HTML", ".csv": "CSV", ".json": "JSON", ".toml": "TOML",
    ".md": "TXT", ".jpg": "JPEG", ".jpeg": "JPEG", ".png": "PNG", ".tif": "TIFF", ".tiff": "TIFF", ".webp": "WebP",
    ".ttf": "TrueType", ".otf": "OpenType", ".ttc": "TrueType", ".whl": "ZIP",
}  # fmt: skip
_IMPRINT = (
    ("permit", "准印证号"), ("isbn", "书号"), ("cip", "CIP"), ("publisher", "出版单位"), ("responsible_editor", "责任编辑"),
    ("printer", "印刷"),
)  # fmt: skip
_PENDING = re.compile(r"^[^#\n]*\bpending: *\S", re.MULTILINE)
_STYLE = (
    "body{max-width:60em;margin:2em auto;font-family:sans-serif;line-height:1.6}table{border-collapse:collapse}"
    "th,td{border:1px solid #999;padding:.3em .6em;vertical-align:top;text-align:left}td:nth-child(-n+3){white-space:nowrap}"
)
_ASKED = {"isbn": ("isbn", "cip", "publisher", "responsible_editor", "printer"), "internal": ("permit", "printer", "responsible_editor")}


@frozen
class Row:
    """One thing looked at: its group, key of words.toml, result, and what fills the words."""

    group: str
    key: str
    result: str
    values: tuple[tuple[str, object], ...] = ()


@lru_cache(maxsize=1)
def words() -> Mapping[str, Any]:
    """The Chinese of a bag."""
    with open(Path(__file__).with_name("words.toml"), "rb") as file:
        return tomllib.load(file)


def read_me(checked: Checked, books: tuple[tuple[str, str], ...], with_program: bool) -> str:
    """README.txt."""
    from yearbook import __version__

    frame, texts = checked.edition.frame, words()["readme"]
    heading = f"《{frame.title}》{frame.edition_year}卷 归档包"
    install = texts["install-wheels" if with_program else "install"].format(version=__version__)
    told = {
        "title": frame.title, "edition_year": frame.edition_year, "rule": "=" * 2 * len(heading), "id": frame.id,
        "date": frame.date.isoformat(),
        "period": f"{frame.period.from_.isoformat()} 至 {frame.period.to.isoformat()}", "office": frame.office and f"{frame.office}编。",
        "books": "、".join(file.removeprefix("book/") for _, file in books), "home": Path(checked.edition.folder).name,
        "wheels": texts["wheels"] if with_program else "", "install": install,
    }  # fmt: skip
    return str(texts["text"].format(**told)).lstrip("\n")


def four_checks(checked: Checked, built: Built, lock: Lock, data: Path) -> Iterator[tuple[str, str]]:
    """The report as text and as HTML, by file name."""
    rows = [*_authenticity(checked, data), *_integrity(checked, built, data), *_usability(checked, lock, data), *_safety(data)]
    yield "four-checks.txt", _as_text(rows, checked)
    yield "four-checks.html", _as_html(rows, checked)


def _authenticity(checked: Checked, data: Path) -> Iterator[Row]:
    from yearbook.deliver.looked_at import told_by

    frame = checked.edition.frame
    responsible = frame.imprint.editor or frame.office
    values = (("responsible", responsible), ("id", frame.id), ("date", frame.date.isoformat()))
    yield Row("authenticity", "origin", "pass", values) if responsible else Row("authenticity", "origin-lacks", "note")
    told = {path.name: told_by(path.read_bytes()) for path in sorted((data / "book").glob("*.pdf"))}
    titles = {title for title, _ in told.values()}
    wrong = [name for name, (title, day) in told.items() if frame.title not in title or day != frame.date]
    shown = (("title", "、".join(sorted(titles))), ("date", frame.date.isoformat()))
    differs = Row("authenticity", "metadata-lacks", "fail", (("files", "、".join(wrong)),))
    yield differs if wrong else Row("authenticity", "metadata", "pass", shown)
    yield Row("authenticity", "rebuilt", "pass")
    if checked.edition.facts:
        coverage, held = checked.edition.coverage, bound(checked).held
        counts = (("total", coverage.total), ("bound", coverage.bound), ("exempt", coverage.exempted), ("unbound", len(coverage.unbound)))
        yield Row("authenticity", "figures", "note" if coverage.unbound else "pass", (("held", held), *counts))
    else:
        yield Row("authenticity", "figures-none", "note")
    yield Row("authenticity", "fixed", "pass")


def _integrity(checked: Checked, built: Built, data: Path) -> Iterator[Row]:
    edition = checked.edition
    yaml = sum(1 for path in (data / "source" / Path(edition.folder).name).rglob("*.yaml"))
    values = (
        ("parts", len(edition.frame.parts)), ("chapters", len(edition.chapters)), ("pages", len(built.pages.pages)),
        ("characters", f"{edition.characters:,}"), ("yaml", yaml),
    )  # fmt: skip
    yield Row("integrity", "parts", "pass", values)
    waiting = _waiting(data, Path(edition.folder).name)
    pictures = (("count", len(edition.pictures)), ("waiting", waiting))
    yield Row("integrity", "pictures-waiting" if waiting else "pictures", "note" if waiting else "pass", pictures)
    yield Row("integrity", "listed", "pass")
    imprint = edition.frame.imprint
    empty = [word for key, word in _IMPRINT if key in _ASKED.get(imprint.profile, ()) and not getattr(imprint, key)]
    yield Row("integrity", "fields-lacks", "note", (("fields", "、".join(empty)),)) if empty else Row("integrity", "fields", "pass")


def _waiting(data: Path, home: str) -> int:
    """Places that say why they have no picture yet."""
    texts = (path.read_text("utf-8-sig") for path in sorted((data / "source" / home).glob("*.yaml")))
    return sum(len(_PENDING.findall(text)) for text in texts)


def _usability(checked: Checked, lock: Lock, data: Path) -> Iterator[Row]:
    endings = Counter(path.suffix.lower() for path in data.rglob("*") if path.is_file())
    strange = sorted(ending for ending in endings if ending not in OPEN)
    kinds: Counter[str] = Counter()
    for ending, count in endings.items():
        kinds[OPEN.get(ending, ending)] += count
    told = "、".join(f"{kind} {count} 个" for kind, count in sorted(kinds.items()))
    yield Row("usability", "formats-lacks" if strange else "formats", "note" if strange else "pass", (("formats", told),))
    archive = next(iter(sorted((data / "book").glob("*-archive.pdf"))), None)
    yield Row("usability", "pdfa", "pass", (("file", archive.name),)) if archive else Row("usability", "pdfa-lacks", "note")
    yield Row("usability", "fonts", "pass", (("count", len({checked.layout.faces[name].file for name in checked.layout.faces})),))
    yield Row("usability", "readable", "pass", (("characters", f"{checked.edition.characters:,}"),))
    python = f"{dict(lock.python)['implementation']} {dict(lock.python)['version']}"
    values = (("version", lock.program.version), ("python", python), ("packages", len(lock.packages)))
    yield Row("usability", "program-wheels" if (data / "program/wheels").is_dir() else "program", "pass", values)


def _safety(data: Path) -> Iterator[Row]:
    from yearbook.deliver.looked_at import active_parts

    found = {path.name: active_parts(path.read_bytes()) for path in sorted((data / "book").glob("*.pdf"))}
    active = "；".join(f"{name}：{'、'.join(parts)}" for name, parts in found.items() if parts)
    yield Row("safety", "inert-lacks", "fail", (("found", active),)) if active else Row("safety", "inert", "pass")
    yield Row("safety", "names", "pass")
    yield Row("safety", "virus", "other")
    yield Row("safety", "medium", "other")


def _cells(row: Row, number: int) -> tuple[str, str, str, str]:
    texts = words()["report"]
    name, told = texts["rows"][row.key]
    return f"{texts['groups'][row.group]} {number}", name, texts[row.result], told.format(**dict(row.values))


def _title(checked: Checked) -> str:
    frame = checked.edition.frame
    return f"《{frame.title}》{frame.edition_year}卷　{words()['report']['title']}"


def _as_text(rows: list[Row], checked: Checked) -> str:
    texts = words()["report"]
    lines = [_title(checked), "", texts["basis"], ""]
    for number, row in enumerate(rows, 1):
        group, name, result, told = _cells(row, number)
        lines.append(f"{group}  {name}：{result}。{told}")
    return "\n".join((*lines, "", texts["again"])) + "\n"


def _as_html(rows: list[Row], checked: Checked) -> str:
    texts, title = words()["report"], escape(_title(checked))
    heads = "".join(f'<th scope="col">{escape(head)}</th>' for head in texts["heads"])
    body = "".join(
        "<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in _cells(row, number)) + "</tr>\n" for number, row in enumerate(rows, 1)
    )
    return (
        f'<!DOCTYPE html>\n<html lang="zh-Hans"><head><meta charset="utf-8"><title>{title}</title><style>{_STYLE}</style></head>\n'
        f"<body><h1>{title}</h1><p>{escape(texts['basis'])}</p>\n<table><thead><tr>{heads}</tr></thead><tbody>\n{body}</tbody></table>\n"
        f"<p>{escape(texts['again'])}</p></body></html>\n"
    )
