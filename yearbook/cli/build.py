"""``yearbook build``: editions → PDF files, each written whole or not at all."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from yearbook.cli.check import say_coverage, say_depth
from yearbook.cli.program import Verb
from yearbook.cli.talk import Talk
from yearbook.errands.deliveries import DELIVERIES
from yearbook.frozen import frozen
from yearbook.problems import CONTENT, DONE, ContentError, PathError, Place, Problem, Severity, UsageError, YearbookError

if TYPE_CHECKING:
    from yearbook.press import Bound, Built, Checked

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
    ]
    return Verb(talk, "build", build, params)


def build(talk: Talk, editions: tuple[str, ...], **options: Any) -> int:
    """Builds every edition; one that fails does not stop the others."""
    wishes = Wishes(**options)
    _must_make_sense(editions, wishes)
    if len(editions) == 1:
        _build(editions[0], wishes, {}, talk)
        return DONE
    written: dict[Path, str] = {}
    failed = [folder for folder in editions if not _built(folder, wishes, written, talk)]
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
    if wishes.cover is not None and wishes.chapters:
        raise UsageError((Problem.of("cover-of-chapters", Place("--cover")),))


def _built(folder: str, wishes: Wishes, written: dict[Path, str], talk: Talk) -> bool:
    """Whether the edition could be built; its problems have been told when not."""
    try:
        _build(folder, wishes, written, talk)
    except YearbookError as error:
        talk.problems(error.problems)
        return False
    return True


def _build(folder: str, wishes: Wishes, written: dict[Path, str], talk: Talk) -> None:
    from yearbook import press

    def tell(stage: str) -> None:
        talk.step(f"{folder}  {STAGES.index(stage) + 1}/{len(STAGES)} {talk(f'stage-{stage}')}…")

    tell("check")
    delivery = DELIVERIES[wishes.delivery]
    checked = press.check(press.Order(folder, wishes.layout, wishes.chapters, "draft" if wishes.draft else delivery.purpose))
    if wishes.strict and any(problem.severity is Severity.WARNING for problem in checked.problems):
        talk.error(talk("strict"))
        raise ContentError(tuple(Problem(p.code, p.place, p.values, Severity.ERROR) for p in checked.problems))
    path = _path(checked, wishes)
    if path in written:
        raise PathError((Problem.of("output-twice", Place(folder), path=path, first=written[path]),))
    built = delivery.make(checked, tell)
    talk.problems(built.problems)
    if wishes.output is None:
        _make_folder(path.parent)
    press.write(path, built.data)
    written[path] = folder
    for ending, data in built.beside:
        press.write(path.with_name(path.stem + ending), data)
    if wishes.cover is not None:
        sheet, told = press.cover_sheet(checked, built.pages)
        press.write(Path(wishes.cover), sheet)
        talk.say(talk("cover-built", path=wishes.cover, **told))
    _say_built(built, checked, press.bound(checked), talk)
    click.echo(path)
    for ending, _ in built.beside:
        click.echo(path.with_name(path.stem + ending))


def _say_built(built: "Built", checked: "Checked", bound: "Bound", talk: Talk) -> None:
    size = {"pages": len(built.pages.pages), "characters": f"{checked.edition.characters:,}", "warnings": len(built.problems)}
    if checked.edition.coverage.total:
        say_coverage(checked.edition.coverage, talk)
    say_depth(checked.edition.index_depth, talk)
    talk.say(talk("built", **size, figures=bound.figures, references=bound.references, held=bound.held))


def _path(checked: "Checked", wishes: Wishes) -> Path:
    """The file asked for, else one in build/ named for the edition, for what makes it differ from the whole book, and for whom it is."""
    if wishes.output is not None:
        return Path(wishes.output)
    frame = checked.edition.frame
    other = [Path(wishes.layout).stem] if wishes.layout and wishes.layout != frame.layout else []
    whom = [wishes.delivery] if wishes.delivery != "screen" else []
    return OUT / f"{'-'.join([frame.id, *other, *wishes.chapters, *whom])}{DELIVERIES[wishes.delivery].ending}"


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(exist_ok=True)
    except OSError as error:
        raise PathError((Problem.of("path-unwritable", Place(str(folder)), path=folder, reason=error.strerror or error),)) from None
