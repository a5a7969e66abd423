"""Click's usage errors in the user's language: what is wrong, and where help is."""

from collections.abc import Iterable

import click

from yearbook.cli.talk import Talk
from yearbook.problems import near


def told(error: click.UsageError, talk: Talk) -> str:
    """The error in one line, and the command that helps in another."""
    path = error.ctx.command_path if error.ctx else "yearbook"
    return f"{talk('wrong-usage', what=_what(error, talk))}\n{talk('see-help', command=path)}"


def did_you_mean(word: str, known: Iterable[str], talk: Talk) -> str:
    """The question, or nothing when no known word is near."""
    like = near(word, known)
    return talk("did-you-mean", near=like) if like else ""


def _what(error: click.UsageError, talk: Talk) -> str:
    if isinstance(error, click.NoSuchOption):
        known = [name for param in error.ctx.command.params for name in param.opts] if error.ctx else []
        return talk("no-such-option", name=error.option_name) + did_you_mean(error.option_name, known, talk)
    if isinstance(error, click.MissingParameter) and error.param:
        return talk("missing-parameter", name=error.param.metavar or error.param.name)
    if isinstance(error, click.BadOptionUsage):
        return talk("option-without-value", name=error.option_name)
    return error.format_message()
