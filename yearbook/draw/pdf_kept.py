"""Chapters as they were drawn before, kept for later builds: what a pen wrote, and how to tell that it would write it again."""

from collections.abc import Callable, Iterable
from itertools import zip_longest

from yearbook.draw.options import PdfOptions
from yearbook.draw.pdf_glyphs import BookTexts, Read, by_glyph, face_texts, glyph_pairs
from yearbook.frozen import said
from yearbook.model.kept import DrawnChapter, DrawnPage, Met, stamp_of
from yearbook.model.page import Page, Pages, Text
from yearbook.packing import digest, retold
from yearbook.standing import Standing


class ChapterDrawn:
    """A chapter while a pen draws its pages, each by its number; its glyphs are compared with what the book knows of them now."""

    def __init__(self, glyphs: BookTexts) -> None:
        self._glyphs = glyphs
        self._pages: list[bytes] = []
        self._used: dict[str, list[bytes]] = {}
        self._otherwise: dict[str, dict[int, str]] = {}
        glyphs.begin()

    def add(self, number: int, page: Page, read: Read, drawn: DrawnPage | None) -> None:
        """A page, what was read of its glyphs; drawn, unless it depends on other objects of its file."""
        self._pages += [b""] * (number + 1 - len(self._pages))
        self._pages[number] = said(drawn) if drawn is not None else b""
        for face, gids in read.glyphs.items():
            self._used.setdefault(face, []).append(gids)
        if read.clashing:
            self._read_otherwise(page, read.clashing)

    def made(self) -> DrawnChapter:
        """All of it. Its pages are of no use to others where a glyph came to stand for something else among them."""
        if not all(self._glyphs[face].steady for face in self._used):
            return DrawnChapter((b"",) * len(self._pages))
        texts = tuple(self._glyphs[face].told(face, b"".join(gids)) for face, gids in self._used.items())
        return DrawnChapter(tuple(self._pages), texts, self._met())

    def _met(self) -> Met:
        """What was known before the chapter of the glyphs that it has for something else."""
        new = {face: self._glyphs[face].new for face in self._otherwise}
        before = [(face, {gid: own[gid] for gid in own.keys() - new[face]}) for face, own in self._otherwise.items()]
        return tuple((face, own) for face, own in before if own)

    def _read_otherwise(self, page: Page, clashing: frozenset[int]) -> None:
        """Notes of the marks that clash (by id) the glyphs that stand for something else in the book than in their runs."""
        for mark in page.marks:
            if type(mark) is Text and id(mark) in clashing:
                for run in (*mark.line.runs, *mark.line.over):
                    texts = self._glyphs[run.face]
                    others = {gid: texts[gid] for gid, text in glyph_pairs(run, texts.face) if texts[gid] != text}
                    self._otherwise.setdefault(run.face, {}).update(others)


class KeptPages:
    """The drawn pages of a book; only those of kept chapters, and not for a press, whose pages bear marks around them.

    `agrees` tells whether glyphs stand for the same in the book as in a chapter.
    """

    def __init__(self, pages: Pages, options: PdfOptions, standing: Standing, agrees: Callable[[DrawnChapter], bool]) -> None:
        self._standing, self._agrees = standing, agrees
        self._able = bool(standing) and options.press is None
        self._context = digest(options, pages.colours, pages.width, pages.height, pages.bleed) if self._able else b""
        self._found: dict[bytes, DrawnChapter | None] = {}
        self._now: tuple[bytes, ChapterDrawn] | None = None  # the chapter whose pages are drawn now, by its key

    def drawn(self, page: Page) -> tuple[DrawnChapter, int] | None:
        """The chapter of a page as it was drawn before, and the number of the page there."""
        key, number = self._stamp(page)
        if key and key not in self._found:
            self._found[key] = retold(self._standing.get("drawn", digest(self._context, key)), DrawnChapter)
        chapter = self._found.get(key)
        return (chapter, number) if chapter is not None else None

    def begin(self, page: Page, glyphs: BookTexts) -> tuple[ChapterDrawn, int] | None:
        """A page is to be drawn now: the chapter to which it is to be added then, and its number there."""
        key, number = self._stamp(page)
        if not key:
            return None
        if self._now is None or key != self._now[0]:
            self.close()
            self._now = key, ChapterDrawn(glyphs)
        return self._now[1], number

    def close(self) -> None:
        """Puts away the chapter whose pages were drawn last."""
        if self._now is None:
            return
        key, now = self._now
        made, before = now.made(), self._found.get(key)
        if before is not None and self._agrees(before):  # some of its pages were of use, and are still
            made = _both(before, made)
        self.put_away(key, made)
        self._now = None

    def put_away(self, key: bytes, made: DrawnChapter) -> None:
        """Keeps a chapter."""
        self._standing.put("drawn", digest(self._context, key), said(made))

    def _stamp(self, page: Page) -> tuple[bytes, int]:
        """What names the chapter of a page, and its number there; nothing of a page that may not be kept."""
        return (self._able and not page.around and stamp_of(page)) or (b"", 0)


def _both(before: DrawnChapter, now: DrawnChapter) -> DrawnChapter:
    """A chapter with those of its pages that were drawn now in the place of others; what both say of glyphs is true."""
    pages = tuple(new or old for old, new in zip_longest(before.pages, now.pages, fillvalue=b""))
    texts = _all((told.face, by_glyph(told)) for told in (*before.texts, *now.texts))
    met = _all((*before.met, *now.met))
    return DrawnChapter(pages, tuple(face_texts(face, dict(sorted(own.items()))) for face, own in texts.items()), tuple(met.items()))


def _all(told: Iterable[tuple[str, dict[int, str]]]) -> dict[str, dict[int, str]]:
    found: dict[str, dict[int, str]] = {}
    for face, own in told:
        found[face] = found.get(face, {}) | own
    return found


def agree(chapter: DrawnChapter, glyphs: BookTexts) -> bool:
    """Whether no glyph of a chapter stands for something else in the book so far; if so, the book learns those that it has not met.

    All pages of the chapter are then drawn as they would be now: what a glyph is first met with in it is what `texts` have.
    """
    if any(not own.items() <= glyphs[face].items() for face, own in chapter.met):
        return False
    new = [(glyphs[told.face], by_glyph(told)) for told in chapter.texts if not glyphs[told.face].knows(told)]
    if any(known.get(gid, text) != text for known, own in new for gid, text in own.items()):
        return False
    for known, own in new:
        for gid in own.keys() - known.keys():
            known[gid] = own[gid]
    return True
