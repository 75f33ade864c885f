"""One form from its empty page to the saved entry, and everything that can come between."""

import datetime as dt
import re
import subprocess
from html import unescape

import pytest

from actionplan.edit.append import append_status
from actionplan.model.dates import PlanDate
from actionplan.model.entries import ActionEntry
from actionplan.model.ids import Id
from actionplan.web.app import make_app
from actionplan.web.store import PlanStore
from keeping import Keeper, said

UPDATE = "/p/actions/1.1/update"
TODAY = dt.date.today()


def append(keeper, **stated):
    """Add an entry as another program does."""
    entry = ActionEntry(on=PlanDate.parse(TODAY.isoformat()), by=Id("icb"), **stated)
    append_status(str(keeper.root), "1.1", entry, today=TODAY)


def test_the_page_of_an_action_leads_to_the_forms_that_make_sense(keeper):
    page = keeper.get("/p/actions/1.1")
    tasks = page.partition('<nav class="tasks"')[2].partition("</nav>")[0]
    first, more = (re.findall(r">([^<]+)</a>", each) for each in tasks.split("<details>"))
    assert first == ["Add an update", "Move the date", "Ask for a new date", "Suspend it", "Cancel it"]
    assert more == [
        "Remove a link",
        "Change what was agreed",
        "Change a milestone",
        "Split it into several",
        "Correct an entry",
        "Remove the words of an entry",
    ]


def test_nothing_is_filled_in_from_last_month(keeper):
    form = keeper.get(UPDATE).partition('<form class="entry"')[2].partition("</form>")[0]
    assert re.findall(r'<input type="text"[^>]*value="([^"]+)"', form) == []
    assert "Two of ten." not in form
    assert "Two of ten." in keeper.get(UPDATE)  # it is beside the form, to be read


def test_an_update_is_shown_in_words_and_then_saved(keeper):
    before = keeper.read()
    checked = keeper.send(UPDATE, state="in-progress", progress="40", note="Four of ten.", by="council")
    assert checked.status_code == 200
    assert "Progress 40%" in said(checked)
    assert "Said by Anyshire Council" in said(checked)
    assert "[[status]]" in checked.get_data(as_text=True)
    assert keeper.read() == before

    saved = keeper.send(UPDATE, "save", checked.get_data(as_text=True))
    assert saved.status_code == 303
    assert saved.headers["Location"].startswith("/p/actions/1.1?saved=update&entry=")
    assert keeper.read().startswith(before)
    assert b'note = "Four of ten."' in keeper.read()
    assert "Your update is saved on this computer." in said(keeper.get("/p/actions/1.1?saved=update"))


def test_what_is_pasted_is_saved_as_a_command_saves_it(keeper):
    note = "Tab\tbetween, a line\vbreak of Word, no\u200bwidth and a\xa0blank."
    checked = keeper.send(UPDATE, note=note, by="council").get_data(as_text=True)
    again = keeper.send(UPDATE, "change", checked).get_data(as_text=True)
    area = unescape(again.partition('<textarea id="note"')[2].partition(">")[2].partition("</textarea>")[0])
    checked = keeper.send(UPDATE, page=again, note=area.removeprefix("\n"), by="council").get_data(as_text=True)
    assert keeper.send(UPDATE, "save", checked).status_code == 303
    saved = keeper.material().paper.plan.action("1.1").status[-1].note
    assert saved == "Tab between, a line\nbreak of Word, nowidth and a blank."
    assert "<U+" not in keeper.read().decode()


def test_what_people_wrote_stays_as_it_is_and_a_rating_has_the_word_of_the_plan(keeper):
    page = said(keeper.send(UPDATE, rating="red", note="iPads came", evidence="www.a.org", by="council"))
    assert "Rating Off course" in page
    assert "Note iPads came" in page
    page = said(keeper.send("/p/actions/1.1/correct", entry="1.1:first1", note="two", reason="a typo", by="council"))
    assert "Reason a typo" in page
    assert "Corrects" not in page


def test_a_note_that_is_long_is_asked_about_in_plain_words(keeper):
    page = keeper.send(UPDATE, note="Word " * 500, by="council").get_data(as_text=True)
    assert "The note is very long: 2,499 characters. Must readers have all of it?" in said(page)
    boxes = re.findall(r'name="confirmed" value="([^"]*)"', page)
    assert keeper.send(UPDATE, "save", page, confirmed=boxes).status_code == 303


