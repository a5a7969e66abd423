"""Columns and pages: nothing lost or reordered, no widow line, no stranded head, tables split only between rows, last columns level."""

from hypothesis import given, settings
from hypothesis import strategies as st

from yearbook.makeup.columns import Cursor, Space, fill_column, rows_that_fit, table_lines
from yearbook.makeup.regions import Frame, Set, paginate
from yearbook.model.galley import BreakBlock, FlowBlock, FrameBlock, HeadBlock, RowMarks, TableBlock, TextBlock
from yearbook.model.page import Line

LEADING = 16_000
LINE = Line((), "国", 10_000, True)


def text(lines: int) -> TextBlock:
    return TextBlock((LINE,) * lines)


def head(lines: int = 3, at_top: int = 2) -> HeadBlock:
    return HeadBlock(lines, at_top, (), (), 2, "分目", "s", ())


def frame(lines: int, width: str = "column", floating: bool = True) -> FrameBlock:
    return FrameBlock(lines, (), (), width, floating)  # type: ignore[arg-type]


def table(rows: int, floating: bool = True, width: str = "column") -> TableBlock:
    row, none = RowMarks(LEADING, ()), RowMarks(0, ())
    return TableBlock(row, row, row, (row,) * rows, none, row, (), 3, width, floating)  # type: ignore[arg-type]


def shown(pages: list[tuple[Set, ...]]) -> list[str]:
    """One line a page: kind, column, top, part."""
    names = {TextBlock: "text", HeadBlock: "head", FrameBlock: "frame", TableBlock: "table"}
    return [
        " ".join(f"{names[type(s.placed.block)]}@{s.column}:{s.top}" for s in page)
        for page in pages
    ]


BLOCKS = st.lists(
    st.one_of(
        st.integers(1, 12).map(text),
        st.just(head()),
        st.integers(3, 14).map(frame),
        st.integers(3, 14).map(lambda n: frame(n, floating=False)),
        st.integers(1, 60).map(table),
        st.integers(1, 60).map(lambda n: table(n, floating=False)),
        st.integers(3, 14).map(lambda n: frame(n, "page", False)),
        st.integers(1, 60).map(lambda n: table(n, False, "page")),
        st.just(BreakBlock()),
        st.just(BreakBlock(frame(6, "page", False))),
    ),
    min_size=1, max_size=40,
)  # fmt: skip


@settings(max_examples=400, deadline=None)
@given(BLOCKS, st.integers(16, 44), st.integers(1, 3))
def test_all_copy_is_placed_once_and_in_order(blocks: list[FlowBlock], lines: int, columns: int) -> None:
    pages = paginate(blocks, Frame(columns, lines, LEADING))
    parts: dict[int, list[tuple[int, int]]] = {}
    texts: list[int] = []
    for page in pages:
        for item in page:
            parts.setdefault(item.placed.index, []).append((item.placed.first, item.placed.last))
            if isinstance(item.placed.block, TextBlock | HeadBlock):
                texts.append(item.placed.index)
    assert texts == sorted(texts)
    for index, block in enumerate(blocks):
        if isinstance(block, TextBlock | TableBlock):
            count = len(block.lines) if isinstance(block, TextBlock) else len(block.rows)
            covered = [n for first, last in parts[index] for n in range(first, last)]
            assert covered == list(range(count))
        elif not isinstance(block, BreakBlock) or block.banner:
            assert len(parts[index]) == 1


@settings(max_examples=400, deadline=None)
@given(BLOCKS, st.integers(16, 44), st.integers(1, 3))
def test_no_block_overlaps_another_or_leaves_the_page(blocks: list[FlowBlock], lines: int, columns: int) -> None:
    for page in paginate(blocks, Frame(columns, lines, LEADING)):
        taken: set[tuple[int, int]] = set()
        for item in page:
            for line in range(item.top, item.top + height(item)):
                cells = {(c, line) for c in (range(columns) if item.column < 0 else [item.column])}
                assert not cells & taken
                taken |= cells
        assert max(line for _, line in taken) < lines


