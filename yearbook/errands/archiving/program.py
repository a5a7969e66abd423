"""The program itself as files: a lock that names every package by version and contents, and wheels made from what is installed.

A wheel's own hash is not to be had from an installation; its contents are. A lock entry is the SHA-256 over the sorted lines
``sha256  path`` of all files that the wheel brought (RECORD), scripts and compiled caches left out, so that it is the same wherever
that wheel is installed. Wheels made here are the same in every byte for the same installation.
"""

import base64
import hashlib
import io
import platform
import re
import sys
import zipfile
from collections.abc import Iterator, Mapping
from importlib import metadata
from pathlib import Path

from yearbook import __version__
from yearbook.fonts import shipped_fonts
from yearbook.frozen import frozen
from yearbook.press import layout_folders

NAME = "yearbook"
_PACKAGE = Path(__file__).parents[2]
_LEFT_OUT = ("RECORD", "INSTALLER", "REQUESTED", "direct_url.json", "uv_cache.json")
_EPOCH = (1980, 1, 1, 0, 0, 0)  # the oldest a zip file can name


@frozen
class Package:
    """One package of the lock."""

    name: str
    version: str
    sha256: str
    files: int


@frozen
class Lock:
    """The Python, the program and the packages that a book was made with."""

    python: tuple[tuple[str, str], ...]
    program: Package
    packages: tuple[Package, ...]

    def as_json(self) -> dict[str, object]:
        """As it is written into a bag."""
        return {
            "python": dict(self.python),
            "program": _as_json(self.program),
            "packages": [_as_json(one) for one in self.packages],
        }


def lock() -> Lock:
    """What this run is made of."""
    python = (
        ("version", platform.python_version()), ("implementation", platform.python_implementation()),
        ("system", platform.system()), ("machine", platform.machine()),
    )  # fmt: skip
    own = _package(NAME, __version__, own_files())
    return Lock(python, own, tuple(_package(one.metadata["Name"], one.version, _files_of(one)) for one in dependencies()))


def differences(then: Mapping[str, object], now: Lock) -> tuple[tuple[str, str, str], ...]:
    """Name, old and new version of what a lock read from a bag and this run do not share; contents that differ are told as `+`."""
    before, after = _by_name(then), _by_name(now.as_json())
    names = sorted(before.keys() | after.keys(), key=lambda name: (name != "Python", name != NAME, name))
    return tuple((name, *_versions(before.get(name), after.get(name))) for name in names if before.get(name) != after.get(name))


def _versions(was: tuple[str, str] | None, now: tuple[str, str] | None) -> tuple[str, str]:
    old, new = was[0] if was else "—", now[0] if now else "—"
    return old, f"{new}+" if old == new else new


def _by_name(lock_: Mapping[str, object]) -> dict[str, tuple[str, str]]:
    """Version and contents by name; faulty entries of a foreign lock are left out."""
    python, program, packages = lock_.get("python"), lock_.get("program"), lock_.get("packages")
    found = {"Python": (" ".join(str(part) for part in python.values()), "")} if isinstance(python, dict) else {}
    for one in (program, *(packages if isinstance(packages, list) else ())):
        if isinstance(one, dict):
            found[str(one.get("name"))] = (str(one.get("version")), str(one.get("sha256")))
    return found


def dependencies() -> tuple[metadata.Distribution, ...]:
    """The packages that the program needs, and those that they need, by name; those that this system does without are left out."""
    found: dict[str, metadata.Distribution] = {}
    waiting = [NAME]
    while waiting:
        name = waiting.pop()
        try:
            distribution = metadata.distribution(name)
        except metadata.PackageNotFoundError:
            continue
        if name in found:
            continue
        found[name] = distribution
        for wanted in distribution.requires or ():
            requirement, _, condition = wanted.partition(";")
            bare = re.match(r"[A-Za-z0-9._-]+", requirement.strip())
            if bare and "extra" not in condition:
                waiting.append(re.sub("[-_.]+", "-", bare[0]).lower())
    return tuple(found[name] for name in sorted(found) if name != NAME)


def wheels() -> Iterator[tuple[str, bytes]]:
    """A wheel of the program and one of each package, by file name."""
    yield _own_wheel()
    for distribution in dependencies():
        files = {name: path.read_bytes() for name, path in _files_of(distribution).items()}
        yield _wheel(distribution.metadata["Name"], distribution.version, files)


