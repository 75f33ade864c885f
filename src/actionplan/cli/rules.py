"""``--list``: the rules of ``check`` and the questions of ``challenge``."""

from typing import TYPE_CHECKING

from actionplan.cli.output import print_document, print_json

if TYPE_CHECKING:
    from collections.abc import Iterable

    from actionplan.rules.checks.load_errors import ReadingRule
    from actionplan.rules.checks.registry import Rule
    from actionplan.rules.confirmations.registry import Confirmation
    from actionplan.rules.questions.registry import ChallengeRule


def print_rules(
    command: str, rules: "Iterable[Rule | ReadingRule | ChallengeRule | Confirmation]", output: str
) -> None:
    """Print a list of rules.

    Args:
        command: the command that has them.
        rules: the rules, in the order of the list.
        output: the format, one of `FORMATS`.
    """
    from actionplan.report.rules import listed_rule, rules_document
    from actionplan.report.writers.json import envelope

    listed = tuple(map(listed_rule, rules))
    if output == "json":
        print_json({**envelope(f"{command}-rules"), "rules": listed})
    else:
        print_document(rules_document(listed), f"Rules of actionplan {command}", output)
