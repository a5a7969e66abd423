"""Makes yearbook/edit/strokes.txt from Unihan (Debian package unicode-data) and the Conway stroke data.

    python tests/edit/make_strokes.py /usr/share/unicode codepoint-character-sequence.txt > yearbook/edit/strokes.txt

The number of strokes is that of Unihan for mainland China; the order among characters of one number is that of their strokes,
一 丨 丿 丶 乛 in turn, by Conway's sequences; what these lack follows in the order of its radical.
"""

import bz2
import re
import sys
from itertools import groupby, product
from pathlib import Path

HEADER = """\
# 笔画数 → 该笔画数的字，依起笔横、竖、撇、点、折逐笔排列；没有笔顺资料的字按部首排在其后。由 tests/edit/make_strokes.py 生成：
#   python tests/edit/make_strokes.py /usr/share/unicode codepoint-character-sequence.txt > yearbook/edit/strokes.txt
# 笔画数、部首：Unihan 15.0.0（kTotalStrokes、kRSUnicode），Debian unicode-data 15.0.0-1。
#   © 2022 Unicode, Inc.；Unicode 许可：https://www.unicode.org/license.txt
# 笔顺：Conway Stroke Data（a657f5b7，2026-07-30），https://github.com/stroke-input/stroke-input-data
#   © 2021–2026 Conway，CC BY 4.0：https://creativecommons.org/licenses/by/4.0/；此处只取各字的先后。
"""


def main(unihan: Path, conway: Path) -> None:
    totals, radicals = _unihan(unihan)
    sequences = _sequences(conway)
    keys = []
    for code, total in totals.items():
        alternatives = sequences.get(code, [])
        fitting = next((one for one in alternatives if len(one) == total), alternatives[0] if alternatives else "9")
        keys.append((total, fitting, radicals.get(code, (999, 0)), code))
    sys.stdout.write(HEADER)
    for total, group in groupby(sorted(keys), key=lambda key: key[0]):
        print(total, "".join(chr(key[-1]) for key in group))


def _unihan(folder: Path) -> tuple[dict[int, int], dict[int, tuple[int, int]]]:
    totals, radicals = {}, {}
    for line in bz2.decompress((folder / "Unihan_IRGSources.txt.bz2").read_bytes()).decode().splitlines():
        fields = line.split("\t")
        if len(fields) != 3 or not _kept(code := int(fields[0][2:], 16)):
            continue
        if fields[1] == "kTotalStrokes":
            totals[code] = int(fields[2].split()[0])
        elif fields[1] == "kRSUnicode":
            radical, strokes = fields[2].split()[0].split(".")
            radicals[code] = (int(radical.rstrip("'")), int(strokes))
    return totals, radicals


def _kept(code: int) -> bool:
    """The characters of 通用规范汉字表 lie in these blocks, most of them in the first."""
    return code == 0x3007 or 0x4E00 <= code <= 0x9FFF or 0x3400 <= code <= 0x4DBF


def _sequences(path: Path) -> dict[int, list[str]]:
    """Code → the sequences that its pattern such as 25(1|11)2\\1 stands for, in the order given."""
    found: dict[int, list[str]] = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        match = re.fullmatch(r"U\+([0-9A-F]+)!?\t.[\^*]?\t([1-5|()\\]+)", line)
        if match:
            found[int(match[1], 16)] = _expanded(match[2])
    return found


def _expanded(pattern: str) -> list[str]:
    parts = re.split(r"\(([^)]*)\)", pattern)
    groups = [part.split("|") for part in parts[1::2]]
    expanded = []
    for chosen in product(*groups):
        text = "".join(part + (chosen[n] if n < len(chosen) else "") for n, part in enumerate(parts[::2]))
        expanded.append(re.sub(r"\\(\d)", lambda back, chosen=chosen: chosen[int(back[1]) - 1], text))
    return expanded


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