def test_a_term_is_an_answer_only_where_the_plan_has_one_to_come(keeper):
    redate = "/p/actions/1.1/redate"
    assert "A day or a month. For example, 27 March 2026 or March 2026." in keeper.get(redate)
    with (keeper.root / "plan.toml").open("a") as file:
        file.write('[terms.t1]\nlabel = "Summer term 2099"\nfrom = 2099-04-20\nuntil = 2099-07-20\n')
    assert "27 March 2026, March 2026 or Summer term 2099." in keeper.get(redate)


def test_a_month_in_small_letters_is_shown_with_a_capital(keeper):
    keeper.save("/p/actions/1.1/redate", due="jul 2099", reason="Late", by="council")
    assert "Due Jul 2099." in keeper.get("/p/actions/1.1")


def test_all_that_is_wrong_is_listed_at_once_and_what_was_entered_stays(keeper):
    answer = keeper.send(UPDATE, progress="400", on="31 feb", note="Kept <as> it was", by="")
    page = answer.get_data(as_text=True)
    assert answer.status_code == 400
    assert "<title>Error: Add an update" in page
    summary = page.partition('<div class="problem"')[2].partition("</div>")[0]
    links = re.findall(r'<a href="#([^"]+)">', summary)
    assert links == ["progress", "on", "by"]
    for name in links:
        assert f'id="{name}-error"' in page
        assert re.search(rf'id="{name}" [^>]*aria-describedby="[^"]*{name}-error"', page)
    assert 'value="400"' in page
    assert "Kept &lt;as&gt; it was" in page


def test_what_may_be_a_mistake_is_confirmed_before_it_is_saved(keeper):
    checked = keeper.send(UPDATE, progress="10", by="council")
    page = checked.get_data(as_text=True)
    assert "progress falls from 20%" in said(page)
    again = keeper.send(UPDATE, "save", page)
    assert again.status_code == 200
    assert "Nothing was saved yet." in said(again)
    assert b"progress = 10" not in keeper.read()
    boxes = re.findall(r'name="confirmed" value="([^"]*)"', page)
    assert keeper.send(UPDATE, "save", page, confirmed=boxes).status_code == 303
    assert b"progress = 10" in keeper.read()


def test_a_form_of_another_page_or_an_earlier_start_saves_nothing_and_keeps_the_text(keeper):
    before = keeper.read()
    for token in ("", "x" * 43):
        answer = keeper.send(UPDATE, "save", csrf_token=token, note="Not lost", by="council")
        assert answer.status_code == 403
        assert "Not lost" in answer.get_data(as_text=True)
    assert keeper.read() == before


def test_a_view_that_only_reads_has_no_form_and_says_why(plan):
    client = make_app(PlanStore([str(plan)]), dt.date.today).test_client()
    page = client.get("/p/actions/1.1", base_url="http://127.0.0.1").get_data(as_text=True)
    assert "Add an update" not in page
    assert "started with --read-only" in page
    assert client.get(UPDATE, base_url="http://127.0.0.1").status_code == 404
    assert client.post(UPDATE, base_url="http://127.0.0.1", data={"step": "save"}).status_code == 404


def test_nothing_is_added_on_the_page_of_another_day(keeper):
    assert "go back to today" in said(keeper.get(f"{UPDATE}?as_at=2026-02-01"))
    assert "Add an update" not in keeper.get("/p/actions/1.1?as_at=2026-02-01")


def clashing(keeper):
    """Return the page that is checked before someone else adds an entry."""
    page = keeper.send(UPDATE, progress="40", note="Mine.", by="council").get_data(as_text=True)
    append(keeper, note="Theirs.", progress=30)
    return keeper.send(UPDATE, "save", page)


def test_what_someone_else_saved_meanwhile_is_shown_beside_what_was_entered(keeper):
    clash = clashing(keeper)
    assert clash.status_code == 409
    assert b"Mine." not in keeper.read()
    assert "Someone else changed this action while you were writing" in said(clash)
    assert "Note Theirs. Mine." in said(clash)


def test_mine_is_added_after_theirs(keeper):
    checked = keeper.send(UPDATE, "answer", clashing(keeper).get_data(as_text=True), answer="after")
    assert checked.status_code == 200
    assert keeper.send(UPDATE, "save", checked.get_data(as_text=True)).status_code == 303
    text = keeper.read().decode()
    assert text.index("Theirs.") < text.index("Mine.")


