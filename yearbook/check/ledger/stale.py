"""Stale copy: entries nearly the same as an entry of an earlier edition."""

from collections.abc import Iterable, Iterator, Sequence
from difflib import SequenceMatcher

from yearbook.check.ledger.finding import Finding, finding
from yearbook.frozen import frozen
from yearbook.model.source import Path, SourceFile

SAME = 0.8  # of the text; genre.md D.4
SHORTEST = 40  # letters: below it two sentences about one thing are alike by nature
COMMON = 30  # entries: a run of letters that more of them have tells nothing about which is which
_GRAM = 4


@frozen
class Copy:
    """The text of an entry where it stands; `edition` names its volume."""

    title: str
    text: str
    file: SourceFile
    path: Path
    edition: str


def stale(entries: Sequence[Copy], earlier: Iterable[Copy]) -> Iterator[Finding]:
    """Each entry against the earlier one most like it. Cost: 0.2 s for a million letters on each side."""
    old = [copy for copy in earlier if len(copy.text) >= SHORTEST]
    index: dict[str, list[int]] = {}
    for number, copy in enumerate(old):
        for gram in _sample(copy.text):
            index.setdefault(gram, []).append(number)
    for copy in entries if index else ():
        if len(copy.text) < SHORTEST:
            continue
        hits: dict[int, int] = {}
        grams = [gram for gram in _sample(copy.text) if len(index.get(gram, ())) <= COMMON]
        for gram in grams:
            for number in index.get(gram, ()):
                hits[number] = hits.get(number, 0) + 1
        # four changed letters in a hundred break sixteen runs: texts that are alike by 80 % still share half of them
        likely = sorted(((count, number) for number, count in hits.items() if count * 2 >= len(grams) > 4), reverse=True)[:1]
        best = max(((_alike(copy.text, old[number].text), number) for _, number in likely), default=(0.0, -1))
        if best[0] >= SAME:
            yield _finding(copy, old[best[1]], best[0])


def _sample(text: str) -> set[str]:
    """About a quarter of the runs of four letters, chosen by what they are and not by where they stand."""
    return {text[at : at + _GRAM] for at in range(len(text) - _GRAM + 1) if ord(text[at]) % 4 == 0}


def _alike(one: str, other: str) -> float:
    """The share of letters that stand in both, in one order."""
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    return matcher.ratio() if matcher.real_quick_ratio() >= SAME and matcher.quick_ratio() >= SAME else 0.0


def _finding(copy: Copy, before: Copy, share: float) -> Finding:
    changes = [
        f"{before.text[a:b]}→{copy.text[c:d]}"
        for kind, a, b, c, d in SequenceMatcher(None, before.text, copy.text, autojunk=False).get_opcodes()
        if kind != "equal"
    ]
    shared = max(SequenceMatcher(None, before.text, copy.text, autojunk=False).get_matching_blocks(), key=lambda block: block.size)
    return finding(
        "stale-copy", copy.file.locate((*copy.path, "entry")), (copy.title,), title=copy.title, before=before.title, edition=before.edition,
        percent=round(share * 100), shared=before.text[shared.a : shared.a + min(shared.size, 24)], changes="；".join(changes[:6]) or "—",
        other=before.file.locate((*before.path, "entry")),
    )  # fmt: skip
