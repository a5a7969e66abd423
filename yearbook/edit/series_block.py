"""历年序列 as a table: indicators over the periods, from this edition's ledger and those of the earlier editions of its series."""

from collections.abc import Mapping, Sequence

from yearbook.edit.figures import full, number
from yearbook.edit.series import Cells, Line, collected, in_order
from yearbook.edit.told_notes import BLANK, Remarks, figure, period_named, volume_named, year_of
from yearbook.frozen import frozen
from yearbook.model.blocks import SeriesBlock
from yearbook.model.copy import TableColumn, TableRow
from yearbook.model.edition import Edition
from yearbook.model.facts import Fact, Indicator
from yearbook.model.quantity import when
from yearbook.model.text import Span, Words

Found = list[tuple[Edition, Fact]]


@frozen
class Grid:
    """What the caption, the head and the body of a derived table hold."""

    unit: str
    columns: tuple[TableColumn, ...]
    rows: tuple[TableRow, ...]
    notes: tuple[Words, ...]
    source: str = ""


@frozen
class _Row:
    """One indicator with what each period knows of it, and the period itself where that is a part of the year."""

    name: str
    unit: str
    cells: tuple[tuple[str, Found] | None, ...]


def series_grid(block: SeriesBlock, edition: Edition, given: tuple[Words, ...]) -> Grid | None:
    """The table; None when no edition knows any of its figures. `given` are the block's own notes."""
    volumes = (*edition.earlier, edition)
    cells = collected(volumes)
    known: dict[str, Indicator] = {one.id: one for volume in volumes for one in volume.indicators.values()}
    lines = asked_lines(block.indicators, cells, "") if block.indicators else _told_twice(cells)
    periods = [_one_way(period) for period in block.periods] or _periods([cells[line] for line in lines])
    rows = [_row(line, cells[line], periods, known) for line in lines]
    if not block.indicators:
        rows = [row for row in rows if any(row.cells)]
    if not any(any(row.cells) for row in rows):
        return None
    units = {row.unit for row in rows}
    common = len(units) == 1
    unit = block.unit or ("单位见栏内" if not common else f"单位：{units.pop()}" if "" not in units else "")
    remarks = Remarks(given)
    written = tuple(one for row in rows for one in _written(row, (periods, not common), edition.frame.edition_year, remarks))
    if any(not words for row in written for words in row.cells[2 if not common else 1 :]):
        remarks.say(BLANK)
    heads = [TableColumn("指标", "left", 0), *([] if common else [TableColumn("单位", "center", 0)])]
    columns = (*heads, *(TableColumn(period_named(period), "number", 0) for period in periods))
    return Grid(unit, columns, written, remarks.notes(), block.source or _sources(rows, edition))


def asked_lines(indicators: Sequence[str], cells: Cells, kind: str) -> list[Line]:
    """The lines of the indicators in the order asked for: of the whole district, else of its parts."""
    lines: list[Line] = []
    for indicator in indicators:
        found = [line for line in cells if line[0] == indicator and line[2] == kind]
        lines += [line for line in found if not line[1]] or found
    return lines


def _told_twice(cells: Cells) -> list[Line]:
    return [line for line, periods in cells.items() if len(periods) > 1 and not line[1] and not line[2]]


def _one_way(period: str) -> str:
    span = when(period)
    return str(span.first) if span and span.whole_year else period


def _periods(known: Sequence[Mapping[str, Found]]) -> list[str]:
    """Every year from the first to the last that is known of, those without any figure too; other periods where no year is."""
    told = {period for one in known for period in one}
    years = {year for period in told if (year := year_of(period)) is not None}
    return [str(year) for year in range(min(years), max(years) + 1)] if years else sorted(told, key=in_order)


def _row(line: Line, known: Mapping[str, Found], periods: Sequence[str], indicators: Mapping[str, Indicator]) -> _Row:
    indicator = indicators.get(line[0])
    name = indicator.name if indicator else line[0]
    cells = tuple((period, known[period]) if period in known else _within(period, known) for period in periods)
    return _Row(f"{name}（{line[1]}）" if line[1] else name, indicator.unit if indicator else "", cells)


def _within(year: str, known: Mapping[str, Found]) -> tuple[str, Found] | None:
    """What stands in for a year without a figure: the last of its months or days that has one."""
    parts = sorted((period for period in known if year.isdigit() and year_of(period) == int(year) and period != year), key=_last_day)
    return (parts[-1], known[parts[-1]]) if parts else None


def _last_day(period: str) -> tuple[str, str]:
    """A span of months is as late as its last one, and says more than the month alone."""
    return (period.replace("–", "—").rpartition("—")[2], "1" if "—" in period else "0")


