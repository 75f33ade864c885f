"""A plan.toml with comments in all places, for tests of the commands that change it."""

from conftest import ACTION, AREA

PLAN = """\
# The plan of Anyshire
format = 1
id = "p"
title = 'A plan'   # as printed
agreed = 2024-01-31
# until then a draft

[inspection]
by = ["ofsted"]

[bodies.hcc]
name = "County Council"
kind = "council"

[bodies.ofsted]
name = "Ofsted"
kind = "inspector"   # since 1992
# of England

# The board meets in public
[[meetings]]
body = "hcc"
on = 2026-09-08

[ratings.green]
label = "Green"
meaning = "on time"
colour = "green"

[terms.autumn-2026]
from = 2026-09-01
until = 2026-12-18

[policy]
stale_after_days = 45   # six weeks
ignore = ["W501"]

# the end
"""
FILES = {"plan.toml": PLAN, "areas/PA1.toml": AREA, "actions/1.1.toml": ACTION}
