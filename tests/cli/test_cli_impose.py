"""``yearbook impose`` as its user meets it."""

from __future__ import annotations

from pathlib import Path

import pikepdf

from tests.cli.conftest import Yearbook


def a_pdf(path: Path, pages: int = 8) -> Path:
    book = pikepdf.new()
    for _ in range(pages):
        book.add_blank_page(page_size=(420, 595))
    book.save(path)
    return path


def test_sheets_and_fold_map_are_written_beside_the_file(yearbook: Yearbook, tmp_path: Path) -> None:
    a_pdf(tmp_path / "书.pdf")
    said = yearbook("impose", "书.pdf", "--sheet", "A3", "--map")
    assert said.code == 0
    assert said.out.split() == ["书-拼版.pdf", "书-拼版-折版图.pdf", "书-拼版-折版图.txt"]
    assert "8 页排成 4 面" in said.err
    lines = (tmp_path / "书-拼版-折版图.txt").read_text("utf-8").splitlines()
    assert lines[1].split() == ["第1帖", "第1张", "正面", "1", "1", "8", "朝上"]
    with pikepdf.open(tmp_path / "书-拼版.pdf") as book:
        assert len(book.pages) == 4


def test_what_is_wrong_is_said_and_nothing_is_written(yearbook: Yearbook, tmp_path: Path) -> None:
    a_pdf(tmp_path / "a.pdf")
    (tmp_path / "b.pdf").write_bytes(b"%PDF-1.7 cut")
    cases = {
        ("none.pdf",): (3, "没有这个文件"),
        (".",): (3, "读不了这个文件"),
        ("b.pdf",): (1, "不是完好的 PDF"),
        ("a.pdf", "--sheet", "A33"): (2, "没有叫“A33”的纸"),
        ("a.pdf", "--sheet", "5x5mm"): (2, "边长不在"),
        ("a.pdf", "--sheet", "A5"): (2, "放不下"),
        ("a.pdf", "--paper-mm", "thin"): (2, "--paper-mm"),
        ("a.pdf", "--paper-mm", "nan"): (2, "--paper-mm"),
        ("a.pdf", "--scheme", "signatures", "--signature", "9"): (2, "一帖 9 页"),
    }
    for arguments, (code, words) in cases.items():
        said = yearbook("impose", *arguments)
        assert (said.code, words in said.err) == (code, True), said.err
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.pdf", "b.pdf"]
