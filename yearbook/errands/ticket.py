"""付印单: what the printer must know of a book, as far as the edition says it; what it does not say is left open."""

from collections.abc import Mapping
from hashlib import sha256
from typing import Any

from yearbook.frozen import frozen
from yearbook.model.delivery import Preflight, Ticket, TicketRow
from yearbook.model.page import Pages
from yearbook.packing import json_file
from yearbook.press import Checked
from yearbook.units import to_mm

PICTURES = {"convert": "RGB 图片已按 ICC 转为 CMYK", "keep": "RGB 图片附有 ICC 特性文件"}
SPINES = {"spine": "印书名、年份、编者", "spine-narrow": "较窄，竖排书名、年份", "spine-bare": "过窄，不印字"}


@frozen
class Job:
    """What there is to print: the parts made up, how the spine was reckoned, the files, what was found in them."""

    parts: Mapping[str, Pages]
    spine: Mapping[str, str]
    blanks: int
    files: Mapping[str, bytes]
    reports: tuple[Preflight, ...]


def ticket_of(job: Job, checked: Checked) -> tuple[Ticket, bytes]:
    """The ticket, and the same as JSON. Nothing in it is guessed."""
    facts = _facts(job, checked)
    groups = [("书", _book(facts["book"])), ("正文", _text(facts["text"]))]
    if facts["cover"]:
        groups.append(("封面", _cover(facts["cover"])))
    groups += [("印刷", _printing(facts["printing"])), ("文件", _files(facts["files"]))]
    frame = checked.edition.frame
    ticket = Ticket("付印单", f"{frame.title} {frame.edition_year}", tuple(groups), job.reports)
    return ticket, json_file(facts)


def _facts(job: Job, checked: Checked) -> dict[str, Any]:
    frame, layout = checked.edition.frame, checked.layout
    imprint, press = frame.imprint, layout.press
    text = job.parts["text"]
    paper = imprint.paper
    plates = {report.part: dict(report.plates) for report in job.reports}
    return {
        "book": {
            "title": frame.title, "year": frame.edition_year, "date": frame.date.isoformat(),
            "office": imprint.publisher or frame.office or None, "printer": imprint.printer or None,
            "permit": imprint.permit or None, "isbn": imprint.isbn or None, "profile": imprint.profile, "copies": imprint.copies,
        },
        "text": {
            "trim_mm": _size(text.width, text.height), "bleed_mm": _mm(text.bleed), "fold": layout.page.fold, "pages": len(text.pages),
            "blank_pages": job.blanks, "signature": press.signature, "signatures": len(text.pages) // press.signature,
            "sheets": len(text.pages) / layout.page.fold, "plates": plates["text"],
            "paper": paper.name or None if paper else None, "grammage": str(paper.grammage) if paper and paper.grammage else None,
            "binding": imprint.binding or None,
        },
        "cover": _cover_facts(job, checked, plates.get("cover", {})),
        "printing": {
            "standard": "PDF/X-4", "intent": press.output_intent.identifier, "condition": press.output_intent.condition,
            "pictures": press.pictures, "ink_percent": press.ink, "least_line_pt": press.line / 1000, "least_tint_percent": press.tint,
        },
        "files": {part: {"bytes": len(data), "sha256": sha256(data).hexdigest()} for part, data in job.files.items()},
    }  # fmt: skip


def _cover_facts(job: Job, checked: Checked, plates: Mapping[str, int]) -> dict[str, Any] | None:
    cover = job.parts.get("cover")
    if cover is None:
        return None
    page, look, said = checked.layout.page, checked.layout.cover, checked.edition.frame.imprint.paper
    spine = {name: job.spine[name] for name in ("pages", "leaves", "leaf", "boards", "width", "face", "formula")}
    return {
        "size_mm": _size(cover.width, cover.height), "front_mm": _mm(page.trim[0]), "flap_mm": _mm(look.flap), "spine": spine,
        "spine_guessed_by_grammage": None if said else str(look.grammage),
        "paper": checked.edition.frame.imprint.cover_paper or None, "plates": dict(plates),
    }  # fmt: skip


