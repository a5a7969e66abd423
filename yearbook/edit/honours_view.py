"""荣誉榜 as groups of lines: by the groups of honors.yaml, by level, by unit or by year; each honour once, over the series when asked."""

from yearbook.model.blocks import HonoursBlock
from yearbook.model.copy import HonourLine
from yearbook.model.edition import Edition
from yearbook.model.honours import merged
from yearbook.model.registers import Honour

LEVELS = {"national": "国家级", "provincial": "省级", "municipal": "市级", "district": "区县级"}
UNKNOWN_YEAR = "年份未载"
Groups = tuple[tuple[str, tuple[HonourLine, ...]], ...]


def honour_groups(block: HonoursBlock, edition: Edition) -> Groups:
    """The groups as lines of a display."""
    return tuple((head, tuple(_line(honour, block) for honour in honours)) for head, honours in chosen_honours(block, edition))


def chosen_honours(block: HonoursBlock, edition: Edition) -> tuple[tuple[str, tuple[Honour, ...]], ...]:
    """The groups that hold something: as listed, from national down, as units first appear, from the latest year back."""
    volumes = (*edition.earlier, edition) if block.of == "series" else (edition,)
    listed = [
        (group.title, honour) for volume in volumes for group in volume.honours for honour in group.honours
        if not block.groups or group.id in block.groups
    ]  # fmt: skip
    told = [(listed[number][0], one) for number, one in merged(honour for _, honour in listed) if block.asks_for(one)]
    if block.by == "level":
        told.sort(key=lambda pair: list(LEVELS).index(pair[1].level))
    elif block.by == "year":
        told.sort(key=lambda pair: pair[1].year, reverse=True)
    groups: dict[str, list[Honour]] = {}
    for title, one in told:
        groups.setdefault(_head(title, one, block), []).append(one)
    return tuple((head, tuple(found)) for head, found in groups.items())


def _head(title: str, honour: Honour, block: HonoursBlock) -> str:
    """The title of the group that the view puts it into."""
    if block.by == "level":
        return f"{LEVELS[honour.level]}荣誉"
    if block.by == "unit":
        return honour.recipient
    return (_year(honour) or UNKNOWN_YEAR) if block.by == "year" else title


def _line(honour: Honour, block: HonoursBlock) -> HonourLine:
    """Title and recipient with its note; under the recipient's own name its level and year instead."""
    if block.by == "unit":
        told = (f"{LEVELS[honour.level]}", _year(honour), honour.note)
        return HonourLine(honour.title, "　".join(part for part in told if part))
    return HonourLine(honour.title, honour.recipient + (f"　{honour.note}" if honour.note else ""))


def _year(honour: Honour) -> str:
    return f"{honour.year}年" if honour.year.isdigit() else honour.year
