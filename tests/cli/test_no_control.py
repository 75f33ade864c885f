"""No text of a plan, its repository or a mistyped command controls the terminal, or begins a line of its own."""

import os
import re
import shlex

import click
import pytest

from conftest import PLAN, dedented
from repositories import made_empty

# Escape sequences are not in it alone: in tests nothing is a terminal, and there click takes some of them out.
STEERING = "\x1b]0;title\x07\x1b[2J\x9b\u202e\u2028x"
FORGED = "\nplan.toml:1:1: E999 forged"
RAW = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2028\u2029\u2066-\u2069]")

TYPED = [
    ("a mistyped id", "show {}"),
    ("a mistyped id after a plan", "show p/{}"),
    ("a plan", "show 1.1 --plan {}"),
    ("a command", "{}"),
    ("an option", "status --{}"),
    ("a folder", "status {}"),
    ("a body", "status --owner {}"),
    ("a day", "status --as-at {}"),
    ("a commit", "status --rev {}"),
    ("a format", "status --format {}"),
    ("a base", "audit --base {}"),
    ("either a day or a commit", "since {}"),
    ("a rule", "check --select {}"),
    ("a per cent", "update 1.1 --progress {}"),
    ("a state", "update 1.1 --state {}"),
    ("a round", "update --from {}"),
    ("a new id", "renumber 1.1 {}"),
    ("a new plan", "init {} --title T"),
    ("an approval", "redate 1.1 2025-01-01 --reason x --by hcc --approved {}"),
    ("an entry", "correct 1.1:{} --progress 3 --reason x --by hcc"),
    ("SQL", "query {}"),
    ("one word too many", "presets {}"),
]

SHOWING = """
    status; status --rev HEAD; measures; due; risks; reviews; dependencies; resources; resolutions; since 2024-01-01;
    since HEAD; forecast; challenge; check; audit; show 1.1; show R1; trace 1.1
"""


def in_toml(text):
    """Return a text in the form that it has between quotes in TOML."""
    return "".join(f"\\u{ord(character):04x}" for character in text)


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """Return a plan in which all that takes a text steers: titles, names, labels, file names, the author, a tag."""
    root = tmp_path_factory.mktemp("steering")
    repository, text = made_empty(root), in_toml(STEERING + FORGED)
    plan = dedented(PLAN).replace('"A plan"', f'"{text}"').replace('"County Council"', f'"{text}"')
    files: dict[str, str | bytes] = {
        "plan.toml": plan.replace('"Green"', f'"{text}"').replace('"on time"', f'"{text}"').encode(),
        "areas/PA1.toml": f'title = "{text}"\nkind = "priority-action"\nfindings = [{{ id = "a", text = "{text}" }}]\n',
        "actions/1.1.toml": f"""
            title = "{text}"
            areas = ["PA1"]
            owner = "hcc"
            lead = "{text}"
            due = 2024-09-30
            success = "{text}"
            extra = {{ "{text}" = "{text}" }}

            [[status]]
            on = 2024-03-05
            by = "icb"
            state = "complete"
            rating = "green"
            note = "{text}"
            evidence = [{{ link = "evidence/{text}", title = "{text}" }}]
        """,
        "risks/R1.toml": f'title = "{text}"\nowner = "hcc"\ncategory = "{text}"\n',
        "measures/M.toml": f'title = "{text}"\nunit = "{text}"\n[[readings]]\nperiod = "2024"\nvalue = 3\n',
        f"actions/9{STEERING}{FORGED}.toml": f'title = "T"\n"{text}" = 1\n',
        f"actions/8{STEERING}.txt": "",
        f"actions.{STEERING}/1.toml": "",
        "actions/7.toml": f"title = {STEERING}",
        "actions/6.toml": f'title = "T"\nowner = "{text}"\n"{text}" = 1\n',
    }
    repository.write(files)
    os.symlink(f"/nowhere{STEERING}", repository.plan / "actions/5.toml")
    repository.commit("2024-06-01", author=STEERING)
    repository.git("tag", f"minutes{STEERING[-3:]}")
    repository.git("checkout", "--quiet", "-b", f"branch{STEERING[-3:]}")
    return repository.root


