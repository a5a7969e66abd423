"""Is a bag, or every bag of a shelf, as it was made?"""

from yearbook.deliver.bag import Verdict, judge, open_bag
from yearbook.press import Tell, silent

__all__ = ["Verdict", "verify"]


def verify(path: str, tell: Tell = silent) -> tuple[Verdict, ...]:
    """The verdict on the bag at `path`. Raises PathError when there is none to look at."""
    return (judge(open_bag(path), tell),)
