"""How commands end: 0 fine, 1 problems found, 2 wrong usage or something unreadable, 3 a fault of our own."""

import json
import os
import re
import subprocess
import sys

import click
import pytest

from actionplan.cli import console, loading, main
from actionplan.model.kinds import FOLDERS
from conftest import ACTION, REPOSITORY


def test_fine(actionplan, make_plan):
    assert actionplan("check", make_plan()).code == 0


def test_problems(actionplan, make_plan):
    assert actionplan("check", make_plan({"actions/1.1.toml": ACTION.replace("hcc", "hc")})).code == 1


def test_warnings_fail_only_when_strict(actionplan, make_plan):
    plan = make_plan({"actions/1.1.toml": ACTION.replace('owner = "hcc"', "")})
    assert actionplan("check", plan).code == 0
    assert actionplan("check", plan, "--strict").code == 1
    assert actionplan("check", plan, "--strict", "--ignore", "W502").code == 0


def test_unreadable(actionplan, make_plan):
    plan = make_plan({"actions/1.2.toml": b"\xff"})
    ran = actionplan("check", plan, "--format", "json")
    assert ran.code == 2
    assert ran.err.startswith(f"{plan}/actions/1.2.toml:1:1: E002")
    answer = json.loads(ran.out)
    assert answer["partial"] is True
    assert [(found["code"], found["line"]) for found in answer["problems"]] == [("E002", 1)]


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        (["stauts"], 'Did you mean "status"?'),
        (["status", "--as-att", "2024-01-01"], "No such option"),
        (["status", "nowhere"], "there is no folder 'nowhere'"),
        (["show"], "Missing argument"),
        (["status", "--format", "xml"], "is not one of"),
    ],
)
def test_usage_errors_leave_stdout_empty(actionplan, tmp_path, monkeypatch, arguments, complaint):
    monkeypatch.chdir(tmp_path)
    ran = actionplan(*arguments)
    assert (ran.code, ran.out) == (2, "")
    assert complaint in ran.err


@pytest.mark.parametrize("group", [(), ("new",), ("export",)])
def test_a_group_of_which_no_command_is_named_shows_its_help_once(actionplan, group):
    ran = actionplan(*group)
    assert (ran.code, ran.out, ran.err.count("Usage:")) == (2, "", 1)
    assert "Error" not in ran.err


def test_a_fault_of_our_own_shows_no_traceback_and_keeps_it_in_a_file(actionplan, monkeypatch, make_plan):
    def broken(*_, **__):
        raise ZeroDivisionError("secret detail")

    monkeypatch.setattr(loading, "find", broken)
    ran = actionplan("status", make_plan())
    assert (ran.code, ran.out) == (3, "")
    assert "an error in actionplan itself, not in your plan" in ran.err
    assert "Traceback" not in ran.err
    path = re.search(r"details are in (\S+)", ran.err)
    assert path is not None
    with open(path[1], encoding="utf-8") as file:
        assert "secret detail" in file.read()
    os.unlink(path[1])


def test_a_fault_whose_details_cannot_be_kept(actionplan, monkeypatch, make_plan):
    monkeypatch.setattr(loading, "find", lambda *_, **__: 1 / 0)
    monkeypatch.setattr("tempfile.mkstemp", lambda **_: (_ for _ in ()).throw(OSError("full")))
    ran = actionplan("status", make_plan())
    assert ran.code == 3
    assert "ZeroDivisionError: division by zero" in ran.err


@pytest.mark.parametrize("error", [KeyboardInterrupt(), click.Abort()])
def test_control_c(actionplan, monkeypatch, make_plan, error):
    def stop(*_, **__):
        raise error

    monkeypatch.setattr(loading, "find", stop)
    ran = actionplan("status", make_plan())
    assert ran.code == 130
    assert "Stopped. No plan file was changed." in ran.err


def test_an_error_of_the_system(actionplan, monkeypatch, make_plan):
    def gone(*_, **__):
        raise OSError(5, "Input/output error", "disk")

    monkeypatch.setattr(loading, "find", gone)
    ran = actionplan("status", make_plan())
    assert (ran.code, ran.err) == (2, "Error: Input/output error: disk\n")


