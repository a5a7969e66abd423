"""What only made-up pages tell: what is higher than the page, heads that no page holds with what they head, needless spreads."""

from collections.abc import Iterator

from yearbook.model.edition import Edition
from yearbook.model.page import Pages
from yearbook.problems import Place, Problem, Severity

_LEVELS = {
    "overset": Severity.ERROR, "parted": Severity.WARNING, "spread-needless": Severity.ERROR, "spread-wide": Severity.ERROR,
}  # fmt: skip


SHOWN = 20  # characters of a title that is long beyond measure


def misfits(pages: Pages, edition: Edition) -> Iterator[Problem]:
    """A problem for each: what would run off its page, or is not set as asked, is an error."""
    for misfit in dict.fromkeys(pages.misfits):
        found = edition.captions.get(misfit.title)
        place = found[0].locate(found[1]) if found else Place(f"{edition.folder}/edition.yaml")
        yield Problem.of(misfit.kind, place, _LEVELS[misfit.kind], title=_short(misfit.title), page=misfit.folio)


def _short(title: str) -> str:
    return title if len(title) <= SHOWN else f"{title[:SHOWN]}……"
