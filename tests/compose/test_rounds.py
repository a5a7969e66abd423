"""A further round, asked for by cross-references, sets only what its folios changed."""

from pathlib import Path

import pytest

from tests.small_edition import lines_of, written
from yearbook import makeup, press
from yearbook.compose import parts

PLAIN = "  - title: 节{0}\n    body:\n      - entry: 第{0}条\n        id: e{0}\n        text: 全区各项事业平稳推进，群众满意。{1}\n"


def test_only_what_refers_is_set_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    set_: list[str] = []
    real = parts.item_set

    def counted(item, setter):  # type: ignore[no-untyped-def]
        set_.append(item.title)
        return real(item, setter)

    monkeypatch.setattr(parts, "item_set", counted)
    first = "".join(PLAIN.format(n, "" if n != 3 else "{see:e9}。") for n in range(1, 6))
    second = "".join(PLAIN.format(n, "") for n in range(6, 11))
    pages = press.set_pages(press.check(press.Order(written(tmp_path, first, second))))
    assert set_ == [f"第{n}条" for n in range(1, 11)] + ["第3条"]
    said = "".join(line for page in pages.pages for line in lines_of(page))
    assert "见第4页【第9条】" in said


@pytest.mark.parametrize(("elsewhere", "times"), [((), 1), (("an id before the body",), 2)])
def test_front_matter_waits_for_folios_that_the_body_tells(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, elsewhere: tuple[str, ...], times: int
) -> None:
    made: list[object] = []
    put_front, sketch = makeup.put_front, makeup.sketch
    monkeypatch.setattr(makeup, "put_front", lambda *book: made.append(book) or put_front(*book))
    monkeypatch.setattr(makeup, "sketch", lambda *book: sketch(*book[:-1], (*book[-1], *elsewhere)))
    folder = written(tmp_path, PLAIN.format(1, "{see:e2}。"), PLAIN.format(2, ""))
    pages = press.set_pages(press.check(press.Order(folder)))
    said = "".join(line for page in pages.pages for line in lines_of(page))
    assert len(made) == times
    assert "见第4页【第2条】" in said
