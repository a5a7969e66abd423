"""How much of a table a column takes: heights of its parts, and where it may be cut between rows."""

from yearbook.model.galley import TableBlock


def table_height(table: TableBlock, first: int, last: int) -> int:
    """Height in 1/1000 pt of rows first … last with caption, head and foot, and the notes under the last part."""
    rows = table.rows[first:last]
    height = _furniture(table, first) + sum(row.height + row.space for row in rows)
    if rows and first:
        height += (rows[0].again.height if rows[0].again else 0) - rows[0].space
    return height + (table.notes.height if last == len(table.rows) else 0)


def _furniture(table: TableBlock, first: int) -> int:
    """What stands over and under the rows of a part: caption, head and foot rule, over notes alone the caption."""
    height = (table.continued if first else table.caption).height
    if first and first < len(table.rows) and table.rows[first].note:
        return height
    return height + table.head.height + table.foot.height


def table_lines(table: TableBlock, first: int, last: int, leading: int) -> int:
    """The same in lines of the grid."""
    return -(-table_height(table, first, last) // leading)


def rows_that_fit(table: TableBlock, first: int, height: int, leading: int) -> int:
    """The row after the last one that a part beginning with `first` can take in `height` lines."""
    room = height * leading
    used = _furniture(table, first)
    last = first
    while last < len(table.rows) - 1:
        row = table.rows[last]
        used += row.height + row.space
        if first and last == first:
            used += (row.again.height if row.again else 0) - row.space
        if used > room:
            break
        last += 1
    left = len(table.rows) - last
    return last - (table.min_rows - left) if 0 < left < table.min_rows and last - first > 2 * table.min_rows else last
