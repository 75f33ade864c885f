"""Commands that messages of other commands name: each is taken out of its message, completed, and run."""

import ast
import os
import re
import shlex
import subprocess
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

import pytest

from actionplan.git.run_git import git_in
from conftest import ACTION, REPOSITORY, TODAY, Runner, dedented, write_plan
from repositories import Repository

FILES = {
    "areas/PA1.toml": 'title = "Data"\nkind = "priority-action"\nowner = "hcc"\n',
    "actions/1.1.toml": dedented(ACTION) + '\n[[status]]\non = 2026-11-03\nstate = "in-progress"\nby = "hcc"\n',
    "actions/1.2.toml": dedented(ACTION) + '\n[[status]]\non = 2026-11-03\nstate = "cancelled"\nreason = "-"\n',
    "actions/1.3.toml": dedented(ACTION) + '\n[[status]]\non = 2026-11-03\nstate = "suspended"\nreason = "-"\n',
    "actions/1.4.toml": 'title = "T"\nareas = ["PA1"]\n',
    "actions/1.6.toml": dedented(ACTION)
    + '\n[[status]]\non = 2026-11-03\nstate = "complete"\nevidence = [{ path = "." }]\n',
    "actions/1.7.toml": dedented(ACTION)
    + '\n[[status]]\nid = "h1"\non = 2026-11-03\nowner = "icb"\nhandover_from = "hcc"\nreason = "-"\nby = "hcc"\n',
    "measures/m.toml": """
        title = "M"
        unit = "per cent"
        direction = "up"

        [[readings]]
        id = "r1"
        on = 2026-11-03
        period = "2025"
        value = 54
    """,
}


class Hint(NamedTuple):
    """A message that names a command.

    Attributes:
        command: the command that prints the message.
        filled: what to enter for each placeholder in the command that it names.
        folder: the folder beside the plan in which it is run; empty for the plan's own.
    """

    command: str
    filled: Mapping[str, str] = {}
    folder: str = ""


WHY = {'"..."': "Asked"}
HINTS: Mapping[tuple[str, str], Hint] = {
    ("cli/amend.py", "redate"): Hint("amend 1.1 --due 2027-12-31 --reason x", WHY),
    ("cli/handover.py", "correct"): Hint(
        "handover hcc 1.7 --to icb --on 2026-11-24 --by hcc", {"BODY": "board", **WHY}
    ),
    ("cli/init.py", "check"): Hint('init "new plans/q"', folder="empty"),
    ("cli/init.py", "new"): Hint('init "new plans/q" --empty', folder="empty"),
    ("cli/init.py", "remove"): Hint('init "new plans/q"', folder="empty"),
    ("cli/init.py", "set"): Hint('init "new plans/q"', folder="empty"),
    ("cli/init.py", "status"): Hint('init "new plans/q"', folder="empty"),
    ("cli/lifecycle.py", "update"): Hint("reopen 1.1 --reason x", {"...": "complete --evidence https://example.org/a"}),
    ("cli/link.py", "link"): Hint("link m --area PA1", WHY),
    ("cli/main.py", "--help"): Hint("xyzzy"),
    ("cli/query.py", "export"): Hint('query "select 1"'),
    ("cli/redact.py", "undo"): Hint("redact 1.5:2026-11-24 --reason x --authority y"),
    ("cli/redate.py", "redate"): Hint("redate 1.1 --reason x", {"NEW-DATE": "2027-12-31", **WHY}),
    ("cli/redate.py", "reopen"): Hint("redate 1.2 2027-12-31 --reason x", WHY),
    ("cli/resolve_id.py", "measure"): Hint(
        "correct m:r1 --note x --reason y", {"VALUE": "53", "PERIOD": "2025", "WHY": "Typo"}
    ),
    ("cli/resolve_id.py", "set"): Hint("amend hcc --title x --reason y", {"...": "--short CC"}),
    ("cli/show.py", "show"): Hint("show 1.1:2026-11-03"),
    ("cli/update.py", "amend"): Hint("update 1.1 --owner icb", WHY),
    ("cli/update.py", "redate"): Hint("update 1.1 --due 2027-12-31", WHY),
    ("edit/plan_file.py", "set"): Hint("new body hcc --name Council --kind council", {"...": "--short CC"}),
    ("report/forecast.py", "status"): Hint("forecast"),
    ("report/status.py", "check"): Hint("status"),
    ("rules/confirmations/history.py", "reopen"): Hint("update 1.6 --progress 40", WHY),
    ("storage/discovery.py", "init"): Hint("status", {"DIR": "new"}, folder="empty"),
    ("tables/query.py", "export"): Hint('query "select 1" --data "our tables"'),
}

