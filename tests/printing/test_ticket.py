"""The print ticket says what the edition says, and no more; the spine is reckoned from the padded block."""

from __future__ import annotations

import json
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2
import pytest

from yearbook import press
from yearbook.errands.printing import printed


def facts(built: press.Built) -> Any:
    return json.loads(dict(built.beside)["-ticket.json"])


def words(built: press.Built) -> str:
    document = pypdfium2.PdfDocument(dict(built.beside)["-ticket.pdf"])
    assert len(document) == 1
    return str(document[0].get_textpage().get_text_range())


@pytest.fixture(scope="module")
def told(example: Path, tmp_path_factory: pytest.TempPathFactory) -> press.Built:
    """The same edition with everything a printer asks for."""
    frame = example / "edition.yaml"
    old = frame.read_text("utf-8")
    given = (
        "  profile: internal\n  printer: 示例印务\n  copies: 1200\n  permit: 示准印字（2026）1号\n  recipients: 本系统\n"
        "  binding: 锁线胶订\n"
        "  cover_paper: 250 克铜版纸\n  signature: 16\n  paper: {name: 双胶纸, grammage: 80, caliper: 0.5, boards: 0.6}\n"
    )
    assert "  profile: draft " in old
    head, _, tail = old.partition("  profile: draft ")
    frame.write_text(head + given + tail.partition("\n")[2], "utf-8")
    try:
        return printed(press.check(press.Order(str(example))))
    finally:
        frame.write_text(old, "utf-8")


def test_what_nobody_has_said_is_open(built: press.Built) -> None:
    found = facts(built)
    assert found["book"]["printer"] is None and found["book"]["copies"] is None and found["text"]["paper"] is None
    said = words(built)
    assert said.count("未填") == 6, "printer, permit, copies, paper, binding, paper of the cover"
    assert "按 100 克/平方米估" in said and "公式：张数 × 克重 × 0.001346" in said


def test_what_the_edition_says_is_told(told: press.Built) -> None:
    said = words(told)
    assert "未填" not in said and "估）" not in said and "纸厚为纸厂所给" in said
    given = ("示例印务", "1200 册", "示准印字（2026）1号", "锁线胶订", "250 克铜版纸", "双胶纸，80 克/平方米")
    for value in (*given, "每帖 16 面，共 2 帖；2 印张"):
        assert value in said, value


def test_the_figures_agree_with_the_files(told: press.Built) -> None:
    found, beside = facts(told), dict(told.beside)
    with pikepdf.open(BytesIO(told.data)) as pdf:
        assert found["text"]["pages"] == len(pdf.pages) == 32 == found["text"]["signatures"] * 16
        assert sum(found["text"]["plates"].values()) == 32
    spine = 16 * 0.5 + 0.6
    assert (found["cover"]["spine"]["leaves"], found["cover"]["spine"]["width"]) == ("16", f"{spine:.1f}")
    with pikepdf.open(BytesIO(beside["-cover.pdf"])) as pdf:
        left, _, right, _ = (float(side) for side in pdf.pages[0].TrimBox)
        assert abs((right - left) * 25.4 / 72 - (420 + spine)) < 0.01
    assert "书脊只有 8.6 毫米，用窄书脊" in problems(told)


def problems(built: press.Built) -> str:
    from yearbook.messages import sentence

    return "\n".join(sentence(problem, "zh") for problem in built.problems)


def test_a_spine_too_thin_for_words_is_told(built: press.Built) -> None:
    assert "书脊 2.7 毫米 = 32 面 ÷ 2 = 16 张 × 0.1346 毫米 + 0.5 毫米 — 张数 × 克重 × 0.001346" in problems(built)
    assert "付印检查 42 项全部通过；正文 32 面" in problems(built)
    assert "书脊只有 2.7 毫米，太窄，不印字" in problems(built)
    assert "过窄，不印字" in words(built)
