"""Frames for those who work in pandas, polars or Arrow."""

import sys
from datetime import date
from decimal import Decimal
from pathlib import Path

import pandas as pd
import polars as pl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

import actionplan
from actionplan.model.errors import UnknownName, WrongArgument
from actionplan.model.refused import NotInstalled
from actionplan.tables import WrongSql
from actionplan.tables.export_folder import part_path
from actionplan.tables.registry import TABLES
from conftest import ACTION, PlanMaker
from exports import HERTFORDSHIRE, NORTHSHIRE, answers


def test_they_hold_what_an_export_holds(exported: Path) -> None:
    frames = actionplan.frames(NORTHSHIRE)
    assert list(frames) == [table.name for table in TABLES]
    for name, frame in frames.items():
        path = Path(part_path(str(exported), name, "northshire-send"))
        rows = pq.ParquetFile(path).read().to_pylist() if path.exists() else []
        assert frame.drop_columns("plan").to_pylist() == rows


def test_in_pandas_days_are_days_and_figures_exact() -> None:
    readings = actionplan.frames(NORTHSHIRE, "pandas", ["readings"])["readings"]
    assert isinstance(readings, pd.DataFrame)
    latest = readings[readings.measure == "plans-in-20-weeks"].sort_values("period_last").iloc[-1]
    assert (latest.value, latest.period_last) == (Decimal("57.3"), pd.Timestamp(2025, 6, 30))


def test_in_polars_lists_are_lists() -> None:
    actions = actionplan.frames(NORTHSHIRE, "polars", ["actions"])["actions"]
    assert isinstance(actions, pl.DataFrame)
    assert actions.filter(pl.col("id") == "1.1")["partners"].to_list() == [["nicb", "nch", "nmh"]]


def test_plans_can_be_named_in_many_ways() -> None:
    portfolio = actionplan.load(NORTHSHIRE, HERTFORDSHIRE)
    both = {"plan": ["northshire-send", "hertfordshire-send"]}
    for plans in (portfolio, [NORTHSHIRE, HERTFORDSHIRE], (Path(NORTHSHIRE), Path(HERTFORDSHIRE))):
        assert actionplan.frames(plans, tables=["plans"])["plans"].select(["plan"]).to_pydict() == both
    assert actionplan.frames(portfolio.plans[1], tables=["plans"])["plans"].num_rows == 1
    nothing = actionplan.frames(actionplan.Portfolio())["status"]
    assert (nothing.num_rows, nothing.schema.names[0]) == (0, "plan")
    assert isinstance(nothing, pa.Table)


def test_a_file_that_cannot_be_read_is_not_left_out_in_silence(make_plan: PlanMaker) -> None:
    root = make_plan()
    (root / "actions" / "1.2.toml").write_text("title =")
    with pytest.raises(actionplan.ProblemsFound):
        actionplan.frames(root)
    portfolio = actionplan.load(root)
    assert actionplan.frames(portfolio)["plans"]["unread"].to_pylist() == [1]


def test_what_there_is_not_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(UnknownName, match=r'no table "acions"\. Did you mean "actions"'):
        actionplan.frames(NORTHSHIRE, tables=["acions"])
    with pytest.raises(UnknownName, match=r'no library "excel"\. There are: arrow, pandas, polars'):
        actionplan.frames(NORTHSHIRE, "excel")  # type: ignore[call-overload]
    monkeypatch.setitem(sys.modules, "polars", None)
    with pytest.raises(NotInstalled, match="pip install polars"):
        actionplan.frames(NORTHSHIRE, "polars")


def test_plans_and_folders_may_be_mixed_and_anything_else_is_refused() -> None:
    [plan] = actionplan.load(NORTHSHIRE).plans
    both = actionplan.frames([plan, HERTFORDSHIRE], tables=["plans"])["plans"]
    assert both["plan"].to_pylist() == ["northshire-send", "hertfordshire-send"]
    for wrong in (5, [5], actionplan.load(NORTHSHIRE).at(DAY)):
        with pytest.raises(WrongArgument, match="plans must be plans that were loaded, or the folders"):
            actionplan.frames(wrong)  # type: ignore[arg-type]
    with pytest.raises(WrongArgument, match=r'tables must be a list of names, as in tables=\["actions"\]'):
        actionplan.frames(NORTHSHIRE, tables="actions")


