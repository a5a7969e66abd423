"""Aims against what is known: a target that an earlier year had reached, targets that fall with time, an honour sought that was won."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise

from yearbook.check.ledger.book import Books, Held
from yearbook.check.ledger.finding import Finding, note
from yearbook.check.ledger.printed import Passage
from yearbook.check.ledger.registers import Roll
from yearbook.model.honours import bare
from yearbook.patterns import late

_SOUGHT = late(r"(?:争创|创建|争取创成|力争创成|积极创建|创成)(?P<what>[^。；]{4,80})")
_RANK = late(r"^(?:全国|全省|全市|国家级|省级|市级|国家|河南省)")
_GOALS = ("", "突破", "超", "超过", "以上", "约")


def aims(books: Books) -> Iterator[Finding]:
    """Targets of this edition, of indicators that are counted or measured: shares and limits from above may well fall."""
    targets: dict[tuple[str, str], list[Held]] = {}
    for held in books.this.held:
        usable = held.fact.kind == "target" and held.when and held.fact.qualifier in _GOALS and held.unit.kind != "rate"
        if not usable or held.range is None or not held.when or held.when.month:
            continue
        base = held.indicator.target_of if held.indicator and held.indicator.target_of else held.fact.indicator
        targets.setdefault((base, held.line[1]), []).append(held)
        yield from _reached(held, base, books)
    for line in targets.values():
        yield from _falling(sorted(line, key=lambda one: one.when.last if one.when else 0), books)


def _reached(held: Held, base: str, books: Books) -> Iterator[Finding]:
    """What is counted at a day only: amounts of a year may be lower in the next."""
    if held.when is None or not _stock(held):
        return
    years = range(held.when.last - 1, held.when.last - 7, -1)
    known = next((one for year in years if (one := books.near((base, held.line[1], ""), year))), None)
    if known and known.range and held.range and known.range.low > held.range.low and not books.told_before(held, known):
        about = (held.fact.key, known.fact.key)
        told = {"name": held.name, "value": held.shown, "before": known.shown, "year": known.fact.period}
        yield note("target-reached", held.place(), about, **told, other=known.place())


def _stock(held: Held) -> bool:
    """Whether the words quoted tell a state (达到, 总数, 突破), and not the work of a year (新增, 完成)."""
    words = held.fact.qualifier + held.fact.quote + held.name
    return bool(re.search(r"总数|总量|达|突破|增至", words)) and not re.search(r"新增|完成|引进|签约|投资|新培养", words)


def _falling(line: Sequence[Held], books: Books) -> Iterator[Finding]:
    for one, other in pairwise(line):
        later = one.when and other.when and other.when.last > one.when.last and not books.told_before(one, other)
        if later and _stock(other) and one.range and other.range and other.range.low < one.range.low:
            about = (other.fact.key, one.fact.key)
            told = {"name": other.name, "value": other.shown, "before": one.shown, "year": one.fact.period}
            yield note("target-falls", other.place(), about, **told, other=one.place())


def sought(running: Iterable[Passage], rolls: Iterable[Roll], data_year: int) -> Iterator[Finding]:
    """争创信访工作示范区, where the roll holds 全国信访工作示范区 of that year or an earlier one."""
    known = [roll for roll in rolls if not roll.honour.year.isdigit() or int(roll.honour.year) <= data_year]
    won: Mapping[str, Roll] = {core: roll for roll in known if len(core := _RANK.sub("", bare(roll.honour.title))) >= 6}
    told: set[str] = set()
    for passage in running if won else ():
        for found in _SOUGHT.finditer(passage.text) if "创" in passage.text else ():
            for core, roll in won.items():
                at = found["what"].find(core)
                if at >= 0 and core not in told:
                    told.add(core)
                    start = found.start("what") + at
                    where = roll.file.locate((*roll.path, "title"))
                    place = passage.place(start, start + len(core))
                    yield note("honour-sought", place, (core, roll.honour.title), text=core, title=roll.honour.title, other=where)
