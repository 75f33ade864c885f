"""Rules, questions and confirmations as a list: code, name, level and explanation."""

from collections.abc import Iterable

from attrs import frozen

from actionplan.report.document import GAP, Document, Heading, Paragraph
from actionplan.rules.checks.load_errors import ReadingRule
from actionplan.rules.checks.registry import Rule
from actionplan.rules.confirmations.registry import Confirmation
from actionplan.rules.questions.registry import ChallengeRule


@frozen(kw_only=True)
class ListedRule:
    """One rule, one kind of question, or one thing that a command asks the user to confirm.

    Attributes:
        code, name: as in its record.
        level: how serious it is: ``error`` or ``warning``, or the seriousness of a question; ``confirmation`` for what
            a command asks.
        text: when it applies, as one line.
    """

    code: str
    name: str
    level: str
    text: str


_LEVELS = {"E": "error", "W": "warning", "P": "confirmation"}
"""The level of a rule, by the first letter of its code."""


def listed_rule(rule: Rule | ReadingRule | ChallengeRule | Confirmation) -> ListedRule:
    """Return a rule as lists show it."""
    level = rule.seriousness if isinstance(rule, ChallengeRule) else _LEVELS[rule.code[0]]
    return ListedRule(code=rule.code, name=rule.name, level=level, text=" ".join(rule.text.split()))


def rules_document(rules: Iterable[ListedRule]) -> Document:
    """Return rules as a list.

    Args:
        rules: the rules, in the order of the list.
    """
    for rule in rules:
        yield Heading(f"{rule.code} {rule.name} ({rule.level})", is_quiet=True)
        yield Paragraph(rule.text, indent=4)
        yield GAP
