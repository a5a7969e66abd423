"""The text of a source document, as it was received, for quotes to be held against."""

import os

from yearbook.model.source import path_inside

MAX_BYTES = 32_000_000


def load_text(folder: str, name: str) -> str | None:
    """The text of the file `name` in `folder`, in UTF-8 or GB 18030; None when there is no such file that can be read."""
    path = path_inside(folder, name)
    if path is None or not os.path.isfile(path) or os.path.getsize(path) > MAX_BYTES:
        return None
    try:
        with open(path, "rb") as file:
            content = file.read(MAX_BYTES)
    except OSError:
        return None
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return content.decode(encoding).replace("\r\n", "\n").replace("\r", "\n")
        except UnicodeDecodeError:
            continue
    return None
