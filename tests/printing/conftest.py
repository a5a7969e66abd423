"""The example edition printed once for all tests here, and pictures of a page's plates."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from PIL import Image

from tests.edition import write_example
from yearbook import press
from yearbook.errands.printing import printed


@pytest.fixture(scope="session")
def example(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = write_example(tmp_path_factory.mktemp("print") / "2026")
    picture = folder / "images" / "example.png"
    with Image.open(picture) as coarse:
        width, height = coarse.size
    bands = [Image.linear_gradient("L"), Image.radial_gradient("L"), Image.linear_gradient("L").rotate(90)]
    colours = Image.merge("RGB", bands).resize((width * 3, height * 3))
    colours.save(picture)
    return folder


@pytest.fixture(scope="session")
def built(example: Path) -> press.Built:
    return printed(press.check(press.Order(str(example))), press.silent)


@pytest.fixture(scope="session")
def cover(built: press.Built) -> bytes:
    return dict(built.beside)["-cover.pdf"]


@pytest.fixture(params=["text", "cover"])
def pdf(request: pytest.FixtureRequest, built: press.Built, cover: bytes) -> Any:
    """Each of the two files, opened."""
    return pikepdf.open(BytesIO(built.data if request.param == "text" else cover))
