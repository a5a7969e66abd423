"""勘误 as copy: a table of what stood where and what is right, grouped by the edition it stood in."""

from yearbook.edit.figures import Ledger
from yearbook.model.copy import ErrataPart, Table, TableColumn, TableRow
from yearbook.model.edition import ErrataFile, Erratum
from yearbook.model.text import Span

HEADS = ("位置", "误", "正", "说明")


def errata_part(file: ErrataFile, ledger: Ledger) -> ErrataPart:
    """The errata in their order; the column of remarks only when there are any."""
    with_notes = any(erratum.note for erratum in file.errata)
    heads = HEADS if with_notes else HEADS[:-1]
    columns = tuple(TableColumn(head, "left", 0) for head in heads)
    rows: list[TableRow] = []
    edition = ""
    for erratum in file.errata:
        if erratum.edition != edition:
            edition = erratum.edition
            rows.append(TableRow(((Span(edition),), *(() for _ in heads[1:])), 0, False, "group"))
        rows.append(TableRow(tuple((Span(text),) if text else () for text in _texts(erratum)[: len(heads)]), 0, False))
    table = Table("", "", "", columns, tuple(rows), (), "", "page", "errata.table", False)
    return ErrataPart(file.title, file.title_en, ledger.resolve(file.intro), table, "errata")


def _texts(erratum: Erratum) -> tuple[str, ...]:
    return erratum.place, erratum.wrong, erratum.right, erratum.note
