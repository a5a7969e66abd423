"""从原始软件包重建 fonts/ 里的每一个字体文件，并与清单核对。

Rebuild every face from its package. In: MANIFEST.toml (which package, which file, which characters)
and charsets/. Out: with `--check`, each face rebuilt in memory and compared with the manifest and the
file beside it (exit 1 on a difference); with `--write`, the files and the measured half of the manifest
written anew. Fetches with `npm pack` and `apt-get download`, of pinned versions and hashes.
"""

from __future__ import annotations

import argparse
import bz2
import hashlib
import io
import subprocess
import sys
import tarfile
import tempfile
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from importlib.metadata import version
from pathlib import Path
from typing import Any

import uharfbuzz as hb
from fontTools.ttLib import TTFont

FONTS = Path(__file__).resolve().parent
MANIFEST = FONTS / "MANIFEST.toml"
Row = dict[str, Any]

HEADER = """\
# 字体清单。一个 [[face]] 是本文件夹里的一个字体文件。
# 手写的键：file 至 renamed；其余由 rebuild.py --write 量出。改了字体或字符集，跑一次 --write。
# package 指向 [packages.*]，那里有来源、版本与软件包的 SHA-256；path 是包内路径。
# charset：untouched 原样不动｜all 全部字符｜tgh 通用规范汉字表 8105 字＋marks｜latin 西文。
# missing：8105 字里缺的字；不多于 200 个时列出，否则只记个数。has_vert：有竖排字形替换。
# renamed：原字族名。OFL 的保留字体名（Source、LXGW、霞鹜）不得用于改动过的字体，裁剪后改用 family 的名字。
"""

TRIMMED = {
    "untouched": "nothing: byte for byte the packaged file",
    "all": "hinting, STAT; name table shortened; every character and layout feature kept",
    "tgh": "Han outside the 8105 of TGH, other characters outside charsets/marks.txt; hinting, STAT, "
    "features not listed in rebuild.py; name table shortened",
    "latin": "characters outside charsets/latin.txt; hinting, STAT, features not listed in rebuild.py; "
    "name table shortened",
}
# Horizontal and vertical setting of Chinese, contextual half-widths, kerning, accents.
HAN_FEATURES = "kern liga ccmp locl calt vert vrt2 halt vhal chws vchw mark mkmk vkrn"
LATIN_FEATURES = "kern liga ccmp locl calt mark mkmk lnum tnum onum pnum case sups subs"
NAME_IDS = (0, 1, 2, 3, 4, 5, 6, 7, 13, 14, 16, 17)
NAMING = (1, 3, 4, 6, 16)  # the records a reader or a system shows as the font's name
DESCRIPTION = 10
ENGLISH_US = 0x409
LISTED_MISSING = 200  # more missing characters than this are counted, not listed


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description="重建 fonts/ 并与 MANIFEST.toml 核对")
    action = parser.add_mutually_exclusive_group(required=True)
    action.add_argument("--check", action="store_true", help="重建并核对，有出入则以 1 退出")
    action.add_argument("--write", action="store_true", help="重建并写回字体文件与清单")
    parser.add_argument("--archives", type=Path, help="存放已下载软件包的文件夹（默认用临时文件夹）")
    options = parser.parse_args(arguments)

    manifest = tomllib.loads(MANIFEST.read_text("utf-8"))
    with tempfile.TemporaryDirectory() as scratch:
        folder = options.archives or Path(scratch)
        folder.mkdir(parents=True, exist_ok=True)
        packages = {key: fetch(pin, folder) for key, pin in manifest["packages"].items()}
        faces = {row["file"]: rebuild(row, packages) for row in manifest["face"]}
        problems = check_tgh(packages["unicode-data"])

    if options.write:
        write(manifest, faces)
    else:
        problems += check(manifest, faces)
    for problem in problems:
        print(problem, file=sys.stderr)
    return 1 if problems else 0


# --- origins ------------------------------------------------------------------------------------


