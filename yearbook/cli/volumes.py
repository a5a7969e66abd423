"""Several editions built at once: each in a process of its own, their files written and their words said here, in order."""

import io
from collections.abc import Callable, Sequence
from contextlib import closing, redirect_stderr
from functools import partial
from typing import TypeVar

from yearbook.cli.machine import expected_memory
from yearbook.cli.talk import Talk
from yearbook.crew import Bounds, Fallen, shared_out
from yearbook.frozen import frozen, replace
from yearbook.problems import YearbookError

T = TypeVar("T")


@frozen
class Heard:
    """What making one edition came to, None when it has errors, and what was said meanwhile."""

    made: object
    said: str


def make_and_put(
    editions: Sequence[str], make: Callable[[str, Talk], T], put: Callable[[T], None], bounds: Bounds, talk: Talk
) -> tuple[str, ...]:
    """Makes every edition, `bounds.jobs` at once, and puts each; those that failed, whose problems have been told.

    What is said comes in the order of the editions, whichever is ready first, so that logs can be compared.
    """
    failed: list[str] = []
    waiting: dict[int, object] = {}
    weights = [expected_memory(folder) for folder in editions]
    work = partial(_heard, make=make, talk=replace(talk, live=False))
    told = 0
    talk.step(talk("building", done=0, total=len(editions)))
    with closing(shared_out(work, editions, weights, bounds)) as results:
        for done, (number, result) in enumerate(results, 1):
            waiting[number] = result
            while told in waiting:
                if not _told(editions[told], waiting.pop(told), put, talk):
                    failed.append(editions[told])
                told += 1
            talk.step(talk("building", done=done, total=len(editions)))
    talk.step("")
    return tuple(failed)


def _heard(folder: str, make: Callable[[str, Talk], T], talk: Talk) -> Heard:
    """One edition made, in a process of its own: its words are kept for later."""
    words = io.StringIO()
    with redirect_stderr(words):
        try:
            return Heard(make(folder, talk), words.getvalue())
        except YearbookError as error:
            talk.problems(error.problems)
            return Heard(None, words.getvalue())


def _told(folder: str, result: object, put: Callable[[T], None], talk: Talk) -> bool:
    """Says what was said of one edition and puts what was made of it; whether there was something."""
    if isinstance(result, Fallen):
        talk.error(result.trace if not result.signal else talk("killed", folder=folder, signal=result.signal))
        return False
    assert isinstance(result, Heard)
    talk.repeat(result.said)
    if result.made is None:
        return False
    try:
        put(result.made)  # type: ignore[arg-type]  # what `make` made
    except YearbookError as error:
        talk.problems(error.problems)
        return False
    return True
