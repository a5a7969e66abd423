"""主要指标 as whole pages."""

from yearbook.compose.paragraph import Typesetter
from yearbook.model.copy import Scorecard
from yearbook.model.galley import Sheet


def scorecard_sheets(card: Scorecard, setter: Typesetter) -> tuple[Sheet, ...]:
    """Being written."""
    return (Sheet((), (), "any", True, True, "", ((card.title, 1, card.anchor),)),)
