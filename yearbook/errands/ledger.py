"""The ledger of an edition as it is given away: a table (CSV) and data (JSON), every figure in the digits it was written with."""

import csv
import io
from collections.abc import Iterable

from yearbook.model.edition import Edition
from yearbook.model.facts import Fact
from yearbook.model.noun import Noun
from yearbook.packing import json_file

COLUMNS = (
    ("key", "代号"), ("indicator", "指标"), ("period", "时期"), ("scope", "范围"), ("kind", "性质"), ("qualifier", "限定词"),
    ("value", "数值"), ("unit", "单位"), ("basis", "口径"),
    ("growth", "增长"), ("growth_unit", "增长单位"), ("growth_over", "比较期"), ("growth_basis", "增长口径"), ("rank", "位次"),
    ("source", "来源"), ("place", "在来源中的位置"), ("quote", "来源原文"), ("note", "注"), ("restated", "与前卷不同的原因"),
)  # fmt: skip
_KINDS = {"actual": "实绩", "target": "目标", "computed": "推算"}


def as_csv(edition: Edition) -> bytes:
    """One row a figure under Chinese heads, with a byte order mark so that spreadsheets take it for UTF-8."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")  # RFC 4180
    writer.writerow([head for _, head in COLUMNS])
    for fact in edition.facts.values():
        row = _row(fact, edition)
        writer.writerow([row[name] for name, _ in COLUMNS])
    return out.getvalue().encode("utf-8-sig")


def as_json(edition: Edition) -> bytes:
    """Every figure with its indicator, unit, basis, period and source; exact decimals as text."""

    def told(nouns: Iterable[Noun]) -> list[dict[str, object]]:
        return [noun.model_dump(mode="json", by_alias=True, exclude_defaults=True) for noun in nouns]

    frame = edition.frame
    facts = [{"key": key, **one} for key, one in zip(edition.facts, told(edition.facts.values()), strict=True)]
    named = {"id", "title", "publisher", "dated", "pages", "file"}
    sources = edition.sources.sources if edition.sources else ()
    data = {
        "edition": {"id": frame.id, "title": frame.title, "edition_year": frame.edition_year, "data_year": frame.data_year},
        "indicators": told(edition.indicators.values()),
        "relations": told(edition.relations),
        "facts": facts,
        "sources": [source.model_dump(mode="json", include=named, exclude_defaults=True) for source in sources],
    }
    return json_file(data)


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
