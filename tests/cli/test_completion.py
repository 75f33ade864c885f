"""What the shell offers after the letters so far: records, their parts, findings and bodies."""

import pytest
from click.shell_completion import ShellComplete

from actionplan.cli.main import cli


@pytest.fixture
def offered(make_plan, monkeypatch):
    """Return a function that lists what is offered for the last of some words."""
    finding = '\n[[findings]]\nid = "a"\ntext = "Late"\n\n[[findings]]\nid = "b"\ntext = "Poor"\n'
    clause = '\n[[clauses]]\nid = "a"\ntext = "Share data"\n'
    files = {
        "areas/PA1.toml": 'title = "Data"\nkind = "other"\n' + finding,
        "resolutions/R.toml": 'title = "T"\nbody = "hcc"\non = 2026-05-20\noutcome = "carried"\n' + clause,
    }
    monkeypatch.chdir(make_plan(files))

    def complete(*words):
        *before, last = words
        items = ShellComplete(cli, {}, "actionplan", "_COMPLETE").get_completions(before, last)
        return [item.value for item in items]

    return complete


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (("link", ""), ["PA1", "1.1", "R"]),
        (("link", "R:"), ["R:a"]),
        (("link", "PA1:b"), ["PA1:b"]),
        (("link", "Q:"), []),
        (("link", "1.1:"), []),
        (("link", "1.1", "--finding", ""), ["PA1:a", "PA1:b"]),
        (("link", "1.1", "--action", ""), ["1.1"]),
        (("amend", "1.1", "--finding", "PA1:b"), ["PA1:b"]),
        (("amend", "1.1", "--owner", "i"), ["icb"]),
        (("new", "clause", ""), ["R"]),
        (("new", "finding", ""), ["PA1"]),
        (("new", "recommendation", "V", "a", "--response-by", "h"), ["hcc"]),
        (("new", "cl"), ["clause"]),
    ],
)
def test_what_is_offered(offered, words, expected):
    assert offered(*words) == expected
