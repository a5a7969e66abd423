"""Pages as they were drawn before, kept by chapters: what a pen wrote for a page, and how to tell that it would write it again."""

from collections.abc import Callable, Sequence
from typing import Any

from yearbook.draw.options import PdfOptions
from yearbook.draw.pdf_glyphs import GlyphTexts, glyph_ids, glyph_pairs, runs_by_face
from yearbook.model.kept import DrawnPage, KeptMarks
from yearbook.model.page import Anchor, Page, Pages
from yearbook.packing import BadPack, digest, packed, unpacked
from yearbook.standing import Standing


class KeptPages:
    """The drawn pages of a book; only those of kept chapters, and not for a press, whose pages bear marks around them."""

    def __init__(self, pages: Pages, options: PdfOptions, standing: Standing) -> None:
        self._standing = standing
        self._able = bool(standing) and options.press is None
        self._context = digest(options, pages.colours, pages.width, pages.height, pages.bleed) if self._able else b""
        self._chapters: dict[bytes, list[bytes]] = {}
        self._changed: dict[bytes, None] = {}

    def keeps(self, page: Page) -> bool:
        """Whether the page may be kept once it is drawn; anchors added to it, to which the index leads, are no part of the drawing."""
        marks: Any = page.marks
        return self._able and isinstance(marks, KeptMarks) and not page.around and all(type(mark) is Anchor for mark in marks.added)

    def has(self, page: Page) -> bool:
        """Whether the page is kept, be it of use or not."""
        if not self.keeps(page):
            return False
        chapter, number = self._place(page)
        return number < len(chapter) and bool(chapter[number])

    def drawn(self, page: Page) -> DrawnPage | None:
        """The page as it was drawn before."""
        if not self.keeps(page):
            return None
        chapter, number = self._place(page)
        if number >= len(chapter) or not chapter[number]:
            return None
        try:
            found = unpacked(chapter[number])
        except BadPack:
            return None
        return found if isinstance(found, DrawnPage) else None

    def keep(self, page: Page, drawn: DrawnPage | None) -> None:
        """Keeps a page that was drawn now, unless nobody could tell later whether it would be drawn so again."""
        if drawn is not None and drawn.texts is not None:
            chapter, number = self._place(page)
            chapter += [b""] * (number + 1 - len(chapter))
            chapter[number] = packed(drawn)
            self._changed[page.marks.stamp[0]] = None  # type: ignore[attr-defined]  # a kept page has KeptMarks

    def close(self) -> None:
        """Puts away what was drawn now."""
        for key in self._changed:
            self._standing.put("drawn", digest(self._context, key), packed(tuple(self._chapters[key])))

    def _place(self, page: Page) -> tuple[list[bytes], int]:
        """The pages of a page's chapter, and its number there."""
        key, number = page.marks.stamp  # type: ignore[attr-defined]  # a kept page has KeptMarks
        if key not in self._chapters:
            data = self._standing.get("drawn", digest(self._context, key))
            try:
                self._chapters[key] = list(unpacked(data)) if data is not None else []
            except (BadPack, TypeError):
                self._chapters[key] = []
        return self._chapters[key], number


def own_texts(page: Page, texts_of: Callable[[str], GlyphTexts]) -> tuple[tuple[str, dict[int, str]], ...] | None:
    """Of each face, in the order met, the glyphs of a page and what they stand for on it.

    None when a glyph stands for something else elsewhere in the book, before or on this page: such a page depends on others.
    """
    found: list[tuple[str, dict[int, str]]] = []
    for face, runs in runs_by_face(page).items():
        texts = texts_of(face)
        plain = [run for run in runs if len(run.gids) == 2 * len(run.text)]
        gids, text = b"".join([run.gids for run in plain]), "".join([run.text for run in plain])
        own = dict(zip(glyph_ids(gids), text, strict=True))
        if "".join([own[gid] for gid in glyph_ids(gids)]) != text:
            return None
        for run in runs:
            if len(run.gids) != 2 * len(run.text) and any(own.setdefault(gid, part) != part for gid, part in glyph_pairs(run, texts.face)):
                return None
        if not own.items() <= texts.items():
            return None
        found.append((face, own))
    return tuple(found)


def agree(texts: Sequence[tuple[str, dict[int, str]]], texts_of: Callable[[str], GlyphTexts]) -> bool:
    """Whether no glyph stands for something else in the book so far; if so, the book learns those that it has not met."""
    new: list[tuple[GlyphTexts, dict[int, str]]] = []
    for face, own in texts:
        known = texts_of(face)
        if own.items() <= known.items():  # nearly always: 20 ns a glyph
            continue
        strange = {gid: text for gid, text in own.items() if gid not in known}
        if len(strange) + len(own.items() & known.items()) != len(own):
            return False
        new.append((known, strange))
    for known, strange in new:
        for gid, text in strange.items():
            known[gid] = text
    return True
