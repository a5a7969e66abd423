"""What every command has in common: help, languages, exit codes, where it talks, how quickly it starts."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import Yearbook, replace
from yearbook import __version__, press
from yearbook.cli.program import COMMANDS
from yearbook.cli.talk import Talk, language_of
from yearbook.messages import messages
from yearbook.problems import Place, Problem, Severity

HEAVY = (
    "pydantic", "pydantic_core", "reportlab", "uharfbuzz", "yaml", "pikepdf", "PIL", "markdown_it", "deflate", "fontTools",
    "yearbook.press", "yearbook.model",
)  # fmt: skip


PROGRAM = Path(press.__file__).parents[1]


def python(*arguments: str, cwd: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    given = {**os.environ, "PYTHONPATH": str(PROGRAM), **environment}
    return subprocess.run([sys.executable, *arguments], cwd=cwd, env=given, capture_output=True, text=True, check=False)


def test_help_lists_the_commands_on_stdout(yearbook: Yearbook) -> None:
    said = yearbook("--help")
    assert (said.code, said.err) == (0, "")
    assert all(f"\n  {name} " in said.out for name in COMMANDS)


@pytest.mark.parametrize("name", COMMANDS)
@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_command_has_help_with_an_example(yearbook: Yearbook, name: str, language: str) -> None:
    said = yearbook(name, "--help", YEARBOOK_LANG=language)
    assert (said.code, said.err) == (0, "")
    assert f"\n  yearbook {name}" in said.out
    assert "--quiet" in said.out
    assert ("选项" if language == "zh" else "Options") in said.out


def test_help_imports_nothing_heavy(tmp_path: Path) -> None:
    """DESIGN §6: 0.15 s. Counted, not timed: a time would fail on a busy machine."""
    script = "import sys; from yearbook.cli import run; run(['--help']); print(*sorted(sys.modules), file=sys.stderr)"
    done = python("-c", script, cwd=tmp_path)
    loaded = set(done.stderr.split())
    assert "click" in loaded
    assert sorted(name for name in HEAVY if name in loaded) == []
    assert len(loaded) < 180


def test_the_version(yearbook: Yearbook) -> None:
    assert yearbook("--version").out == f"yearbook {__version__}\n"


def test_without_a_command_the_help_is_shown_as_a_usage_error(yearbook: Yearbook) -> None:
    said = yearbook()
    assert (said.code, said.out) == (2, "")
    assert "yearbook new 2026" in said.err


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["bild"], "没有命令 bild，是不是 build？"),
        (["check", "--strct", "2026"], "没有选项 --strct，是不是 --strict？"),
        (["check"], "缺少 EDITION"),
        (["build"], "缺少 EDITION…"),
        (["new"], "缺少 DIR"),
        (["build", "2026", "-o"], "选项 -o 后面缺少内容"),
        (["schema", "edition", "layout"], "layout"),
    ],
)
def test_wrong_usage_is_2_and_says_what_is_wrong(yearbook: Yearbook, arguments: list[str], told: str) -> None:
    said = yearbook(*arguments)
    assert (said.code, said.out) == (2, "")
    assert told in said.err
    assert "--help" in said.err


def test_an_unknown_layout_is_wrong_usage(yearbook: Yearbook, example: Path) -> None:
    said = yearbook("check", example, "--layout", "anual")
    assert said.code == 2
    assert "annual" in said.err


@pytest.mark.parametrize("command", ["check", "build", "fonts"])
def test_a_missing_folder_is_3(yearbook: Yearbook, command: str) -> None:
    said = yearbook(command, "nowhere")
    assert (said.code, said.out) == (3, "")
    assert said.err.startswith("nowhere: 错误: ")


@pytest.mark.skipif(os.geteuid() == 0, reason="root reads everything")
def test_an_unreadable_folder_is_3(yearbook: Yearbook, tmp_path: Path) -> None:
    locked = tmp_path / "locked"
    locked.mkdir()
    locked.chmod(0)
    try:
        assert yearbook("check", locked).code == 3
    finally:
        locked.chmod(0o700)


def test_a_folder_that_is_no_edition_is_3(yearbook: Yearbook, example: Path) -> None:
    assert yearbook("check", example / "images").code == 3
    assert yearbook("check", example / "edition.yaml").code == 3
    above = yearbook("check", example.parent)
    assert above.code == 3
    assert "2026" in above.err


def test_a_file_named_inside_the_yaml_is_content(yearbook: Yearbook, example: Path) -> None:
    (example / "economy.yaml").unlink()
    assert yearbook("check", example).code == 1


def test_messages_follow_the_language(yearbook: Yearbook) -> None:
    assert ": 错误: " in yearbook("check", "nowhere").err
    assert ": error: " in yearbook("check", "nowhere", YEARBOOK_LANG="en").err
    assert ": error: " in yearbook("check", "nowhere", LANG="en_GB.UTF-8").err
    assert ": 错误: " in yearbook("check", "nowhere", LANG="en_GB.UTF-8", YEARBOOK_LANG="zh").err


@pytest.mark.parametrize(
    ("environment", "language"),
    [
        ({}, "zh"),
        ({"LANG": "C.UTF-8"}, "zh"),
        ({"LANG": "de_DE.UTF-8"}, "zh"),
        ({"LANG": "en_US.UTF-8"}, "en"),
        ({"LANG": "en_US.UTF-8", "LC_ALL": "zh_CN.UTF-8"}, "zh"),
        ({"LANG": "zh_CN.UTF-8", "YEARBOOK_LANG": "en"}, "en"),
        ({"LANG": "en_US.UTF-8", "YEARBOOK_LANG": ""}, "en"),
    ],
)
def test_the_language_comes_from_the_environment(environment: dict[str, str], language: str) -> None:
    assert language_of(environment) == language


def test_both_languages_have_the_same_talk_and_slots() -> None:
    chinese, english = messages("zh")["talk"], messages("en")["talk"]
    assert chinese.keys() == english.keys()
    for key, text in chinese.items():
        if not key.startswith(("help-", "example-")):
            assert {part.split("}")[0] for part in text.split("{")[1:]} == {part.split("}")[0] for part in english[key].split("{")[1:]}, key


def test_every_text_of_the_talk_is_used() -> None:
    source = "".join(path.read_text("utf-8") for path in Path(press.__file__).parent.joinpath("cli").glob("*.py"))
    made_up = {f"{kind}-{name}" for kind in ("help", "example") for name in (*COMMANDS, "program", "version")}
    made_up |= {f"stage-{stage}" for stage in ("check", "edit", "compose", "makeup", "draw", "deliver", "bag", "lock")} | {"help-help"}
    assert [key for key in messages("zh")["talk"] if not re.search(rf"""["']{key}["']""", source) and key not in made_up] == []


def test_colour_only_where_wanted(capsys: pytest.CaptureFixture[str]) -> None:
    problem = Problem.of("path-missing", Place("x"), Severity.ERROR)
    Talk("zh", colour=True, live=False).problems((problem,))
    Talk("zh", colour=False, live=False).problems((problem,))
    with_colour, without = capsys.readouterr().err.splitlines()
    assert "\x1b[" in with_colour
    assert "\x1b[" not in without


def test_nothing_is_redrawn_and_nothing_coloured_in_a_pipe(yearbook: Yearbook, example: Path) -> None:
    assert "\x1b" not in yearbook("check", example).err


def test_quiet_says_errors_only(yearbook: Yearbook, example: Path) -> None:
    assert yearbook("check", example, "--quiet") == yearbook("check", "-q", example)
    assert yearbook("check", example, "-q").err == ""
    replace(example / "economy.yaml", "{see:gdp-2025}", "{see:nothing}")
    said = yearbook("check", example, "-q")
    assert said.code == 1
    assert said.err.count("\n") == 1


def test_a_bug_keeps_its_traceback(yearbook: Yearbook, example: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*order: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(press, "review", broken)
    with pytest.raises(ZeroDivisionError):
        yearbook("check", example)


@pytest.mark.parametrize(("raised", "code"), [(KeyboardInterrupt, 130)])
def test_an_interruption_is_one_short_line(
    yearbook: Yearbook, example: Path, monkeypatch: pytest.MonkeyPatch, raised: type[BaseException], code: int
) -> None:
    def interrupted(*order: object) -> None:
        raise raised

    monkeypatch.setattr(press, "review", interrupted)
    said = yearbook("check", example)
    assert (said.code, said.out, said.err.strip()) == (code, "", "已中断，原有文件没有改动")


def test_python_m_yearbook_and_a_terminal_without_chinese(tmp_path: Path) -> None:
    done = python("-m", "yearbook", "check", "nowhere", cwd=tmp_path, PYTHONIOENCODING="ascii", YEARBOOK_LANG="zh")
    assert done.returncode == 3
    assert done.stderr.startswith("nowhere: ")
    assert "Traceback" not in done.stderr
