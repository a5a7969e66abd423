"""The faces of the drawing tests."""

from pathlib import Path

import pytest

from tests.block_face import block_face
from yearbook.fonts import Face, open_face, shipped_fonts

RARE = "𠮷𫟹𬺈龘张李王"


@pytest.fixture(scope="session")
def block(tmp_path_factory: pytest.TempPathFactory) -> Face:
    """Solid boxes, TrueType, with a few characters beyond the BMP."""
    return Face(block_face(tmp_path_factory.mktemp("faces"), RARE))


@pytest.fixture(scope="session")
def block_cff(tmp_path_factory: pytest.TempPathFactory) -> Face:
    """The same boxes as name-keyed CFF."""
    return Face(block_face(tmp_path_factory.mktemp("faces"), RARE, "CFF"))


@pytest.fixture(scope="session")
def fang() -> Face:
    """The shipped CID-keyed CFF face, whose character ids are not its glyph ids."""
    return shipped("fandol-fang-400.otf")


def shipped(name: str) -> Face:
    """A shipped face, or a skip where fonts are not checked out."""
    path: Path = shipped_fonts() / name
    if not path.is_file():
        pytest.skip(f"fonts/{name} is not here")
    return open_face(path)
