"""What the checks find in one file by itself; kept between builds while neither it nor anything it is held against has changed."""

from collections.abc import Callable, Mapping, Sequence
from functools import cached_property, partial
from typing import Generic, TypeVar

from yearbook.check.gathered import COUNTED, characters_of
from yearbook.check.index_terms import marked_terms, people_named
from yearbook.check.ledger import Desk, balanced, counted, read
from yearbook.check.sense import sense
from yearbook.check.shaped import Sheet
from yearbook.check.style import style
from yearbook.check.unfinished import unfinished
from yearbook.in_turn import WORTH, InTurn
from yearbook.model.blocks import Chapter
from yearbook.model.proof import NO_FIGURES, Counts, LedgerProof, Proof
from yearbook.packing import digest, packed, recalled

Kept = TypeVar("Kept", Proof, LedgerProof, Counts)


class Proofs:
    """The proofs of the files of one edition: other processes begin with them at once, this one when they are asked for."""

    def __init__(self, desk: Desk) -> None:
        edition = desk.edition
        self._desk, self._printed = desk, frozenset(edition.printed())
        self._standing, self._held_against = edition.source.edition.standing, _held_against(desk)
        keys = {sheet: self._key("file", sheet.file.digest, sheet.file.shown) for sheet in edition.sheets()}
        self._begun = _Begun(self, keys, Proof, self._made)

    @cached_property
    def by_sheet(self) -> Mapping[Sheet, Proof]:
        """The proof of each file."""
        return self._begun.all()

    def close(self) -> None:
        """Ends the other processes."""
        self._begun.close()

    def _made(self, sheet: Sheet) -> Proof:
        edition, names = self._desk.edition, self._desk.names
        printed = sheet in self._printed
        counted = isinstance(sheet.noun, Chapter) or sheet.file.name.removesuffix(".yaml") in COUNTED
        return Proof(
            tuple(sense(sheet, edition, names)),
            (*(style(sheet) if printed else ()), *unfinished(sheet, edition)),
            sheet.letters,
            characters_of(sheet, names) if counted else 0,
            tuple(marked_terms(sheet)),
            tuple(people_named(sheet, edition)),
            read(sheet, self._desk) if printed and edition.whole() else NO_FIGURES,
        )

    def counts(self, sheets: Sequence[Sheet]) -> list[Counts]:
        """The numbers of printed files. Why apart: they are asked for only when somebody is told how many are bound."""
        keys = {sheet: self._key("numbers", sheet.file.digest) for sheet in sheets}
        return [*_Begun(self, keys, Counts, partial(counted, desk=self._desk)).all().values()]

    def ledger(self, desk: Desk) -> LedgerProof:
        """The ledger against itself."""
        key = self._key("ledger")
        return self.kept(key, LedgerProof) or self.keep(key, balanced(desk))

    @property
    def jobs(self) -> int:
        """How many processes may work."""
        return self._desk.edition.source.jobs

    def kept(self, key: bytes, kind: type[Kept]) -> Kept | None:
        """What an earlier build found."""
        return recalled(self._standing.get("proof", key), kind) if key else None

    def keep(self, key: bytes, made: Kept) -> Kept:
        """What this one found, for a later build."""
        if key:
            self._standing.put("proof", key, packed(made))
        return made

    def _key(self, *what: object) -> bytes:
        return digest(*what, self._held_against) if self._held_against else b""


class _Begun(Generic[Kept]):
    """What is made of each file; of those of which no earlier build kept it by several processes, when they are large enough.

    The shortest chapter comes first, and here: what its checks compile and look up the other processes need not (20 ms in each).
    """

    def __init__(self, proofs: Proofs, keys: Mapping[Sheet, bytes], kind: type[Kept], make: Callable[[Sheet], Kept]) -> None:
        self._proofs, self._keys = proofs, keys
        self._found: dict[Sheet, Kept | None] = {sheet: proofs.kept(key, kind) for sheet, key in keys.items()}
        missing = [sheet for sheet, kept in self._found.items() if not kept]
        jobs = proofs.jobs if sum(map(_length, missing)) >= WORTH else 1
        first = min((sheet for sheet in missing if isinstance(sheet.noun, Chapter)), key=_length, default=None)
        if jobs > 1 and first:
            self._found[first] = proofs.keep(keys[first], make(first))
            missing.remove(first)
        self._missing: list[Sheet] = missing
        self._turns: InTurn[Sheet, Kept] = InTurn(make, missing, jobs)

    def all(self) -> dict[Sheet, Kept]:
        """It by the files, waited for."""
        made = zip(self._missing, self._turns.results(), strict=True)
        new = {sheet: self._proofs.keep(self._keys[sheet], one) for sheet, one in made}
        return {sheet: kept or new[sheet] for sheet, kept in self._found.items()}

    def close(self) -> None:
        """Ends the other processes."""
        self._turns.close()


def _length(sheet: Sheet) -> int:
    return len(sheet.file.content)


def _held_against(desk: Desk) -> bytes:
    """The digest of all that the checks of one file read besides; none when something of it is not to be kept, or has faults.

    That are edition.yaml, the ledger and the registers, the ids that references may lead to, and what the edition is read for.
    The digest of a file includes the program.
    """
    edition, ids = desk.edition, desk.names.ids
    source = edition.source
    files = [(name, file.digest, file.shown) for name, file in (("edition", source.edition), *source.companions.items())]
    if ids is None or not edition.whole() or not all(key for _, key, _ in files) or not all(file.digest for file in source.chapters):
        return b""
    return digest(source.folder, source.purpose, sorted(ids), files)
