"""Object streams whose last byte is a carriage return (see yearbook/endings.py): they are qpdf's, which has told their length already.

So they change only in the white at their end, not in their length.
"""

import re
import zlib
from itertools import product

_OBJECT_STREAM = re.compile(rb"<<[^<>]*/Type /ObjStm[^<>]*>>\nstream\n")
_INDEX = re.compile(rb"<<[^<>]*/Type /XRef\b")
_LENGTH = re.compile(rb"/Length (\d+)")
_CR, _LEVEL = 13, 6


def unmistakable(pdf: bytes) -> bytes | None:
    """The file with no object stream that ends so; None when its index does, which only other contents can change."""
    index = pdf.rindex(b"\nendstream")
    if pdf[index - 1] == _CR and _INDEX.search(pdf, max(pdf.rfind(b" obj\n", 0, index), 0)):
        return None
    file = bytearray(pdf)
    for match in _OBJECT_STREAM.finditer(pdf):
        length = _LENGTH.search(match[0])
        assert length is not None, "every stream has a length"
        start, end = match.end(), match.end() + int(length[1])
        if pdf[end - 1] == _CR:
            file[start:end] = _same_length(pdf[start:end])
    return bytes(file)


def _same_length(stored: bytes) -> bytes:
    """The same objects in as many bytes, with other white after the last."""
    content = zlib.decompress(stored).rstrip()
    for count in range(64):
        for white in product(b" \n\t", repeat=count) if count < 4 else ((32,) * count, (10,) * count, (32, 10) * (count // 2)):
            made = zlib.compress(content + bytes(white), _LEVEL)
            if len(made) == len(stored) and made[-1] != _CR:
                return made
    return stored  # of 270 tries one in three has fitted
