"""Claims of rank in text (居全市第3位, 连续8年居全市第一) against the ranks of the ledger and one another, over the series."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cached_property, lru_cache, partial
from typing import TypeAlias

from yearbook.check.ledger.book import Books, Held
from yearbook.check.ledger.finding import Finding, finding, note
from yearbook.check.ledger.numerals import chinese
from yearbook.check.ledger.printed import Passage
from yearbook.check.ledger.stale import Copy
from yearbook.frozen import frozen
from yearbook.model.facts import Rank
from yearbook.patterns import late
from yearbook.problems import Place

_NUMERALS = "一二三四五六七八九十"
_CLAIM = late(
    r"(?:位居|居于|居|位列|名列|列|排名|排在|排|稳居|跃居|升至|蝉联)"
    rf"(?P<field>(?:全|\d|[{_NUMERALS}]|[\u4e00-\u9fff]{{1,4}}[国省市区县])[^，。；、：第首榜前]{{0,14}}?)的?"
    rf"(?:(?P<within>第|前)(?P<place>\d+|[{_NUMERALS}]+)\s*(?:位|名|(?=[，。；、：！（）”\s]|$))|(?P<first>首位|榜首|之首|头名))"
)
_YEARS = late(rf"连续(?P<years>\d+|[{_NUMERALS}]+)年[^，。；\d]{{0,6}}$")
_BY = late(r"(总量|总额|增速|增幅|增长)")
_YEAR = late(r"((?:19|20)\d{2})年")
_STOP = late(r"[。；！？\n]")
_LOOSE = late(r"[各所有的在中内共\s（）()、]")
_WIDER = late(r"^全[国省市区县](?=[\d各])")  # 全省54个市辖区 is a field of its own, not 全省
_COUNT = late(rf"([{_NUMERALS}]+)(?=个)")
_SUBJECT = late(r"(?:年|年末|全年|全区|本区|该区)*(?P<words>[\u4e00-\u9fff“”]{4,16})$")
LONGEST = 30  # years: a longer row of firsts is a slip of the pen


Where: TypeAlias = Callable[[], Place]


@frozen
class Claim:
    """`subject` is rank after rank the same for one indicator and scope; `low` and `high` the places that the words leave open."""

    subject: tuple[str, str]
    field: str
    by: str
    year: int
    low: int
    high: int
    years: int  # in a row, this one included; 0 when not said
    text: str
    where: Where  # looked up when it is told
    bound: Rank | None = None  # the rank of the ledger that printed the place
    held: Held | None = None


def claims(passages: Iterable[Passage], known: "Known", data_year: int) -> Iterator[Claim]:
    """All claims of the passages that say whose rank they tell. Cost at a million letters: 0.1 s."""
    for passage in passages:
        text = passage.text
        if "第" in text or "首" in text or "前" in text:
            for found in _CLAIM.finditer(text):
                claim = known.claim(passage, found, data_year)
                if claim:
                    yield claim


def earlier_claims(copies: Iterable[Copy], known: "Known") -> Iterator[Claim]:
    """Those of entries of earlier editions, whose text has lost its references."""
    for copy in copies:
        for found in _CLAIM.finditer(copy.text) if "第" in copy.text or "首" in copy.text else ():
            claim = known.told(copy.text, found, partial(copy.file.locate, copy.path), int(copy.edition) - 1)
            if claim:
                yield claim


class Known:
    """The names by which text calls the indicators of the series."""

    def __init__(self, books: Books) -> None:
        self._books = books
        self._facts: dict[str, Held] = {held.fact.key: held for book in (*books.earlier, books.this) for held in book.held}
        names: dict[str, str] = {}
        for held in self._facts.values():
            for name in (held.indicator.name, *held.indicator.aliases) if held.indicator else ():
                if len(name) >= 3:
                    names.setdefault(name, held.fact.indicator)
        self._names: Mapping[str, str] = names

    @cached_property  # most editions make few claims, and some have a thousand names
    def _pattern(self) -> re.Pattern[str] | None:
        return _any_of(self._names)

    @cached_property
    def _scopes(self) -> re.Pattern[str] | None:
        return _any_of({held.line[1] for held in self._facts.values()} - {""})

    def claim(self, passage: Passage, found: re.Match[str], data_year: int) -> Claim | None:
        """A claim with the figure that the ledger printed nearest before it, in the same sentence; else by its name."""
        text = passage.text
        place = partial(passage.place, *found.span())
        printed_by = [(start, key) for (start, _), key in zip(passage.bound, passage.keys, strict=True)]
        printed = next((key for at, key in printed_by if found.start() < at < found.end()), "")
        key, _, form = printed.partition(":")
        if form.startswith("rank") and key in self._facts:
            held = self._facts[key]
            return self._made(found, place, self._of(held), (held, held.fact.rank(form.partition(":")[2])))
        start = _clause(text, found.start())
        behind = [(at, key.partition(":")[0]) for at, key in printed_by if start <= at < found.start()]
        facts = [self._facts[key] for _, key in behind if key in self._facts and self._facts[key].unit.kind != "time"]
        if facts and not self._named(text[max(at for at, _ in behind) : found.start()]):
            return self._made(found, place, self._of(facts[-1]), (facts[-1], None))
        return self.told(text, found, place, data_year)

    def told(self, text: str, found: re.Match[str], place: Where, data_year: int) -> Claim | None:
        """A claim by the name of an indicator before it, else by the words right before it."""
        start = _clause(text, found.start())
        name = self._named(text[start : found.start()])
        years = _YEAR.findall(text, 0, found.start())
        year = int(years[-1]) if years else data_year
        scopes = self._scopes.findall(text, 0, found.start()) if self._scopes else []
        scope = str(scopes[-1]) if scopes else ""
        if name:
            return self._made(found, place, (self._names[name], scope, year), None)
        streak = _YEARS.search(text, 0, found.start())
        words = _SUBJECT.search(text[start : streak.start() if streak and streak.end() == found.start() else found.start()].rstrip("，"))
        return self._made(found, place, (words["words"].strip("“”"), scope, year), None) if words else None

    def _named(self, text: str) -> str:
        names = self._pattern.findall(text) if self._pattern else []
        return str(names[-1]) if names else ""

    @staticmethod
    def _of(held: Held) -> tuple[str, str, int]:
        return held.fact.indicator, held.line[1], held.when.last if held.when else 0

    @staticmethod
    def _made(found: re.Match[str], place: Where, whose: tuple[str, str, int], ledger: tuple[Held, Rank | None] | None) -> Claim:
        before = found.string[: found.start()]
        streak = _YEARS.search(before)
        by = _BY.search(before[-4:])
        number = 1 if found["first"] else _number(found["place"])
        years = _number(streak["years"]) if streak else 0
        text = (streak[0] if streak else "") + found[0]
        word = "" if by is None else "总量" if by[1].startswith("总") else "增速"
        held, bound = ledger or (None, None)
        low = 1 if found["within"] == "前" else number
        return Claim(whose[:2], field_of(found["field"]), word, whose[2], low, number, years, text, place, bound, held)


def _any_of(names: Iterable[str]) -> re.Pattern[str] | None:
    """Any of the names, the longest first."""
    ordered = sorted(names, key=lambda name: (-len(name), name))
    return re.compile("|".join(map(re.escape, ordered))) if ordered else None


def _number(text: str) -> int:
    return int(text) if text.isdigit() else chinese(text)


def _clause(text: str, at: int) -> int:
    """Where the words begin that may name what is ranked: the sentence, two commas back at most."""
    start = 0
    for stop in _STOP.finditer(text, 0, at):
        start = stop.end()
    commas = [position for position in range(start, at) if text[position] == "，"]
    return commas[-2] + 1 if len(commas) >= 2 else start


@lru_cache(maxsize=1024)
def field_of(text: str) -> str:
    """A field as it is compared: 四个主城区 and 全市4个主城区 are one."""
    plain = _COUNT.sub(lambda found: str(chinese(found[1])), _LOOSE.sub("", text))
    return _WIDER.sub("", plain)


def checked(told: list[Claim], books: Books, before: list[Claim]) -> Iterator[Finding]:
    """Each claim of this edition against the ledger, the ranks of earlier years, and the other claims."""
    ranks = _ranks(books)
    first: dict[tuple[object, ...], Claim] = {}
    for claim in before:
        first.setdefault((claim.subject, claim.field, claim.by, claim.year), claim)
    rows = {(claim.subject, claim.field, claim.high): claim for claim in before if claim.years}
    for claim in told:
        wrong = list(_against_ledger(claim, ranks))
        yield from wrong
        yield from _in_a_row(claim, ranks)
        if wrong:
            continue  # which other claims need not contradict once more
        known = first.setdefault((claim.subject, claim.field, claim.by, claim.year), claim)
        if known is not claim and not (known.low <= claim.high and claim.low <= known.high):
            yield finding("rank-claims", claim.where(), (claim.text, known.text), text=claim.text, before=known.text, other=known.where())
        row = rows.setdefault((claim.subject, claim.field, claim.high), claim) if claim.years else claim
        if row is not claim and row.year - row.years != claim.year - claim.years:
            values = {"text": claim.text, "start": claim.year - claim.years + 1, "before": row.text, "year": row.year - row.years + 1}
            yield finding("rank-rows", claim.where(), (claim.text, row.text), **values, other=row.where())


_Ranks = dict[tuple[tuple[str, str], str, int], tuple[Held, Rank]]


def _ranks(books: Books) -> _Ranks:
    """The ranks of all editions by subject, field and year; the latest edition prevails."""
    found: _Ranks = {}
    for book in (*books.earlier, books.this):
        for held in book.held:
            for rank in held.fact.ranks if held.when and held.fact.kind != "target" else ():
                if held.when and held.when.first == held.when.last:
                    found[(held.line[:2], field_of(rank.field), held.when.first)] = (held, rank)
    return found


def _against_ledger(claim: Claim, ranks: _Ranks) -> Iterator[Finding]:
    if claim.bound and claim.held:
        field = field_of(claim.bound.field)
        if claim.field not in field and field not in claim.field:
            about = (claim.held.fact.key, claim.text)
            place = claim.held.place("rank")
            yield finding("rank-claim-field", claim.where(), about, text=claim.text, field=claim.bound.field, other=place)
        return
    held, rank = ranks.get((claim.subject, claim.field, claim.year), (None, None))
    if held and rank and not claim.low <= rank.place <= claim.high and (claim.by == rank.of or "" in (claim.by, rank.of)):
        told = {"text": claim.text, "name": held.name, "year": held.fact.period, "field": rank.field, "rank": rank.place}
        yield finding("rank-claim", claim.where(), (held.fact.key, claim.text), **told, other=held.place("rank"))


def _in_a_row(claim: Claim, ranks: _Ranks) -> Iterator[Finding]:
    """连续N年 against the years before: one that denies it, or years of which nothing is known."""
    if not 1 < claim.years <= LONGEST or not claim.year:
        return
    unknown: list[int] = []
    seen: Held | None = None
    for year in range(claim.year - claim.years + 1, claim.year):
        held, rank = ranks.get((claim.subject, claim.field, year), (None, None))
        if held is None or rank is None:
            unknown.append(year)
        elif rank.place > claim.high:
            place = held.place("rank")
            yield finding("rank-row", claim.where(), (claim.text, held.fact.key), text=claim.text, year=year, rank=rank.place, other=place)
            return
        else:
            seen = held
    if unknown:
        years = str(unknown[0]) if len(unknown) == 1 else f"{unknown[0]}—{unknown[-1]}"
        about = (claim.text, *((claim.held.fact.key,) if claim.held else ()))
        other = seen.place("rank") if seen else claim.where()
        yield note("rank-row-uncheckable", claim.where(), about, text=claim.text, years=years, other=other)
