"""Body text → typed spans: paragraphs, lists, emphasis, links, footnotes and marks in braces; anything else is a fault.

Plain text with marks, nearly all of a yearbook, never sees markdown-it-py: a quarter of its time a text, and 40 ms of import saved.
"""

from yearbook.load.labels import LATER_LABEL
from yearbook.load.marks import MARK, span_of
from yearbook.model.text import BadText, BodyParagraph, BodyText, Span, TextFault, Words
from yearbook.patterns import late

# What only Markdown can judge: its marks, what opens a block at a line start, and two blanks before a line end.
_MARKDOWN = late(r"[*_\[\]\\`<~]")
_OPENING = r"(?: {4}|\t|[ \t]*(?:(?:\d{1,9}[.)]|[-+#=|]+)(?:\s|$)|>|[|:=-]{2}))"
_FIRST_LINE = late(_OPENING)
# begins with a literal, so that the search is fast; ``^`` would try every place
_LATER_LINE = late(rf"\n(?:{_OPENING}|[ \t\u3000]*{LATER_LABEL})")
_BLANK = late(r"\n[ \t\u3000]*\n\s*")
_MARKS = late(f"({MARK.pattern})")

# Strong text that every Markdown reads alike: letters or full-width marks at both ends, nothing special within.
_STRONG = late(r"\*\*(?=[^\W_]|[、-〟]|[！-｠])([^*_\[\]\\`<>~{}\n]+)(?:(?<=[^\W_])|(?<=[、-〟])|(?<=[！-｠]))\*\*(?!\*)")
_BLANKS = " \t\u3000"

# Beside Han and full-width marks a line end is nothing; between Western words it is a blank.
_WIDE = (
    (0x2014, 0x2014), (0x2018, 0x201D), (0x2026, 0x2026), (0x2E80, 0x9FFF), (0xAC00, 0xD7AF), (0xF900, 0xFAFF),
    (0xFE30, 0xFE4F), (0xFF00, 0xFFEF), (0x20000, 0x3FFFF),
)  # fmt: skip


def parse_body(text: str) -> BodyText:
    """The paragraphs of a text and its footnotes. Raises BadText with all faults of the text."""
    if _has_marks(text) or _FIRST_LINE.match(text) or _LATER_LINE.search(text):
        from yearbook.load.markdown import markdown_body

        return markdown_body(text)
    faults: list[TextFault] = []
    parts = (part for part in _BLANK.split(text.strip()) if part)
    paragraphs = tuple(BodyParagraph(_plain_words(part, faults)) for part in parts)
    if faults:
        raise BadText(tuple(faults))
    return BodyText(paragraphs)


def parse_inline(text: str) -> Words:
    """The words of a text of one paragraph: a caption, a cell, a note. Raises BadText."""
    if _has_marks(text):
        from yearbook.load.markdown import markdown_inline

        return markdown_inline(text)
    faults: list[TextFault] = []
    words = _plain_words(_BLANK.sub("\n", text.strip()), faults)
    if faults:
        raise BadText(tuple(faults))
    return words


def _plain_words(text: str, faults: list[TextFault]) -> Words:
    """One paragraph without other Markdown than strong text: text and marks in turn, line ends joined."""
    if "\n" in text:
        text = join_lines(text)
    if "**" not in text:
        return tuple(_marked(text, faults))
    spans: list[Span] = []
    for number, part in enumerate(_STRONG.split(text)):
        spans += [Span(part, "strong")] if number % 2 else _marked(part, faults)
    return tuple(spans)


def _marked(text: str, faults: list[TextFault]) -> list[Span]:
    """Plain text with marks in braces."""
    if "{" not in text and "}" not in text:
        return [Span(text)] if text else []
    spans: list[Span] = []
    for number, part in enumerate(_MARKS.split(text)):
        if number % 2:
            span = span_of(part, faults)
            spans += [span] if span else []
        elif part:
            if "{" in part or "}" in part:
                faults.append(stray_brace(part, min(at for at in (part.find("{"), part.find("}")) if at >= 0)))
            spans.append(Span(part))
    return spans


def stray_brace(text: str, at: int) -> TextFault:
    """The fault of a brace that no other closes."""
    shown = text[at : at + 12] if text[at] == "{" else text[max(0, at - 12) : at + 1]
    return TextFault("mark-brace", shown.strip(), (("brace", text[at]),))


def join_lines(text: str) -> str:
    """The lines of a paragraph as one: nothing at a line end beside Han, a blank between Western words."""
    joined = ""
    for line in (part.strip(_BLANKS) for part in text.split("\n")):
        blank = joined and line and not is_wide(joined[-1]) and not is_wide(line[0])
        joined += f" {line}" if blank else line
    return joined


def is_wide(character: str) -> bool:
    """Han, kana, hangul, and the marks set as wide as they."""
    code = ord(character)
    return any(first <= code <= last for first, last in _WIDE)


def _has_marks(text: str) -> bool:
    """Whether Markdown stands outside of what is read here."""
    if "{" in text:
        text = MARK.sub("}", text)  # which _STRONG does not reach over
    if "**" in text:
        text = _STRONG.sub("", text)
    return _MARKDOWN.search(text) is not None or "  \n" in text
