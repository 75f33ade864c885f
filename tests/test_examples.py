"""The scripts in `examples/` do what they say, and Northshire is what its script makes."""

import csv
import shutil
import subprocess
import sys

import actionplan
from conftest import ACTION, REPOSITORY

NORTHSHIRE = "examples/northshire-send"


def run(script, *arguments):
    command = [sys.executable, f"examples/{script}", *arguments]
    return subprocess.run(command, cwd=REPOSITORY, capture_output=True, text=True, check=False, encoding="utf-8")


def test_late_by_owner():
    lines = run("late_by_owner.py", NORTHSHIRE, "2025-10-01").stdout.splitlines()
    assert "Northshire Community Health NHS Trust: 3.4 by 184 days, 274 at first" in lines
    assert len(lines) == 10


def test_moved_dates(make_plan):
    head, *rows = csv.reader(run("moved_dates.py", NORTHSHIRE).stdout.splitlines())
    assert head == ["plan", "action", "milestone", "on", "from", "to", "days", "reason", "approved_by"]
    assert len(rows) == 29
    assert rows[0][:7] == ["northshire-send", "1.1", "", "2024-09-12", "2024-09-30", "2024-12-20", "81"]
    assert sum(row[2] != "" for row in rows) == 3


def test_moved_dates_counts_a_correction_as_it_is_now(make_plan):
    moved = '[[status]]\nid = "a"\non = 2024-05-20\nby = "hcc"\ndue = 2024-12-31\nreason = "Late"\n'
    right = '[[status]]\non = 2024-06-20\nby = "hcc"\ncorrects = "a"\ndue = 2024-11-30\nreason = "Typing slip"\n'
    plan = make_plan({"actions/1.1.toml": ACTION + moved + right})
    [_, row] = csv.reader(run("moved_dates.py", str(plan)).stdout.splitlines())
    assert row[3:8] == ["2024-05-20", "2024-09-30", "2024-11-30", "61", "Late"]


def test_the_notebook(tmp_path):
    """Under thirty lines load, compare months, plot slippage, ask in SQL, write a plan, and handle a broken file."""
    text = (REPOSITORY / "examples" / "notebook.py").read_text(encoding="utf-8")
    cells = text.partition("# %%")[2].splitlines()
    assert len([line for line in cells if line.strip() and not line.startswith("#")]) < 30
    ran = run("notebook.py", NORTHSHIRE, str(tmp_path / "new"))
    assert ran.stderr == ""
    assert "shape: (64, 9)" in ran.stdout  # seven months
    assert "  3.1 ############# 365 days" in ran.stdout
    assert "1.2.toml:1:9: E001" in ran.stdout
    [plan] = actionplan.load(tmp_path / "new").plans
    assert [action.id for action in plan.actions] == ["1.1"]


def test_record_progress(tmp_path):
    plan = shutil.copytree(REPOSITORY / NORTHSHIRE, tmp_path / "plan")
    ran = run("record_progress.py", plan, "1.3", "ncc", "80", "2025-10-02")
    assert ran.stdout.startswith("[[status]]\n")
    assert (plan / "actions" / "1.3.toml").read_text(encoding="utf-8").endswith(ran.stdout)
    refused = run("record_progress.py", plan, "1.3", "nobody", "80", "2025-10-02")
    assert refused.returncode == 1
    assert 'there is no body "nobody"' in refused.stderr


def test_northshire_is_what_its_script_makes(tmp_path):
    run("make_northshire.py", str(tmp_path / "northshire-send"))
    made = {path.relative_to(tmp_path): path.read_bytes() for path in tmp_path.rglob("*.toml")}
    kept = {
        path.relative_to(REPOSITORY / "examples"): path.read_bytes()
        for path in (REPOSITORY / NORTHSHIRE).rglob("*.toml")
    }
    assert made == kept
