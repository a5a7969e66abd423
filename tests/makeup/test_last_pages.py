"""The last page of a chapter: with too few lines on it all pages of the chapter run a line or two short, where that is enough."""

import pytest

from tests.makeup.test_columns import SHAPE, blocks_of, text
from yearbook.makeup.frame import Frame
from yearbook.makeup.regions import closed, paginate


def lines_by_page(lines: int, least: int, count: int) -> list[int]:
    pages = closed([text(1)] * count, Frame(1, lines, SHAPE), least)
    return [len(blocks_of(page)) for page in pages]


def test_pages_run_one_line_short_for_the_sake_of_the_last() -> None:
    assert lines_by_page(20, 4, 20 * 3 + 2) == [19, 19, 19, 5]
    assert lines_by_page(20, 4, 20 * 3 + 4) == [20, 20, 20, 4]


def test_two_lines_a_page_where_one_is_too_few() -> None:
    assert lines_by_page(20, 4, 20 + 1) == [20, 1]
    assert lines_by_page(20, 4, 20 * 2 + 1) == [18, 18, 5]


@pytest.mark.parametrize("count", [21, 20])
def test_what_two_lines_a_page_do_not_mend_stays_as_it_is(count: int) -> None:
    blocks = [text(1)] * count
    frame = Frame(1, 20, SHAPE)
    assert closed(blocks, frame, 4) == paginate(blocks, frame)


def test_no_least_asks_for_nothing() -> None:
    assert lines_by_page(20, 0, 61) == [20, 20, 20, 1]
