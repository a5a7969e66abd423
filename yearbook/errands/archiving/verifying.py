"""Is a bag, or every bag of a shelf, as it was made?"""

from pathlib import Path

from yearbook.deliver.bag import Verdict, judge, open_bag
from yearbook.errands.archiving.shelf import is_shelf, verify_shelf
from yearbook.press import Tell, silent

__all__ = ["Verdict", "verify"]


def verify(path: str, tell: Tell = silent) -> tuple[Verdict, ...]:
    """The verdict on the bag at `path`, or on every bag of a shelf and the shelf. Raises PathError when there is none to look at."""
    return verify_shelf(path, tell) if is_shelf(Path(path)) else (judge(open_bag(path), tell),)
