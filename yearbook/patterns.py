"""Regular expressions that are compiled when they are first used.

Why: the program knows 180, and to compile them all took a fifth of its start; a build uses a third of them.
"""

import re
from typing import Any, cast

_VERBS = ("search", "match", "fullmatch", "finditer", "findall", "sub", "split")


def late(pattern: str, flags: int = 0) -> re.Pattern[str]:
    """As `re.compile`, which is called with the first question that the pattern is asked."""
    return cast("re.Pattern[str]", _Late(pattern, flags))


class _Late:
    def __init__(self, pattern: str, flags: int) -> None:
        self._asked = pattern, flags

    def __getattr__(self, name: str) -> Any:
        """A verb that is not there yet: the compiled pattern's verbs are put where the next question finds them at once."""
        made = re.compile(*self._asked)
        self.__dict__.update((verb, getattr(made, verb)) for verb in _VERBS)
        return getattr(made, name)
