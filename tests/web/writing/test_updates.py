"""What others have shared is shown in words, taken in, and put together with what is saved here."""

import re
from html import unescape

import pytest

from actionplan.git.audit.audit import audit
from sharing import Shared, git

UPDATE = "/p/actions/1.1/update"
SHARE, UPDATES, CONFLICTS = "/p/share", "/p/updates", "/p/conflicts"
JARGON = r"\b(merge|branch|rebase|HEAD|commit|push|pull|TOML|ours|theirs side|conflict markers?)\b"


@pytest.fixture
def shared(tmp_path):
    return Shared(tmp_path)


def said(answer):
    """Return what an answer says, without its elements."""
    text = answer if isinstance(answer, str) else answer.get_data(as_text=True)
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", text.partition("<main")[2].partition("</main>")[0])).split())


def share(keeper, *files):
    return keeper.send(SHARE, "share", files=list(files) or ["actions/1.1.toml"], message="From me")


def edit(keeper, path, old, new):
    """Change a file as an editor does."""
    file = keeper.root / path
    text = file.read_text()
    assert old in text
    file.write_text(text.replace(old, new))


def clash(shared, path, old, mine, theirs):
    """Have Ben and Anna change the same thing, Ben first; return the answer when Anna shares."""
    edit(shared.ben, path, old, theirs)
    assert share(shared.ben, path).status_code == 303
    edit(shared.anna, path, old, mine)
    return share(shared.anna, path)


def test_what_others_have_shared_is_shown_in_words_and_taken_in(shared):
    assert "Nothing is known here that others have shared" in said(shared.anna.get(UPDATES))
    assert shared.anna.send(UPDATES, "look").headers["Location"] == "/p/updates?done=nothing"
    shared.ben.save(UPDATE, progress="40", note="Ben's words", by="icb")
    share(shared.ben)
    assert shared.anna.send(UPDATES, "look").headers["Location"] == UPDATES
    before = shared.anna.read()
    words = said(shared.anna.get(UPDATES))
    assert "Ben Birch on" in words
    assert "“From me”" in words
    assert "1.1 Cut the wait. 40% done" in words
    assert "Ben's words" in words
    assert shared.anna.read() == before
    assert shared.anna.send(UPDATES, "take").headers["Location"] == "/p/updates?done=all"
    assert b"Ben's words" in shared.anna.read()
    assert "What others have shared is taken in." in said(shared.anna.get("/p/updates?done=all"))


def test_what_is_saved_here_and_not_recorded_stays_when_an_update_is_taken_in(shared):
    edit(shared.ben, "areas/A.toml", "Timeliness", "Being on time")
    share(shared.ben, "areas/A.toml")
    shared.anna.save(UPDATE, progress="40", note="Mine", by="council")
    assert shared.anna.send(UPDATES, "take").headers["Location"] == "/p/updates?done=all"
    assert b"Being on time" in shared.anna.read("areas/A.toml")
    assert b"Mine" in shared.anna.read()


def test_an_update_that_touches_what_is_not_recorded_says_to_share_that_first(shared):
    shared.ben.save(UPDATE, progress="30", by="icb")
    share(shared.ben)
    shared.anna.save(UPDATE, progress="40", note="Mine", by="council")
    before = shared.anna.read()
    answer = shared.anna.send(UPDATES, "take")
    assert answer.status_code == 503
    assert "Share that too" in said(answer)
    assert shared.anna.read() == before


def test_both_are_shown_side_by_side_with_no_answer_chosen(shared):
    answer = clash(shared, "areas/A.toml", "Timeliness", "Speed", "Being on time")
    assert answer.headers["Location"].startswith(CONFLICTS)
    page = shared.anna.get(CONFLICTS)
    words = said(page)
    assert "Title Being on time Speed" in words
    assert "Use what others shared" in words
    assert not re.search(r'type="radio"[^>]*checked', page)
    assert not re.search(JARGON, words)
    assert "must be put together. <a" in page


@pytest.mark.parametrize(("answer", "title"), [("theirs", "Being on time"), ("ours", "Speed")])
def test_a_decision_is_saved_and_then_shared(shared, answer, title):
    clash(shared, "areas/A.toml", "Timeliness", "Speed", "Being on time")
    done = shared.anna.send(CONFLICTS, "decide", answer=answer)
    assert done.headers["Location"] == "/p/share?done=together"
    assert f'title = "{title}"' in shared.anna.read("areas/A.toml").decode()
    assert shared.anna.send(SHARE, "share").headers["Location"] == "/p/share?done=shared"
    assert f'title = "{title}"' in git(shared.place, "show", "HEAD:areas/A.toml")


