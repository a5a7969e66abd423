"""Patterns that are compiled late behave as those compiled at once."""

import re

import pytest

from yearbook.patterns import late


def test_it_is_compiled_with_the_first_question_and_once(monkeypatch: pytest.MonkeyPatch) -> None:
    compiled: list[str] = []
    plainly = re.compile
    monkeypatch.setattr(re, "compile", lambda pattern, flags=0: compiled.append(pattern) or plainly(pattern, flags))
    digits = late(r"\d+")
    assert not compiled
    assert digits.findall("3 月 12 日") == ["3", "12"]
    assert digits.sub("·", "3 月 12 日") == "· 月 · 日"
    assert digits.pattern == r"\d+"
    assert len(compiled) <= 2  # attributes that are no verbs ask the pattern itself


def test_flags_count() -> None:
    assert late("pdf", re.IGNORECASE).fullmatch("PDF")
    assert late("pdf").fullmatch("PDF") is None


def test_what_no_pattern_has_is_an_error() -> None:
    with pytest.raises(AttributeError):
        _ = late("a").nothing  # type: ignore[attr-defined]
