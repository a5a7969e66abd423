"""Text measured with the block face: every Han character and full-width mark is 1 em, every Latin one half an em."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.block_face import block_face
from yearbook.compose.measured import Look, Measured, Segment, rules_of
from yearbook.compose.prepare import measure
from yearbook.fonts import Face
from yearbook.model.layout import Composition

EXTRA = "国·/-–…‼⁇⁈⁉・･々〻ゝゞヽヾー"
SIZE = 10_000  # 10 pt


@pytest.fixture(scope="session")
def block(tmp_path_factory: pytest.TempPathFactory) -> Face:
    return Face(block_face(tmp_path_factory.mktemp("faces"), EXTRA))


@pytest.fixture(scope="session")
def measured(block: Face) -> Callable[[str], Measured]:
    def of(text: str) -> Measured:
        return measure(text, (Segment(0, len(text), Look("block", SIZE, "ink"), block),), rules_of(Composition()))

    return of


def cases(name: str) -> list[tuple[str, str, str]]:
    """The cases of a file in cases/: (title, input, expected)."""
    body = (Path(__file__).parent / "cases" / name).read_text(encoding="utf-8").split("===\n", 1)[1]
    parts = [part.strip("\n") for part in body.split("\n.\n")]
    return [(parts[n], parts[n + 1], parts[n + 2]) for n in range(0, len(parts) - 2, 3)]
