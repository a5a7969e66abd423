"""What checking the ledger leaves for the reader: how much of the text is bound, and the findings that the editors let stand."""

from collections.abc import Callable, Mapping

from yearbook.frozen import frozen
from yearbook.problems import Place, Problem

NONE: Mapping[str, int] = {}
NO_HEADS: Mapping[str, str] = {}


@frozen
class Unbound:
    """A number of the text that nothing accounts for; its place is looked up only when it is told."""

    text: str
    around: str
    place: Callable[[], Place]


@frozen
class Coverage:
    """Numbers of the printed text: from the ledger, exempt by rule, and unbound."""

    bound: int = 0
    exempt: Mapping[str, int] = NONE
    unbound: tuple[Unbound, ...] = ()

    @property
    def exempted(self) -> int:
        """All that a rule exempts."""
        return sum(self.exempt.values())

    @property
    def total(self) -> int:
        """All numbers."""
        return self.bound + self.exempted + len(self.unbound)


@frozen
class Acknowledged:
    """A finding that stands, with the reason that the edition prints; `heads` are the titles of the entries, tables and
    so on that its places stand in, by the place as written.
    """

    problem: Problem
    reason: str
    heads: Mapping[str, str] = NO_HEADS
