"""Is a bag as it was made? Every missing, extra and altered file is named, and so is every fault of the files that tell of them."""

import hashlib
import os
import re
from collections.abc import Callable, Iterable, Mapping
from typing import TypeAlias
from unicodedata import normalize

from yearbook.deliver.bag.opened import DECLARATION, Opened
from yearbook.deliver.bag.sm3 import Digest, sm3
from yearbook.deliver.bag.tagfiles import Declaration, Manifest, declaration, fetched, info, manifests, tag_text
from yearbook.frozen import frozen
from yearbook.problems import Place, Problem, Severity, has_errors

OURS = "Yearbook-Bag"  # the label of bag-info.txt that says: one of ours, so that all of the below must be there
SM3_LIST = "sm3.txt"
ALGORITHMS = ("sha256", "sha512")  # of our manifests
_UNFINISHED = re.compile(r"\..+\.part-[0-9a-z_]+")
_OXUM = re.compile(r"(\d+)\.(\d+)")

Digests: TypeAlias = Mapping[str, Mapping[str, str]]  # of every file, by algorithm
Tell: TypeAlias = Callable[[str], None]


@frozen
class Verdict:
    """What a bag was found to be: `problems` (none of them an error when it is whole), what bag-info says, its size."""

    shown: str
    problems: tuple[Problem, ...]
    info: tuple[tuple[str, str], ...] = ()
    files: int = 0
    bytes: int = 0
    algorithms: tuple[str, ...] = ()
    shelf: bool = False  # on a folder of bags and its index

    @property
    def sound(self) -> bool:
        """Whether the bag is as it was made."""
        return not has_errors(self.problems)

    def told(self, label: str) -> str:
        """What bag-info says under a label; "" when it has none."""
        return next((value for key, value in self.info if key == label), "")


def _silent(name: str) -> None:
    """Tells nobody."""


def judge(bag: Opened, tell: Tell = _silent) -> Verdict:
    """The verdict on an opened bag; `tell` hears the name of every file as it is read."""
    found = list(bag.problems)
    if _UNFINISHED.fullmatch(os.path.basename(os.path.abspath(bag.shown))):
        found.append(Problem.of("bag-unfinished", Place(bag.shown)))
    declared = None if has_errors(tuple(found)) and not bag.sizes else declaration(bag, found)
    if declared is None:
        return Verdict(bag.shown, _sorted(found))
    listed = manifests(bag, declared, found)
    if not any(not one.tags for one in listed):
        found.append(Problem.of("bag-no-manifest", Place(bag.shown)))
    file = "bag-info.txt" if declared.version >= (0, 96) else "package-info.txt"
    told = info(bag, file, declared, found)
    ours = OURS in dict(told)
    sm3_list = _sm3_list(bag, declared, found) if ours else None
    everything = (*listed, *([sm3_list] if sm3_list else []))
    _judge_names(bag, listed, declared, ours, found)
    digests = _digests(bag, everything, found, tell)
    _judge_digests(bag, everything, digests, found)
    _judge_oxum(bag, file, told, ours, found)
    for number, name in fetched(bag, declared, found):
        if name not in bag.sizes:
            found.append(Problem.of("bag-not-fetched", bag.place("fetch.txt", number), path=name))
    if ours:
        _judge_ours(bag, listed, sm3_list, found)
    payload = [size for name, size in bag.sizes.items() if name.startswith("data/")]
    names = tuple(dict.fromkeys(one.algorithm for one in everything))
    return Verdict(bag.shown, _sorted(found), told, len(payload), sum(payload), names)


def _sorted(found: Iterable[Problem]) -> tuple[Problem, ...]:
    return tuple(sorted(dict.fromkeys(found), key=lambda problem: (problem.place, problem.code)))


def _judge_names(bag: Opened, listed: tuple[Manifest, ...], declared: Declaration, ours: bool, found: list[Problem]) -> None:
    """Files that are listed and not there, there and not listed, or listed in some manifests only."""
    there = set(bag.sizes)
    for tags in (False, True):
        kind = [one for one in listed if one.tags is tags]
        names = {name: one for one in reversed(kind) for name in one.digests()}
        for name in sorted(names.keys() - there):
            _judge_missing(bag, name, there, ours, found)
        held = {name for name in there if name.startswith("data/") is not tags}
        held -= {name for name in held if tags and (name.startswith("tagmanifest-") or not ours)}
        extra = (n for n in sorted(held - names.keys()) if normalize("NFC", n) not in names and normalize("NFD", n) not in names)
        found += [Problem.of("bag-extra", bag.place(name)) for name in extra]
        for one in kind:
            short = sorted(names.keys() - one.digests().keys())
            if declared.version >= (1, 0) or tags is False:
                found += [Problem.of("bag-unlisted", bag.place(name), manifest=one.file) for name in short]


def _judge_missing(bag: Opened, name: str, there: set[str], ours: bool, found: list[Problem]) -> None:
    other = next((form for form in (normalize("NFD", name), normalize("NFC", name)) if form != name and form in there), "")
    if other:
        severity = Severity.ERROR if ours else Severity.WARNING
        found.append(Problem.of("bag-name-form", bag.place(other), severity, form="NFD" if other != normalize("NFC", other) else "NFC"))
    else:
        found.append(Problem.of("bag-missing", bag.place(name)))


