"""勾稽附记 as entries: what the checks found and the editors let stand, in words for a reader: keys by name, places by part of the book."""

import os
import re
from collections.abc import Iterator, Mapping

from yearbook.edit.told_notes import period_named
from yearbook.messages import messages
from yearbook.model.copy import Entry
from yearbook.model.edition import Edition
from yearbook.model.facts import Acknowledgement, Fact
from yearbook.model.ledger import Acknowledged
from yearbook.model.text import BodyParagraph, Span
from yearbook.patterns import late

# What a build, which has no source texts, cannot find again: quotes.py and the slips of the sources themselves.
_OF_SOURCES = frozenset(("quote-missing", "source-missing", "source-repeats"))
_FILES = {
    "facts": "数据台账", "people": "人物表", "honors": "荣誉表", "glossary": "名词解释", "chronicle": "大事记", "note": "编辑说明",
    "plates": "图版", "sources": "资料来源", "indicators": "指标表", "organisations": "单位名称表", "errata": "勘误", "edition": "总纲",
}  # fmt: skip
_INNER = str.maketrans("“”", "‘’")  # quotation marks within quotation marks
_PLACE = late(r"(?:[^\s：，；、（）“”]*/)?([^\s/：，；、（）“”]+)\.yaml(?::(\d+))?(?::\d+)?")
_LEDGER_LINE = late(r"（[^（）]*数据台账第\d+行）")
_KEY = late(r"[a-z0-9][a-z0-9._-]*@[^\s：，；、（）“”]+")


def findings(edition: Edition, anchor: str) -> Iterator[Entry]:
    """One entry a finding, those of the sources last; their anchors are numbered after `anchor`."""
    told = [*(_found(one, edition) for one in edition.acknowledged), *(_of_source(one, edition) for one in _unseen(edition))]
    once = {(title, text.partition("照此保留")[2]): (title, text) for title, text in reversed(told)}  # one reason may cover two places
    for number, (title, text) in enumerate(reversed(once.values()), 1):
        yield Entry(title, (BodyParagraph((Span(text),)),), f"{anchor}.{number}")


def _found(one: Acknowledged, edition: Edition) -> tuple[str, str]:
    """Title and text: the finding, where it stands, the documents behind it, the reason."""
    values = dict(one.problem.values)
    facts = _facts(edition)
    keys = [key for key in dict.fromkeys(_KEY.findall(values.get("about", ""))) if key in facts]
    text = messages("zh")["messages"][one.problem.code]["text"].format_map(_Values(values))
    text = text.removeprefix(f"{values.get('about', '')}：") if keys else text  # the documents name them again
    documents = "；".join(f"{_named(key, facts, edition)}据{_document(facts[key], edition)}" for key in keys)
    where = _PLACE.sub(lambda found: _place(found, edition, one.heads), str(one.problem.place))
    said = _PLACE.sub(lambda found: _place(found, edition, one.heads), _KEY.sub(lambda found: _named(found[0], facts, edition), text))
    title = _indicator(facts[keys[0]].indicator, edition) if keys else _bare(values.get("name") or values.get("about", ""))
    # a line of the ledger says nothing to a reader of the book: of facts the documents are named instead
    seen = "" if keys else f"见{where}。"
    told = f"{_LEDGER_LINE.sub('', said)}。{seen}" + (f"{documents}。" if documents else "")
    return title, f"{told}照此保留：{one.reason.rstrip('。')}。"


def _not_found(edition: Edition) -> list[Acknowledgement]:
    """What is acknowledged and has not been found anew."""
    seen = {(one.problem.code, one.reason) for one in edition.acknowledged}
    return [one for one in edition.acknowledgements if (one.check, one.reason) not in seen]


def _of_documents(one: Acknowledgement, edition: Edition) -> bool:
    """Whether it is about a source document, whose text a build does not have."""
    documents = {source.id for source in edition.sources.sources} if edition.sources else set()
    return one.check in _OF_SOURCES or one.about[0] in documents


