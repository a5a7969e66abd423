"""The audit of type (shared/tools), which knows nothing of this program: it judges a PDF by the places of its glyphs."""

import json
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from tests.edition import SHARED

GATE = (
    "kinsoku_start", "kinsoku_end", "split_pair", "split_number", "ragged", "loose", "squeezed_han", "off_grid",
    "orphan_char", "unsqueezed_punct", "no_han_western_gap", "straight_quotes", "halfwidth_punct", "tofu",
)  # fmt: skip
AUDIT = SHARED / "tools" / "audit_typography.py"
LOOSEST = 0.12  # em


def assert_clean(pdf: bytes) -> None:
    """DESIGN §6: 0 in every row of the gate, no line looser than 0.12 em, and enough text to have judged."""
    if not AUDIT.is_file():
        pytest.skip("the audit is not beside this checkout (shared/tools)")
    pytest.importorskip("pypdfium2")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "book.pdf"
        path.write_bytes(pdf)
        done = subprocess.run([sys.executable, AUDIT, path, "--json", "--show", "3"], capture_output=True, text=True, check=False)
    report = json.loads(done.stdout)
    assert {row: report[row] for row in GATE if report[row]} == {}, done.stdout
    assert report["loosest_em_max"] <= LOOSEST
    assert report["paragraph_ends"] > 0 and report["full_lines"] > 0
