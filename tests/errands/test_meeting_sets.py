"""Sets of papers: what each file holds, sides and folios, numbers of copies, A3, and the same bytes twice."""

from __future__ import annotations

import csv
import io
import re
from functools import lru_cache
from pathlib import Path
from tempfile import mkdtemp

import pikepdf
import pypdfium2
import pytest

from tests.audit import assert_clean
from tests.edition import ROOT
from tests.small_edition import written
from yearbook.errands.meeting import Delivered, Wanted, meeting
from yearbook.errands.meeting import write as write_set
from yearbook.model.agenda import span_of
from yearbook.problems import PathError

LONG = "各部门按照分工落实责任，逐项对照目标检查进度，发现问题及时报告。" * 30
CHAPTER = f"""\
  - title: 总体情况
    id: overall
    body:
      - entry: 经济
        id: economy
        text: |
          {LONG}
      - entry: 社会
        text: 社会事业稳步发展。
      - table: 主要指标
        id: table-main
        columns: [{{title: 指标}}, {{title: 数值, align: number}}]
        rows:
          - cells: [甲, 1]
          - cells: [乙, 2]
  - title: 报告
    body:
      - document: 工作报告
        id: report
        kind: 辑要
        occasion: 2026年3月1日　样区会议
        speaker: 区长　张三
        parts:
          - {{head: 一、回顾, text: "**项目。**开工三个。\\n\\n**民生。**办成两件。"}}
          - {{head: 二、打算, text: "再接再厉。"}}
        editor_note: 据会议文件改写。
"""
AGENDA = """\
meeting: [样区, 第三次会议]
short: 样区三次会
date: 2026年3月1日
numbered: true
first: 7
items:
  - {title: 审议工作报告, papers: 1}
  - {title: 通报情况, papers: [{paper: 2, pages: 2-3}, 3]}
papers:
  - print: report
    recall: true
    recipients: 各组
    annexes: [{print: table-main}, {title: 说明, text: 附件正文。}]
  - print: overall
  - {title: 会议须知, text: 按时到会。, groups: 第二组}
groups:
  - {name: 第一组, copies: 2}
  - {name: 第二组, copies: 1, papers: [{paper: 2, pages: 2-3}, 3]}
"""


@lru_cache(maxsize=1)
def made() -> Delivered:
    folder = Path(mkdtemp())
    edition = written(folder / "small", CHAPTER)
    (folder / "agenda.yaml").write_text(AGENDA, "utf-8")
    return meeting(Wanted(edition, str(folder / "agenda.yaml")))


def words(name: str) -> list[str]:
    """The text of every page, blanks left out."""
    document = pypdfium2.PdfDocument(dict(made().files)[name])
    return [re.sub(r"\s", "", document[n].get_textpage().get_text_range()) for n in range(len(document))]


def test_the_files_of_a_set() -> None:
    papers = ("会议文件01-工作报告", "会议文件02-总体情况", "会议文件03-会议须知")
    stems = ("00-全套", *papers, "议题02-通报情况", "分组-第一组", "分组-第二组")
    assert [name for name, _ in made().files] == [f"{stem}{ending}" for stem in stems for ending in (".pdf", "-A3对折.pdf")] + ["清单.csv"]


def test_every_paper_begins_on_a_right_hand_page_with_a_folio_of_its_own() -> None:
    pages = words("00-全套.pdf")
    starts = {label: n for n, page in enumerate(pages) for label in ("一", "二", "三") if page.startswith(f"样区三次会文件（{label}）")}
    assert sorted(starts) == ["一", "三", "二"]
    assert all(start % 2 == 0 and pages[start].endswith("—1—") for start in starts.values())
    assert pages[starts["一"] + 1].endswith("—2—")
    assert pages[1] == ""


def test_cover_agenda_and_contents_tell_what_is_in_the_set() -> None:
    pages = words("00-全套.pdf")
    assert pages[0].startswith("样区第三次会议会议材料一工作报告二总体情况三会议须知")
    items = "一、审议工作报告会议文件（一）二、通报情况会议文件（二）第2—3页、会议文件（三）"
    assert pages[2].startswith(f"样区第三次会议议程（2026年3月1日）{items}")
    rows = "会议文件（一）工作报告3页附件1主要指标第2页附件2说明第3页会议文件（二）总体情况3页会议文件（三）会议须知1页"
    assert pages[4].replace("…", "") == f"目录{rows}"


def test_a_paper_has_its_marks_its_heads_and_its_annexes() -> None:
    first, second, third = words("会议文件01-工作报告.pdf")
    head = "样区三次会文件（一）发：各组会后收回工作报告（辑要）2026年3月1日样区会议区长张三"
    assert first.startswith(f"{head}一、回顾（一）项目。开工三个。（二）民生。")
    assert "（编者按：据会议文件改写。）附件：1.主要指标2.说明" in first
    assert second.startswith("附件1主要指标表1主要指标") and second.endswith("—2—")
    assert third.startswith("附件2说明附件正文。")


def test_a_section_becomes_numbered_heads_in_the_flow() -> None:
    text = "".join(words("会议文件02-总体情况.pdf"))
    assert "（一）经济。各部门" in text and "（二）社会。社会事业" in text and "表1主要指标" in text


def test_some_pages_of_a_paper_keep_their_sides() -> None:
    pages = words("议题02-通报情况.pdf")
    at = next(n for n, page in enumerate(pages) if n > 4 and page.endswith("—2—"))
    assert at % 2 == 1 and pages[at - 1] == "" and pages[at + 1].endswith("—3—")
    assert not any("样区三次会文件（一）" in page for page in pages)