def fetch(pin: Mapping[str, str], folder: Path) -> Path:
    """Return the package archive of this exact version, downloaded into `folder` unless it is there.

    Raises SystemExit when the archive is not, by its SHA-256, the one the manifest pins.
    """
    archive = folder / pin["archive"]
    if not archive.exists():
        name, release = pin["name"], pin["version"]
        command = {
            "npm": ["npm", "pack", "--silent", f"{name}@{release}"],
            "debian": ["apt-get", "download", "-q", f"{name}={release}"],
        }[pin["registry"]]
        subprocess.run(command, cwd=folder, check=True, stdout=subprocess.DEVNULL)
    found = sha256(archive.read_bytes())
    if found != pin["sha256"]:
        raise SystemExit(f"{archive.name}: 软件包的 SHA-256 是 {found}，清单记的是 {pin['sha256']}")
    return archive


def extract(archive: Path, path: str) -> bytes:
    """Return one file of an npm tarball or a Debian package."""
    if archive.suffix == ".deb":
        command = ["dpkg-deb", "--fsys-tarfile", str(archive)]
        tarball = subprocess.run(command, check=True, stdout=subprocess.PIPE).stdout
        path = f"./{path}"
    else:
        tarball = archive.read_bytes()
    with tarfile.open(fileobj=io.BytesIO(tarball)) as members:
        member = members.extractfile(path)
        if member is None:
            raise SystemExit(f"{archive.name}: {path} 不是文件")
        return member.read()


def check_tgh(archive: Path) -> list[str]:
    """Compare charsets/tgh-8105.txt with Unihan's kTGH, the origin it was condensed from."""
    text = bz2.decompress(extract(archive, "usr/share/unicode/Unihan_OtherMappings.txt.bz2")).decode("utf-8")
    fields = (line.split("\t") for line in text.splitlines() if "\tkTGH\t" in line and line.startswith("U+"))
    numbered = {
        int(number.removeprefix("2013:")): chr(int(code.removeprefix("U+"), 16)) for code, _, number in fields
    }
    same = "".join(numbered[number] for number in sorted(numbered)) == "".join(tgh_levels())
    return [] if same else ["charsets/tgh-8105.txt: 与 Unihan 的 kTGH 不一致"]


# --- characters ---------------------------------------------------------------------------------


def tgh_levels() -> list[str]:
    """Return the three levels of 通用规范汉字表 as three strings: 3500, 3000 and 1605 characters."""
    lines = (FONTS / "charsets" / "tgh-8105.txt").read_text("utf-8").splitlines()
    return [line for line in lines if not line.startswith("#")]


def ranges(name: str) -> set[int]:
    """Return the code points of a charset file: a range a line, `0020-007E  # name`."""
    points: set[int] = set()
    for line in (FONTS / "charsets" / name).read_text("utf-8").splitlines():
        spelling = line.partition("#")[0].strip()
        if spelling:
            first, _, last = spelling.partition("-")
            points.update(range(int(first, 16), int(last or first, 16) + 1))
    return points


def wanted(charset: str, available: set[int]) -> set[int]:
    kept = {
        "all": lambda: available,
        "tgh": lambda: ranges("marks.txt") | set(map(ord, "".join(tgh_levels()))),
        "latin": lambda: ranges("latin.txt"),
    }[charset]()
    return kept & available


# --- faces --------------------------------------------------------------------------------------


def rebuild(row: Row, packages: Mapping[str, Path]) -> bytes:
    """Return the bytes of one face: the packaged file, trimmed and renamed as its row says."""
    original = extract(packages[row["package"]], row["path"])
    if row["charset"] == "untouched":
        return original
    return rename(trim(original, row["charset"]), row)


def trim(original: bytes, charset: str) -> bytes:
    face = hb.Face(original)
    request = hb.SubsetInput()
    request.flags = hb.SubsetFlags.NO_HINTING | hb.SubsetFlags.NOTDEF_OUTLINE
    request.unicode_set.update(wanted(charset, set(face.unicodes)))
    request.drop_table_tag_set.update(map(tag, ("STAT", "gasp", "DSIG")))
    request.name_id_set.clear()
    request.name_id_set.update(NAME_IDS)
    request.layout_feature_tag_set.clear()
    if charset == "all":
        request.layout_feature_tag_set.invert()
    else:
        features = LATIN_FEATURES if charset == "latin" else HAN_FEATURES
        request.layout_feature_tag_set.update(map(tag, features.split()))
    return bytes(hb.subset(face, request).blob.data)


