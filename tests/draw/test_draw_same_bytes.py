"""The same pages give the same bytes, whatever the machine is like; and asking for help does not pay for ReportLab."""

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]
PROGRAM = """
import sys, hashlib
from pathlib import Path
from tests.draw.sheets import FACE, sample
from yearbook.draw import PdfOptions, draw_ofd, draw_pdf, draw_transcript
from yearbook.fonts import Face
face = Face(Path(sys.argv[1]))
pages = sample(face)
for data in (draw_pdf(pages, {FACE: face}, PdfOptions(tags=True)), draw_transcript(pages).encode(), draw_ofd(pages, {FACE: face})):
    print(hashlib.sha256(data).hexdigest())
"""
HOSTILE = {
    "PYTHONHASHSEED": "77", "TZ": "Asia/Shanghai", "LANG": "zh_CN.GB18030", "LC_ALL": "C", "SOURCE_DATE_EPOCH": "1234567890",
    "RL_invariant": "0", "RL_pageCompression": "0", "RL_useA85": "1", "RL_wrapA85": "1", "RL_pdfMultiLine": "1", "RL_pdfComments": "1",
    "RL_canvas_basefontname": "Courier", "RL_documentLang": "fr", "RL_renderPMBackend": "nonsense", "RL_debug": "no number",
    "RL_verbose": "1", "RL_defaultPageSize": "A3",
}  # fmt: skip
SETTINGS = "pageCompression=1\ninvariant=0\npdfMultiLine=1\npdfComments=1\nuseA85=1\ndocumentLang='fr'\n"
MODS = "import reportlab\nraise SystemExit('a stranger ran')\n"


def run_in(folder: Path, environment: dict[str, str], font: Path) -> str:
    base = {key: value for key, value in os.environ.items() if not key.startswith(("RL_", "PYTHON"))}
    environment = {**base, "PYTHONPATH": str(ROOT), **environment}
    done = subprocess.run(  # noqa: PLW1510  # stderr is shown below
        [sys.executable, "-c", PROGRAM, str(font)], env=environment, cwd=folder, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_the_same_bytes_in_another_world(block: "object", tmp_path: Path) -> None:
    font: Path = getattr(block, "path")  # noqa: B009  # a Face, whose import would be the first of the process
    elsewhere, home = tmp_path / "elsewhere", tmp_path / "home"
    elsewhere.mkdir()
    home.mkdir()
    for folder in (home, elsewhere):
        for name, text in ((".reportlab_settings", SETTINGS), (".reportlab_mods", MODS)):
            (folder / name).write_text(text)
        for name, text in (("reportlab_settings.py", SETTINGS), ("reportlab_mods.py", MODS)):
            (folder / name).write_text(text)
    calm = run_in(ROOT, {"PYTHONHASHSEED": "1", "TZ": "UTC"}, font)
    wild = run_in(elsewhere, {**HOSTILE, "HOME": str(home), "PYTHONPATH": f"{ROOT}{os.pathsep}{elsewhere}"}, font)
    assert calm == wild
    assert len(set(calm.split())) == 3


def test_settings_changed_in_the_same_process_are_pinned(block: "object") -> None:
    from tests.draw.sheets import FACE, sample
    from yearbook.draw import draw_pdf
    from yearbook.draw.pdf_objects import rl_config

    pages = sample(block)  # type: ignore[arg-type]
    before = draw_pdf(pages, {FACE: block})  # type: ignore[dict-item]
    rl_config.pdfMultiLine, rl_config.invariant, rl_config.pdfComments = 1, 0, 1
    assert draw_pdf(pages, {FACE: block}) == before  # type: ignore[dict-item]


@pytest.mark.parametrize("module", ["yearbook.draw", "yearbook.deliver"])
def test_asking_for_help_does_not_pay_for_writing(module: str) -> None:
    program = f"import sys, {module}; print(*sorted({{'reportlab', 'pikepdf', 'PIL', 'uharfbuzz.none'}} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == ""


def test_a_build_for_the_screen_needs_no_second_writer(tmp_path: Path) -> None:
    from tests.small_edition import written

    folder = written(tmp_path / "book", "  - title: 甲\n    body:\n      - {entry: 乙, text: 丙。}\n")
    program = "import sys; from yearbook import press; press.build(press.Order(sys.argv[1])); print('pikepdf' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", program, folder], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"


def test_nothing_dear_of_reportlab_is_imported() -> None:
    program = "import sys, yearbook.draw.pdf; print(*sorted(name for name in sys.modules if name.startswith('reportlab')))"
    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True)
    loaded = done.stdout.split()
    assert not [name for name in loaded if name.startswith(("reportlab.platypus", "reportlab.graphics", "reportlab.pdfgen"))]
    assert not {"reportlab_mods", "reportlab_settings", "reportlab.pdfbase.ttfonts"} & set(loaded)


def test_glyphs_looked_at_over_arrays_give_the_same_file(block: "object", monkeypatch: pytest.MonkeyPatch) -> None:
    from tests.draw.sheets import FACE, sample
    from yearbook.draw import draw_pdf

    face: Any = block
    plain = draw_pdf(sample(face), {FACE: face})
    monkeypatch.setattr("yearbook.draw.pdf_glyphs._MANY", -1)
    assert draw_pdf(sample(face), {FACE: face}) == plain