def run_process(*arguments, **options):
    return subprocess.run(
        [sys.executable, "-m", "actionplan", *arguments], cwd=REPOSITORY, capture_output=True, check=False, **options
    )


def test_a_reader_that_goes_away_is_no_fault():
    process = subprocess.Popen(
        [sys.executable, "-m", "actionplan", "status", "examples/northshire-send", "--format", "json"],
        cwd=REPOSITORY,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert process.stdout is not None
    assert process.stderr is not None
    process.stdout.read(10)
    process.stdout.close()
    assert process.stderr.read() == b""
    process.stderr.close()
    assert process.wait() == 0


def test_click_notices_that_the_reader_has_gone(actionplan, monkeypatch, make_plan):
    def gone(*_, **__):
        raise BrokenPipeError(32, "Broken pipe")

    plan = make_plan()
    monkeypatch.setattr(console, "say", gone)
    with open(os.devnull, "w", encoding="utf-8") as nowhere:
        monkeypatch.setattr("sys.stdout", nowhere)
        assert main.run(["status", str(plan)]) == 0


def test_a_console_that_shows_only_ascii():
    ran = run_process("status", "plans/hertfordshire-send", env={**os.environ, "PYTHONIOENCODING": "ascii"})
    assert ran.returncode == 0
    assert b"> in progress" in ran.stdout
    assert b"with ?5m more a year" in ran.stdout


def test_plain_when_piped():
    assert b"\x1b[" not in run_process("status", "plans/hertfordshire-send").stdout


HEAVY = ("attr", "decimal", "difflib", "holidays", "pathlib", "rich", "shutil", "subprocess")
PARTS = ("duckdb", "pyarrow", "ssl", "tempfile", "textwrap", "tomli", "tomli_w", "tree_sitter", "urllib")


def loaded_by(*commands, environment=None, folder=REPOSITORY):
    """Run commands in one fresh process, and give the heavy modules that it has loaded in the end."""
    code = (
        "import sys; from actionplan.cli.main import run\n"
        f"for arguments in {commands!r}: run(list(arguments))\n"
        f"print(*(name for name in {HEAVY + PARTS!r} if name in sys.modules), file=sys.stderr)"
    )
    ran = subprocess.run(
        [sys.executable, "-c", code],
        cwd=folder,
        env={**os.environ, **(environment or {})},
        capture_output=True,
        text=True,
        check=True,
    )
    return set(ran.stderr.splitlines()[-1].split())


def test_the_version_loads_nothing_heavy():
    assert loaded_by(["--version"]) == set()


def test_help_and_usage_errors_load_nothing_heavy():
    # Lines of help are filled, and the probable name is searched.
    usage: tuple[list[str], ...] = ["--help"], [], ["stauts"], ["--nope"]
    assert loaded_by(*usage) <= {"textwrap", "difflib", "shutil"}
    of_a_command = ["status", "--help"], ["status", "--nope"], ["status", "--as-at"], ["check", "--format", "xml"]
    assert loaded_by(*of_a_command) <= {"textwrap", "difflib", "shutil", "decimal"}


def test_completing_commands_and_options_loads_nothing_heavy():
    def completed(words):
        words = {"COMP_WORDS": words, "COMP_CWORD": str(len(words.split(" ")) - 1)}
        code = (
            "import atexit, sys; from actionplan.cli.main import cli\n"
            f"atexit.register(lambda: print(*(name for name in {HEAVY + PARTS!r} if name in sys.modules)))\n"
            "cli(prog_name='actionplan')"
        )
        environment = {**os.environ, **words, "_ACTIONPLAN_COMPLETE": "bash_complete"}
        ran = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=False)
        *found, heavy = ran.stdout.splitlines()
        return found, set(heavy.split())

    assert completed("actionplan stat") == (["plain,status"], set())
    assert completed("actionplan status --as") == (["plain,--as-at"], {"decimal"})


