"""Plans of which one body has ended: it owns a record of each kind, and has one successor or two."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from conftest import ACTION, AREA, PLAN, PlanMaker, Ran, dedented

ENDED = PLAN.replace(
    'kind = "icb"\n', 'kind = "icb"\n    aliases = ["Old ICB"]\n    until = 2026-03-31\n    successor = {}\n'
)
NEW = """
    [bodies.{0}]
    name = "{1}"
    kind = "icb"
    from = 2026-04-01
"""
CANCELLED = '\n[[status]]\non = 2026-03-01\nby = "icb"\nstate = "cancelled"\nreason = "R"\n'
OWNED = ACTION.replace("hcc", "icb")
REPORT = '\n[[status]]\non = 2026-03-01\nby = "icb"\nstate = "in-progress"\nprogress = 40\n'
MEASURE = 'title = "Waits"\nunit = "weeks"\ndirection = "down"\nowner = "icb"\n'
RISK = 'title = "Staff leave"\nowner = "icb"\n'
FILES = {
    "areas/PA1.toml": AREA + 'owner = "icb"\n',
    "actions/1.1.toml": OWNED + REPORT,
    "actions/1.2.toml": OWNED + CANCELLED,
    "actions/1.3.toml": ACTION,
    "measures/waits.toml": MEASURE,
    "risks/R1.toml": RISK,
}

EVERYTHING = "1 action (1.1 Build the dashboard), 1 area (PA1 Data), 1 measure (Waits) and 1 risk (R1 Staff leave)"

HANDOVER = ("handover", "Old ICB", "--to", "east", "--on", "2026-04-01", "--by", "board")
AHEAD = ("handover", "hcc", "--to", "board", "--on", "2028-04-01", "--by", "hcc")

HELPS = {
    "actions/1.3.toml": ACTION + 'partners = ["board", "icb"]\n',
    "actions/1.4.toml": ACTION.replace("hcc", "east") + 'partners = ["icb"]\n',
    "actions/1.5.toml": ACTION + 'partners = ["icb"]\n' + CANCELLED,
}
"""Actions in which the body is a partner; the last is cancelled."""


def with_one_successor(make_plan: PlanMaker) -> Path:
    """Return a plan of which one body has ended, with one successor."""
    return make_plan({**FILES, "plan.toml": ENDED.format('"east"') + NEW.format("east", "East ICB")})


def with_two_successors(make_plan: PlanMaker) -> Path:
    """Return a plan of which one body has ended, with two successors."""
    plan = ENDED.format('["east", "west"]') + NEW.format("east", "East ICB") + NEW.format("west", "West ICB")
    return make_plan({**FILES, "plan.toml": plan}, "two")


def in_json(ran: Ran) -> Any:
    return json.loads(ran.out)


def add(plan: Path, files: Mapping[str, str]) -> None:
    """Write more files into a plan."""
    for name, text in files.items():
        (plan / name).parent.mkdir(exist_ok=True)
        (plan / name).write_text(dedented(text), "utf-8")
