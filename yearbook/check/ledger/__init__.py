"""The ledger: figures against one another, against the printed text, against earlier editions and against their sources.

`audit` looks at what it is given; without earlier editions or source texts it keeps to the edition in hand.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache, partial

from yearbook.check.joined import Joined, joined
from yearbook.check.ledger import growth, ranks, sums, values
from yearbook.check.ledger.acknowledge import Reach, sorted_out
from yearbook.check.ledger.coverage import coverage, loose
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
from yearbook.model.proof import Counts, Figures, LedgerProof, Loose, Told
from yearbook.problems import Place, Problem

__all__ = ["Audit", "Desk", "Wider", "audit", "balanced", "counted", "covered", "read"]


@frozen
class Audit:
    """Problems to be told, and findings that stand."""

    problems: tuple[Problem, ...] = ()
    acknowledged: tuple[Acknowledged, ...] = ()


def audit(desk: Desk, read_out: Callable[[], Sequence[Figures]], wider: Wider | None, ledger: Callable[[Desk], LedgerProof]) -> Audit:
    """Everything the ledger has to say; of an edition that is not whole only what its entries say by themselves.

    `read_out` gives what `read` found in the printed files, and is asked last, `ledger` what `balanced` finds.
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
    balance = balanced(desk) if wider else ledger(desk)
    told = read_out()
    found += _findings(balance.first, *(one.sums for one in told), balance.last)
    found += _findings(*(one.tables for one in told), *(one.typed for one in told), *(one.slips for one in told))
    beyond = wider or Wider()
    reach = Reach(beyond.read is not None, wider is not None, frozenset(names.sources or ()))
    problems, standing = sorted_out(edition, found, reach)
    return Audit((*problems, *beyond.warnings), standing)


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
    """What the numbers of one printed file say against the ledger and one another."""
    texts = passages(sheet, desk.names)
    whole = joined(passage.text for passage in texts)
    named = values.behind_names(texts, whole, desk.text_names)
    typed = values.texts(loose(named, joined(passage.text for passage in named), desk.numbered), lambda: desk.book, desk.text_names)
    added: tuple[Told, ...] = ()
    tables: tuple[Told, ...] = ()
    if isinstance(sheet.noun, Chapter):
        added = _told(sums.table_sums(sheet, {passage.path: passage.text for passage in texts if type(passage.noun) is Row}))
        tables = _told(values.tables(sheet, lambda: desk.book, desk.row_names))
    return Figures(added, tables, _told(typed), _told(_slips(texts, whole, desk)))


def _slips(texts: Sequence[Passage], whole: Joined, desk: Desk) -> Iterator[Finding]:
    """What the printed text says about figures and dates; a quotation within a quotation is somebody else's slip."""
    calendar = desk.calendar
    for number in whole.holding(SLIPPERY):
        passage = texts[number]
        text = passage.text
        for slip in (*wording(text), *(dates(text, calendar, passage.told) if calendar else ())):
            if text[max(0, slip.start - 1) : slip.start] != "‘":
                where = passage.place()
                yield finding(slip.code, passage.place(slip.start, slip.end), (text[slip.start : slip.end],), **slip.values, other=where)


def counted(sheet: Sheet, desk: Desk) -> Counts:
    """The numbers of one printed file: which the ledger gave, which are exempt, and the others."""
    texts = passages(sheet, desk.names)
    found = coverage(texts, joined(passage.text for passage in texts), desk.numbered)
    others = ((texts[at].text, at, start, end) for at, start, end in found.loose)
    told = tuple((text[start:end], text[max(0, start - 8) : end + 6], at, start, end) for text, at, start, end in others)
    return Counts(found.bound, tuple(found.exempt.items()), told)


def covered(sheets: Sequence[Sheet], counts: Callable[[Sequence[Sheet]], Sequence[Counts]], names: Names) -> Coverage:
    """The numbers of all printed files together; `counts` gives what `counted` finds in each."""
    exempt: dict[str, int] = {}
    unbound: list[Unbound] = []
    bound = 0
    for sheet, found in zip(sheets, counts(sheets), strict=True):
        bound += found.bound
        for rule, count in found.exempt:
            exempt[rule] = exempt.get(rule, 0) + count
        texts = lru_cache(maxsize=1)(partial(passages, sheet, names))  # asked for only when a place is told
        unbound += [Unbound(loose[0], loose[1], partial(_place, texts, loose)) for loose in found.unbound]
    return Coverage(bound, {rule: exempt[rule] for rule in sorted(exempt) if exempt[rule]}, tuple(unbound))


def _place(texts: Callable[[], list[Passage]], loose: Loose) -> Place:
    _, _, at, start, end = loose
    return texts()[at].place(start, end)
