"""What the pages show of the command line: docs/commands.md with every help page, and docs/status.svg."""

import re
from collections.abc import Iterator
from contextlib import chdir
from html import escape
from pathlib import Path
from unittest.mock import patch

import click

from actionplan.cli import console
from actionplan.cli.main import GROUPS, cli, run
from actionplan.report.writers.styled import Screen

REPOSITORY = Path(__file__).parent.parent
SHOWN = ("status", "examples/northshire-send", "--as-at", "2025-10-01")
"""The command in the picture."""

LINES = 31
"""The first lines of its output, which the picture shows."""

COLOURS = {"1": "bold", "2": "dim", "31": "red", "32": "green", "33": "amber", "34": "blue", "35": "plum", "36": "cyan"}
"""The class in the picture for each code of a terminal."""

PICTURE = """\
<svg xmlns="http://www.w3.org/2000/svg" xml:space="preserve" role="img"
  viewBox="0 0 720 {height}" width="720" height="{height}"
  aria-label="The first lines of actionplan status: how many actions are done, which are late and whose">
<style>
  rect {{ fill: #16202b }}
  text {{ fill: #e8edf2; font: 14px ui-monospace, SFMono-Regular, Menlo, Consolas, "DejaVu Sans Mono", monospace;
    white-space: pre }}
  .bold {{ font-weight: bold }} .dim {{ fill: #9fb0c0 }} .red {{ fill: #ff9c8f }} .green {{ fill: #8fdc9a }}
  .amber {{ fill: #f5cf6b }} .blue {{ fill: #9cc7ff }} .plum {{ fill: #e3a8f0 }} .cyan {{ fill: #7fdbe6 }}
</style>
<rect width="720" height="{height}" rx="8"/>
{rows}
</svg>
"""


def command_pages() -> dict[str, str]:
    """Return the text of each page, by the name of its file."""
    return {"commands.md": _help_pages(), "status.svg": _picture()}


def _help_pages() -> str:
    parts = [
        "# The commands",
        "This page has what `actionplan COMMAND --help` shows. A first walk through them is in"
        " [first-plan.md](first-plan.md).",
    ]
    for heading, commands in GROUPS.items():
        rows = [f"| [`{name}`](#actionplan-{name}) | {line} |" for name, line in commands.items()]
        parts += [f"## {heading}", "\n".join(["| | |", "|---|---|", *rows])]
    root = click.Context(cli, info_name="actionplan", help_option_names=["-h", "--help"])
    for name in (name for commands in GROUPS.values() for name in commands):
        command = cli.get_command(root, name)
        assert command is not None
        context = click.Context(command, parent=root, info_name=name, terminal_width=80)
        parts += [f"## actionplan {name}", *_help(command, context)]
    return "\n\n".join(parts) + "\n"


def _help(command: click.Command, context: click.Context) -> Iterator[str]:
    yield f"```text\n{command.get_help(context)}\n```"
    if isinstance(command, click.Group):
        for name, part in command.commands.items():
            yield from _help(part, click.Context(part, parent=context, info_name=name, terminal_width=80))


def _picture() -> str:
    shown: list[str] = []
    screen = Screen(width=80, colour=True, unicode=True)
    with chdir(REPOSITORY), patch.multiple(console, screen=lambda: screen, show=shown.append):
        run([*SHOWN])
    assert len(shown) == 1, "the picture would be empty"
    lines = [f"$ actionplan {' '.join(SHOWN)}", "", *"\n".join(shown).split("\n")[:LINES]]
    rows = "\n".join(
        f'<text x="20" y="{32 + 19 * row}">{_spans(line)}</text>' for row, line in enumerate(lines) if line
    )
    return PICTURE.format(height=19 * len(lines) + 32, rows=rows)


def _spans(line: str) -> str:
    """Return a line of a terminal as text of a picture, with a class for each of its codes."""

    def span(match: re.Match[str]) -> str:
        names = " ".join(COLOURS[code] for code in match[1].split(";") if code in COLOURS)
        return f'<tspan class="{names}">{match[2]}</tspan>'

    return re.sub("\x1b\\[([0-9;]*)m(.*?)\x1b\\[0m", span, escape(line, quote=False))
