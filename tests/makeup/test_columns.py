"""Columns and pages: nothing lost or reordered, no widow line, no stranded head, tables split only between rows, last columns level."""

from hypothesis import given, settings
from hypothesis import strategies as st

from yearbook.frozen import replace
from yearbook.makeup.columns import Cursor, Placed, Space, fill_column
from yearbook.makeup.feet import Foot, FootShape
from yearbook.makeup.frame import Frame, Set
from yearbook.makeup.regions import paginate
from yearbook.makeup.table_parts import rows_that_fit, table_lines
from yearbook.model.galley import BesideBlock, BreakBlock, FlowBlock, FrameBlock, HeadBlock, NoteBlock, RowMarks, TableBlock, TextBlock
from yearbook.model.page import Line

LEADING = 16_000
SHAPE = FootShape(LEADING, 10_500, 8_000, 12_000, 7_000)
LINE = Line((), "国", 10_000, True)


def text(lines: int) -> TextBlock:
    return TextBlock((LINE,) * lines)


def noted(calls: list[tuple[int, int]]) -> TextBlock:
    """A paragraph with a note for every (line of the call from the one before, lines of the note)."""
    notes, line = [], 0
    for after, lines in calls:
        line += after
        notes.append(NoteBlock((LINE,) * lines, f"n{len(notes)}", line))
    return TextBlock((LINE,) * (line + 2), notes=tuple(notes))


def head(lines: int = 3, at_top: int = 2) -> HeadBlock:
    return HeadBlock(lines, at_top, (), (), 2, "分目", "s", ())


def frame(lines: int, width: str = "column", floating: bool = True) -> FrameBlock:
    return FrameBlock(lines, (), (), width, floating)  # type: ignore[arg-type]


def table(rows: int, floating: bool = True, width: str = "column") -> TableBlock:
    row, none = RowMarks(LEADING, ()), RowMarks(0, ())
    return TableBlock(row, row, row, (row,) * rows, none, row, (), 3, width, floating)  # type: ignore[arg-type]


def noted_table(rows: int, notes: int) -> TableBlock:
    """A table with notes so long that they may be parted."""
    made = table(rows)
    return replace(made, rows=(*made.rows, *(RowMarks(12_000, (), note=True),) * notes))


def beside(figure: int, paragraphs: list[int]) -> list[FlowBlock]:
    """A narrow figure and paragraphs, the first of their lines beside it."""
    blocks: list[FlowBlock] = [BesideBlock(figure, 60_000, (), ())]
    for lines in paragraphs:
        blocks.append(replace(text(lines), beside=min(max(figure, 0), lines), inset=70_000))
        figure -= lines
    return blocks


def shown(pages: list[tuple[Set, ...]]) -> list[str]:
    """One line a page: kind, column, top, part."""
    names = {TextBlock: "text", HeadBlock: "head", FrameBlock: "frame", TableBlock: "table"}
    return [
        " ".join(f"{names[type(s.placed.block)] if isinstance(s.placed, Placed) else 'notes'}@{s.column}:{s.top}" for s in page)
        for page in pages
    ]


def blocks_of(page: tuple[Set, ...]) -> list[tuple[Set, Placed]]:
    return [(item, item.placed) for item in page if isinstance(item.placed, Placed)]


ONE = st.one_of(
    st.integers(1, 12).map(text),
    st.lists(st.tuples(st.integers(0, 5), st.integers(1, 60)), min_size=1, max_size=4).map(noted),
    st.integers(3, 14).map(lambda n: frame(n, "page")),
    st.integers(1, 60).map(lambda n: table(n, True, "page")),
    st.just(head()),
    st.integers(3, 14).map(frame),
    st.integers(3, 14).map(lambda n: frame(n, floating=False)),
    st.integers(1, 60).map(table),
    st.integers(1, 60).map(lambda n: table(n, floating=False)),
    st.integers(3, 14).map(lambda n: frame(n, "page", False)),
    st.integers(1, 60).map(lambda n: table(n, False, "page")),
    st.tuples(st.integers(1, 12), st.integers(20, 120)).map(lambda n: noted_table(*n)),
    st.just(BreakBlock()),
    st.just(BreakBlock(frame(6, "page", False))),
)  # fmt: skip
SOME = st.one_of(ONE.map(lambda block: [block]), st.builds(beside, st.integers(5, 8), st.lists(st.integers(1, 9), min_size=1, max_size=6)))
BLOCKS = st.lists(SOME, min_size=1, max_size=40).map(lambda lists: [block for blocks in lists for block in blocks])


@settings(max_examples=400, deadline=None)
@given(BLOCKS, st.integers(16, 44), st.integers(1, 3))
def test_all_copy_is_placed_once_and_in_order(blocks: list[FlowBlock], lines: int, columns: int) -> None:
    pages = paginate(blocks, Frame(columns, lines, SHAPE))
    parts: dict[int, list[tuple[int, int]]] = {}
    texts: list[int] = []
    for page in pages:
        for _, placed in blocks_of(page):
            parts.setdefault(placed.index, []).append((placed.first, placed.last))
            if isinstance(placed.block, TextBlock | HeadBlock):
                texts.append(placed.index)
    assert texts == sorted(texts)
    notes = [part for page in pages for item in page if isinstance(item.placed, Foot) for part in item.placed.parts]
    called = [note for block in blocks if isinstance(block, TextBlock) for note in block.notes]
    assert [(part.note, n) for part in notes for n in range(part.first, part.last)] == [
        (note, n) for note in called for n in range(len(note.lines))
    ]
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
    for page in paginate(blocks, Frame(columns, lines, SHAPE)):
        taken: set[tuple[int, int]] = set()
        for item in page:
            for line in range(item.top, item.top + height(item)):
                cells = {(c, line) for c in (range(columns) if item.column < 0 else [item.column])}
                assert not cells & taken
                taken |= cells
        assert max(line for _, line in taken) < lines


