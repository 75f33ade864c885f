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
from actionplan.tables.errors import NotInstalled, Refused
from actionplan.tables.export_folder import part_path
from actionplan.tables.registry import TABLES
from conftest import PlanMaker
from exports import HERTFORDSHIRE, NORTHSHIRE


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
    assert (latest.value, latest.period_last) == (Decimal("57.3"), date(2025, 6, 30))


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
    with pytest.raises(Refused, match='no table "acions": did you mean "actions"'):
        actionplan.frames(NORTHSHIRE, tables=["acions"])
    with pytest.raises(Refused, match='"excel" is none of arrow, pandas and polars'):
        actionplan.frames(NORTHSHIRE, "excel")  # type: ignore[arg-type]
    monkeypatch.setitem(sys.modules, "polars", None)
    with pytest.raises(NotInstalled, match="pip install polars"):
        actionplan.frames(NORTHSHIRE, "polars")
