"""What stretches of marks and words bring: the same wherever they stand, and at any size in proportion."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yearbook.compose.classes import classes_of
from yearbook.compose.measured import Rules, rules_of
from yearbook.compose.stretches import stretch_of, stretches_at, stretches_in
from yearbook.model.layout import Composition

RULES: Rules = rules_of(Composition())
TEXTS = st.text(alphabet="国中，。；（）“”！？·—…、 a1.-%/$", min_size=1, max_size=30)


@given(TEXTS)
def test_stretches_and_han_make_up_the_text(text: str) -> None:
    classes = classes_of(text)
    kinds, starts = stretches_in(classes)
    covered = ["H"] * len(classes)
    for kind, start in zip(kinds, starts, strict=True):
        bare = kind.strip("^")
        covered[start : start + len(bare)] = bare
        assert (kind[:1] == "^") == (bool(bare) and start == 0)
        assert (kind[-1:] == "^") == (bool(bare) and start + len(bare) == len(classes))
    assert "".join(covered) == classes


@given(TEXTS, st.integers(1000, 20_000))
def test_amounts_are_shares_of_the_size(text: str, size: int) -> None:
    """What is kept at a size is what sizes place by place give."""
    for kind in stretches_in(classes_of(text))[0]:
        one, found = stretch_of(kind, [1] * (len(kind) + 1), RULES), stretches_at(RULES, size)[kind]
        assert [white[:3] for white in found.whites] == [tuple(part * size for part in white[:3]) for white in one.whites]
        assert (found.places, found.tied, found.words, found.closing) == (one.places, one.tied, one.words, one.closing)
        assert list(found.places) == sorted(found.places) and list(found.tied) == sorted(set(found.tied))


@pytest.mark.parametrize(
    ("kind", "whites"),
    [
        (",", [(1, -500, 250, 5)]),  # 国，国: the blank of a comma
        (".^", []),  # at the end of a text a stop keeps its blank
        (",(", [(1, -500, 0, 5), (1, -500, -500, 0)]),  # 国，（国: one half em between them, which goes before the rest
        (")(", [(1, -500, 0, 4), (1, -500, -500, 0)]),
        ("),", [(1, -500, -500, 0), (2, -500, 250, 5)]),
        ("00", [(0, 125, 500, 6), (2, 125, 500, 6)]),  # 国12国: gaps
        ("^00", [(2, 125, 500, 6)]),
        ("DD", []),
    ],
)
def test_what_stretches_bring(kind: str, whites: list[tuple[int, int, int, int]]) -> None:
    """(place, least, most, stage), in 1/1000 em."""
    found = stretch_of(kind, [1] * (len(kind) + 1), RULES)
    assert [(at, white.least, white.most, white.stage) for at, white in zip(found.places, found.whites, strict=True)] == whites


def test_each_size_counts_where_it_stands() -> None:
    """A small stop after large text gives half of its own em."""
    small = stretch_of(",", [5, 20], RULES)
    assert [white.least for white in small.whites] == [-2500]
