"""The command ``actionplan``: subcommands are imported when they are called, so that starting is quick."""

import gc
import os
import sys
from importlib import import_module
from typing import TYPE_CHECKING, NoReturn

import click

import actionplan
from actionplan.cli.errors import exit_code_of

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

COMMANDS = {
    "status": "Show where plans stand.",
    "show": "Show one action, or any record: as agreed, what changed, its history.",
    "measures": "Show what has become better, and what has not.",
    "due": "Show what is awaited from whom.",
    "risks": "Show what may go wrong, and what is done about it.",
    "reviews": "Show what inspectors and others found, and what they ask for.",
    "dependencies": "Show what holds up what.",
    "resources": "Add up money, posts and places.",
    "resolutions": "Show which motions are open, and what became of each clause.",
    "trace": "Show what something is for, and what it leads to.",
    "since": "Say what changed since a day or a meeting.",
    "forecast": "Say how likely it is that dates will be kept.",
    "challenge": "Say what a good committee would ask.",
    "check": "Check plans against the rules.",
    "audit": "Look through git history for what was changed, not added.",
    "presets": "List ratings that councils have published, with their sources.",
    "export": "Write plans as tables, for analysts.",
    "query": "Answer a question in SQL from exported tables.",
    "update": "Add an entry to an action's history.",
    "measure": "Record a measure's reading, or set a target.",
    "amend": "Change what was agreed about an action, with a reason.",
    "redate": "Move a due date, with a reason and approvals.",
    "suspend": "Record that work on an action has stopped for now.",
    "cancel": "Record that an action will not be done.",
    "reopen": "Bring back an action that was finished or cancelled.",
    "verify": "Record that someone else has looked, and that it is done.",
    "correct": "Put right an entry that was wrong.",
    "redact": "Take the text of an entry out, for a reason.",
    "undo": "Take back an entry that git does not have yet.",
    "init": "Make a new plan.",
    "new": "Make a new action, area, resolution or measure.",
    "renumber": "Give a record another id, everywhere at once.",
    "resolve": "Go through what a merge left open.",
    "git": "Have git merge plan files by what they say.",
}
"""Each command with its one line of help, so that the list of commands can be shown without importing them."""

_HIDDEN = frozenset({"merge-driver"})
"""Commands that only programs call."""


_TOGETHER = dict.fromkeys(("suspend", "cancel", "reopen", "verify"), "lifecycle")
"""Commands that share a module, in which each stands under its own name."""


class LazyGroup(click.Group):
    """A group that imports a subcommand only when it is called or completed."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names of the commands, in the order in which a newcomer meets them."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import one command."""
        if cmd_name not in COMMANDS and cmd_name not in _HIDDEN:
            return None
        module = import_module(f"actionplan.cli.{_TOGETHER.get(cmd_name, cmd_name).replace('-', '_')}")
        command: click.Command = getattr(module, cmd_name if cmd_name in _TOGETHER else "command")
        return command

    def shell_complete(self, ctx: click.Context, incomplete: str) -> "list[CompletionItem]":
        """Complete the name of a command without importing those that it could be."""
        from click.shell_completion import CompletionItem

        names = [CompletionItem(name, help=text) for name, text in COMMANDS.items() if name.startswith(incomplete)]
        return [*names, *click.Command.shell_complete(self, ctx, incomplete)]

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command, or say which was probably meant."""
        try:
            return super().resolve_command(ctx, args)
        except click.UsageError as error:
            from actionplan.model.suggest import did_you_mean

            hint = did_you_mean(args[0], COMMANDS)
            raise click.UsageError(f"{error.message.rstrip('.')}. {hint[:1].upper()}{hint[1:]}", ctx) from error

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the commands without importing them."""
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(actionplan.__version__, "-V", "--version", prog_name="actionplan")
def cli() -> None:
    """Keep a priority action plan whose history cannot be lost.

    A plan is a folder of text files. Commands find it by themselves when you stand in its folder, or in a folder above
    "plans"; or name it.

    \b
    Examples:
      actionplan status                      where every plan here stands
      actionplan status --as-at 2024-10-01   where it stood on a day
      actionplan show 1.1                    one action and its history
      actionplan update 1.1 --state complete --note "Live in all schools"
      actionplan check                       what is wrong, and how to mend it

    \b
    Exit codes: 0 fine, 1 problems found, 2 wrong usage or something unreadable,
    3 a fault in actionplan itself.
    """


def main() -> NoReturn:
    """Run the command line, and end with one of its exit codes."""
    # Whoever closed an output does not want it; Python has None in its place, at which everything would stumble.
    sys.stdout = sys.stdout or open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115  # open to the end
    sys.stderr = sys.stderr or open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115
    # Records hold no circles, so looking for some each time that 700 more of them are made finds nothing.
    gc.set_threshold(100_000, 50, 50)
    sys.exit(run(sys.argv[1:]))


def _refuse_garbled(arguments: list[str]) -> None:
    """Refuse text that is not in the terminal's encoding: Python hands it on in pieces that no file can hold."""
    for argument in arguments:
        if any("\ud800" <= character <= "\udfff" for character in argument) and not os.path.lexists(argument):
            raise click.UsageError("what was typed is not text in your terminal's encoding (UTF-8 is the usual one)")


def run(arguments: list[str]) -> int:
    """Run the command line, and give its exit code.

    Args:
        arguments: what was typed after ``actionplan``.
    """
    try:
        _refuse_garbled(arguments)
        result = cli.main(arguments, prog_name="actionplan", standalone_mode=False)
        sys.stdout.flush()
    except BaseException as error:  # noqa: BLE001  # whatever happens, an officer sees a sentence
        return exit_code_of(error)
    return result if isinstance(result, int) else 0
