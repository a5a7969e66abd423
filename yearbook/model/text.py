"""Body text as typed spans: what the small Markdown of an edition becomes, parsed once and never searched as a string again."""

from collections.abc import Callable
from typing import Literal, TypeAlias

from yearbook.frozen import frozen, heard, said

SpanKind: TypeAlias = Literal["text", "strong", "em", "link", "figure", "see", "note", "index", "term", "break", "marked", "pinyin"]


@frozen
class Span:
    """A run of text of one kind.

    text    plain characters                         strong, em   the same, marked (** and *)
    link    `text` shown, `target` its address       figure       `target` is "gdp@2025" or "gdp@2025:growth", `text` empty
    see     `target` is the id of an entry           note         `target` is the label of a footnote, `text` empty
    term    a term of the glossary where it is first used; `target` leads to its entry
    index   `target` is the term to index; `text` is shown (may be empty)    break   a forced line end
    marked  `target` names the marks under the text, joined by "+": dots, name, title    pinyin  `target` is its reading
    `tone` is "strong" or "em" for what stands inside such text and is of another kind.
    """

    text: str
    kind: SpanKind = "text"
    target: str = ""
    tone: Literal["", "strong", "em"] = ""


Words: TypeAlias = tuple[Span, ...]


@frozen
class Footnote:
    """A note that a paragraph calls; the call is a span of kind note whose target is the note's `anchor`."""

    sign: str
    words: Words
    anchor: str


@frozen
class BodyParagraph:
    """A paragraph, or with `label` an item of a list (`label` as printed: "（一）", "1.", or "·" for a bullet).

    `depth` is 0 for the outermost list; `widest` the longest label of the item's list, beside which all its text hangs.
    `label` "" and `widest` not: a paragraph that goes on with the item before it.
    `notes` are those it is the first to call; copy has them, parsed text has not.
    """

    words: Words
    label: str = ""
    depth: int = 0
    widest: str = ""
    notes: tuple[Footnote, ...] = ()


@frozen
class BodyText:
    """The paragraphs of one text and the footnotes they call, by label in order of definition."""

    paragraphs: tuple[BodyParagraph, ...] = ()
    notes: tuple[tuple[str, Words], ...] = ()

    def __reduce__(self) -> tuple[Callable[[bytes, object], object], tuple[bytes, type]]:
        """How it is pickled: as what it says, which takes less time than its spans one by one (a fifth of what a large edition's take)."""
        return heard, (said(self), BodyText)


_SIGNS = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳㉑㉒㉓㉔㉕㉖㉗㉘㉙㉚㉛㉜㉝㉞㉟㊱㊲㊳㊴㊵㊶㊷㊸㊹㊺㊻㊼㊽㊾㊿"


def note_sign(number: int) -> str:
    """The sign of a footnote: ① to ㊿, then the number in brackets."""
    return _SIGNS[number - 1] if number <= len(_SIGNS) else f"（{number}）"


def plain(words: Words) -> str:
    """The characters of the words, marks dropped: for bookmarks, running heads and text alternatives."""
    return "".join(span.text for span in words)


@frozen
class TextFault:
    """One fault of a text: a message code, the `fragment` of the text it is about, and the values of the message's slots."""

    code: str
    fragment: str
    values: tuple[tuple[str, str], ...] = ()


class BadText(ValueError):
    """A text that `parse_body` or `parse_inline` refuses, with all its faults; `check` gives them their places."""

    def __init__(self, faults: tuple[TextFault, ...]) -> None:
        super().__init__(", ".join(f"{fault.code} {fault.fragment!r}" for fault in faults))
        self.faults = faults
