"""What is delivered to a printer: the printing a file is made for, what is asked of it, what was found in it."""

from yearbook.frozen import frozen
from yearbook.problems import Place, Problem


@frozen
class Intent:
    """A printing condition and its ICC profile."""

    identifier: str
    registry: str
    condition: str
    profile: bytes


@frozen
class Demands:
    """What a file for print must keep to; lengths in 1/1000 pt, inks in percent.

    `rich`: the blacks of more than one ink that are wanted. `pages` must be a multiple of `signature`, 0 asks nothing.
    """

    trim: tuple[int, int]
    bleed: int
    identifier: str
    ink: int
    line: int
    tint: int
    black: int
    rich: frozenset[tuple[int, int, int, int]]
    dpi: int
    line_dpi: int
    signature: int = 0
    pages: int = 0


@frozen
class Finding:
    """What keeps a file from passing a check: the code of a message with its values, and the page, 0 for the file."""

    code: str
    page: int = 0
    values: tuple[tuple[str, str], ...] = ()

    def problem(self, file: str) -> Problem:
        """As a problem of that file; its pages count as lines do."""
        return Problem(self.code, Place(file, self.page), self.values)


@frozen
class Check:
    """One check by its name: how many things it judged, and what it found."""

    name: str
    judged: int
    findings: tuple[Finding, ...] = ()


@frozen
class Preflight:
    """What was checked of one file: `part` is text or cover; `plates` how many pages are printed from CMYK, K or nothing (-)."""

    part: str
    pages: int
    checks: tuple[Check, ...]
    plates: tuple[tuple[str, int], ...] = ()

    @property
    def findings(self) -> tuple[Finding, ...]:
        """All of them."""
        return tuple(finding for check in self.checks for finding in check.findings)


@frozen
class TicketRow:
    """A line of the print ticket; "" where nobody has said it."""

    label: str
    value: str


@frozen
class Ticket:
    """付印单: what the printer must know, in groups, and what the files have passed."""

    title: str
    book: str
    groups: tuple[tuple[str, tuple[TicketRow, ...]], ...]
    reports: tuple[Preflight, ...]
