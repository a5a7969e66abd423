"""Last year's edition → the files of the next: its frame kept, dates moved by a year, texts and figures left to be filled in."""

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any, TypeAlias

from yearbook.frozen import frozen, replace
from yearbook.model.blocks import kind_of
from yearbook.model.source import Source
from yearbook.templates.yaml_text import Disabled, Remark, yaml_text

TO_FILL = "〔待填〕"
PROSE_TO_FILL = f"{TO_FILL}\n"  # the line end makes it a block of its own, to be written over
SOURCE = "to-fill"  # the source named by figures that have none yet
REACH = 10  # years back that titles and keys move with the edition; older ones are history
Data: TypeAlias = dict[str, Any]

_YEAR = re.compile(r"(?<![0-9])(?:19|20)[0-9]{2}(?![0-9])")
_KEY = re.compile(r"[a-z0-9][a-z0-9._-]*@[^\s@:{}|]+")  # of a figure, in a mark or by itself
_PER_VOLUME = ("isbn", "cip", "permit", "copies", "price")  # numbers of one volume, never of the next


@frozen
class NewEdition:
    """Files by their path in the folder, and the keys of the figures that wait for a value."""

    files: Mapping[str, bytes]
    to_fill: tuple[str, ...]


@frozen
class _Shift:
    """Moves years by one, from those the edition speaks of; `asked` are the keys of figures that then have no value."""

    last: int
    asked: frozenset[str] = frozenset()

    def text(self, text: str) -> str:
        return _YEAR.sub(lambda year: str(int(year[0]) + 1) if self.last - REACH <= int(year[0]) <= self.last else year[0], text)

    def all(self, data: Any) -> Any:
        if isinstance(data, str):
            return self.text(data)
        if isinstance(data, dict):
            return {key: self.all(value) for key, value in data.items()}
        return [self.all(item) for item in data] if isinstance(data, list) else data


def next_year(source: Source) -> NewEdition:
    """The files of the next edition. The source has been checked, so its data have their shape."""
    frame: Data = _mapping(source.edition.data)
    shift = _Shift(int(frame["edition_year"]))
    ledger = _mapping(source.companions["facts"].data) if "facts" in source.companions else {}
    asked = _asked(ledger, str(frame["data_year"]), shift)
    shift = _Shift(shift.last, frozenset(asked))
    chapters = {file.name: _chapter(_mapping(file.data), shift) for file in source.chapters}
    texts = {"edition.yaml": yaml_text(_frame(frame, shift), "由上卷生成：年份已顺延，标有“待填”的补上内容。")}
    for name, file in source.companions.items():
        if name in _COMPANIONS:
            texts[f"{name}.yaml"] = yaml_text(_COMPANIONS[name](_mapping(file.data), shift))
    if ledger:
        head = "没有 value 的数字待填；“上卷”是上一年的数，供核对。\n表和图用到的往年数字照录在后。"
        texts["facts.yaml"] = yaml_text(_facts(ledger, asked, chapters), head)
        texts.setdefault("sources.yaml", yaml_text(_sources({"sources": []}, shift)))
    for name, chapter in chapters.items():
        texts[name] = yaml_text(chapter)
    return NewEdition({name: text.encode("utf-8") for name, text in texts.items()}, tuple(asked))


def standing_alone(source: Source) -> Source:
    """The edition with its series' shared indicators and relations in its own ledger: its next year will lie in another folder.

    So do the indicators that its tables over the series name, and only earlier editions know.
    """
    ledgers = [_data(one, "facts") for one in source.earlier.ledgers]
    shared, own = _data(source, "indicators"), _data(source, "facts")
    if not shared and not ledgers:
        return source
    indicators = {one["id"]: one for ledger in (shared, own) for one in ledger.get("indicators", ())}
    named = _listed(source)
    for ledger in reversed(ledgers):
        indicators.update({one["id"]: one for one in ledger.get("indicators", ()) if one["id"] in named and one["id"] not in indicators})
    relations = [*shared.get("relations", ()), *own.get("relations", ())]
    merged: Data = {**own, "indicators": [*indicators.values()], **({"relations": relations} if relations else {})}
    companions = {**source.companions, "facts": replace(source.edition, held=merged)}
    if "organisations" in shared:
        names = _data(source, "organisations")
        both: Data = {**names, "organisations": [*shared["organisations"], *names.get("organisations", ())]}
        companions["organisations"] = replace(source.edition, held=both)
    return replace(source, companions=companions)


