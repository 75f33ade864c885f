"""What is saved here is shared with others: only what was ticked, and each failure is a sentence with the next step."""

import os
import re
import shutil
from html import unescape

import pytest

from actionplan.git import network, run_git
from actionplan.web import patience
from sharing import Shared, fake_git, git

UPDATE = "/p/actions/1.1/update"
SHARE = "/p/share"


@pytest.fixture
def shared(tmp_path):
    return Shared(tmp_path)


def said(answer):
    """Return what an answer says, without its elements."""
    text = answer if isinstance(answer, str) else answer.get_data(as_text=True)
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", text.partition("<main")[2].partition("</main>")[0])).split())


def share(keeper, files=("actions/1.1.toml",), message="The numbers of March", **more):
    return keeper.send(SHARE, "share", files=list(files), message=message, **more)


def test_the_page_says_in_words_what_is_not_shared_and_who_says_so(shared):
    shared.anna.save(UPDATE, progress="40", note="Four of ten.", by="council")
    page = shared.anna.get(SHARE)
    words = said(page)
    assert "1.1 Cut the wait" in words
    assert "Anyshire Council" in words
    assert "Four of ten" in words
    assert "Git names Anna Ash as the author." in words
    assert re.findall(r'name="files" value="([^"]*)" checked', page) == ["actions/1.1.toml"]
    assert 'name="message" value=""' in page


def test_what_was_ticked_is_shared_with_its_message_and_nothing_else(shared):
    shared.anna.save(UPDATE, progress="40", by="council")
    area = shared.anna.root / "areas/A.toml"
    area.write_text(area.read_text().replace("Timeliness", "Being on time"))
    for name in ("notes.txt", "staged.txt"):
        (shared.anna.root / name).write_text("mine")
    git(shared.anna.root, "add", "staged.txt")
    answer = share(shared.anna)
    assert answer.status_code == 303
    assert shared.last_message() == "Anna Ash: The numbers of March"
    assert git(shared.place, "show", "--name-only", "--format=").split() == ["actions/1.1.toml"]
    assert git(shared.anna.root, "status", "--porcelain").split("\n") == [
        "M areas/A.toml",
        "A  staged.txt",
        "?? .actionplan.lock",
        "?? notes.txt",
    ]
    again = said(shared.anna.get(answer.headers["Location"]))
    assert "Shared: Cut the wait. Not shared yet: A Being on time." in again
    assert "What others have shared is taken in." not in again


def test_what_others_shared_in_between_is_put_together_with_mine(shared):
    shared.ben.save(UPDATE, progress="30", note="Ben's", by="icb")
    assert share(shared.ben, message="From Ben").status_code == 303
    shared.anna.save(UPDATE, progress="40", note="Anna's", by="council")
    answer = share(shared.anna, message="From Anna")
    page = said(shared.anna.get(answer.headers["Location"]))
    assert "Shared: Cut the wait. What others have shared is taken in." in page
    text = git(shared.place, "show", "HEAD:actions/1.1.toml")
    assert "Ben's" in text
    assert "Anna's" in text
    assert "<<<" not in text
    assert git(shared.anna.root, "status", "--porcelain", "--untracked-files=no") == ""


def test_without_a_place_it_is_recorded_and_says_what_to_ask_for(plan, keeper):
    git(plan, "config", "user.name", "Anna Ash")
    git(plan, "config", "user.email", "anna@example.org")
    keeper.save(UPDATE, progress="40", by="council")
    assert "There is nowhere to share it to yet." in said(keeper.get(SHARE))
    answer = share(keeper)
    assert git(plan, "log", "-1", "--format=%an: %s") == "Anna Ash: The numbers of March"
    assert "Recorded on this computer: Cut the wait." in said(keeper.get(answer.headers["Location"]))


def test_outside_git_the_page_says_what_to_ask_for(plan, keeper):
    shutil.rmtree(plan / ".git")
    assert "must be kept with the program git" in said(keeper.get(SHARE))


