"""Forms that add a part to a record, and those about bodies and meetings."""

import re
import shutil

import pytest

from actionplan.web.writing.form import command_words
from actionplan.web.writing.part_forms import PART_FORMS
from actionplan.web.writing.plan_forms import PLAN_FORMS
from keeping import Keeper, said, write_plan
from new_records import form_of, options_of

RECORDS = {
    "areas/B.toml": 'title = "Data"\nkind = "improvement"\n',
    "actions/1.2.toml": 'title = "Train SENCOs"\nareas = ["A"]\n',
    "resolutions/r.toml": 'title = "Act"\nbody = "council"\non = 2025-12-09\noutcome = "carried"\n\n[[clauses]]\n'
    'id = "a"\ntext = "Hurry up"\nwhole_plan = true\n',
    "reviews/v.toml": 'title = "A visit"\nkind = "monitoring"\nheld = "2025-06"\n',
    "risks/R1.toml": 'title = "Posts"\n',
}
MEETING = '\n[[meetings]]\nbody = "board"\non = 2026-09-15\n'

ADDED = {
    "actions/1.2/milestone": {"id": ["a"], "title": ["Trainers found"], "due": ["March 2027"]},
    "actions/1.2/resource": {"amount": ["250,000"], "unit": ["GBP"], "per": ["year"], "mentioned": ["mentioned"]},
    "areas/B/finding": {"id": ["a"], "text": ["Plans are late"], "source": ["https://example.org"]},
    "resolutions/r/clause": {
        "id": ["b"],
        "text": ["Report back: -- in public"],
        "addressee": ["council"],
        "actions": ["1.1", "1.2"],
        "due": ["Q1 2027/28"],
    },
    "resolutions/r/amendment": {
        "id": ["a"],
        "text": ["Adds a date"],
        "mover": ["Cllr A Example"],
        "outcome": ["lost"],
        "votes.for": ["3"],
        "votes.against": ["41"],
    },
    "reviews/v/finding": {"id": ["a"], "text": ["Plans are late"], "area": ["A"]},
    "reviews/v/recommendation": {
        "id": ["a"],
        "text": ["Recruit"],
        "strength": ["must"],
        "response_by": ["council"],
        "response_due": ["31 Jan 2026"],
        "actions": ["1.1"],
    },
    "reviews/v/area-outcome": {"area": ["A"], "outcome": ["effective action"], "note": ["In the letter"]},
    "new/body": {"id": ["forum"], "name": ["A Forum"], "kind": ["parent-carer-forum"], "aliases": ["PCF\nForum"]},
    "bodies/icb/change": {"until": ["31 March 2026"], "successor": ["council", "board"], "short": ["ICB"]},
    "new/meeting": {"body": ["board"], "on": ["15 January 2027"], "title": ["In public"], "note": ["In public"]},
    "meetings/board-2026-09-15/held": {"held": ["no"], "note": ["Put off"]},
}


def plan_with_records(root):
    """Write the plan with a record of each kind that has parts, and a meeting."""
    write_plan(root)
    for path, text in RECORDS.items():
        (root / path).parent.mkdir(exist_ok=True)
        (root / path).write_text(text)
    (root / "plan.toml").write_text((root / "plan.toml").read_text() + MEETING)
    return root


@pytest.fixture
def keeper(tmp_path):
    """Return a browser in which the plan with its records is kept."""
    return Keeper(plan_with_records(tmp_path / "plan"), tmp_path / "drafts")


def sent(values):
    """Return what is entered as names of arguments."""
    return {name.replace(".", "__"): value for name, value in values.items()}


@pytest.mark.parametrize("address", ADDED)
def test_a_form_writes_what_the_command_writes(address, tmp_path, actionplan):
    by_form, by_command = plan_with_records(tmp_path / "form"), tmp_path / "command"
    shutil.copytree(by_form, by_command)
    before = b"".join(path.read_bytes() for path in by_form.rglob("*.toml"))
    answer = Keeper(by_form, tmp_path / "drafts").save(f"/p/{address}", **sent(ADDED[address]))
    assert answer.status_code == 303, said(answer)

    *place, name = address.split("/")
    kind = {"bodies": "body", "new": ""}.get(place[0], place[0].removesuffix("s"))
    record = "" if not kind else ("board", "2026-09-15") if kind == "meeting" else place[1]
    words = command_words(form_of(name, kind), record, str(by_command), ADDED[address])
    assert actionplan(*words[:2], "--yes", *words[2:]).code == 0
    files = [path.relative_to(by_form) for path in by_form.rglob("*.toml")]
    assert all((by_form / path).read_bytes() == (by_command / path).read_bytes() for path in files)
    assert b"".join((by_form / path).read_bytes() for path in files) != before


