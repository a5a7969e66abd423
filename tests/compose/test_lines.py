"""Lines end where a typesetter would end them; justified edges are exact; nothing is lost."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from tests.compose.conftest import SIZE, cases
from yearbook.compose import weigh
from yearbook.compose.breaks import Breaker, break_lines, whole_places
from yearbook.compose.classes import FORBIDDEN
from yearbook.compose.justify import set_line
from yearbook.compose.measured import Look, Measured, Rules, Segment, rules_of
from yearbook.compose.prepare import measure
from yearbook.fonts import Face
from yearbook.frozen import replace
from yearbook.model.layout import Composition
from yearbook.model.page import Line

SUITES = Path(__file__).parents[3] / "shared" / "suites"
RULES = rules_of(Composition())
Measure = Callable[[str], Measured]


def lines_of(text: Measured, ems: float, rules: Rules = RULES) -> list[Line]:
    width = int(ems * SIZE * 1000)
    breaker = Breaker(text, width, width, rules, frozenset())
    count = len(text.text)
    return [set_line(breaker, i, k, k < count) for i, k in break_lines(text, width, width, rules).lines]


@pytest.mark.parametrize(("title", "given_", "expected"), cases("lines.txt"), ids=lambda value: str(value)[:24])
def test_case(title: str, given_: str, expected: str, measured: Measure) -> None:
    ems, text = given_.split(" ", 1)
    got = [line.text.replace(" ", "␣") for line in lines_of(measured(text), float(ems))]
    assert got == expected.splitlines(), title


def suite(name: str) -> list[dict[str, object]]:
    path = SUITES / name
    if not path.is_file():
        pytest.skip(f"{name} is not beside this checkout (shared/suites)")
    return [json.loads(row) for row in path.read_text(encoding="utf-8").splitlines()]


def test_line_break_suite_zh_strict(measured: Measure) -> None:
    """All 36 rows of W3C i18n-tests zh strict hold at the GB level too."""
    rows = suite("linebreak_zh_strict.jsonl")
    assert len(rows) == 36
    wrong = []
    for row in rows:
        text = str(row["text"])
        width = int(float(str(row["width_em"])) * SIZE * 1000)
        i, k = break_lines(one_em(text, measured), width, width, RULES).lines[0]
        if text[i:k] != row["expected_first_line"]:
            wrong.append((text, text[i:k]))
    assert wrong == []


def one_em(text: str, measured: Measure) -> Measured:
    """The text with every character 1 em wide, as the suite assumes; classes are the real ones."""
    plain, real = measured("国" * len(text)), measured(text)
    half = plain.em // 2
    right = [end - half * (before in tuple("),.!")) for end, before in zip(plain.ends, ("", *real.classes), strict=True)]
    left = [start + half * (after == "(") for start, after in zip(plain.starts, (*real.classes, ""), strict=True)]
    return replace(plain, text=text, classes=real.classes, spaced=real.spaced, right=right, left=left)


# rows that ask for another style: text-spacing-trim: trim-all sets every mark half an em (xeCJK banjiao);
# mainland books keep one em inside the line (typography.md §1.3, §1.4)
OTHER_STYLE = {"国（国", "国、国", "国。国", "国」国"}


def test_punctuation_pair_suite(measured: Measure) -> None:
    """Adjacent marks take 1.5 em, the blank half going; 302 of 306 rows, the others being another style on purpose."""
    rows = suite("punctuation_pairs.jsonl")
    assert len(rows) == 306
    differing = {str(row["text"]) for row in rows if advances(measured(str(row["text"]))) != row["advances_em"]}
    assert differing == OTHER_STYLE


def advances(text: Measured) -> list[float]:
    """Every character's advance in em, a blank half on the left counted to the mark it belongs to."""
    widths = [1.0] * len(text.text)
    for place, white in zip(text.white_at, text.whites, strict=True):
        at = place if place < len(widths) and text.classes[place] == "(" else place - 1
        widths[at] += white.natural / text.em
    return widths


TEXTS = st.text(alphabet="国文字的年月日，。、；：！？“”（）《》—…·/0123456789abcfi %-", min_size=1, max_size=80)


@settings(max_examples=300, deadline=None)
@given(TEXTS, st.integers(min_value=5, max_value=22))
def test_nothing_is_lost_and_no_line_is_too_wide(block: Face, text: str, ems: int) -> None:
    m = measure(text, (Segment(0, len(text), Look("block", SIZE, "ink"), block),), RULES)
    lines = lines_of(m, ems)
    assert "".join(line.text for line in lines) == text
    for line in lines:
        assert "".join(run.text for run in line.runs) == line.text.rstrip(" ") or line.text.strip(" ") == ""
        assert right_edge(line, block) <= ems * SIZE + SIZE // 2 + 2


@settings(max_examples=300, deadline=None)
@given(TEXTS.map(lambda text: f"国文字{text}国文字"), st.integers(min_value=8, max_value=22))
def test_line_ends_are_legal_wherever_a_legal_one_exists(block: Face, text: str, ems: int) -> None:
    m = measure(text, (Segment(0, len(text), Look("block", SIZE, "ink"), block),), RULES)
    width = ems * SIZE * 1000
    forbidden = FORBIDDEN["gb"]
    broken = break_lines(m, width, width, RULES)
    for i, k in broken.lines[:-1]:
        if m.classes[k - 1 : k + 1] in forbidden and k not in broken.soft:
            assert all(m.classes[n - 1 : n + 1] in forbidden for n in range(i + 1, k + 1))