def _digests(bag: Opened, listed: Iterable[Manifest], found: list[Problem], tell: Tell) -> Digests:
    """Every listed file read once, by all the algorithms that list it."""
    wanted: dict[str, set[str]] = {}
    for one in listed:
        if _hasher(one.algorithm) is None:
            found.append(Problem.of("bag-algorithm", bag.place(one.file), Severity.WARNING, algorithm=one.algorithm))
            continue
        for name in one.digests():
            wanted.setdefault(_on_disk(bag, name), set()).add(one.algorithm)
    digests: dict[str, dict[str, str]] = {}
    for name in (name for name in bag.sizes if name in wanted):
        tell(name)
        hashers = {algorithm: hasher for algorithm in wanted[name] if (hasher := _hasher(algorithm))}
        try:
            for piece in bag.pieces(name):
                for hasher in hashers.values():
                    hasher.update(piece)
        except OSError as error:
            found.append(Problem.of("bag-unreadable", bag.place(name), reason=error.strerror or error))
            continue
        digests[name] = {algorithm: hasher.hexdigest() for algorithm, hasher in hashers.items()}
    return digests


def _on_disk(bag: Opened, name: str) -> str:
    """The name of a file as it lies there, when only its composition differs."""
    forms = (name, normalize("NFC", name), normalize("NFD", name))
    return next((form for form in forms if form in bag.sizes), name)


def _hasher(algorithm: str) -> Digest | None:
    if algorithm == "sm3":
        return sm3()
    try:
        return hashlib.new(algorithm, usedforsecurity=False)
    except ValueError:
        return None


def _judge_digests(bag: Opened, listed: tuple[Manifest, ...], digests: Digests, found: list[Problem]) -> None:
    """A file that no list knows is altered; where lists disagree about one, the list that stands alone is."""
    verdicts: dict[str, dict[Manifest, bool]] = {}
    for one in listed:
        for name, digest in one.digests().items():
            real = digests.get(_on_disk(bag, name), {}).get(one.algorithm)
            if real is not None:
                verdicts.setdefault(name, {})[one] = real == digest
    for name, by_list in verdicts.items():
        if not any(by_list.values()):
            found.append(Problem.of("bag-altered", bag.place(name), lists="、".join(one.file for one in by_list)))
        elif not all(by_list.values()):
            found += [Problem.of("bag-list-altered", bag.place(one.file), path=name) for one, right in by_list.items() if not right]


def _judge_oxum(bag: Opened, file: str, told: tuple[tuple[str, str], ...], ours: bool, found: list[Problem]) -> None:
    values = [value for label, value in told if label == "Payload-Oxum"]
    place = bag.place(file)
    if not values:
        if ours:
            found.append(Problem.of("bag-info-lacks", place, label="Payload-Oxum"))
        return
    match = _OXUM.fullmatch(values[0])
    sizes = [size for name, size in bag.sizes.items() if name.startswith("data/")]
    if match is None:
        found.append(Problem.of("bag-oxum-form", place, value=values[0]))
    elif (int(match[1]), int(match[2])) != (sum(sizes), len(sizes)):
        found.append(Problem.of("bag-oxum", place, said=values[0], real=f"{sum(sizes)}.{len(sizes)}"))


def _sm3_list(bag: Opened, declared: Declaration, found: list[Problem]) -> Manifest | None:
    text = tag_text(bag, SM3_LIST, declared.encoding, found) if SM3_LIST in bag.sizes else None
    if text is None:
        found.append(Problem.of("bag-missing", bag.place(SM3_LIST)))
        return None
    parts = ((number, line.partition("  ")) for number, line in enumerate(text.split("\n"), 1) if "  " in line)
    return Manifest(SM3_LIST, "sm3", tags=True, lines=tuple((number, digest, name) for number, (digest, _, name) in parts))


def _judge_ours(bag: Opened, listed: tuple[Manifest, ...], sm3_list: Manifest | None, found: list[Problem]) -> None:
    """What bags of this program have beside what the standard asks: all four manifests and the SM3 list, each exactly as we write it."""
    files = {one.file for one in listed}
    wanted = (f"{kind}-{algorithm}.txt" for kind in ("manifest", "tagmanifest") for algorithm in ALGORITHMS)
    found += [Problem.of("bag-missing", bag.place(name)) for name in wanted if name not in files]
    for one in (*listed, *([sm3_list] if sm3_list else [])):
        alike = (other for other in listed if other.tags is one.tags and one is not sm3_list)
        short = any(other.digests().keys() - one.digests().keys() for other in alike)
        try:
            real = b"".join(bag.pieces(one.file))
        except OSError:
            continue
        if short or real != one.written().encode():
            found.append(Problem.of("bag-list-form", bag.place(one.file)))
    if sm3_list:
        names = {name for one in listed for name in one.digests() if name != SM3_LIST}
        lost = sorted(names - sm3_list.digests().keys())
        found += [Problem.of("bag-unlisted", bag.place(name), manifest=SM3_LIST) for name in lost]
    found += [Problem.of("bag-name-form", bag.place(name), form="NFD") for name in bag.sizes if name != normalize("NFC", name)]
    if DECLARATION in bag.sizes and "fetch.txt" in bag.sizes:
        found.append(Problem.of("bag-extra", bag.place("fetch.txt")))