REASONS: Mapping[str, str] = {
    "edit/replacing.py": "it refuses to split what is finished, which tests/cli/test_split.py tries",
    "edit/handover.py": "it names clauses and the like, which tests/cli/test_handover_partners.py amends",
    "edit/imports/newer.py": "it needs a newer sheet with other bodies, which tests of imports make",
    "edit/undo_together.py": "it names a later entry, which tests/cli/test_split.py and test_handover_undo.py undo",
    "cli/errors.py": "names the program, not a command",
    "storage/fault_file.py": "names the program, not a command",
    "report/imports_again.py": "rows vanished from a newer sheet, which tests of imports make",
    "cli/report.py": "an id is missing, which tests/report/papers/test_report.py gives",
    "storage/outline.py": "an outline to begin from, which tests/report/papers/test_outlines.py prints",
    "cli/remove.py": "what is agreed stays: test_remove follows the advice",
    "cli/new_parts.py": "needs a plan of some months: test_new_parts runs it",
    "cli/new.py": "examples of help, which tests of help run",
    "cli/option_words.py": "patterns of advice: test_option_words follows it",
    "cli/page_words.py": "patterns of what commands refuse: tests of pages find no command on them",
    "cli/resolve.py": "needs a conflict: tests of resolve run it",
    "cli/plan_parts.py": "examples of help, and what an audit would report: test_plan_file_refused follows that",
    "cli/set.py": "examples of help",
    "cli/since.py": "needs two commits: test_since runs it",
    "edit/bulk": "in cells of a spreadsheet: tests of rounds",
    "git/audit/findings.py": "advice on findings: tests of audit follow it",
    "git/conflicts_decided.py": "needs a conflict: tests of resolve run it",
    "git/merge_driver.py": "a comment in a file of git",
    "merge/merge.py": "needs a conflict: tests of resolve run it",
    "report/confirmations.py": "names the list of codes",
    "returns": "names the program, and returns send, which tests/cli/test_returns.py runs",
    "report/dependencies.py": "names the list of problems",
    "report/rollup": "needs six plans: test_portfolio runs them",
    "rules/confirmations/dates.py": "needs meetings: test_confirmations asks about a day without one",
    "rules/checks": "advice of rules: test_advice follows it",
    "storage/save.py": "names the program, not a command",
    "storage/toml_hints.py": "needs a conflict: tests of resolve run it",
    "tables": "names the program, not a command",
}
"""Where other commands are named in texts, by the beginning of the module's path, and why they are not run here."""


