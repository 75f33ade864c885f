"""What hangs together with what: each link once, from why to what, as at a day."""

from datetime import date
from itertools import pairwise

import pytest

import actionplan
from actionplan.summary import Link, Node
from actionplan.summary.links import links, nodes
from actionplan.summary.trace import trace_in_plan
from conftest import ACTION, AREA, REPOSITORY, TODAY

BASE = REPOSITORY / "tests" / "plans" / "base"


@pytest.fixture
def plan_of(make_plan):
    """Return a function that writes a plan and reads it."""

    def read(files):
        return actionplan.load_strict(make_plan(files)).plans[0]

    return read


def names(found):
    return [(link.type, link.source.id, link.target.id) for link in found]


def test_every_link_of_a_plan():
    (plan,) = actionplan.load(BASE).plans
    found = links(plan, TODAY)
    assert len(set(found)) == len(found)
    assert set(names(found)) == {
        ("has-finding", "PA1", "PA1:a"),
        ("measured-by", "PA1", "timely"),
        ("served-by", "PA1", "1.1"),
        ("served-by", "PA1", "1.2"),
        ("answered-by", "PA1:a", "1.1"),
        ("answered-by", "PA1:a", "1.2"),
        ("followed-by", "1.1", "1.2"),
        ("measured-by", "1.1", "timely"),
        ("measured-by", "1.2", "timely"),
        ("approved", "2024-07-02-a", "1.1"),
        ("has-clause", "2024-07-02-a", "2024-07-02-a:a"),
        ("has-clause", "2024-07-02-a", "2024-07-02-a:b"),
        ("carried-out-by", "2024-07-02-a:a", "1.1"),
        ("threatened-by", "PA1", "R1"),
        ("lessened-by", "R1", "1.1"),
        ("lessened-by", "R1", "1.2"),
        ("has-finding", "2023-inspection", "2023-inspection:a"),
        ("has-recommendation", "2023-inspection", "2023-inspection:a"),
        ("concerns", "2023-inspection:a", "PA1"),
        ("concerns", "2023-inspection", "PA1"),
    }


def test_links_are_those_of_the_day(plan_of):
    moved = '[[status]]\non = 2024-06-01\nby = "hcc"\nareas = ["PA2"]\nreason = "It belongs there"\n'
    plan = plan_of({"areas/PA1.toml": AREA, "areas/PA2.toml": AREA, "actions/1.1.toml": ACTION + moved})
    assert names(links(plan, date(2024, 5, 31))) == [("served-by", "PA1", "1.1")]
    assert names(links(plan, date(2024, 6, 1))) == [("served-by", "PA2", "1.1")]


def test_a_findings_id_alone_means_one_of_the_primary_area(plan_of):
    area = AREA + '[[findings]]\nid = "a"\ntext = "T"\n'
    plan = plan_of({"areas/PA1.toml": area, "actions/1.1.toml": ACTION + 'findings = ["a"]\n'})
    assert Link("answered-by", Node("finding", "PA1:a"), Node("action", "1.1")) in links(plan, TODAY)


def test_what_is_not_there_is_not_linked(make_plan):
    root = make_plan({"actions/1.1.toml": ACTION.replace("PA1", "PA9") + 'measures = ["none"]\nafter = ["9"]\n'})
    (plan,) = actionplan.load(root).plans
    assert links(plan, TODAY) == ()


def test_resolutions_that_approve_each_other_are_traced_to_an_end(plan_of):
    text = (
        'title = "R"\nbody = "hcc"\non = 2024-05-01\noutcome = "carried"\n'
        '[[status]]\non = 2024-06-01\ntitle = "S"\nreason = "Amended"\n'
        'approvals = [{{ by = "board", on = 2024-06-01, resolution = "{}" }}]\n'
    )
    plan = plan_of({"resolutions/a.toml": text.format("b"), "resolutions/b.toml": text.format("a")})
    (tree,) = trace_in_plan(plan, "a", TODAY).trees
    assert [(step.node.id, step.repeated) for step in tree.down] == [("b", False), ("a", True)]


@pytest.mark.parametrize(
    "root", [BASE, REPOSITORY / "examples/northshire-send", REPOSITORY / "plans/hertfordshire-send"]
)
def test_a_trace_shows_each_record_once_and_is_one_tree(root):
    (plan,) = actionplan.load(root).plans
    for node in nodes(plan)[::3]:
        traced = trace_in_plan(plan, node.id, TODAY)
        for tree in traced.trees:
            for steps in (tree.up, tree.down):
                followed = [step.node for step in steps if not step.repeated]
                assert len(set(followed)) == len(followed)
                assert tree.root not in followed
                assert all(after.depth <= before.depth + 1 for before, after in pairwise(steps))
        assert {end for link in traced.links for end in (link.source, link.target)} <= set(traced.nodes)
