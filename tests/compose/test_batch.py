"""Paragraphs set many at once: the very lines that each has when it is set alone."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.compose.setting import setter
from yearbook import press
from yearbook.compose import ahead, batch, batch_stretches
from yearbook.compose.paragraph import Asked, Piece, Typesetter, set_asked
from yearbook.draw import draw_transcript

EDITION = Path(__file__).parents[2] / "seeds" / "hongqi" / "2023"

WORDS = st.sampled_from([
    "全区生产总值达到", "同比增长", "12.5%", "1,234亿元", "2025年", "3场", "GDP", "efficient", "“十四五”", "《条例》", "（试行）",
    "——", "……", "、", "，", "。", "；", "！？", "）。”", "“《", "·", "A·B", "国", "中", "——2024", "e.g. this one", "\u3000", " ",
    "https://www.example.cn/a/b", "5G", "-", "–", "/", "和/或", "～", "㐂", "’", "the “word” here", "①", "km²",
    "省政府办公厅关于", "1—2", "100万人次", "欧阳·娜娜",
])  # fmt: skip
LOOKS = st.sampled_from([("", 0, ""), ("", 0, ""), ("hei", 700, ""), ("", 0, "accent"), ("kai", 400, "")])
PIECES = st.builds(
    lambda words, look: Piece("".join(words), "body", look[0], look[1], look[2]), st.lists(WORDS, min_size=1, max_size=25), LOOKS
)
PARAGRAPHS = st.tuples(
    st.lists(PIECES, min_size=1, max_size=4).map(tuple), st.sampled_from([120_000, 220_500, 400_000]), st.sampled_from([0, 21_000]),
    st.none() | st.integers(1, 6),
)  # fmt: skip


def asked(paragraph: tuple[tuple[Piece, ...], int, int, int | None]) -> Asked:
    pieces, width, indent, white = paragraph
    if white is None:
        return Asked(pieces, (width, indent, "justify"))
    head = f"【{pieces[0].text[:white]}】"
    return Asked((Piece(head, "entry-head"), *pieces), (width, indent, "justify"), {len(head): 5000})


def together(paragraphs: list[Asked], typesetter: Typesetter) -> int:
    """Sets paragraphs at once, compares them with each set alone, and says how many could be set at once."""
    found = [(one, lines) for one, lines in zip(paragraphs, batch.lines_together(paragraphs, typesetter), strict=True) if lines is not None]
    for one, lines in found:
        assert lines == set_asked(one, typesetter), one
    return len(found)


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(batch, "_WORTH", 0)


@pytest.mark.usefixtures("small")
@settings(max_examples=150, deadline=None)
@given(st.lists(PARAGRAPHS, min_size=1, max_size=8))
def test_each_line_is_that_of_the_paragraph_alone(paragraphs: list[tuple[tuple[Piece, ...], int, int, int | None]]) -> None:
    together([asked(one) for one in paragraphs], setter())


@pytest.mark.usefixtures("small")
@settings(max_examples=60, deadline=None)
@given(st.lists(st.text("国中，。；（）“”！？·—…、 a1.-%/$x", min_size=1, max_size=200), min_size=1, max_size=6), st.integers(30, 400))
def test_marks_in_any_order(texts: list[str], width: int) -> None:
    together([Asked((Piece(text, "body"),), (width * 1000, 0, "justify")) for text in texts], setter("large-print"))


@pytest.mark.usefixtures("small")
def test_plain_paragraphs_are_set_at_once_and_others_left() -> None:
    numbers = count()

    def paragraph(*pieces: Piece, width: int = 200_000, align: str = "justify") -> Asked:
        return Asked((Piece(f"第{next(numbers)}段，", "body"), *pieces), (width, 0, align))

    plain = [paragraph(Piece("全区生产总值达到三百亿元，", "body")), paragraph(Piece("增长5.1%。", "body", "hei", 700))]
    others = [
        paragraph(align="left"), paragraph(Piece("重点", "body", under=("dots",))), paragraph(Piece("注", "body", rise=3000, scale=650)),
        Asked((Piece(" ", "body"),), (200_000, 0, "justify")), paragraph(Piece("拼", "body", over="pīn")),
    ]  # fmt: skip
    assert together([*plain, *others], setter()) == len(plain)


@pytest.mark.usefixtures("small")
def test_names_of_people_end_no_line() -> None:
    """They are looked for in all paragraphs at once."""
    typesetter = Typesetter(setter().layout, setter().faces, ("欧阳震华", "李明"))
    paragraphs = [Asked((Piece("国" * n + "欧阳震华、李明和王某" * 6, "body"),), (220_500, 0, "justify")) for n in range(20)]
    assert together(paragraphs, typesetter) == 20
    lines = [line.text for one in paragraphs for line in set_asked(one, typesetter)]
    assert not any(line.endswith(("欧", "欧阳", "李")) for line in lines)


def test_few_characters_are_left_to_be_set_one_by_one() -> None:
    assert together([Asked((Piece("国" * 100, "body"),), (220_500, 0, "justify"))], setter()) == 0


def test_an_edition_is_the_same_mark_for_mark(monkeypatch: pytest.MonkeyPatch) -> None:
    """An edition of 20,000 characters set as long books are."""
    alone = transcript()
    monkeypatch.setattr("yearbook.compose.LONG_BOOK", 0)
    monkeypatch.setattr("yearbook.compose.ahead._WORTH", 0)
    found: list[int] = []
    monkeypatch.setattr(batch._Batch, "lines", counting(batch._Batch.lines, found))
    assert transcript() == alone
    assert found


@pytest.mark.parametrize(("hands", "groups"), [
    (1, [3, 3, 3, 3, 3, 3, 3]), (2, [3, 3, 1, 1, 1, 3, 3, 3, 3]), (4, [2, 1, 1, 1, 1, 1, 1, 1, 2, 2, 2, 3, 3]),
])  # fmt: skip
def test_chapters_are_set_together_fewer_where_processes_meet(hands: int, groups: list[int]) -> None:
    found = ahead._groups([50_000] * 21, hands)
    assert [len(group) for group in found] == groups
    assert [place for group in found for place in group] == list(range(21))


@given(st.lists(st.integers(0, 500_000), max_size=40), st.integers(1, 9))
def test_every_chapter_is_in_one_group_next_to_its_neighbours(sizes: list[int], hands: int) -> None:
    assert [place for group in ahead._groups(sizes, hands) for place in group] == list(range(len(sizes)))


def transcript() -> str:
    return draw_transcript(press.set_pages(press.check(press.Order(str(EDITION)))))


def counting(lines: Callable[[object], Iterator[object]], found: list[int]) -> Callable[[object], Iterator[object]]:
    def counted(one: object) -> Iterator[object]:
        found.append(1)
        return lines(one)

    return counted


@pytest.mark.usefixtures("small")
def test_no_stretch_is_kept_for_ever(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is known of stretches of marks and words is let go when it is much; lines stay the same."""
    monkeypatch.setattr(batch_stretches, "MOST", 3)
    texts = ["区，12.5%，（甲）国", "中。“乙”；GDP增长", "办——1、2、3！？"]
    assert all(together([Asked((Piece(text * 9, "body"),), (120_000, 0, "justify"))], setter()) == 1 for text in texts)
    known = batch_stretches.numbered(setter().rules, setter().style("body").size)
    assert len(known.kinds) <= 20
