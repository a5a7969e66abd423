"""``yearbook check``: every problem in one run, for people and for programs."""

from __future__ import annotations

import json
from pathlib import Path

from tests.cli.conftest import Yearbook, replace

KEYS = {"file", "line", "column", "severity", "code", "message", "values"}


def test_a_sound_edition(yearbook: Yearbook, example: Path) -> None:
    said = yearbook("check", example)
    assert (said.code, said.out) == (0, "")
    assert said.err.startswith("数字 ")
    assert said.err.endswith("0 个错误，0 个警告\n")


def test_problems_have_a_place_and_a_way_out(yearbook: Yearbook, example: Path) -> None:
    replace(example / "honors.yaml", "        recipient: 示例区    ", "        recipiant: 示例区    ")
    said = yearbook("check", "2026", YEARBOOK_LANG="en")
    assert said.code == 1
    assert said.err.startswith("2026/honors.yaml:9:9: error: ")
    assert "recipient" in said.err


def test_strict_fails_on_warnings(yearbook: Yearbook, example: Path) -> None:
    replace(example / "plates.yaml", "        image: example.png", "        # image: example.png")
    assert yearbook("check", example).code == 0
    said = yearbook("check", example, "--strict")
    assert said.code == 1
    assert said.err.endswith("--strict：警告按错误算\n")


def test_json_is_the_whole_of_stdout(yearbook: Yearbook, example: Path) -> None:
    replace(example / "economy.yaml", "{see:gdp-2025}", "{see:nothing}")
    said = yearbook("check", "2026", "--json")
    report = json.loads(said.out)
    assert (said.code, said.err) == (1, "")
    assert (report["edition"], report["errors"], report["warnings"]) == ("2026", 1, 0)
    (problem,) = report["problems"]
    assert problem.keys() == KEYS
    assert (problem["file"], problem["severity"], problem["code"]) == ("2026/economy.yaml", "error", "no-such-id")
    assert problem["line"] > 1
    assert "nothing" in problem["message"]


def test_json_of_a_path_that_is_wrong(yearbook: Yearbook) -> None:
    said = yearbook("check", "nowhere", "--json")
    assert said.code == 3
    assert json.loads(said.out)["problems"][0]["code"] == "path-missing"


def test_json_of_a_sound_edition_under_strict(yearbook: Yearbook, example: Path) -> None:
    said = yearbook("check", example, "--json", "--strict")
    assert said.code == 0
    assert json.loads(said.out)["problems"] == []


def test_what_is_still_to_come_stops_the_press(yearbook: Yearbook, example: Path) -> None:
    replace(example / "edition.yaml", "profile: draft  ", "profile: internal")
    said = yearbook("check", example)
    assert (said.code, "将印成“待补”" in said.err) == (0, True)
    said = yearbook("check", example, "--for", "print")
    assert (said.code, "错误: 版权页缺“准印证号”" in said.err) == (1, True)
    assert yearbook("check", example, "--for", "draft").code == 0
