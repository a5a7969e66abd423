"""Faces change only between words: names whole, Western quotations in the Latin face, narrow quotes of 楷 from 宋."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yearbook import press
from yearbook.compose import faces_chosen
from yearbook.compose.faces_chosen import choose_faces
from yearbook.compose.paragraph import Piece, Typesetter, set_single
from yearbook.fonts import shipped_fonts

SHIPPED = shipped_fonts() / "noto-serif-sc-400.ttf"
pytestmark = pytest.mark.skipif(not SHIPPED.is_file(), reason="the shipped fonts are not checked out")


@pytest.fixture(scope="module")
def setter() -> Typesetter:
    from yearbook.check import check_layout
    from yearbook.load import load_layout

    layout = check_layout(load_layout("annual", press.layout_folders()))
    return Typesetter(layout, press.open_shelf(layout), ("刘镕铻", "王佳"))


def faces(text: str, family: str, weight: int, setter: Typesetter) -> list[tuple[str, str]]:
    return choose_faces(text, setter.chain(family, weight), setter.faces, setter.names)


def test_plain_text_stays_in_the_first_face(setter: Typesetter) -> None:
    assert faces("2025年，红旗区", "song", 400, setter) == [("2025年，红旗区", "song-400")]


def test_a_name_with_a_missing_character_goes_whole_to_the_next_face(setter: Typesetter) -> None:
    """FandolFang lacks 铻: the name goes whole, the words around it do not."""
    parts = faces("区长刘镕铻出席会议", "fang", 400, setter)
    assert parts == [("区长", "fang-400"), ("刘镕铻", "song-400"), ("出席会议", "fang-400")]


def test_a_word_with_a_missing_character_goes_whole(setter: Typesetter) -> None:
    assert faces("王玥，", "fang", 400, setter) == [("王玥", "song-400"), ("，", "fang-400")]


def test_an_unknown_long_run_changes_face_for_the_character_alone(setter: Typesetter) -> None:
    parts = faces("会议由王玥主持召开", "fang", 400, setter)
    assert ("玥", "song-400") in parts and "".join(part for part, _ in parts) == "会议由王玥主持召开"


def test_english_apostrophe_and_quotation_come_from_the_latin_face(setter: Typesetter) -> None:
    assert faces("don’t", "song", 400, setter) == [("don’t", "latin-serif-400")]


def test_chinese_quotes_round_a_western_word_stay_chinese(setter: Typesetter) -> None:
    assert faces("首店“7-11”落位", "song", 400, setter) == [("首店“7-11”落位", "song-400")]


def test_quotes_in_kai_come_from_song(setter: Typesetter) -> None:
    assert ("“", "song-400") in faces("“十四五”期间", "kai", 400, setter)


def test_a_rare_character_prints_from_some_face_of_the_layout(setter: Typesetter) -> None:
    line = set_single((Piece("𬺈", "name"),), setter)
    assert b"\0\0" not in b"".join(run.gids for run in line.runs)


MIXED = st.text("王，。“”‘’'aB7-—·", max_size=6)


@given(before=MIXED, after=MIXED)
def test_words_that_nothing_is_wanting_for_need_not_be_looked_at_closer(setter: Typesetter, before: str, after: str) -> None:
    text, chain = f"{before}铻{after}", setter.chain("fang", 400)
    closer = [(part, faces_chosen._face_for(part, chain, setter.faces)) for part in faces_chosen._words(text, "铻", ())]
    told = choose_faces(text, chain, setter.faces)
    assert [(letter, face) for part, face in told for letter in part] == [(letter, face) for part, face in closer for letter in part]
