"""Write docs/checks.md anew from the rules: ``make docs``."""

from pathlib import Path

from actionplan.checks import RULES
from actionplan.checks.reading import READING
from actionplan.render.rules import rules_markdown

page = Path(__file__).with_name("checks.md")
page.write_text(rules_markdown((*READING, *RULES)), encoding="utf-8", newline="\n")
