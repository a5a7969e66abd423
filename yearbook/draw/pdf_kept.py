"""Pages as they were drawn before, kept by chapters: what a pen wrote for a page, and how to tell that it would write it again."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import field
from typing import TypeAlias

from yearbook.draw.options import PdfOptions
from yearbook.draw.pdf_glyphs import GlyphTexts, MetGlyphs, glyph_ids, glyph_pairs
from yearbook.frozen import said, workpiece
from yearbook.model.kept import DrawnPage, stamp_of
from yearbook.model.page import Page, Pages, Text, runs_by_face
from yearbook.packing import digest, packed, recalled, retold
from yearbook.standing import Standing

Met: TypeAlias = Mapping[str, MetGlyphs]  # of each face
Texts: TypeAlias = tuple[tuple[str, dict[int, str]], ...]  # of each face, in the order met, glyphs and what they stand for


@workpiece
class Chapter:
    """The kept pages of a chapter, each as it is `said`, b"" where there is none.

    A page is kept with those glyphs only that no kept page of its chapter before it has; so it may be taken over when all those
    have been met (`whole`). `met` are their glyphs by face.
    """

    pages: list[bytes]
    met: dict[str, MetGlyphs] = field(default_factory=dict)
    whole: bool = True
    changed: bool = False

    def kept(self, number: int) -> bytes:
        return self.pages[number] if number < len(self.pages) else b""

    def meet(self, texts: Texts) -> None:
        for face, own in texts:
            (self.met.get(face) or self.met.setdefault(face, MetGlyphs())).add(own)

    def keep(self, number: int, drawn: DrawnPage | None) -> None:
        """The page in its place; none that nobody could tell later whether it would be drawn so again."""
        self.pages += [b""] * (number + 1 - len(self.pages))
        before = self.pages[number]
        self.pages[number] = said(drawn) if drawn is not None and drawn.texts is not None else b""
        self.changed = self.changed or self.pages[number] != before
        if drawn is not None:
            self.meet(drawn.texts or ())


class KeptPages:
    """The drawn pages of a book; only those of kept chapters, and not for a press, whose pages bear marks around them."""

    def __init__(self, pages: Pages, options: PdfOptions, standing: Standing) -> None:
        self._standing = standing
        self._able = bool(standing) and options.press is None
        self._context = digest(options, pages.colours, pages.width, pages.height, pages.bleed) if self._able else b""
        self._chapters: dict[bytes, Chapter] = {}

    def met(self, page: Page) -> Met | None:
        """Of each face the glyphs of the kept pages before it in its chapter; None of a page that may not be kept."""
        place = self._place(page)
        return place[0].met if place is not None else None

    def drawn(self, page: Page) -> DrawnPage | None:
        """The page as it was drawn before; pages are asked for in their order, and each is then told to `taken` or `keep`."""
        place = self._place(page)
        if place is None:
            return None
        chapter, number = place
        return retold(chapter.kept(number) or None, DrawnPage) if chapter.whole else None

    def taken(self, page: Page, drawn: DrawnPage) -> None:
        """The page is in the file as it was drawn before."""
        if place := self._place(page):
            place[0].meet(drawn.texts or ())

    def keep(self, page: Page, drawn: DrawnPage | None) -> None:
        """Keeps a page that was drawn now; those kept after it rest on the glyphs that it had before, and are drawn again too."""
        if place := self._place(page):
            chapter, number = place
            chapter.whole = chapter.whole and not chapter.kept(number)
            chapter.keep(number, drawn)

    def close(self) -> None:
        """Puts away what was drawn now."""
        for key, chapter in self._chapters.items():
            if chapter.changed:
                self.put_away(key, chapter.pages)

    def put_away(self, chapter: bytes, pages: Sequence[bytes]) -> None:
        """Keeps the pages of a chapter, each as it is `said`."""
        self._standing.put("drawn", digest(self._context, chapter), packed(tuple(pages)))

    def _place(self, page: Page) -> tuple[Chapter, int] | None:
        """A page's chapter, and its number there; none of a page that may not be kept."""
        stamp = stamp_of(page) if self._able and not page.around else None
        if stamp is None:
            return None
        key, number = stamp
        if key not in self._chapters:
            pages = recalled(self._standing.get("drawn", digest(self._context, key)), tuple)
            self._chapters[key] = Chapter(list(pages or ()))
        return self._chapters[key], number


def own_texts(page: Page, met: Met, read: Mapping[str, bytes], texts_of: Callable[[str], GlyphTexts]) -> Texts | None:
    """Of each face, in the order met, the glyphs of a page but those `met` before, and what they stand for on it.

    They stand for what the book says: where the pen has `read` all glyphs of a face at once, and where one character stands for each
    glyph of a run (else it is one of `read_otherwise`). None when a glyph of another run stands for something else elsewhere.
    """
    found: list[tuple[str, dict[int, str]]] = []
    by_face = {} if all(read.values()) else runs_by_face(page.marks)
    for face, glyphs in read.items():
        texts, known = texts_of(face), met.get(face) or MetGlyphs()
        runs = by_face.get(face, []) if not glyphs else []
        plain = glyphs or b"".join([run.gids for run in runs if len(run.gids) == 2 * len(run.text)])
        own = {gid: texts.get(gid, "") for gid in texts.unmet(plain, known)}
        if not glyphs and not {1}.issuperset(map(len, own.values())):
            return None
        for run in runs:
            if len(run.gids) != 2 * len(run.text):
                for gid, part in glyph_pairs(run, texts.face):
                    if texts.get(gid) != part:
                        return None
                    if gid not in known.glyphs:
                        own[gid] = part
        found.append((face, own))
    return tuple(found)


def read_otherwise(page: Page, clashing: frozenset[int], texts_of: Callable[[str], GlyphTexts]) -> Texts:
    """Of the marks that clash (by id), the glyphs that stand for something else in the book than in their runs, with what that is."""
    found: dict[str, dict[int, str]] = {}
    for mark in page.marks:
        if type(mark) is Text and id(mark) in clashing:
            for run in (*mark.line.runs, *mark.line.over):
                texts = texts_of(run.face)
                pairs = zip(glyph_ids(run.gids), run.text, strict=False)
                found.setdefault(run.face, {}).update((gid, texts[gid]) for gid, text in pairs if texts[gid] != text)
    return tuple(found.items())


def agree(texts: Texts, texts_of: Callable[[str], GlyphTexts]) -> bool:
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
