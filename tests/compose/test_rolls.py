"""Name rolls and people: every name once and in order, cells under one another, long rolls over pages, heads kept with their text."""

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.compose.setting import overlaps, said, setter, texts
from tests.compose.sheets import body
from yearbook.compose.names import name_roll_block
from yearbook.compose.people import person_blocks
from yearbook.makeup.columns import Placed
from yearbook.makeup.feet import foot_shape
from yearbook.makeup.frame import Frame
from yearbook.makeup.regions import paginate
from yearbook.model.galley import FrameBlock, HeadBlock, TableBlock
from yearbook.model.page import Picture
from yearbook.model.roll_copy import NameRoll, PersonEntry


def roll(names: list[tuple[str, str]], columns: int = 0) -> TableBlock:
    return name_roll_block(NameRoll("优秀共产党员", "党建类", tuple(names), columns, "page", "n1"), setter())


def test_names_of_two_characters_are_as_wide_as_those_of_three() -> None:
    block = roll([("张三", ""), ("李四光", "")])
    first, second = texts(block.rows[0].marks)
    assert (first.line.text, first.line.width) == ("张三", second.line.width)  # copied text has no blank
    assert second.x - first.x == setter().layout.page.width // (setter().layout.page.width // setter().layout.names.cell)


def test_a_note_stands_behind_its_name_and_takes_room() -> None:
    block = roll([("马兰", "女、回族"), ("李四光", ""), ("阿依古丽·买买提", ""), ("王五", "女")], columns=7)
    name, note, second, third, fourth, last = texts(block.rows[0].marks)
    cell = setter().layout.page.width / 7
    assert note.line.text == "（女、回族）"
    assert note.x >= name.x + name.line.width
    assert [round(mark.x / cell) for mark in (name, second, third, fourth)] == [0, 2, 3, 5]
    assert last.line.text == "（女）"
    assert not overlaps(block.rows[0].marks)


def test_a_group_stands_at_the_end_of_the_titles_line() -> None:
    block = roll([("张三", "")])
    assert said(block.caption.marks) == "优秀共产党员党建类"
    assert said(block.continued.marks) == "优秀共产党员（续）党建类"
    assert texts(block.caption.marks)[1].x > texts(block.caption.marks)[0].x + 100_000


def test_three_hundred_names_flow_over_pages_in_whole_lines() -> None:
    page = setter().layout.page
    block = roll([(f"王{n:03d}", "") for n in range(1, 401)])
    pages = paginate([block], Frame(page.columns, page.lines, foot_shape(setter().layout)))
    placed = [one.placed for sets in pages for one in sets if isinstance(one.placed, Placed)]
    assert len(pages) > 1
    assert [n for one in placed for n in range(one.first, one.last)] == list(range(len(block.rows)))
    assert {row.height for row in block.rows} == {page.leading}


NAME = st.text("王李张欧阳阿依古丽·买提", min_size=1, max_size=45)


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(NAME, st.sampled_from(["", "女", "女、回族"])), min_size=1, max_size=40), st.integers(0, 12))
def test_no_name_is_lost_moved_or_overlapped(names: list[tuple[str, str]], columns: int) -> None:
    block = roll(names, columns)
    told = "".join(name + (f"（{note}）" if note else "") for name, note in names)
    assert "".join(said(row.marks) for row in block.rows) == told
    for row in block.rows:
        assert not overlaps(row.marks)
        assert all(mark.x + mark.line.width <= setter().layout.page.width for mark in texts(row.marks))


def test_a_person_with_portrait_offices_and_text() -> None:
    person = PersonEntry("张三", "女", ("示例镇党委书记",), "images/face.jpg", body("简介。" * 30), "p1")
    head, *rest = person_blocks(person, setter(), setter().layout.page.column)
    assert isinstance(head, HeadBlock)
    assert (head.lines - head.lines_at_top, head.keep) == (1, setter().layout.people.keep)
    picture = next(mark for mark in head.marks if isinstance(mark, Picture))
    assert said(head.marks) == "张三（女）示例镇党委书记"
    assert all(mark.x > picture.x + picture.width for mark in texts(head.marks))
    assert len(rest) == 1


def test_a_person_without_a_text_stands_alone() -> None:
    (block,) = person_blocks(PersonEntry("张三", "", ("镇长",), "", (), "p1"), setter(), setter().layout.page.column)
    assert isinstance(block, FrameBlock)
    assert said(block.marks) == "张三镇长"
