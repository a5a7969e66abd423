"""A table as rows of marks that can be split between pages: caption, three rules, head, rows, notes and source."""

from yearbook.compose.captions import UNREAD, Elements, Place, Title, caption_elements, caption_marks, on_baseline
from yearbook.compose.marks import Structure
from yearbook.compose.paragraph import Typesetter
from yearbook.compose.table_breaks import is_cramped
from yearbook.compose.table_grid import Grid, grid_of
from yearbook.compose.table_head import head_row
from yearbook.compose.table_notes import note_rows
from yearbook.compose.table_rows import table_rows
from yearbook.compose.table_sheet import TableSheet
from yearbook.compose.table_spread import cut_at_gutter, spread_grid
from yearbook.frozen import replace
from yearbook.model.copy import Table
from yearbook.model.galley import RowMarks, TableBlock
from yearbook.model.page import ARTIFACT, Rule


def table_block(table: Table, setter: Typesetter) -> TableBlock:
    """The table; unsplit it takes whole lines of the grid, the rest of the last one stands below its notes."""
    if table.spread:
        return _over_spread(table, setter)
    return _set(*_fitted(table, setter), setter)


def _over_spread(table: Table, setter: Typesetter) -> TableBlock:
    """The table on two pages side by side; on one, with what is amiss, when that holds it as well or two do not."""
    page = setter.layout.page.width
    on_one = grid_of(table, setter, page)
    grid = spread_grid(table, setter)
    if grid is None or (on_one.fits and on_one.scale >= grid.scale):
        told = "spread-needless" if on_one.fits else "spread-wide"
        return replace(_set(*_fitted(replace(table, spread=False), setter), setter), misfit=told)
    block = _set(replace(table, unit="", width="page"), page, grid, setter)
    element = next((number for number, one in enumerate(block.elements) if one.tag == "Caption"), ARTIFACT)
    sheet = TableSheet(replace(table, caption=""), grid, page, setter, Structure(), ARTIFACT)
    return cut_at_gutter(block, grid, (_caption(sheet, "", (element, element)), _caption(sheet, "", UNREAD)), setter)


def _set(table: Table, width: int, grid: Grid, setter: Typesetter) -> TableBlock:
    """The table in its measure: of a spread the rows over both pages, the rest over the left one."""
    look = setter.layout.table
    structure = Structure()
    root = structure.add("Table", title=table.caption)
    sheet = TableSheet(table, grid, width, setter, structure, root)
    caption = _caption(sheet, table.label, caption_elements(structure, root, table.label) if table.caption else UNREAD)
    continued = _continued(sheet)
    over = replace(sheet, width=2 * width) if grid.cut else sheet
    head = head_row(over)
    rows = table_rows(over)
    foot = -look.bottom_rule // 2
    bottom = RowMarks(0, (Rule(0, foot, over.width, foot, look.bottom_rule, look.rule_colour),))
    above = caption.height + head.height + sum(row.height + row.space for row in rows)
    note_lines, notes = note_rows(sheet, above)
    return TableBlock(
        caption, continued, head, (*rows, *note_lines), bottom, notes, structure.done(), look.min_rows, table.width, table.floating,
        table.anchor, table.caption, table.label, table.turned, look.leave,
    )  # fmt: skip


def _fitted(table: Table, setter: Typesetter) -> tuple[Table, int, Grid]:
    """The table in its column; one that no column holds takes the page's width, one that this holds cramped or not at all its height."""
    page = setter.layout.page
    height = page.lines * page.leading - (page.leading - page.body)
    if table.turned:
        return replace(table, width="page"), height, grid_of(table, setter, height)
    width = page.width if table.width == "page" else page.column
    grid = grid_of(table, setter, width)
    if grid.fits and (width < page.width or not is_cramped(grid)):
        return table, width, grid
    over_page = grid if width == page.width else grid_of(table, setter, page.width)
    if height > page.width and (not over_page.fits or is_cramped(over_page)):
        lengthwise = grid_of(table, setter, height)
        if lengthwise.fits and not (over_page.fits and is_cramped(lengthwise)):
            return replace(table, width="page", turned=True), height, lengthwise
    return replace(table, width="page"), page.width, over_page


def _continued(sheet: TableSheet) -> RowMarks:
    """续表 7-1; a table without a number has 续 behind its title."""
    setter, table = sheet.setter, sheet.table
    if table.label or not table.caption:
        return _caption(sheet, setter.layout.caption.continued + table.label if table.label else "", UNREAD)
    unnumbered = replace(table, caption=f"{table.caption}{setter.layout.table.group_continued}")
    return _caption(replace(sheet, table=unnumbered), "", UNREAD)


def _caption(sheet: TableSheet, label: str, elements: Elements) -> RowMarks:
    """The caption on the baseline of the grid; a further line is set as close as the style's leading."""
    setter, table = sheet.setter, sheet.table
    if not (label or table.caption or table.unit):
        return RowMarks(0, ())  # the page's title says it
    style = setter.layout.caption.style
    top = on_baseline(setter, style)
    title = Title(label, table.caption, table.unit)
    marks, foot = caption_marks(title, setter, Place(0, top, sheet.width), elements)
    return RowMarks(setter.layout.page.leading + foot - top - setter.style(style).size, tuple(marks))