def test_no_answer_is_asked_for_again(shared):
    clash(shared, "areas/A.toml", "Timeliness", "Speed", "Being on time")
    answer = shared.anna.send(CONFLICTS, "decide")
    assert answer.status_code == 400
    assert 'href="#answer-1"' in answer.get_data(as_text=True)


def test_a_decision_about_what_has_changed_since_is_not_saved(shared):
    clash(shared, "areas/A.toml", "Timeliness", "Speed", "Being on time")
    page = shared.anna.get(CONFLICTS)
    edit(shared.anna, "areas/A.toml", "Being", "Coming")
    assert shared.anna.send(CONFLICTS, "decide", page, answer="ours").status_code == 409


def test_the_page_can_be_left_and_all_is_as_before(shared):
    clash(shared, "areas/A.toml", "Timeliness", "Speed", "Being on time")
    assert shared.anna.send(CONFLICTS, "back").headers["Location"] == "/p/share?done=back"
    assert b'title = "Speed"' in shared.anna.read("areas/A.toml")
    assert git(shared.anna.root, "status", "--porcelain", "--untracked-files=no") == ""
    assert shared.anna.send(SHARE, "share").headers["Location"].startswith(CONFLICTS)


def test_a_plan_that_cannot_be_read_meanwhile_is_put_together_too(shared):
    clash(shared, "plan.toml", 'title = "A plan"', 'title = "Mine"', 'title = "Theirs"')
    assert '<a href="/p/conflicts">Put both together</a>' in shared.anna.get("/p/actions")
    assert "Title Theirs Mine" in said(shared.anna.get(CONFLICTS))
    assert shared.anna.send(CONFLICTS, "decide", answer="ours").headers["Location"] == "/p/share?done=together"
    assert "Mine" in shared.anna.get("/p/")


def test_two_new_records_of_one_number_are_both_kept(shared):
    for keeper, title in ((shared.ben, "Theirs"), (shared.anna, "Mine")):
        text = keeper.read().decode().replace("Cut the wait", title)
        (keeper.root / "actions/1.2.toml").write_text(text)
    share(shared.ben, "actions/1.2.toml")
    share(shared.anna, "actions/1.2.toml")
    assert "Keep both" in said(shared.anna.get(CONFLICTS))
    assert "Enter the number that theirs gets" in said(shared.anna.send(CONFLICTS, "decide", answer="both"))
    assert "1.1" in said(shared.anna.send(CONFLICTS, "decide", answer="both", new="1.1"))
    assert shared.anna.send(CONFLICTS, "decide", answer="both", new="1.3").status_code == 303
    assert b"Mine" in shared.anna.read("actions/1.2.toml")
    assert b"Theirs" in shared.anna.read("actions/1.3.toml")


def test_a_record_that_others_removed_and_that_was_changed_here(shared):
    (shared.ben.root / "actions/1.1.toml").unlink()
    share(shared.ben)
    shared.anna.save(UPDATE, progress="40", note="Mine", by="council")
    share(shared.anna)
    assert "Others have removed it, and you have changed it." in said(shared.anna.get(CONFLICTS))
    assert shared.anna.send(CONFLICTS, "decide", answer="ours").headers["Location"] == "/p/share?done=together"
    assert b"Mine" in shared.anna.read()


def test_without_anything_to_decide_the_page_says_so(shared):
    assert "There is nothing to decide." in said(shared.anna.get(CONFLICTS))


def test_whatever_two_officers_share_an_audit_finds_nothing(shared):
    for number in range(3):
        for keeper, by in ((shared.anna, "council"), (shared.ben, "icb")):
            keeper.save(UPDATE, note=f"{by} {number}", by=by)
            assert share(keeper).status_code == 303
    shared.anna.send(UPDATES, "take")
    text = shared.anna.read().decode()
    assert all(f"{by} {number}" in text for by in ("council", "icb") for number in range(3))
    found = audit(str(shared.anna.root), None).findings
    assert found == audit(str(shared.folder / "first"), None).findings