def _unseen(edition: Edition) -> list[Acknowledgement]:
    """What is acknowledged of the source documents and has not been found anew without them."""
    return [one for one in _not_found(edition) if _of_documents(one, edition)]


def _of_source(one: Acknowledgement, edition: Edition) -> tuple[str, str]:
    titles = {source.id: source.title for source in edition.sources.sources} if edition.sources else {}
    documents = "、".join(_titled(titles[word]) for word in one.about if word in titles)
    words = [_bare(word) for word in one.about if word not in titles and "@" not in word]
    facts = _facts(edition)
    keys = [_named(word, facts, edition) for word in one.about if "@" in word]
    title = next(iter((*words, *keys)), documents)
    quoted = "".join("“" + word.translate(_INNER) + "”" for word in words) or "、".join(keys)
    return title, f"{documents}{('载' if quoted else '有一处') if documents else ''}{quoted}。照此保留：{one.reason.rstrip('。')}。"


def _facts(edition: Edition) -> Mapping[str, Fact]:
    """The edition's facts, and those that only earlier ones know."""
    return {key: fact for volume in (*edition.earlier, edition) for key, fact in volume.facts.items()}


def _named(key: str, facts: Mapping[str, Fact], edition: Edition) -> str:
    """gdp@2025 → 地区生产总值（2025年）."""
    name, _, rest = key.partition("@")
    fact = facts.get(key)
    period, scope = (fact.period, fact.scope) if fact else (rest.partition("/")[0], rest.partition("/")[2])
    return f"{scope}{_indicator(name, edition)}（{period_named(period)}）"


def _indicator(name: str, edition: Edition) -> str:
    indicator = next((volume.indicators[name] for volume in (edition, *edition.earlier) if name in volume.indicators), None)
    return indicator.name if indicator else name


def _document(fact: Fact, edition: Edition) -> str:
    listed = edition.sources.sources if edition.sources else ()
    title = next((source.title for source in listed if source.id == fact.source), fact.source)
    return _titled(title) + (f"（{fact.place}）" if fact.place else "")


def _titled(title: str) -> str:
    """In 《》; the blank between the halves of a headline becomes a comma: in running text 1 em would be a hole."""
    title = title.replace("\u3000", "，")
    return title if "《" in title else f"《{title}》"


def _place(found: re.Match[str], edition: Edition, heads: Mapping[str, str]) -> str:
    """seeds/2026/science.yaml:12:5 → “科技创新”编【技术合同】, facts.yaml:12:5 → 数据台账第12行 (left out where it stands in brackets).

    Another edition's chapter is named by its volume alone; never the path, nor a line of a file that no reader has.
    """
    stem, line = found[1], found[2]
    chapters = dict(zip((part for part in edition.frame.parts if part.endswith(".yaml")), edition.chapters, strict=True))
    chapter = chapters.get(f"{stem}.yaml")
    name = _FILES.get(stem) or (f"“{chapter.title}”编" if chapter else f"{stem}.yaml")
    folder = os.path.basename(os.path.dirname(found[0]))
    volume = f"{folder}卷" if folder.isdigit() and folder != os.path.basename(edition.folder) else ""
    head = heads.get(found[0])
    if head:
        return f"{volume}{name}【{head}】"
    if stem == "facts":
        return f"{volume}{name}" + (f"第{line}行" if line else "")
    return volume if volume and name.endswith(".yaml") else f"{volume}{name}"


def _bare(text: str) -> str:
    """Words as a title: without what hangs at their ends, and without quotation marks around the whole."""
    words = text.strip("，。、；： ")
    return words[1:-1] if words.startswith("“") and words.find("”") == len(words) - 1 else words


class _Values(dict[str, str]):
    """A slot without a value shows as nothing."""

    def __missing__(self, slot: str) -> str:
        return ""