def test_all_that_is_missing_is_listed_at_once_and_what_was_entered_stays(shared):
    shared.anna.save(UPDATE, progress="40", by="council")
    assert "Tick what should be shared" in said(share(shared.anna, files=()))
    answer = share(shared.anna, message=" ")
    assert answer.status_code == 400
    assert 'href="#message"' in answer.get_data(as_text=True)
    assert 'value="actions/1.1.toml" checked' in answer.get_data(as_text=True)


def test_personal_data_in_the_message_is_asked_about_before_it_is_shared(shared):
    shared.anna.save(UPDATE, progress="40", by="council")
    message = "Ring 01992 555555"
    asked = share(shared.anna, message=message)
    assert asked.status_code == 400
    assert "“01992 555555” looks like a telephone number, which is personal data" in said(asked)
    assert shared.last_message() == "An officer: The plan"
    [tick] = re.findall(r'name="confirmed" value="([^"]*)"', asked.get_data(as_text=True))
    assert share(shared.anna, message=f"{message} or 01992 666666", confirmed=["another"]).status_code == 400
    assert share(shared.anna, message=message, confirmed=[unescape(tick)]).status_code == 303
    assert shared.last_message() == f"Anna Ash: {message}"


def test_who_shares_is_asked_for_once(shared, monkeypatch):
    for key in ("user.name", "user.email"):
        git(shared.anna.root, "config", "--unset", key)
    git(shared.anna.root, "config", "user.useConfigOnly", "true")
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    for who in ("AUTHOR", "COMMITTER"):
        monkeypatch.delenv(f"GIT_{who}_NAME", raising=False)
        monkeypatch.delenv(f"GIT_{who}_EMAIL", raising=False)
    shared.anna.save(UPDATE, progress="40", by="council")
    assert "Your name" in said(shared.anna.get(SHARE))
    assert "Enter your name" in said(share(shared.anna))
    assert share(shared.anna, name="Anna A", email="a@example.org").status_code == 303
    assert shared.last_message() == "Anna A: The numbers of March"


def test_what_was_saved_after_the_page_was_shown_is_not_shared_unseen(shared):
    shared.anna.save(UPDATE, progress="40", by="council")
    page = shared.anna.get(SHARE)
    shared.anna.save(UPDATE, progress="50", by="council")
    answer = shared.anna.send(SHARE, "share", page, files=["actions/1.1.toml"], message="x")
    assert answer.status_code == 409
    assert "Something was saved after this page was shown." in said(answer)
    assert shared.last_message() == "An officer: The plan"


def test_a_form_of_another_page_shares_nothing(shared):
    shared.anna.save(UPDATE, progress="40", by="council")
    assert share(shared.anna, csrf_token="x").status_code == 403
    assert shared.last_message() == "An officer: The plan"


def broken(shared, monkeypatch, how):
    """Have sharing fail in one of many ways."""
    root = shared.anna.root
    match how:
        case "no place":
            shutil.rmtree(shared.place)
        case "no network":
            git(root, "config", "remote.origin.url", "http://127.0.0.1:9/x.git")
        case "a host that is not known":
            git(root, "config", "remote.origin.url", "https://nowhere.invalid/x.git")
        case "no access":
            git(root, "config", "remote.origin.url", "ssh://nobody@127.0.0.1/x.git")
            monkeypatch.setenv("GIT_SSH_COMMAND", "echo 'Permission denied (publickey).' >&2; false")
        case "an address that starts a program":
            git(root, "config", "remote.origin.url", "ext::touch started")
        case "another place by a setting":
            git(root, "config", "url.http://evil.example/.insteadOf", str(shared.place))
        case "an index that is locked":
            (root / ".git/index.lock").touch()
        case "a rebase":
            (root / ".git/rebase-merge").mkdir()
        case "a hook":
            hooks = shared.folder / "hooks"
            hooks.mkdir()
            (hooks / "pre-commit").write_text("#!/bin/sh\necho 'The moon is full' >&2; exit 1\n")
            (hooks / "pre-commit").chmod(0o755)
            (shared.folder / "own").write_text(f"[core]\n\thooksPath = {hooks}\n")
            monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(shared.folder / "own"))


