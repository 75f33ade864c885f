"""Write the pages of docs that are made from the program and their templates: ``make docs``."""

import textwrap
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from string import Template

from actionplan.report.rules import listed_rule
from actionplan.rules.checks import RULES
from actionplan.rules.checks.load_errors import READING, ReadingRule
from actionplan.rules.checks.registry import Rule
from actionplan.rules.checks.round_errors import ROUNDS
from actionplan.rules.confirmations import ASKED
from actionplan.rules.confirmations.registry import Confirmation
from actionplan.rules.questions import CHALLENGE_RULES
from actionplan.rules.questions.registry import SERIOUSNESS, ChallengeRule
from actionplan.tables.columns import ColumnType, DataTable
from actionplan.tables.registry import TABLES
from command_pages import command_pages
from make_api import api_reference

AnyRule = Rule | ReadingRule | ChallengeRule | Confirmation

CHECK_GROUPS = {
    "0": "Files that cannot be read",
    "1": "Keys and values",
    "2": "Names",
    "3": "Dates",
    "4": "The life of an action",
    "5": "What is missing",
    "6": "Personal data",
}
CONFIRMATION_GROUPS = {
    "10": "The life of a record",
    "11": "Figures",
    "12": "Dates",
    "13": "Texts and evidence",
    "14": "What is removed or committed",
    "15": "Bodies, splitting and joining",
    "16": "Owners' returns",
    "60": "Personal data",
}
CHALLENGE_GROUPS = {"1": "Claims", "2": "Dates", "3": "Owners", "4": "Impact", "5": "Mandates"}
"""The title of each group of rules, by the first digits of their codes."""

TYPE_WORDS: Mapping[ColumnType, str] = {
    "text": "text",
    "texts": "list of texts",
    "whole": "whole number",
    "decimal": "exact number",
    "day": "day",
    "truth": "true or false",
}
"""What each type of column is called."""


def pages() -> dict[str, str]:
    """Return the text of each page, by the name of its file."""
    levels = "\n".join(f"- **{level.capitalize()}**: {meaning}." for level, meaning in SERIOUSNESS.items())
    return {
        "checks.md": _page(
            "checks",
            rules=_rules((*READING, *RULES), CHECK_GROUPS),
            round_rules=_rules(ROUNDS, {"1": "Rounds of updates"}),
        ),
        "confirmations.md": _page("confirmations", rules=_rules(ASKED, CONFIRMATION_GROUPS)),
        "challenges.md": _page("challenges", levels=levels, rules=_rules(CHALLENGE_RULES, CHALLENGE_GROUPS)),
        "api.md": _page("api", reference=api_reference()),
        "tables.md": _page("tables", tables="\n".join(map(_table, TABLES))),
        **command_pages(),
    }


def _page(name: str, **parts: str) -> str:
    template = Path(__file__).parent / "templates" / f"{name}.md.in"
    return Template(template.read_text(encoding="utf-8")).substitute(parts)


def _rules(rules: Iterable[AnyRule], groups: Mapping[str, str]) -> str:
    """Return rules by group, those of errors first."""
    ordered = sorted(rules, key=lambda rule: rule.code)
    parts = []
    for digits, title in groups.items():
        parts.append(f"## {title}\n")
        parts += [_rule(rule) for rule in ordered if rule.code[1:].startswith(digits)]
    return "\n".join(parts)


def _rule(rule: AnyRule) -> str:
    listed = listed_rule(rule)
    facts = ", ".join((listed.level.capitalize(), *_marks(rule)))
    return f"### {rule.code} {rule.name}\n\n{_filled(f'*{facts}.* {listed.text}')}\n"


def _marks(rule: AnyRule) -> Iterator[str]:
    if isinstance(rule, ReadingRule):
        yield "in a round" if rule in ROUNDS else "in reading"
    elif isinstance(rule, Rule) and not rule.one_file:
        yield "looks across files"


def _table(table: DataTable) -> str:
    rows = (f"| `{column.name}` | {TYPE_WORDS[column.type]} | {column.meaning} |\n" for column in table.columns)
    head = "| column | type | what it says |\n|---|---|---|\n"
    return f"## {table.name}\n\n{_filled(table.meaning)}\n\n{head}{''.join(rows)}"


def _filled(text: str) -> str:
    return textwrap.fill(text, 120, break_long_words=False, break_on_hyphens=False)


if __name__ == "__main__":
    for name, page in pages().items():
        Path(__file__).with_name(name).write_text(page, encoding="utf-8", newline="\n")