@pytest.fixture
def plan(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a plan in git, which is the current folder; action 1.5 has an entry that is not committed."""
    root = write_plan(tmp_path / "our plan", FILES)
    (root / "actions/1.5.toml").write_text(dedented(ACTION), "utf-8")
    repository = Repository(root=root, plan=root)
    repository.git("init", "--quiet")
    repository.commit(day=str(TODAY))
    with (root / "actions/1.5.toml").open("a", encoding="utf-8") as file:
        file.write(f'\n[[status]]\non = {TODAY}\nby = "hcc"\nnote = "New"\n')
    monkeypatch.chdir(root)
    return root


def commands_named(text: str, word: str) -> list[str]:
    """Return the commands of a message that begin with a word, each up to the end of its sentence or line."""
    message = re.sub(r"(?m)^(Usage|Try) .*|^Usage: .*", "", text)
    joined = re.sub(r"\n(?!\n|  actionplan)", " ", message)
    found = re.findall(rf"actionplan {word}(?:(?!\n|;|`| --yes confirms|\. [A-Z]).)*", joined)
    return [re.sub(r"(?<!\.)\.$", "", each.strip()) for each in found]


def named_in(path: Path) -> Iterator[str]:
    """Yield the words after the program's name in the texts of a module, apart from its docstrings."""
    tree = ast.parse(path.read_text("utf-8"))
    documentation = {node.value for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and node not in documentation:
            yield from re.findall(r"actionplan (-?-?[a-z]+)", node.value)


@pytest.mark.parametrize(("place", "hint"), HINTS.items(), ids=[" ".join(place) for place in HINTS])
def test_the_command_that_a_message_names_works(
    place: tuple[str, str], hint: Hint, plan: Path, actionplan: Runner, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ACTIONPLAN_BY", "hcc")
    if hint.folder:
        (plan.parent / hint.folder).mkdir()
        monkeypatch.chdir(plan.parent / hint.folder)
    ran = actionplan(*shlex.split(hint.command))
    named = commands_named(ran.out + "\n" + ran.err, place[1])
    assert named, ran.out + ran.err
    words = named[0]
    for placeholder, value in hint.filled.items():
        assert placeholder in words
        words = words.replace(placeholder, value)
    followed = actionplan(*shlex.split(words)[1:])
    assert followed.code == 0, f"{words}: {followed.err}"


def test_every_command_that_a_text_names_is_tried_or_has_a_reason() -> None:
    source = REPOSITORY / "src" / "actionplan"
    for path in source.rglob("*.py"):
        where = path.relative_to(source).as_posix()
        for word in named_in(path):
            has_reason = any(where.startswith(beginning) for beginning in REASONS)
            assert has_reason or (where, word) in HINTS, f"{where} names actionplan {word}"


@pytest.mark.parametrize("arguments", [(), ("PLAN",)])
def test_a_report_on_a_commit_names_a_command_about_that_commit(
    arguments: tuple[str, ...], plan: Path, actionplan: Runner, monkeypatch: pytest.MonkeyPatch
) -> None:
    if arguments:
        monkeypatch.chdir(plan.parent)
    out = actionplan("status", *(str(plan) for _ in arguments), "--rev", "HEAD").out
    [command] = commands_named(out, "check")
    followed = actionplan(*shlex.split(command)[1:])
    assert (followed.code, "W502 no owner is named" in followed.out) == (0, True), command


def test_what_a_partial_clone_lacks_is_fetched_as_the_message_says(
    plan: Path, actionplan: Runner, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    subprocess.run(["git", "config", "uploadpack.allowFilter", "true"], cwd=plan, check=True)
    clone = ("git", "clone", "--quiet", "--no-checkout", "--filter=blob:none", plan.as_uri(), str(tmp_path / "clone"))
    subprocess.run(clone, check=True)
    monkeypatch.chdir(tmp_path / "clone")
    ran = actionplan("status", "--rev", "HEAD")
    fetch = re.search(r"git fetch [\w -]*", " ".join(ran.err.split()))
    assert fetch, ran.err
    subprocess.run(shlex.split(fetch[0]), check=True, capture_output=True)
    assert actionplan("status", "--rev", "HEAD").code == 0


@pytest.mark.skipif(not hasattr(os, "getuid") or os.getuid() != 0, reason="only root can give files away")
def test_a_folder_of_another_user_is_read_after_the_command_of_the_message(
    plan: Path, actionplan: Runner, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    for path in (plan, plan / ".git"):
        os.chown(path, 65534, 65534)
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(tmp_path / "gitconfig"))
    ran = actionplan("audit")
    assert (ran.code, "belongs to another user" in " ".join(ran.err.split())) == (2, True)
    config = re.search(r"git config .*", " ".join(ran.err.split()))
    assert config
    subprocess.run(shlex.split(config[0]), check=True)
    assert actionplan("audit").code != 2
    assert git_in(str(plan)).run("rev-parse", "HEAD")
