"""A plan kept with an editor alone gets the same checks, the same reports and the same audit as one kept by commands.

Two officers keep the same small plan for half a year. One types commands. The other has never had `actionplan`: other
layout, comments, no ids of entries, and what was forgotten is put where it belongs, not at the end.
"""

import re
import shutil
from datetime import date

import pytest

import actionplan
from actionplan.cli import console
from conftest import dedented
from living import Life, alone
from repositories import PLAN_FILE, made_empty, repository_at

AREA = 'title = "Data"\nkind = "priority-action"\n'
HEAD = 'title = "Build the dashboard"\nareas = ["PA1"]\nowner = "hcc"\ndue = 2024-06-28\n'
OTHER = HEAD.replace("Build the dashboard", "Train the schools").replace("2024-06-28", "2024-12-20")

BY_COMMAND = (
    ("2024-03-05", "update 1.1 --state in-progress --rating green --progress 10 --by hcc"),
    ("2024-04-09", "update 1.1 --progress 30 --note Slower --by hcc"),
    ("2024-05-07", "update 1.2 --state in-progress --rating red --by icb"),
    ("2024-05-20", "update 1.1 --note Ten_schools_asked --on 2024-03-20 --by icb"),
    ("2024-06-11", "redate 1.1 2024-09-30 --reason Supplier --approved board:2024-06-10:minute_7 --by hcc"),
    ("2024-07-09", "suspend 1.2 --reason Strike --by icb"),
    ("2024-08-06", "update 1.1 --state complete --rating green --progress 100 --by hcc"),
)
"""What the first officer typed, and when."""

HAND_HEAD = """
    # Dashboard: see the folder "IT" for the contract
    due   = 2024-06-28          # before the summer
    owner = 'hcc'
    title = 'Build the dashboard'
    areas = [
        "PA1",
    ]
"""
HAND = {
    "2024-03-05": '[[status]]   # March\n"on" = 2024-03-05\nrating="green"\nprogress=10\n'
    'state="in-progress"\nby="hcc"\n',
    "2024-05-20": '[[ status ]]\nby = "icb"\nrecorded = 2024-05-20\non = 2024-03-20\n'
    'note = """\\\n  Ten_schools_asked"""\n',
    "2024-04-09": '# April: bad news\n[[status]]\nnote = "Slower"\nby = "hcc"\non = 2024-04-09\nprogress = 3_0\n',
    "2024-06-11": "[[status]]\non = 2024-06-11\nby = 'hcc'\ndue = 2024-09-30\nreason = 'Supplier'\n"
    "[[status.approvals]]\nby = 'board'\non = 2024-06-10\nref = 'minute_7'\n",
    "2024-08-06": '[[status]]\non = 2024-08-06\nby = "hcc"\nstate = "complete"\nrating = "green"\nprogress = 100\n',
}
"""The second officer's entries of 1.1 in the order of the file, by the day on which each was written."""

HAND_OTHER = {
    "2024-05-07": '[[status]]\nby = "icb"\nrating = "red"\nstate = "in-progress"\non = 2024-05-07\n',
    "2024-07-09": '[[status]]\nby = "icb"\nreason = "Strike"\nstate = "suspended"\non = 2024-07-09 # on strike\n',
}
DAYS = sorted({*HAND, *HAND_OTHER})


def at(day, head, entries):
    """Return the second officer's file as it was at the end of a day."""
    return "\n\n".join((dedented(head), *(entry for written, entry in entries.items() if written <= day)))


