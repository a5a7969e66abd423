"""A file for print judged from its own bytes before it is given away: every rule by name, with what it judged and found."""

from collections import Counter
from io import BytesIO
from typing import Any

from yearbook.deliver.printing import file_rules, page_rules
from yearbook.deliver.printing.content import Painted, painted
from yearbook.deliver.printing.page_rules import Sheet
from yearbook.model.delivery import Check, Demands, Finding, Preflight

CHECKS = (*file_rules.RULES, *page_rules.RULES)


def preflight(data: bytes, part: str, demands: Demands, bound: bool) -> Preflight:
    """What was checked of the file; `bound`: its pages are bound at the inner side, rectos first."""
    import pikepdf

    judged: Counter[str] = Counter()
    found: dict[str, list[Finding]] = {name: [] for name in CHECKS}
    inks: Counter[str] = Counter()
    with pikepdf.open(BytesIO(data)) as pdf:
        for name, rule in file_rules.RULES.items():
            found[name] += dict.fromkeys(rule(pdf, demands))
            judged[name] = len(pdf.pages) if name in ("boxes", "annotations", "count", "fonts") else 1
        for number, page in enumerate(pdf.pages, 1):
            sheet = _sheet(page, number, bound)
            if sheet is None:
                continue  # its boxes are at fault, as has been said
            inks[_plates(sheet.printed)] += 1
            for name, judge in page_rules.RULES.items():
                count, findings = judge(sheet, demands)
                judged[name] += count
                found[name] += findings
        pages = len(pdf.pages)
    return Preflight(part, pages, tuple(Check(name, judged[name], tuple(found[name])) for name in CHECKS), tuple(sorted(inks.items())))


def _sheet(page: Any, number: int, bound: bool) -> Sheet | None:
    if "/TrimBox" not in page.obj or "/BleedBox" not in page.obj:
        return None
    side = ("left" if number % 2 else "right") if bound else ""
    trim, bleed = (file_rules.box_of(page.obj, name) for name in ("/TrimBox", "/BleedBox"))
    things = tuple(painted(page))
    return Sheet(number, trim, bleed, things, page_rules.printed_of(things, bleed), side)


def _plates(things: tuple[Painted, ...]) -> str:
    """Which plates a page is printed from: CMYK, K, or nothing."""
    colour = plain = False
    for one in things:
        inks = one.tint.inks
        if one.kind == "picture":
            grey = one.tint.space == "DeviceGray"
            colour, plain = colour or not grey, plain or grey
        else:
            colour = colour or inks is None or any(inks[:3])
            plain = plain or bool(inks and inks[3])
    return "CMYK" if colour else "K" if plain else "-"
