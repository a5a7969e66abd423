"""What glyphs stand for, and which lines read otherwise; looked at one by one, and over arrays as in long books."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.draw.sheets import line, page_of, run, shaped
from yearbook.draw.pdf_glyphs import BookTexts, GlyphTexts, by_glyph, read
from yearbook.fonts import Face
from yearbook.frozen import replace
from yearbook.model.kept import FaceTexts
from yearbook.model.page import Text


@pytest.fixture(autouse=True, params=[60_000, -1], ids=["one by one", "over arrays"])
def _many(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("yearbook.draw.pdf_glyphs._MANY", request.param)


def test_pages_without_clashes_are_learnt(block: Face) -> None:
    texts = GlyphTexts(block)
    assert read(page_of([line(run(block, "一二")), line(run(block, "二三𠮷"))]), lambda _: texts).clashing == frozenset()
    assert sorted(texts.values()) == sorted("一二三𠮷")


def test_a_clash_names_its_lines_and_keeps_the_first_text(block: Face) -> None:
    texts = GlyphTexts(block)
    other = replace(run(block, "二"), text="貳")
    page = page_of([line(run(block, "一二")), line(other), line(run(block, "三"))])
    marks = [mark for mark in page.marks if isinstance(mark, Text)]
    assert read(page, lambda _: texts).clashing == {id(marks[1])}
    assert read(page_of([line(other)]), lambda _: texts).clashing
    assert "貳" not in texts.values()


def test_ligatures_are_lined_up_inside_a_longer_run(block: Face) -> None:
    texts = GlyphTexts(block)
    assert texts.learn(shaped(block, "office fi AV fi"))
    assert {text for text in texts.values() if len(text) > 1} == {"fi"}


def test_glyph_ids_like_surrogates_are_glyph_ids(block: Face) -> None:
    texts = GlyphTexts(block)
    strange = replace(run(block, "一二"), gids=b"\xd8\x00\xdc\x00")
    assert read(page_of([line(strange)]), lambda _: texts).clashing == frozenset()
    assert texts == {0xD800: "一", 0xDC00: "二"}


def test_a_glyph_that_stands_for_nothing_may_get_a_text_later(block: Face) -> None:
    texts = GlyphTexts(block)
    assert texts.learn(replace(run(block, "·"), text=""))
    assert texts.learn(run(block, "·")) and list(texts.values()) == ["·"]


def test_texts_beyond_the_basic_plane_and_of_several_characters_are_covered_once_they_are_learnt(block: Face) -> None:
    texts = GlyphTexts(block)
    for told in (run(block, "𠮷二"), shaped(block, "office fi")):
        assert not texts.cover(told.gids, told.text)
        assert texts.learn(told)
        assert texts.cover(told.gids, told.text)
        assert not texts.cover(told.gids, told.text + "二")
    assert not texts.cover(run(block, "三").gids, "三")


def test_each_glyph_is_told_once(block: Face) -> None:
    texts = GlyphTexts(block)
    texts.cover(b"", "")
    for gid, text in ((1, "一"), (5, "fi"), (0xD800, "丑")):
        texts[gid] = text
    assert texts.told("song", b"\xd8\x00\x00\x01\xd8\x00") == FaceTexts("song", b"\x00\x01\xd8\x00", "一丑")
    told = texts.told("song", b"\x00\x05\xd8\x00\x00\x05\xff\xff\x00\x01")
    assert told == FaceTexts("song", b"\x00\x01\xd8\x00", "一丑", ((5, "fi"), (0xFFFF, "")))
    assert by_glyph(told) == {1: "一", 5: "fi", 0xD800: "丑", 0xFFFF: ""}
    assert texts.told("song", b"") == FaceTexts("song", b"", "")


GLYPHS = st.tuples(st.sampled_from([1, 2, 0xD7FF, 0xD800, 0xDBFF, 0xDC00]), st.sampled_from("一二丑𠮷"))
RUNS = st.lists(st.lists(GLYPHS, min_size=1, max_size=6), min_size=1, max_size=6)


@settings(max_examples=80, suppress_health_check=[HealthCheck.function_scoped_fixture])  # which each example finds as it was
@given(pages=st.lists(RUNS, min_size=1, max_size=3))
def test_glyphs_met_together_are_learnt_as_one_run_after_another(pages: list[list[list[tuple[int, str]]]], block: Face) -> None:
    together, each = GlyphTexts(block), GlyphTexts(block)
    for runs in pages:
        told = [(b"".join(gid.to_bytes(2, "big") for gid, _ in one), "".join(text for _, text in one)) for one in runs]
        page = page_of([line(replace(run(block, "一"), gids=gids, text=text)) for gids, text in told])
        clashing = {id(mark) for mark in page.marks if isinstance(mark, Text) and not all(each.learn(own) for own in mark.line.runs)}
        assert read(page, lambda _: together).clashing == clashing
        assert list(together.items()) == list(each.items())


def test_faces_that_are_one_share_what_is_new_of_their_glyphs(block: Face, block_cff: Face) -> None:
    book = BookTexts({"song": block, "cheng": block, "hei": block_cff})
    assert book["song"] is book["cheng"] is not book["hei"]
    assert book["song"].learn(run(block, "一"))
    book.begin()
    assert book["song"].learn(run(block, "一二"))
    assert list(map(book["song"].get, book["song"].new)) == ["二"]
    assert book["song"].steady
    book["song"][9] = ""
    book["song"][9] = "三"
    assert not book["song"].steady and book["hei"].steady
    book.begin()
    assert book["song"].steady and not book["song"].new