@pytest.fixture(scope="module")
def kept(tmp_path_factory):
    """Return two repositories: a plan kept by commands, and the same kept by hand."""
    folders = [tmp_path_factory.mktemp(name) for name in ("typed", "hand")]
    typed, hand = (made_empty(folder) for folder in folders)
    common_files = {"plan.toml": PLAN_FILE, "areas/PA1.toml": AREA}
    typed.write({**common_files, "actions/1.1.toml": HEAD, "actions/1.2.toml": OTHER})
    hand.write({**common_files, "actions/1.1.toml": HAND_HEAD, "actions/1.2.toml": OTHER})
    for repository in (typed, hand):
        repository.commit("2024-01-31")
    with alone(folders[0]) as monkeypatch:
        monkeypatch.chdir(typed.root)
        for day, words in BY_COMMAND:
            monkeypatch.setattr(console, "today", lambda day=day: date.fromisoformat(day))
            Life(typed.root).command(*words.split())
            typed.commit(day)
    for day in DAYS:
        hand.write({"actions/1.1.toml": at(day, HAND_HEAD, HAND), "actions/1.2.toml": at(day, OTHER, HAND_OTHER)})
        hand.commit(day)
    return typed, hand


@pytest.fixture
def both(kept, monkeypatch):
    """Return a function that asks both plans the same, and gives the two answers without lines and commits."""
    monkeypatch.setattr(console, "today", lambda: date(2024, 8, 31))

    def ask(*words, codes=(0,)):
        answers = []
        for repository in kept:
            monkeypatch.chdir(repository.root)
            said = Life(repository.root).command(*words, codes=codes)
            answers.append(re.sub(r"commit [0-9a-f]{7,}|toml:\d+:\d+", "", said))
        return answers

    return ask


@pytest.mark.parametrize(
    "question",
    [
        "since 2024-03-31 --until 2024-06-30",
        "since 2024-03-31 --until 2024-05-20 --format markdown",
        "since 2024-02-01",
        "status",
        "status --as-at 2024-03-31",
        "status --known-at 2024-03-31",
        "due --as-at 2024-06-15",
        "check",
        "audit",
    ],
)
def test_both_get_the_same_answer(both, question):
    typed, hand = both(*question.split())
    assert typed == hand


def test_both_stories_differ_in_the_names_of_entries_alone(both):
    typed, hand = both("show", "1.1")
    assert re.sub(r", entry \w+", "", " ".join(typed.split())) == " ".join(hand.split())


TAMPERINGS = {
    "entry-altered": ("actions/1.1.toml", r"progress ?= ?30|progress = 3_0", "progress = 80"),
    "head-changed": ("actions/1.1.toml", r"due *= 2024-06-28", "due = 2024-09-30"),
    "entry-removed": ("actions/1.2.toml", r"(?s)\n\[\[status\]\]\n[^\[]*suspended[^\[]*", "\n"),
}
"""What the audit calls it -> the file, what is replaced in it, and by what: in either officer's way of writing."""


@pytest.mark.parametrize("kind", TAMPERINGS)
def test_both_are_found_out_alike(kept, tmp_path, kind):
    name, old, new = TAMPERINGS[kind]
    told = []
    for number, repository in enumerate(kept):
        shutil.copytree(repository.root, tmp_path / str(number))
        copy = repository_at(tmp_path / str(number))
        text, times = re.subn(old, new, copy.path(name).read_text(encoding="utf-8"))
        assert times == 1
        copy.path(name).write_text(text, encoding="utf-8")
        copy.commit("2024-08-20")
        [finding] = actionplan.audit(copy.plan).findings
        told.append((finding.kind, finding.path, finding.day, sorted(_pairs(finding.was)), finding.became))
    assert told[0] == told[1]
    assert told[0][0] == kind


def _pairs(text):
    """Return the lines of the text before; those of one officer have an id."""
    return [line for line in (text or "").splitlines() if not line.startswith("id = ")]


def test_both_break_the_same_rules(kept, tmp_path):
    """A typing error in the last entry: the same rule, the same words, only the line is another."""
    said = []
    for number, repository in enumerate(kept):
        shutil.copytree(repository.root, tmp_path / str(number))
        copy = repository_at(tmp_path / str(number))
        copy.append('on = 2024-08-20\nby = "hccc"\nstate = "not-started"\n')
        portfolio = actionplan.load(copy.plan)
        problems = portfolio.problems
        found = actionplan.check(portfolio.at(date(2024, 8, 31)))
        said.append([(problem.code, problem.message) for problem in (*problems, *found)])
    assert said[0] == said[1]
    assert [code for code, _ in said[0]] == ["E201", "E404", "W501"]
