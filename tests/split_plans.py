"""A plan with an action that has everything which a split or a join takes over."""

from conftest import PLAN

TWO = """
    title = "Cut the waits"
    areas = ["PA1"]
    owner = "hcc"
    partners = ["icb"]
    due = 2025-06-30
    findings = ["PA1:a"]

    [[milestones]]
    id = "a"
    title = "Hire"
    due = 2026-12-01

    [[milestones]]
    id = "b"
    title = "Train"
    due = 2025-03-01

    [[resources]]
    amount = 100000
    unit = "GBP"

    [[status]]
    on = 2025-01-10
    by = "hcc"
    state = "in-progress"
    progress = 20

    [[status]]
    on = 2025-03-01
    by = "hcc"
    milestone = "b"
    state = "complete"

    [[status]]
    on = 2025-06-01
    by = "hcc"
    due = 2025-12-31
    reason = "Two posts are vacant"
"""

AREA = """
    title = "Waits"
    kind = "priority-action"

    [[findings]]
    id = "a"
    text = "Waits are too long"
"""

RESOLUTION = """
    title = "Cut the waits"
    body = "board"
    on = 2024-02-01
    outcome = "carried"

    [[clauses]]
    id = "e"
    text = "No child waits longer than 18 weeks"
    actions = ["2"]
"""

FILES = {
    "plan.toml": PLAN,
    "areas/PA1.toml": AREA,
    "actions/2.toml": TWO,
    "actions/3.toml": 'title = "Tell families"\nareas = ["PA1"]\nowner = "icb"\nafter = ["2"]\nfindings = ["PA1:a"]\n',
    "resolutions/2024-02-01-a.toml": RESOLUTION,
}

SPLIT = ("split", "2", "2.1=Assess in time", "2.2=Treat in time", "--by", "board", "--reason", "Two bodies do it")
JOIN = ("join", "2", "3", "--into", "4", "--title", "All of it", "--by", "board", "--reason", "One team does it")
