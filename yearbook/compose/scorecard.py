"""主要指标 (key figures) as whole pages: a hero figure over the full width, then modules in the layout's columns."""

from collections.abc import Sequence
from dataclasses import field

from yearbook.compose.captions import pitch
from yearbook.compose.chart_drawing import Tools
from yearbook.compose.display import display_marks
from yearbook.compose.marks import Structure, line_at
from yearbook.compose.paragraph import Piece, Typesetter, pieces_of, set_paragraph, set_single
from yearbook.compose.scorecard_figures import (
    Number,
    bars_marks,
    base_of,
    mini_look,
    number_marks,
    number_of,
    share_marks,
    told,
)
from yearbook.frozen import workpiece
from yearbook.model.copy import BigFigure, Scorecard
from yearbook.model.galley import Sheet
from yearbook.model.page import Anchor, Line, Mark, Rule
from yearbook.model.text import Words


@workpiece
class _Page:
    """A page while it is set."""

    setter: Typesetter
    structure: Structure = field(default_factory=Structure)
    marks: list[Mark] = field(default_factory=list)

    def write(self, words: str, style: str, place: tuple[int, int], element: int) -> int:
        """A line with the head of its em box at a place; returns its width."""
        line = set_single((Piece(words, style),), self.setter)
        self.marks.append(line_at(line, self.setter.style(style).size, *place, element))
        return line.width

    def label(self, words: str, style: str, place: tuple[int, int, int], element: int) -> None:
        """Words at (x, head) in a room; what is too long for it is set smaller, on two lines at most."""
        self.marks += display_marks(words, style, place, self.setter, element)[0]

    def prose(self, words: Words, style: str, place: tuple[int, int, int]) -> None:
        """Lines of (x, head, width) in a paragraph of their own."""
        lines = _prose(words, style, self.setter, place[2])
        element = self.structure.add("P") if lines else -1
        size, step = self.setter.style(style).size, pitch(self.setter, style)
        for number, line in enumerate(lines):
            self.marks.append(line_at(line, size, place[0], place[1] + number * step, element))


def _prose(words: Words, style: str, setter: Typesetter, width: int) -> tuple[Line, ...]:
    return set_paragraph(pieces_of(words, style, setter.layout), setter, width, align=setter.style(style).align)


def scorecard_sheets(card: Scorecard, setter: Typesetter) -> tuple[Sheet, ...]:
    """The scorecard's pages: title, hero and first modules, then as many pages as the modules need."""
    look, page = setter.layout.scorecard, setter.layout.page
    rows = [card.modules[n : n + look.columns] for n in range(0, len(card.modules), look.columns)]
    paged = _paged(rows, setter)
    pages: list[_Page] = []
    for number, placed in enumerate(paged):
        sheet = _Page(setter)
        if number == 0:
            _title(sheet, card, look.intro_x - page.body if len(paged) == 1 and card.intro else page.width)
            if len(paged) == 1:
                sheet.prose(card.intro, look.intro_style, (look.intro_x, 0, look.intro_width))
            _hero(sheet, card)
        elif number == 1:
            sheet.prose(card.intro, look.intro_style, (0, 0, look.later_intro_width))
        for line, row in placed:
            for column, module in enumerate(row):
                _module(sheet, module, (column * (look.column + look.gutter), (line - 1) * page.leading))
        pages.append(sheet)
    titles = (((card.title, 1, card.anchor),), *((),) * (len(pages) - 1))
    return tuple(
        Sheet(tuple(sheet.marks), sheet.structure.done(), "any", True, True, "", title)
        for sheet, title in zip(pages, titles, strict=True)
    )


