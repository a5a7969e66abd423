"""The commands, each imported only when it is called, and help in the user's language."""

from collections.abc import Callable, Sequence
from importlib import import_module
from typing import Any

import click

from yearbook import __version__
from yearbook.cli.talk import Talk
from yearbook.cli.wrong_usage import did_you_mean
from yearbook.frozen import replace
from yearbook.problems import USAGE

COMMANDS = ("new", "check", "build", "meeting", "impose", "archive", "verify", "upgrade", "compare", "series", "fonts", "layouts", "schema")


class Verb(click.Command):
    """One command: `act` gets the talk and the parameters, and returns the exit code."""

    def __init__(self, talk: Talk, name: str, act: Callable[..., int], params: Sequence[click.Parameter] = ()) -> None:
        quiet = click.Option(["-q", "--quiet"], is_flag=True, help=talk("help-quiet"))
        super().__init__(name, params=[*params, quiet, _help(talk)], help=talk(f"help-{name}"), add_help_option=False)
        self.talk, self.act = talk, act

    def invoke(self, ctx: click.Context) -> int:
        """Runs the command; the talk is hushed when ``--quiet`` asks for it."""
        values = dict(ctx.params)
        return self.act(replace(self.talk, quiet=values.pop("quiet")), **values)

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The usage line."""
        _usage(self, ctx, formatter, self.talk)

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The options, and an example below them."""
        _options(self, ctx, formatter, self.talk)
        with formatter.section(self.talk("example")):
            for line in self.talk(f"example-{self.name}").splitlines():
                formatter.write(f"  {line}\n")


class Program(click.Group):
    """`yearbook` itself."""

    def __init__(self, talk: Talk) -> None:
        params = [_eager("--version", _show_version, talk), _help(talk)]
        super().__init__("yearbook", help=talk("help-program"), params=params, add_help_option=False, invoke_without_command=True)
        self.callback = _asked_for_nothing
        self.talk = talk

    def list_commands(self, ctx: click.Context) -> list[str]:
        """In the order of an edition's life."""
        return list(COMMANDS)

    def resolve_command(self, ctx: click.Context, args: list[str]) -> tuple[str | None, click.Command | None, list[str]]:
        """The command that the first word names. Raises UsageError with a near one."""
        if args[0] not in COMMANDS:
            raise click.UsageError(self.talk("no-such-command", name=args[0]) + did_you_mean(args[0], COMMANDS, self.talk), ctx)
        return super().resolve_command(ctx, args)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of that name, from the module of that name."""
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = import_module(f"yearbook.cli.{cmd_name}").command(self.talk)
        return command

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The usage line."""
        _usage(self, ctx, formatter, self.talk)

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The commands, without importing any, then the options."""
        with formatter.section(self.talk("commands")):
            formatter.write_dl([(name, self.talk(f"help-{name}").partition("\n")[0]) for name in COMMANDS])
        _options(self, ctx, formatter, self.talk)
        with formatter.section(self.talk("example")):
            for line in self.talk("example-program").splitlines():
                formatter.write(f"  {line}\n")


@click.pass_context
def _asked_for_nothing(ctx: click.Context) -> None:
    if ctx.invoked_subcommand is None:
        click.echo(ctx.get_help(), err=True)
        ctx.exit(USAGE)


def _help(talk: Talk) -> click.Option:
    return _eager("--help", _show_help, talk)


def _eager(name: str, show: Callable[[click.Context], str], talk: Talk) -> click.Option:
    """An option that shows something and ends the program."""

    def act(ctx: click.Context, _: click.Parameter, wanted: Any) -> None:
        if wanted and not ctx.resilient_parsing:
            click.echo(show(ctx))
            ctx.exit()

    return click.Option([name], is_flag=True, expose_value=False, is_eager=True, callback=act, help=talk(f"help-{name.strip('-')}"))


def _show_help(ctx: click.Context) -> str:
    return ctx.get_help()


def _show_version(_: click.Context) -> str:
    return f"yearbook {__version__}"


def _usage(command: click.Command, ctx: click.Context, formatter: click.HelpFormatter, talk: Talk) -> None:
    formatter.write_usage(ctx.command_path, " ".join(command.collect_usage_pieces(ctx)), f"{talk('usage')} ")


def _options(command: click.Command, ctx: click.Context, formatter: click.HelpFormatter, talk: Talk) -> None:
    options = [param for param in command.get_params(ctx) if isinstance(param, click.Option)]
    records = [record for record in (option.get_help_record(ctx) for option in options) if record]
    with formatter.section(talk("options")):
        formatter.write_dl(records)