def tag(spelling: str) -> int:
    return int.from_bytes(spelling.encode("ascii"), "big")


def rename(trimmed: bytes, row: Row) -> bytes:
    """Say in the name table that the font was trimmed; replace a Reserved Font Name if the row asks.

    Why: OFL 1.1 clause 3 forbids a modified version to present itself under a reserved name.
    """
    font = TTFont(io.BytesIO(trimmed), lazy=True, recalcBBoxes=False, recalcTimestamp=False)
    names = font["name"]
    if old := row.get("renamed"):
        for record in names.names:
            if record.nameID in NAMING:
                spelling = record.toUnicode().replace(old, row["family"])
                record.string = spelling.replace(old.replace(" ", ""), row["family"].replace(" ", ""))
    notice = f"Modified for yearbook from {row['path'].rpartition('/')[2]}"
    names.setName(notice, DESCRIPTION, 3, 1, ENGLISH_US)
    result = io.BytesIO()
    font.save(result, reorderTables=True)
    return result.getvalue()


# --- the manifest -------------------------------------------------------------------------------


def measure(row: Row, data: bytes) -> Row:
    """Return the measured half of a manifest row."""
    face = hb.Face(data)
    characters = set(face.unicodes)
    tgh = "".join(tgh_levels())
    missing = "".join(character for character in tgh if ord(character) not in characters)
    return {
        "trimmed": TRIMMED[row["charset"]],
        "sha256": sha256(data),
        "bytes": len(data),
        "upem": face.upem,
        "glyphs": face.glyph_count,
        "characters": len(characters),
        "tgh": len(tgh) - len(missing),
        "missing": missing if len(missing) <= LISTED_MISSING else len(missing),
        "has_vert": "vert" in features_of(data),
    }


def features_of(data: bytes) -> set[str]:
    font = TTFont(io.BytesIO(data), lazy=True)
    if "GSUB" not in font:
        return set()
    return {record.FeatureTag for record in font["GSUB"].table.FeatureList.FeatureRecord}


def check(manifest: Mapping[str, Any], faces: Mapping[str, bytes]) -> list[str]:
    problems = [
        f"{name}: 清单用 {pinned} 版，这里装的是 {version(name)} 版，字节可能因此不同"
        for name, pinned in manifest["tools"].items()
        if version(name) != pinned
    ]
    for row in manifest["face"]:
        file, data = FONTS / row["file"], faces[row["file"]]
        print(f"{sha256(data)}  {row['file']}")
        problems += [
            f"{row['file']}: {key} 重建得 {value!r}，清单记 {row.get(key)!r}"
            for key, value in measure(row, data).items()
            if row.get(key) != value
        ]
        if not file.exists() or file.read_bytes() != data:
            problems.append(f"{row['file']}: 文件夹里的文件与重建的不同")
    return problems


def write(manifest: Mapping[str, Any], faces: Mapping[str, bytes]) -> None:
    parts = [HEADER, table("[tools]", {name: version(name) for name in manifest["tools"]})]
    parts += [table(f"[packages.{key}]", pin) for key, pin in manifest["packages"].items()]
    for row in manifest["face"]:
        data = faces[row["file"]]
        (FONTS / row["file"]).write_bytes(data)
        parts.append(table("[[face]]", row | measure(row, data)))
        print(f"{sha256(data)}  {row['file']}  {len(data):,}")
    MANIFEST.write_text("\n".join(parts), "utf-8")


def table(heading: str, values: Mapping[str, Any]) -> str:
    return "\n".join([heading, *(f"{key} = {literal(value)}" for key, value in values.items()), ""])


def literal(value: str | int | Iterable[str]) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value)
    if isinstance(value, str):
        return f'"{value}"'
    return f"[{', '.join(map(literal, value))}]"


def sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


if __name__ == "__main__":
    sys.exit(main())