def test_mine_is_changed_first(keeper):
    form = keeper.send(UPDATE, "answer", clashing(keeper).get_data(as_text=True), answer="change")
    page = form.get_data(as_text=True)
    assert "Mine.</textarea>" in page
    assert "Theirs." in page
    assert keeper.save(UPDATE, progress="41", note="Mine, changed.", by="council").status_code == 303


def test_mine_is_dropped_and_shown_once_more(keeper):
    dropped = keeper.send(UPDATE, "answer", clashing(keeper).get_data(as_text=True), answer="drop")
    assert "Not saved" in said(dropped)
    assert "Mine." in said(dropped)
    assert b"Mine." not in keeper.read()


def test_no_answer_to_a_clash_is_asked_for_again(keeper):
    again = keeper.send(UPDATE, "answer", clashing(keeper).get_data(as_text=True))
    assert again.status_code == 409
    assert "Choose what to do with what you wrote" in said(again)


def test_what_was_not_saved_is_kept_on_this_computer(keeper, plan, tmp_path):
    keeper.send(UPDATE, note="Half of it", progress="x", by="council")
    assert not any(b"Half of it" in path.read_bytes() for path in plan.rglob("*.toml"))
    later = Keeper(plan, tmp_path / "drafts")
    assert "and did not save it." in said(later.get(UPDATE))
    assert "Half of it</textarea>" in later.get(f"{UPDATE}?draft=1")
    assert later.save(UPDATE, note="All of it", by="council").status_code == 303
    assert "did not save it" not in later.get(UPDATE)


def test_the_last_entry_is_undone_until_it_is_committed(keeper, plan):
    before = keeper.read()
    keeper.save(UPDATE, note="Four of ten.", by="council")
    page = keeper.get("/p/actions/1.1/undo")
    assert "Four of ten." in said(page)
    assert keeper.send("/p/actions/1.1/undo", "save", page).status_code == 303
    assert keeper.read() == before
    assert "There is nothing to undo" in said(keeper.get("/p/actions/1.1/undo"))


def undo_link(keeper, saved):
    """Return where a saved form is undone, as the page says to which it leads."""
    [link] = re.findall(r'<a href="([^"]+)">Undo this</a>', keeper.get(saved.headers["Location"]))
    return link


def test_undoing_reads_as_taking_back(keeper):
    undo = undo_link(keeper, keeper.save(UPDATE, note="Four of ten.", by="council"))
    page = keeper.get(undo)
    assert "<title>Take this back?" in page
    assert "This entry is taken out of the plan. It was saved on this computer only." in said(page)
    assert "not been saved" not in said(page)
    assert re.findall(r'<button type="submit" [^>]*>([^<]+)<', page) == ["Take it back"]
    undone = keeper.send("/p/actions/1.1/undo", "save", page)
    assert "It is taken back." in said(keeper.get(undone.headers["Location"]))
    assert "Undo this" not in keeper.get(undone.headers["Location"])


def test_undo_never_takes_back_what_a_colleague_has_added_since(keeper):
    undo = undo_link(keeper, keeper.save(UPDATE, note="Mine.", by="council"))
    append(keeper, note="Theirs.")
    before = keeper.read()
    page = keeper.get(undo)
    assert "Somebody has added an entry since: undo that first, or correct yours" in said(page)
    assert "<button" not in page.partition('<form class="entry"')[2]
    assert keeper.send(undo, "save", page).status_code == 409
    assert keeper.read() == before


@pytest.mark.parametrize("names_entry", [True, False])
def test_what_a_colleague_adds_while_the_page_of_an_undo_is_open_stays(keeper, names_entry):
    undo = undo_link(keeper, keeper.save(UPDATE, note="Mine.", by="council"))
    undo = undo if names_entry else undo.partition("?")[0]
    page = keeper.get(undo)
    append(keeper, note="Theirs.")
    before = keeper.read()
    answer = keeper.send(undo, "save", page)
    assert answer.status_code == 409
    assert "Somebody has added an entry since" in said(answer)
    assert keeper.read() == before


