"""How fast and how large: the same book by us and by the peers, whole processes, run by turns; a table for the docs.

    python -m tests.bench --python PEERS/bin/python [--sizes S M L] [--runs 5] [--without WeasyPrint …] [--out docs/速度.md]
    python -m tests.bench.stages /tmp/bench/L/2026        # where our own time goes, and how near its floor each stage is

The peers read the finished words as JSON; we read YAML, check it, resolve its figures and say what is wrong in it:
what differs is in the peers' favour. `typst`, `weasyprint`, `reportlab` and `pikepdf` are looked for in the Python given by
--python, `xelatex` on the path; what is missing is left out and said. Contents, bookmarks of three levels, running heads and
photographs are asked of everyone. WeasyPrint takes minutes at L, so it is left out there unless --all is given.
"""

import argparse
import json
import os
import platform
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Sequence
from math import log
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import NamedTuple

from tests.bench.corpus import SIZES, write
from tests.bench.peers.book import write_book
from tests.bench.told import tell

HERE = Path(__file__).parent
TOP = HERE.parents[1]
PEERS: dict[str, tuple[str, ...]] = {
    "Typst": ("by_typst.py",), "Typst（不加标签）": ("by_typst.py", "untagged"), "XeLaTeX ×2": ("by_xelatex.py",),
    "ReportLab platypus": ("by_reportlab.py",), "WeasyPrint": ("by_weasyprint.py",),
}  # fmt: skip
OURS, ALONE, AGAIN = "yearbook build", "yearbook（一个进程）", "yearbook（再排一次）"
FIRST, CHANGED = "yearbook（头一次，存下）", "yearbook（改一条再排）"
TAGGED, BARE = "yearbook（一个进程，加标签）", "yearbook（一个进程，不加标签）"
BASE = "Typst"
SLOW = {("WeasyPrint", "L")}


class Run(NamedTuple):
    """One process: seconds on the clock, of processor, and the most memory of it or of one it started, in MB."""

    wall: float
    cpu: float
    memory: float


