"""The Pen: the verbs by which finished pages become a file. Marks come in, in reading order; a pen decides nothing."""

from collections.abc import Sequence
from typing import Protocol

from yearbook.model.page import Anchor, Box, Disc, Element, Link, Page, Path, Picture, Rule, Text


class Pen(Protocol):
    """What a pen can do. Every painting verb is called between `begin` or `artifact` and `end`.

    Links and anchors paint nothing: they come wherever they stand, inside or outside an element.
    """

    def begin_page(self, page: Page, index: int) -> None:
        """A page begins; `index` counts from 0."""

    def end_page(self) -> None:
        """The page is finished."""

    def begin(self, index: int, element: Element) -> None:
        """What follows belongs to this node of the structure tree; an element may begin more than once."""

    def artifact(self) -> None:
        """What follows belongs to no element: furniture, rules, grounds."""

    def end(self) -> None:
        """Ends what `begin` or `artifact` began."""

    def lines(self, marks: Sequence[Text]) -> None:
        """Lines of glyphs, one after another."""

    def rule(self, mark: Rule) -> None:
        """A straight stroke."""

    def box(self, mark: Box) -> None:
        """A rectangle."""

    def path(self, mark: Path) -> None:
        """A polyline or polygon."""

    def disc(self, mark: Disc) -> None:
        """A circle."""

    def picture(self, mark: Picture) -> None:
        """A picture file."""

    def link(self, mark: Link) -> None:
        """A rectangle that leads somewhere."""

    def anchor(self, mark: Anchor) -> None:
        """A place that links lead to."""