# Actions as at a day

DAY = date(2025, 10, 1)


def test_a_row_of_the_actions_frame_has_what_status_says() -> None:
    view = actionplan.load(NORTHSHIRE, HERTFORDSHIRE).at(DAY)
    rows = actionplan.actions_frame(view).to_pylist()
    actions = [(plan.id, action) for plan in actionplan.status(view).plans for action in plan.actions]
    assert len(rows) == len(actions) > 60
    for row, (plan, action) in zip(rows, actions, strict=True):
        assert (row["plan"], row["as_at"], row["id"], row["areas"]) == (plan, DAY, action.id, list(action.areas))
        assert (row["days_late"], row["overdue"], row["state"]) == (action.days_late, action.overdue, action.state)
        assert row["due"] == (action.due and action.due.text)
        assert row["due_day"] == (action.due and action.due.last)


def test_the_actions_frame_has_the_names_of_the_json() -> None:
    import json

    import actionplan.report.json_exceptions
    from actionplan.report.writers.json import as_json

    view = actionplan.load(NORTHSHIRE).at(DAY)
    keys = json.loads(json.dumps(as_json(actionplan.status(view).plans[0].actions[0])))
    columns = actionplan.actions_frame(view).column_names
    assert set(columns) == {"plan", "as_at", *keys} - {"milestones", "requests"}


def test_a_view_of_what_was_on_record_gives_a_frame_of_that(make_plan: PlanMaker) -> None:
    late = '[[status]]\non = 2024-05-20\nrecorded = 2024-07-01\nby = "hcc"\nstate = "complete"\n'
    portfolio, june = actionplan.load(make_plan({"actions/1.1.toml": ACTION + late})), date(2024, 6, 1)
    assert actionplan.actions_frame(portfolio.at(june))["state"].to_pylist() == ["complete"]
    assert actionplan.actions_frame(portfolio.at(june, known_at=june))["state"].to_pylist() == [None]


def test_days_are_dates_of_the_library() -> None:
    view = actionplan.load(NORTHSHIRE).at(DAY)
    assert actionplan.actions_frame(view, "pandas")["due_day"].dt.year.min() == 2024
    assert actionplan.actions_frame(view, "polars")["due_day"].dt.year().min() == 2024


# Questions in SQL


def test_a_question_is_answered_as_the_command_answers_it(exported: Path) -> None:
    sql = "SELECT id, state, due, days_late FROM actions_as_at('2025-10-01') WHERE overdue ORDER BY plan, id"
    both = [NORTHSHIRE, HERTFORDSHIRE]
    assert actionplan.query(sql, both).to_pylist() == answers(exported, sql)
    assert actionplan.query(sql, both, "polars").height == len(answers(exported, sql))
    assert actionplan.query("SELECT max(due_last) AS last FROM actions", NORTHSHIRE, "pandas")["last"].dt.year[0] > 2024


def test_columns_of_one_name_are_numbered() -> None:
    assert actionplan.query("SELECT 1 AS a, 2 AS a FROM plans", NORTHSHIRE).column_names == ["a", "a_2"]


@pytest.mark.parametrize(
    ("sql", "message"),
    [
        ("SELECT * FROM read_csv('/etc/passwd')", "disabled by configuration"),
        ("SELECT * FROM exported", "exported does not exist"),
        ("CREATE TABLE a (b INT)", "only queries that read"),
        ("SELECT 1; SELECT 2", "one query at a time"),
        ("", "the query is empty"),
        ("SELECT tite FROM actions", "tite"),
    ],
)
def test_a_question_can_only_read_the_tables(sql: str, message: str, exported: Path) -> None:
    with pytest.raises(WrongSql, match=message):
        actionplan.query(sql, NORTHSHIRE)