def _book(facts: Mapping[str, Any]) -> tuple[TicketRow, ...]:
    number = ("书号", facts["isbn"]) if facts["profile"] == "isbn" else ("准印证号", facts["permit"])
    rows = [
        ("编印单位", facts["office"]), ("承印单位", facts["printer"]), number, ("编印日期", facts["date"]),
        ("印数", f"{facts['copies']} 册" if facts["copies"] else None),
    ]  # fmt: skip
    return _rows(rows)


def _text(facts: Mapping[str, Any]) -> tuple[TicketRow, ...]:
    width, height = facts["trim_mm"]
    blanks = f"，末尾空白 {facts['blank_pages']} 面" if facts["blank_pages"] else ""
    paper = "，".join(part for part in (facts["paper"], facts["grammage"] and f"{facts['grammage']} 克/平方米") if part)
    return _rows([
        ("成品尺寸", f"{width} × {height} 毫米（1/{facts['fold']}），四边出血 {facts['bleed_mm']} 毫米"),
        ("页数", f"{facts['pages']} 面（{facts['pages'] // 2} 张）{blanks}"),
        ("书帖", f"每帖 {facts['signature']} 面，共 {facts['signatures']} 帖；{facts['sheets']:g} 印张"),
        ("颜色", _plates(facts["plates"])),
        ("用纸", paper or None),
        ("装订", facts["binding"]),
    ])  # fmt: skip


def _cover(facts: Mapping[str, Any]) -> tuple[TicketRow, ...]:
    width, height = facts["size_mm"]
    spine, front = facts["spine"], facts["front_mm"]
    flap = f"勒口 {facts['flap_mm']} + " if facts["flap_mm"] != "0" else ""
    guessed = facts["spine_guessed_by_grammage"]
    by = f"公式：{spine['formula']}" if spine["formula"] else "纸厚为纸厂所给"
    by += f"（未写用纸，按 {guessed} 克/平方米估）" if guessed else ""
    behind = f" + 勒口 {facts['flap_mm']}" if facts["flap_mm"] != "0" else ""
    return _rows([
        ("展开尺寸", f"{width} × {height} 毫米 = {flap}封底 {front} + 书脊 {spine['width']} + 封面 {front}{behind}"),
        ("书脊", f"{spine['width']} 毫米 = {spine['leaves']} 张 × {spine['leaf']} + {spine['boards']} 毫米；{SPINES[spine['face']]}"),
        ("书脊算法", by),
        ("颜色", _plates(facts["plates"])),
        ("用纸", facts["paper"]),
    ])  # fmt: skip


def _printing(facts: Mapping[str, Any]) -> tuple[TicketRow, ...]:
    return _rows([
        ("文件标准", f"{facts['standard']}；未拼版，一面一页，裁切线、套准线、色标在出血以外"),
        ("印刷条件", "，".join(part for part in (facts["intent"], facts["condition"]) if part)),
        ("黑与图", f"黑字单黑、叠印；{PICTURES[facts['pictures']]}"),
        ("限值", f"总墨量 {facts['ink_percent']}%，细线 {facts['least_line_pt']:g} 磅，浅网 {facts['least_tint_percent']}%"),
    ])  # fmt: skip


def _files(facts: Mapping[str, Any]) -> tuple[TicketRow, ...]:
    named = {"text": "正文", "cover": "封面"}
    return _rows([(named[part], f"SHA-256 {row['sha256']}") for part, row in facts.items()])


def _rows(rows: list[tuple[str, str | None]]) -> tuple[TicketRow, ...]:
    return tuple(TicketRow(label, value or "") for label, value in rows)


def _plates(plates: Mapping[str, int]) -> str:
    named = (("CMYK", "四色"), ("K", "单黑"), ("-", "空白"))
    return "，".join(f"{word} {plates[key]} 面" for key, word in named if plates.get(key))


def _size(width: int, height: int) -> list[str]:
    return [_mm(width), _mm(height)]


def _mm(value: int) -> str:
    return f"{to_mm(value):.1f}".removesuffix(".0")