def _paged(rows: Sequence[tuple[BigFigure, ...]], setter: Typesetter) -> list[list[tuple[int, tuple[BigFigure, ...]]]]:
    """The rows of modules by page, each with the line it begins on; a row with long notes takes more lines."""
    look, page = setter.layout.scorecard, setter.layout.page
    pages: list[list[tuple[int, tuple[BigFigure, ...]]]] = [[]]
    line = look.first_module_line
    for row in rows:
        need = max(-(-_module_height(module, setter) // page.leading) for module in row)
        if line + need - 1 > page.lines and line > look.hero_line:
            pages.append([])
            line = look.hero_line
        pages[-1].append((line, row))
        line += max(look.module_lines, need + 1)
    return pages


def _module_height(module: BigFigure, setter: Typesetter) -> int:
    look = setter.layout.scorecard
    lines = _prose(module.note, look.note_style, setter, look.column)
    return look.note_drop + max(len(lines), 1) * pitch(setter, look.note_style)


def _title(sheet: _Page, card: Scorecard, room: int) -> None:
    """Title and English in the room beside the introduction; a title that is too long is set smaller, then on two lines."""
    look = sheet.setter.layout.scorecard
    sheet.marks.append(Anchor(card.anchor, 0, 0))
    heading = sheet.structure.add("H2", title=card.title)
    marks, foot = display_marks(card.title, look.title_style, (0, 0, room), sheet.setter, heading)
    sheet.marks += marks
    foot -= sheet.setter.style(look.title_style).size  # what a second line takes
    if card.title_en:
        place = (0, look.title_en_drop + max(foot, 0), room)
        sheet.label(card.title_en.upper(), look.title_en_style, place, sheet.structure.add("P"))


def _hero(sheet: _Page, card: Scorecard) -> None:
    """The greatest figure at the left, its years and the figures beside it at the right."""
    setter, hero = sheet.setter, card.hero
    look, page = setter.layout.scorecard, setter.layout.page
    top = (look.hero_line - 1) * page.leading
    sheet.marks.append(Rule(0, top, page.width, top, look.rule, look.hero_rule_colour))
    sheet.label(hero.label, look.hero_label_style, (0, top + look.label_drop, page.width), sheet.structure.add("P"))
    element = sheet.structure.add("P")
    if hero.before:
        sheet.write(hero.before, look.qualifier_style, (0, top + look.qualifier_drop), element)
    aside = bool(hero.bars or card.beside or hero.share is not None)
    width = look.bars_x - page.body if aside else page.width
    number = Number("", hero.number, hero.unit, look.hero_style)
    sheet.marks += number_marks(number, setter, (0, top + look.hero_baseline, width), element)
    if hero.bars:
        _hero_bars(sheet, hero, top)
    elif hero.share is not None:
        _share(sheet, hero, (look.bars_x, top + look.bars_drop))
    for figure, (x, drop, step) in zip(card.beside, _besides(card, setter), strict=True):
        _beside(sheet, figure, (x, top + drop, step))
    sheet.prose(hero.note, look.hero_note_style, (0, top + look.hero_note_drop, look.hero_note_width))


def _hero_bars(sheet: _Page, hero: BigFigure, top: int) -> None:
    setter = sheet.setter
    look, page, chart = setter.layout.scorecard, setter.layout.page, setter.layout.chart
    figure = sheet.structure.add("Figure", alt=f"{hero.label}：{told(hero.bars, chart.missing)}")
    box = (look.bars_x, top + look.bars_drop, page.width - look.bars_x, look.bars_height)
    sheet.marks += bars_marks(hero.bars, Tools(setter, chart, figure, 1000), box)
    if hero.unit:
        unit = setter.layout.caption.unit_label + hero.unit
        sheet.write(unit, look.note_style, (look.bars_x, top + look.bars_unit_drop), sheet.structure.add("P"))


def _besides(card: Scorecard, setter: Typesetter) -> list[tuple[int, int, int]]:
    """x, drop and room of the figures beside the hero: a row under its years, one above the other where it has none."""
    look, page = setter.layout.scorecard, setter.layout.page
    count, room = len(card.beside), page.width - look.bars_x
    if card.hero.bars or card.hero.share is not None:
        step = min(look.beside_step, room // max(count, 1))
        return [(look.bars_x + number * step, 0, step) for number in range(count)]
    need = look.beside_label_drop - look.beside_drop + 2 * pitch(setter, look.note_style)
    down = -(-need // page.leading) * page.leading
    return [(look.bars_x, -down * (count - 1 - number), room) for number in range(count)]


def _beside(sheet: _Page, figure: BigFigure, place: tuple[int, int, int]) -> None:
    """A small figure under the bars: the number, what it is below."""
    setter, (x, top, step) = sheet.setter, place
    look = setter.layout.scorecard
    base = base_of(setter, look.beside_style, top + look.beside_drop)
    width = step - look.unit_gap
    sheet.marks += number_marks(number_of(figure, look.beside_style), setter, (x, base, width), sheet.structure.add("P"))
    sheet.label(figure.label, look.note_style, (x, top + look.beside_label_drop, width), sheet.structure.add("P"))


def _module(sheet: _Page, module: BigFigure, place: tuple[int, int]) -> None:
    """A figure of one column: label under a rule, number, years or share at the right, note."""
    setter, (x, top) = sheet.setter, place
    look, column = setter.layout.scorecard, setter.layout.scorecard.column
    sheet.marks.append(Rule(x, top, x + column, top, look.rule, look.rule_colour))
    sheet.label(module.label, look.label_style, (x, top + look.label_drop, column), sheet.structure.add("P"))
    slot = look.mini[0] if module.bars else look.grid if module.share is not None else 0
    width = column - slot - (2 * look.unit_gap if slot else 0)
    base = base_of(setter, look.figure_style, top + look.figure_drop)
    number = number_of(module, look.figure_style)
    sheet.marks += number_marks(number, setter, (x, base, width), sheet.structure.add("P"))
    if module.bars:
        figure = sheet.structure.add("Figure", alt=f"{module.label}：{told(module.bars, setter.layout.chart.missing)}")
        box = (x + column - slot, top + look.mini_drop, *look.mini)
        sheet.marks += bars_marks(module.bars, Tools(setter, mini_look(setter), figure, 1000), box)
    elif module.share is not None:
        _share(sheet, module, (x + column - slot, top + look.grid_drop))
    sheet.prose(module.note, look.note_style, (x, top + look.note_drop, column))


def _share(sheet: _Page, figure: BigFigure, place: tuple[int, int]) -> None:
    if figure.share is not None:
        element = sheet.structure.add("Figure", alt=f"{figure.label}：{figure.number}{figure.unit}")
        sheet.marks += share_marks(figure.share, sheet.setter, place, element)
