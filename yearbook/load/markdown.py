"""The part of Markdown that body text may use, through markdown-it-py; what it may not use is recognised and refused.

Why recognised: a heading or a table that is not understood would be printed as its marks, or lost.
"""

import re
from dataclasses import field
from functools import lru_cache
from typing import Literal

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.rules_inline import StateInline
from markdown_it.rules_inline.state_inline import Delimiter
from markdown_it.token import Token

from yearbook.frozen import replace, workpiece
from yearbook.load.body_text import is_wide, stray_brace
from yearbook.load.labels import Item, list_items
from yearbook.load.marks import MARK, span_of
from yearbook.model.text import BadText, BodyParagraph, BodyText, Span, SpanKind, TextFault, Words
from yearbook.patterns import late

_REFUSED_BLOCKS = {
    "heading_open": "text-heading", "fence": "text-code", "code_block": "text-code", "html_block": "text-html",
    "table_open": "text-table", "hr": "text-rule", "blockquote_open": "text-quote",
}  # fmt: skip
_REFUSED_INLINE = {"image": "text-image", "code_inline": "text-code", "html_inline": "text-html"}

_NOTE = late(r"\[\^([^\s\[\]^]+)\]")
_DEFINITION = late(r" {0,3}\[\^([^\s\[\]^]+)\]:[ \t]*")
_LINE_END = re.compile("([^\\s\0]?)(\0*)\n(\0*)(?=([^\\s\0]?))")
_TEXT_KINDS: tuple[SpanKind, ...] = ("text", "strong", "em", "link")


def markdown_body(text: str) -> BodyText:
    """As `parse_body`."""
    reading = _Reading(text)
    for token in _parser().parse(text, {}):
        reading.block(token)
    reading.check_notes()
    if reading.faults:
        raise BadText(tuple(dict.fromkeys(reading.faults)))
    return BodyText(tuple(reading.paragraphs), tuple(reading.notes.items()))


def markdown_inline(text: str) -> Words:
    """As `parse_inline`: lists and headings do not exist here, their marks are plain characters."""
    reading = _Reading(text)
    words: Words = ()
    for token in _parser().parseInline(text.strip(), {}):
        words = reading.words(token.children or [])
    for label in dict.fromkeys(reading.called):
        reading.faults.append(TextFault("text-note-inline", f"[^{label}]", (("label", label),)))
    if reading.faults:
        raise BadText(tuple(dict.fromkeys(reading.faults)))
    return words


@lru_cache(maxsize=1)
def _parser() -> MarkdownIt:
    """CommonMark without references and entities (both drop what was written), with notes and marks."""
    parser = MarkdownIt("zero", {"html": True})
    parser.enable(["heading", "lheading", "fence", "code", "html_block", "table", "hr", "blockquote", "list"])
    parser.enable(["newline", "escape", "backticks", "emphasis", "link", "image", "html_inline", "autolink"])
    parser.disable("text_join")  # keeps escaped stars apart from stray ones
    parser.block.ruler.before("paragraph", "note", _note_block, {"alt": ["paragraph"]})
    parser.block.ruler.before("list", "labelled", _labelled_block, {"alt": ["paragraph"]})
    parser.inline.ruler.at("emphasis", _emphasis)
    parser.inline.ruler.before("link", "note", _note_call)
    parser.inline.ruler.before("link", "mark", _mark)
    return parser