def test_an_update_loads_only_what_it_needs_and_runs_no_git(make_plan):
    plan = make_plan({"actions/1.1.toml": ACTION})
    update = ["update", "1.1", "--by", "hcc", "--note", "Begun", "--plan", str(plan)]
    loaded = loaded_by(update)
    assert "tomli" in loaded
    assert not loaded & {"difflib", "duckdb", "holidays", "pyarrow", "rich", "ssl", "subprocess", "tempfile"}


def test_only_reviews_loads_a_calendar_of_working_days(make_plan):
    inspection = """
        title = "Inspection"
        kind = "inspection"
        by = ["board"]
        received = 2024-05-31
        published = 2024-06-10
        plan_due = 2024-07-19
    """
    plan = str(make_plan({"actions/1.1.toml": ACTION, "reviews/R1.toml": inspection}))
    loaded = loaded_by(["status", plan], ["since", "2024-02-01", plan])
    assert "tomli" in loaded
    assert not loaded & {"difflib", "duckdb", "holidays", "pyarrow", "rich", "tempfile"}
    assert "holidays" in loaded_by(["reviews", plan])


@pytest.mark.parametrize("module", ["typing", "click", "inspect", "actionplan.cli.errors"])
def test_control_c_while_we_are_still_being_loaded(module):
    code = (
        "import os, runpy, signal, sys\n"
        "class Early:\n"
        "    def find_spec(self, name, *_):\n"
        f"        if name == {module!r}: os.kill(os.getpid(), signal.SIGINT)\n"
        "for name in ('typing', 'inspect'): sys.modules.pop(name, None)\n"
        "from actionplan.__main__ import main\n"
        "sys.meta_path.insert(0, Early())\n"
        "main()"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert (ran.returncode, ran.stdout, ran.stderr) == (130, "", "")


@pytest.mark.parametrize("name", list(main.COMMANDS))
def test_every_command_has_worked_examples(actionplan, name):
    ran = actionplan(name, "--help")
    assert ran.code == 0
    assert "Example" in ran.out
    assert f"actionplan {name}" in ran.out
    assert max(len(line) for line in ran.out.splitlines()) <= 80


def complete(folder, words):
    environment = {
        **os.environ,
        "_ACTIONPLAN_COMPLETE": "bash_complete",
        "COMP_WORDS": words,
        "COMP_CWORD": str(len(words.split())),
    }
    code = "from actionplan.cli.main import cli; cli(prog_name='actionplan')"
    ran = subprocess.run(
        [sys.executable, "-c", code], cwd=folder, env=environment, capture_output=True, text=True, check=False
    )
    return [line.partition(",")[2] for line in ran.stdout.splitlines()]


def test_ids_are_completed(make_plan):
    plan = make_plan({"actions/1.2.toml": ACTION, "actions/1.10.toml": ACTION, "actions/2.1.toml": "broken"})
    assert complete(plan, "actionplan show ") == ["1.2", "1.10", "2.1", "PA1"]
    assert complete(plan, "actionplan redate ") == ["1.2", "1.10", "2.1"]
    assert "hertfordshire-send/AI1.1" in complete(REPOSITORY, "actionplan redate "), "of several plans, by plan"


@pytest.mark.parametrize("command", ["amend", "correct", "redact", "update"])
def test_ids_of_every_kind_are_completed_where_entries_are_added(make_plan, command):
    names = {kind: f"{kind}-1" for kind in FOLDERS}
    plan = make_plan({f"{FOLDERS[kind]}/{name}.toml": "broken" for kind, name in names.items()})
    assert complete(plan, f"actionplan {command} ") == list(names.values())


def test_outputs_that_are_closed():
    command = f"exec {sys.executable} -m actionplan status plans/hertfordshire-send >&-"
    ran = subprocess.run(["sh", "-c", command], cwd=REPOSITORY, stderr=subprocess.PIPE, check=False)
    assert (ran.returncode, ran.stderr) == (0, b"")


def test_a_refused_link_is_not_followed(actionplan, make_plan):
    plan = make_plan()
    (plan / "actions" / "1.2.toml").symlink_to("/etc/passwd")
    ran = actionplan("check", plan)
    assert ran.code == 2
    assert "E005" in ran.out
    assert "root:" not in ran.out