def _data(source: Source, name: str) -> Data:
    """A companion's data; nothing when it has no such file."""
    return _mapping(source.companions[name].data) if name in source.companions else {}


def _listed(source: Source) -> set[str]:
    """The indicators that blocks of series and targets name."""
    sections = (section for file in source.chapters for section in _mapping(file.data)["sections"])
    blocks = (block for section in sections for block in section["body"] if kind_of(block) in ("series", "targets"))
    return {name for block in blocks for name in block.get("indicators", ())}


def _mapping(data: object) -> Data:
    assert isinstance(data, dict)
    return data


def _frame(frame: Data, shift: _Shift) -> Data:
    data = {**frame, **{key: shift.text(str(frame[key])) for key in ("id", "date")}}
    data["edition_year"], data["data_year"] = int(frame["edition_year"]) + 1, int(frame["data_year"]) + 1
    data["period"] = {key: _day(shift.text(str(day))) for key, day in frame["period"].items()}
    data["date"] = Remark(_day(data["date"]), "编印日期，待核")
    if data["id"] == frame["id"]:
        data["id"] = f"{frame['id']}-{data['edition_year']}"
    imprint = {key: value for key, value in frame["imprint"].items() if key not in _PER_VOLUME}
    if imprint["profile"] == "isbn":  # without its numbers a published book does not pass the check
        imprint["profile"] = Remark("draft", "上卷为 isbn；书号等齐备后改回")
    data["imprint"] = imprint
    return data


def _day(day: str) -> str:
    """29 February moves to the 28th."""
    year = int(day[:4])
    leap = year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
    return day[:5] + "02-28" if day[5:] == "02-29" and not leap else day


def _chapter(data: Data, shift: _Shift) -> Data:
    kept = _kept(data, ("id", "title", "short_title", "title_en"), shift)
    if "abstract" in data:
        kept["abstract"] = TO_FILL
    if "plate" in data:
        kept["plate"] = {"caption": TO_FILL, "pending": TO_FILL}
    kept["sections"] = [_section(section, shift) for section in data["sections"]]
    return kept


def _section(section: Data, shift: _Shift) -> Data:
    body = [_BLOCKS[kind_of(block) or "text"](block, shift) for block in section["body"]]
    if all(isinstance(block, Disabled) for block in body):
        body.insert(0, {"text": PROSE_TO_FILL})
    return {**_kept(section, ("title", "title_en", "id", "contributor"), shift), "body": body}


def _kept(data: Data, keys: tuple[str, ...], shift: _Shift) -> Data:
    """These keys of the data, in this order, their years moved; an id stays, for others point at it."""
    return {key: data[key] if key in ("id", "speaker") else shift.all(data[key]) for key in keys if key in data}


def _entry(block: Data, shift: _Shift) -> Data:
    return {**_kept(block, ("entry", "id", "contributor"), shift), "text": PROSE_TO_FILL}


def _text(block: Data, shift: _Shift) -> Data:
    return {"text": PROSE_TO_FILL, **_kept(block, ("id",), shift)}


def _table(block: Data, shift: _Shift) -> Data:
    head = _kept(block, ("table", "id", "unit", "width", "columns"), shift)
    titles = _leaves(block["columns"])
    labels = {0, *(n for n, title in enumerate(titles) if "单位" in title)}
    after = [shift.text(title) for title in titles]
    moved = {n: titles.index(title) for n, title in enumerate(after) if title != titles[n] and title in titles}
    rows = []
    for row in block["rows"]:
        if "group" in row:
            rows.append(_kept(row, ("group", "space_before"), shift))
            continue
        cells = [_cell(row["cells"], n, n if n in labels else moved.get(n), shift) for n in range(len(titles))]
        rows.append({"cells": cells, **_kept(row, ("total", "of_which", "indent", "space_before"), shift)})
    notes = [note for note in block.get("notes", ()) if moved and not shift.asked.intersection(_KEY.findall(note))]
    return {**head, "rows": rows, **({"notes": notes} if notes else {})}  # the signs of the notes came with the figures