def test_heads_and_a_figure_too_tall_for_one_page_are_parted() -> None:
    heads = [HeadBlock(3, 2, (), (), 2, "分目", "s", ()) for _ in range(2)]
    pages = paginate([*heads, frame(12, "page", False)], Frame(1, 16, LEADING))
    assert shown(pages) == ["head@-1:0", "head@-1:0 frame@-1:2"]


def height(item: Set) -> int:
    placed = item.placed
    match placed.block:
        case TextBlock():
            return placed.last - placed.first
        case HeadBlock():
            return placed.block.lines_at_top if placed.last else placed.block.lines
        case TableBlock():
            return table_lines(placed.block, placed.first, placed.last, LEADING)
        case FrameBlock():
            return placed.block.lines
    raise AssertionError


@settings(max_examples=400, deadline=None)
@given(BLOCKS, st.integers(16, 44), st.integers(1, 3))
def test_no_widow_line_and_no_stranded_head(blocks: list[FlowBlock], lines: int, columns: int) -> None:
    for page in paginate(blocks, Frame(columns, lines, LEADING)):
        stacks: dict[int, list[Set]] = {}
        for item in page:
            stacks.setdefault(item.column, []).append(item)
        for stack in stacks.values():
            first = stack[0].placed
            if isinstance(first.block, TextBlock) and first.first > 0:
                assert first.last - first.first > 1 or first.last < len(first.block.lines)
            last = stack[-1].placed
            followed = any(not isinstance(b, HeadBlock | BreakBlock) and not is_float(b) for b in blocks[last.index + 1 :])
            if isinstance(last.block, HeadBlock) and len(stack) > 1:
                assert not followed or any(isinstance(b, BreakBlock) or is_wide(b) for b in blocks[last.index + 1 :])


def is_float(block: FlowBlock) -> bool:
    return isinstance(block, FrameBlock | TableBlock) and block.floating


def is_wide(block: FlowBlock) -> bool:
    return isinstance(block, FrameBlock | TableBlock) and block.width == "page"


def test_last_columns_are_level() -> None:
    pages = paginate([text(1) for _ in range(20)], Frame(2, 44, LEADING))
    columns = [[s for s in pages[0] if s.column == c] for c in (0, 1)]
    assert [len(column) for column in columns] == [10, 10]


def test_a_head_takes_fewer_lines_at_a_columns_head() -> None:
    column = fill_column([head(), text(4), head(), text(4)], Cursor(), Space(44, LEADING, True))
    assert [placed.top for placed in column.placed] == [0, 2, 6, 9]


def test_a_float_goes_to_the_next_columns_head_and_text_flows_on() -> None:
    column = fill_column([text(4), frame(8), text(10)], Cursor(), Space(10, LEADING, True))
    assert [(p.index, p.top, p.first, p.last) for p in column.placed] == [(0, 0, 0, 4), (2, 4, 0, 6)]
    after = fill_column([text(4), frame(8), text(10)], column.cursor, Space(14, LEADING, True))
    assert [(p.index, p.top) for p in after.placed] == [(1, 0), (2, 9)]


def test_a_table_that_fits_a_column_is_not_cut() -> None:
    blocks = [text(30), table(20, floating=False), text(4)]
    first, second = paginate(blocks, Frame(1, 44, LEADING))
    assert [s.placed.index for s in first] == [0] and (second[0].placed.first, second[0].placed.last) == (0, 20)


def test_a_long_table_is_cut_between_rows_and_keeps_three_rows_together() -> None:
    long = table(43)
    assert rows_that_fit(long, 0, 44, LEADING) == 40  # 42 would fit; one row would be left alone
    pages = paginate([long], Frame(1, 44, LEADING))
    assert [(s.placed.first, s.placed.last) for page in pages for s in page] == [(0, 40), (40, 43)]


def test_full_width_block_levels_the_columns_above_it() -> None:
    pages = paginate([*(text(1) for _ in range(10)), frame(5, "page", False), *(text(1) for _ in range(6))], Frame(2, 44, LEADING))
    assert shown(pages) == [(
        "text@0:0 text@0:1 text@0:2 text@0:3 text@0:4 text@1:0 text@1:1 text@1:2 text@1:3 text@1:4 frame@-1:6 "
        "text@0:12 text@0:13 text@0:14 text@1:12 text@1:13 text@1:14"
    )]
