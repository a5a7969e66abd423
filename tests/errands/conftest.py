"""One bag of the example edition, made once; tests that damage it take a copy whose files are links until they are changed."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.edition import write_example
from yearbook.errands import archiving


@pytest.fixture(scope="session", autouse=True)
def no_waiting_for_the_disk() -> Iterator[None]:
    """Half a gigabyte in all; that bags are synced is tested with the small ones."""
    patch = pytest.MonkeyPatch()
    patch.setattr("yearbook.deliver.bag.bagging.sync", lambda path: None)
    yield
    patch.undo()


@pytest.fixture(scope="session")
def example_bag(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The bag of the edition that `new` writes. Read it, copy it, leave it."""
    top = tmp_path_factory.mktemp("archive")
    archiving.make_bag(str(write_example(top / "2026")), top / "bag", archiving.Wish())
    shutil.rmtree(top / "2026")  # the bag needs nothing else
    return top / "bag"


@pytest.fixture
def bag_copy(example_bag: Path, tmp_path: Path) -> Path:
    """A copy to damage, by replacing files, never by writing into them."""
    return Path(shutil.copytree(example_bag, tmp_path / "copy", copy_function=os.link))


@pytest.fixture
def change() -> Callable[[Path, bytes], None]:
    """Replaces a file of a copy, whose original stays."""

    def changed(path: Path, content: bytes) -> None:
        path.unlink()
        path.write_bytes(content)

    return changed