def _leaves(columns: list[Data]) -> list[str]:
    """The titles of the columns that hold cells."""
    return [title for column in columns for title in (_leaves(column["columns"]) if column.get("columns") else [str(column["title"])])]


def _cell(cells: list[Any], here: int, there: int | None, shift: _Shift) -> Any:
    """A label stays, and a column of years takes the earlier figures from the column of that year; the rest is to be filled."""
    if there is None or (here == there and "{" in str(cells[there])) or shift.asked.intersection(_KEY.findall(str(cells[there]))):
        return None
    return shift.all(cells[there]) if here == there else cells[there]


def _with_figures(block: Data, shift: _Shift) -> Disabled:
    return Disabled(_without_texts(shift.all(block)), "所引数字填好后，去掉以下各行行首的“# ”启用：")


def _without_texts(data: Any) -> Any:
    """What was said of last year's figures is not said of this year's."""
    if isinstance(data, dict):
        return {key: _without_texts(value) for key, value in data.items() if key not in ("intro", "note", "source", "alt")}
    return [_without_texts(item) for item in data] if isinstance(data, list) else data


def _figure(block: Data, shift: _Shift) -> Data:
    return {**_kept(block, ("figure", "id", "lines", "width"), shift), "pending": TO_FILL}


def _honours(block: Data, shift: _Shift) -> Data:
    return _kept(block, ("honours", "title_en", "id", "groups", "style"), shift)


def _names(block: Data, shift: _Shift) -> Data:
    return {**_kept(block, ("names", "id", "columns", "width"), shift), "roll": [TO_FILL]}


def _people(block: Data, shift: _Shift) -> Data:
    return _kept(block, ("people", "id", "ids", "unit", "style", "width"), shift)


def _speech(block: Data, shift: _Shift) -> Data:
    kept = _kept(block, ("id", "speaker", "office", "unit"), shift)
    return {"speech": [TO_FILL], **kept, "pending": TO_FILL, "text": PROSE_TO_FILL}


def _document(block: Data, shift: _Shift) -> Data:
    parts = [{**_kept(part, ("head",), shift), "text": PROSE_TO_FILL} for part in block["parts"]]
    return {**_kept(block, ("document", "id", "kind"), shift), "parts": parts}


def _series(block: Data, shift: _Shift) -> Data:
    """The same indicators: their earlier figures are in the earlier editions. Periods that were chosen end a year later."""
    kept = _kept(block, ("series", "id", "unit", "width"), shift)
    periods = [str(period) for period in block.get("periods", ())]
    later = [period for period in shift.all(periods[-1:]) if period not in periods]
    return {**kept, **{key: block[key] for key in ("indicators",) if key in block}, **({"periods": [*periods, *later]} if periods else {})}


def _targets(block: Data, shift: _Shift) -> Data:
    return {**_kept(block, ("targets", "id", "width"), shift), **{key: block[key] for key in ("indicators", "due") if key in block}}


def _subhead(block: Data, shift: _Shift) -> Data:
    return _kept(block, ("subhead", "title_en", "id"), shift)


def _findings(block: Data, shift: _Shift) -> Data:
    return _kept(block, ("findings", "id"), shift)


_BLOCKS: Mapping[str, Callable[[Data, _Shift], object]] = {
    "entry": _entry, "text": _text, "table": _table, "chart": _with_figures, "scorecard": _with_figures, "figure": _figure,
    "honours": _honours, "speech": _speech, "document": _document, "series": _series, "targets": _targets, "findings": _findings,
    "names": _names, "people": _people, "subhead": _subhead,
}  # fmt: skip


def _asked(ledger: Data, year: str, shift: _Shift) -> dict[str, Remark]:
    """Last year's figures, asked again: by key, without value, what they were in a comment."""
    old = {_key(fact): fact for fact in ledger.get("facts", ())}
    asked: dict[str, Remark] = {}
    for fact in old.values():
        if str(fact["period"]).startswith(year) and fact.get("kind") != "target":
            new = {**_kept(fact, ("indicator",), shift), "period": shift.text(str(fact["period"])), **_kept(fact, ("scope", "unit"), shift)}
            asked[_key(new)] = Remark({**new, "source": SOURCE}, _recalled(fact, old.get(_key(new)), year))
    return asked


