"""Type taken over from earlier builds or set by several processes: the same lines, and no more set than has changed."""

from __future__ import annotations

from pathlib import Path

import pytest

import yearbook.compose.paragraph as composing
from tests.small_edition import written
from yearbook import press
from yearbook.draw import draw_transcript
from yearbook.standing import Standing

TEXT = "区发展改革委召开推进会，通过《实施方案（2025—2027年）》，明确{n}项任务。办理时限压缩至{n}个工作日，群众可用App查询进度。"


def chapter(number: int, changed: str = "") -> str:
    """A section of six entries, and a table after the third that refers to the first entry."""
    entries = [
        f"      - entry: 条目{number}之{n}\n        id: e{number}-{n}\n"
        f"        text: {TEXT.format(n=n + 10 * number)}{changed if n == 4 else ''}\n"
        for n in range(6)
    ]
    see = f"      - text: 情况{{see:e{number}-0}}。\n"
    table = "      - table: 表\n        columns: [{title: 名}, {title: 数}]\n        rows:\n          - cells: [甲, 1]\n"
    return f"  - title: 分目{number}\n    body:\n" + "".join((*entries[:3], table, see, *entries[3:]))


class Counted:
    """How many paragraphs were broken into lines."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.count, broken = 0, composing.break_lines

        def counting(*arguments: object) -> object:
            self.count += 1
            return broken(*arguments)  # type: ignore[arg-type]

        monkeypatch.setattr(composing, "break_lines", counting)

    def of(self, folder: str, means: press.Means = press.PLAIN_MEANS, layout: str | None = None) -> tuple[int, str]:
        """The count of one build, and its transcript."""
        self.count = 0
        pages = press.set_pages(press.check(press.Order(folder, layout, means=means)))
        return self.count, draw_transcript(pages)


@pytest.fixture
def counted(monkeypatch: pytest.MonkeyPatch) -> Counted:
    return Counted(monkeypatch)


def test_the_second_build_sets_nothing_and_a_change_sets_one_entry(tmp_path: Path, counted: Counted) -> None:
    folder = written(tmp_path / "edition", chapter(1), chapter(2))
    kept = press.Means(Standing(str(tmp_path / "kept")))
    plain = counted.of(folder)
    cold = counted.of(folder, kept)
    warm = counted.of(folder, kept)
    assert (cold, warm[1]) == (plain, plain[1])
    assert warm[0] < 6 < 12 < cold[0], "what is left are openers and the like"
    written(tmp_path / "edition", chapter(1), chapter(2, "又一句。"))
    changed = counted.of(folder, kept)
    assert changed[0] == warm[0] + 1
    assert changed[1] == counted.of(folder)[1] != plain[1]
    written(tmp_path / "edition", chapter(1), chapter(2))
    assert counted.of(folder, kept) == warm, "the version before is still there"


def test_blocks_are_read_of_a_changed_chapter_only(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[str] = []
    get = Standing.get
    monkeypatch.setattr(Standing, "get", lambda self, kind, key: (read.append(kind), get(self, kind, key))[1])
    folder = written(tmp_path / "edition", chapter(1), chapter(2), chapter(3))
    order = press.Order(folder, means=press.Means(Standing(str(tmp_path / "kept"))))
    press.build(order)
    read.clear()
    press.build(order)
    assert read.count("chapter") == 0
    written(tmp_path / "edition", chapter(1), chapter(2, "又一句。"), chapter(3))
    press.build(order)
    assert 1 <= read.count("chapter") <= 4, "for its blocks, and to put the new ones with them; in two rounds"


def test_blocks_that_are_damaged_are_set_and_kept_anew(tmp_path: Path, counted: Counted) -> None:
    folder = written(tmp_path / "edition", chapter(1), chapter(2))
    kept = press.Means(Standing(str(tmp_path / "kept")))
    plain = counted.of(folder, kept)[1]
    for path in (tmp_path / "kept").glob("chapter-*"):
        path.write_bytes(b"damaged")
    counts = []
    for _ in range(3):
        for path in (tmp_path / "kept").glob("pages-*"):  # so that blocks are asked for
            path.unlink()
        count, transcript = counted.of(folder, kept)
        assert transcript == plain
        counts.append(count)
    assert counts[0] >= 12, "found to be damaged, and set"
    assert counts[1] >= 12, "set, and kept"
    assert counts[2] < 6


def test_another_design_sets_all_anew(tmp_path: Path, counted: Counted) -> None:
    folder = written(tmp_path / "edition", chapter(1), chapter(2))
    kept = press.Means(Standing(str(tmp_path / "kept")))
    cold = counted.of(folder, kept)
    own = tmp_path / "own.yaml"
    own.write_text("extends: booklet\ntitle: 试\n", "utf-8")
    other = counted.of(folder, kept, str(own))
    assert other == counted.of(folder, layout=str(own))
    assert other[0] >= 12 and other[1] != cold[1]
    assert counted.of(folder, kept)[0] < 6


def test_versions_of_a_chapter_do_not_pile_up(tmp_path: Path) -> None:
    kept = press.Means(Standing(str(tmp_path / "kept")))
    sizes = []
    for number in range(40):
        folder = written(tmp_path / "edition", chapter(1, f"第{number}稿。"))
        press.set_pages(press.check(press.Order(folder, means=kept)))
        sizes.append(sum(path.stat().st_size for path in (tmp_path / "kept").glob("chapter-*")))
    assert max(sizes) < 6 * sizes[0]
