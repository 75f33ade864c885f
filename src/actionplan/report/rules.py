"""The rules as text, and as the page ``docs/checks.md``."""

import textwrap
from collections.abc import Iterable, Iterator

from actionplan.rules.checks.load_errors import ReadingRule
from actionplan.rules.checks.registry import Rule

_INTRO = """\
# Checks

<!-- `make docs` writes this page from the rules. To change what it says of a rule, change the rule. -->

`actionplan check` holds plans to the rules below. It reads every file, tells every problem in one run, and changes
nothing. Each problem begins with its place, so that an editor can jump there:

    actions/2.1.toml:3:9: E201 there is no body "icbb"

Each rule has a **code**, which never changes its meaning. The letter says how much it matters: **E** is an error, which
must be mended; **W** is a warning, which you may decide to live with. `actionplan check --list` prints this list.

| You want | Do |
|---|---|
| only some rules | `actionplan check --select E2` (a code, or how codes begin; may be repeated) |
| all but some | `actionplan check --ignore W501` |
| a rule left out for good | `ignore = ["W501"]` under [`[policy]`](format.md#policy) in `plan.toml` |
| warnings to fail too | `actionplan check --strict` |
| problems for a program | `actionplan check --format json` |

`--ignore` never hides a file that cannot be read (E0). `[policy]` cannot silence what is marked "in reading" below.

The exit code is 0 where there are no errors, 1 where there are, and 2 where a file could not be read or is so wrong
that no record can be made of it. Such a file is missing from every figure, and `status`, `due` and `check` say so.

Commands that write apply rules too, and write nothing where an entry would bring an error: a round of updates and the
commands that record a decision, such as `amend` and `redate`, apply all of them; `update` and `new` apply those that
need no other file than the one they write and `plan.toml`. One error does not stop `new`: a clause that nothing carries
out yet (E504). What looks like personal data (W6) is written only if you say so.
"""

_GROUPS = {
    "0": "Files that cannot be read",
    "1": "Keys and values",
    "2": "Names",
    "3": "Dates",
    "4": "The life of an action",
    "5": "What is missing",
    "6": "Personal data",
}
"""The title of each group of rules, by the first digit of their codes."""


def rules_text(rules: Iterable[Rule | ReadingRule]) -> str:
    """Give the rules as a list: code, name and the paragraph that states each."""
    parts = []
    for rule in rules:
        body = textwrap.fill(_paragraph(rule), 76, initial_indent="    ", subsequent_indent="    ")
        parts.append(f"{rule.code} {rule.name} ({_severity(rule)})\n{body}")
    return "\n\n".join(parts) + "\n"


def rules_markdown(rules: Iterable[Rule | ReadingRule]) -> str:
    """Give the page that tells all rules: an introduction, then the rules by group, errors first."""
    parts = [_INTRO]
    ordered = sorted(rules, key=lambda rule: rule.code)
    for digit, title in _GROUPS.items():
        parts.append(f"## {title}\n")
        parts.extend(_section(rule) for rule in ordered if rule.code[1] == digit)
    return "\n".join(parts)


def _section(rule: Rule | ReadingRule) -> str:
    facts = ", ".join((_severity(rule).capitalize(), *_marks(rule)))
    body = textwrap.fill(f"*{facts}.* {_paragraph(rule)}", 120, break_long_words=False, break_on_hyphens=False)
    return f"### {rule.code} {rule.name}\n\n{body}\n"


def _marks(rule: Rule | ReadingRule) -> Iterator[str]:
    if isinstance(rule, ReadingRule):
        yield "in reading"
    elif not rule.one_file:
        yield "looks across files"


def _severity(rule: Rule | ReadingRule) -> str:
    return "warning" if rule.code.startswith("W") else "error"


def _paragraph(rule: Rule | ReadingRule) -> str:
    return " ".join(rule.text.split())
