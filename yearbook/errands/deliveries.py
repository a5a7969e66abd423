"""For whom an edition is built: each delivery by its name, as `build --for` asks for it."""

from collections.abc import Callable, Mapping

from yearbook.errands.printing import printed
from yearbook.frozen import frozen
from yearbook.model.source import Purpose
from yearbook.press import Built, Checked, Tell, print_pdf


@frozen
class Delivery:
    """What the edition is read for, what makes its file, and how the file's name ends."""

    purpose: Purpose
    make: Callable[[Checked, Tell], Built]
    ending: str = ".pdf"


DELIVERIES: Mapping[str, Delivery] = {
    "screen": Delivery("final", print_pdf),
    "print": Delivery("final", printed),
}
