"""Pictures that the YAML names or should name: there, whole, signed, of the period, maps with a permit."""

import os
from collections.abc import Iterator, Mapping
from datetime import date

from yearbook.check.album import Album
from yearbook.check.shaped import Shaped, Sheet
from yearbook.frozen import frozen
from yearbook.model.blocks import Chapter, FigureBlock, SpeechBlock
from yearbook.model.edition import Edition, EditionFile, Plate, PlatePage
from yearbook.model.layout import Layout
from yearbook.model.noun import Noun
from yearbook.model.picture_looks import Level
from yearbook.model.pictured import Pictured
from yearbook.model.source import Path, SourceFile, path_inside
from yearbook.patterns import late
from yearbook.pictures import MAX_BYTES, MAX_PIXELS, BadPicture
from yearbook.problems import Place, Problem, Severity, near, near_file

IMAGES = "images"
# 《地图审核管理规定》 and the numbers printed on maps: GS(2024)0650号, 豫S〔2023〕011号, GS京(2022)1061号, 新乡S(2024年)003号
APPROVAL = late(r"(GS[\u4e00-\u9fff]?|[\u4e00-\u9fff]{1,6}S)[(（〔\[]\d{4}年?[)）〕\]]第?\d{1,6}号")
_MAPS = late(r"地图|区划图|区位图|交通图|方位图|示意图$")
_LEVELS = {"error": Severity.ERROR, "warning": Severity.WARNING}


@frozen
class _Asked:
    """What is asked of the pictures of an edition."""

    severity: Severity  # of what must not be left open in a final build
    plate_credit: Level
    figure_credit: Level
    first: date | None
    last: date | None
    alt: bool = False  # whether a picture without a text alternative is an error


def pictures(edition: Shaped, layout: Layout | None) -> Iterator[Problem]:
    """Problems of pictures; in drafts those that wait for something are warnings."""
    asked = _asked(edition, layout)
    album = Album(edition.source.edition.standing, os.path.join(edition.source.folder, IMAGES))
    arrangements = list(layout.plates.arrangements) if layout else []
    for sheet in edition.sheets():
        without: list[tuple[Path, str]] = []
        for path, noun in sheet.of(SpeechBlock, Pictured, PlatePage):
            if isinstance(noun, SpeechBlock):
                key, name, title, waits = "portrait", noun.portrait, "\u3000".join(noun.speech), noun.pending
            elif isinstance(noun, Pictured):
                key, name, title, waits = "image", noun.image, title_of(noun), noun.pending
                yield from _told(sheet, path, noun, asked)
                yield from _tall(sheet, path, noun, layout)
            elif isinstance(noun, PlatePage) and noun.layout and layout and noun.layout not in arrangements:
                place, near_by = sheet.file.locate((*path, "layout")), near(noun.layout, arrangements)
                yield Problem.of("plates-layout-unknown", place, name=noun.layout, names="、".join(arrangements), near=near_by)
                continue
            else:
                continue
            if not name and not waits:
                without.append((path, title))
            if name and waits:
                yield Problem.of("picture-not-pending", sheet.file.locate((*path, "pending")), Severity.WARNING, path=name)
            if name:
                yield from _file(album, sheet, noun, (*path, key), asked)
        if asked.severity is Severity.ERROR:
            for path, title in without:
                yield Problem.of("picture-missing", sheet.file.locate(path), caption=title)
        elif without:
            titles = "；".join(title for _, title in without)
            yield Problem.of("pictures-to-come", sheet.file.locate(without[0][0]), Severity.WARNING, count=len(without), captions=titles)
    album.close()


def title_of(noun: Pictured) -> str:
    """The caption, by whatever key."""
    return str(noun.__dict__.get("caption") or noun.__dict__.get("figure") or "")


def picture_places(edition: Shaped) -> Mapping[str, tuple[SourceFile, Path]]:
    """Every picture file that is used, and where it was named first."""
    places: dict[str, tuple[SourceFile, Path]] = {}
    for sheet in edition.sheets():
        for path, noun in sheet.of(Pictured, SpeechBlock):
            for key in ("image", "portrait"):
                name = noun.__dict__.get(key)
                if name:
                    places.setdefault(os.path.join(edition.source.folder, IMAGES, name), (sheet.file, (*path, key)))
    return places


