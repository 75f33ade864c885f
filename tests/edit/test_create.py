"""Whole plans and single records written from Python: everything is read back, nothing is overwritten."""

from datetime import date, datetime
from pathlib import Path

import attrs
import pytest
from hypothesis import HealthCheck, given, settings

from actionplan.edit.append import append_status
from actionplan.edit.create import add_record, write_plan
from actionplan.model.bodies import Body
from actionplan.model.dates import on_day
from actionplan.model.entries import ActionEntry, AreaEntry
from actionplan.model.errors import ActionPlanError
from actionplan.model.ids import Id
from actionplan.model.problem import ProblemsFound
from actionplan.model.records import Action, Area, Plan, Unread
from actionplan.model.resolutions import Clause, Resolution
from actionplan.storage.load import load, load_strict
from actionplan.storage.save import SaveError
from conftest import TODAY
from strategies import folder, plans

AREA = Area(id=Id("PA1"), title="Share data", kind="priority-action", owner=Id("hcc"))
ACTION = Action(id=Id("1.1"), title="Sign an agreement", areas=(Id("PA1"),), owner=Id("hcc"))
PLAN = Plan(
    format=1,
    id=Id("demo"),
    title="A plan",
    bodies={Id("hcc"): Body(name="County Council", kind="council")},
    areas=(AREA,),
    actions=(ACTION,),
)


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(plans())
def test_a_plan_that_is_written_is_read_as_the_same_plan(plan: Plan) -> None:
    with folder() as root:
        paths = write_plan(plan, root / "new")

        portfolio = load_strict(root / "new")

        assert portfolio.plans == (plan,)
        assert sorted(paths) == sorted(str(path) for path in (root / "new").rglob("*.toml"))


@pytest.mark.parametrize("name", ["plan.toml", "actions/1.1.toml", "actions/7.toml", "risks/R1.toml"])
def test_nothing_is_made_where_a_file_of_a_plan_is_there(tmp_path: Path, name: str) -> None:
    there = tmp_path / name
    there.parent.mkdir(exist_ok=True)
    there.write_text("mine")

    with pytest.raises(SaveError, match=f"{name} already exists, so nothing was created"):
        write_plan(PLAN, tmp_path)

    assert [path for path in tmp_path.rglob("*") if path.is_file()] == [there]
    assert there.read_text() == "mine"


def test_if_one_file_cannot_be_made_none_is(tmp_path: Path) -> None:
    (tmp_path / "areas").write_text("a file where a folder belongs")

    with pytest.raises(SaveError, match="nothing was written"):
        write_plan(PLAN, tmp_path)

    assert not list(tmp_path.rglob("*.toml"))


@pytest.mark.parametrize(
    ("plan", "message"),
    [
        (attrs.evolve(PLAN, areas=(AREA, AREA)), "not give the same plan"),
        (attrs.evolve(PLAN, areas=(attrs.evolve(AREA, id=Id("../PA1")),)), "is not an id .expected letters"),
        (attrs.evolve(PLAN, areas=(attrs.evolve(AREA, id=Id("a b")),)), "is not an id .expected letters"),
        (attrs.evolve(PLAN, unread=(Unread(path="areas/PA2.toml", id="PA2"),)), "PA2.toml could not be read"),
        ("plans/demo", "plan must be a Plan, not str 'plans/demo'"),
    ],
    ids=["twice", "outside", "no id", "partial", "a path"],
)
def test_a_plan_that_would_not_be_read_back_is_refused(tmp_path: Path, plan: Plan, message: str) -> None:
    with pytest.raises(ActionPlanError, match=message):
        write_plan(plan, tmp_path / "new")

    assert not (tmp_path / "new").exists()


def test_a_record_is_added_with_the_checks_of_the_command(tmp_path: Path) -> None:
    write_plan(attrs.evolve(PLAN, agreed=on_day(date(2024, 1, 15))), tmp_path)

    added = add_record(tmp_path, attrs.evolve(ACTION, id=Id("1.2")), today=TODAY)

    assert [change.path for change in added.changes] == [str(tmp_path / "actions" / "1.2.toml")]
    assert load_strict(tmp_path).plans[0].actions == (ACTION, attrs.evolve(ACTION, id=Id("1.2"), agreed=on_day(TODAY)))


@pytest.mark.parametrize(
    ("record", "message"),
    [
        (attrs.evolve(ACTION, id=Id("pa1")), 'already an area "PA1"'),
        (attrs.evolve(ACTION, id=Id("../1")), "is not an id .expected letters"),
        (attrs.evolve(ACTION, id=Id("2.1"), owner=Id("hc")), "E201"),
        (PLAN, "record must be an Area or an Action or .*, not Plan"),
    ],
    ids=["taken", "no id", "no such owner", "a plan"],
)
def test_a_record_that_would_be_wrong_is_not_added(tmp_path: Path, record: Action, message: str) -> None:
    write_plan(PLAN, tmp_path)

    with pytest.raises(ActionPlanError, match=message):
        add_record(tmp_path, record, today=TODAY)

    assert load(tmp_path).plans == (PLAN,)


def test_a_resolution_may_be_added_before_its_actions_are_decided(tmp_path: Path) -> None:
    write_plan(PLAN, tmp_path)
    clause = Clause(id=Id("a"), text="Act faster")
    resolution = Resolution(
        id=Id("R1"), title="Act", body=Id("hcc"), on=on_day(date(2024, 5, 1)), outcome="carried", clauses=(clause,)
    )

    added = add_record(tmp_path, resolution, today=TODAY)

    assert "E504" in {problem.code for problem in added.problems}
    assert load_strict(tmp_path).plans[0].resolutions == (resolution,)


NOTE = ActionEntry(on=on_day(date(2024, 3, 5)), by=Id("hcc"), note="Begun")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"kind": "actions"}, 'there is no kind "actions". Did you mean "action"?'),
        ({"today": "2024-06-03"}, "today must be a date, not str '2024-06-03'"),
        ({"today": datetime(2024, 6, 3)}, r"today must be a date, not datetime .*use .date\(\)"),
        ({"entry": "Begun"}, "entry must be an Entry, not str 'Begun'"),
        ({"entry": AreaEntry(on=NOTE.on, note="x")}, "entry must be an ActionEntry, not AreaEntry"),
    ],
    ids=["kind", "text", "datetime", "no entry", "of an area"],
)
def test_a_wrong_argument_is_named(tmp_path: Path, arguments: dict[str, object], message: str) -> None:
    write_plan(PLAN, tmp_path)
    call: dict[str, object] = {"entry": NOTE, "today": TODAY, **arguments}

    with pytest.raises(ActionPlanError, match=message):
        append_status(str(tmp_path), "1.1", **call)  # type: ignore[arg-type]


def test_an_entry_of_the_wrong_shape_is_refused_when_the_record_is_read(tmp_path: Path) -> None:
    write_plan(PLAN, tmp_path)

    with pytest.raises(ProblemsFound, match="E004"):
        append_status(str(tmp_path), "9.9", NOTE, today=TODAY)