@settings(max_examples=400, deadline=None)
@given(BLOCKS, st.integers(16, 44), st.integers(1, 3))
def test_the_lines_set_for_a_place_beside_a_figure_stand_beside_it_and_nothing_else_does(
    blocks: list[FlowBlock], lines: int, columns: int
) -> None:
    for page in paginate(blocks, Frame(columns, lines, SHAPE)):
        figures = [(item, placed.block) for item, placed in blocks_of(page) if isinstance(placed.block, BesideBlock)]
        for item, placed in blocks_of(page):
            for line in range(item.top, item.top + height(item)):
                is_beside = isinstance(placed.block, TextBlock) and placed.first + line - item.top < placed.block.beside
                over = [one for one, figure in figures if one.column == item.column and one.top <= line < one.top + figure.lines]
                assert bool(over) == is_beside
        assert all(item.top + figure.lines <= lines for item, figure in figures)


def test_heads_and_a_figure_too_tall_for_one_page_are_parted() -> None:
    heads = [HeadBlock(3, 2, (), (), 2, "分目", "s", ()) for _ in range(2)]
    pages = paginate([*heads, frame(12, "page", False)], Frame(1, 16, SHAPE))
    assert shown(pages) == ["head@-1:0", "head@-1:0 frame@-1:2"]


def height(item: Set) -> int:
    placed = item.placed
    if isinstance(placed, Foot):
        return placed.height
    match placed.block:
        case TextBlock():
            return placed.last - placed.first
        case HeadBlock():
            return placed.block.lines_at_top if placed.last else placed.block.lines
        case TableBlock():
            return table_lines(placed.block, placed.first, placed.last, LEADING)
        case FrameBlock():
            return placed.block.lines
        case BesideBlock():
            return 0  # the lines beside it are counted
    raise AssertionError


@settings(max_examples=400, deadline=None)
@given(BLOCKS, st.integers(16, 44), st.integers(1, 3))
def test_no_widow_line_and_no_stranded_head(blocks: list[FlowBlock], lines: int, columns: int) -> None:
    for page in paginate(blocks, Frame(columns, lines, SHAPE)):
        stacks: dict[int, list[Set]] = {}
        for item in page:
            stacks.setdefault(item.column, []).append(item)
        for stack in stacks.values():
            own = [placed for _, placed in blocks_of(tuple(stack)) if not is_float(placed.block)]
            if not own:
                continue
            first = own[0]
            if isinstance(first.block, TextBlock) and first.first > 0:
                assert first.last - first.first > 1 or first.last < len(first.block.lines)
            last = own[-1]
            followed = any(not isinstance(b, HeadBlock | BreakBlock) and not is_float(b) for b in blocks[last.index + 1 :])
            if isinstance(last.block, HeadBlock) and len(own) > 1:
                assert not followed or any(isinstance(b, BreakBlock) or is_wide(b) for b in blocks[last.index + 1 :])


def is_float(block: FlowBlock) -> bool:
    return isinstance(block, FrameBlock | TableBlock) and block.floating


def is_wide(block: FlowBlock) -> bool:
    return isinstance(block, FrameBlock | TableBlock) and block.width == "page"


def test_last_columns_are_level() -> None:
    pages = paginate([text(1) for _ in range(20)], Frame(2, 44, SHAPE))
    columns = [[s for s in pages[0] if s.column == c] for c in (0, 1)]
    assert [len(column) for column in columns] == [10, 10]


def test_a_head_takes_fewer_lines_at_a_columns_head() -> None:
    column = fill_column([head(), text(4), head(), text(4)], Cursor(), Space(44, SHAPE, True))
    assert [placed.top for placed in column.placed] == [0, 2, 6, 9]


def test_a_float_goes_to_the_next_columns_head_and_text_flows_on() -> None:
    column = fill_column([text(4), frame(8), text(10)], Cursor(), Space(10, SHAPE, True))
    assert [(p.index, p.top, p.first, p.last) for p in column.placed] == [(0, 0, 0, 4), (2, 4, 0, 6)]
    after = fill_column([text(4), frame(8), text(10)], column.cursor, Space(14, SHAPE, True))
    assert [(p.index, p.top) for p in after.placed] == [(1, 0), (2, 9)]


def test_a_table_that_fits_a_column_is_not_cut() -> None:
    blocks = [text(30), table(20, floating=False), text(4)]
    first, second = paginate(blocks, Frame(1, 44, SHAPE))
    assert [p.index for _, p in blocks_of(first)] == [0] and (blocks_of(second)[0][1].first, blocks_of(second)[0][1].last) == (0, 20)


def test_a_long_table_is_cut_between_rows_and_keeps_three_rows_together() -> None:
    long = table(43)
    assert rows_that_fit(long, 0, 44, LEADING) == 40  # 42 would fit; one row would be left alone
    pages = paginate([long], Frame(1, 44, SHAPE))
    assert [(p.first, p.last) for page in pages for _, p in blocks_of(page)] == [(0, 40), (40, 43)]


def test_full_width_block_levels_the_columns_above_it() -> None:
    pages = paginate([*(text(1) for _ in range(10)), frame(5, "page", False), *(text(1) for _ in range(6))], Frame(2, 44, SHAPE))
    assert shown(pages) == [(
        "text@0:0 text@0:1 text@0:2 text@0:3 text@0:4 text@1:0 text@1:1 text@1:2 text@1:3 text@1:4 frame@-1:6 "
        "text@0:12 text@0:13 text@0:14 text@1:12 text@1:13 text@1:14"
    )]