@pytest.mark.parametrize(
    ("how", "words"),
    [
        ("no place", "There is no plan any more at the place where it was shared"),
        ("no network", "cannot be reached"),
        ("a host that is not known", "cannot be reached"),
        ("no access", "did not accept who you are"),
        ("an address that starts a program", "of a kind that is not used"),
        ("another place by a setting", "leads to another place"),
        ("an index that is locked", "Another program is using git"),
        ("a rebase", "a rebase with git in this folder"),
        ("a hook", "The moon is full"),
    ],
)
def test_each_failure_is_a_sentence_and_nothing_is_lost(shared, monkeypatch, how, words):
    shared.anna.save(UPDATE, progress="40", note="Not lost", by="council")
    page = shared.anna.get(SHARE)
    broken(shared, monkeypatch, how)
    answer = shared.anna.send(SHARE, "share", page, files=["actions/1.1.toml"], message="x")
    assert answer.status_code == 503
    assert words in said(answer)
    assert b"Not lost" in shared.anna.read()
    assert not (shared.anna.root / "started").exists()


def test_what_failed_to_be_sent_is_shared_the_next_time(shared):
    shared.anna.save(UPDATE, progress="40", by="council")
    away = shared.place.rename(shared.folder / "away.git")
    assert share(shared.anna).status_code == 503
    away.rename(shared.place)
    page = shared.anna.get(SHARE)
    assert "Recorded here, not shared yet" in said(page)
    assert shared.anna.send(SHARE, "share", page).headers["Location"] == "/p/share?done=shared"
    assert shared.last_message() == "Anna Ash: The numbers of March"


def test_what_would_be_overwritten_is_asked_for_first(shared):
    area = shared.ben.root / "areas/A.toml"
    area.write_text(area.read_text().replace("Timeliness", "Being on time"))
    share(shared.ben, files=["areas/A.toml"], message="From Ben")
    area = shared.anna.root / "areas/A.toml"
    area.write_text(area.read_text() + 'description = "Mine"\n')
    shared.anna.save(UPDATE, progress="40", by="council")
    answer = share(shared.anna)
    assert answer.status_code == 503
    assert "tick all of it" in said(answer)
    assert "Mine" in area.read_text()
    again = share(shared.anna, files=["areas/A.toml"], message="All of it")
    assert again.headers["Location"].startswith("/p/share?done=exchanged&file=areas")
    assert "Being on time" in area.read_text()
    assert "Mine" in area.read_text()


@pytest.mark.parametrize("script", ["", "exec sleep 60"])
def test_a_git_that_is_gone_or_hangs_says_so(shared, tmp_path, monkeypatch, script):
    shared.anna.save(UPDATE, progress="40", by="council")
    page = shared.anna.get(SHARE)
    monkeypatch.setattr(patience, "SECONDS", 0.1)
    monkeypatch.setattr(run_git, "LIMIT", 0.3)
    fake_git(monkeypatch, tmp_path / "programs", script)
    for answer in (shared.anna.get(SHARE), shared.anna.send(SHARE, "share", page, files=["actions/1.1.toml"])):
        assert "Git does not answer, so nothing can be shared for now." in said(answer)


def test_a_place_that_does_not_answer_is_left_in_time(shared, monkeypatch):
    git(shared.anna.root, "config", "remote.origin.url", "ssh://127.0.0.1/x.git")
    monkeypatch.setenv("GIT_SSH_COMMAND", "sleep 60;")
    monkeypatch.setattr(network, "LIMIT", 0.5)
    shared.anna.save(UPDATE, progress="40", by="council")
    answer = share(shared.anna)
    assert answer.status_code == 503
    assert "It took too long" in said(answer)
