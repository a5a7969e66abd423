"""The shipped layouts: all content in each, clean type in each, and what each promises."""

from collections import Counter
from pathlib import Path

import pytest
import yaml

from tests.audit import assert_clean
from tests.edition import HONGQI_2026, ROOT, built, texts_of
from tests.overlaps import overlapping
from yearbook import press
from yearbook.draw import draw_transcript
from yearbook.errands import shelves
from yearbook.model.layout import Layout
from yearbook.model.page import ARTIFACT

MEETING = ("district", "gbt9704", "meeting", "speech-large")  # set papers: tests/errands
LAYOUTS = sorted(path.stem for path in (ROOT / "layouts").glob("*.yaml") if path.stem not in MEETING)
EDITIONS = sorted(path.parent for path in (ROOT / "seeds").glob("*/*/edition.yaml"))
LEAST = 12_000  # large print sets nothing smaller


@pytest.mark.parametrize("name", LAYOUTS)
def test_type_is_clean_in_every_layout(name: str) -> None:
    assert_clean(built(HONGQI_2026, name).data)


@pytest.mark.slow
@pytest.mark.parametrize("name", LAYOUTS)
@pytest.mark.parametrize("edition", EDITIONS, ids=lambda folder: folder.name)
def test_type_is_clean_in_every_edition_and_layout(edition: Path, name: str) -> None:
    made = press.build(press.Order(str(edition), name))
    assert {(number, *pair) for number, page in enumerate(made.pages.pages, 1) for pair in overlapping(page)} == set()
    assert made.pages.misfits == (), "nothing runs off its page, no head is parted from what it stands over"
    assert_clean(made.data)


@pytest.mark.parametrize("name", [name for name in LAYOUTS if name != "annual"])
def test_every_layout_prints_the_same_words(name: str) -> None:
    """Character by character, but for what layouts themselves say: the note of the contents, 图片待入, （续）, the format."""
    annual, other = (_said(name) for name in ("annual", name))
    look = shelves.layout_called("annual")
    own = {*look.contents.note, *look.index.columns_told, *"大字本图片待入肖像横竖方幅续开千字毫米"}
    differing = {character for character in annual | other if annual[character] != other[character]}
    assert differing - own == set()


def _said(name: str) -> Counter[str]:
    """How often every Chinese character stands in the content of a book, running heads and repeated captions left out."""
    pages = built(HONGQI_2026, name).pages
    words = "".join(mark.line.text for page in pages.pages for mark in texts_of(page) if mark.element != ARTIFACT)
    return Counter(character for character in words if "\u4e00" <= character <= "\u9fff")


@pytest.mark.parametrize("name", LAYOUTS)
def test_nothing_stands_off_the_page(name: str) -> None:
    pages = built(HONGQI_2026, name).pages
    for number, page in enumerate(pages.pages, 1):
        for mark in texts_of(page):
            right, head = (0, mark.line.width) if mark.upward else (mark.line.width, 0)
            assert mark.x >= -1000 and mark.x + right <= pages.width + 1000, (number, mark.line.text)
            assert head <= mark.y <= pages.height, (number, mark.line.text)


def test_a_second_theme_moves_nothing() -> None:
    """Ink-blue changes three values of the file, and only the palette of the pages."""
    told = yaml.safe_load((ROOT / "layouts" / "ink-blue.yaml").read_text("utf-8"))
    assert sorted(told) == ["colours", "extends", "id", "schema", "title"]
    assert sorted(told["colours"]) == ["foil", "metal", "red"]
    annual, blue = (built(HONGQI_2026, name).pages for name in ("annual", "ink-blue"))
    assert draw_transcript(annual) == draw_transcript(blue)
    changed = {name for (name, colour), (_, other) in zip(annual.colours, blue.colours, strict=True) if colour != other}
    assert changed == {"red", "metal", "foil"}


def test_large_print_is_large_and_dark() -> None:
    layout = shelves.layout_called("large-print")
    assert [name for name, style in layout.styles.items() if style.size < LEAST] == []
    for look in (layout.table, layout.chart):
        assert min(look.scales) * min(layout.styles[name].size for name in _styles_of(look)) >= LEAST
    for name, style in layout.styles.items():
        ground = "white" if style.colour not in ("white", "foil") else "red"
        least = 4.5 if style.colour != "foil" else 3  # foil: large figures and lines only (design.md)
        assert _contrast(layout, style.colour, ground) >= least, name
    assert _contrast(layout, "light", "white") >= 3  # bars and lines


def _styles_of(look: object) -> list[str]:
    return [value for name, value in vars(look).items() if name == "style" or name.endswith("_style")]


def _contrast(layout: Layout, one: str, other: str) -> float:
    """WCAG 2 contrast of two colours of the screen."""
    high, low = sorted((_luminance(layout.colours[name].rgb) for name in (one, other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def _luminance(rgb: str) -> float:
    parts = [int(rgb[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
