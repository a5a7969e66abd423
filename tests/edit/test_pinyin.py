"""Our dictionary of readings says exactly what pypinyin, from which it was made, says."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.edition import ROOT
from yearbook.edit.pinyin import read_aloud
from yearbook.model.index import HAN

pypinyin = pytest.importorskip("pypinyin")


def theirs(run: str) -> list[str]:
    wishes = {"style": pypinyin.Style.TONE3, "neutral_tone_with_five": True, "v_to_u": True, "errors": "ignore"}
    read: list[str] = pypinyin.lazy_pinyin(run, **wishes)
    return read if len(read) == len(run) else ["".join(pypinyin.lazy_pinyin(one, **wishes)) for one in run]


@pytest.mark.parametrize("part", [pytest.param(40, id="a fortieth"), pytest.param(1, marks=pytest.mark.slow, id="all")])
def test_every_word_and_character(part: int) -> None:
    from pypinyin.constants import PHRASES_DICT, PINYIN_DICT

    every = (*PHRASES_DICT, *map(chr, PINYIN_DICT))
    assert [word for word in every[::part] if read_aloud(word) != theirs(word)] == []


@given(st.lists(st.sampled_from("重庆行长城中还乐教曾单解都会调度数据朝阳区地方得着大夫一发展银行业绩行家长𠮷鿿"), min_size=1, max_size=12))
@settings(max_examples=500, deadline=None)
def test_runs_in_which_words_overlap(letters: list[str]) -> None:
    run = "".join(letters)
    assert read_aloud(run) == theirs(run)


def test_all_that_our_editions_say() -> None:
    text = "".join(path.read_text("utf-8") for path in sorted((ROOT / "seeds" / "hongqi" / "2021").glob("*.yaml")))
    runs = set(re.findall(f"{HAN}+", text))
    assert [run for run in runs if read_aloud(run) != theirs(run)] == []
