"""Names that a package imports when they are asked for; a plain build imports nothing that only errands need."""

import subprocess
import sys

import pytest

from yearbook import compose, deliver

LEFT = ("compose.meeting", "compose.sheet_marks", "compose.ticket", "deliver.archive", "deliver.folders", "model.imposition")


@pytest.mark.parametrize("package", [compose, deliver])
def test_all_that_a_package_names_is_there(package: object) -> None:
    names = package.__all__  # type: ignore[attr-defined]
    assert all(hasattr(package, name) for name in names)


def test_what_it_does_not_name_is_not_there() -> None:
    with pytest.raises(AttributeError, match=r"module 'yearbook.compose' has no attribute 'nothing'"):
        compose.nothing  # type: ignore[attr-defined]  # noqa: B018


def test_the_stages_of_a_build_leave_the_rest_alone() -> None:
    asked = f"import sys; from yearbook import press; press.stages_ready(); print([n for n in {LEFT} if 'yearbook.' + n in sys.modules])"
    told = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True)
    assert told.stdout.strip() == "[]"
