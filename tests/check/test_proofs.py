"""What was found in a file is taken over only while the file, and all that it was held against, is the same."""

import os
import re
import shutil
import signal
from collections.abc import Callable
from pathlib import Path

import pytest

from yearbook import press
from yearbook.check import ledger, proof
from yearbook.check.shaped import Sheet
from yearbook.crew import CAN_FORK
from yearbook.load import ahead
from yearbook.model.proof import Figures
from yearbook.problems import ContentError
from yearbook.standing import NOTHING_STANDING, Standing

SEEDS = Path(__file__).parents[2] / "seeds" / "hongqi"


@pytest.fixture
def series(tmp_path: Path) -> Path:
    """The edition of 2023 of the district, with what its series shares; chapters with slips of style, of dates and of figures."""
    folder = tmp_path / "hongqi"
    shutil.copytree(SEEDS / "2023", folder / "2023")
    shutil.copy(SEEDS / "indicators.yaml", folder)
    slips = "本区近年来就业率达到105%，2022年2月30日“开工，2024年1月2日投产；地区生产总值为9.99亿元"
    add = f"\n\n          {slips}（见{{see:{last_id(folder / '2023')[1]}}}）。\n"
    chapter = first_chapter(folder / "2023")
    text = chapter.read_text("utf-8")
    at = text.index("\n", text.index("text: |\n") + len("text: |\n"))
    chapter.write_text(text[:at] + add + text[at:].lstrip("\n"), "utf-8")
    return folder


def first_chapter(folder: Path) -> Path:
    """The first of its chapters that has text."""
    return next(path for path in sorted(folder.glob("*.yaml")) if re.search(r"\nsections:.*text: \|\n", path.read_text("utf-8"), re.DOTALL))


def found(folder: Path, standing: Standing = NOTHING_STANDING, jobs: int = 1) -> object:
    """All that a check has to say of an edition."""
    order = press.Order(str(folder), means=press.Means(standing, jobs))
    try:
        checked = press.review(order)
    except ContentError as error:
        return error.problems
    counted = checked.edition.coverage
    loose = [(one.text, one.around, one.place()) for one in counted.unbound]
    acknowledged = [one.problem for one in checked.edition.acknowledged]
    return checked.problems, acknowledged, checked.edition.characters, checked.edition.index_depth, counted.bound, counted.exempt, loose


def change_a_figure(folder: Path) -> None:
    facts = folder / "2023" / "facts.yaml"
    text = facts.read_text("utf-8")
    at = text.index("value: ")
    facts.write_text(f"{text[:at]}value: 9{text[at + len('value: ') :]}", "utf-8")


def change_the_day(folder: Path) -> None:
    edition = folder / "2023" / "edition.yaml"
    lines = [line if not line.startswith("date:") else "date: 2022-01-01" for line in edition.read_text("utf-8").splitlines()]
    edition.write_text("\n".join(lines) + "\n", "utf-8")


def change_an_indicator(folder: Path) -> None:
    shared = folder / "indicators.yaml"
    shared.write_text(shared.read_text("utf-8").replace("亿元", "万元"), "utf-8")


def lose_an_id(folder: Path) -> None:
    path, name = last_id(folder / "2023")
    path.write_text(path.read_text("utf-8").replace(f" id: {name}\n", f" id: {name}-2\n"), "utf-8")


def last_id(folder: Path) -> tuple[Path, str]:
    """The last id of an entry, and the file it stands in."""
    found = [(path, name) for path in sorted(folder.glob("*.yaml")) for name in re.findall(r"\n {8}id: (\S+)", path.read_text("utf-8"))]
    return found[-1]


@pytest.mark.parametrize("change", [change_a_figure, change_the_day, change_an_indicator, lose_an_id])
def test_what_a_file_is_held_against_counts(series: Path, tmp_path: Path, change: Callable[[Path], None]) -> None:
    standing, folder = Standing(str(tmp_path / "kept")), series / "2023"
    before = found(folder)
    assert before == found(folder, standing) == found(folder, standing)
    change(series)
    after = found(folder)
    assert after != before
    assert found(folder, standing) == after == found(folder, standing)


def test_files_that_are_the_same_are_not_read_again(series: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    standing, folder = Standing(str(tmp_path / "kept")), series / "2023"
    found(folder, standing)
    files: list[str] = []

    def read(sheet: Sheet, desk: ledger.Desk) -> Figures:
        files.append(sheet.file.name)
        return ledger.read(sheet, desk)

    monkeypatch.setattr(proof, "read", read)
    chapter = first_chapter(folder)
    chapter.write_text(chapter.read_text("utf-8") + "# 一句说明\n", "utf-8")
    found(folder, standing)
    assert files == [chapter.name]


def test_the_name_by_which_a_folder_was_called_is_told_anew(series: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    standing = Standing(str(tmp_path / "kept"))
    found(series / "2023", standing)
    monkeypatch.chdir(series)
    assert found(Path("2023"), standing) == found(Path("2023"))


@pytest.fixture
def any_size_shared(monkeypatch: pytest.MonkeyPatch) -> None:
    """However small, an edition is worth further processes."""
    for module in (ahead, proof):
        monkeypatch.setattr(module, "WORTH", 0)


@pytest.mark.skipif(not CAN_FORK, reason="no processes are forked here")
@pytest.mark.usefixtures("any_size_shared")
@pytest.mark.parametrize("jobs", [2, 3])
def test_several_processes_find_the_same(series: Path, tmp_path: Path, jobs: int) -> None:
    alone = found(series / "2023")
    standing = Standing(str(tmp_path / "cache"))
    assert found(series / "2023", jobs=jobs) == found(series / "2023", standing, jobs) == found(series / "2023", standing, jobs) == alone
    change_a_figure(series)
    first_chapter(series / "2023").write_text("id: x\ntitle: 1\n", "utf-8")
    assert found(series / "2023", jobs=jobs) == found(series / "2023")


@pytest.mark.skipif(not CAN_FORK, reason="no processes are forked here")
@pytest.mark.usefixtures("any_size_shared")
def test_what_a_killed_process_was_to_find_is_found_here(series: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    alone, here, made, counted = found(series / "2023"), os.getpid(), proof.Proofs._made, proof.counted

    def killed(act: Callable[..., object]) -> Callable[..., object]:
        return lambda *given, **named: act(*given, **named) if os.getpid() == here else os.kill(os.getpid(), signal.SIGKILL)

    monkeypatch.setattr(proof.Proofs, "_made", killed(made))
    monkeypatch.setattr(proof, "counted", killed(counted))
    monkeypatch.setattr(ahead, "_data", killed(ahead._data))
    assert found(series / "2023", jobs=2) == alone
