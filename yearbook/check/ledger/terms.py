"""Terms: entries of the glossary that no text uses or that answer to one name; words that a text explains after it has used them."""

import re
from collections.abc import Collection, Iterable, Iterator, Sequence

from yearbook.check.ledger.finding import Finding, finding
from yearbook.check.ledger.printed import Passage
from yearbook.check.shaped import Sheet
from yearbook.model.edition import Term
from yearbook.model.source import Path
from yearbook.model.terms import bare, forms, uses
from yearbook.patterns import late

# 样例区城市数字运行中心（以下简称“数字中心”） · “三零”是指…
_EXPLAINED = late(
    r"（(?:以下)?(?:简称|统称)(?:为|作)?[“]?(?P<short>[^“”（）《》，。；]{2,16})[”]?）"
    r"|“(?P<term>[^“”]{2,12})”(?:，?是?指|，即)(?!标|数|导|挥|出)"
)

_NAME_BEFORE = late(r"[\u4e00-\u9fffA-Za-z0-9]{4,30}$")


def glossary(sheet: Sheet | None, passages: Sequence[Passage]) -> Iterator[Finding]:
    """Terms that no other text of the edition uses, titles included, and two entries for one term."""
    terms = [(path, noun) for path, noun in sheet.found if isinstance(noun, Term)] if sheet else []
    if not terms or sheet is None:
        return
    pattern, numbers = uses(noun for _, noun in terms)
    texts = (*(passage.text for passage in passages if passage.sheet is not sheet), *_titles(passages, sheet))
    used = {numbers[bare(found)] for text in texts for found in (pattern.findall(text) if pattern else ())}
    first: dict[str, Path] = {}
    for number, (path, term) in enumerate(terms):
        twice = next((known for form in forms(term) if (known := first.setdefault(form, path)) is not path), None)
        if twice:
            place = sheet.file.locate((*path, "term"))
            yield finding("term-twice", place, (term.term,), term=term.term, other=sheet.file.locate((*twice, "term")))
        elif number not in used:
            place = sheet.file.locate((*path, "term"))
            yield finding("term-unused", place, (term.term,), term=term.term, other=sheet.file.locate(path))


def _titles(passages: Sequence[Passage], glossary_: Sheet) -> Iterator[str]:
    for sheet in {id(passage.sheet): passage.sheet for passage in passages}.values():
        for _, noun in sheet.found if sheet is not glossary_ else ():
            yield from (value for value in noun.__dict__.values() if isinstance(value, str))


def explained_late(running: Sequence[Passage], terms: Iterable[Term], names: Collection[str]) -> Iterator[Finding]:
    """Short forms and quoted terms used in running text before the place that explains them; the glossary explains them anywhere.

    `names` are short forms of registered organisations, which have a check of their own.
    """
    known = {*names, *(form for term in terms for form in forms(term))}
    explained: dict[str, tuple[int, int, Passage, int]] = {}
    for order, passage in enumerate(running):
        for found in _EXPLAINED.finditer(passage.text) if "称" in passage.text or "”" in passage.text else ():
            word = found["short"] or f"“{found['term']}”"
            if bare(word) not in known:
                explained.setdefault(word, (order, found.start(), passage, found.end()))
    for word, (last, end, passage, stop) in explained.items():
        name = _NAME_BEFORE.search(passage.text, 0, end)
        tail = name[0][name[0].find(word) :] if name and word in name[0] else ""  # 百合光电有限公司, which is no use of 百合光电
        for order, before in enumerate(running[: last + 1]):
            pattern = f"(?!{tail}){re.escape(word)}" if tail else re.escape(word)
            use = re.search(pattern, before.text[: end if order == last else None])
            if use:
                yield finding("term-late", before.place(*use.span()), (word,), term=word, other=passage.place(end, stop))
                break
