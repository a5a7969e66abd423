"""`archive` killed at any moment leaves no bag, or the whole one: 200 kills of it in the slow layer.

The processes are forked from one that has made the bag before, so that a kill costs a second; what they run is what the command runs.
"""

from __future__ import annotations

import random
import re
import shutil
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.edition import ROOT
from tests.small_edition import written
from yearbook.deliver.bag import judge, open_bag

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="forks and kills")
BODY = "  - title: 概况\n    body:\n      - entry: 地理\n        text: 样区东临大海，西接群山，面积 108 平方公里。\n"
FORGE = """
import os, signal, sys
from pathlib import Path
from yearbook.errands import archiving

def make(target):
    archiving.make_bag(sys.argv[1], Path(target), archiving.Wish())

make(sys.argv[2])
print("ready", flush=True)
for line in sys.stdin:
    child = os.fork()
    if not child:
        make(line.strip())
        os._exit(0)
    print("begun", flush=True)
    if sys.stdin.readline() == "kill\\n":
        os.kill(child, signal.SIGKILL)  # waited for below, so that the number is still its own
    print(os.waitpid(child, 0)[1], flush=True)
"""


class Forge:
    """A process that makes the same bag again and again, each in a process of its own."""

    def __init__(self, edition: str, first: Path) -> None:
        command = [sys.executable, "-c", FORGE, edition, str(first)]
        self.process = subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, bufsize=1)
        if self.heard() != "ready":
            self.close()
            raise AssertionError("no bag was made")

    def heard(self) -> str:
        assert self.process.stdout is not None
        return self.process.stdout.readline().strip()

    def told(self, line: str) -> str:
        assert self.process.stdin is not None
        self.process.stdin.write(f"{line}\n")
        return self.heard()

    def close(self) -> None:
        self.process.communicate(timeout=60)


def contents(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the first bag is made, beside its edition: one page in two faces."""
    top = tmp_path_factory.mktemp("killed")
    written(top / "2026", BODY, columns=1)
    faces = re.findall(r"^  ([\w-]+): +\{file: (?:noto|lxgw|fandol)", (ROOT / "layouts/annual.yaml").read_text("utf-8"), re.MULTILINE)
    with (top / "2026/test.yaml").open("a", encoding="utf-8") as layout:
        layout.write("faces: {" + ", ".join(f"{face}: {{file: noto-sans-sc-400.ttf}}" for face in faces) + "}\n")
    return top / "bag"


@pytest.fixture(scope="module")
def forge(whole: Path) -> Iterator[Forge]:
    forge = Forge(str(whole.parent / "2026"), whole)
    yield forge
    forge.close()


def left_by_the_dead(folder: Path, whole: dict[str, bytes]) -> str:
    """What lies in the folder now is refused, or it is the whole bag under its own name; says which."""
    names = []
    for left in folder.iterdir():
        verdict = judge(open_bag(str(left)))
        assert verdict.sound is (left.name == "bag"), left
        assert left.name != "bag" or contents(left) == whole
        names.append("whole" if left.name == "bag" else "declared" if (left / "bagit.txt").exists() else "part")
    shutil.rmtree(folder)
    return " ".join(names) or "nothing"


@pytest.mark.parametrize("moment", ["data/book/*.pdf", "manifest-sha512.txt", "tagmanifest-sha512.txt", "bagit.txt"])
def test_killed_when_a_file_appears_it_leaves_nothing_that_is_accepted(forge: Forge, whole: Path, tmp_path: Path, moment: str) -> None:
    folder = tmp_path / "out"
    assert forge.told(str(folder / "bag")) == "begun"
    while not list(folder.glob(f".bag.part-*/{moment}")) and not (folder / "bag").exists():
        time.sleep(0.0005)
    forge.told("kill")
    assert left_by_the_dead(folder, contents(whole))


@pytest.mark.slow
def test_killed_two_hundred_times(forge: Forge, whole: Path, tmp_path: Path) -> None:
    """One kill in every two-hundredth of the run, which is measured anew every tenth time: the machine may have other work."""
    folder, right, dice, seen = tmp_path / "out", contents(whole), random.Random(200), Counter[str]()
    began, run = time.monotonic(), 0.0
    for number in range(200):
        if number % 10 == 0:
            begun = time.monotonic()
            assert forge.told(str(folder / "bag")) == "begun"
            assert forge.told("wait") == "0"
            run = time.monotonic() - begun
            assert left_by_the_dead(folder, right) == "whole"
        assert forge.told(str(folder / "bag")) == "begun"
        time.sleep(run * (number + dice.random()) / 200)
        died = forge.told("kill") == "9"
        seen[left_by_the_dead(folder, right) if folder.exists() else "nothing"] += died
    print(f"{seen.total()} of 200 killed in {time.monotonic() - began:.0f} s, a run of {run:.2f} s; left: {dict(seen)}")
    assert seen.total() >= 150 and seen["part"] >= 50
