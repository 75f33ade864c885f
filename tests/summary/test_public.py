"""`published`: a plan without what is internal, and without whatever would give it away."""

from datetime import date

import pytest

import actionplan as library
from actionplan.model import LeftOut, Plan
from actionplan.model.refused import Refused
from actionplan.report.record_notes import left_out_text
from actionplan.summary import published
from actionplan.summary.status import summarise_plan

DAY = date(2026, 11, 30)
AREA = 'title = "Data"\nkind = "priority-action"\n'
ACTION = 'title = "Build it"\nareas = ["PA1"]\nowner = "hcc"\ndue = 2026-03-31\n'
NOTE = '\n[[status]]\non = 2026-02-01\nby = "hcc"\nnote = "The supplier is late"\n'


@pytest.fixture
def public(make_plan):
    """Return the published plan of some files, and of what their plan.toml says is internal."""

    def made(files: dict[str, str], *internal: str) -> Plan:
        folder = make_plan({"areas/PA1.toml": AREA, **files})
        if internal:
            path = folder / "plan.toml"
            path.write_text(f"{path.read_text()}\n[publish]\ninternal = {list(internal)}\n".replace("'", '"'))
        portfolio = library.load(folder)
        assert [each for each in portfolio.problems if each.severity == "error"] == []
        return published(portfolio.plans[0])

    return made


def test_a_lead_is_never_published(public):
    lead = 'lead = "Head of data"\njoint_leads = ["A", "B"]\n'
    plan = public(
        {"actions/1.1.toml": f"{ACTION}{lead}\n[[status]]\non = 2026-02-01\nlead = 'C'\nstate = 'complete'\n"}
    )
    assert (plan.action("1.1").lead, plan.action("1.1").joint_leads) == (None, ())
    assert [entry.lead for entry in plan.action("1.1").status] == [None]
    assert plan.left_out == LeftOut(fields=("lead", "joint_leads"))


@pytest.mark.parametrize(("internal", "of_action"), [("note", None), ("risk.note", "The supplier is late")])
def test_a_field_is_left_out_everywhere_or_of_one_kind(public, internal, of_action):
    files = {"actions/1.1.toml": ACTION + NOTE, "risks/R1.toml": 'title = "R"\nowner = "hcc"\n' + NOTE}
    plan = public(files, internal)
    assert plan.risk("R1").status[0].note is None
    assert plan.action("1.1").status[0].note == of_action


def test_a_report_without_its_note_is_still_a_report(public):
    plan = public({"actions/1.1.toml": ACTION + NOTE}, "note")
    [entry] = plan.action("1.1").status
    assert (entry.on.text, entry.by, entry.note) == ("2026-02-01", "hcc", None)
    [action] = summarise_plan(plan, DAY).actions
    assert action.last_update is not None


@pytest.mark.parametrize("internal", ["1.2", "1.20", "PA2"])
def test_links_to_what_is_left_out_go_too(public, internal):
    """The action 1.2 is left out by its id, by its former id, or because it serves only an area that is left out."""
    plan = public(
        {
            "areas/PA2.toml": AREA,
            "actions/1.1.toml": ACTION + 'after = ["1.2"]\n',
            "actions/1.2.toml": 'title = "Secret"\nareas = ["PA2"]\nformerly = ["1.20"]\n',
            "risks/R1.toml": 'title = "R"\nowner = "hcc"\nactions = ["1.1", "1.2"]\n',
            "resolutions/m.toml": 'title = "M"\nbody = "board"\non = 2024-02-28\noutcome = "carried"\n\n'
            '[[clauses]]\nid = "a"\ntext = "T"\nactions = ["1.2"]\n',
        },
        internal,
    )
    assert [action.id for action in plan.actions] == ["1.1"]
    assert plan.action("1.1").after == ()
    assert plan.risk("R1").actions == ("1.1",)
    assert plan.resolution("m").clauses[0].actions == ()
    assert plan.left_out is not None
    assert plan.left_out.records == {"action": 1} | ({"area": 1} if internal == "PA2" else {})


def test_an_action_that_serves_another_area_too_stays(public):
    action = 'title = "T"\nareas = ["PA2", "PA1"]\nfindings = ["a", "PA1:b"]\n'
    finding = '\n[[findings]]\nid = "{}"\ntext = "F"\n'
    files = {"areas/PA1.toml": AREA + finding.format("b"), "areas/PA2.toml": AREA + finding.format("a")}
    plan = public({**files, "actions/1.1.toml": action}, "pa2")
    assert (plan.action("1.1").areas, plan.action("1.1").findings) == (("PA1",), ("PA1:b",))


def test_the_parts_of_an_internal_action_are_internal(public):
    split = '\n[[status]]\non = 2026-05-01\nstate = "replaced"\nreplaced_by = ["1.2", "1.3"]\nreason = "Two teams"\n'
    part = ACTION + 'replaces = ["1.1"]\n'
    files = {"actions/1.1.toml": ACTION + split, "actions/1.2.toml": part, "actions/1.3.toml": part}
    assert public(files, "1.1").actions == ()
    assert public(files, "1.2", "1.3").actions == ()
    plan = public(files, "1.2")
    assert [action.id for action in plan.actions] == ["1.1", "1.3"]
    assert plan.action("1.1").status[0].replaced_by == ("1.3",)


