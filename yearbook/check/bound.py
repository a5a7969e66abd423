"""Edition → how much of it is bound to the ledger: references to figures in text, tables, charts and scorecards."""


from yearbook.check.walk import nouns, texts
from yearbook.frozen import frozen
from yearbook.model.blocks import Module, Point
from yearbook.model.edition import Edition


@frozen
class Bound:
    """`references` counts every use, `figures` the different figures used, `held` all that the ledger has."""

    references: int
    figures: int
    held: int


def bound(edition: Edition) -> Bound:
    """What the printed parts refer to."""
    used: list[str] = []
    for printed in (edition.note, *edition.chapters, edition.glossary, edition.chronicle, edition.plates):
        for _, noun in nouns(printed) if printed else ():
            if isinstance(noun, Point | Module) and noun.fact:
                used.append(noun.fact)
            used.extend(span.target for _, words in texts(noun) for span in words if span.kind == "figure")
    return Bound(len(used), len({reference.partition(":")[0] for reference in used}), len(edition.facts))