def own_files() -> dict[str, Path]:
    """The program's files as its wheel holds them, without layouts and fonts, which a bag holds as such."""
    found = {}
    for path in sorted(_PACKAGE.rglob("*")):
        inside = path.relative_to(_PACKAGE)
        if path.is_file() and "__pycache__" not in inside.parts and inside.parts[0] != "data":
            found[f"{NAME}/{inside.as_posix()}"] = path
    return found


def _package(name: str, version: str, files: Mapping[str, Path]) -> Package:
    lines = (f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {name}\n" for name, path in sorted(files.items()))
    return Package(name, version, hashlib.sha256("".join(lines).encode()).hexdigest(), len(files))


def _as_json(package: Package) -> dict[str, object]:
    return {"name": package.name, "version": package.version, "sha256": package.sha256, "files": package.files}


def _files_of(distribution: metadata.Distribution) -> dict[str, Path]:
    """What a wheel brought, by its name in the wheel."""
    found = {}
    for file in distribution.files or ():
        name = file.as_posix()
        path = Path(str(distribution.locate_file(file)))
        if name.startswith("..") or name.endswith(".pyc") or (".dist-info/" in name and file.name in _LEFT_OUT) or not path.is_file():
            continue
        found[name] = path
    return found


def _own_wheel() -> tuple[str, bytes]:
    files = {name: path.read_bytes() for name, path in own_files().items()}
    for folder, within in ((layout_folders()[0], "layouts"), (shipped_fonts(), "fonts")):
        for path in sorted(Path(folder).rglob("*")):
            if path.is_file() and "__pycache__" not in path.parts:
                files[f"{NAME}/data/{within}/{path.relative_to(folder).as_posix()}"] = path.read_bytes()
    info = f"{NAME}-{__version__}.dist-info"
    try:
        own = metadata.distribution(NAME)
        files |= {n: p.read_bytes() for n, p in _files_of(own).items() if n.startswith(f"{info}/")}
    except metadata.PackageNotFoundError:  # run from a checkout that was never installed
        files[f"{info}/METADATA"] = f"Metadata-Version: 2.1\nName: {NAME}\nVersion: {__version__}\n".encode()
    files[f"{info}/WHEEL"] = b"Wheel-Version: 1.0\nGenerator: yearbook\nRoot-Is-Purelib: true\nTag: py3-none-any\n"
    files.setdefault(f"{info}/entry_points.txt", f"[console_scripts]\n{NAME} = {NAME}.cli:main\n".encode())
    return _wheel(NAME, __version__, files)


def _wheel(name: str, version: str, files: Mapping[str, bytes]) -> tuple[str, bytes]:
    """A wheel of these files: names sorted, no times, RECORD written anew."""
    info = next((file.partition("/")[0] for file in files if file.partition("/")[0].endswith(".dist-info")), "")
    tags = [line[5:].strip() for line in files.get(f"{info}/WHEEL", b"").decode().splitlines() if line.startswith("Tag: ")]
    record = "".join(f"{file},sha256={_urlsafe(data)},{len(data)}\n" for file, data in sorted(files.items()))
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as wheel:
        for file, data in (*sorted(files.items()), (f"{info}/RECORD", f"{record}{info}/RECORD,,\n".encode())):
            entry = zipfile.ZipInfo(file, _EPOCH)
            entry.external_attr, entry.compress_type, entry.create_system = 0o644 << 16, zipfile.ZIP_DEFLATED, 3
            wheel.writestr(entry, data)
    bare = re.sub("[-_.]+", "_", name)
    return f"{bare}-{version}-{_tag(tags)}.whl", out.getvalue()


def _tag(tags: list[str]) -> str:
    """The tags of a wheel folded as its file name has them: cp311-cp311-manylinux_2_17_x86_64.manylinux2014_x86_64."""
    parts = [list(dict.fromkeys(column)) for column in zip(*(tag.split("-", 2) for tag in tags), strict=True)]
    return "-".join(".".join(sorted(part)) for part in parts) if parts else f"py{sys.version_info[0]}-none-any"


def _urlsafe(data: bytes) -> str:
    return base64.urlsafe_b64encode(hashlib.sha256(data).digest()).rstrip(b"=").decode()
