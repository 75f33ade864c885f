"""Exports: what is written, what is left alone, what is refused."""

import json
import os
import sys
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from actionplan.model.kinds import EXPORT_LIST
from actionplan.model.refused import NotInstalled, Refused, needed
from actionplan.storage import iter_plans
from actionplan.tables import parquet
from actionplan.tables.arrow import DoesNotFit
from actionplan.tables.export_folder import part_path, read_list
from actionplan.tables.registry import TABLES
from conftest import PLAN, PlanMaker
from exports import answers, export

OTHER = PLAN.replace('id = "p"', 'id = "q"')


def parts(folder: Path) -> dict[str, bytes]:
    """Return every file of tables in a folder."""
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*.parquet")}


def times(folder: Path) -> dict[str, int]:
    return {str(path): path.stat().st_mtime_ns for path in folder.rglob("*.parquet")}


@pytest.fixture
def two(make_plan: PlanMaker) -> tuple[Path, Path]:
    return make_plan(name="p"), make_plan({"plan.toml": OTHER}, name="q")


def test_tables_are_divided_by_plan(two: tuple[Path, Path], tmp_path: Path) -> None:
    done = export(tmp_path / "export", *two)
    assert (done.written, done.unchanged, done.removed) == (("p", "q"), (), ())
    assert done.tables == len(parts(tmp_path / "export"))
    assert {"actions/plan=p/part-0.parquet", "actions/plan=q/part-0.parquet"} <= set(parts(tmp_path / "export"))
    assert not list((tmp_path / "export").glob("risks"))  # nobody has any


def test_columns_have_the_documented_types(exported: Path) -> None:
    types = {"text": pa.string(), "whole": pa.int32(), "day": pa.date32(), "truth": pa.bool_()}
    for table in TABLES:
        path = part_path(str(exported), table.name, "northshire-send")
        if not os.path.exists(path):
            continue
        found = pq.ParquetFile(path).schema_arrow
        assert found.names == [column.name for column in table.columns]
        for column in table.columns:
            if column.type in types:
                assert found.field(column.name).type == types[column.type], column.name


def test_nothing_is_written_where_nothing_changed(two: tuple[Path, Path], tmp_path: Path) -> None:
    export(tmp_path / "export", *two)
    before = times(tmp_path / "export")
    done = export(tmp_path / "export", *two)
    assert (done.written, done.unchanged, done.tables) == ((), ("p", "q"), 0)
    assert times(tmp_path / "export") == before


def test_only_what_changed_is_written(two: tuple[Path, Path], tmp_path: Path) -> None:
    export(tmp_path / "export", *two)
    before = times(tmp_path / "export")
    action = two[1] / "actions" / "1.1.toml"
    action.write_text(action.read_text().replace("2024-09-30", "2024-10-31"))
    assert export(tmp_path / "export", *two).written == ("q",)
    changed = {path for path, time in times(tmp_path / "export").items() if before.get(path) != time}
    assert changed
    assert all("plan=q" in path for path in changed)
    assert [row["due"] for row in answers(tmp_path / "export", "SELECT due FROM actions ORDER BY plan")] == [
        "2024-09-30",
        "2024-10-31",
    ]


