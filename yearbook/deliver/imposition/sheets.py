"""Sheets of paper by name (sheets.toml) or as WxH in millimetres."""

import re
import tomllib
from functools import cache
from importlib.resources import files

from yearbook.model.imposition import Plate, Sheet
from yearbook.problems import Place, Problem, UsageError, near
from yearbook.units import MM, length, round_half_up

_SIZE = re.compile(r"(\d+(?:\.\d+)?)[xX×*](\d+(?:\.\d+)?)(?:mm)?")
LEAST, MOST = length("50mm"), length("3000mm")


@cache
def _sizes() -> dict[str, tuple[int, int]]:
    table = tomllib.loads(files("yearbook.deliver.imposition").joinpath("sheets.toml").read_text("utf-8"))["sheets"]
    return {name: (round_half_up(width * MM), round_half_up(height * MM)) for name, (width, height) in table.items()}


def sheet_names() -> tuple[str, ...]:
    """The names, small sheets first."""
    return tuple(_sizes())


def sheet_called(text: str) -> Sheet:
    """A sheet by its name, or `450x320mm`. Raises UsageError."""
    for name, (width, height) in _sizes().items():
        if name.casefold() == text.strip().casefold():
            return Sheet(name, width, height)
    match = _SIZE.fullmatch(text.strip())
    if match is None:
        names = "、".join(sheet_names())
        raise UsageError((Problem.of("sheet-unknown", Place("--sheet"), name=text, names=names, near=near(text, sheet_names())),))
    width, height = length(f"{match[1]}mm"), length(f"{match[2]}mm")
    if not all(LEAST <= side <= MOST for side in (width, height)):
        raise UsageError((Problem.of("sheet-size", Place("--sheet"), name=text),))
    return Sheet(text.strip(), width, height)


@cache
def words() -> dict[str, str]:
    """What is printed on the edges of sheets and said in fold maps."""
    table: dict[str, str] = tomllib.loads(files("yearbook.deliver.imposition").joinpath("sheets.toml").read_text("utf-8"))["words"]
    return table


def label_of(plate: Plate) -> str:
    """The name of a plate: 第2帖 第1张 正面."""
    said = words()
    form = said["cover"] if plate.cover else said["signature"] if plate.signature else said["plain"]
    return f"{form.format(signature=plate.signature, sheet=plate.sheet)} {said[plate.side]}"
