"""The program `yearbook`: arguments in, exit code out. An expected error is told in lines; a bug keeps its traceback."""

import atexit
import gc
import os
import sys
from collections.abc import Sequence
from io import TextIOWrapper
from typing import NoReturn

import click

from yearbook.cli.program import Program
from yearbook.cli.talk import Talk, talk_of
from yearbook.cli.wrong_usage import told
from yearbook.problems import USAGE, YearbookError

INTERRUPTED = 130  # 128 + SIGINT, as shells count


def main() -> NoReturn:
    """The entry point of the installed command."""
    gc.disable()  # a run makes next to no cycles and soon ends: looking for them cost 5 % of a build
    _end(run(sys.argv[1:]))


def run(arguments: Sequence[str]) -> int:
    """Runs one command line and returns its exit code."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):  # a terminal in GBK shall lose a letter rather than the command
            stream.reconfigure(errors="replace")
    talk = talk_of(os.environ)
    try:
        return int(Program(talk).main(list(arguments), "yearbook", standalone_mode=False) or 0)
    except click.UsageError as error:
        talk.error(told(error, talk))
        return USAGE
    except click.Abort as abort:
        return _interrupted(abort, talk)
    except YearbookError as error:
        talk.problems(error.problems)
        return error.exit_code


def _interrupted(abort: click.Abort, talk: Talk) -> int:
    """Click turns an EOFError into an Abort too; that would be a bug of ours."""
    if isinstance(abort.__cause__, EOFError):
        raise abort.__cause__
    talk.error(talk("interrupted"))
    return INTERRUPTED


def _end(code: int) -> NoReturn:
    """Leaves at once. Why: to take a million objects apart before the system takes their memory back cost a small book 8 %."""
    atexit._run_exitfuncs()  # noqa: SLF001 # what a library asked for before the end
    try:
        for stream in filter(None, (sys.stdout, sys.stderr)):  # None: closed by who started us
            stream.flush()
    except (OSError, ValueError):  # nobody reads it any more: Python has its own way to say so
        sys.exit(code)
    os._exit(code)
