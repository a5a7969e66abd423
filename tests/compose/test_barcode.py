"""Book numbers as bars: modules by the standard's tables, figures beneath, nothing for what is no number."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.compose.sheets import annual
from yearbook.compose.barcode import barcode_marks, modules
from yearbook.compose.marks import Structure
from yearbook.model.page import Box, Text
from yearbook.model.slots import BarcodeSlot

SLOT = BarcodeSlot.model_construct(barcode="isbn", style="barcode", module=935, height=50_000, colour="ink", ground="white", gap=2_000)


def read(bars: str) -> str:
    """The figures of 95 modules, by the widths of bars and spaces alone, as a scanner reads them."""
    known = {"3211": 0, "2221": 1, "2122": 2, "1411": 3, "1132": 4, "1231": 5, "1114": 6, "1312": 7, "1213": 8, "3112": 9}
    firsts = ["AAAAAA", "AABABB", "AABBAB", "AABBBA", "ABAABB", "ABBAAB", "ABBBAA", "ABABAB", "ABABBA", "ABBABA"]

    def widths(part: str) -> str:
        runs, last = [], ""
        for module in part:
            if module == last:
                runs[-1] += 1
            else:
                runs.append(1)
            last = module
        return "".join(map(str, runs))

    left = [bars[3 + 7 * n : 10 + 7 * n] for n in range(6)]
    right = [bars[50 + 7 * n : 57 + 7 * n] for n in range(6)]
    sets = "".join("A" if part.count("1") % 2 else "B" for part in left)
    figures = [known[widths(part) if kind == "A" else widths(part)[::-1]] for part, kind in zip(left, sets, strict=True)]
    return "".join(map(str, [firsts.index(sets), *figures, *(known[widths(part)] for part in right)]))


@given(st.text("0123456789", min_size=13, max_size=13))
def test_what_is_written_can_be_read(digits: str) -> None:
    bars = modules(digits)
    assert (len(bars), bars[:3], bars[45:50], bars[-3:]) == (95, "101", "01010", "101")
    assert read(bars) == digits


def test_bars_stand_within_their_quiet_zones() -> None:
    structure = Structure()
    marks = barcode_marks(SLOT, "978-7-5348-1234-7", (10_000, 20_000), annual(), structure)
    ground, *bars = (mark for mark in marks if isinstance(mark, Box))
    assert (ground.fill, ground.width) == ("white", 113 * 935)
    assert (bars[0].x - ground.x, ground.x + ground.width - bars[-1].x - bars[-1].width) == (11 * 935, 7 * 935)
    assert len(bars) == 30
    assert all(mark.element == 0 for mark in marks if isinstance(mark, Box | Text))
    assert [mark.line.text for mark in marks if isinstance(mark, Text)] == ["ISBN 978-7-5348-1234-7", "9", "787534", "812347"]
    assert structure.done()[0].alt == "978-7-5348-1234-7"


@pytest.mark.parametrize("number", ["", "978-7", "书号待申领", "978-7-5348-1234-77"])
def test_what_is_no_number_has_no_bars(number: str) -> None:
    assert barcode_marks(SLOT, number, (0, 0), annual(), Structure()) == []
