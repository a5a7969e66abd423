"""Planted errors: every case gives exactly its problems, with places and words, and never a traceback."""

from pathlib import Path

import pytest

from tests.bad_input.planted import Case, plant, problems_of, read_cases
from yearbook.messages import render

CASES = read_cases()


def test_there_are_cases_enough() -> None:
    assert len(CASES) >= 45
    assert all(case.expected for case in CASES)


def test_the_base_edition_is_without_fault(tmp_path: Path) -> None:
    plant(Case("base", ""), tmp_path)
    assert problems_of(tmp_path) == ()


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.topic}: {case.title}")
def test_planted_errors(case: Case, tmp_path: Path) -> None:
    plant(case, tmp_path)
    problems = problems_of(tmp_path)
    found = sorted((p.severity.value, str(p.place).removeprefix(f"{tmp_path}/"), p.code) for p in problems)
    assert found == sorted((severity, place, code) for severity, place, code, _ in case.expected)
    shown = [render(problem, "zh").replace(f"{tmp_path}/", "") for problem in problems]
    for _, place, _, words in case.expected:
        assert any(line.startswith(f"{place}: ") and words in line for line in shown), (words, shown)