def test_the_last_entry_can_be_undone_from_its_page_until_it_is_recorded(keeper, plan):
    assert "Undo the last entry" not in keeper.get("/p/actions/1.1")
    keeper.save(UPDATE, note="Four of ten.", by="council")
    assert '<a href="/p/actions/1.1/undo">Undo the last entry</a>' in keeper.get("/p/actions/1.1")
    assert "Undo the last entry" not in keeper.get("/p/areas/A")
    subprocess.run(["git", "commit", "-qam", "Recorded"], cwd=plan, check=True)
    assert "Undo the last entry" not in keeper.get("/p/actions/1.1")


def test_what_looks_like_personal_data_is_named_before_it_is_saved(keeper):
    page = said(keeper.send(UPDATE, note="Ring 01992 555555, or ann@example.org.", by="council"))
    assert "Tick each sentence that you have checked" in page
    assert "What looks like personal data stays in the plan's history for good." in page
    assert "telephone number, which is personal data: “01992 555555”" in page
    assert "e-mail address, which is personal data: “ann@example.org”" in page
    assert "for good" not in said(keeper.send(UPDATE, progress="10", by="council"))


def test_an_entry_is_not_taken_back_twice(keeper):
    keeper.save(UPDATE, note="Another one.", by="council")
    undo = undo_link(keeper, keeper.save(UPDATE, note="Four of ten.", by="council"))
    page = keeper.get(undo)
    assert keeper.send(undo, "save", page).status_code == 303
    again = keeper.send(undo, "save", page)
    assert again.status_code == 409
    assert "This entry is not in the plan any more." in said(again)
    assert b"Another one." in keeper.read()


def test_who_writes_is_chosen_once_and_shown_on_every_page(keeper):
    assert "Choose who you write for" in keeper.get("/p/")
    assert keeper.send("/p/writer", "save", by="icb").status_code == 303
    for page in ("/p/", "/p/actions", "/p/actions/1.1"):
        assert "You write for <strong>Anyshire ICB</strong>" in keeper.get(page)
    assert '<option value="icb" selected>' in keeper.get(UPDATE)


def test_lines_of_a_text_stay_single_however_often_they_are_sent(keeper):
    page = keeper.send(UPDATE, note="One\r\nTwo", by="council").get_data(as_text=True)
    page = page.replace("One\nTwo", "One\r\nTwo")  # a browser sends it so
    keeper.send(UPDATE, "save", page)
    assert b"One\nTwo" in keeper.read()


def test_a_plan_whose_policy_asks_for_commits_gets_one(keeper, plan):
    (plan / "plan.toml").write_text((plan / "plan.toml").read_text() + "\n[policy]\ncommit = true\n")
    subprocess.run(["git", "commit", "-qam", "Commit"], cwd=plan, check=True)
    assert keeper.save(UPDATE, note="Committed", by="council").status_code == 303
    log = subprocess.run(["git", "log", "-1", "--format=%s"], cwd=plan, check=True, capture_output=True, text=True)
    assert log.stdout.strip() == "p 1.1: note (council)"


def test_the_first_page_lists_what_is_not_saved_and_drops_it_on_request(keeper, plan, tmp_path):
    keeper.send(UPDATE, note="Half of it", progress="x", by="council")
    keeper.send("/p/new/action", title="Another")
    page = keeper.get("/p/")
    assert "Kept on this computer, not yet saved." in said(page)
    addresses = re.findall(r'<li><a href="([^"]+draft=1)">([^<]+)</a>', page)
    assert {("/p/new/action?draft=1", "Add an action"), (f"{UPDATE}?draft=1", "Add an update: Cut the wait")} == {
        *addresses
    }
    assert "Half of it</textarea>" in keeper.get(f"{UPDATE}?draft=1")

    foreign = keeper.send("/p/drafts", "", page, csrf_token="x" * 43, form=UPDATE)
    assert foreign.status_code == 403
    assert "Cut the wait" in said(keeper.get("/p/"))
    assert keeper.send("/p/drafts", "", page, form=UPDATE).headers["Location"] == "/p/"
    assert "Add an update" not in said(keeper.get("/p/"))
    keeper.send("/p/drafts", "", page, form="/p/new/action")
    assert "Not saved yet" not in keeper.get("/p/")


def test_a_page_of_another_day_lists_nothing_that_is_not_saved(keeper):
    keeper.send(UPDATE, note="Half of it", progress="x", by="council")
    assert "Not saved yet" not in keeper.get("/p/?as_at=2026-02-01")