def refuse_raw(ran):
    """Refuse output with a control character, or with a line that a text of the plan forged."""
    for said in (ran.out, ran.err):
        assert not [ascii(line) for line in said.split("\n") if RAW.search(line)]
    return ran


@pytest.mark.parametrize(("what", "line"), TYPED)
def test_mistyped_input_is_shown_as_text(actionplan, folder, monkeypatch, what, line):
    monkeypatch.chdir(folder)
    ran = refuse_raw(actionplan(*(word.replace("{}", STEERING) for word in shlex.split(line))))
    assert ran.code == 2, what


@pytest.mark.parametrize("output", ["text", "markdown", "html", "json"])
@pytest.mark.parametrize("line", [line.strip() for line in SHOWING.split(";")])
def test_what_a_plan_contains_is_shown_as_text(actionplan, folder, monkeypatch, line, output):
    """Including names of files, the notice of files that could not be read, the author of a commit, and tags."""
    monkeypatch.chdir(folder)
    ran = refuse_raw(actionplan(*line.split(), "--format", output))
    assert ran.code in (0, 1, 2)
    assert "\nplan.toml:1:1: E999" not in ran.err + ran.out * (line == "check")


@pytest.mark.parametrize(
    "line",
    [
        "update 1.1 --progress 60 --by hcc --dry-run --yes",
        'new area PA2 --title "{}" --kind other --dry-run',
        'update 1.1 --progress 60 --by hcc --note "{}" --dry-run --yes',
        "resolve",
        "git setup",
        "undo 1.1",
        "renumber 1.1 1.7 --dry-run",
    ],
)
def test_what_a_writing_command_says_is_text(actionplan, folder, monkeypatch, line):
    monkeypatch.chdir(folder)
    refuse_raw(actionplan(*(word.replace("{}", STEERING) for word in shlex.split(line))))


def test_the_commands_that_are_printed_to_be_copied_do_not_steer(actionplan, folder, monkeypatch):
    """A folder that was not committed is named in a command, in quotes."""
    monkeypatch.chdir(folder)
    place = folder / f"q{STEERING}"
    refuse_raw(actionplan("init", place, "--title", "Q", "--id", "q"))
    refuse_raw(actionplan("status", place))
    refuse_raw(actionplan("check", place))


def test_csv_for_spreadsheets_starts_no_formula_and_steers_nothing(actionplan, tmp_path, folder, monkeypatch):
    pytest.importorskip("duckdb")
    monkeypatch.chdir(folder)
    export = tmp_path / "export"
    refuse_raw(actionplan("export", "parquet", "-o", export))
    names = [str(path.relative_to(export)) for path in export.rglob("*")]
    assert not RAW.search("".join(names))
    for output in ("text", "markdown", "html", "json"):
        assert refuse_raw(actionplan("query", "FROM actions", "--data", export, "--format", output)).out
    assert "\x07" not in actionplan("query", "FROM actions", "--data", export, "--format", "csv").out
    formulas = "SELECT '=1+1' AS a, '+1' AS b, '-1+2' AS c, '@SUM(1)' AS d, chr(9) || '=1' AS e"
    cells = actionplan("query", formulas, "--data", export, "--format", "csv").out.splitlines()[1].split(",")
    assert all(cell.lstrip('"').startswith("'") for cell in cells)


def test_completion_offers_no_name_that_steers(folder, monkeypatch):
    from actionplan.cli.param_types import RecordId

    monkeypatch.chdir(folder)
    argument, context = click.Argument(["identifier"]), click.Context(click.Command("show"))
    offered = [item.value for item in RecordId().shell_complete(context, argument, "")]
    assert "1.1" in offered
    assert not RAW.search("".join(offered))
