"""What every file of an OFD is written with: numbers in millimetres, escaped text, identifiers. Elements are written by hand.

Why by hand: the schemas of GB/T 33190-2016 ask for one order of elements, and nothing of it nests deeply.
"""

import re
from itertools import count

NAMESPACE = "http://www.ofdspec.org/2016"
_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
_NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")  # XML 1.0 §2.2
_PT_IN_MM = 25.4 / 72


class Millimetres(dict[int, str]):
    """Length in 1/1000 pt → millimetres, to so many places."""

    def __init__(self, places: int = 3) -> None:
        super().__init__()
        self._places = places

    def __missing__(self, length: int) -> str:
        text = decimal(length / 1000 * _PT_IN_MM, self._places)
        self[length] = text
        return text

    def row(self, *lengths: int) -> str:
        """Several lengths with blanks between: a box, a point, the ends of a path."""
        return " ".join([self[length] for length in lengths])


class Identifiers:
    """The numbers of a document's objects, each given once."""

    def __init__(self) -> None:
        self._next = count(1)
        self.last = 0

    def __call__(self) -> int:
        self.last = next(self._next)
        return self.last


def millimetres(length: float) -> float:
    """A length in 1/1000 pt."""
    return length / 1000 * _PT_IN_MM


def decimal(number: float, places: int = 3) -> str:
    """A number without what it does not need: 10, 0.5, -3.25."""
    text = f"{number:.{places}f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if text == "-0" else text


def document(root: str, attributes: str, *lines: str) -> bytes:
    """A file of the package: its root element, in the namespace of the standard, and what it holds."""
    return foreign(f"ofd:{root}", attributes.lstrip(), *lines)


def foreign(root: str, attributes: str, *lines: str) -> bytes:
    """A file whose root is named in full, in a namespace that its attributes may declare beside that of the standard."""
    body, told = "\n".join(lines), f" {attributes}" if attributes else ""
    return f'{_HEAD}<{root} xmlns:ofd="{NAMESPACE}"{told}>\n{body}\n</{root}>\n'.encode()


def escaped(text: str) -> str:
    """Text between tags. What XML cannot hold becomes U+FFFD, so that no character is dropped unseen."""
    text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\r", "&#13;")
    return _NO_XML.sub("\ufffd", text)


def quoted(text: str) -> str:
    """An attribute's value with its quotation marks."""
    return '"' + escaped(text).replace('"', "&quot;").replace("\n", "&#10;").replace("\t", "&#9;") + '"'


def element(name: str, text: str) -> str:
    """An element that holds text only."""
    return f"<ofd:{name}>{escaped(text)}</ofd:{name}>"
