"""The three scripts in `examples/` do what they say, and Northshire is what its script makes."""

import shutil
import subprocess
import sys

from conftest import REPOSITORY

NORTHSHIRE = "examples/northshire-send"


def run(script, *arguments):
    command = [sys.executable, f"examples/{script}", *arguments]
    return subprocess.run(command, cwd=REPOSITORY, capture_output=True, text=True, check=False, encoding="utf-8")


def test_late_by_owner():
    lines = run("late_by_owner.py", NORTHSHIRE, "2025-10-01").stdout.splitlines()
    assert "Northshire Community Health NHS Trust: 3.4 by 184 days, 274 at first" in lines
    assert len(lines) == 10


def test_moved_dates():
    lines = run("moved_dates.py", NORTHSHIRE).stdout.splitlines()
    assert lines[0] == "plan,action,on,from,to,reason,approved_by"
    assert lines[1].startswith("northshire-send,1.1,")


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
