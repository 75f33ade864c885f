"""Write docs/checks.md, docs/challenges.md and docs/tables.md anew from the program: ``make docs``."""

from pathlib import Path

from actionplan.report.challenge_rules import challenge_rules_markdown
from actionplan.report.rules import rules_markdown
from actionplan.report.tables import tables_markdown
from actionplan.rules.checks import RULES
from actionplan.rules.checks.load_errors import READING
from actionplan.rules.questions import CHALLENGE_RULES
from actionplan.tables.registry import TABLES

PAGES = {
    "checks.md": rules_markdown((*READING, *RULES)),
    "challenges.md": challenge_rules_markdown(CHALLENGE_RULES),
    "tables.md": tables_markdown(TABLES),
}
for name, page in PAGES.items():
    Path(__file__).with_name(name).write_text(page, encoding="utf-8", newline="\n")
