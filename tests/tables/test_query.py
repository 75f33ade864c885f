"""Questions in SQL: what they see, and what they cannot."""

import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import duckdb
import pyarrow as pa
import pytest

from actionplan.model.refused import Refused
from actionplan.tables.export_folder import part_path
from actionplan.tables.query import WrongSql, _in_words, ask, connect, opened, outdated
from actionplan.tables.registry import TABLES
from conftest import PlanMaker
from exports import NORTHSHIRE, answers, export


@pytest.fixture(scope="module")
def connection(exported: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    with connect(str(exported), opened(str(exported))) as made:
        yield made


def told(connection: duckdb.DuckDBPyConnection, sql: str) -> list[tuple[object, ...]]:
    return list(ask(connection, sql).rows)


# What a question sees


def test_every_table_is_a_view(connection: duckdb.DuckDBPyConnection) -> None:
    assert [name for (name,) in told(connection, "SHOW TABLES")] == sorted(table.name for table in TABLES)


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_a_table_has_the_same_columns_with_rows_and_without(
    table: object, connection: duckdb.DuckDBPyConnection, make_plan: PlanMaker, tmp_path: Path
) -> None:
    name = table.name  # type: ignore[attr-defined]
    export(tmp_path / "export", make_plan())
    small = answers(tmp_path / "export", f"SELECT column_name, column_type FROM (DESCRIBE {name})")
    large = ask(connection, f"SELECT column_name, column_type FROM (DESCRIBE {name})")
    assert [tuple(row.values()) for row in small] == list(large.rows)


def test_a_plan_called_by_a_number_keeps_its_name(make_plan: PlanMaker, tmp_path: Path) -> None:
    plan = 'format = 1\nid = "2024"\ntitle = "T"\n'
    export(tmp_path / "export", make_plan({"plan.toml": plan}))
    assert answers(tmp_path / "export", "SELECT plan, title FROM plans") == [{"plan": "2024", "title": "T"}]


def test_repeated_names_are_numbered(connection: duckdb.DuckDBPyConnection) -> None:
    assert ask(connection, "SELECT 1 AS a, 2 AS a, 3 AS a_2, 4 AS a").columns == ("a", "a_2", "a_2_2", "a_3")


def test_a_day_may_come_from_a_table(connection: duckdb.DuckDBPyConnection) -> None:
    sql = "SELECT DISTINCT day FROM (VALUES (DATE '2024-10-01')) AS days(day), LATERAL (FROM actions_as_at(day))"
    assert told(connection, sql) == [(date(2024, 10, 1),)]


# What a question cannot


HOSTILE = [
    "FROM read_csv('/etc/passwd')",
    "FROM read_text('/etc/passwd')",
    "FROM read_blob('{folder}/export.json')",
    "FROM read_text('{folder}/status/../export.json')",
    "FROM read_json('export.json')",
    "FROM parquet_metadata('{folder}/other.parquet')",
    "FROM '{folder}/other.parquet'",
    "FROM read_parquet('{folder}/*.parquet')",
    "FROM glob('/etc/*')",
    "FROM glob('{folder}/*')",
    "FROM sniff_csv('/etc/passwd')",
    "FROM read_duckdb('{folder}/x.db')",
    "FROM 'http://localhost/x.parquet'",
    "FROM secret_variable",
    "SELECT getenv('HOME')",
    "FROM enable_logging('QueryLog', storage = 'file', storage_config = {{'path': '{folder}/log'}})",
    "FROM query('COPY (SELECT 1) TO ''{folder}/x.csv''')",
    "COPY (SELECT 1) TO '{folder}/x.csv'",
    "COPY plans TO '{part}' (FORMAT parquet, USE_TMP_FILE false)",
    "EXPLAIN ANALYZE COPY plans TO '{part}' (FORMAT parquet, USE_TMP_FILE false)",
    "DESCRIBE COPY plans TO '{part}'",
    "WITH x AS (COPY plans TO '{part}') FROM x",
    "EXPORT DATABASE '{folder}/x'",
    "ATTACH '{folder}/x.db'",
    "ATTACH '{part}'",
    "INSTALL httpfs",
    "LOAD httpfs",
    "SET enable_external_access = true",
    "RESET lock_configuration",
    "PRAGMA enable_profiling",
    "CALL pragma_version()",
    "CREATE TABLE x AS SELECT 1",
    "CREATE SECRET (TYPE s3)",
    "DROP VIEW plans",
    "SELECT 1; COPY (SELECT 1) TO '{folder}/x.csv'",
    "PREPARE x AS SELECT 1",
    "",
    "-- nothing",
]


@pytest.mark.parametrize("sql", HOSTILE)
def test_a_question_opens_and_writes_nothing_else(sql: str, exported: Path, tmp_path: Path) -> None:
    secret_variable = pa.table({"a": [1]})  # what FROM would find, if it looked among our variables
    folder = shutil.copytree(exported, tmp_path / "export")
    part = part_path(str(folder), "plans", "northshire-send")
    shutil.copy(part, folder / "other.parquet")
    before = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    with connect(str(folder), opened(str(folder))) as made, pytest.raises(WrongSql):
        list(ask(made, sql.format(folder=folder, part=part)).rows)
    assert {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()} == before
    assert secret_variable.num_rows == 1


def test_settings_stay_locked(connection: duckdb.DuckDBPyConnection) -> None:
    settings = {str(name): value for name, value in told(connection, "SELECT name, value FROM duckdb_settings()")}
    assert settings["lock_configuration"] == "true"
    assert settings["enable_external_access"] == "false"
    assert settings["autoinstall_known_extensions"] == settings["autoload_known_extensions"] == "false"
    assert settings["temp_directory"] == ""


def test_a_link_in_the_folder_is_refused(exported: Path, tmp_path: Path) -> None:
    folder = shutil.copytree(exported, tmp_path / "export")
    (folder / "elsewhere").symlink_to("/etc")
    with pytest.raises(Refused, match="elsewhere is a link"):
        opened(str(folder))


def test_a_link_in_place_of_a_table_is_refused(exported: Path, tmp_path: Path) -> None:
    folder = shutil.copytree(exported, tmp_path / "export")
    part = Path(part_path(str(folder), "plans", "northshire-send"))
    part.rename(tmp_path / "moved.parquet")
    part.symlink_to(tmp_path / "moved.parquet")
    with pytest.raises(Refused, match="tables of northshire-send are missing"):
        opened(str(folder))


def test_a_folder_that_looks_like_a_part_of_a_table_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Refused, match='has "=" in it'):
        export(tmp_path / "state=complete", NORTHSHIRE)


