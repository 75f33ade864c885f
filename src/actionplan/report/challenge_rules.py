"""The kinds of question, as a list in the terminal and as the page ``docs/challenges.md``."""

import textwrap
from collections.abc import Iterable

from actionplan.rules.questions.registry import SERIOUSNESS, ChallengeRule

_INTRO = """\
# Questions to ask

<!-- `make docs` writes this page from the rules. To change what it says of a question, change the rule. -->

`actionplan challenge` reads a plan as a good scrutiny committee would, and says what such a committee would ask. Every
question is worked out from the files, names the facts behind it with dates and numbers, and ends with the files and
lines in which they stand. It changes nothing, and it ends with exit code 0 even where there is much to ask: **a
question is not a fault.** There may be a good answer; the record does not have it yet.

    Why are 2 actions of the county council rated as going well when they are
    overdue?

## What a chair can do with it

- **Before a meeting**, run `actionplan challenge --format markdown` and choose. Five good questions are more than most
  meetings can hold; they come in order of seriousness.
- **Send an owner theirs** a week ahead: `actionplan challenge --owner icb`. The best answer is an entry in the plan
  that makes the question go away: a date moved with a reason, evidence named, a rating brought down.
- **Take the paper to the meeting.** It ends with the commit that it was made from, so that anyone can make it again.
- **Ask again afterwards**: `actionplan challenge --as-at 2024-10-01` gives what could have been asked on a day.
- **Where evidence is on the web**, `--online` asks each address whether it is still there. Only `https` addresses on
  the public internet are asked, no page is read, and without `--online` nothing leaves your computer.

| You want | Do |
|---|---|
| only some questions | `actionplan challenge --select C1` (a code, or how codes begin; may be repeated) |
| all but some | `actionplan challenge --ignore C203` |
| a question left out for good | `challenge_ignore = ["C203"]` under [`[policy]`](format.md#policy) in `plan.toml` |
| other limits of time and number | `challenge_weeks_silent` and the like under [`[policy]`](format.md#policy) |
| what one body would answer | `actionplan challenge --owner icb` |
| what concerns one area | `actionplan challenge --area PA1` |
| this list in the terminal | `actionplan challenge --list` |

What a policy leaves out is written in the plan, where the committee can see it, and ask why.

## How serious

"""

_GROUPS = {
    "1": "Claims",
    "2": "Dates",
    "3": "Owners",
    "4": "Impact",
    "5": "Mandates",
}
"""The title of each group of questions, by the first digit of their codes."""


def challenge_rules_text(rules: Iterable[ChallengeRule]) -> str:
    """Give the questions as a list: code, name, seriousness and the paragraph that says when each is asked."""
    parts = []
    for rule in rules:
        body = textwrap.fill(" ".join(rule.text.split()), 76, initial_indent="    ", subsequent_indent="    ")
        parts.append(f"{rule.code} {rule.name} ({rule.seriousness})\n{body}")
    return "\n\n".join(parts) + "\n"


def challenge_rules_markdown(rules: Iterable[ChallengeRule]) -> str:
    """Give the page that tells all questions: what they are good for, then each by group."""
    levels = [f"- **{level.capitalize()}**: {meaning}." for level, meaning in SERIOUSNESS.items()]
    parts = [_INTRO + "\n".join(levels) + "\n"]
    ordered = sorted(rules, key=lambda rule: rule.code)
    for digit, title in _GROUPS.items():
        parts.append(f"## {title}\n")
        parts += [_section(rule) for rule in ordered if rule.code[1] == digit]
    return "\n".join(parts)


def _section(rule: ChallengeRule) -> str:
    text = f"*{rule.seriousness.capitalize()}.* {' '.join(rule.text.split())}"
    body = textwrap.fill(text, 120, break_long_words=False, break_on_hyphens=False)
    return f"### {rule.code} {rule.name}\n\n{body}\n"
