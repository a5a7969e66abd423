"""The ledger: figures against one another, against the printed text, against earlier editions and against their sources.

`audit` looks at what it is given; without earlier editions or source texts it keeps to the edition in hand.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache, partial

from yearbook.check.joined import joined
from yearbook.check.ledger import growth, ranks, sums, values
from yearbook.check.ledger.acknowledge import Reach, sorted_out
from yearbook.check.ledger.coverage import coverage
from yearbook.check.ledger.desk import Desk, Wider
from yearbook.check.ledger.entries import entries
from yearbook.check.ledger.finding import Finding, finding
from yearbook.check.ledger.printed import Passage, passages
from yearbook.check.ledger.text_dates import dates
from yearbook.check.ledger.wording import SLIPPERY, wording
from yearbook.check.shaped import Names, Sheet
from yearbook.frozen import frozen
from yearbook.model.blocks import Chapter, Row
from yearbook.model.facts import Relation
from yearbook.model.ledger import Acknowledged, Coverage, Unbound
from yearbook.model.proof import Figures, LedgerProof, Loose, Told
from yearbook.problems import Place, Problem

__all__ = ["Audit", "Desk", "Wider", "audit", "balanced", "read"]


@frozen
class Audit:
    """Problems to be told, findings that stand, and how much of the text is bound."""

    problems: tuple[Problem, ...] = ()
    acknowledged: tuple[Acknowledged, ...] = ()
    coverage: Coverage = Coverage()


def audit(desk: Desk, proofs: Sequence[tuple[Sheet, Figures]], wider: Wider | None, ledger: Callable[[Desk], LedgerProof]) -> Audit:
    """Everything the ledger has to say; of an edition that is not whole only what its entries say by themselves.

    `proofs` are what `read` found in the printed files, `ledger` gives what `balanced` finds.
    """
    names, edition = desk.names, desk.edition
    if not edition.whole() or names.facts is None or names.indicators is None:
        return Audit(tuple(one.problem for one in entries(desk.book)))
    found: list[Finding] = []
    if wider:  # a build does without: it costs a tenth of all checks and changes nothing that is printed
        from yearbook.check.ledger import wide

        desk = Desk(edition, names, tuple(wide.past_of(source, names.indicators) for source in wider.earlier))
        found.extend(wide.registered(desk))
        if wider.earlier:
            found.extend(wide.compared(desk))
        if wider.read:
            found.extend(wide.quoted(desk, wider.read, wider.folder))
    balance, told = balanced(desk) if wider else ledger(desk), [figures for _, figures in proofs]
    found += _findings(balance.first, *(one.sums for one in told), balance.last)
    found += _findings(*(one.tables for one in told), *(one.typed for one in told), *(one.slips for one in told))
    beyond = wider or Wider()
    reach = Reach(beyond.read is not None, wider is not None, frozenset(names.sources or ()))
    problems, standing = sorted_out(edition, found, reach)
    return Audit((*problems, *beyond.warnings), standing, _coverage(proofs, names))


def _findings(*told: Iterable[Told]) -> Iterator[Finding]:
    return (Finding(problem, about) for some in told for problem, about in some)


def _told(findings: Iterable[Finding]) -> tuple[Told, ...]:
    return tuple((one.problem, one.about) for one in findings)


def balanced(desk: Desk) -> LedgerProof:
    """The ledger against itself, in the order in which it is told: before the sums of tables, and after them."""
    stated = [
        (sheet, path, noun) for name in ("indicators", "facts") if (sheet := desk.edition.companions.get(name))
        for path, noun in sheet.of(Relation)
    ]  # fmt: skip
    relations = [relation for _, _, relation in stated]
    first = (*entries(desk.book), *sums.stated(stated), *sums.relations(desk.book, relations), *sums.spans(desk.book))
    return LedgerProof(_told(first), _told((*growth.growths(desk.books), *ranks.ranks(desk.book), *values.twice(desk.book))))


def read(sheet: Sheet, desk: Desk) -> Figures:
    """The numbers of one printed file: which the ledger gave, and what they say against it and one another."""
    texts = passages(sheet, desk.names)
    counted = coverage(texts, desk.numbered)
    typed = values.texts(((texts[at], number) for at, number in counted.loose), lambda: desk.book, desk.text_names)
    loose = [(number.text, _around(texts[at].text, number.start, number.end), at, number.start, number.end) for at, number in counted.loose]
    added: tuple[Told, ...] = ()
    tables: tuple[Told, ...] = ()
    if isinstance(sheet.noun, Chapter):
        added = _told(sums.table_sums(sheet, {passage.path: passage.text for passage in texts if type(passage.noun) is Row}))
        tables = _told(values.tables(sheet, lambda: desk.book, desk.row_names))
    return Figures(added, tables, _told(typed), _told(_slips(texts, desk)), counted.bound, tuple(counted.exempt.items()), tuple(loose))


def _around(text: str, start: int, end: int) -> str:
    return text[max(0, start - 8) : end + 6]


def _slips(texts: Sequence[Passage], desk: Desk) -> Iterator[Finding]:
    """What the printed text says about figures and dates; a quotation within a quotation is somebody else's slip."""
    calendar = desk.calendar
    for number in joined(passage.text for passage in texts).holding(SLIPPERY):
        passage = texts[number]
        text = passage.text
        for slip in (*wording(text), *(dates(text, calendar, passage.told) if calendar else ())):
            if text[max(0, slip.start - 1) : slip.start] != "‘":
                where = passage.place()
                yield finding(slip.code, passage.place(slip.start, slip.end), (text[slip.start : slip.end],), **slip.values, other=where)


def _coverage(proofs: Sequence[tuple[Sheet, Figures]], names: Names) -> Coverage:
    """The numbers of all files together."""
    exempt: dict[str, int] = {}
    unbound: list[Unbound] = []
    for sheet, figures in proofs:
        for rule, count in figures.exempt:
            exempt[rule] = exempt.get(rule, 0) + count
        texts = lru_cache(maxsize=1)(partial(passages, sheet, names))  # asked for only when a place is told
        unbound += [Unbound(loose[0], loose[1], partial(_place, texts, loose)) for loose in figures.unbound]
    counts = {rule: exempt[rule] for rule in sorted(exempt) if exempt[rule]}
    return Coverage(sum(figures.bound for _, figures in proofs), counts, tuple(unbound))


def _place(texts: Callable[[], list[Passage]], loose: Loose) -> Place:
    _, _, at, start, end = loose
    return texts()[at].place(start, end)
