"""勾稽: parts and totals, shares, values per head, one quantity in two units, spans of years; tables with a row of totals."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal

from yearbook.check.ledger.book import Book, Held
from yearbook.check.ledger.finding import Finding, fault, finding
from yearbook.check.shaped import Sheet
from yearbook.model.blocks import Row, TableBlock
from yearbook.model.facts import Relation
from yearbook.model.quantity import INFINITE, Range, plainly
from yearbook.model.source import Path
from yearbook.patterns import late

Key = tuple[str, str, str]  # period, scope, "target" or "": where figures of several indicators meet
_NOT_ADDED = late(r"人均|平均|均价|率|占比|比重|增长|增速|评价|指数|得分|排名")
_TOTAL = late(r"^[\s　]*(?:合\s*计|总\s*计|小\s*计)[\s　]*$")


def relations(book: Book, relations_: Iterable[Relation]) -> Iterator[Finding]:
    """Findings of the relations that the series or the edition states."""
    by_indicator: dict[str, dict[Key, Held]] = {}
    for held in book.held:
        if held.fact.value is not None:
            key = (held.fact.period, held.line[1], held.line[2])
            by_indicator.setdefault(held.fact.indicator, {}).setdefault(key, held)
    for relation in relations_:
        yield from _relation(relation, by_indicator)
        if relation.scopes:
            yield from _scopes(relation, book)


def _relation(relation: Relation, figures: dict[str, dict[Key, Held]]) -> Iterator[Finding]:
    if relation.parts and relation.parts_of:
        for key, total in figures.get(relation.parts_of, {}).items():
            parts = [held for name in relation.parts if (held := figures.get(name, {}).get(key))]
            complete = relation.complete and len(parts) == len(relation.parts)
            yield from _parts(total, parts, complete)
    for key, first in figures.get(relation.shares[0], {}).items() if relation.shares else ():
        shares = [held for name in relation.shares if (held := figures.get(name, {}).get(key))]
        if len(shares) == len(relation.shares):
            yield from _shares(first, shares)
    if relation.share and relation.part and relation.share_of:
        yield from _ratios(relation.share, relation.part, relation.share_of, figures)
    if relation.per_capita and relation.per_capita_of and relation.population:
        yield from _ratios(relation.per_capita, relation.per_capita_of, relation.population, figures)
    for key, first in figures.get(relation.equal[0], {}).items() if relation.equal else ():
        for other in (held for name in relation.equal[1:] if (held := figures.get(name, {}).get(key))):
            if first.range and other.range and not first.range.meets(other.range):
                yield _conflict("sum-equal", first, (other,), computed=f"{other.name}{other.shown}")


def _parts(total: Held, parts: Sequence[Held], complete: bool) -> Iterator[Finding]:
    """The parts must make the total; where some are missing none, nor all together, may be larger."""
    if total.range is None or not parts:
        return
    together = _sum(parts)
    wrong = not together.meets(total.range) if complete else together.low > total.range.high
    if wrong:
        code = "sum-parts" if complete else "sum-part-larger"
        written = plainly(sum((_middle(part) for part in parts), Decimal(0)) / total.unit.scale, 4)
        yield _conflict(code, total, parts, computed=f"{written}{total.unit.text}")


def _shares(first: Held, shares: Sequence[Held]) -> Iterator[Finding]:
    together = _sum(shares)
    if not together.low <= 100 <= together.high:
        yield _conflict("sum-shares", first, shares[1:], computed=f"{plainly(sum((_middle(one) for one in shares), Decimal(0)))}%")


def _ratios(ratio: str, part: str, whole: str, figures: dict[str, dict[Key, Held]]) -> Iterator[Finding]:
    """A share, or a value per head, against what it is made of."""
    for key, held in figures.get(ratio, {}).items():
        over, under = figures.get(part, {}).get(key), figures.get(whole, {}).get(key)
        if not over or not under or not held.range or not over.range or not under.range or under.range.low <= 0:
            continue
        factor = Decimal(100) if held.unit.base == "%" else Decimal(1)
        low = over.range.low / under.range.high * factor if under.range.high != INFINITE else Decimal(0)
        high = over.range.high / under.range.low * factor if over.range.high != INFINITE else INFINITE
        if not Range(low, high).meets(held.range):
            computed = plainly(_middle(over) / _middle(under) * factor / held.unit.scale)
            code = "sum-share" if held.unit.base == "%" else "sum-per-capita"
            yield _conflict(code, held, (over, under), computed=f"{computed}{held.unit.text}")


def _scopes(relation: Relation, book: Book) -> Iterator[Finding]:
    """The same indicator in the parts of a district and in the whole."""
    whole_scope = relation.scopes_of or ""
    for (indicator, scope, kind), wholes in book.by_line.items():
        if scope != whole_scope:
            continue
        lines = [book.by_line.get((indicator, name, kind), ()) for name in relation.scopes]
        for whole in wholes:
            parts = [held for line in lines for held in line if held.fact.period == whole.fact.period and held.fact.value is not None]
            if whole.unit.kind not in ("rate", "time") and whole.unit.base != "分" and not _NOT_ADDED.search(whole.name):
                yield from _parts(whole, parts, relation.complete and len(parts) == len(relation.scopes))


def spans(book: Book) -> Iterator[Finding]:
    """What is counted over several years cannot be less than what one of them counted."""
    for line in (line for line in book.by_line.values() if len(line) > 1):
        years = [one for one in line if one.when and one.when.whole_year and one.exact is not None and one.unit.kind in ("count", "money")]
        for span in (one for one in line if one.when and one.when.first < one.when.last and one.fact.value is not None):
            inside = [one for one in years if span.when and one.when and span.when.first <= one.when.first <= span.when.last]
            larger = [one for one in inside if one.exact is not None and span.range and one.exact > span.range.high]
            if larger and _cumulative(span):
                yield _conflict("sum-span", span, larger, computed=larger[0].shown)


def _cumulative(span: Held) -> bool:
    return span.fact.kind != "target" and span.unit.kind != "rate"


def _sum(parts: Iterable[Held]) -> Range:
    ranges = [part.range for part in parts if part.range]
    return Range(sum((one.low for one in ranges), Decimal(0)), sum((one.high for one in ranges), Decimal(0)))


def _middle(held: Held) -> Decimal:
    return (held.fact.value or Decimal(0)) * held.unit.scale


def _conflict(code: str, held: Held, others: Sequence[Held], computed: str) -> Finding:
    about = (held.fact.key, *(other.fact.key for other in others))
    return finding(
        code, held.place(), about, name=held.name, value=held.shown, computed=computed, others="、".join(other.name for other in others),
        other=others[0].place(),
    )  # fmt: skip


def table_sums(sheet: Sheet, written: Mapping[Path, str]) -> Iterator[Finding]:
    """Rows of 合计 against the rows above them, and 其中 rows against the row they belong to.

    `written` is the printed text of every cell by its path, for cells hold references as often as numbers.
    """
    for path, table in sheet.of(TableBlock):
        yield from _table(sheet, path, table, written)


def _table(sheet: Sheet, path: Path, table: TableBlock, written: Mapping[Path, str]) -> Iterator[Finding]:
    def cell(row: int, column: int) -> Decimal | None:
        return _number(written.get((*path, "rows", row, "cells", column), ""))

    def title(row: int) -> str:
        return written.get((*path, "rows", row, "cells", 0), "")

    first = 0
    for number, row in enumerate(table.rows):
        if not _TOTAL.match(title(number)):
            continue
        above = [other for other in range(first, number) if table.rows[other].indent == row.indent]
        below = [other for other in range(number + 1, len(table.rows)) if table.rows[other].indent == row.indent]
        summed = above or below  # the total stands under its rows, or above all of them
        for column in range(1, len(table.leaves)):
            values = [value for other in summed if (value := cell(other, column)) is not None]
            total = cell(number, column)
            if total is not None and len(values) == len(summed) > 1 and not _adds_up(values, total):
                here = (*path, "rows", number, "cells", column)
                where = sheet.file.locate((*path, "rows", summed[0], "cells", column))
                about = (table.id or table.table, table.leaves[column].title)
                computed = plainly(sum(values, Decimal(0)), 4)
                yield finding("sum-table", sheet.file.locate(here), about, value=total, computed=computed, other=where)
        first = number + 1
    yield from _of_which(sheet, path, table, written)


def _of_which(sheet: Sheet, path: Path, table: TableBlock, written: Mapping[Path, str]) -> Iterator[Finding]:
    """A row of ``#`` or 其中 is no larger than the row it is part of, when both have the same unit."""
    parent = 0
    units = [number for number, column in enumerate(table.leaves) if column.title.replace("　", "") in ("单位", "计量单位")]
    for number, row in enumerate(table.rows):
        texts = _texts(path, number, row, written)
        if not texts:
            continue
        if row.indent == 0 and not row.of_which and not texts[0].startswith(("#", "其中")):
            parent = number
            continue
        above = _texts(path, parent, table.rows[parent], written)
        marked = (row.of_which or texts[0].lstrip("　 ").startswith(("#", "其中"))) and not _NOT_ADDED.search(texts[0])
        if not marked or not above or any(texts[unit] != above[unit] for unit in units):
            continue
        for column in range(1, len(row.cells)):
            part, whole = _number(texts[column]), _number(above[column])
            if part is not None and whole is not None and part > whole >= 0:
                place = sheet.file.locate((*path, "rows", number, "cells", column))
                where = sheet.file.locate((*path, "rows", parent, "cells", column))
                about = (table.id or table.table, texts[0], table.leaves[column].title)
                yield finding("sum-table-part", place, about, name=texts[0], value=part, computed=whole, other=where)