def _note_block(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """``[^1]: text``, with the lines that follow until a blank one or the next definition."""
    line = state.src[state.bMarks[start] : state.eMarks[start]]
    found = _DEFINITION.match(line)
    if found is None or state.is_code_block(start):
        return False
    if silent:
        return True
    next_line = start + 1
    while next_line < end and not state.isEmpty(next_line):
        if _DEFINITION.match(state.src[state.bMarks[next_line] : state.eMarks[next_line]]):
            break
        next_line += 1
    token = state.push("note_definition", "", 0)
    token.map = [start, next_line]
    token.info = found[1]
    inline = state.push("inline", "", 0)
    inline.content = state.src[state.bMarks[start] + found.end() : state.eMarks[next_line - 1]].strip()
    inline.map, inline.children = token.map, []
    state.line = next_line
    return True


def _labelled_block(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """A list with Chinese labels: an inline token an item, its item in `meta`. Numbers alone are Markdown's own lists."""
    if state.is_code_block(start):
        return False
    last = start
    while last < end and not state.isEmpty(last):
        last += 1
    lines = [state.src[state.bMarks[line] + state.tShift[line] : state.eMarks[line]] for line in range(start, last)]
    faults: list[TextFault] = []
    items = list_items(lines, faults)
    if not items:
        return False
    if not silent:
        state.push("labelled", "", 0).meta = {"faults": faults}
        for item in items:
            inline = state.push("inline", "", 0)
            inline.content, inline.map, inline.children = item.text, [start, last], []
            inline.meta = {"item": item}
        state.line = last
    return True


def _note_call(state: StateInline, silent: bool) -> bool:
    found = _NOTE.match(state.src, state.pos) if state.src[state.pos] == "[" else None
    if found is None:
        return False
    if not silent:
        state.push("note_call", "", 0).content = found[1]
    state.pos = found.end()
    return True


def _mark(state: StateInline, silent: bool) -> bool:
    if state.src[state.pos] not in "{}":
        return False
    found = MARK.match(state.src, state.pos)
    if not silent:
        token = state.push("mark" if found else "stray_brace", "", 0)
        token.content = found[0] if found else state.src
        token.meta = {"at": state.pos}
    state.pos = found.end() if found else state.pos + 1
    return True


def _emphasis(state: StateInline, silent: bool) -> bool:
    """As markdown-it's own rule, but a ``*`` beside Han may open and close whatever punctuation it touches.

    Why: CommonMark's rule for punctuation needs word spaces; by it ``**重点：**各地`` would print its stars.
    """
    marker = state.src[state.pos]
    if silent or marker not in "*_":
        return False
    scanned = state.scanDelims(state.pos, marker == "*")
    before = state.src[state.pos - 1] if state.pos else " "
    after = state.src[state.pos + scanned.length : state.pos + scanned.length + 1] or " "
    can_open, can_close = scanned.can_open, scanned.can_close
    if marker == "*" and (is_wide(before) or is_wide(after[0])):
        can_open, can_close = not after.isspace(), not before.isspace()
    for _ in range(scanned.length):
        state.push("text", "", 0).content = marker
        last = len(state.tokens) - 1
        state.delimiters.append(Delimiter(ord(marker), scanned.length, last, -1, can_open, can_close))
    state.pos += scanned.length
    return True


@workpiece
class _OpenList:
    """A Markdown list not yet at its end: its next number (None for bullets), its widest label, which paragraphs it has."""

    number: int | None
    widest: str = ""
    members: list[int] = field(default_factory=list)


@workpiece
class _Reading:
    """One text being turned from tokens into paragraphs."""

    text: str
    paragraphs: list[BodyParagraph] = field(default_factory=list)
    notes: dict[str, Words] = field(default_factory=dict)
    called: list[str] = field(default_factory=list)
    faults: list[TextFault] = field(default_factory=list)
    lists: list[_OpenList] = field(default_factory=list)
    label: str = ""
    defining: str = ""
    hanging: tuple[int, str] | None = None  # depth and widest label of the labelled item that a paragraph may go on with

    def block(self, token: Token) -> None:
        """One block token, in order of the text."""
        kind = token.type
        if kind in _REFUSED_BLOCKS:
            self._refuse(_REFUSED_BLOCKS[kind], self._first_line(token))
        elif kind == "ordered_list_open":
            self.lists.append(_OpenList(int(token.attrs.get("start", 1))))
            self.hanging = None
        elif kind == "bullet_list_open":
            self.lists.append(_OpenList(None))
            self.hanging = None
        elif kind in ("ordered_list_close", "bullet_list_close"):
            self._close_list()
        elif kind == "list_item_open":
            self._open_item(token)
        elif kind == "list_item_close" and self.label:
            mark = token.markup if self.label == "·" else self.label
            self._refuse("text-empty-item", mark, label=mark)
            self.label = ""
        elif kind == "labelled":
            self.faults += token.meta["faults"]
        elif kind == "note_definition":
            self.defining = token.info
        elif kind == "inline":
            self._inline(token)

    def _open_item(self, token: Token) -> None:
        opened = self.lists[-1]
        self.label = "·" if opened.number is None else f"{opened.number}{token.markup}"
        opened.widest = max(opened.widest, self.label, key=len)
        if opened.number is not None:
            opened.number += 1

    def _inline(self, token: Token) -> None:
        words = self.words(token.children or [])
        if self.defining:
            if self.defining in self.notes:
                self._refuse("text-note-twice", f"[^{self.defining}]:", label=self.defining)
            self.notes[self.defining], self.defining = words, ""
        elif token.meta and "item" in token.meta:
            self._item(token.meta["item"], words)
        elif words and self.lists:
            self._in_list(words)
        elif words and self.hanging and self._is_moved_in(token):
            depth, widest = self.hanging
            self.paragraphs.append(BodyParagraph(words, "", depth, widest))
        elif words:
            self.hanging = None
            self.paragraphs.append(BodyParagraph(words))

    def _item(self, item: Item, words: Words) -> None:
        """An item with a Chinese label, inside the Markdown lists that are open."""
        if not words:
            self._refuse("text-empty-item", item.label, label=item.label)
        depth = len(self.lists) + item.depth
        self.hanging = (depth, item.widest)
        self.paragraphs.append(BodyParagraph(words, item.label, depth, item.widest))

    def _in_list(self, words: Words) -> None:
        """A paragraph of an item of a Markdown list, the first of which bears the label."""
        self.lists[-1].members.append(len(self.paragraphs))
        self.paragraphs.append(BodyParagraph(words, self.label, len(self.lists) - 1))
        self.label = ""

    def _close_list(self) -> None:
        """All items of a list hang beside the widest of its labels."""
        closed = self.lists.pop()
        for at in closed.members:
            self.paragraphs[at] = replace(self.paragraphs[at], widest=closed.widest)

    def _is_moved_in(self, token: Token) -> bool:
        """Whether a paragraph is written two blanks or more to the right: it belongs to the item above."""
        line = self.text.split("\n")[(token.map or [0])[0]]
        return line.startswith("  ")

    def check_notes(self) -> None:
        """Every note called must be defined, every definition called."""
        for label in dict.fromkeys(self.called):
            if label not in self.notes:
                self._refuse("text-note-undefined", f"[^{label}]", label=label)
        for label in self.notes:
            if label not in self.called:
                self._refuse("text-note-unused", f"[^{label}]:", label=label)

    def words(self, tokens: list[Token]) -> Words:
        """The inline tokens of a paragraph as spans; neighbours of one kind are one span, line ends joined."""
        spans: list[Span] = []
        styles: list[SpanKind] = []
        address = ""
        for token in tokens:
            kind = token.type
            if kind == "link_open":
                address = str(token.attrs.get("href", ""))
            elif kind == "link_close":
                address = ""
            elif kind in ("strong_open", "em_open"):
                styles.append("strong" if kind == "strong_open" else "em")
            elif kind in ("strong_close", "em_close"):
                styles.pop()
            elif (span := self._span(token)) is not None:
                if span.kind == "text" and address:
                    span = replace(span, kind="link", target=address)
                elif styles:
                    tone: Literal["strong", "em"] = "strong" if "strong" in styles else "em"
                    span = replace(span, kind=tone) if span.kind == "text" else replace(span, tone=tone)
                _append(spans, span)
        return _joined(spans)

    def _span(self, token: Token) -> Span | None:
        kind = token.type
        if kind in _REFUSED_INLINE:
            self._refuse(_REFUSED_INLINE[kind], _written(token))
            return None
        if kind == "mark":
            return span_of(token.content, self.faults)
        if kind == "stray_brace":
            self.faults.append(stray_brace(token.content, token.meta["at"]))
            return None
        if kind == "note_call":
            self.called.append(token.content)
            return Span("", "note", token.content)
        if kind == "hardbreak":
            return Span("", "break")
        if kind == "softbreak":
            return Span("\n")
        if kind == "text" and "**" in token.content:
            self._refuse("text-stray-stars", "**")
        return Span(token.content) if token.content else None

    def _refuse(self, code: str, fragment: str, **values: str) -> None:
        self.faults.append(TextFault(code, fragment, tuple(values.items())))

    def _first_line(self, token: Token) -> str:
        start, end = token.map or [0, 1]
        lines = self.text.split("\n")[start:end]
        return next((line.strip() for line in lines if line.strip()), "")


def _written(token: Token) -> str:
    """How an inline token begins in the text, as near as the token tells."""
    if token.type == "image":
        return f"![{token.content}]("
    return f"{token.markup}{token.content}{token.markup}" if token.type == "code_inline" else token.content


def _append(spans: list[Span], span: Span) -> None:
    last = spans[-1] if spans else None
    if last is not None and last.kind == span.kind and span.kind in _TEXT_KINDS and last.target == span.target:
        spans[-1] = replace(last, text=last.text + span.text)
    else:
        spans.append(span)


def _joined(spans: list[Span]) -> Words:
    """Line ends inside and between spans joined, as `join_lines` does within one."""
    text = "\0".join(span.text for span in spans)
    parts = _LINE_END.sub(_line_end, text).split("\0") if "\n" in text else [span.text for span in spans]
    done = (replace(span, text=part) if span.text != part else span for span, part in zip(spans, parts, strict=True))
    return tuple(span for span in done if span.text or span.kind not in _TEXT_KINDS)


def _line_end(found: re.Match[str]) -> str:
    """Two boundaries before the line end: a span without text of its own stands there, and is not wide."""
    wide = (found[1] and len(found[2]) < 2 and is_wide(found[1])) or (found[4] and len(found[3]) < 2 and is_wide(found[4]))
    return found[1] + found[2] + ("" if wide else " ") + found[3]