def right_edge(line: Line, face: Face) -> int:
    """Where the last glyph's advance ends, from the very numbers that are drawn."""
    if not line.runs:
        return 0
    run = line.runs[-1]
    gids = [int.from_bytes(run.gids[n : n + 2], "big") for n in range(0, len(run.gids), 2)]
    advance = sum(face.advance(gid) * run.size // face.units for gid in gids)
    return run.x + advance + run.spacing * (len(gids) - 1) + sum(amount for _, amount in run.kerns)


@pytest.mark.parametrize(
    ("text", "ems"),
    [
        ("国国国国国2025年国国国国国国国", 8),
        ("国国，国国国；国国国“国国国国”国国国国国", 9),
        ("国国国国fi国AV国office国国国国国国国", 10),
        ("国国——国国国国……国国国国国国", 9),
    ],
)
def test_justified_edge_is_exact_to_a_thousandth_of_a_point(text: str, ems: int, measured: Measure, block: Face) -> None:
    for line in lines_of(measured(text), ems)[:-1]:
        trimmed = SIZE // 2 if line.text[-1] in "，；。”）" else 0
        assert abs(right_edge(line, block) - trimmed - ems * SIZE) <= 1


def test_two_exclamations_take_one_em_three_two(measured: Measure) -> None:
    """GB/T 15834 5.1.2."""
    for marks, ems in (("！！", 1), ("？！", 1), ("！！！", 2)):
        m = measured(f"国{marks}国")
        assert (m.ends[len(m.text)] - m.starts[0]) / m.em == 2 + ems


def test_dash_is_one_glyph_of_two_em(measured: Measure) -> None:
    line = lines_of(measured("国——国"), 20)[0]
    dash = line.runs[1]
    assert (dash.text, len(dash.gids), dash.width) == ("——", 2, 2 * SIZE)


def test_han_western_gap_is_a_quarter_em_and_a_typed_space_is_the_same_gap(measured: Measure) -> None:
    gap = measured("国2025国")
    assert gap.ends[-1] - gap.starts[0] == measured("国 2025 国").ends[-1] == int((2 + 2 + 0.5) * gap.em)


def test_reduction_takes_brackets_before_commas_before_stops(measured: Measure) -> None:
    """CLREQ: stage by stage; a stage gives all it has before the next gives any."""
    text = measured("国（国）国，国国。国国国国国")
    stages = {at: white.stage for at, white in zip(text.white_at, text.whites, strict=True) if white.stage}
    assert stages == {1: 4, 4: 4, 6: 5, 9: 7}


LONG = "全区完成投资123.4亿元，比上年增长7.8%；新开工项目65个，“十四五”规划——Wi-Fi 6 覆盖全部社区。" * 8


def test_few_places_of_a_paragraph_are_looked_at_when_it_is_weighed(monkeypatch: pytest.MonkeyPatch, measured: Measure) -> None:
    looked: list[int] = []
    real = weigh.candidates

    def counted(b: Breaker, sums: weigh.Sums, i: int) -> list[tuple[int, int]]:
        looked.append(i)
        return real(b, sums, i)

    monkeypatch.setattr(weigh, "candidates", counted)
    width = 21 * SIZE * 1000
    lines = weigh.best_lines(Breaker(measured(LONG), width, width, RULES, frozenset()))
    assert lines[0][0] == 0
    assert lines[-1][1] == len(LONG)
    assert len(looked) == len(set(looked))  # no place twice
    assert len(looked) < len(LONG) / 2


@given(st.text(alphabet="国中，。（）“”！·—… a1.-%", min_size=2, max_size=40), st.data())
@settings(max_examples=200, deadline=None)
def test_sums_say_of_a_line_what_its_characters_say(measured: Measure, text: str, data: st.DataObject) -> None:
    i = data.draw(st.integers(0, len(text) - 1))
    k = data.draw(st.integers(i + 1, len(text)))
    breaker = Breaker(measured(text), 10**9, 10**9, RULES, frozenset())
    assume(not i or breaker.text.classes[i] not in "_S")  # no line begins with a space, but a paragraph may
    sums = weigh.sums_of(breaker)
    end = max(sums.seen[k], i + 1)
    assert end == breaker.visible(i, k)
    assert 10**9 + sums.left[i] - sums.right[k] == breaker.over(i, k) == 10**9 - natural_width(breaker.text, i, end)
    assert sums.give[end - 1] - sums.give[i] == breaker.shrinkable(i, k)
    assert (sums.penalty[k] >= 0) == (k == len(text) or breaker.legal(k))


def natural_width(m: Measured, i: int, end: int) -> int:
    """Of a line of characters i … end: no more than half an em of a mark at its edge (GB/T 15834 5.1.10)."""
    return m.ends[end] - m.starts[i] - (m.em // 2 if m.classes[end - 1] in "),.!" else 0) - (m.em // 2 if m.classes[i] == "(" else 0)


def test_no_line_should_end_inside_ordinals_dates_and_amounts() -> None:
    text = "第12届会议，投入1,234余亿元，年均，5元，第3次，增长12.5个百分点，2024年3月15日，2024年底。"
    whole = ("第12届", "1,234余亿元", "5元", "第3次", "12.5个百分点", "月15日")
    assert whole_places(text, frozenset()) >= {at for one in whole for at in range(text.index(one) + 1, text.index(one) + len(one))}
    assert text.index("2024年底") + 1 not in whole_places(text, frozenset())