@pytest.mark.filterwarnings("ignore:.*fork:DeprecationWarning")  # pyarrow has threads, none of which is at work then
def test_processes_that_share_the_work_write_the_same(
    make_plan: PlanMaker, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    plans = [make_plan({"plan.toml": PLAN.replace('"p"', f'"{name}"')}, name=name) for name in "abcdef"]
    export(tmp_path / "alone", *plans)
    monkeypatch.setattr(iter_plans, "_FEW_FILES", 1)
    monkeypatch.setattr(iter_plans, "_most_workers", lambda: 2)
    assert export(tmp_path / "shared", *plans).written == tuple("abcdef")
    assert parts(tmp_path / "shared") == parts(tmp_path / "alone")


def test_plans_that_are_gone_are_removed(two: tuple[Path, Path], tmp_path: Path) -> None:
    export(tmp_path / "export", *two)
    assert export(tmp_path / "export", two[0]).removed == ("q",)
    assert not list((tmp_path / "export").rglob("plan=q"))
    assert answers(tmp_path / "export", "SELECT plan FROM plans") == [{"plan": "p"}]


def test_a_table_that_lost_its_rows_is_removed(make_plan: PlanMaker, tmp_path: Path) -> None:
    action = 'title = "T"\nareas = ["PA1"]\n'
    root = make_plan({"actions/1.1.toml": action + '[[status]]\non = 2024-02-01\nstate = "complete"\n'})
    export(tmp_path / "export", root)
    (root / "actions" / "1.1.toml").write_text(action)
    export(tmp_path / "export", root)
    assert not (tmp_path / "export" / "status").exists()


def test_a_renamed_plan_leaves_nothing_behind(make_plan: PlanMaker, tmp_path: Path) -> None:
    root = make_plan()
    export(tmp_path / "export", root)
    path = root / "plan.toml"
    path.write_text(path.read_text().replace('id = "p"', 'id = "new"'))
    done = export(tmp_path / "export", root)
    assert (done.written, done.removed) == (("new",), ("p",))
    assert not list((tmp_path / "export").rglob("plan=p"))


@pytest.mark.parametrize("harm", [Path.unlink, lambda path: path.write_bytes(b"")], ids=["removed", "emptied"])
def test_a_table_that_was_harmed_is_made_again(
    harm: Callable[[Path], object], two: tuple[Path, Path], tmp_path: Path
) -> None:
    export(tmp_path / "export", *two)
    whole = parts(tmp_path / "export")
    harm(Path(part_path(str(tmp_path / "export"), "actions", "q")))
    assert export(tmp_path / "export", *two).written == ("q",)
    assert parts(tmp_path / "export") == whole


@pytest.mark.parametrize("step", range(1, 40, 4))
def test_an_export_that_is_cut_off_is_made_good_by_the_next(
    step: int, two: tuple[Path, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "export"
    export(folder, two[0])
    path = two[0] / "actions" / "1.1.toml"
    path.write_text(path.read_text().replace("Build", "Finish"))
    left = step
    replace = os.replace

    def cut_off(*arguments: str) -> None:
        nonlocal left
        left -= 1
        if left == 0:
            raise KeyboardInterrupt
        replace(*arguments)

    with monkeypatch.context() as patch:
        patch.setattr(os, "replace", cut_off)
        try:
            export(folder, *two)
        except KeyboardInterrupt:
            found = read_list(str(folder))
            assert found is not None
            assert not found.is_finished or set(found.plans) == {"p"}
    export(folder, two[0])
    fresh = tmp_path / "fresh"
    export(fresh, two[0])
    assert parts(folder) == parts(fresh)
    assert not (folder / ".new").exists()


def test_tables_of_another_version_are_written_again(
    two: tuple[Path, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    export(tmp_path / "export", *two)
    monkeypatch.setattr(parquet, "shape", lambda: "another")
    assert export(tmp_path / "export", *two).written == ("p", "q")


def test_the_folder_keeps_itself_out_of_git(two: tuple[Path, Path], tmp_path: Path) -> None:
    export(tmp_path / "export", *two)
    assert (tmp_path / "export" / ".gitignore").read_text() == "*\n"


# What is refused


def test_a_folder_that_holds_something_else_is_not_touched(two: tuple[Path, Path], tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "thesis.txt").write_text("years of work")
    with pytest.raises(Refused, match="holds something else"):
        export(tmp_path / "mine", *two)
    assert os.listdir(tmp_path / "mine") == ["thesis.txt"]


@pytest.mark.parametrize("text", ["{}", "[]", "not json", '{"made_by": "me"}'])
def test_a_list_that_is_not_ours_is_refused(text: str, two: tuple[Path, Path], tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / EXPORT_LIST).write_text(text)
    with pytest.raises(Refused, match="not a list that actionplan wrote"):
        export(tmp_path / "mine", *two)


def test_a_file_is_no_folder(two: tuple[Path, Path], tmp_path: Path) -> None:
    (tmp_path / "mine").write_text("years of work")
    with pytest.raises(Refused, match="holds something else"):
        export(tmp_path / "mine", *two)


def test_a_link_that_leads_out_is_refused(two: tuple[Path, Path], tmp_path: Path) -> None:
    folder = tmp_path / "export"
    export(folder, two[0])
    (tmp_path / "elsewhere").mkdir()
    (folder / "risks").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(Refused, match="risks is a link"):
        export(folder, *two)


def test_what_others_put_into_the_folder_stays(two: tuple[Path, Path], tmp_path: Path) -> None:
    folder = tmp_path / "export"
    export(folder, *two)
    for path in ("notes.txt", "actions/plan=q/notes.txt", "mine/plan=q/part-0.parquet"):
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text("kept")
    export(folder, two[0])
    for path in ("notes.txt", "actions/plan=q/notes.txt", "mine/plan=q/part-0.parquet"):
        assert (folder / path).read_text() == "kept"


@pytest.mark.parametrize("name", ["p", "P"])
def test_two_plans_of_one_id_are_refused(name: str, make_plan: PlanMaker, tmp_path: Path) -> None:
    one = make_plan(name="one")
    other = make_plan({"plan.toml": PLAN.replace('id = "p"', f'id = "{name}"')}, name="other")
    with pytest.raises(Refused, match=f'have the id "{name}"'):
        export(tmp_path / "export", one, other)
    assert parts(tmp_path / "export") == {}
    export(tmp_path / "export", one)
    with pytest.raises(Refused, match=f'have the id "{name}"'):
        export(tmp_path / "export", one, other)
    assert answers(tmp_path / "export", "SELECT plan FROM plans") == [{"plan": "p"}]


MEASURE = (
    'title = "M"\nunit = "children"\ndirection = "up"\n[[readings]]\non = 2024-03-01\nperiod = "2024"\nvalue = {}\n'
)


@pytest.mark.parametrize("value", ["0", "56.3", "-0.1", "1e-12", "9007199254740993", "12345678901234567.0"])
def test_figures_are_exact(value: str, make_plan: PlanMaker, tmp_path: Path) -> None:
    export(tmp_path / "export", make_plan({"measures/m.toml": MEASURE.format(value)}))
    expected = Decimal(value) if "." not in value else Decimal(repr(float(value)))
    assert answers(tmp_path / "export", "SELECT value FROM readings") == [{"value": expected}]


@pytest.mark.parametrize("value", ["1e-13", "1e26", "0.12345678901234"])
def test_a_figure_that_would_have_to_be_rounded_is_refused(value: str, make_plan: PlanMaker, tmp_path: Path) -> None:
    with pytest.raises(DoesNotFit, match="has more digits than the table readings can hold"):
        export(tmp_path / "export", make_plan({"measures/m.toml": MEASURE.format(value)}))


# Files that cannot be read


def test_a_plan_with_a_broken_file_is_exported_without_it(make_plan: PlanMaker, tmp_path: Path) -> None:
    root = make_plan()
    (root / "actions" / "1.2.toml").write_text("title =")
    for _ in range(2):  # it is named each time, whether or not anything is written
        done = export(tmp_path / "export", root)
        assert [Path(lost.path).name for lost in done.unread] == ["1.2.toml"]
        assert [found.code for found in done.problems] == ["E001"]
    assert answers(tmp_path / "export", "SELECT unread FROM plans") == [{"unread": 1}]
    (root / "actions" / "1.2.toml").unlink()
    assert export(tmp_path / "export", root).written == ("p",)
    assert answers(tmp_path / "export", "SELECT unread FROM plans") == [{"unread": 0}]


def test_a_plan_without_a_readable_plan_file_is_left_out_and_named(two: tuple[Path, Path], tmp_path: Path) -> None:
    export(tmp_path / "export", *two)
    (two[1] / "plan.toml").write_text("title =")
    done = export(tmp_path / "export", *two)
    assert (done.removed, [Path(lost.path).name for lost in done.unread]) == (("q",), ["plan.toml"])
    assert json.loads((tmp_path / "export" / EXPORT_LIST).read_text())["unread"] == [str(two[1] / "plan.toml")]


# What is needed for it


def test_a_library_that_is_missing_is_named_with_its_command(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(NotInstalled) as raised:
        needed("pyarrow")
    assert str(raised.value) == (
        'this needs pyarrow, which is not installed; to install it:\n  pip install "actionplan[data]"'
    )
