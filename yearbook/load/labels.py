"""Lists with Chinese labels: lines that begin with 一、 （一） 1. （1） or ① are items, their depth told by the form of the label.

Two such lines or more without a blank line between them make a list; a single one is a paragraph that begins so.
"""

from collections.abc import Sequence

from yearbook.frozen import frozen
from yearbook.model.text import TextFault
from yearbook.patterns import late

_DIGITS = "一二三四五六七八九"
# 一、 but not 一、二产业; 1. but not 1.5; ** before a label: the item's head is strong
_LABEL = late(
    r"(?P<strong>\*\*)?(?P<label>(?P<han>[一二三四五六七八九十]{1,3})、(?![一二三四五六七八九十])|（(?P<han2>[一二三四五六七八九十]{1,3})）"
    r"|(?P<digit>\d{1,2})[.．](?!\d)|(?P<digit2>\d{1,2})、(?!\d)"
    r"|[（(](?P<digit3>\d{1,2})[）)]|(?P<circled>[①-⑳])|(?P<bullet>-)(?= ))[ \u3000]*"
)
FORMS = ("han", "han2", "digit", "digit2", "digit3", "circled", "bullet")
_MARKDOWN_ITEM = late(r"(?:\d{1,9}[.)]|-)(?:\s|$)")
# what the quick search of a text looks for before a line
LATER_LABEL = r"(?:\*\*)?(?:[一二三四五六七八九十]{1,3}、|（[一二三四五六七八九十]{1,3}）|\d{1,2}[.．、]|[（(]\d{1,2}[）)]|[①-⑳])"


@frozen
class Item:
    """An item of a list: its label as printed, the widest of its list, its depth from 0, and its lines as written."""

    label: str
    widest: str
    depth: int
    text: str


@frozen
class _Labelled:
    form: str
    number: int
    label: str
    text: str


def list_items(lines: Sequence[str], faults: list[TextFault]) -> tuple[Item, ...]:
    """The items of a block whose first line begins with a label; none when it is no list, or one that is all Markdown's.

    Lines without a label go on with the item above.
    """
    if all(_MARKDOWN_ITEM.match(line) for line in lines if _labelled(line)):
        return ()
    found: list[_Labelled] = []
    for line in lines:
        one = _labelled(line.strip(" \t\u3000"))
        if one is not None:
            found.append(one)
        elif not found:
            return ()
        else:
            last = found[-1]
            found[-1] = _Labelled(last.form, last.number, last.label, f"{last.text}\n{line.strip()}")
    return _items(found, faults) if len(found) > 1 else ()


def _labelled(line: str) -> _Labelled | None:
    match = _LABEL.match(line)
    if match is None:
        return None
    form = next(name for name in FORMS if match[name])
    written = match[form]
    if form == "bullet":
        return _Labelled(form, 0, "·", line[match.end() :])
    number = ord(written) - 0x245F if form == "circled" else int(written) if written.isdigit() else _number(written)
    return _Labelled(form, number, match["label"], (match["strong"] or "") + line[match.end() :])


def _number(written: str) -> int:
    """一 … 九十九 as a number."""
    tens, ten, ones = written.rpartition("十")
    value = (_DIGITS.find(tens) + 1 or 1) * 10 if ten else 0
    return value + _DIGITS.find(ones) + 1 if ones else value


def _items(found: list[_Labelled], faults: list[TextFault]) -> tuple[Item, ...]:
    """Depth by form: a form not yet open is one level deeper; one that is open closes those inside it."""
    forms: list[str] = []
    last: dict[str, _Labelled] = {}
    lists: list[list[int]] = []  # of every list, its items
    current: list[int] = []  # of every open level, its list
    depths: list[int] = []
    for n, one in enumerate(found):
        if one.form in forms:
            keep = forms.index(one.form) + 1
            del forms[keep:], current[keep:]
            before = last[one.form]
            if one.form != "bullet" and one.number != before.number + 1:
                faults.append(TextFault("text-list-order", one.label, (("label", one.label), ("before", before.label))))
        else:
            forms.append(one.form)
            current.append(len(lists))
            lists.append([])
        last[one.form] = one
        lists[current[-1]].append(n)
        depths.append(len(forms) - 1)
    widest = {n: max((found[m].label for m in members), key=len) for members in lists for n in members}
    return tuple(Item(one.label, widest[n], depths[n], one.text) for n, one in enumerate(found))
