"""The ledger of an edition as CSV and JSON, every figure in the digits it was written with."""

import csv
import io
import json

from yearbook.model.edition import Edition
from yearbook.model.facts import Fact

COLUMNS = (
    ("key", "代号"), ("indicator", "指标"), ("period", "时期"), ("scope", "范围"), ("kind", "性质"), ("qualifier", "限定词"),
    ("value", "数值"), ("unit", "单位"), ("basis", "口径"),
    ("growth", "增长"), ("growth_unit", "增长单位"), ("growth_over", "比较期"), ("growth_basis", "增长口径"), ("rank", "位次"),
    ("source", "来源"), ("place", "在来源中的位置"), ("quote", "来源原文"), ("note", "注"), ("restated", "与前卷不同的原因"),
)  # fmt: skip
_KINDS = {"actual": "实绩", "target": "目标", "computed": "推算"}


def as_csv(edition: Edition) -> str:
    """One row a figure under Chinese heads, with a byte order mark so that spreadsheets take it for UTF-8."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")  # RFC 4180
    writer.writerow([head for _, head in COLUMNS])
    for fact in edition.facts.values():
        row = _row(fact, edition)
        writer.writerow([row[name] for name, _ in COLUMNS])
    return "\ufeff" + out.getvalue()


def as_json(edition: Edition) -> str:
    """The same rows by name, with the indicators that they are of and the sources they are from."""
    sources = edition.sources.sources if edition.sources else ()
    data = {
        "edition": edition.frame.id,
        "columns": dict(COLUMNS),
        "figures": [{key: value for key, value in _row(fact, edition).items() if value} for fact in edition.facts.values()],
        "indicators": [
            {"id": one.id, "name": one.name, "aliases": list(one.aliases), "unit": one.unit, "note": one.note}
            for one in edition.indicators.values()
        ],
        "sources": [
            {"id": one.id, "title": one.title, "publisher": one.publisher, "dated": one.dated.isoformat() if one.dated else ""}
            for one in sources
        ],
    }
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"


def _row(fact: Fact, edition: Edition) -> dict[str, str]:
    indicator = edition.indicators.get(fact.indicator)
    titles = {one.id: one.title for one in (edition.sources.sources if edition.sources else ())}
    growth = fact.growth
    return {
        "key": fact.key, "indicator": indicator.name if indicator else fact.indicator, "period": fact.period, "scope": fact.scope,
        "kind": _KINDS[fact.kind], "qualifier": fact.qualifier, "value": "" if fact.value is None else format(fact.value, "f"),
        "unit": fact.unit or (indicator.unit if indicator else ""), "basis": fact.basis,
        "growth": f"{growth.qualifier}{growth.value:f}" if growth else "", "growth_unit": growth.unit if growth else "",
        "growth_over": growth.over if growth else "", "growth_basis": growth.basis if growth else "",
        "rank": "；".join(f"{rank.field}第{rank.place}位{f'（{rank.of}）' if rank.of else ''}" for rank in fact.ranks),
        "source": titles.get(fact.source, fact.source), "place": fact.place, "quote": fact.quote, "note": fact.note,
        "restated": fact.restated,
    }  # fmt: skip
