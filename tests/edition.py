"""Whole editions, checked and made up once a test session."""

from functools import lru_cache
from pathlib import Path

from yearbook import press
from yearbook.errands.starting import new_edition
from yearbook.model.page import Page, Pages, Text

ROOT = Path(__file__).parents[1]
HONGQI_2026 = ROOT / "seeds" / "hongqi" / "2026"
SHARED = ROOT.parent / "shared"


@lru_cache(maxsize=4)
def built(folder: Path, layout: str | None = None) -> press.Built:
    """The edition built for the screen."""
    return press.build(press.Order(str(folder), layout))


@lru_cache(maxsize=4)
def checked(folder: Path) -> press.Checked:
    """The edition checked."""
    return press.check(press.Order(str(folder)))


def texts_of(page: Page) -> list[Text]:
    """The text marks of a page, in reading order."""
    return [mark for mark in page.marks if isinstance(mark, Text)]


def words_of(pages: Pages) -> str:
    """All that the book says, without spaces and line ends."""
    return "".join(mark.line.text for page in pages.pages for mark in texts_of(page)).replace(" ", "").replace("\u3000", "")


def write_example(folder: Path) -> Path:
    """The edition that `new` writes, in that folder."""
    for name, data in new_edition(None, str(folder)).files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    return folder