@pytest.mark.parametrize("form", [*PART_FORMS, *PLAN_FORMS], ids=lambda form: "-".join((*form.kinds, form.name)))
def test_a_form_asks_for_everything_that_the_command_takes(form):
    asked = {each.name.partition(".")[0] for each in form.fields}
    known = {name.rstrip("_") for name in options_of(*form.command)} - {"remove"}
    if form.name == "finding" and form.kinds == ("area",):
        known -= {"area"}
    if form.name == "held":
        known -= {"title", "source"}
    assert known <= asked


def test_the_page_of_a_record_offers_its_parts(keeper):
    def tasks(page):
        return re.findall(rf'href="/p/{page}/([a-z-]+)"', keeper.get(f"/p/{page}"))

    assert {"clause", "amendment"} <= set(tasks("resolutions/r"))
    assert {"finding", "recommendation", "area-outcome"} <= set(tasks("reviews/v"))
    assert "finding" in tasks("areas/A")
    assert {"milestone", "resource"} <= set(tasks("actions/1.2"))
    assert "milestone" not in tasks("actions/1.1")  # it was agreed long ago


def test_the_next_letter_is_suggested_and_one_that_is_taken_is_refused_at_its_field(keeper):
    assert "The next free one is b." in said(keeper.get("/p/resolutions/r/clause"))
    page = keeper.send("/p/resolutions/r/clause", id="A", text="").get_data(as_text=True)
    summary = page.partition('<div class="problem"')[2].partition("</div>")[0]
    assert re.findall(r'<a href="#([^"]+)">', summary) == ["id", "text"]
    assert "There is already one with the letter or number a" in said(page)


def test_a_refusal_names_no_command(keeper):
    text = said(keeper.send("/p/actions/1.1/milestone", id="b", title="Late"))
    assert "What was agreed later is an action of its own" in text
    assert "actionplan" not in text


@pytest.mark.parametrize(
    ("address", "page", "above"),
    [("new/body", "/p/bodies/forum", "/p/bodies"), ("new/meeting", "/p/meetings/board-2027-01-15", "/p/meetings")],
)
def test_a_new_body_or_meeting_leads_to_its_page_and_can_be_taken_out_again(keeper, address, page, above):
    before = keeper.read("plan.toml")
    answer = keeper.save(f"/p/{address}", **sent(ADDED[address]))
    assert answer.headers["Location"] == f"{page}?saved={address.removeprefix('new/')}"
    assert f'<a href="{page}/remove">Undo this</a>' in keeper.get(answer.headers["Location"])
    gone = keeper.send(f"{page}/remove", "save")
    assert gone.headers["Location"] == f"{above}?saved=remove"
    assert keeper.read("plan.toml") == before
    assert "taken out again" in said(keeper.get(gone.headers["Location"]))


def test_a_meeting_that_was_not_held_stays_in_the_list(keeper):
    answer = keeper.save("/p/meetings/board-2026-09-15/held", **ADDED["meetings/board-2026-09-15/held"])
    assert answer.headers["Location"] == "/p/meetings?saved=held"
    text = said(keeper.get(answer.headers["Location"]))
    assert "What became of the meeting is saved on this computer." in text
    assert "Not held 15 Sep 2026: The Board Put off" in text


def test_nothing_is_saved_where_nothing_was_entered(keeper):
    answer = keeper.send("/p/bodies/icb/change")
    assert answer.status_code == 400
    assert "Nothing was entered yet" in said(answer)


def test_a_change_of_the_plan_by_someone_else_is_shown_before_a_body_is_changed(keeper):
    page = keeper.send("/p/bodies/icb/change", short="ICB").get_data(as_text=True)
    plan = keeper.root / "plan.toml"
    plan.write_text(plan.read_text().replace('kind = "icb"', 'kind = "icb"\nuntil = 2026-03-31'))
    clash = keeper.send("/p/bodies/icb/change", "save", page)
    assert clash.status_code == 409
    assert "Someone else changed the plan while you were writing" in said(clash)
    assert "31 Mar 2026" in said(clash)
    after = keeper.send("/p/bodies/icb/change", "answer", clash.get_data(as_text=True), answer="after")
    assert keeper.send("/p/bodies/icb/change", "save", after.get_data(as_text=True)).status_code == 303
    assert 'short = "ICB"' in plan.read_text()
    assert "until = 2026-03-31" in plan.read_text()


def test_a_plan_without_meetings_offers_the_first_one_on_its_first_page(plan, tmp_path):
    keeper = Keeper(plan, tmp_path / "drafts")
    assert 'href="/p/new/meeting"' in keeper.get("/p/")
    assert 'href="/p/meetings"' not in keeper.get("/p/")