@pytest.mark.parametrize("raised", [RuntimeError("Query interrupted"), duckdb.InterruptException("stopped")])
def test_a_question_that_is_stopped_ends_as_python_ends(raised: Exception) -> None:
    with pytest.raises(KeyboardInterrupt), _in_words():
        raise raised


def test_ctrl_c_stops_a_question_that_would_run_for_days(exported: Path) -> None:
    asked = "SELECT count(*) FROM range(1000000000000000) AS r(x) WHERE x % 7 = 3"
    program = (
        "import sys; from actionplan.tables import query;"
        "listen = query.wait;"
        "query.wait = lambda *a, **k: (print('begun', flush=True), listen(*a, **k))[1];"
        "from actionplan.cli.main import run; sys.exit(run(sys.argv[1:]))"
    )
    command = [sys.executable, "-c", program, "query", asked, "--data", str(exported)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as running:
        assert running.stdout is not None
        assert running.stdout.readline() == "begun\n"
        running.send_signal(signal.SIGINT)
        _, complaint = running.communicate(timeout=60)
    assert running.returncode == 130
    assert "Traceback" not in complaint


# Whether plans have changed since


def test_it_is_known_that_a_plan_changed(make_plan: PlanMaker, tmp_path: Path) -> None:
    folder, root = tmp_path / "export", make_plan()
    export(folder, root)
    assert outdated(str(folder), opened(str(folder))) is None
    path = root / "actions" / "1.1.toml"
    path.touch()
    assert outdated(str(folder), opened(str(folder))) is None  # the time alone says nothing
    path.write_text(path.read_text() + '\n[[status]]\non = 2024-02-01\nstate = "complete"\n')
    assert outdated(str(folder), opened(str(folder))) == "p"


def test_plans_that_are_elsewhere_are_not_reported(make_plan: PlanMaker, tmp_path: Path) -> None:
    folder, root = tmp_path / "export", make_plan()
    export(folder, root)
    shutil.move(root, tmp_path / "moved")
    assert outdated(str(folder), opened(str(folder))) is None
