"""Registers other than people: honours, errata, and names of programmes that vary by a numeral."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from yearbook.check.ledger.finding import Finding, finding, note
from yearbook.check.ledger.people import differ_by_one
from yearbook.check.ledger.printed import Passage
from yearbook.check.shaped import Sheet
from yearbook.check.unfinished import TO_COME
from yearbook.frozen import frozen
from yearbook.model.edition import Erratum
from yearbook.model.honours import bare, identity, same
from yearbook.model.registers import Honour
from yearbook.model.source import Path, SourceFile
from yearbook.patterns import late
from yearbook.problems import Place

_LEVELS = (
    ("national", late(r"^[“《]?(?:全国|国家级|国家(?=[^\u4e00-\u9fff]|先进|模范))")),
    ("provincial", late(r"^[“《]?(?:全省|省级|河南省)")),
    ("municipal", late(r"^[“《]?(?:全市|市级|[\u4e00-\u9fff]{2}市(?!场|政|民|区|级))")),
    ("district", late(r"^[“《]?(?:全区|区级)")),
)  # fmt: skip
_QUOTED = late(r"“([^“”]{3,16})”|([一二两三四五六七八九\d]带[一二两三四五六七八九\d]圈[一二两三四五六七八九十\d]街)")
_NUMERAL = frozenset("一二两三四五六七八九十0123456789")

_BLANKED = str.maketrans(dict.fromkeys(_NUMERAL, "#"))


@frozen
class Roll:
    """An honour where it stands; `year` is that of the edition."""

    honour: Honour
    file: SourceFile
    path: Path
    year: int

    @property
    def identity(self) -> tuple[str, str]:
        """Title and recipient without signs: the same honour in two lists."""
        return identity(self.honour)

    def place(self, key: str = "title") -> Place:
        """Where one of its keys stands."""
        return self.file.locate((*self.path, key))


def honours(rolls: Sequence[Roll], year: int) -> Iterator[Finding]:
    """Honours of this edition: given twice, at two levels, at a level their title denies, with a title one letter off."""
    first: dict[tuple[str, str], Roll] = {}
    by_recipient: dict[tuple[str, str], list[Roll]] = {}
    for roll in sorted(rolls, key=lambda one: one.year):
        honour = roll.honour
        if TO_COME.search(honour.title) or TO_COME.search(honour.recipient):
            continue  # still to be filled in: not yet the same as another
        one = first.setdefault(roll.identity, roll)
        if roll.year != year:
            continue
        about, told = (honour.title,), {"title": honour.title, "recipient": honour.recipient}
        if one is not roll:
            if one.honour.level != honour.level:
                levels = {"found": honour.level, "word": one.honour.level, "other": one.place()}
                yield finding("honour-levels", roll.place("level"), about, **told, **levels)
            elif one.year == year and same(honour, one.honour):
                units = {honour.reported_by, one.honour.reported_by} - {""}
                say = note if len(units) == 2 else finding  # reported by two units it is printed once, and nobody need mend it
                yield say("honour-reported" if len(units) == 2 else "honour-twice", roll.place(), about, **told, other=one.place())
        wanted = next((level for level, pattern in _LEVELS if pattern.match(honour.title)), honour.level)
        if wanted != honour.level:
            yield finding("honour-level", roll.place("level"), about, **told, found=honour.level, wanted=wanted, other=roll.place())
        for near in by_recipient.setdefault((roll.identity[1], honour.year), []):
            if near.identity != roll.identity and len(roll.identity[0]) >= 6 and differ_by_one(near.identity[0], roll.identity[0]):
                before = near.honour.title
                yield finding("honour-near", roll.place(), (honour.title, before), **told, before=before, other=near.place())
        by_recipient[(roll.identity[1], honour.year)].append(roll)
        if honour.year[:4].isdigit() and int(honour.year[:4]) > year:
            yield finding("honour-future", roll.place("year"), about, **told, year=honour.year, other=roll.place())


def errata(sheet: Sheet | None, earlier: Mapping[str, str]) -> Iterator[Finding]:
    """Corrections of editions that the series does not have, and of words that stand nowhere in theirs; texts by id and by year."""
    for path, noun in sheet.found if sheet else ():
        if not isinstance(noun, Erratum) or sheet is None:
            continue
        text, about = earlier.get(noun.edition), (noun.edition, noun.wrong)
        if text is None:
            known = "、".join(sorted(earlier)) or "—"
            yield finding("erratum-edition", sheet.file.locate((*path, "edition")), about, edition=noun.edition, known=known)
        elif bare(noun.wrong) not in text:
            yield finding("erratum-wrong", sheet.file.locate((*path, "wrong")), about, edition=noun.edition, text=noun.wrong)


def variants(passages: Iterable[Passage], earlier: Mapping[str, tuple[str, str]]) -> Iterator[Finding]:
    """A quoted name that an earlier edition has with another numeral: 一带两圈十街, 一带三圈十街.

    `earlier` gives edition and file by name.
    """
    told: set[str] = set()
    here = list(passages)
    own = {name for passage in here for name in names_in(passage.text)}
    candidates: dict[str, list[str]] = {}
    for name in earlier:
        if name not in own:
            candidates.setdefault(_frame_of(name), []).append(name)
    for passage in here if candidates else ():
        for found in _QUOTED.finditer(passage.text):
            name = found[1] or found[2]
            if name in told or name in earlier or not set(name) & _NUMERAL or name.startswith("第"):
                continue
            known = [other for near in (name, name[:-1], f"{name}0") for other in candidates.get(_frame_of(near), ())]
            like = next((other for other in known if _one_numeral(name, other)), None)
            if like:
                told.add(name)
                edition, file = earlier[like]
                place = passage.place(*found.span())
                yield note("name-varies", place, (name, like), name=name, before=like, edition=edition, other=file)


def names_in(text: str) -> Iterator[str]:
    """The quoted names of a text, and the layouts of 带, 圈, 街 that go unquoted."""
    if "“" in text or "圈" in text:
        for found in _QUOTED.finditer(text):
            yield found[1] or found[2]


def _frame_of(name: str) -> str:
    """The name without its numerals: names that differ in a numeral have one frame."""
    return name.translate(_BLANKED)


def _one_numeral(one: str, other: str) -> bool:
    """Whether they differ in one numeral, exchanged or added at the end of a number."""
    if differ_by_one(one, other):
        return all(a == b or {a, b} <= _NUMERAL for a, b in zip(one, other, strict=True)) and len(one) >= 4
    longer, shorter = (one, other) if len(one) > len(other) else (other, one)
    return longer[:-1] == shorter and shorter.isdigit() and longer.isdigit() and len(shorter) >= 4