def test_a_group_gets_what_is_for_it() -> None:
    one, two = ("".join(words(f"分组-{name}.pdf")) for name in ("第一组", "第二组"))
    assert "发：第一组" in one and "样区三次会文件（二）" in one and "样区三次会文件（三）" not in one
    assert "发：第二组" in two and "样区三次会文件（三）" in two and "样区三次会文件（一）" not in two


def test_copies_are_numbered_on_cover_and_on_what_is_given_back() -> None:
    pages = words("分组-第一组.pdf")
    numbered = [(n, found) for n, page in enumerate(pages) for found in re.findall(r"编号：(\d+)", page)]
    count = len(pages) // 2
    assert numbered == [(0, "0007"), (6, "0007"), (count, "0008"), (count + 6, "0008")]
    assert count % 2 == 0
    assert [found for page in words("分组-第二组.pdf") for found in re.findall(r"编号：(\d+)", page)] == ["0009"]
    assert not any("编号" in page for page in words("00-全套.pdf"))


def test_numbered_copies_share_their_pages() -> None:
    files = dict(made().files)
    assert len(files["分组-第一组.pdf"]) < 1.3 * len(files["00-全套.pdf"])
    with pikepdf.open(io.BytesIO(files["分组-第一组.pdf"])) as book:
        assert "/StructTreeRoot" not in book.Root


def test_a3_sheets_fold_to_the_same_pages() -> None:
    sheets = words("会议文件01-工作报告-A3对折.pdf")
    assert len(sheets) == 2
    assert sheets[0].startswith("样区三次会文件（一）") and "附件1" in sheets[1] and "附件2" in sheets[1]
    numbers = [re.findall(r"编号：(\d+)", page) for page in words("分组-第一组-A3对折.pdf")]
    assert [number for page in numbers for number in page] == ["0007", "0007", "0008", "0008"]


def test_the_number_on_a_sheet_stands_where_it_stands_on_the_page() -> None:
    files = dict(made().files)

    def places(name: str) -> list[tuple[float, float]]:
        found = []
        document = pypdfium2.PdfDocument(files[name])
        for page in document:
            text = page.get_textpage()
            searcher = text.search("编号")
            while (hit := searcher.get_next()) is not None:
                left, bottom, *_ = text.get_charbox(hit[0])
                found.append((left % 595.28, bottom))
        return found

    for sheet, page in zip(places("分组-第一组-A3对折.pdf"), places("分组-第一组.pdf"), strict=True):
        assert sheet == pytest.approx(page, abs=0.1)


def test_the_list_tells_pages_copies_and_paper() -> None:
    rows = list(csv.reader(io.StringIO(dict(made().files)["清单.csv"].decode("utf-8-sig"))))
    row = next(row for row in rows if row[0] == "分组-第一组.pdf")
    assert row[1:5] == ["会议文件（一）、会议文件（二）", "第一组", "2", "0007—0008"]
    pages = len(words("分组-第一组.pdf")) // 2
    assert row[5:8] == [str(pages), str(pages // 2), str(-(-pages // 4))]
    assert row[8] == "A4双面，左侧装订，已含全部2份，印1遍"


def test_one_group_alone() -> None:
    folder = Path(mkdtemp())
    edition = written(folder / "small", CHAPTER)
    (folder / "agenda.yaml").write_text(AGENDA, "utf-8")
    alone = meeting(Wanted(edition, str(folder / "agenda.yaml"), groups=("第二组",)))
    assert [name for name, _ in alone.files] == ["分组-第二组.pdf", "分组-第二组-A3对折.pdf", "清单.csv"]
    assert dict(alone.files)["分组-第二组.pdf"] == dict(made().files)["分组-第二组.pdf"]  # the same bytes, the same numbers


def test_the_session_of_2023_has_the_work_report_as_document_one() -> None:
    folder = ROOT / "seeds" / "hongqi" / "2023"
    delivered = meeting(Wanted(str(folder), str(folder / "agenda.yaml"), groups=("代表",)))
    document = pypdfium2.PdfDocument(dict(delivered.files)["分组-代表.pdf"])
    text = [re.sub(r"\s", "", document[n].get_textpage().get_text_range()) for n in range(len(document))]
    assert text[6].startswith("红旗区十五届人大三次会议文件（一）政府工作报告（辑要）")
    assert any(page.startswith("附件名词解释") for page in text)


def test_ranges() -> None:
    for text, found in {"": (1, 9), "3": (3, 3), "3-8": (3, 8), "3—9": (3, 9)}.items():
        assert span_of(text, 9) == found
    for text in ("8-3", "0-2", "9-10", "x"):
        assert span_of(text, 9) is None


def test_a_folder_is_written_whole_and_only_over_one_of_ours(tmp_path: Path) -> None:
    folder = tmp_path / "材料"
    write_set(folder, made())
    assert sorted(path.name for path in folder.iterdir()) == sorted(name for name, _ in made().files)
    (folder / "旧.pdf").write_bytes(b"")
    write_set(folder, made())
    assert not (folder / "旧.pdf").exists()
    other = tmp_path / "other"
    other.mkdir()
    (other / "note.txt").write_text("mine")
    with pytest.raises(PathError) as raised:
        write_set(other, made())
    assert raised.value.problems[0].code == "folder-not-ours"
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".")] == []


@pytest.mark.parametrize("agenda", sorted((ROOT / "seeds").glob("*/*/agenda*.yaml")), ids=lambda path: path.parent.name)
def test_the_type_of_shipped_sets_is_clean(agenda: Path) -> None:
    delivered = meeting(Wanted(str(agenda.parent), str(agenda)))
    assert_clean(dict(delivered.files)["00-全套.pdf"])
