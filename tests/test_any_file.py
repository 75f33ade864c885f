"""Any contents of a plan's files are reported as problems of the plan, and never as an error of the program."""

import contextlib
import io
from pathlib import Path
from typing import Any

import pytest
import tomli_w
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from actionplan.cli import console
from actionplan.cli.main import run as run_command_line
from actionplan.storage.load import load
from conftest import ACTION, AREA, PLAN, TODAY, dedented, write_plan
from strategies import days, folder, keys, toml_values

ANY = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])

HISTORY = """
    [[status]]
    id = "k3f9"
    on = 2024-03-05
    by = "hcc"
    state = "in-progress"
    rating = "green"
    progress = 40
    evidence = [{ link = "https://example.org", title = "Minutes" }]

    [[status]]
    on = "2024-09"
    due = "2024-Q4"
    reason = "Two schools more"
    approvals = [{ by = "board", on = 2024-07-01 }]
    corrects = "k3f9"
"""
RESOLUTION = """
    title = "Act faster"
    body = "hcc"
    on = 2024-05-01
    outcome = "carried"
    votes = { for = 12 }

    [[clauses]]
    id = "a"
    text = "Plans are speeded up"
    actions = ["1.1"]

    [[status]]
    on = 2024-06-01
    clause = "a"
    state = "complete"
"""
RISK = """
    title = "Posts stay vacant"
    owner = "hcc"
    actions = ["1.1"]
    residual = { likelihood = 3, impact = 4 }
    raised = 2024-02-05

    [[status]]
    on = 2024-06-01
    residual = { likelihood = 2, impact = 4 }
    reason = "Two are filled"
    state = "closed"
"""
REVIEW = """
    title = "Inspection"
    kind = "inspection"
    by = ["board"]
    received = 2024-02-01
    plan_due = 2024-04-02

    [[recommendations]]
    id = "a"
    text = "Hurry up"
    due = 2024-05-01

    [[status]]
    on = 2024-06-01
    recommendation = "a"
    state = "complete"
"""
VALID = {
    "plan.toml": dedented(PLAN),
    "areas/PA1.toml": dedented(AREA),
    "actions/1.1.toml": dedented(ACTION) + "\n" + dedented(HISTORY),
    "resolutions/2024-05-01-a.toml": dedented(RESOLUTION),
    "risks/R1.toml": dedented(RISK),
    "reviews/V1.toml": dedented(REVIEW),
}
"""A plan without errors, from which damaged ones are made."""

KEYS = (
    *(
        "format",
        "id",
        "title",
        "region",
        "agreed",
        "kept_since",
        "bodies",
        "meetings",
        "ratings",
        "terms",
        "policy",
        "inspection",
    ),
    *(
        "areas",
        "owner",
        "partners",
        "lead",
        "start",
        "due",
        "success",
        "after",
        "formerly",
        "stated",
        "extra",
        "status",
    ),
    *("on", "recorded", "by", "state", "rating", "progress", "evidence", "reason", "approvals", "corrects", "clause"),
    *("body", "outcome", "votes", "stances", "clauses", "text", "actions", "findings", "kind", "name", "from", "until"),
    *("link", "path", "source", "field", "value", "note", "hcc", "ignore", "stale_after_days", "part_of", "aliases"),
)
"""Keys that files know."""

WORDS = ("hcc", "1.1", "PA1", "complete", "verified", "2024-09", "k3f9", "green", "council", "carried", "a")
"""Texts that files know."""

TOKENS = (*'[]{}"=,.#\\\n\r\0', "[[", "]]", "'''", "status", "1.1", "0x1F", "nan", "2024-09", "[[status]]\n", "\x80")
"""Text that may get into a file by mistake."""


