"""Source → Edition and Layout, or Problems: shape, sense, assets, style. All problems of all files come in one run."""

from collections.abc import Callable, Mapping
from contextlib import closing
from functools import lru_cache, partial
from typing import TYPE_CHECKING, Any

from yearbook.check.agenda import check_agenda
from yearbook.check.assets import assets
from yearbook.check.bound import Bound, bound
from yearbook.check.charts import charts
from yearbook.check.design import check_layout, design
from yearbook.check.earlier import check_earlier, findings_blocks, series_blocks
from yearbook.check.face_facts import FaceFacts, face_facts
from yearbook.check.fallbacks import Fallback, fallbacks
from yearbook.check.gathered import gathered
from yearbook.check.imprint import imprint
from yearbook.check.index_terms import index_terms
from yearbook.check.ledger import Desk, Wider, audit, covered
from yearbook.check.letters import letters
from yearbook.check.misfits import misfits
from yearbook.check.pictures import bad_picture, pictures
from yearbook.check.proof import Proofs
from yearbook.check.references import duplicates
from yearbook.check.resolution import resolution
from yearbook.check.shaped import names_of, shape_files
from yearbook.frozen import replace
from yearbook.model.edition import Edition
from yearbook.model.source import Source
from yearbook.model.text import BodyText, Words
from yearbook.problems import ContentError, Problem, has_errors

if TYPE_CHECKING:
    from yearbook.model.layout import Layout

__all__ = [
    "SCHEMAS", "Bound", "FaceFacts", "Fallback", "Wider", "bad_picture", "bound", "check_agenda", "check_edition", "check_layout",
    "face_facts", "fallbacks", "misfits", "resolution", "schema_of",
]  # fmt: skip

SCHEMAS = (
    "edition", "chapter", "note", "facts", "honors", "people", "glossary", "chronicle", "plates", "sources", "errata",
    "organisations", "checks", "board", "index", "indicators", "layout", "agenda",
)  # fmt: skip


def check_edition(
    source: Source, body: Callable[[str], BodyText], inline: Callable[[str], Words], missing: Callable[[str], str] | None = None,
    layout: "Layout | None" = None, wider: Wider | None = None,
) -> tuple[Edition, "Layout", tuple[Problem, ...]]:
    """The edition and its layout as nouns, with the warnings found on the way.

    `body` and `inline` turn text into spans; `missing`, when given, returns those characters of a text that no face has;
    `layout` is the edition's when it has been checked before; `wider`, when given, are the earlier editions and the source
    texts that the ledger is held against.
    Raises ContentError with all errors and warnings when there is an error.
    """
    found: list[Problem] = []
    context = {"body": body, "inline": inline}
    edition = shape_files(source, context, found)
    earlier = check_earlier(source, context, found)
    layout = layout or design(source.layout, found)
    names = names_of(edition)
    desk = Desk(edition, names)
    printed = edition.printed()
    with closing(Proofs(desk)) as proofs:  # other processes may prove files while this one sees to what lies beside them
        twice, imprinted = [*duplicates(edition)], [*imprint(edition)]
        shown = [*pictures(edition, layout), *assets(edition)]
        over_series = (*series_blocks(edition, names, earlier), *charts(edition, names, earlier))
        audited = audit(desk, lambda: [proofs.by_sheet[sheet].figures for sheet in printed], wider, proofs.ledger)
        each = tuple(proofs.by_sheet.values())
    written = {sheet.file.name: proof.letters for sheet, proof in proofs.by_sheet.items()}
    for stream in (
        twice, *(proof.sense for proof in each), imprinted, over_series, shown, *(proof.style for proof in each),
        letters(edition, written, missing),
    ):  # fmt: skip
        found.extend(stream)
    index_problems, depth = index_terms(edition, proofs.by_sheet)
    found.extend(index_problems)
    found.extend(audited.problems)
    found.extend(findings_blocks(edition, bool(audited.acknowledged)))
    problems = tuple(sorted(dict.fromkeys(found), key=lambda problem: problem.place))
    if has_errors(problems) or layout is None:
        raise ContentError(problems)
    checked = replace(
        gathered(edition, names, sum(proof.characters for proof in each)),
        acknowledged=audited.acknowledged, earlier=earlier, index_depth=depth,
        counted=lru_cache(maxsize=1)(partial(covered, printed, proofs.counts, names)),
    )  # fmt: skip
    return checked, layout, problems


def schema_of(name: str) -> Mapping[str, Any]:
    """The JSON Schema of a kind of file, one of SCHEMAS, with titles and descriptions. Raises KeyError."""
    from yearbook.check.schema import schema_of as schema  # costs an import that no build needs

    return schema(name)
