"""The last page of a chapter: with too few lines on it, it is levelled with the page facing it, or all pages run a few lines short."""

import pytest

from tests.makeup.test_columns import SHAPE, blocks_of, table, text
from tests.makeup.test_columns import frame as frame_of
from yearbook.makeup.frame import Frame
from yearbook.makeup.last_pages import Ends, closed
from yearbook.makeup.regions import paginate


def lines_by_page(lines: int, least: int, count: int) -> list[int]:
    pages = closed([text(1)] * count, Frame(1, lines, SHAPE), Ends(least))
    return [len(blocks_of(page)) for page in pages]


def test_pages_run_one_line_short_for_the_sake_of_the_last() -> None:
    assert lines_by_page(20, 4, 20 * 3 + 2) == [19, 19, 19, 5]
    assert lines_by_page(20, 4, 20 * 3 + 4) == [20, 20, 20, 4]


def test_up_to_three_lines_a_page_where_one_is_too_few() -> None:
    assert lines_by_page(20, 4, 20 * 2 + 1) == [18, 18, 5]
    assert lines_by_page(20, 4, 20 + 1) == [17, 4]


def test_what_three_lines_a_page_do_not_mend_is_mended_as_far_as_they_go() -> None:
    assert lines_by_page(20, 8, 20 + 1) == [17, 4]


def test_a_flow_of_one_page_stays_as_it_is() -> None:
    blocks = [text(1)] * 20
    frame = Frame(1, 20, SHAPE)
    assert closed(blocks, frame, Ends(4)) == paginate(blocks, frame)


@pytest.mark.parametrize(("count", "level", "lines"), [
    (20 + 5, 10, [13, 12]),
    (20 + 11, 10, [20, 11]),  # enough
    (20 * 2 + 5, 10, [20, 20, 5]),  # on a left page
    (20 * 3 + 5, 10, [20, 20, 13, 12]),
])  # fmt: skip
def test_a_last_page_is_level_with_the_one_facing_it(count: int, level: int, lines: list[int]) -> None:
    frame = Frame(1, 20, SHAPE, verso=True)
    assert [len(blocks_of(page)) for page in closed([text(1)] * count, frame, Ends(0, level))] == lines


def test_no_table_is_parted_for_the_sake_of_the_last_page() -> None:
    frame = Frame(1, 20, SHAPE, verso=True)
    blocks = [table(15, False), *[text(1)] * 4]
    assert closed(blocks, frame, Ends(0, 10)) == paginate(blocks, frame)


def test_pages_that_come_hardly_nearer_to_each_other_stay_full() -> None:
    frame = Frame(1, 20, SHAPE, verso=True)
    blocks = [frame_of(15), frame_of(3), frame_of(2)]
    assert [len(blocks_of(page)) for page in closed(blocks, frame, Ends(0, 10))] == [2, 1]


def test_no_least_asks_for_nothing() -> None:
    assert lines_by_page(20, 0, 61) == [20, 20, 20, 1]
