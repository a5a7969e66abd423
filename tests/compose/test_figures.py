"""Figures: whole lines, caption below, the kept place tells its size."""

import pytest

from tests.compose.setting import area_of, outside, overlaps, said, setter, texts
from yearbook.compose.figures import figure_block
from yearbook.model.copy import Figure
from yearbook.model.page import Picture


def figure(**changed: object) -> Figure:
    values = {
        "label": "图 7-1", "caption": "胖东来“三胖”店", "file": "", "credit": "", "alt": "店面", "lines": 14,
        "width": "column", "anchor": "f1", "floating": True, **changed,
    }  # fmt: skip
    return Figure(**values)  # type: ignore[arg-type]


def test_the_kept_place_tells_its_size() -> None:
    block = figure_block(figure(), setter())
    assert "图片待入　横幅 77.8 mm × 65.8 mm" in said(block.marks)
    assert block.lines == 14


@pytest.mark.parametrize("lines", [5, 14, 40])
@pytest.mark.parametrize("caption", ["店", "很长的图题" * 14])
@pytest.mark.parametrize("width", ["column", "page"])
def test_everything_stays_in_the_block(lines: int, caption: str, width: str) -> None:
    page = setter().layout.page
    block = figure_block(figure(lines=lines, caption=caption, credit="新乡日报记者摄", width=width), setter())
    measure = page.column if width == "column" else page.width
    height = block.lines * page.leading - (page.leading - page.body)
    assert block.lines >= lines
    assert not outside(block.marks, measure, height)
    assert not overlaps(block.marks)
    assert caption in said(block.marks)


def test_a_picture_fills_the_measure_and_ends_on_the_grid() -> None:
    page = setter().layout.page
    block = figure_block(figure(file="images/a.jpg"), setter())
    picture = next(mark for mark in block.marks if isinstance(mark, Picture))
    assert (picture.x, picture.y, picture.width) == (0, 0, page.column)
    assert (picture.height + page.leading - page.body) % page.leading == 0
    assert all(area_of(text)[1] > picture.height for text in texts(block.marks))


def test_tags() -> None:
    block = figure_block(figure(file="a.jpg"), setter())
    assert [(element.tag, element.parent, element.alt) for element in block.elements] == [
        ("Figure", -1, "店面"), ("Caption", 0, ""), ("Lbl", 1, ""),
    ]  # fmt: skip
