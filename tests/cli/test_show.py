"""`actionplan show` as a page, and what it says where there is nothing to show."""

import json
import re
import shutil

import pytest

from conftest import ACTION, PLAN, REPOSITORY, bare

BASE = REPOSITORY / "tests" / "plans" / "base"

HISTORY = '''
[[milestones]]
id = "a"
title = "Data *agreed*"
due = 2024-06-30

[[status]]
on = 2024-06-04
by = "hcc"
state = "in-progress"
rating = "green"
note = """
Two posts:
- one is filled
- one is not
"""

[[status]]
on = 2024-09-10
by = "hcc"
due = 2024-12-31
reason = "Two posts stay vacant."
source = ["https://council.example/minutes"]
'''


@pytest.fixture
def plan(make_plan, monkeypatch):
    """Return a plan whose action 1.1 has a milestone, a note of several lines and another due date."""
    root = make_plan({"actions/1.1.toml": ACTION + HISTORY})
    monkeypatch.chdir(root)
    return root


def test_an_action_as_markdown(actionplan, plan):
    ran = actionplan("show", "1.1", "--as-at", "2024-10-01", "--format", "markdown")
    assert (ran.code, ran.err) == (0, "")
    assert (
        ran.out
        == r"""# 1.1 Build the dashboard

`./actions/1.1.toml`

As at 1 Oct 2024.

in progress, rated Green

Due 30 Sep 2024, then 31 Dec 2024: moved once from 30 Sep 2024, 92 days later; 1 day past the original date.

## As agreed

- **areas:** PA1 Data
- **owner:** County Council
- **due:** 30 Sep 2024
- **agreed:** 31 Jan 2024

## Changed since it was agreed

- **10 Sep 2024** due date was 30 Sep 2024, now 31 Dec 2024; reason: Two posts stay vacant.

## Milestones: 0 of 1 done, next: Data \*agreed\*, due 30 Jun 2024

- **a** Data \*agreed\*
    - no state given, due 30 Jun 2024, 93 days overdue

## History

- **4 Jun 2024** in progress, rated Green, reported by County Council
    - Two posts:\
      \- one is filled\
      \- one is not
- **10 Sep 2024** due 31 Dec 2024, reported by County Council
    - Reason: Two posts stay vacant.
    - Source: https://council.example/minutes
"""
    )


def test_a_note_keeps_its_lines_on_a_screen(actionplan, plan):
    assert (
        "  4 Jun 2024   ◐ in progress, rated ● Green, reported by County Council\n"
        "    Two posts:\n"
        "    - one is filled\n"
        "    - one is not\n"
    ) in actionplan("show", "1.1").out


def test_an_action_as_a_page(actionplan, plan):
    page = bare(actionplan("show", "1.1", "--format", "html").out)
    assert "<title>1.1 Build the dashboard</title>" in page
    assert re.findall(r"<h(\d)>(.*?)</h", page) == [
        ("1", "1.1 Build the dashboard"),
        ("2", "As agreed"),
        ("2", "Changed since it was agreed"),
        ("2", "Milestones: 0 of 1 done, next: Data *agreed*, due 30 Jun 2024"),
        ("2", "History"),
    ]
    assert "<dt>owner</dt><dd>County Council</dd>" in page
    assert "<li>Two posts:<br>- one is filled<br>- one is not</li>" in page
    assert '<span class="state-in-progress">in progress</span>, rated <span class="colour-green">Green</span>' in page


@pytest.mark.parametrize(
    ("record", "title", "fact"),
    [
        ("PA1", "PA1 Leaders know what is happening", "- **finding:** a Partners do not share data."),
        ("timely", "timely Plans finished within 20 weeks (per cent, higher is better)", "- **unit:** per cent"),
        ("R1", "R1 Psychologists cannot be recruited", "- **event:** Posts stay vacant."),
        ("2023-inspection", "2023-inspection Area SEND inspection", "- **held:** Jul 2023"),
    ],
)
def test_other_records_as_markdown(actionplan, tmp_path, monkeypatch, record, title, fact):
    monkeypatch.chdir(shutil.copytree(BASE, tmp_path / "base"))
    lines = actionplan("show", record, "--format", "markdown").out.splitlines()
    assert lines[0] == f"# {title}"
    assert fact in lines


@pytest.mark.parametrize("output", ["text", "markdown", "html", "json"])
def test_a_record_that_cannot_be_read_is_named_whatever_the_format(actionplan, plan, output):
    (plan / "actions/1.1.toml").write_text("title =", encoding="utf-8")
    ran = actionplan("show", "1.1", "--format", output)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.count("1.1.toml:1:8: E001") == 1
    assert ran.err.endswith("1.1 cannot be shown.\n")


@pytest.mark.parametrize("output", ["markdown", "html", "json"])
def test_another_file_that_cannot_be_read_is_named_once(actionplan, plan, output):
    (plan / "actions/1.2.toml").write_text("title =", encoding="utf-8")
    ran = actionplan("show", "1.1", "--format", output)
    assert ran.code == 2
    assert ran.err.count("1.2.toml:1:8: E001") == 1
    assert "Build the dashboard" in ran.out


def test_json_says_by_what_it_was_made(actionplan, plan):
    answer = json.loads(actionplan("show", "1.1", "--known-at", "2024-07-01", "--format", "json").out)
    assert (answer["as_at"], answer["known_at"], answer["partial"], answer["rev"]) == (
        "2024-07-01",
        "2024-07-01",
        False,
        None,
    )
    assert [entry["on"] for entry in answer["status"]] == ["2024-06-04"]


def test_what_was_changed_is_as_the_file_has_it(actionplan, make_plan, monkeypatch):
    scored = 'title = "Delay"\nareas = ["PA1"]\nresidual = { likelihood = 3, impact = 3 }\n'
    less = '\n[[status]]\non = 2024-05-01\nresidual = { likelihood = 2, impact = 3 }\nreason = "Posts are filled."\n'
    scale = '\n[risk_scale]\nlikelihood = ["rare", "likely", "sure"]\nimpact = ["low", "high", "worst"]\n'
    monkeypatch.chdir(make_plan({"plan.toml": PLAN + scale, "risks/R1.toml": scored + less}))
    [change] = json.loads(actionplan("show", "R1", "--format", "json").out)["changes"]
    assert change == {
        "field": "residual",
        "before": {"likelihood": 3, "impact": 3},
        "after": {"likelihood": 2, "impact": 3},
        "on": "2024-05-01",
        "reason": "Posts are filled.",
    }
