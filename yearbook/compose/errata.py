"""勘误: a banner and one table over the page."""

from yearbook.compose.glossary import banner
from yearbook.compose.paragraph import Typesetter
from yearbook.compose.tables import table_block
from yearbook.model.copy import ErrataPart
from yearbook.model.galley import BreakBlock, FlowBlock


def errata_blocks(part: ErrataPart, setter: Typesetter) -> tuple[FlowBlock, ...]:
    """The part as a flow that opens its own page."""
    return BreakBlock(banner((part.title, part.title_en), part.intro, setter)), table_block(part.table, setter)