def _facts(ledger: Data, asked: Mapping[str, Remark], chapters: Mapping[str, Data]) -> Data:
    """The ledger: the figures asked for, then the earlier ones that tables and charts still show."""
    shown = {key for text in _texts(list(chapters.values())) for key in _KEY.findall(text)}
    history = [fact for fact in ledger.get("facts", ()) if _key(fact) in shown and _key(fact) not in asked]
    return {**{key: value for key, value in ledger.items() if key != "facts"}, "facts": [*asked.values(), *history]}


def _texts(data: object) -> Iterator[str]:
    if isinstance(data, str):
        yield data
    elif isinstance(data, Disabled):
        yield from _texts(data.value)
    elif isinstance(data, dict | list):
        for item in data.values() if isinstance(data, dict) else data:
            yield from _texts(item)


def _key(fact: Data) -> str:
    return f"{fact['indicator']}@{fact['period']}" + (f"/{fact['scope']}" if fact.get("scope") else "")


def _recalled(fact: Data, target: Data | None, year: str) -> str:
    """Last year's figure in few words, and what was aimed at for this one."""
    told = f"上卷（{year}）：{fact.get('qualifier', '')}{fact.get('value', '无数值')}"
    if target and target.get("kind") == "target":
        told += f"；所定目标：{target.get('qualifier', '')}{target.get('value', '')}"
    return told


def _sources(data: Data, _: _Shift) -> Data:
    to_fill = Remark({"id": SOURCE, "title": TO_FILL}, "本卷新收的资料：改好代号，台账中的 source 随之改")
    return {"sources": [to_fill, *data["sources"]]}


def _as_it_is(data: Data, _: _Shift) -> Data:
    return data


def _index(data: Data, _: _Shift) -> Data:
    """Order and readings; what it sent to belongs to last year's headings."""
    return {"order": "pinyin", **{key: data[key] for key in ("order", "names", "readings", "entries") if key in data}}


def _note(data: Data, shift: _Shift) -> Data:
    items = [Remark(PROSE_TO_FILL, f"上卷：{' '.join(item.split())}") for item in data["items"]]
    return {**_kept(data, ("title", "title_en"), shift), "items": items, **_kept(data, ("signature",), shift)}


def _honors(data: Data, shift: _Shift) -> Data:
    groups = []
    for group in data.get("groups", ()):
        blank = {"title": TO_FILL, "recipient": TO_FILL, "level": group["honours"][0]["level"]}
        groups.append({**_kept(group, ("id", "title", "title_en"), shift), "honours": [blank]})
    return {"groups": groups}


def _glossary(data: Data, shift: _Shift) -> Data:
    terms = [
        Remark({"term": term["term"], "text": PROSE_TO_FILL}, f"上卷：{' '.join(term['text'].split())}") for term in data.get("terms", ())
    ]
    return {**_kept(data, ("title", "title_en"), shift), "terms": terms}


def _chronicle(data: Data, shift: _Shift) -> Data:
    return {**_kept(data, ("title", "title_en"), shift), "events": [{"date": "1月1日", "text": PROSE_TO_FILL}]}


def _plates(data: Data, shift: _Shift) -> Data:
    pages = [_plate_page(page) for page in data.get("pages", ())]
    return {**_kept(data, ("title", "title_en"), shift), "pages": pages}


def _plate_page(page: Data) -> Data:
    layout = {"layout": page["layout"]} if "layout" in page else {}
    return {**layout, "plates": [{"caption": TO_FILL, "pending": TO_FILL} for _ in page["plates"]]}


_COMPANIONS: Mapping[str, Callable[[Data, _Shift], Data]] = {
    "note": _note, "sources": _sources, "people": _as_it_is, "honors": _honors, "glossary": _glossary, "chronicle": _chronicle,
    "plates": _plates, "organisations": _as_it_is, "board": _as_it_is, "index": _index,
}  # fmt: skip
