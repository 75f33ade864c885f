"""`actionplan trace`: the chain of one thing, as a tree and as JSON."""

import json
import re
import shutil

import pytest

from conftest import REPOSITORY, bare

BASE = REPOSITORY / "tests" / "plans" / "base"


@pytest.fixture
def base(tmp_path, monkeypatch):
    root = shutil.copytree(BASE, tmp_path / "base")
    monkeypatch.chdir(root)
    return root


@pytest.mark.parametrize("identifier", ["2023-12-12-a", "PA1:a", "OC.5"])
def test_hertfordshire(actionplan, golden, monkeypatch, identifier):
    monkeypatch.chdir(REPOSITORY)
    ran = actionplan("trace", f"hertfordshire-send/{identifier}")
    assert ran.code == 0
    golden(f"trace-{identifier.replace(':', '-')}.txt", ran.out)


@pytest.mark.parametrize("identifier", ["AI1", "2024-05-16-a", "3.1"])
def test_northshire(actionplan, golden, monkeypatch, identifier):
    monkeypatch.chdir(REPOSITORY)
    ran = actionplan("trace", identifier, "--plan", "examples/northshire-send", "--as-at", "2025-10-01")
    golden(f"trace-northshire-{identifier}.txt", ran.out)


@pytest.mark.parametrize("identifier", ["1.1", "2023-inspection:a", "PA1", "timely"])
def test_every_sort_of_link(actionplan, golden, base, identifier):
    golden(f"trace-base-{identifier.replace(':', '-')}.txt", actionplan("trace", identifier).out)


def test_a_target_that_was_missed_is_not_reached_by_what_came_later(actionplan, golden, base):
    measure = base / "measures" / "timely.toml"
    later = "\n[[readings]]\nperiod = 2025\non = 2026-03-01\nvalue = 61\n".replace("= 2025\n", '= "2025"\n')
    measure.write_text(measure.read_text(encoding="utf-8") + later, encoding="utf-8")
    said = " ".join(actionplan("trace", "timely").out.split())
    assert "61% in 2025; target 60% by 31 Dec 2024: missed then (54% for 2024), reached since" in said


def test_as_nodes_and_links(actionplan, base):
    answer = json.loads(actionplan("trace", "PA1:a", "--format", "json").out)
    assert (answer["kind"], answer["roots"]) == ("trace", [{"kind": "finding", "id": "PA1:a"}])
    nodes = {node["id"]: node for node in answer["nodes"]}
    assert nodes["1.1"]["action"]["state"] == "complete"
    assert (nodes["timely"]["measure"]["value"], nodes["timely"]["measure"]["short_by"]) == (54, 6)
    for link in answer["links"]:
        assert {link["source"]["id"], link["target"]["id"]} <= set(nodes)


def test_what_was_not_there_yet_is_not_traced(actionplan, base):
    ran = actionplan("trace", "2024-07-02-a", "--as-at", "2024-07-01")
    assert (ran.code, ran.out) == (2, "")
    assert "2024-07-02-a was not on record on that day." in ran.err
    assert "2024-07-02-a" not in actionplan("trace", "1.1", "--as-at", "2024-07-01").out
    assert "no reading published" in actionplan("trace", "timely", "--known-at", "2025-03-03").out


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("timly", 'Did you mean "timely"?'),
        ("PA1:b", 'PA1 has no finding, clause or recommendation "b": it has a'),
        ("1.1:a", '1.1 has no finding, clause or recommendation "a": it has none'),
        ("PA1:", 'PA1 has no finding, clause or recommendation ""'),
    ],
)
def test_an_id_that_nothing_has(actionplan, base, typed, said):
    ran = actionplan("trace", typed)
    assert (ran.code, ran.out) == (2, "")
    assert said in ran.err


def test_capitals_do_not_matter(actionplan, base):
    assert actionplan("trace", "pa1:a").out.startswith("Finding PA1:a")


def test_nothing_hangs_on_it(actionplan, base):
    (base / "measures/waits.toml").write_text('title = "Waits"\nunit = "weeks"\ndirection = "down"\n')
    assert "Nothing in this plan is linked to it." in actionplan("trace", "waits").out


def test_it_says_what_it_could_not_read(actionplan, base):
    (base / "measures/timely.toml").write_text("title =")
    ran = actionplan("trace", "1.1")
    assert ran.code == 2
    assert ran.out.startswith("PARTIAL: 1 file could not be read")
    ran = actionplan("trace", "timely")
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.count("timely.toml:1:8: E001") == 1
    assert ran.err.endswith("timely cannot be traced.\n")


def test_as_markdown(actionplan, base):
    assert (
        actionplan("trace", "PA1:a", "--format", "markdown").out
        == """\
# Finding PA1:a: Partners do not share data.

2 actions answer it

As at 24 Nov 2026, in the plan "A plan with nothing wrong".

## What it is for

- of area PA1: Leaders know what is happening
    - County Council, 2 actions serve it
    - named by finding a: Partners do not share data.
        - of review: Area SEND inspection
            - systemic failings

## What it leads to

- answered by action 1.1: Build one dashboard
    - County Council, complete, due spring term 2025, 171 days past the original due date
    - measured by: Plans finished within 20 weeks
        - 54% in 2024; target 60% by 31 Dec 2024: missed, 6 points short of it
- answered by action 1.2: Train everyone to read it
    - Integrated Care Board, no state given, due Jan to Mar 2027
    - measured by: Plans finished within 20 weeks (see above)
- its area is measured by: Plans finished within 20 weeks (see above)
"""
    )


def test_as_a_page(actionplan, base):
    page = bare(actionplan("trace", "PA1:a", "--format", "html").out)
    assert "<title>Finding PA1:a: " in page
    assert re.findall(r"<h(\d)>", page) == ["1", "2", "2"]
    assert page.count("<ul>") == page.count("</ul>")
    assert "<li>measured by: Plans finished within 20 weeks (see above)</li>" in page


def test_how_late_a_report_back_is_wants_attention(actionplan, monkeypatch):
    monkeypatch.chdir(REPOSITORY)
    options = ("--plan", "examples/northshire-send", "--as-at", "2025-10-01", "--format", "html")
    page = actionplan("trace", "2024-05-16-a", *options).out
    assert 'report due 21 May 2025, <span class="late">133 days overdue</span></p>' in page
