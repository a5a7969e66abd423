"""A chart in words: a text alternative of whole sentences that says every value, every gap, and what is a bound or a target."""

from collections.abc import Iterable, Iterator

from yearbook.model.copy import Chart, Datum

KINDS = {
    "line": "折线图", "bar": "柱形图", "hbar": "横条图", "stacked": "堆积柱形图", "share": "构成图", "target": "目标与实绩对照图",
    "dots": "点图", "multiples": "小图组",
}  # fmt: skip


def in_words(chart: Chart) -> str:
    """The sentences: what is shown, then one a series, or one a row."""
    unit = f"，单位：{chart.unit}" if chart.unit and chart.kind != "target" else ""
    told = [f"{KINDS[chart.kind]}“{chart.caption}”{unit}。"]
    if chart.kind == "share":
        told += _shares(chart)
    else:
        units = chart.units if chart.kind == "multiples" else ()
        for number, (name, data) in enumerate(chart.series):
            unit = units[number] if number < len(units) else ""
            head = f"{name}{f'（{unit}）' if unit else ''}" if name else ""
            if data:
                told.append(f"{head}{'：' if head and (len(data) > 1 or data[0].at != name) else ''}{_said(data, name)}。")
    return "".join(told)


def _said(data: Iterable[Datum], name: str = "") -> str:
    """Every datum of one series."""
    return "，".join(_one(datum, name) for datum in data)


def _one(datum: Datum, name: str) -> str:
    at = "" if datum.at == name else datum.at
    if datum.aside:
        rate = f"，为目标的{datum.label}%" if datum.value is not None else ""
        return f"{at}{datum.aside}{rate}"
    if datum.value is None:
        return f"{at}资料缺"
    value = format(datum.value, "f")
    label = datum.label or value
    extra = "" if value in label else f"（{value}）"
    kind = "（目标）" if datum.target and "目标" not in label else "（下限值）" if datum.bound else ""
    return f"{at}为{label}{extra}{kind}"


def _shares(chart: Chart) -> Iterator[str]:
    """A sentence a whole: its parts with their percentages, and their values where those are others."""
    rows = dict.fromkeys(datum.at for _, data in chart.series for datum in data)
    for row in rows:
        parts = [(name, datum) for name, data in chart.series for datum in data if datum.at == row]
        said = []
        for name, datum in parts:
            value = "" if datum.value is None else format(datum.value, "f")
            own = f"（{value}）" if value and value not in datum.label else ""
            said.append(f"{name}{f'占{datum.label}{own}' if datum.value is not None else '资料缺'}")
        yield f"{f'{row}：' if row else ''}{'，'.join(said)}。"
