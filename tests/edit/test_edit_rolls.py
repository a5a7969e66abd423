"""Honours as a table and as rolls; people by unit, each office once."""

from datetime import date
from typing import Any

import pytest

from tests.edit.test_edit_chronicle import ledger
from yearbook.edit.rolls import honours_rolls, honours_table, name_roll, people_entries, people_table
from yearbook.frozen import replace
from yearbook.model.edition import Edition
from yearbook.model.index import IndexFile
from yearbook.model.registers import Honour, Office, Person
from yearbook.model.roll_blocks import Named, NamesBlock, PeopleBlock
from yearbook.model.text import plain

PEOPLE = {
    "zhang": Person(id="zhang", name="张三", note="女", offices=(
        Office.model_validate({"title": "书记", "unit": "甲镇", "from": date(2021, 5, 1)}),
        Office(title="镇长", unit="乙镇", as_of=date(2020, 1, 1)), Office(title="镇长", unit="乙镇", as_of=date(2021, 1, 1)),
    )),
    "li": Person(id="li", name="李四", offices=(Office(title="镇长", unit="甲镇"),)),
}  # fmt: skip


def edition() -> Edition:
    return replace(ledger_edition(), people=PEOPLE, folder="/x")


def ledger_edition() -> Edition:
    empty: dict[str, Any] = dict.fromkeys(Edition.__match_args__, ())
    return Edition(**empty)


def honour(title: str, recipient: str, **changed: str) -> Honour:
    return Honour.model_validate({"title": title, "recipient": recipient, "level": "provincial", **changed})


def test_a_table_of_honours_has_the_columns_that_hold_something() -> None:
    groups = (("甲类", (honour("先进", "某镇", year="2025"),)), ("乙类", (honour("示范", "某区", level="national", note="唯一"),)))
    table = honours_table(groups, ("表 1-1", "荣誉", "", "h"))
    assert [column.title for column in table.columns] == ["荣誉名称", "获得者", "级别", "年份"]
    assert [row.kind for row in table.rows] == ["group", "row", "group", "row"]
    assert [plain(row.cells[0]) for row in table.rows] == ["甲类", "先进", "乙类", "示范"]
    assert plain(table.rows[-1].cells[1]) == "某区（唯一）"
    alone = honours_table(groups[:1], ("表 1-1", "荣誉", "", "h"))
    assert [column.title for column in alone.columns] == ["荣誉名称", "获得者", "年份"]  # one level is no column, one group no head
    assert [row.kind for row in alone.rows] == ["row"]


def test_rolls_gather_those_who_hold_one_honour() -> None:
    groups = (("党建类", (honour("优秀党员", "张三", note="女"), honour("优秀党员", "李四"), honour("先进支部", "某支部"))),)
    rolls = honours_rolls(groups, "h")
    assert [(roll.title, roll.group, roll.names, roll.anchor) for roll in rolls] == [
        ("优秀党员", "党建类", (("张三", "女"), ("李四", "")), "h"), ("先进支部", "", (("某支部", ""),), ""),
    ]  # fmt: skip


def test_a_table_of_people_tells_a_unit_once() -> None:
    table = people_table(PeopleBlock(people="领导人", unit=("甲镇",)), edition(), ledger(), ("表 1-1", "p"))
    assert [column.title for column in table.columns] == ["单位", "职务", "姓名", "任职时间", "备注"]
    assert [[plain(cell) for cell in row.cells[:3]] for row in table.rows] == [["甲镇", "书记", "张三"], ["", "镇长", "李四"]]
    assert table.rows[0].spans == ((0, 2, 1),)
    assert plain(table.rows[0].cells[3]) == "2021年5月—"


def test_an_entry_tells_each_office_once() -> None:
    (one,) = people_entries(PeopleBlock(people="人物", ids=("zhang",), style="entries"), edition(), ledger(), "p")
    assert one.offices == ("甲镇书记（2021年5月—）", "乙镇镇长")


@pytest.mark.parametrize(
    ("order", "expected"),
    [
        ("given", ["赵甲", "单乙", "丁小明", "丁乙", "阿依古丽·买买提"]),
        ("pinyin", ["阿依古丽·买买提", "丁小明", "丁乙", "单乙", "赵甲"]),  # 单 as a surname is Shàn, not dān
        ("surname-strokes", ["丁乙", "丁小明", "阿依古丽·买买提", "单乙", "赵甲"]),  # a single name first; 阿 7, 单 8, 赵 9
    ],
)
def test_names_of_a_roll_stand_in_the_order_asked_for(order: str, expected: list[str]) -> None:
    given = ("赵甲", Named(name="单乙", note="女"), "丁小明", "丁乙", "阿依古丽·买买提")
    roll = name_roll(NamesBlock.model_validate({"names": "先进", "roll": given, "order": order}), None, "r")
    assert [name for name, _ in roll.names] == expected
    assert ("单乙", "女") in roll.names  # a note goes with its name


def test_an_edition_reads_its_own_names() -> None:
    block = NamesBlock(names="先进", roll=("曾样", "重样"), order="pinyin")
    assert [name for name, _ in name_roll(block, None, "r").names] == ["重样", "曾样"]
    own = IndexFile(readings={"曾样": "céng yàng", "重样": "zhòng yàng"})
    assert [name for name, _ in name_roll(block, own, "r").names] == ["曾样", "重样"]
