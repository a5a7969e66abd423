"""For whom an edition is built: each delivery by its name, as `build --for` asks for it."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from yearbook.frozen import frozen

if TYPE_CHECKING:  # `yearbook build --help` names the deliveries, and need not load the program for that
    from yearbook.model.source import Purpose
    from yearbook.press import Built, Checked, Tell


@frozen
class Delivery:
    """What the edition is read for, what makes its file, and how the file's name ends."""

    purpose: "Purpose"
    make: "Callable[[Checked, Tell], Built]"
    ending: str = ".pdf"


def screen(checked: "Checked", tell: "Tell") -> "Built":
    """A PDF for the screen."""
    from yearbook.press import print_pdf

    return print_pdf(checked, tell)


def press(checked: "Checked", tell: "Tell") -> "Built":
    """The text block and the cover as PDF/X-4."""
    from yearbook.errands.printing import printed

    return printed(checked, tell)


def ofd(checked: "Checked", tell: "Tell") -> "Built":
    """The same pages as OFD, the national fixed-layout format (GB/T 33190-2016)."""
    from functools import partial

    from yearbook.draw import draw_ofd
    from yearbook.errands.profiles import rgb_profile
    from yearbook.press import drawn_by, many_hands

    with many_hands(checked) as shop:
        return drawn_by(partial(draw_ofd, profile=rgb_profile(checked)), checked, tell, (shop, None))


def archive(checked: "Checked", tell: "Tell") -> "Built":
    """For the archive: PDF/A-3a with its sources attached."""
    from yearbook.errands.archive_pdf import archive_pdf

    return archive_pdf(checked, tell)


DELIVERIES: Mapping[str, Delivery] = {
    "screen": Delivery("final", screen),
    "print": Delivery("final", press),
    "ofd": Delivery("final", ofd, ".ofd"),
    "archive": Delivery("archive", archive),
}
