"""For whom an edition is built: each delivery by its name, as `build --for` asks for it."""

from collections.abc import Callable, Mapping
from functools import partial

from yearbook.errands.printing import PROFILES, RGB, printed
from yearbook.fonts import shipped_fonts
from yearbook.frozen import frozen
from yearbook.model.source import Purpose
from yearbook.press import Built, Checked, Tell, drawn_by, print_pdf


@frozen
class Delivery:
    """What the edition is read for, what makes its file, and how the file's name ends."""

    purpose: Purpose
    make: Callable[[Checked, Tell], Built]
    ending: str = ".pdf"


def print_ofd(checked: Checked, tell: Tell) -> Built:
    """The same pages as OFD, the national fixed-layout format (GB/T 33190-2016)."""
    from yearbook.draw import draw_ofd

    profile = (shipped_fonts() / PROFILES / RGB).read_bytes()
    return drawn_by(partial(draw_ofd, profile=profile), checked, tell)


DELIVERIES: Mapping[str, Delivery] = {
    "screen": Delivery("final", print_pdf),
    "print": Delivery("final", printed),
    "ofd": Delivery("final", print_ofd, ".ofd"),
}