def test_an_entry_that_changes_only_what_is_internal_loses_its_reason(public):
    entry = '\n[[status]]\non = 2026-02-01\nby = "hcc"\nlead = "B"\nnote = "B is new"\nreason = "A has left"\n'
    [of_lead] = public({"actions/1.1.toml": ACTION + entry}).action("1.1").status
    assert (of_lead.by, of_lead.lead, of_lead.note, of_lead.reason) == ("hcc", None, None, None)
    moved = entry + "due = 2026-12-31\n"
    [of_due] = public({"actions/1.1.toml": ACTION + moved}).action("1.1").status
    assert (of_due.lead, of_due.note, of_due.reason) == (None, "B is new", "A has left")


def test_an_internal_reason_is_not_published_but_not_denied(public):
    moved = '\n[[status]]\non = 2026-02-01\nby = "hcc"\ndue = 2026-12-31\nreason = "Staff are ill"\n'
    plan = public({"actions/1.1.toml": ACTION + moved}, "reason")
    assert plan.action("1.1").status[0].reason == "not published"


def test_evidence_in_a_file_keeps_its_title(public):
    evidence = (
        'state = "complete"\nevidence = [{ path = "evidence/jo.pdf" }, { path = "evidence/b.pdf", title = "B" }]\n'
    )
    plan = public({"actions/1.1.toml": f"{ACTION}\n[[status]]\non = 2026-02-01\nby = 'hcc'\n{evidence}"})
    assert [(each.title, each.path) for each in plan.action("1.1").status[0].evidence] == [
        ("A document", None),
        ("B", None),
    ]


def test_rival_values_of_what_is_left_out_go_too(public):
    rival = '\n[[stated]]\nfield = "{}"\nvalue = {}\nsource = ["https://example.org"]\n'
    files = {"actions/1.1.toml": ACTION + rival.format("lead", '"X"') + rival.format("after", '["1.2"]')}
    plan = public({**files, "actions/1.2.toml": ACTION}, "1.2")
    assert plan.action("1.1").stated == ()


def test_what_a_review_found_and_concluded_of_an_internal_area_goes(public):
    review = 'title = "V"\nkind = "monitoring"\nheld = 2024-05-01\n'
    outcome = (
        '\n[[area_outcomes]]\narea = "PA2"\noutcome = "weak"\n\n[[findings]]\nid = "a"\ntext = "F"\narea = "PA2"\n'
    )
    plan = public({"areas/PA2.toml": AREA, "reviews/v.toml": review + outcome}, "PA2")
    assert (plan.review("v").area_outcomes, plan.review("v").findings) == ((), ())


def test_a_file_that_cannot_be_read_and_is_internal_is_not_missing(make_plan):
    folder = make_plan({"actions/1.1.toml": b"\xff", "risks/R1.toml": b"\xff"})
    path = folder / "plan.toml"
    path.write_text(f'{path.read_text()}\n[publish]\ninternal = ["risks"]\n')
    assert [each.id for each in published(library.load(folder).plans[0]).unread] == ["1.1"]


@pytest.mark.parametrize(
    ("word", "message", "fix"),
    [
        ("R11", '"R11" is no record, no kind of record and no field', 'did you mean "R1"?'),
        ("notes-of", '"notes-of" is no record, no kind of record and no field', 'did you mean "notes"?'),
        ("owner", '"owner" cannot be internal: states, dates, counts or links are made from it', "make whole records"),
        ("action.due", '"action.due" cannot be internal', "make whole records internal, by their ids"),
        ("risk.success", '"risk.success" cannot be internal', "make whole records internal, by their ids"),
    ],
)
def test_a_word_that_names_nothing_is_an_error_and_nothing_is_published(make_plan, actionplan, word, message, fix):
    plan = make_plan({"areas/PA1.toml": AREA, "risks/R1.toml": 'title = "R"\nowner = "hcc"\n'})
    path = plan / "plan.toml"
    path.write_text(f'{path.read_text()}\n[publish]\ninternal = ["lead", "{word}"]\n')
    line = len(path.read_text().splitlines())
    out = actionplan("check", plan).out
    assert f"plan.toml:{line}:21: E215 {message}" in out
    assert fix in out
    with pytest.raises(Refused, match="nothing was published"):
        published(library.load(plan).plans[0])


def test_a_mistyped_key_under_publish_leaves_the_plan_out(make_plan):
    plan = make_plan({})
    path = plan / "plan.toml"
    path.write_text(f'{path.read_text()}\n[publish]\nintrenal = ["risks"]\n')
    assert library.load(plan).plans == ()


@pytest.mark.parametrize(
    ("left_out", "sentence"),
    [
        (LeftOut(), ""),
        (LeftOut(fields=("lead",)), "The field “lead” is left out of what is published."),
        (
            LeftOut(records={"action": 2, "risk": 1}, fields=("lead", "joint_leads")),
            "2 actions, 1 risk and the fields “lead” and “joint leads” are left out of what is published. "
            "Figures count only what is published.",
        ),
    ],
)
def test_a_sentence_says_what_is_left_out(left_out, sentence):
    assert left_out_text(left_out) == sentence
