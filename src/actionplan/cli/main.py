"""The command ``actionplan``: a subcommand is imported only when it is called, so that starting is quick."""

import os
import sys
from importlib import import_module
from keyword import iskeyword
from typing import TYPE_CHECKING, NoReturn

import click

import actionplan
from actionplan.cli.errors import exit_code_of

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

GROUPS = {
    "Used most": {
        "status": "Show progress, what is overdue and what is due next.",
        "due": "List what each body must finish or report next.",
        "show": "Show one action, or any other record, with its history.",
        "update": "Record progress on an action.",
        "since": "Show what changed since a date or a meeting.",
        "check": "Find mistakes in plan files, with a fix for each.",
    },
    "See where things stand": {
        "measures": "Show whether measures improve and meet their targets.",
        "risks": "Show the risks, highest first.",
        "reviews": "Show what inspectors and other reviewers found and asked for.",
        "resolutions": "Show council resolutions and what became of each clause.",
        "dependencies": "Show which actions hold up others.",
        "resources": "Add up money, posts and places.",
    },
    "Record progress": {
        "measure": "Record a reading of a measure, or set a target.",
        "verify": "Record that another body has checked a complete action.",
        "suspend": "Record that work on an action has stopped for now.",
        "cancel": "Record that an action will not be done.",
        "reopen": "Reopen a finished or cancelled action.",
        "stand-down": "Record that an area is stood down.",
        "reinstate": "Record that an area is in force again.",
        "returns": "Send owners workbooks to fill in, and take in what comes back.",
        "undo": "Remove the last entry, if it is not committed in git yet.",
    },
    "Change what was agreed": {
        "redate": "Revise a due date, with a reason.",
        "amend": "Change an owner or another agreed detail, with a reason.",
        "link": "Link an action, an area or a clause with what it names.",
        "handover": "Hand over what a body owns to the one that takes over.",
        "correct": "Correct an earlier entry; the mistake stays visible.",
        "redact": "Remove a text that may not be shown, such as a child's name.",
        "split": "Split an action into several.",
        "join": "Join several actions into one.",
        "renumber": "Give a record another id everywhere.",
    },
    "Ask harder questions": {
        "challenge": "List the questions that a good committee would ask.",
        "forecast": "Estimate how likely it is that due dates will be met.",
        "trace": "Follow a finding to the actions and measures that answer it.",
        "audit": "Check in git history that no entry was changed or removed.",
        "query": "Run an SQL query on exported tables.",
    },
    "Share": {
        "report": "Make a paper for a board, a committee or families.",
        "serve": "Show plans in a browser on this computer.",
        "site": "Make a web site of pages for everyone.",
        "export": "Write plans as tables, for analysts.",
        "git": "Set up git to merge two people's changes to one plan.",
        "resolve": "Resolve the conflicts that a git merge left in plan files.",
    },
    "Set up": {
        "init": "Start a new plan.",
        "import": "Make a plan from a spreadsheet or a document.",
        "new": "Add an action, an area, a body, a meeting or another record.",
        "set": "Change what plan.toml says, such as a body's last day.",
        "remove": "Take out a record, a body or a meeting entered by mistake.",
        "presets": "List the rating schemes that some councils have published.",
    },
}
"""The commands in the order in which help lists them, each with one line, so that none has to be imported for it."""

COMMANDS = {name: line for group in GROUPS.values() for name, line in group.items()}

_HIDDEN = frozenset({"merge-driver"})
"""Commands that only programs call."""


_SHARED_MODULE = dict.fromkeys(("suspend", "cancel", "reopen", "verify", "stand-down", "reinstate"), "lifecycle") | {
    "split": "split",
    "join": "split",
}
"""Commands that share a module, in which each has its own name."""


