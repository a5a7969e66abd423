"""The typography of one book by us and by three peers, judged by one audit from glyph positions: a table for the docs.

    python -m tests.bench.typography --audit ../shared/tools/audit_typography.py [--size M] [--out docs/排印对照.md]

The peers are looked for where they are: `typst` and `weasyprint` in the Python given by --python (with pypdfium2 and pikepdf
for the audit), `xelatex` on the path; one that is missing has an empty column. Every peer prints the same characters on the
same page (tests/bench/peers): 210×285 mm, two columns of 21 em, 10.5/16 pt, the project's own faces.
"""

import argparse
import json
import shutil
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.bench.corpus import write
from tests.bench.peers.book import write_book
from tests.bench.told import tell

HERE = Path(__file__).parent
TOP = HERE.parents[1]
PEERS = {"Typst": "by_typst.py", "XeLaTeX（ctex）": "by_xelatex.py", "WeasyPrint": "by_weasyprint.py"}
FAULTS = {
    "kinsoku_start": "行首禁则", "kinsoku_end": "行尾禁则", "split_pair": "破折号、省略号拆开", "split_number": "数字拆开",
    "ragged": "行尾不齐", "loose": "松行（空隙超过 0.12 em）", "squeezed_han": "汉字挤压", "off_grid": "偏离行格",
    "orphan_char": "段末孤字", "unsqueezed_punct": "相邻标点未挤", "no_han_western_gap": "汉字与西文无间隔",
    "straight_quotes": "直引号", "halfwidth_punct": "半角标点", "tofu": "缺字",
}  # fmt: skip
SEEN = {"pages": "页", "full_lines": "看到的满行", "loosest_em_max": "最松处（em）"}


def audited(python: str, audit: Path, pdf: Path) -> dict[str, float]:
    """What the audit counts in a file."""
    done = subprocess.run([python, str(audit), str(pdf), "--json"], capture_output=True, text=True, check=False)
    if done.returncode not in (0, 1):
        raise SystemExit(f"{pdf}: {done.stderr[-300:]}")
    found: dict[str, float] = json.loads(done.stdout)
    return found


def columns_of(options: argparse.Namespace, folder: Path) -> dict[str, dict[str, float]]:
    """The counts of every maker that is here, ours first."""
    edition = write(folder / "book", options.size)
    print(f"{write_book(edition, folder / 'book.json')} characters", file=sys.stderr)
    out: dict[str, dict[str, float]] = {}
    ours = folder / "yearbook.pdf"
    subprocess.run([sys.executable, "-m", "yearbook", "build", str(edition), "-o", str(ours), "-q"], check=True, cwd=TOP, stdout=2)
    out["yearbook"] = audited(options.python, options.audit, ours)
    for name, script in PEERS.items():
        pdf = folder / f"{script}.pdf"
        done = subprocess.run([options.python, str(HERE / "peers" / script), str(folder / "book.json"), str(TOP / "fonts"), str(pdf)],
                              capture_output=True, text=True, check=False)  # fmt: skip
        if pdf.is_file():
            out[name] = audited(options.python, options.audit, pdf)
        else:
            print(f"{name}: {done.stderr.strip()[-200:]}", file=sys.stderr)
    return out


def table_of(columns: dict[str, dict[str, float]]) -> str:
    """A Markdown table: a row a fault, the sum, then what was seen."""
    names = list(columns)
    lines = ["| | " + " | ".join(names) + " |", "|---|" + "---:|" * len(names)]
    for key, said in FAULTS.items():
        lines.append(f"| {said} | " + " | ".join(str(int(columns[name].get(key, 0))) for name in names) + " |")
    sums = [int(sum(columns[name].get(key, 0) for key in FAULTS)) for name in names]
    lines.append("| **合计** | " + " | ".join(f"**{total}**" for total in sums) + " |")
    for key, said in SEEN.items():
        lines.append(f"| {said} | " + " | ".join(f"{columns[name].get(key, 0):g}" for name in names) + " |")
    return "\n".join(lines) + "\n"


def main() -> None:
    """Prints the table, or puts it where a file has it between the marks `<!-- table -->` and `<!-- end -->`."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--audit", type=Path, required=True)
    parser.add_argument("--size", default="M", choices=("S", "M", "L"))
    parser.add_argument("--python", default=sys.executable, help="a Python that has typst, weasyprint, pypdfium2 and pikepdf")
    parser.add_argument("--out", type=Path)
    options = parser.parse_args()
    if shutil.which("xelatex") is None:
        print("xelatex is not here", file=sys.stderr)
    with TemporaryDirectory() as folder:
        table = table_of(columns_of(options, Path(folder)))
    tell(table, options.out)


if __name__ == "__main__":
    main()
