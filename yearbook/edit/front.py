"""Front and back matter as copy: cover and titles, imprint, editorial note, plates, contents, glossary, sources."""

from yearbook.edit.chronicle import chronicle_part
from yearbook.edit.errata import errata_part
from yearbook.edit.figures import Ledger, chinese
from yearbook.edit.pictures import pictured, shaped
from yearbook.model.board import BoardFile
from yearbook.model.copy import (
    BoardPart,
    ColophonPart,
    ContentsPart,
    FixedPart,
    GlossaryPart,
    ImprintPart,
    IndexPart,
    NotePart,
    Part,
    PlatesPart,
)
from yearbook.model.edition import DocumentSource, Edition, SourcesFile
from yearbook.model.index import NAMES, SUBJECTS
from yearbook.model.source import CONTENTS
from yearbook.model.text import BodyParagraph, Span

PROFILES = {"internal": "内部资料　免费交流", "isbn": "", "meeting": "会议材料", "draft": "草稿　仅供审核"}


def fields_of(edition: Edition) -> dict[str, str]:
    """The values that a layout's slots may name between braces."""
    frame = edition.frame
    start, end = frame.period.from_, frame.period.to
    whole_year = (start.month, start.day, end.month, end.day) == (1, 1, 12, 31) and start.year == end.year
    last = f"{end.month}月{end.day}日" if start.year == end.year else f"{end.year}年{end.month}月{end.day}日"
    return {
        "title": frame.title,
        "short_title": frame.short_title or frame.title,
        "title_en": frame.title_en,
        "title_en_upper": frame.title_en.upper(),
        "region": frame.region,
        "year": str(frame.edition_year),
        "data_year": str(frame.data_year),
        "period": f"本卷记述{start.year}年{start.month}月{start.day}日至{last}",
        "records": f"本卷记{start.year}年" if whole_year else f"本卷记{start.year}—{end.year}年",
        "office": frame.office,
        "profile": PROFILES[frame.imprint.profile],
        "isbn": frame.imprint.isbn,
        "price": frame.imprint.price,
        **{f"back{count}": line for count, line in enumerate(_back_lines(edition), 1)},
    }


def _back_lines(edition: Edition) -> list[str]:
    """What the back cover says of the edition, from the foot up to three lines; what is not known is left out."""
    frame, imprint = edition.frame, edition.frame.imprint
    made = f"{frame.date.year}年{frame.date.month}月" + (f"\u3000印数{imprint.copies}册" if imprint.copies else "")
    price = f"定价：{imprint.price}" if imprint.profile == "isbn" and imprint.price else ""
    permit = imprint.permit if imprint.profile == "internal" else ""
    return [line for line in (made, price or permit, PROFILES[imprint.profile]) if line]


def front_part(name: str, edition: Edition, ledger: Ledger, fields: dict[str, str]) -> Part | None:
    """The part of that name; None when its file is absent (check has said so)."""
    if name in ("cover", "half-title", "title-page", "back-cover"):
        return FixedPart(name, tuple(fields.items()))
    if name == "imprint":
        return _imprint(edition, fields)
    if name == "board" and edition.board:
        return _board(edition.board)
    if name == "colophon":
        return _colophon(edition)
    if name in (SUBJECTS, NAMES):
        return IndexPart(name, (), "pinyin")
    if name in CONTENTS:
        return ContentsPart(name)
    if name == "note" and edition.note:
        note = edition.note
        items = tuple((chinese(n), ledger.paragraphs(text)) for n, text in enumerate(note.items, 1))
        signature = tuple(line for line in (note.signature, note.dated) if line)
        return NotePart(note.title, note.title_en, items, signature, "note", True)
    if name == "plates" and edition.plates:
        return _plates(edition, ledger)
    if name == "sources" and edition.sources:
        return _sources(edition.sources, ledger)
    if name == "glossary" and edition.glossary:
        glossary = edition.glossary
        terms = tuple((term.term, ledger.paragraphs(term.text, f"glossary.{n}")) for n, term in enumerate(glossary.terms, 1))
        return GlossaryPart(glossary.title, glossary.title_en, ledger.resolve(glossary.intro), terms, "glossary", True, indexed=True)
    if name == "chronicle" and edition.chronicle:
        return chronicle_part(edition.chronicle, ledger)
    if name == "errata" and edition.errata:
        return errata_part(edition.errata, ledger)
    return None


