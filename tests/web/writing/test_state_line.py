"""The grey line of every page says what is saved on this computer only, and never holds a page for long."""

import re
import shutil
from html import unescape

import pytest

from actionplan.git import run_git
from actionplan.git.unshared import new_entries
from actionplan.web import patience
from keeping import ACTION, Keeper
from sharing import Shared, fake_git, git

UPDATE = "/p/actions/1.1/update"


@pytest.fixture
def shared(tmp_path):
    return Shared(tmp_path)


def line(keeper, address="/p/"):
    """Return the last sentence of the grey line, with the address that it leads to."""
    found = re.findall(
        r"<p>([^<]*) <a href=\"([^\"]*)\">([^<]*)</a></p>", keeper.get(address).partition("</header>")[0]
    )
    words, where, link = found[-1]
    return unescape(f"{words} {link}"), where


def test_what_is_saved_and_not_shared_is_counted_by_entries(shared):
    assert line(shared.anna) == ("All that is saved here is shared. See what others have shared", "/p/updates")
    for progress in ("30", "40"):
        shared.anna.save(UPDATE, progress=progress, by="council")
    for page in ("/p/", "/p/actions", "/p/actions/1.1"):
        said, where = line(shared.anna, page)
        assert said == "2 updates saved on this computer, not yet shared. See and share them"
        assert where == "/p/share"


def test_what_git_has_recorded_counts_until_it_is_shared(shared):
    shared.anna.save(UPDATE, progress="30", by="council")
    git(shared.anna.root, "commit", "-qam", "Recorded")
    assert line(shared.anna)[0].startswith("1 update saved on this computer, not yet shared.")
    git(shared.anna.root, "push", "-q")
    assert line(shared.anna)[0].startswith("All that is saved here is shared.")


def test_what_others_shared_is_shown_once_it_is_known_here(shared):
    shared.ben.save(UPDATE, progress="30", by="icb")
    git(shared.ben.root, "commit", "-qam", "Ben's")
    git(shared.ben.root, "push", "-q")
    git(shared.anna.root, "fetch", "-q")
    assert line(shared.anna) == ("Others have shared updates that are not here yet. See them", "/p/updates")


def test_without_a_place_to_share_it_says_so(plan, keeper):
    assert line(keeper) == ("What you save is on this computer only. How to share it", "/p/share")
    keeper.save(UPDATE, progress="30", by="council")
    assert line(keeper)[0] == "1 update saved on this computer, not yet recorded in git. See and record them"
    shutil.rmtree(plan / ".git")
    assert line(keeper) == ("What you save is on this computer only. How to share it", "/p/share")


@pytest.mark.parametrize("script", ["", "exec sleep 60"])
def test_a_git_that_is_gone_or_hangs_holds_no_page(shared, tmp_path, monkeypatch, script):
    monkeypatch.setattr(patience, "SECONDS", 0.2)
    monkeypatch.setattr(run_git, "LIMIT", 1.0)
    fake_git(monkeypatch, tmp_path / "programs", script)
    assert line(shared.anna) == (
        "It is not known what is shared, because git does not answer. See what to do",
        "/p/share",
    )
    assert "git does not answer" in shared.anna.get("/p/actions")
    assert Keeper(shared.anna.root, tmp_path / "d").save(UPDATE, note="Kept", by="council").status_code == 303


@pytest.mark.parametrize(
    ("old", "new", "number"),
    [
        (None, ACTION, 1),
        (ACTION, None, 1),
        (ACTION, ACTION, 0),
        (ACTION, ACTION.replace("Cut", "Halve"), 1),
        (ACTION, f"{ACTION}\n# a comment\n", 1),
        (ACTION, f'{ACTION}\n[[status]]\non = 2026-02-05\nby = "icb"\nnote = "x"\n', 1),
        (ACTION, ACTION + 2 * '\n[[status]]\non = 2026-02-05\nby = "icb"\nnote = "x"\n', 2),
        (ACTION, f"{ACTION}<<<<<<<", 1),
    ],
)
def test_entries_are_counted_not_files(old, new, number):
    assert new_entries(*(text.encode() if text is not None else None for text in (old, new))) == number
