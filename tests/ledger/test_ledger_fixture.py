"""An edition with planted faults of every kind: each is found at its line, and nothing else is."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

from yearbook.messages import LANGUAGES, render
from yearbook.press import Order, review
from yearbook.problems import ContentError, Problem

FIXTURE = Path(__file__).parent / "fixture"
_FINDS = re.compile(r"#\s*finds:\s*(.+?)\s*$")
ELSEWHERE = {("2024/edition.yaml", 0, "series-broken"), ("sources/daily-2026.txt", 6, "name-lookalike")}


def planted() -> Counter[tuple[str, int, str]]:
    """What the comments of the fixture say: file, line, code."""
    found: Counter[tuple[str, int, str]] = Counter(ELSEWHERE)
    for path in (*FIXTURE.glob("2026/*.yaml"), *FIXTURE.glob("sources/*.txt")):
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
            match = _FINDS.search(line)
            for code in re.split(r",\s*", match[1]) if match else ():
                found[(path.relative_to(FIXTURE).as_posix(), number, code)] += 1
    return found


def problems() -> tuple[Problem, ...]:
    try:
        return review(Order(str(FIXTURE / "2026")), str(FIXTURE / "sources")).problems
    except ContentError as error:
        return error.problems


def where(problem: Problem) -> tuple[str, int, str]:
    return Path(problem.place.file).relative_to(FIXTURE).as_posix(), problem.place.line, problem.code


def test_every_planted_fault_is_found_at_its_place_and_nothing_else() -> None:
    found = Counter(where(problem) for problem in problems())
    wanted = planted()
    assert sorted((wanted - found).items()) == [], "not found"
    assert sorted((found - wanted).items()) == [], "found, not planted"


def test_there_are_faults_enough_of_all_kinds() -> None:
    wanted = planted()
    assert sum(wanted.values()) >= 80
    assert len({code for _, _, code in wanted}) >= 60


def test_a_contradiction_names_both_places() -> None:
    """The other place is a line of a file too; what stands alone (a unit, a day that does not exist) has none."""
    for problem in problems():
        other = dict(problem.values).get("other")
        if other:
            assert re.search(r"\.(?:yaml|txt)(?::\d+:\d+)?$", other), (problem.code, other)


def test_messages_are_filled_in_both_languages() -> None:
    for problem in problems():
        for language in LANGUAGES:
            told = render(problem, language)
            assert "{" not in told.replace("{check", ""), told
            assert "“”" not in told, told