def tables() -> st.SearchStrategy[dict[str, Any]]:
    """Return tables in which known keys hold anything at all."""
    known = st.sampled_from(KEYS)
    values = st.recursive(
        toml_values() | st.sampled_from(WORDS) | days(),
        lambda inner: st.lists(inner, max_size=3) | st.dictionaries(known | keys(), inner, max_size=4),
        max_leaves=8,
    )
    return st.dictionaries(known, values, max_size=6)


@st.composite
def files(draw: st.DrawFn, name: str) -> bytes:
    """Return possible contents of a file: any bytes, any table, a wrong entry in a valid file, or damage to one."""
    valid = VALID[name]
    match draw(st.sampled_from(["bytes", "table", "entry", "damaged", "damaged"])):
        case "bytes":
            return draw(st.binary(max_size=200))
        case "table":
            return tomli_w.dumps(draw(tables())).encode()
        case "entry":
            return (valid + tomli_w.dumps({draw(st.sampled_from(KEYS)): draw(tables())})).encode()
        case _:
            return draw(damaged(valid.encode()))


@st.composite
def damaged(draw: st.DrawFn, data: bytes) -> bytes:
    """Return a file in which some places were cut out, written over or repeated."""
    for _ in range(draw(st.integers(1, 4))):
        start = draw(st.integers(0, len(data)))
        end = min(len(data), start + draw(st.integers(0, 12)))
        token = draw(st.sampled_from(TOKENS).map(str.encode) | st.binary(max_size=2))
        data = data[: draw(st.sampled_from([start, end]))] + token + data[end:]
    return data


def any_files() -> st.SearchStrategy[dict[str, bytes]]:
    """Return the files of a plan, some of them wrong."""
    return st.fixed_dictionaries({}, optional={name: files(name) for name in VALID})


def ran(*arguments: str) -> tuple[int, str]:
    """Run the command line on `TODAY`, and give its exit code and all that it said."""
    with pytest.MonkeyPatch.context() as patch, io.StringIO() as said:
        patch.setattr(console, "today", lambda: TODAY)
        with contextlib.redirect_stdout(said), contextlib.redirect_stderr(said):
            code = run_command_line(list(arguments))
        return code, said.getvalue()


def test_the_plan_from_which_damaged_ones_are_made_has_no_errors(tmp_path: Path) -> None:
    plan = str(write_plan(tmp_path, VALID))

    assert ran("check", plan, "--ignore", "W")[0] == 0


@settings(ANY, max_examples=150)
@given(any_files(), st.sampled_from(["text", "json"]))
def test_any_file_contents_get_an_answer(found: dict[str, bytes], output: str) -> None:
    with folder() as root:
        plan = str(write_plan(root, {**VALID, **found}))

        for command in ("check", "status"):
            code, said = ran(command, plan, "--format", output)

            assert code in (0, 1, 2), said
            assert "Traceback" not in said


@settings(ANY, max_examples=100)
@given(any_files())
def test_every_problem_has_its_place(found: dict[str, bytes]) -> None:
    with folder() as root:
        problems = load(write_plan(root, {**VALID, **found})).problems

    assert all(problem.where.line is not None for problem in problems)


@pytest.mark.parametrize("name", VALID)
@pytest.mark.parametrize(
    "text",
    [
        "a = " + "[" * 5000,
        "a = " + "[" * 300 + "]" * 300,
        "a" + ".a" * 3000 + " = 1",
        "[" + "a." * 3000 + "a]",
        "a = " + "{a = " * 300 + "1" + "}" * 300,
        "owner = 0x" + "f" * 5000,
        "owner = " + "9" * 5000,
        "on = 9999-99-99",
    ],
    ids=["open", "lists", "dotted", "header", "tables", "hexadecimal", "decimal", "day"],
)
def test_a_value_that_is_too_deep_or_too_large_is_reported(tmp_path: Path, text: str, name: str) -> None:
    plan = str(write_plan(tmp_path, {**VALID, name: text.encode()}))

    code, said = ran("check", plan)

    assert code == 2
    assert f"{name}:" in said
