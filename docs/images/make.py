"""重排样书，画出本文件夹里的图：`.venv/bin/python docs/images/make.py`（要有 poppler 的 pdftoppm）。

Draws the pictures of the README anew from the sample editions: a contact sheet and spreads, found by their words.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from collections.abc import Iterable, Sequence
from pathlib import Path

from PIL import Image

HERE = Path(__file__).resolve().parent
TOP = HERE.parents[1]
sys.path.insert(0, str(TOP))

from yearbook import press  # noqa: E402 # found beside this file, installed or not
from yearbook.model.page import Pages, Text  # noqa: E402

HONGQI, SCHOOL = "seeds/hongqi/2026", "seeds/sample/school-2026"
GROUND = (226, 221, 213)
GAP = 12
COLOURS = 96  # of a picture: few, so that all of them stay under 1 MB
CONTACT = ("contact.png", HONGQI, "annual", 17, 1500)  # file, edition, layout, dpi, width
SPREADS = (  # file, edition, layout, how a line of it begins, dpi
    ("annual-figures.png", HONGQI, "annual", "KEY FIGURES", 52),
    ("annual-text.png", HONGQI, "annual", "【百合光电核心", 52),
    ("annual-honours.png", HONGQI, "annual", "NATIONAL HONOURS", 52),
    ("booklet-opener.png", HONGQI, "booklet", "HONOURS", 66),
    ("large-print-text.png", HONGQI, "large-print", "【胖东来", 52),
    ("ink-blue-school.png", SCHOOL, "ink-blue", "THE SCHOOL", 52),
)


def main() -> None:
    """All pictures, each edition and layout set once."""
    with tempfile.TemporaryDirectory() as folder:
        made: dict[tuple[str, str], tuple[Path, Pages]] = {}
        for _, edition, layout, *_ in (CONTACT, *SPREADS):
            if (edition, layout) not in made:
                built = press.build(press.Order(str(TOP / edition), layout))
                path = Path(folder) / f"{len(made)}.pdf"
                path.write_bytes(built.data)
                made[edition, layout] = path, built.pages
        name, edition, layout, dpi, width = CONTACT
        path, pages = made[edition, layout]
        save(name, sheet([None, *drawn(path, (1, len(pages.pages)), dpi)], width))
        for name, edition, layout, words, dpi in SPREADS:
            path, pages = made[edition, layout]
            left = left_page(pages, words)
            save(name, sheet(drawn(path, (left, left + 1), dpi), 0))


def left_page(pages: Pages, words: str) -> int:
    """The verso (counted from 1) that has a line with these words, or faces a page that has; only numbered pages count."""
    for number, page in enumerate(pages.pages, 1):
        lines = [mark.line.text for mark in page.marks if isinstance(mark, Text)]
        if page.folio.isdigit() and any(line.startswith(words) for line in lines):
            return number if page.side == "verso" else number - 1
    raise SystemExit(f"no page says {words}")


def drawn(pdf: Path, span: tuple[int, int], dpi: int) -> list[Image.Image]:
    """Pages `span` of the file as pictures."""
    with tempfile.TemporaryDirectory() as folder:
        first, last = map(str, span)
        subprocess.run(["pdftoppm", "-r", str(dpi), "-f", first, "-l", last, "-png", pdf, f"{folder}/p"], check=True)
        return [Image.open(path).convert("RGB") for path in sorted(Path(folder).iterdir())]


def sheet(pages: Sequence[Image.Image | None], width: int) -> Image.Image:
    """Spreads side by side, in rows no wider than `width` (0: one spread), each in a little room."""
    sizes = [page.size for page in pages if page]
    wide, high = max(size[0] for size in sizes), max(size[1] for size in sizes)
    across = max(width // (2 * wide + GAP), 1)
    spreads = [pages[at : at + 2] for at in range(0, len(pages), 2)]
    rows = -(-len(spreads) // across)
    ground = Image.new("RGB", (across * (2 * wide + GAP) + GAP, rows * (high + GAP) + GAP), GROUND)
    for number, spread in enumerate(spreads):
        x, y = number % across * (2 * wide + GAP) + GAP, number // across * (high + GAP) + GAP
        for page in placed(spread):
            ground.paste(page[1], (x + page[0] * wide, y))
    return ground


def placed(spread: Iterable[Image.Image | None]) -> list[tuple[int, Image.Image]]:
    """Left is 0, right 1; a page that is not there leaves the ground."""
    return [(side, page) for side, page in enumerate(spread) if page]


def save(name: str, picture: Image.Image) -> None:
    """The picture beside this file, in few colours."""
    picture.quantize(COLOURS, dither=Image.Dither.NONE).save(HERE / name, optimize=True)


if __name__ == "__main__":
    main()
