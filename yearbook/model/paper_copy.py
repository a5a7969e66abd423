"""Papers of a meeting as copy, and what their cover, agenda and contents say."""

from typing import TYPE_CHECKING

from yearbook.frozen import frozen
from yearbook.model.copy import Item

if TYPE_CHECKING:
    from yearbook.model.agenda import Excerpt  # an import that no build needs


@frozen
class AnnexCopy:
    """附件: `label` is 附件 or 附件2; `title` its lines."""

    label: str
    title: tuple[str, ...]
    items: tuple[Item, ...]
    anchor: str


@frozen
class PaperCopy:
    """会议文件: `mark` are the lines of its corner mark, `label` is what others call it; `under` stands below the title."""

    number: int
    numeral: str  # as it is printed
    mark: tuple[str, ...]
    label: str
    title: tuple[str, ...]
    under: tuple[str, ...]
    recipients: str
    recall: bool
    items: tuple[Item, ...]
    annexes: tuple[AnnexCopy, ...]
    groups: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """The title in one line."""
        return "".join(self.title)


@frozen
class AgendaCopy:
    """议程: items with what is read to each."""

    title: tuple[str, ...]
    date: str
    items: "tuple[tuple[str, tuple[Excerpt, ...]], ...]"


@frozen
class MeetingCopy:
    """Everything that a meeting's set says; `fields` fill the slots of its cover."""

    name: str
    agenda: AgendaCopy
    papers: tuple[PaperCopy, ...]
    fields: tuple[tuple[str, str], ...]