def _texts(path: Path, number: int, row: Row, written: Mapping[Path, str]) -> list[str]:
    return [written.get((*path, "rows", number, "cells", column), "") for column in range(len(row.cells))]


_PLAIN = late(r"-?\d+(?:,\d{3})*(?:\.\d+)?")


def _number(text: str) -> Decimal | None:
    text = text.strip()
    return Decimal(text.replace(",", "")) if _PLAIN.fullmatch(text) else None


def _adds_up(values: Sequence[Decimal], total: Decimal) -> bool:
    """Within the rounding of every addend and of the total; whole numbers exactly."""
    places = [-int(value.as_tuple().exponent) for value in (*values, total)]
    if max(places) <= 0:
        return sum(values, Decimal(0)) == total
    slack = sum((Decimal(5).scaleb(-place - 1) for place in places), Decimal(0))
    return abs(sum(values, Decimal(0)) - total) <= slack


def stated(relations_: Sequence[tuple[Sheet, Path, Relation]]) -> Iterator[Finding]:
    """Relations that say too little to be checked."""
    for sheet, path, relation in relations_:
        pairs = (
            relation.parts and relation.parts_of, relation.shares[1:], relation.share and relation.part and relation.share_of,
            relation.per_capita and relation.per_capita_of and relation.population, relation.equal[1:], relation.alike[1:],
            relation.scopes and relation.scopes_of is not None,
        )  # fmt: skip
        if not any(pairs):
            yield fault("relation-incomplete", sheet.file.locate(path), ("relations",))
