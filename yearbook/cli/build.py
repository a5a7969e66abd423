"""``yearbook build``: editions → PDF files, each written whole or not at all."""

import io
import os
from contextlib import redirect_stderr
from functools import partial
from pathlib import Path
from time import time
from typing import TYPE_CHECKING, Any

import click

from yearbook.cli.check import say_coverage, say_depth
from yearbook.cli.machine import MEGABYTE, cores, half_the_memory, standing_type
from yearbook.cli.program import Verb
from yearbook.cli.talk import Talk
from yearbook.crew import Bounds
from yearbook.errands.deliveries import DELIVERIES
from yearbook.frozen import frozen
from yearbook.problems import CONTENT, DONE, ContentError, PathError, Place, Problem, Severity, UsageError

if TYPE_CHECKING:
    from yearbook.press import Bound, Built, Checked, Means

STAGES = ("check", "edit", "compose", "makeup", "draw", "deliver")
OUT = Path("build")


@frozen
class Wishes:
    """What the options ask of every edition."""

    output: str | None
    layout: str | None
    delivery: str
    chapters: tuple[str, ...]
    strict: bool
    draft: bool
    cover: str | None
    jobs: int
    memory: int
    no_cache: bool


@frozen
class Made:
    """What one edition came to: its files with their paths, the PDF first, a cover sheet, and what to say once all are written."""

    folder: str
    files: tuple[tuple[Path, bytes], ...]
    cover: tuple[tuple[Path, bytes], ...]
    told: str


def command(talk: Talk) -> click.Command:
    """The command with its parameters."""
    params = [
        click.Argument(["editions"], nargs=-1, required=True, metavar="EDITION…"),
        click.Option(["-o", "--output"], metavar="FILE", help=talk("help-output-pdf")),
        click.Option(["--layout"], metavar="NAME|FILE", help=talk("help-layout")),
        click.Option(["--for", "delivery"], type=click.Choice(tuple(DELIVERIES)), default="screen", help=talk("help-for")),
        click.Option(["--chapter", "chapters"], multiple=True, metavar="ID", help=talk("help-chapter")),
        click.Option(["--cover"], metavar="FILE", help=talk("help-cover-sheet")),
        click.Option(["--draft"], is_flag=True, help=talk("help-draft")),
        click.Option(["--strict"], is_flag=True, help=talk("help-strict")),
        click.Option(["--jobs"], type=click.IntRange(0, 512), default=0, metavar="N", show_default=False, help=talk("help-jobs")),
        click.Option(["--memory"], type=click.IntRange(0), default=0, metavar="MB", show_default=False, help=talk("help-memory")),
        click.Option(["--no-cache"], is_flag=True, help=talk("help-no-cache")),
    ]
    return Verb(talk, "build", build, params)


