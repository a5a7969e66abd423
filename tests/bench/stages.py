"""Where the time of a build goes, stage by stage in processor seconds, and how near each is to its floor.

    python -m tests.bench.stages EDITION [--tags] [--layout NAME] [--out FILE]

A floor is what the stage cannot do without, done alone in the cheapest way that Python has (FLOORS says what that is).
Subsets and compression are made by HarfBuzz and libdeflate; they are at their floor.
"""

import argparse
import gc
import time
from collections.abc import Callable, Iterator
from importlib import import_module
from itertools import accumulate, pairwise
from pathlib import Path
from typing import Any

clock = time.process_time
FLOORS = {
    "启动": "所用各库自己的导入", "解析": "libyaml 的事件走一遍", "校验": "pydantic 校验一遍", "取用": "–",
    "排字": "查类别、字宽、字形号，累加字宽", "拼版": "每行移到页上", "写页": "各行字形号转成十六进制连起来",
    "子集": "HarfBuzz 自己", "压缩": "libdeflate 自己", "装订": "–",
}  # fmt: skip


class Watch:
    """Adds up seconds by stage; what is timed inside another stage is taken off that."""

    def __init__(self) -> None:
        self.spent: dict[str, float] = dict.fromkeys(FLOORS, 0.0)
        self._inner = [0.0]

    def timed(self, stage: str, act: Callable[..., Any]) -> Callable[..., Any]:
        """The function, its time added to a stage."""

        def watched(*args: Any, **named: Any) -> Any:
            self._inner.append(0.0)
            started = clock()
            try:
                return act(*args, **named)
            finally:
                whole = clock() - started
                self.spent[stage] += whole - self._inner.pop()
                self._inner[-1] += whole

        return watched


def built(options: argparse.Namespace) -> tuple[Watch, dict[str, float], int]:
    """The edition built; the time of the stages, the floors, and how many pages it has."""
    watch = Watch()
    libraries = watch.timed("启动", _libraries)
    libraries()
    floors = {"启动": watch.spent["启动"]}
    press = watch.timed("启动", _program)()
    validating = _watch_inside(watch)
    checked = watch.timed("校验", press.check)(press.Order(options.edition, options.layout))
    floors["校验"] = validating.spent["校验"]
    pages = _set(press, checked, watch)
    from yearbook.draw import PdfOptions, draw_pdf

    data = watch.timed("写页", draw_pdf)(pages, checked.faces, PdfOptions(tags=options.tags))
    if options.out:
        options.out.write_bytes(data)
    else:
        floors |= _floors(Path(options.edition), pages, checked)
    return watch, floors, len(pages.pages)


def _libraries() -> None:
    for name in ("click", "pydantic_core", "reportlab.pdfbase.pdfdoc", "uharfbuzz", "yaml"):
        import_module(name)


def _program() -> Any:
    from yearbook import check, compose, deliver, draw, edit, load, makeup, press  # noqa: F401
    from yearbook.draw import pdf  # noqa: F401

    return press


def _watch_inside(watch: Watch) -> Watch:
    """What one stage does inside another's function: reading inside check, subsets and compression inside draw."""
    from yearbook import load
    from yearbook.draw import pdf_objects
    from yearbook.fonts import Face
    from yearbook.model.noun import Noun

    for name in ("load_edition", "load_earlier", "parse_body", "parse_inline"):
        setattr(load, name, watch.timed("解析", getattr(load, name)))
    for name in ("finish", "_pack"):
        setattr(pdf_objects.Objects, name, watch.timed("装订", getattr(pdf_objects.Objects, name)))
    Face.subset = watch.timed("子集", Face.subset)  # type: ignore[method-assign]
    pdf_objects.zlib_compress = watch.timed("压缩", pdf_objects.zlib_compress)  # type: ignore[attr-defined]
    validating = Watch()
    Noun.model_validate = classmethod(validating.timed("校验", Noun.model_validate.__func__))  # type: ignore[attr-defined,method-assign]
    for name in ("parse_body", "parse_inline"):
        setattr(load, name, validating.timed("解析", getattr(load, name)))
    return validating


def _set(press: Any, checked: Any, watch: Watch) -> Any:
    """The pages, timed between what the program tells of its stages; what makeup has set only when it asks for it is setting."""
    from yearbook.compose import parts

    setting = Watch()
    parts.item_blocks = setting.timed("排字", parts.item_blocks)
    marks = [("取用", clock(), 0.0)]
    names = {"edit": "取用", "compose": "排字", "makeup": "拼版"}
    pages = press.set_pages(checked, lambda stage: marks.append((names[stage], clock(), setting.spent["排字"])))
    marks.append(("", clock(), setting.spent["排字"]))
    for (stage, started, set_before), (_, ended, set_after) in pairwise(marks):
        watch.spent[stage] += ended - started - (set_after - set_before)
        watch.spent["排字"] += set_after - set_before
    return pages


def _floors(edition: Path, pages: Any, checked: Any) -> dict[str, float]:
    """The floors that can be measured on what was built."""
    import yaml

    texts = [path.read_text("utf-8") for path in sorted(edition.glob("*.yaml"))]
    lines = [mark for page in pages.pages for mark in page.marks if hasattr(mark, "line")]
    return {
        "解析": _seconds(lambda: [sum(1 for _ in yaml.parse(text, yaml.CSafeLoader)) for text in texts]),
        "排字": _seconds(lambda: _measured(lines, checked)),
        "拼版": _seconds(lambda: [type(mark)(mark.x + 1, mark.y + 1, mark.line, mark.element) for mark in lines]),
        "写页": _seconds(lambda: b" Tj\n".join(run.gids.hex().encode() for mark in lines for run in mark.line.runs)),
    }


def _measured(lines: list[Any], checked: Any) -> None:
    from yearbook.compose.classes import classes_of
    from yearbook.compose.glyph_widths import advances_of

    for mark in lines:
        for run in mark.line.runs:
            face = checked.faces[run.face]
            classes_of(run.text)
            face.gids(run.text)
            list(accumulate(map(advances_of(face, run.size).__getitem__, run.text)))


def _seconds(act: Callable[[], object]) -> float:
    started = clock()
    act()
    return clock() - started


def rows(watch: Watch, floors: dict[str, float]) -> Iterator[str]:
    """A Markdown table."""
    yield "| 阶段 | CPU（s） | 下限（s） | 倍数 | 下限是什么 |"
    yield "|---|---:|---:|---:|---|"
    for stage, spent in watch.spent.items():
        floor = floors.get(stage, spent if stage in ("子集", "压缩") else 0.0)
        told = (f"{floor:.2f}", f"{spent / floor:.1f}") if floor else ("–", "–")
        yield f"| {stage} | {spent:.2f} | {told[0]} | {told[1]} | {FLOORS[stage]} |"
    yield f"| **合计** | **{sum(watch.spent.values()):.2f}** | | | |"


def main() -> None:
    """Prints the table; with --out it only builds, as the benchmark's untagged and tagged books."""
    gc.disable()  # as the program itself
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("edition")
    parser.add_argument("--layout")
    parser.add_argument("--tags", action="store_true")
    parser.add_argument("--out", type=Path)
    options = parser.parse_args()
    watch, floors, count = built(options)
    if not options.out:
        print(f"{count} 页\n")
        print("\n".join(rows(watch, floors)))


if __name__ == "__main__":
    main()
