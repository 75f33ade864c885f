"""The rules as text."""

import textwrap
from collections.abc import Iterable

from actionplan.checks.rules import Rule


def rules_text(rules: Iterable[Rule]) -> str:
    """Give the rules as a list: code, name and the paragraph that states each."""
    parts = []
    for rule in rules:
        kind = "warning" if rule.code.startswith("W") else "error"
        body = textwrap.fill(" ".join(rule.text.split()), 76, initial_indent="    ", subsequent_indent="    ")
        parts.append(f"{rule.code} {rule.name} ({kind})\n{body}")
    return "\n\n".join(parts) + "\n"
