"""``yearbook meeting`` as its user meets it: what it writes, and what it says of an agenda with faults."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Yearbook, replace

GOOD = "meeting: 样区会议\nitems: [{title: 审议, papers: 1}]\npapers: [{print: economy}]\n"


def agenda(folder: Path, text: str) -> Path:
    path = folder / "agenda.yaml"
    path.write_text(text, "utf-8")
    return path


def test_a_set_is_written_and_listed(yearbook: Yearbook, example: Path, tmp_path: Path) -> None:
    agenda(example, GOOD)
    said = yearbook("meeting", "2026", "2026/agenda.yaml")
    assert said.code == 0
    folder = "build/example-2026-meeting"
    names = ["00-全套.pdf", "00-全套-A3对折.pdf", "会议文件01-经济.pdf", "会议文件01-经济-A3对折.pdf", "清单.csv"]
    assert said.out.splitlines() == [f"{folder}/{name}" for name in names]
    assert sorted(path.name for path in (tmp_path / folder).iterdir()) == sorted(names)
    assert f"1 份文件，正文 3 页；5 个文件写到 {folder}" in said.err
    first = (tmp_path / folder / "00-全套.pdf").read_bytes()
    assert yearbook("meeting", "2026", "2026/agenda.yaml", "-q", TZ="Asia/Tokyo").code == 0
    assert (tmp_path / folder / "00-全套.pdf").read_bytes() == first
    assert yearbook("build", "2026", "--strict").code == 0  # an agenda beside an edition is no file left over


FAULTS = {
    "meeting: 样区会议\nitems: []\npapers: [{print: economy}]\n": ("2:8", "“items”"),
    "meeting: 样区会议\nitems: [{title: 审议}]\npapers: []\n": ("3:9", "“papers”"),
    "items: [{title: 审议}]\npapers: [{print: economy}]\n": ("1:1", "meeting"),
    GOOD + "titel: 材料\n": ("4:1", "是不是“title”"),
    GOOD.replace("print: economy", "print: economi"): ("3:18", "是不是“economy”"),
    GOOD.replace("print: economy", "print: {of: economy, parts: 7-9}"): ("3:39", "不在“economy”的 1—"),
    GOOD.replace("print: economy", "print: {of: table-main, parts: 1}"): ("3:42", "没有可选的部分"),
    GOOD.replace("print: economy", "title: 空"): ("3:10", "没有写印什么"),
    GOOD.replace("print: economy", "text: 正文"): ("3:10", "没有标题"),
    GOOD.replace("print: economy", "title: 甲, text: '{gpd@2025}'"): ("3:28", "是不是“gdp@2025”"),
    GOOD.replace("print: economy", "title: 甲, text: 笑\U0001f600"): ("3:28", "U+1F600"),
    GOOD.replace("papers: 1", "papers: 4"): ("2:29", "没有编号为 4 的文件 — 现有编号：1"),
    GOOD.replace("papers: 1", "papers: {paper: 1, pages: 2-80}"): ("2:47", "会议文件（一）只有 3 页，取不到“2-80”"),
    GOOD.replace("papers: 1", "papers: {paper: 1, pages: 3-2}"): ("2:47", "不是页码范围"),
    GOOD.replace("{print: economy}", "{print: economy}, {number: 1, print: overview}"): ("3:37", "编号 1 已给了第 3 行的文件"),
    GOOD.replace("print: economy", "print: economy, groups: 第二组") + "groups: [{name: 第一组}]\n": ("3:35", "没有叫“第二组”的组"),
    GOOD + "groups: [{name: 第一组}, {name: 第一组}]\n": ("4:30", "在第 4 行已有"),
    GOOD + "numbered: true\n": ("4:1", "没有组别"),
    GOOD + "numbered: true\ngroups: [{name: 第一组}]\n": ("5:10", "没有写份数"),
    GOOD + "layout: gbt9705\n": ("4:9", "是不是“gbt9704”"),
    GOOD + "layout: annual\n": ("4:9", "不排会议文件"),
    GOOD + "layout: ../x.yaml\n": ("4:9", "指到了文件夹以外"),
    GOOD + "layout: none.yaml\n": ("4:9", "none.yaml"),
    "meeting：样区会议\n": ("1", "全角"),
    "": ("", "文件是空的"),
}


@pytest.mark.parametrize("text", FAULTS, ids=[said for _, said in FAULTS.values()])
def test_a_fault_is_told_where_it_stands_and_nothing_is_written(yearbook: Yearbook, example: Path, tmp_path: Path, text: str) -> None:
    where, told = FAULTS[text]
    agenda(example, text)
    said = yearbook("meeting", "2026", "2026/agenda.yaml", "-q")
    assert (said.code, said.out) == (1, "")
    assert told in said.err and (f"2026/agenda.yaml:{where}" if where else "2026/agenda.yaml: ") in said.err
    assert "2026/agenda.yaml" in yearbook("meeting", "2026", "2026/agenda.yaml", "-q", YEARBOOK_LANG="en").err
    assert not (tmp_path / "build").exists()


def test_faults_of_the_edition_and_of_the_command(yearbook: Yearbook, example: Path, tmp_path: Path) -> None:
    agenda(example, GOOD)
    cases = {
        ("2027", "2026/agenda.yaml"): (3, "是不是“2026”"),
        ("2026", "2026/agend.yaml"): (3, "是不是“2026/agenda.yaml”"),
        ("2026",): (2, "缺少 AGENDA"),
        ("2026", "2026/agenda.yaml", "--group", "第一组"): (2, "没有叫“第一组”的组"),
        ("2026", "2026/agenda.yaml", "--layout", "annual"): (1, "不排会议文件"),
        ("2026", "2026/agenda.yaml", "-o", "2026"): (3, "有别的文件"),
        ("2026", "2026/agenda.yaml", "-o", "2026/agenda.yaml"): (3, "2026/agenda.yaml"),
        ("2026", "2026/agenda.yaml", "-o", "none/set"): (3, "没有文件夹"),
    }
    for arguments, (code, told) in cases.items():
        said = yearbook("meeting", *arguments)
        assert (said.code, said.out) == (code, ""), arguments
        assert told in said.err, (arguments, said.err)
    replace(example / "overview.yaml", "id: overview", "idd: overview")
    said = yearbook("meeting", "2026", "2026/agenda.yaml")
    assert said.code == 1 and "2026/overview.yaml" in said.err


def test_one_title_of_several_things_asks_for_an_id(yearbook: Yearbook, example: Path) -> None:
    text = (example / "economy.yaml").read_text("utf-8")
    (example / "economy.yaml").write_text(text.replace("title: 经济\n", "title: 概况\n", 1), "utf-8")
    text = (example / "overview.yaml").read_text("utf-8")
    (example / "overview.yaml").write_text(text.replace("title: 综述\n", "title: 概况\n", 1), "utf-8")
    agenda(example, GOOD.replace("print: economy", "print: 概况"))
    said = yearbook("meeting", "2026", "2026/agenda.yaml", "-q")
    assert said.code == 1 and "处都叫“概况”" in said.err and "overview" in said.err


def test_a_layout_beside_the_agenda(yearbook: Yearbook, example: Path) -> None:
    (example / "ours.yaml").write_text("schema: 1\nextends: gbt9704\nid: ours\ntitle: 本办\nmeeting: {recall: 阅后退回}\n", "utf-8")
    agenda(example, GOOD.replace("print: economy", "print: economy, recall: true") + "layout: ours.yaml\n")
    assert yearbook("meeting", "2026", "2026/agenda.yaml", "-q").code == 0