def timed(command: Sequence[str], cache: Path) -> Run | str:
    """Runs a command, its cache in a folder of the benchmark's own; what it said last when it failed."""
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    environment["YEARBOOK_CACHE"] = str(cache)
    started = time.perf_counter()
    child = subprocess.Popen(command, cwd=TOP, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
    assert child.stderr is not None
    said = child.stderr.read()
    _, status, used = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode:
        return said.strip()[-300:] or f"exit code {child.returncode}"
    return Run(time.perf_counter() - started, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)


def makers_of(options: argparse.Namespace, folder: Path, size: str) -> dict[str, list[str]]:
    """The commands of everyone, each to write its PDF into the folder."""
    ours = [sys.executable, "-m"]
    book = str(folder / "2026")
    build = [*ours, "yearbook", "build", book, "-q", "-o"]
    makers = {
        OURS: [*build, str(_pdf(folder, OURS)), "--no-cache"],
        ALONE: [*build, str(_pdf(folder, ALONE)), "--no-cache", "--jobs", "1"],
        AGAIN: [*build, str(_pdf(folder, AGAIN))],
        FIRST: [*build, str(_pdf(folder, FIRST))],
        CHANGED: [*ours, "yearbook", "build", str(folder / "changed" / "2026"), "-q", "-o", str(_pdf(folder, CHANGED))],
        TAGGED: [*ours, "tests.bench.stages", book, "--tags", "--out", str(_pdf(folder, TAGGED))],
        BARE: [*ours, "tests.bench.stages", book, "--out", str(_pdf(folder, BARE))],
    }
    for name, (script, *rest) in PEERS.items():
        if (name, size) not in SLOW or options.all:
            places = [str(folder / "book.json"), str(TOP / "fonts"), str(_pdf(folder, name))]
            makers[name] = [options.python, str(HERE / "peers" / script), *places, *rest]
    if shutil.which("xelatex") is None:
        makers.pop("XeLaTeX ×2", None)
    return {name: command for name, command in makers.items() if name not in options.without}


def _pdf(folder: Path, name: str) -> Path:
    return folder / f"{sum(map(ord, name))}.pdf"


def change(chapter: Path) -> None:
    """Another digit in the first amount of a chapter: one entry changes, and all lines hold."""
    text = chapter.read_text("utf-8")
    chapter.write_text(re.sub(r"[1-9](?=[家人处场])", lambda found: str(int(found[0]) % 9 + 1), text, count=1), "utf-8")


def rounds(makers: dict[str, list[str]], runs: int, folder: Path) -> dict[str, list[Run]]:
    """Everyone by turns, `runs` times after one that is not counted; who fails is left out."""
    changed = folder / "changed" / "2026"
    shutil.copytree(folder / "2026", changed)
    chapter = sorted(changed.glob("chapter*.yaml"))[-1]
    done: dict[str, list[Run]] = {name: [] for name in makers}
    for turn in range(runs + 1):
        order = list(done) if turn % 2 else list(reversed(done))
        for name in order:
            if name == CHANGED:
                change(chapter)
            shutil.rmtree(folder / "first", ignore_errors=True)
            run = timed(makers[name], folder / ("first" if name == FIRST else "cache"))
            if isinstance(run, str):
                print(f"{name}: {run}", file=sys.stderr)
                del done[name]
            elif turn:
                done[name].append(run)
                print(f"{name}: {run.wall:.2f} s, CPU {run.cpu:.2f} s, {run.memory:.0f} MB", file=sys.stderr, flush=True)
    return done


class Row(NamedTuple):
    """The medians of one maker at one size, and what its file is like."""

    wall: float
    cpu: float
    memory: float
    pages: int
    size: int


def rows_of(options: argparse.Namespace, folder: Path, size: str) -> dict[str, Row]:
    """Everyone's row at one size."""
    import pikepdf

    edition = write(folder, size, photos=True)
    print(f"{size}: {write_book(edition, folder / 'book.json', contents=True)} characters", file=sys.stderr)
    rows: dict[str, Row] = {}
    for name, runs in rounds(makers_of(options, folder, size), options.runs, folder).items():
        with pikepdf.open(_pdf(folder, name)) as pdf:
            pages = len(pdf.pages)
        wall, cpu, memory = (median(values) for values in zip(*runs, strict=True))
        rows[name] = Row(wall, cpu, memory, pages, _pdf(folder, name).stat().st_size)
    return rows


def table_of(found: dict[str, dict[str, Row]]) -> str:
    """A Markdown table: a row for everyone at every size, ratios to Typst; then how time and memory grow."""
    lines = [
        "| | | 时间（s） | CPU（s） | 内存（MB） | 页 | PDF（KB） | 时间比 | CPU 比 | PDF 比 |",
        "|---|---|---:|---:|---:|---:|---:|---:|---:|---:|",
    ]
    for size, rows in found.items():
        base = rows.get(BASE)
        for name, row in rows.items():
            pairs = ((row.wall, base.wall), (row.cpu, base.cpu), (row.size, base.size)) if base else ()
            ratios = [f"{mine / theirs:.2f}" for mine, theirs in pairs] or ["–"] * 3
            cells = [size, name, f"{row.wall:.2f}", f"{row.cpu:.2f}", f"{row.memory:.0f}", str(row.pages), f"{row.size / 1000:,.0f}"]
            lines.append("| " + " | ".join([*cells, *ratios]) + " |")
    return "\n".join(lines) + "\n" + "".join(_growth(found, one, other) for one, other in zip(list(found), list(found)[1:], strict=False))


def _growth(found: dict[str, dict[str, Row]], one: str, other: str) -> str:
    """How our time and memory grow from one size to the next: 1.0 is as the text does."""
    small, large, grown = found[one][ALONE], found[other][ALONE], log(SIZES[other] / SIZES[one])
    cpu, memory = log(large.cpu / small.cpu) / grown, log(large.memory / small.memory) / grown
    return f"\n{one} → {other}：一个进程的 CPU 时间按字数的 {cpu:.2f} 次方增长，内存按 {memory:.2f} 次方。\n"


def machine() -> str:
    """What it was measured on."""
    model = next((line.partition(":")[2].strip() for line in _cpuinfo() if line.startswith("model name")), platform.processor())
    return f"{platform.python_implementation()} {platform.python_version()}，{os.cpu_count()} 核，{model or platform.machine()}"


def _cpuinfo() -> list[str]:
    file = Path("/proc/cpuinfo")
    return file.read_text("utf-8").splitlines() if file.is_file() else []


def main() -> None:
    """Prints the table, or puts it where a file has it between the marks `<!-- table -->` and `<!-- end -->`."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--sizes", nargs="+", default=["S", "M", "L"], choices=tuple(SIZES))
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--python", default=sys.executable, help="a Python that has typst, weasyprint and reportlab")
    parser.add_argument("--all", action="store_true", help="WeasyPrint at L too")
    parser.add_argument("--without", nargs="+", default=[], metavar="NAME", help="leave these out, named as in the table")
    parser.add_argument("--json", type=Path, help="keep the figures here as well")
    parser.add_argument("--out", type=Path)
    options = parser.parse_args()
    found: dict[str, dict[str, Row]] = {}
    for size in options.sizes:
        with TemporaryDirectory() as folder:
            found[size] = rows_of(options, Path(folder), size)
    table = f"{machine()}；每家 {options.runs} 次，取中位数。\n\n{table_of(found)}"
    if options.json:
        kept = {size: {name: row._asdict() for name, row in rows.items()} for size, rows in found.items()}
        options.json.write_text(json.dumps(kept), "utf-8")
    tell(table, options.out)


if __name__ == "__main__":
    main()