def _asked(edition: Shaped, layout: Layout | None) -> _Asked:
    frame = edition.frame.noun if edition.frame else None
    if not isinstance(frame, EditionFile):  # whose profile nobody can say: nothing is asked that a draft may leave open
        return _Asked(Severity.WARNING, "off", "off", None, None)
    profile, period = frame.imprint.profile, frame.period
    draft = edition.source.purpose == "draft" or profile == "draft"
    look = layout.pictures if layout else None
    plate: Level = look.plate_credit.get(profile, "error") if look else "off"
    figure: Level = look.figure_credit.get(profile, "warning") if look else "off"
    if draft:
        plate, figure = "warning" if plate == "error" else plate, "warning" if figure == "error" else figure
    if profile == "draft":
        plate, figure = "off", "off"
    archived = edition.source.purpose == "archive"
    return _Asked(Severity.WARNING if draft else Severity.ERROR, plate, figure, period.from_, period.until or period.to, archived)


def _told(sheet: Sheet, path: Path, noun: Pictured, asked: _Asked) -> Iterator[Problem]:
    """Text alternative, credit, a map's permit."""
    if asked.alt and noun.image and not noun.alt:
        yield Problem.of("alt-missing", sheet.file.locate((*path, "image"), key=True), caption=title_of(noun))
    level = asked.plate_credit if isinstance(noun, Plate) else asked.figure_credit
    if noun.image and not noun.credit and level in _LEVELS:
        yield Problem.of("credit-missing", sheet.file.locate((*path, "image"), key=True), _LEVELS[level], caption=title_of(noun))
    if noun.map_approval and not APPROVAL.fullmatch(noun.map_approval):
        yield Problem.of("bad-map-approval", sheet.file.locate((*path, "map_approval")), value=noun.map_approval)
    if noun.map and not noun.map_approval:
        yield Problem.of("map-unapproved", sheet.file.locate((*path, "map"), key=True), asked.severity, caption=title_of(noun))
    if "map" not in noun.model_fields_set and not noun.map_approval and _MAPS.search(title_of(noun)):
        yield Problem.of("map-perhaps", sheet.file.locate(path), Severity.WARNING, caption=title_of(noun))


def _tall(sheet: Sheet, path: Path, noun: Noun, layout: Layout | None) -> Iterator[Problem]:
    """A figure that asks for more lines than a page of the layout has, or has under the head that it follows."""
    if not isinstance(noun, FigureBlock) or layout is None or not isinstance(sheet.noun, Chapter):
        return
    headed = path[-1] == 0 and isinstance(number := path[1], int) and bool(sheet.noun.sections[number].title)
    most = layout.page.lines - (layout.section.lines_at_top if headed else 0)
    if noun.lines > most:
        code = "figure-under-head" if headed else "figure-tall"
        place = sheet.file.locate((*path, "lines"))
        yield Problem.of(code, place, Severity.WARNING, caption=noun.figure, lines=noun.lines, most=most)


def _file(album: Album, sheet: Sheet, noun: Noun, path: Path, asked: _Asked) -> Iterator[Problem]:
    """The file itself, and the day it was taken, unless the editor has said one."""
    name = str(noun.__dict__[str(path[-1])])
    file = path_inside(album.folder, name)
    if file is None:
        yield Problem.of("path-outside", sheet.file.locate(path), path=name)
        return
    try:
        info = album.sound(file)
    except BadPicture as bad:
        yield _told_of(bad, sheet.file.locate(path), album.folder, name)
        return
    taken = info.taken if isinstance(noun, Pictured) and not noun.taken else None
    if taken and asked.first and asked.last and not asked.first <= taken <= asked.last:
        place = sheet.file.locate(path)
        yield Problem.of("picture-date", place, Severity.WARNING, path=name, day=taken, start=asked.first, end=asked.last)


def bad_picture(bad: BadPicture, edition: Edition) -> Problem:
    """What is wrong with a picture that was sound when the edition was checked."""
    folder = os.path.join(edition.folder, IMAGES)
    file, path = edition.pictures[bad.file]
    return _told_of(bad, file.locate(path), folder, os.path.relpath(bad.file, folder))


def _told_of(bad: BadPicture, place: Place, folder: str, name: str) -> Problem:
    """What is wrong with a picture file of the folder."""
    if bad.reason == "missing":
        return Problem.of("image-missing", place, path=f"{IMAGES}/{name}", near=near_file(name, _files_below(folder)))
    if bad.reason in ("bytes", "pixels"):
        most = f"{MAX_BYTES // 1_000_000} MB" if bad.reason == "bytes" else f"{MAX_PIXELS // 1_000_000} MP"
        return Problem.of("image-too-large", place, path=name, most=most)
    if bad.reason == "kind":
        return Problem.of("image-kind", place, path=name, found=bad.detail)
    return Problem.of("image-broken", place, path=name, reason=bad.detail)


def _files_below(folder: str) -> list[str]:
    found: list[str] = []
    for top, _, files in os.walk(folder):
        found.extend(os.path.relpath(os.path.join(top, name), folder).replace(os.sep, "/") for name in files)
        if len(found) > 10_000:
            break
    return found
