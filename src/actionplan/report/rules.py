"""Rules and questions as a list: code, name, level and explanation."""

from collections.abc import Iterable

from attrs import frozen

from actionplan.report.document import GAP, Document, Heading, Paragraph
from actionplan.rules.checks.load_errors import ReadingRule
from actionplan.rules.checks.registry import Rule
from actionplan.rules.questions.registry import ChallengeRule


@frozen(kw_only=True)
class ListedRule:
    """One rule, or one kind of question.

    Attributes:
        code, name: as in its record.
        level: how serious it is: ``error`` or ``warning``, or the seriousness of a question.
        text: when it applies, as one line.
    """

    code: str
    name: str
    level: str
    text: str


def listed_rule(rule: Rule | ReadingRule | ChallengeRule) -> ListedRule:
    """Return a rule as lists show it."""
    of_code = "warning" if rule.code.startswith("W") else "error"
    level = rule.seriousness if isinstance(rule, ChallengeRule) else of_code
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
