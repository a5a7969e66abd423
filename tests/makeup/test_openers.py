"""Where chapters begin: on right-hand pages, on left-hand ones, or wherever the one before ends; a plate faces its opener."""

from pathlib import Path

import pytest

from tests.makeup.test_hard_cases import entry, section
from tests.small_edition import lines_of, written
from yearbook import press
from yearbook.model.page import Pages

LAYOUT = "schema: 1\nid: ours\ntitle: 本版式\nextends: annual\nopener_side: {}\n"
BODIES = (section(entry(1, 2)), section(entry(2, 300)), section(entry(3, 200)), section(entry(4, 2)))


def made(folder: Path, side: str, plate: str = "") -> Pages:
    """Four chapters whose text ends now on a left-hand, now on a right-hand page."""
    written(folder, *BODIES)
    (folder / "ours.yaml").write_text(LAYOUT.format(side), encoding="utf-8")
    third = folder / "c3.yaml"
    third.write_text(third.read_text("utf-8").replace("sections:", f"{plate}sections:"), encoding="utf-8")
    return press.set_pages(press.check(press.Order(str(folder), str(folder / "ours.yaml"))))


NUMBERS = {"01", "02", "03", "04"}  # of the chapters, large on their openers


@pytest.mark.parametrize(("side", "sides"), [("recto", {"recto"}), ("verso", {"verso"}), ("any", {"recto", "verso"})])
def test_openers_stand_where_the_layout_says(side: str, sides: set[str], tmp_path: Path) -> None:
    pages = made(tmp_path, side)
    found = [page for page in pages.pages if NUMBERS & set(lines_of(page))]
    assert len(found) == 4 and {page.side for page in found} == sides
    blank = [page for page in pages.pages[:-1] if not page.marks and page.folio.isdigit()]
    assert bool(blank) == (side != "any")


@pytest.mark.parametrize(("side", "plates"), [("recto", "verso"), ("verso", "recto"), ("any", "verso")])
def test_a_plate_faces_its_opener(side: str, plates: str, tmp_path: Path) -> None:
    pages = made(tmp_path, side, "plate: {caption: 篇前图}\n").pages
    at = next(n for n, page in enumerate(pages) if any("篇前图" in line for line in lines_of(page)) and page.folio.isdigit())
    opener = pages[at + (1 if plates == "verso" else -1)]
    assert pages[at].side == plates and "03" in lines_of(opener)
