"""What the program says besides its results: on stderr, in the user's language, in colour only where that is wanted."""

import sys
from collections.abc import Iterable, Mapping

import click

from yearbook.frozen import frozen
from yearbook.messages import messages, render, sentence
from yearbook.problems import Problem, Severity

COLOURS = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.NOTE: "cyan"}


@frozen
class Talk:
    """The voice of one run; called with a key of ``[talk]`` in messages/*.toml it gives the text, filled in."""

    language: str
    colour: bool
    live: bool  # a terminal that can redraw a line
    quiet: bool = False

    def __call__(self, key: str, **values: object) -> str:
        text: str = messages(self.language)["talk"][key]
        return text.format(**values) if values else text

    def say(self, text: str) -> None:
        """A line of talk, unless quiet."""
        if not self.quiet:
            self._line(text)

    def error(self, text: str) -> None:
        """A line that is said even when quiet."""
        self._line(text)

    def repeat(self, text: str) -> None:
        """Lines that were said elsewhere, as they are."""
        if text:
            self.step("")
            click.echo(text, err=True, nl=False, color=self.colour)

    def problems(self, problems: Iterable[Problem]) -> None:
        """Problems one a line; when quiet, errors only."""
        for problem in problems:
            if problem.severity is Severity.ERROR or not self.quiet:
                self._line(self._coloured(problem))

    def step(self, text: str) -> None:
        """What is being done now, on a line that the next step overwrites; "" clears it."""
        if self.live and not self.quiet:
            click.echo(f"\r\x1b[K{text}", err=True, nl=False, color=True)

    def sentence(self, problem: Problem) -> str:
        """A problem without its place."""
        return sentence(problem, self.language)

    def _coloured(self, problem: Problem) -> str:
        line = render(problem, self.language)
        if not self.colour:
            return line
        word = messages(self.language)["frame"][problem.severity.value]
        return line.replace(f": {word}: ", f": {click.style(word, fg=COLOURS[problem.severity], bold=True)}: ", 1)

    def _line(self, text: str) -> None:
        self.step("")
        click.echo(text, err=True, color=self.colour)


def talk_of(environment: Mapping[str, str]) -> Talk:
    """The voice that the environment asks for: YEARBOOK_LANG, the locale, NO_COLOR, TERM."""
    terminal = sys.stderr.isatty() and environment.get("TERM") != "dumb"
    return Talk(language_of(environment), terminal and not environment.get("NO_COLOR"), terminal)


def language_of(environment: Mapping[str, str]) -> str:
    """"zh" or "en": YEARBOOK_LANG, else the locale, else Chinese."""
    for name in ("YEARBOOK_LANG", "LC_ALL", "LC_MESSAGES", "LANG"):
        start = environment.get(name, "")[:2].lower()
        if start in ("zh", "en"):
            return start
    return "zh"