class LazyGroup(click.Group):
    """A group that imports a subcommand only when it is called or completed."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names of the commands, in the order in which help lists them."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import one command."""
        if cmd_name not in COMMANDS and cmd_name not in _HIDDEN:
            return None
        file = _SHARED_MODULE.get(cmd_name, cmd_name).replace("-", "_")
        module = import_module(f"actionplan.cli.{file}_" if iskeyword(file) else f"actionplan.cli.{file}")
        name = cmd_name.replace("-", "_") if cmd_name in _SHARED_MODULE else "command"
        command: click.Command = getattr(module, name)
        return command

    def shell_complete(self, ctx: click.Context, incomplete: str) -> "list[CompletionItem]":
        """Complete the name of a command without importing those that it could be."""
        from click.shell_completion import CompletionItem

        names = [CompletionItem(name, help=text) for name, text in COMMANDS.items() if name.startswith(incomplete)]
        return [*names, *click.Command.shell_complete(self, ctx, incomplete)]

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command, or suggest one with a similar name; refuse an option that would lose its first value."""
        try:
            name, command, rest = super().resolve_command(ctx, args)
        except click.UsageError as error:
            from actionplan.model.suggest import did_you_mean

            hint = did_you_mean(args[0], COMMANDS) or "to list the commands: actionplan --help"
            raise click.UsageError(f'there is no command "{args[0]}". {hint[:1].upper()}{hint[1:]}', ctx) from error
        if command is not None and not ctx.resilient_parsing:
            _refuse_repeats(command, rest, ctx)
        return name, command, rest

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the commands, and the two options of the program under them."""
        self.format_commands(ctx, formatter)
        click.Command.format_options(self, ctx, formatter)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the commands in groups, without importing them."""
        width = max(map(len, COMMANDS))
        for heading, commands in GROUPS.items():
            with formatter.section(heading):
                formatter.write_dl([(name.ljust(width), line) for name, line in commands.items()])


def _refuse_repeats(command: click.Command, arguments: list[str], parent: click.Context) -> None:
    """Refuse an option that is given twice though it takes one value, of which click would keep the last.

    Raises:
        click.UsageError: an option is given twice.
    """
    context = click.Context(command, parent, command.name)
    if isinstance(command, click.Group):
        if arguments and (inner := command.get_command(context, arguments[0])) is not None:
            _refuse_repeats(inner, arguments[1:], context)
        return
    try:
        _, _, given = command.make_parser(context).parse_args(list(arguments))
    except click.UsageError:
        return  # the command says so itself
    for option in given:
        takes_one = isinstance(option, click.Option) and not (option.multiple or option.is_flag or option.count)
        if takes_one and given.count(option) > 1:
            raise click.UsageError(f"{option.opts[0]} is given more than once, and it takes one value", context)


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(actionplan.__version__, "-V", "--version", prog_name="actionplan")
def cli() -> None:
    """Keep a priority action plan whose history cannot be lost.

    A plan is a folder of text files. Run commands in that folder or in the one that holds "plans", or add the folder's
    name to the command.

    \b
    Examples:
      actionplan status                      progress of every plan here
      actionplan status --as-at 2024-10-01   the same, as at an earlier day
      actionplan show 1.1                    one action and its history
      actionplan update 1.1 --state complete --note "Live in all schools"
      actionplan update --help               the options of one command

    \b
    Exit codes: 0 fine, 1 problems found, 2 wrong usage or an unreadable file,
    3 an error in actionplan itself.
    """


def main() -> NoReturn:
    """Run the command line, and end with one of its exit codes."""
    # If stdout or stderr is closed, Python sets it to None: write to nowhere in its place.
    sys.stdout = sys.stdout or open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115  # open until exit
    sys.stderr = sys.stderr or open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115
    sys.exit(run(sys.argv[1:]))


def _refuse_garbled(arguments: list[str]) -> None:
    """Refuse text that is not in the terminal's encoding: Python passes it on in a form that no file can hold."""
    for argument in arguments:
        if any("\ud800" <= character <= "\udfff" for character in argument) and not os.path.lexists(argument):
            raise click.UsageError(
                "the command has characters that are not in your terminal's encoding (usually UTF-8)"
            )


def run(arguments: list[str]) -> int:
    """Run the command line, and return its exit code.

    Args:
        arguments: the words after ``actionplan``.
    """
    try:
        _refuse_garbled(arguments)
        result = cli.main(arguments, prog_name="actionplan", standalone_mode=False)
        sys.stdout.flush()
    except BaseException as error:  # noqa: BLE001  # whatever happens, the user sees a sentence
        return exit_code_of(error)
    return result if isinstance(result, int) else 0
