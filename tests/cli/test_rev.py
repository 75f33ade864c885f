"""`--rev`: reports made from the very files of a commit; and `since` between commits and days."""

import json

import pytest

from actionplan.report import made_from
from conftest import ACTION, dedented
from repositories import SECOND

unpatched_anchor_text = made_from.anchor_lines


@pytest.fixture
def here(repository, monkeypatch):
    """A repository with a tag at its third commit, as the current folder."""
    monkeypatch.chdir(repository.root)
    repository.git("tag", "minutes", "HEAD~1")
    return repository


@pytest.fixture
def short(here):
    return here.git("rev-parse", "minutes")[:20]


def test_status_says_whose_files_it_shows(actionplan, here, short):
    ran = actionplan("status", "--rev", "minutes")
    assert (ran.code, ran.err) == (0, "")
    assert f"As at 9 Apr 2024, the day of commit {short}. Agreed 31 Jan 2024." in ran.out
    assert ran.out.endswith(f"Made from commit {short} of 9 Apr 2024, tag minutes.\n")
    ran = actionplan("status", "--rev", "minutes", "--as-at", "2024-12-01")
    assert f"As at 1 Dec 2024, by commit {short} of 9 Apr 2024." in ran.out


def test_due_show_and_check_do_too(actionplan, here, short):
    assert f"Due and overdue as at 9 Apr 2024, the day of commit {short}" in actionplan("due", "--rev", "minutes").out
    shown = actionplan("show", "1.1", "--rev", "minutes").out
    assert f"{short}:plans/p/actions/1.1.toml\nAs at 9 Apr 2024, the day of commit {short}.\n" in shown
    assert "30% done" in shown
    checked = actionplan("check", "--rev", "minutes")
    assert checked.code == 0
    assert f"Checked as at 9 Apr 2024, the day of commit {short}.\n\nMade from commit {short}" in checked.out


def test_json_names_the_commit(actionplan, here):
    for command in (["status"], ["due"], ["show", "1.1"], ["check"]):
        answer = json.loads(actionplan(*command, "--rev", "minutes", "--format", "json").out)
        assert (answer["rev"]["day"], answer["rev"]["tags"][0]["name"]) == ("2024-04-09", "minutes")
        assert json.loads(actionplan(*command, "--format", "json").out)["rev"] is None


def test_a_problem_has_its_place_in_the_commit(actionplan, here):
    here.replace('owner = "hcc"', 'owner = "hccc"')
    bad = here.commit("2024-06-03")
    here.replace('owner = "hccc"', 'owner = "hcc"')
    ran = actionplan("check", "--rev", "HEAD")
    assert ran.code == 1
    assert f'{bad}:plans/p/actions/1.1.toml:3:9: E201 there is no body "hccc"\n    owner = "hccc"\n' in ran.out
    assert actionplan("check").code == 0


def test_a_file_that_cannot_be_read_is_named_first(actionplan, here):
    here.write({"actions/1.1.toml": "title =\n"})
    bad = here.commit("2024-06-03")
    for command in (["status"], ["due"], ["check"], ["show", "1.1"]):
        ran = actionplan(*command, "--rev", "HEAD")
        assert ran.code == 2
        assert (ran.out + ran.err).count(f"{bad}:plans/p/actions/1.1.toml:1:8: E001") == 1
    assert actionplan("status", "--rev", "HEAD").out.startswith("PARTIAL: 1 file")


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--rev", "nope"], 'git knows no commit "nope" here'),
        (["--rev", "main@{2024-06-30}"], "means something else in other clones"),
        (["--rev", "minutes", "--known-at", "2024-01-01"], "both select what had been recorded"),
        (["plans/q", "--rev", "minutes"], "no plan at plans/q"),
    ],
)
def test_what_cannot_be_shown(actionplan, here, options, said):
    ran = actionplan("status", *options)
    assert (ran.code, ran.out) == (2, "")
    assert said in " ".join(ran.err.split())


def test_show_finds_an_action_as_the_commit_names_it(actionplan, here, short):
    here.git("mv", "plans/p/actions/1.1.toml", "plans/p/actions/2.1.toml")
    here.commit("2024-06-03")
    assert actionplan("show", "1.1", "--rev", "minutes").code == 0
    assert actionplan("show", "p/1.1", "--rev", "minutes").code == 0
    assert actionplan("show", "1.1", "--plan", "plans/p", "--rev", "minutes").code == 0
    assert 'there is no record "2.1"' in actionplan("show", "2.1", "--rev", "minutes").err
    assert f'commit {short} has no plan "q"' in actionplan("show", "q/1.1", "--rev", "minutes").err


def test_since_one_commit_until_another(actionplan, here, short):
    head = here.git("rev-parse", "HEAD")[:20]
    ran = actionplan("since", "minutes", "--until", "HEAD")
    assert (ran.code, ran.err) == (0, "")
    assert ran.out == dedented(f"""
        What changed from commit {short} of 9 Apr 2024 to commit
        {head} of 7 May 2024
        A plan

        Ratings changed: 1
          1.1 Build the dashboard: rating changed from none to Red on 7 May 2024,
            reported by County Council.

        Made from commit {short} of 9 Apr 2024, tag minutes, and from
        commit {head} of 7 May 2024.
    """)
    answer = json.loads(actionplan("since", "minutes", "--until", "HEAD", "--format", "json").out)
    assert answer["since"] == f"rev:{here.git('rev-parse', 'minutes')}"
    assert answer["until_rev"]["day"] == "2024-05-07"


