"""`actionplan audit`: its screens, its JSON and how it ends; and the commit that every report names."""

import json

import pytest

from actionplan.report import made_from

STUB = 'redacted = { on = 2024-06-10, reason = "It named a child", authority = "Data protection officer" }'


@pytest.fixture
def tampered(repository, monkeypatch):
    """A history with one of most things that audit finds."""
    monkeypatch.chdir(repository.root)
    repository.replace("due = 2024-09-30", "due = 2024-12-31")
    repository.commit("2024-06-03", author="A. N. Officer")
    repository.replace(
        "progress = 10",
        'progress = 80\nnote = "Much further than this officer had first thought it was, by all accounts"',
    )
    repository.commit("2024-06-04")
    repository.append('on = 2024-05-20\nby = "hcc"\nprogress = 90\n')
    repository.commit("2024-06-05")
    repository.replace(
        'id = "third3"\non = 2024-05-07\nby = "hcc"\nrating = "red"', f'id = "third3"\non = 2024-05-07\n{STUB}'
    )
    repository.commit("2024-06-10")
    good = repository.path().read_text()
    repository.write({"actions/1.1.toml": good + "=======\n"})
    repository.commit("2024-06-11")
    repository.write({"actions/1.1.toml": good})
    repository.commit("2024-06-12")
    repository.path("areas/PA1.toml").unlink()
    repository.commit("2024-06-13")
    return repository


def anonymous(repository, text):
    """Return a text with each commit's name replaced by its place in history: names hang on git's version."""
    names = repository.git("rev-list", "--all", "--topo-order", "--reverse").splitlines()
    for number, name in enumerate(names, 1):
        text = text.replace(name, f"commit-{number}").replace(name[:20], f"{number:020}")
    return text


def test_the_screen(actionplan, tampered, golden):
    ran = actionplan("audit")
    assert (ran.code, ran.err) == (1, "")
    assert max(len(line) for line in ran.out.splitlines()) <= 80
    golden("audit.txt", anonymous(tampered, ran.out))


def test_the_json(actionplan, tampered, golden):
    ran = actionplan("audit", "--format", "json")
    assert ran.code == 1
    golden("audit.json", anonymous(tampered, ran.out))
    (plan,) = json.loads(ran.out)["plans"]
    assert [finding["kind"] for finding in plan["redacted"]] == ["entry-redacted"]


def test_the_pages(actionplan, tampered):
    said = anonymous(tampered, actionplan("audit", "--format", "markdown").out)
    assert said.startswith(
        "# What the history of plans shows\n\n"
        "## History of `plans/p`: 11 commits read.\n\n"
        '- 00000000000000000005 actions/1.1.toml: "due" was changed in the head, after it was agreed (2024-01-31).\n'
        "    - by A. N. Officer, 3 Jun 2024\n"
        "    - **was:** `due = 2024-09-30`\n"
        "    - **became:** `due = 2024-12-31`\n"
    )
    page = anonymous(tampered, actionplan("audit", "--format", "html").out)
    assert (
        "<li>by A. N. Officer, 3 Jun 2024</li>\n"
        "<li><strong>was:</strong> <code>due = 2024-09-30</code></li>\n"
        "<li><strong>became:</strong> <code>due = 2024-12-31</code></li>\n"
        "</ul>"
    ) in page
    assert "<h1>What the history of plans shows</h1>\n<h2>History of <code>plans/p</code>" in page


def test_nothing_found(actionplan, repository, monkeypatch):
    monkeypatch.chdir(repository.root)
    ran = actionplan("audit")
    assert ran.code == 0
    assert ran.out == "History of plans/p: 4 commits read.\n\nNo findings: entries were only ever added.\n"


def test_redactions_do_not_fail(actionplan, repository):
    repository.replace("progress = 30\n", f"{STUB}\n")
    repository.replace('note = "Two schools of ten are connected"\n', "")
    repository.commit("2024-06-10")
    ran = actionplan("audit", repository.plan)
    assert ran.code == 0
    assert "not counted as findings" in ran.out


def test_changes_that_are_not_committed_are_ignored(actionplan, repository):
    repository.replace("progress = 10", "progress = 20")
    ran = actionplan("audit", repository.plan)
    assert ran.code == 0
    assert "Changes that are not committed were not checked." in ran.out


def test_a_rewritten_history(actionplan, repository):
    repository.git("tag", "minutes")
    repository.git("reset", "--quiet", "--hard", "HEAD~1")
    ran = actionplan("audit", repository.plan, "--base", "minutes")
    assert ran.code == 1
    assert "History was rewritten" in ran.out
    assert "missing since: actions/1.1.toml: entry third3 of 2024-05-07" in ran.out


@pytest.mark.parametrize(
    ("base", "complaint"),
    [("nowhere", 'git knows no commit "nowhere"'), ("HEAD@{1}", "depends on the log of this clone")],
)
def test_a_base_that_cannot_be_read(actionplan, repository, base, complaint):
    ran = actionplan("audit", repository.plan, "--base", base)
    assert (ran.code, ran.out) == (2, "")
    assert complaint in ran.err


def test_outside_git(actionplan, make_plan):
    ran = actionplan("audit", make_plan())
    assert (ran.code, ran.out) == (2, "")
    assert "is not in a git repository" in " ".join(ran.err.split())


def test_what_steers_a_terminal_is_shown(actionplan, repository):
    repository.replace("Two schools of ten are connected", "\\u001b[2J\\u202e")
    repository.commit("2024-06-03", author="Of\x1b[31mficer")
    ran = actionplan("audit", repository.plan)
    assert "\x1b" not in ran.out
    assert "<U+202E>" in ran.out


@pytest.mark.parametrize("arguments", [("status",), ("show", "1.1"), ("due",), ("check",), ("audit",)])
def test_every_report_says_which_commit_it_was_made_from(actionplan, repository, monkeypatch, arguments, unpatched):
    monkeypatch.setattr(made_from, "anchor_lines", unpatched)
    monkeypatch.chdir(repository.plan)
    ran = actionplan(*arguments)
    short = repository.git("rev-parse", "HEAD")[:20]
    assert ran.out.splitlines()[-1] == f"Made from commit {short} of 7 May 2024."


def test_outside_git_reports_name_no_commit(actionplan, make_plan, monkeypatch, unpatched):
    monkeypatch.setattr(made_from, "anchor_lines", unpatched)
    ran = actionplan("check", make_plan())
    assert "Made from" not in ran.out


unpatched_anchor_text = made_from.anchor_lines


@pytest.fixture
def unpatched():
    """The function that `actionplan` leaves out of tests."""
    return unpatched_anchor_text