def build(talk: Talk, editions: tuple[str, ...], **options: Any) -> int:
    """Builds every edition; one that fails does not stop the others."""
    from yearbook import press
    from yearbook.press import Means

    wishes = Wishes(**options)
    _must_make_sense(editions, wishes)
    if len(editions) == 1:
        means = Means(standing_type(os.environ, wishes.no_cache), wishes.jobs or cores())
        _put(_made(editions[0], talk, wishes, means), wishes, {}, talk)
        means.standing.tidy(time())
        return DONE
    from yearbook.cli.volumes import make_and_put

    press.stages_ready()
    jobs = wishes.jobs or cores()
    means = Means(standing_type(os.environ, wishes.no_cache), max(jobs // len(editions), 1))
    bounds = Bounds(jobs, wishes.memory * MEGABYTE or half_the_memory())
    make, put = partial(_made, wishes=wishes, means=means), partial(_put, wishes=wishes, written={}, talk=talk)
    failed = make_and_put(editions, make, put, bounds, talk)
    means.standing.tidy(time())
    if failed:
        talk.error(talk("built-some", failed=len(failed), total=len(editions), names=" ".join(failed)))
        return CONTENT
    talk.say(talk("built-all", total=len(editions)))
    return DONE


def _must_make_sense(editions: tuple[str, ...], wishes: Wishes) -> None:
    for option, output in (("-o", wishes.output), ("--cover", wishes.cover)):
        place = Place(option)
        if output is not None and len(editions) > 1:
            raise UsageError((Problem.of("output-one", place),))
        if output is not None and output.endswith((".yaml", ".yml")):
            raise UsageError((Problem.of("output-source", place, path=output),))
    if wishes.delivery == "print" and wishes.draft:
        raise UsageError((Problem.of("print-draft", Place("--draft")),))
    if wishes.delivery == "print" and wishes.cover is not None:
        raise UsageError((Problem.of("print-cover", Place("--cover")),))
    if wishes.cover is not None and wishes.chapters:
        raise UsageError((Problem.of("cover-of-chapters", Place("--cover")),))


def _made(folder: str, talk: Talk, wishes: Wishes, means: "Means") -> Made:
    """One edition checked and built; its warnings are said, nothing is written."""
    from yearbook import press

    def tell(stage: str) -> None:
        talk.step(f"{folder}  {STAGES.index(stage) + 1}/{len(STAGES)} {talk(f'stage-{stage}')}…")

    tell("check")
    delivery = DELIVERIES[wishes.delivery]
    purpose = "draft" if wishes.draft else delivery.purpose
    checked = press.check(press.Order(folder, wishes.layout, wishes.chapters, purpose, means))
    if wishes.strict and any(problem.severity is Severity.WARNING for problem in checked.problems):
        talk.error(talk("strict"))
        raise ContentError(tuple(Problem(p.code, p.place, p.values, Severity.ERROR) for p in checked.problems))
    path = _path(checked, wishes)
    built = delivery.make(checked, tell)
    talk.problems(built.problems)
    files = ((path, built.data), *((path.with_name(path.stem + ending), data) for ending, data in built.beside))
    cover: tuple[tuple[Path, bytes], ...] = ()
    words = io.StringIO()
    with redirect_stderr(words):
        if wishes.cover is not None:
            sheet, told = press.cover_sheet(checked, built.pages)
            cover = ((Path(wishes.cover), sheet),)
            talk.say(talk("cover-built", path=wishes.cover, **told))
        _say_built(built, checked, press.bound(checked), talk)
    return Made(folder, files, cover, words.getvalue())


def _put(made: Made, wishes: Wishes, written: dict[Path, str], talk: Talk) -> None:
    """Writes the files of an edition and tells of them. Raises PathError, when another edition has taken the name too."""
    from yearbook import press

    path = made.files[0][0]
    if path in written:
        raise PathError((Problem.of("output-twice", Place(made.folder), path=path, first=written[path]),))
    if wishes.output is None:
        _make_folder(path.parent)
    for file, data in (*made.files, *made.cover):
        press.write(file, data)
    written[path] = made.folder
    talk.repeat(made.told)
    for file, _ in made.files:
        click.echo(file)


def _say_built(built: "Built", checked: "Checked", bound: "Bound", talk: Talk) -> None:
    warnings = sum(problem.severity is Severity.WARNING for problem in built.problems)
    size = {"pages": len(built.pages.pages), "characters": f"{checked.edition.characters:,}", "warnings": warnings}
    if not talk.quiet and checked.edition.coverage.total:  # which nobody has counted so far
        say_coverage(checked.edition.coverage, talk)
    say_depth(checked.edition.index_depth, talk)
    talk.say(talk("built", **size, figures=bound.figures, references=bound.references, held=bound.held))


def _path(checked: "Checked", wishes: Wishes) -> Path:
    """The file asked for, else one in build/ named for the edition, for what makes it differ from the whole book, and for whom it is."""
    if wishes.output is not None:
        return Path(wishes.output)
    frame = checked.edition.frame
    other = [Path(wishes.layout).stem] if wishes.layout and wishes.layout != frame.layout else []
    ending = DELIVERIES[wishes.delivery].ending
    whom = [wishes.delivery] if wishes.delivery != "screen" and ending == ".pdf" else []
    return OUT / f"{'-'.join([frame.id, *other, *wishes.chapters, *whom])}{ending}"


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(exist_ok=True)
    except OSError as error:
        raise PathError((Problem.of("path-unwritable", Place(str(folder)), path=folder, reason=error.strerror or error),)) from None
