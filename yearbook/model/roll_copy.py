"""Rolls as copy: names, people, the events of a chronicle."""

from typing import Literal

from yearbook.frozen import frozen
from yearbook.model.text import BodyParagraph, Words


@frozen
class NameRoll:
    """名录: names with their notes, `columns` a row, 0 by measure; `group` stands at the end of the title's line."""

    title: str
    group: str
    names: tuple[tuple[str, str], ...]
    columns: int
    width: Literal["column", "page"]
    anchor: str


@frozen
class PersonEntry:
    """人物: `portrait` "" leaves no place; offices one a line."""

    name: str
    note: str
    offices: tuple[str, ...]
    portrait: str
    paragraphs: tuple[BodyParagraph, ...]
    anchor: str


@frozen
class Month:
    """A month of the chronicle, its events as (date, paragraphs); an event of the day before it has no date of its own."""

    title: str
    events: tuple[tuple[str, tuple[BodyParagraph, ...]], ...]
    anchor: str


@frozen
class ChroniclePart:
    """大事记; events before any month stand in one without title."""

    title: str
    title_en: str
    intro: Words
    months: tuple[Month, ...]
    anchor: str
