"""What the checks find in one file by itself; kept between builds while neither it nor anything it is held against has changed."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import TypeVar

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
    """The proofs of the files of one edition."""

    def __init__(self, desk: Desk) -> None:
        edition = desk.edition
        self._desk, self._printed = desk, frozenset(edition.printed())
        self._standing, self._held_against = edition.source.edition.standing, _held_against(desk)
        keys = {sheet: self._key("file", sheet.file.digest, sheet.file.shown) for sheet in edition.sheets()}
        self.by_sheet: Mapping[Sheet, Proof] = dict(zip(keys, self._all(keys, Proof, self._made), strict=True))

    def _all(self, keys: Mapping[Sheet, bytes], kind: type[Kept], make: Callable[[Sheet], Kept]) -> list[Kept]:
        """What is made of each file; of those of which no earlier build kept it by several processes, when they are large enough."""
        found = {sheet: self._kept(key, kind) for sheet, key in keys.items()}
        missing = [sheet for sheet, kept in found.items() if not kept]
        jobs = self._desk.edition.source.jobs if sum(len(sheet.file.content) for sheet in missing) >= WORTH else 1
        made = zip(missing, InTurn(make, missing, jobs).results(), strict=True)
        new = {sheet: self._keep(keys[sheet], one) for sheet, one in made}
        return [kept or new[sheet] for sheet, kept in found.items()]

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
        return self._all(keys, Counts, partial(counted, desk=self._desk))

    def ledger(self, desk: Desk) -> LedgerProof:
        """The ledger against itself."""
        key = self._key("ledger")
        return self._kept(key, LedgerProof) or self._keep(key, balanced(desk))

    def _key(self, *what: object) -> bytes:
        return digest(*what, self._held_against) if self._held_against else b""

    def _kept(self, key: bytes, kind: type[Kept]) -> Kept | None:
        return recalled(self._standing.get("proof", key), kind) if key else None

    def _keep(self, key: bytes, made: Kept) -> Kept:
        if key:
            self._standing.put("proof", key, packed(made))
        return made


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
