"""What the checks found in one file, so light that it can be kept: problems with their places, counts, words that others ask for."""

from typing import TypeAlias

from yearbook.frozen import frozen
from yearbook.model.source import Path
from yearbook.problems import Problem

Told: TypeAlias = tuple[Problem, tuple[str, ...]]  # a finding, which an editor may have accepted, and what it is about
Loose: TypeAlias = tuple[str, str, int, int, int]  # a number that nothing accounts for, the words around, its passage, start and end


@frozen
class Figures:
    """What the numbers of a printed file say: sums and years of its tables, values typed into text, slips of words and dates."""

    sums: tuple[Told, ...] = ()
    tables: tuple[Told, ...] = ()
    typed: tuple[Told, ...] = ()
    slips: tuple[Told, ...] = ()


NO_FIGURES = Figures()


@frozen
class Counts:
    """The numbers of a printed file: how many the ledger gave, how many each rule exempts, and the others."""

    bound: int
    exempt: tuple[tuple[str, int], ...]
    unbound: tuple[Loose, ...]


@frozen
class Proof:
    """One file read by itself, against the ledger and the registers of its edition; `sense` and `style` are its problems."""

    sense: tuple[Problem, ...]
    style: tuple[Problem, ...]
    letters: str  # none is wanting that is printed
    characters: int
    terms: tuple[tuple[str, Path], ...]  # marked for the index
    people: tuple[str, ...]  # ids of those who are named
    figures: Figures = NO_FIGURES


@frozen
class LedgerProof:
    """The ledger of an edition held against itself: what is told before the sums of tables and after them."""

    first: tuple[Told, ...]
    last: tuple[Told, ...]
