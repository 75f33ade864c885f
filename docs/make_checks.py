"""Write docs/checks.md, docs/challenges.md and docs/tables.md anew from the program: ``make docs``."""

from pathlib import Path

from actionplan.challenges import CHALLENGE_RULES
from actionplan.checks import RULES
from actionplan.checks.reading import READING
from actionplan.exchange.tables import TABLES
from actionplan.render.challenge import challenge_rules_markdown
from actionplan.render.rules import rules_markdown
from actionplan.render.tables import tables_markdown

PAGES = {
    "checks.md": rules_markdown((*READING, *RULES)),
    "challenges.md": challenge_rules_markdown(CHALLENGE_RULES),
    "tables.md": tables_markdown(TABLES),
}
for name, page in PAGES.items():
    Path(__file__).with_name(name).write_text(page, encoding="utf-8", newline="\n")