def test_since_reports_edits(actionplan, here):
    here.replace(SECOND, "")
    here.replace("due = 2024-09-30", "due = 2024-12-31")
    here.replace('name = "County Council"', 'name = "Shire Council"', "plan.toml")
    here.replace("progress = 10", "progress = 80")
    here.path("areas/PA1.toml").unlink()
    here.commit("2024-06-03")
    text = " ".join(actionplan("since", "HEAD~1", "--until", "HEAD").out.split())
    for sentence in (
        "1.1 Build the dashboard: the entry of 9 Apr 2024 was removed: Shire Council; progress 30; "
        'note "Two schools of ten are connected".',
        "PA1 Data: no longer in the plan.",
        'p A plan: bodies.hcc.name was edited in the file: was "County Council", now "Shire Council".',
        "1.1 Build the dashboard: due was edited in the file: was 30 Sep 2024, now 31 Dec 2024.",
        "the entry of 5 Mar 2024 was changed in the file: progress was 10, now 80.",
    ):
        assert sentence in text


def test_a_commit_against_a_day(actionplan, here, short):
    out = actionplan("since", "minutes", "--until", "2024-06-01").out
    title = f"What changed between commit {short} of 9 Apr 2024 and 1 Jun 2024 (by the record of that day)"
    assert " ".join(out.split()).startswith(title)
    assert "rating changed from none to Red" in out


def test_a_draft_in_a_commit_is_no_part_of_the_plan_on_a_day(actionplan, here):
    here.write({"actions/1.2.toml": 'title = "Later"\nareas = ["PA1"]\nagreed = 2024-12-01\n'})
    draft = here.commit("2024-05-08")
    assert "1.2" not in actionplan("since", draft, "--until", "2024-06-01").out
    assert "1.2 Later: joined the plan" in actionplan("since", draft, "--until", "2024-12-02").out
    assert "1.2 Later: joined the plan" in actionplan("since", "minutes", "--until", draft).out


def test_what_the_board_did_not_know(actionplan, here):
    here.append('on = 2024-04-20\nrecorded = 2024-06-01\nby = "hcc"\nnote = "Late news"\n')
    out = actionplan("since", "2024-05-01", "--until", "as-at:2024-05-01").out
    title = "What is known now about 1 May 2024 but was not on record then"
    assert out.startswith(f"{title}\nA plan\n\nRecorded late: 1\n")
    assert "Late news" in out
    assert "Red" not in out


def test_a_tag_that_looks_like_a_day(actionplan, here, short):
    here.git("tag", "2024-03-01", "minutes")
    assert "What changed from 1 Mar 2024 to 24 Nov 2026" in actionplan("since", "2024-03-01").out
    assert f"between commit {short} of" in actionplan("since", "rev:2024-03-01").out


@pytest.mark.parametrize(
    ("start", "said"),
    [
        ("soon", '"soon" is neither a day, such as 2024-10-01, nor a commit'),
        ("rev:soon", 'git knows no commit "soon" here'),
        ("as-at:soon", '"soon" is not a day: write as-at:2024-10-01'),
    ],
)
def test_neither_a_day_nor_a_commit(actionplan, here, start, said):
    ran = actionplan("since", start)
    assert ran.code == 2
    assert said in " ".join(ran.err.split())


def test_days_the_wrong_way_round(actionplan, here):
    ran = actionplan("since", "2024-06-01", "--until", "as-at:2024-05-01")
    assert (ran.code, ran.out) == (2, "")
    assert "the end, 1 May 2024, is before the start, 1 Jun 2024: swap them" in " ".join(ran.err.split())


def test_markdown_names_the_commit_too(actionplan, here, monkeypatch):
    monkeypatch.setattr(made_from, "anchor_lines", unpatched_anchor_text)
    head = here.git("rev-parse", "HEAD")[:20]
    out = actionplan("since", "2024-04-01", "--until", "2024-04-30", "--format", "markdown").out
    assert out.endswith(f"\n\nMade from commit {head} of 7 May 2024.\n")
    out = actionplan("since", "minutes", "--format", "markdown").out
    assert f"tag minutes, and from commit {head}" in out


def test_a_commit_in_which_a_file_cannot_be_read(actionplan, here):
    here.write({"actions/1.1.toml": "title =\n"})
    here.commit("2024-06-03")
    ran = actionplan("since", "minutes", "--until", "HEAD")
    assert ran.code == 2
    assert ran.out.startswith("PARTIAL: 1 file")
    assert "Nothing has changed." in ran.out
    here.write({"actions/1.1.toml": ACTION})
    here.commit("2024-06-04")
    ran = actionplan("since", "HEAD~1", "--until", "HEAD")
    assert (ran.code, ran.out.startswith("PARTIAL: 1 file")) == (2, True), "in the earlier commit, too"
    answer = json.loads(actionplan("since", "HEAD~1", "--until", "HEAD", "--format", "json").out)
    assert (answer["partial"], len(answer["unread"])) == (True, 1)
