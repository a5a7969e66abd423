"""Files are written whole or not at all."""

import os
import stat
from pathlib import Path

import pytest

from yearbook.deliver import files, write_atomically
from yearbook.problems import PATH, PathError


def code_of(error: PathError) -> str:
    assert error.exit_code == PATH
    return error.problems[0].code


def test_a_new_file(tmp_path: Path) -> None:
    write_atomically(tmp_path / "年鉴.pdf", b"new")
    assert (tmp_path / "年鉴.pdf").read_bytes() == b"new"
    assert os.listdir(tmp_path) == ["年鉴.pdf"]


def test_permissions_are_those_of_the_old_file_or_of_any_new_file(tmp_path: Path) -> None:
    old = tmp_path / "old.pdf"
    old.write_bytes(b"old")
    old.chmod(0o640)
    write_atomically(old, b"new")
    write_atomically(tmp_path / "new.pdf", b"new")
    (tmp_path / "plain").write_bytes(b"")
    assert stat.S_IMODE(old.stat().st_mode) == 0o640
    assert (tmp_path / "new.pdf").stat().st_mode == (tmp_path / "plain").stat().st_mode


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "real.pdf").write_bytes(b"old")
    (tmp_path / "link.pdf").symlink_to("real.pdf")
    write_atomically(tmp_path / "link.pdf", b"new")
    assert (tmp_path / "link.pdf").is_symlink()
    assert (tmp_path / "real.pdf").read_bytes() == b"new"


@pytest.mark.parametrize("failure", [KeyboardInterrupt(), OSError(28, "No space left on device"), RuntimeError("a bug")])
@pytest.mark.parametrize("step", ["fsync", "replace"])
def test_a_failure_leaves_the_old_file_and_no_stray_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, failure: BaseException, step: str
) -> None:
    (tmp_path / "a.pdf").write_bytes(b"old")

    def fail(*_: object) -> None:
        raise failure

    monkeypatch.setattr(files.os, step, fail)
    expected = PathError if isinstance(failure, OSError) else type(failure)
    with pytest.raises(expected) as caught:
        write_atomically(tmp_path / "a.pdf", b"new")
    monkeypatch.undo()
    assert (tmp_path / "a.pdf").read_bytes() == b"old"
    assert os.listdir(tmp_path) == ["a.pdf"]
    if isinstance(caught.value, PathError):
        assert code_of(caught.value) == "path-unwritable"
        assert dict(caught.value.problems[0].values)["reason"] == "No space left on device"


def test_a_missing_folder(tmp_path: Path) -> None:
    with pytest.raises(PathError) as caught:
        write_atomically(tmp_path / "no" / "a.pdf", b"")
    assert code_of(caught.value) == "path-missing-folder"
    assert dict(caught.value.problems[0].values)["folder"] == str(tmp_path / "no")


def test_a_folder_in_the_way(tmp_path: Path) -> None:
    with pytest.raises(PathError) as caught:
        write_atomically(tmp_path, b"")
    assert code_of(caught.value) == "path-is-folder"


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_that_may_not_be_written(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    try:
        with pytest.raises(PathError) as caught:
            write_atomically(tmp_path / "a.pdf", b"")
    finally:
        tmp_path.chmod(0o700)
    assert code_of(caught.value) == "path-unwritable"


def test_a_name_too_long_for_the_system(tmp_path: Path) -> None:
    with pytest.raises(PathError) as caught:
        write_atomically(tmp_path / ("年" * 200 + ".pdf"), b"")
    assert code_of(caught.value) == "path-unwritable"
    assert os.listdir(tmp_path) == []
