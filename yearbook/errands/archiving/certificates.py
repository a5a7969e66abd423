"""The certificate of a rebuild: one page, as PDF by our own engine and as text. It bears no date: whoever signs it writes that."""

from collections.abc import Iterator
from datetime import date

from yearbook.errands.archiving.making import digest_of
from yearbook.errands.archiving.rebuilding import Comparison, Rebuilt
from yearbook.errands.archiving.report import words
from yearbook.errands.shelves import layout_called
from yearbook.press import open_shelf

MOST = 12  # changed packages or pages that are listed; the rest is counted
PAGE = "certificate"  # in the layout


def certificate(rebuilt: Rebuilt) -> tuple[bytes, str]:
    """The certificate as PDF and as text."""
    from yearbook.compose import Typesetter
    from yearbook.compose.papers import paper
    from yearbook.draw import draw_pdf
    from yearbook.model.page import BookInfo

    texts, described = words()["certificate"], rebuilt.description
    title, book = texts["title"], f"《{described.get('title', '')}》{described.get('edition_year', '')}卷"
    told, conclusion = tuple(_told(rebuilt)), _conclusion(rebuilt)
    fields = {"title": title, "book": book, "conclusion": conclusion, "signature": texts["signature"]}
    layout = layout_called("annual")
    faces = open_shelf(layout)
    dated = str(described.get("date", ""))
    info = BookInfo(f"{book}{title}", "", "", date.fromisoformat(dated) if dated else date(2000, 1, 1))
    pages = paper(PAGE, fields, {"told": told}, info, Typesetter(layout, faces))
    pdf = draw_pdf(pages, faces)
    return pdf, "\n".join((title, book, "", conclusion, "", *told, "", texts["signature"])) + "\n"


def _told(rebuilt: Rebuilt) -> Iterator[str]:
    texts, verdict = words()["certificate"], rebuilt.verdict
    digest = digest_of(verdict.shown)
    grouped = " ".join(digest[at : at + 16] for at in range(0, len(digest), 16))
    yield texts["bag"].format(id=rebuilt.description.get("id", ""), files=verdict.files, bytes=f"{verdict.bytes:,}")
    yield texts["digest"].format(digest=grouped)
    yield texts["verified"]
    yield texts["rebuilt"].format(program=f"{rebuilt.lock.program.name} {rebuilt.lock.program.version}", python=_python(rebuilt))
    if rebuilt.changed:
        shown = "、".join(f"{name} {then} → {now}" for name, then, now in rebuilt.changed[:MOST])
        more = texts["more"].format(count=len(rebuilt.changed)) if len(rebuilt.changed) > MOST else ""
        yield texts["changed"].format(packages=shown, more=more)
    else:
        yield texts["unchanged"]
    for one in rebuilt.files:
        yield _file(one)


def _python(rebuilt: Rebuilt) -> str:
    told = dict(rebuilt.lock.python)
    return " ".join(told[name] for name in ("implementation", "version", "system", "machine"))


def _file(one: Comparison) -> str:
    texts = words()["certificate"]
    more = texts["more"].format(count=len(one.pages)) if len(one.pages) > MOST else ""
    said = texts["files"][one.sameness].format(pages="、".join(map(str, one.pages[:MOST])) + more)
    return f"{one.file}：{said}{texts['hash'].format(then=one.then[:32])}"


def _conclusion(rebuilt: Rebuilt) -> str:
    conclusions = words()["certificate"]["conclusions"]
    return str(conclusions["unexpected"] if rebuilt.sameness != "bytes" and not rebuilt.changed else conclusions[rebuilt.sameness])