def _written(row: _Row, heads: tuple[Sequence[str], bool], this: int, remarks: Remarks) -> list[TableRow]:
    """The values, and below them their growth where any is told."""
    periods, with_unit = heads
    facts = [cell[1][-1][1] for cell in row.cells if cell]
    bases = {fact.basis for fact in facts if fact.value is not None}
    values: list[Words] = []
    growths: list[Words] = []
    for period, cell in zip(periods, row.cells, strict=True):
        signs = _signs(row, cell, period, remarks) if cell else ""
        values.append(_value(row, cell, (this, len(bases) > 1, signs), remarks) if cell else ())
        growths.append(_growth(row, cell, (this, signs), remarks) if cell else ())
    unit: list[Words] = [(Span(row.unit),) if row.unit else ()] if with_unit else []
    rows = [TableRow(((Span(row.name),), *unit, *values), 0, False)]
    if any(growths):
        label: Words = (Span(_growth_named({fact.growth.over for fact in facts if fact.growth})),)
        blank: list[Words] = [()] if with_unit else []
        if any(values):
            rows.append(TableRow((label, *blank, *growths), 1, False))
        else:
            rows = [TableRow(((Span(f"{row.name}{label[0].text}"),), *blank, *growths), 0, False)]
    return rows


def _growth_named(over: set[str]) -> str:
    """By what the figures were compared with."""
    return "比上年增长" if over == {"上年"} else "比上年同期增长" if all(word.startswith("上年") for word in over) else "增长"


def _signs(row: _Row, cell: tuple[str, Found], period: str, remarks: Remarks) -> str:
    """The sign that says which part of the year a figure is of."""
    return remarks.sign(f"为{period_named(cell[0])}数。", row.name) if cell[0] != period else ""


def _value(row: _Row, cell: tuple[str, Found], told: tuple[int, bool, str], remarks: Remarks) -> Words:
    this, mixed, signs = told
    edition, fact = cell[1][-1]
    text = figure(fact, row.unit, remarks)
    if not text:
        return ()
    about = f"{row.name}{period_named(cell[0])}"
    if fact.kind == "computed":
        signs += remarks.sign("为编者推算。", about)
    if mixed and fact.basis:
        signs += remarks.sign(f"口径为{fact.basis}。", about)
    former = [
        (volume.frame.edition_year, _full(old, row.unit)) for volume, old in cell[1]
        if volume is not edition and old.value is not None and _full(old, row.unit) != _full(fact, row.unit)
    ]  # fmt: skip
    return (Span(text + signs + _restated(former, fact, (about, this), remarks)),)


def _growth(row: _Row, cell: tuple[str, Found], told: tuple[int, str], remarks: Remarks) -> Words:
    this, signs = told
    edition, fact = cell[1][-1]
    if fact.growth is None:
        return ()
    about = f"{row.name}{period_named(cell[0])}增速"
    text = remarks.marked(number(fact.growth.value), fact.growth.qualifier) + fact.growth.unit
    former = [
        (volume.frame.edition_year, f"{number(old.growth.value)}{old.growth.unit}") for volume, old in cell[1]
        if volume is not edition and old.growth and (old.growth.value, old.growth.unit) != (fact.growth.value, fact.growth.unit)
    ]  # fmt: skip
    if fact.growth.basis:
        signs += remarks.sign(f"按{fact.growth.basis}计算。", about)
    return (Span(text + signs + _restated(former, fact, (about, this), remarks)),)


def _full(fact: Fact, unit: str) -> str:
    """Value, qualifier and unit in words, to be compared and told; 增至 says nothing of the value."""
    return full(fact, fact.unit or unit).removeprefix("增至") + (f"（{fact.basis}）" if fact.basis else "")


def _restated(former: Sequence[tuple[int, str]], fact: Fact, named: tuple[str, int], remarks: Remarks) -> str:
    """The sign of what earlier editions had instead, volumes that agree told together."""
    if not former:
        return ""
    about, this = named
    texts = list(dict.fromkeys(text for _, text in former))
    told = "，".join("、".join(volume_named(year, this) for year, was in former if was == text) + f"作{text}" for text in texts)
    reason = f"，{fact.restated.rstrip('。')}" if fact.restated else ""
    return remarks.sign(f"{about}：{told}{reason}。", about)


def _sources(rows: Sequence[_Row], edition: Edition) -> str:
    """The volumes whose ledgers gave the figures."""
    years = sorted({cell[1][-1][0].frame.edition_year for row in rows for cell in row.cells if cell})
    named = "、".join(volume_named(year, edition.frame.edition_year) for year in years)
    return f"《{edition.frame.title}》{named}数据台账"
