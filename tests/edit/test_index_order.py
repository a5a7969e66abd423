"""The order of an index as a Chinese reader expects it; the expected lists are written by hand, from the dictionary."""

import random
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yearbook.edit.index_order import FIGURES, OTHERS, place_of
from yearbook.edit.readings import Readings
from yearbook.edit.strokes import stroke_place
from yearbook.model.index import BadReading, Order, bad_readings, syllables_of

OURS = Readings({})


def ordered(words: list[str], order: Order = "pinyin", person: bool = False, readings: Readings = OURS) -> list[str]:
    shuffled = random.Random(1).sample(words, len(words))
    return sorted(shuffled, key=lambda word: place_of(word, order, person, readings).key)


@pytest.mark.parametrize(
    ("what", "words"),
    [
        ("tones within a syllable, syllables within a letter", ["巴士", "拔河", "靶场", "坝体", "白酒", "班车"]),
        ("the second character decides after the first", ["地方税收", "地理", "地铁", "地质"]),
        ("a shorter syllable before a longer: ban before bang, xi before xian", ["班组", "办税", "帮扶", "西大街", "希望", "仙人", "先进"]),
        ("one character stays together: 李 before 里, both of lǐ and of seven strokes", ["李芳", "李子", "里程", "里院"]),
        ("strokes part characters of one sound and tone: 一 丁 …, 工 弓 公 功", ["工业", "弓箭", "公园", "功能"]),
        ("ü after u, its longer syllables among those of u", ["陆路", "路灯", "绿化", "乱象", "略图", "论坛", "罗庄"]),
        ("heteronyms by their words", ["长效机制", "重阳节", "单位", "行业", "解放路", "乐园", "行政", "银行", "增长", "重点项目"]),
        ("长垣 of Cháng, 重庆 of Chóng, 浚县 of Xùn", ["长垣", "重庆", "浚县"]),
        ("figures first, digit by digit; marks count nothing", ["“12345”热线", "“13710”工作法", "2025年", "“777”工作机制", "阿里"]),
        ("Western words in their letter, before Han", ["安全", "KTV", "科技", "PM2.5", "胖东来"]),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_subjects_by_pinyin(what: str, words: list[str]) -> None:
    assert ordered(words) == words


def test_surnames_are_read_as_surnames() -> None:
    people = ["重华", "盖宽", "华强", "解晓东", "尉迟恭"]
    assert [place_of(name, "pinyin", True, OURS).letter for name in people] == ["C", "G", "H", "X", "Y"]
    by_letter = {"单晓": "S", "区小": "O", "曾国": "Z", "仇和": "Q", "万俟卨": "M", "万里": "W", "乐嘉": "Y", "查良": "Z", "任重": "R"}
    assert {name: place_of(name, "pinyin", True, OURS).letter for name in by_letter} == by_letter
    assert place_of("单位", "pinyin", False, OURS).letter == "D"


def test_an_edition_may_say_how_a_word_is_read() -> None:
    own = Readings({"单庄": "shàn zhuāng", "乐": "lè"})
    assert place_of("单庄社区", "pinyin", False, own).letter == "S"
    assert place_of("单庄社区", "pinyin", False, OURS).letter == "D"
    assert place_of("乐嘉", "pinyin", True, own).letter == "L"


def test_names_by_strokes_of_surnames_put_single_names_first() -> None:
    names = ["丁一", "丁力平", "卜算", "王永", "王刚", "王一鸣", "王丽丽", "李四", "吴一", "何必", "宋江", "张三"]
    assert ordered(names, "surname-strokes", person=True) == names


def test_names_by_strokes_of_all_characters_know_no_blank() -> None:
    names = ["丁一", "丁力平", "卜算", "王一鸣", "王永", "王刚", "王丽丽", "李四", "吴一"]
    assert ordered(names, "name-strokes", person=True) == names


def test_compound_surnames_stay_together() -> None:
    names = ["欧冶", "欧阳修", "欧阳一", "欧大力", "欧阳大力"]
    expected = ["欧冶", "欧大力", "欧阳一", "欧阳修", "欧阳大力"]
    assert ordered(names, "surname-strokes", person=True) == expected


def test_characters_of_one_number_follow_their_strokes() -> None:
    # 七画：横 李、竖 吴、撇 何、点 宋、折 张
    places = [stroke_place(character) for character in "李吴何宋张"]
    assert places == sorted(places)
    assert {count for count, _ in places} == {7}
    counts = {"一": 1, "草": 9, "郑": 8, "吕": 6, "之": 3, "骨": 9, "凸": 5, "鼎": 12, "辶": 3}
    assert {character: stroke_place(character)[0] for character in counts} == counts


def test_letters_over_headings() -> None:
    heads = {"2025年": FIGURES, "KTV": "K", "胖东来": "P", "“三胖”店": "S", "……": OTHERS}
    assert {word: place_of(word, "pinyin", False, OURS).letter for word in heads} == heads
    assert place_of("王刚", "surname-strokes", True, OURS).letter == "四画"
    assert place_of("KTV", "surname-strokes", False, OURS).letter == "数字、字母"


WORDS = st.text(st.sampled_from("一丁重长单行乐李里绿陆𬤇㐀AbZ9１2“”（、 ·—"), max_size=6)
ORDERS = st.sampled_from(["pinyin", "surname-strokes", "name-strokes"])


@given(st.lists(WORDS, unique=True, max_size=12), ORDERS, st.booleans(), st.randoms())
def test_every_order_is_total_and_the_same_whatever_came_first(words: list[str], order: Order, person: bool, chance: random.Random) -> None:
    placed = {word: place_of(word, order, person, OURS) for word in words}
    keys = [place.key for place in placed.values()]
    assert len(set(keys)) == len(keys)
    once = sorted(words, key=lambda word: placed[word].key)
    again = sorted(chance.sample(words, len(words)), key=lambda word: placed[word].key)
    assert once == again
    letters = [placed[word].letter for word in once]
    assert len([a for a, b in pairwise(letters) if a != b]) == max(len(set(letters)) - 1, 0)  # each head stands once


def test_readings_are_pinyin() -> None:
    assert syllables_of("shàn zhuāng") == syllables_of("shan4 zhuang1") == ("shan4", "zhuang1")
    assert syllables_of("lǜ lv4 de") == ("lü4", "lü4", "de5")
    with pytest.raises(BadReading):
        syllables_of("单 zhuang")
    assert bad_readings({"单庄": "shan4", "长垣": "cháng yuán", "KTV": "k t v", "乐": "lé4"}) == ("单庄", "KTV", "乐")