def _imprint(edition: Edition, fields: dict[str, str]) -> ImprintPart:
    """The rows of the imprint for its profile; what only the made-up book knows is filled in by makeup."""
    frame, imprint = edition.frame, edition.frame.imprint
    copies = f"{imprint.copies}册" if imprint.copies else ""
    dated = f"{frame.date.year}年{frame.date.month}月"
    common = [("开本", "{format}"), ("印张", "{sheets}"), ("字数", "{characters}"), ("印数", copies)]
    if imprint.profile == "isbn":
        rows = [
            ("编者", imprint.editor), ("责任编辑", imprint.responsible_editor), ("出版发行", imprint.publisher),
            ("印刷单位", imprint.printer), *common, ("出版日期", dated), ("书号", imprint.isbn), ("CIP数据", imprint.cip),
            ("定价", imprint.price),
        ]  # fmt: skip
    elif imprint.profile == "internal":
        rows = [
            ("编者", imprint.editor), ("责任编辑", imprint.responsible_editor), ("准印证号", imprint.permit),
            ("编印单位", imprint.publisher), ("发送对象", imprint.recipients), ("印刷单位", imprint.printer), *common,
            ("编印日期", dated),
        ]  # fmt: skip
    else:
        rows = [("编者", imprint.editor), ("编印单位", imprint.publisher), *common[:3], ("编印日期", dated)]
    foot = fields["profile"] + ("　" if fields["profile"] else "") + "如有缺页、倒装，请与编印单位联系调换"
    return ImprintPart(imprint.statement, f"{frame.title} {frame.edition_year}", tuple(rows), foot)


def _board(board: BoardFile) -> BoardPart:
    groups = tuple((group.title, tuple((role.role, role.names) for role in group.roles)) for group in board.groups)
    if board.photographers:
        groups += (("摄影供图", (("", board.photographers),)),)
    units = (("供稿单位", board.contributors),) if board.contributors else ()
    return BoardPart(board.title, board.title_en, groups, units, "board")


def _colophon(edition: Edition) -> ColophonPart:
    """Paper, printer and date, as far as the imprint tells them."""
    frame, imprint = edition.frame, edition.frame.imprint
    paper = imprint.paper.name if imprint.paper else ""
    rows = (("用纸", paper), ("印刷", imprint.printer), ("日期", f"{frame.date.year}年{frame.date.month}月{frame.date.day}日"))
    return ColophonPart("排印说明", tuple((label, text) for label, text in rows if text), "colophon")


def _plates(edition: Edition, ledger: Ledger) -> PlatesPart | None:
    plates = edition.plates
    if plates is None:
        return None
    pages, number = [], 0
    for page in plates.pages:
        first, number = number + 1, number + len(page.plates)
        figures = tuple(
            pictured(plate, plate.caption, f"图版 {count}", f"plate{count}", edition) for count, plate in enumerate(page.plates, first)
        )
        pages.append((page.layout or "", figures if page.layout else tuple(map(shaped, figures))))
    return PlatesPart(plates.title, plates.title_en, ledger.resolve(plates.intro), tuple(pages), "plates")


def _sources(sources: SourcesFile, ledger: Ledger) -> NotePart:
    items = []
    if sources.intro:
        items.append(("", ledger.paragraphs(sources.intro)))
    for count, source in enumerate(sources.sources, 1):
        items.append((chinese(count), (BodyParagraph(_source_words(source, ledger)),)))
    return NotePart("资料来源", "Sources", tuple(items), (), "sources", False)


def _source_words(source: DocumentSource, ledger: Ledger) -> tuple[Span, ...]:
    """One line for a source: publisher, title, date, pages, and its note."""
    day = source.dated
    told = [source.publisher, source.title, f"{day.year}年{day.month}月{day.day}日" if day else "", source.pages]
    words: tuple[Span, ...] = (Span("，".join(part for part in told if part) + "。"),)
    return words + ledger.resolve(source.note) if source.note else words
