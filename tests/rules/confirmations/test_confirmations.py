"""What commands ask before they write: each with the smallest change that leads to it and the nearest that does not."""

import pytest

from actionplan.rules.confirmations.people import is_person
from conftest import ACTION, PLAN, dedented


def entry(rest, on="2026-11-01"):
    return f'\n[[status]]\non = {on}\nby = "hcc"\n{rest}\n'


NINETY = entry("progress = 90", on="2026-10-01")
DONE = entry('state = "complete"', on="2026-10-01")
CANCELLED = entry('state = "cancelled"\nreason = "x"', on="2026-10-01")
RISK = 'title = "T"\n' + entry('state = "closed"', on="2026-10-01")
REOPENED = entry('state = "in-progress"\nreason = "x"', on="2026-10-15")


@pytest.mark.parametrize(
    ("code", "history", "new", "nearest"),
    [
        pytest.param("P101", NINETY, "progress = 10", "progress = 90", id="progress-falls"),
        pytest.param("P101", NINETY, "progress = 89", 'progress = 89\nreason = "Counted again"', id="falls-a-little"),
        pytest.param(
            "P101",
            NINETY,
            'progress = 20\ndue = 2027-12-31\nreason = "Supplier late"',
            'progress = 90\ndue = 2027-12-31\nreason = "Supplier late"',
            id="falls-with-a-reason-for-a-date",
        ),
        pytest.param(
            "P101",
            NINETY,
            'progress = 20\nowner = "icb"\nreason = "Health leads"',
            'progress = 20\nreason = "Health counts otherwise"',
            id="falls-with-a-reason-for-an-owner",
        ),
        pytest.param(
            "P101",
            NINETY,
            'progress = 20\nstate = "suspended"\nreason = "No staff"',
            'state = "suspended"\nreason = "No staff"',
            id="falls-with-a-reason-for-a-suspension",
        ),
        pytest.param("P102", DONE, "progress = 30", "progress = 100", id="progress-of-what-is-complete"),
        pytest.param("P102", DONE, "progress = 99", 'rating = "green"', id="nearly-complete"),
        pytest.param(
            "P102",
            entry('state = "complete"\nprogress = 100', on="2026-10-01"),
            "progress = 30",
            "progress = 100",
            id="asked-once",
        ),
        pytest.param("P102", DONE, "progress = 0", 'state = "in-progress"\nprogress = 0\nreason = "x"', id="reopened"),
        pytest.param("P103", CANCELLED, 'state = "suspended"\nreason = "x"', 'note = "x"', id="cancel-then-suspend"),
        pytest.param("P103", CANCELLED, 'state = "complete"\nreason = "x"', REOPENED, id="complete-after-cancel"),
        pytest.param(
            "P103", DONE, 'state = "cancelled"\nreason = "x"', 'state = "verified"', id="cancel-when-complete"
        ),
        pytest.param("P103", DONE, 'owner = "icb"\nreason = "x"', 'rating = "green"', id="owner-of-what-is-complete"),
        pytest.param("P132", "", f'note = "{"x" * 2001}"', f'note = "{"x" * 2000}"', id="long-note"),
        pytest.param("P132", "", f'note = "x"\nreason = "{"x" * 2001}"', 'reason = "x"\nnote = "x"', id="long-reason"),
    ],
)
def test_an_entry_that_is_asked_about_and_the_nearest_that_is_not(asked, code, history, new, nearest):
    assert asked(history, entry(new)) == [code]
    assert asked(history, nearest if nearest.startswith("\n") else entry(nearest)) == []


def test_progress_may_fall_after_a_reopening_and_in_a_correction(asked):
    history = NINETY + DONE + REOPENED
    assert asked(history, entry("progress = 60")) == []
    corrected = '\n[[status]]\nid = "a1"\non = 2026-10-01\nprogress = 90\n'
    assert asked(corrected, entry('corrects = "a1"\nprogress = 9\nreason = "A nought too many"')) == []
    correction = entry('corrects = "a1"\nprogress = 9\nreason = "A nought too many"', on="2026-10-05")
    assert asked(corrected + correction, entry("progress = 10")) == []
    assert asked(corrected, entry("progress = 10")) == ["P101"]


HUNDRED = '\n[[status]]\nid = "a1"\non = 2026-10-01\nby = "hcc"\nstate = "{}"\nprogress = 100\n'


@pytest.mark.parametrize("state", ["complete", "verified"])
@pytest.mark.parametrize(
    "opens", ['state = "in-progress"\nreason = "x"', 'state = "suspended"\nreason = "x"\ncorrects = "a1"']
)
def test_progress_that_stays_100_per_cent_when_an_action_is_open_again_is_asked_about_once(asked, state, opens):
    complete = HUNDRED.format(state)
    assert asked(complete, entry(opens)) == ["P105"]
    assert asked(complete, entry(f"{opens}\nprogress = 90")) == []
    assert asked(complete + entry(opens), entry('state = "in-progress"')) == [], "it was asked before"
    assert asked(DONE, entry('state = "in-progress"\nreason = "x"')) == [], "no progress was reported"


def test_a_correction_of_a_state_is_neither_a_change_nor_overruled(asked):
    complete = '\n[[status]]\nid = "a1"\non = 2026-10-01\nby = "hcc"\nstate = "complete"\n'
    stated = 'state = "cancelled"\nreason = "x"'
    assert asked(complete, entry(stated)) == ["P103"]
    assert asked(complete, entry(f'corrects = "a1"\n{stated}')) == []
    later = entry('state = "cancelled"\nreason = "x"', on="2026-10-20")
    assert asked(complete + later, entry(f'corrects = "a1"\n{stated}')) == []


def test_a_closed_risk_is_not_changed_unless_it_is_opened_with_a_reason(asked):
    risk = {"file": "risks/R1.toml", "head": RISK}
    assert asked("", entry('state = "open"'), **risk) == ["P103"]
    assert asked("", entry('state = "open"\nreason = "It is back"'), **risk) == []


def test_a_finished_clause_is_not_begun_again(asked):
    head = 'title = "T"\nbody = "hcc"\non = 2026-05-01\noutcome = "carried"\n'
    head += '[[clauses]]\nid = "a"\ntext = "A"\n[[clauses]]\nid = "b"\ntext = "B"\n'
    of_a = entry('clause = "a"\nstate = "complete"', on="2026-10-01")
    resolution = {"file": "resolutions/x.toml", "head": head}
    assert asked(of_a, entry('clause = "a"\nstate = "in-progress"'), **resolution) == ["P103"]
    assert asked(of_a, entry('clause = "b"\nstate = "in-progress"'), **resolution) == []


@pytest.mark.parametrize("stated", ["progress = 20", 'rating = "green"', 'owner = "icb"\nreason = "x"'])
def test_an_entry_dated_before_another_that_states_the_same(asked, stated):
    assert asked(entry(stated), entry(stated, on="2026-10-31")) == ["P104"]
    assert asked(entry(stated), entry('state = "in-progress"', on="2026-10-31")) == []
    assert asked(entry(stated, on="2026-10-29"), entry(stated, on="2026-10-31")) == []


def test_a_question_names_fields_in_words(make_plan, actionplan):
    """Kind: names of fields read as nouns, such as "the due"."""
    later = ACTION + entry('due = 2027-01-31\nreason = "x"')
    plan = make_plan({"actions/1.1.toml": later})
    ran = actionplan(
        "redate", "1.1", "2026-12-31", "--plan", plan, "--on", "2026-09-20", "--reason", "x", "--by", "hcc"
    )
    assert "still decides the due date" in " ".join((ran.out + ran.err).split())


MEASURE = 'title = "Plans in time"\nunit = "{}"\ndirection = "up"\n'


def reading(value, on="2026-10-01", more=""):
    return f'\n[[readings]]\nperiod = "2026"\nvalue = {value}\non = {on}\n{more}'


def target(value, due="2027-12-31"):
    return f"\n[[targets]]\ndue = {due}\nvalue = {value}\non = 2026-10-01\n"


@pytest.mark.parametrize(
    ("unit", "history", "new", "nearest"),
    [
        ("per cent", "", reading(442), reading(100)),
        ("per cent", reading(54), reading(442), reading(60)),
        ("per cent", "", reading(-1), reading(0)),
        ("per cent", "", target(750), target(75)),
        ("%", "", reading(100.5), reading(99.5)),
        ("per cent", reading(117), reading(118), reading(117, on="2026-10-05")),
        ("children", "", reading(-4), reading(1000000)),
        ("places, net", reading(-12), reading(-13), reading(-4)),
    ],
)
def test_a_value_out_of_the_range_of_its_unit(asked, unit, history, new, nearest):
    measure = {"file": "measures/m.toml", "head": MEASURE.format(unit)}
    assert asked(history, new, **measure) == ["P111"]
    assert asked(history, nearest, **measure) == []


FIFTY = reading(54) + reading(94, on="2026-10-02")


@pytest.mark.parametrize(
    ("unit", "history", "new", "nearest"),
    [
        ("per cent", FIFTY, reading(9.75), reading(97.5)),
        ("per cent", FIFTY, reading(0.95), reading(20)),
        ("per cent", reading(9) + reading(94), reading(9.9) + reading(8.9), reading(9.9)),
        ("per cent", FIFTY, target(5), target(20)),
        ("children", reading(600), reading(6000), reading(1800)),
        ("children", reading(600), reading(60), reading(200)),
        ("children", reading(600), target(40), target(80)),
    ],
)
def test_a_value_far_from_earlier_ones(asked, unit, history, new, nearest):
    measure = {"file": "measures/m.toml", "head": MEASURE.format(unit)}
    assert set(asked(history, new, **measure)) == {"P112"}
    assert asked(history, nearest, **measure) == []


def test_a_correction_is_not_compared_with_what_it_corrects(asked):
    measure = {"file": "measures/m.toml", "head": MEASURE.format("children")}
    history = reading(60) + reading(6, more='id = "a1"\n')
    assert asked(history, reading(15, more='corrects = "a1"\nreason = "x"\n'), **measure) == ["P112"]
    assert asked(history, reading(61, more='corrects = "a1"\nreason = "x"\n'), **measure) == []
    corrected = history + reading(61, more='corrects = "a1"\nreason = "x"\n')
    assert asked(corrected, reading(6), **measure) == ["P112"]


def test_an_amount_a_hundred_times_any_other_of_its_unit(asked):
    resource = '\n[[resources]]\namount = {}\nunit = "{}"\n'
    others = {"actions/1.2.toml": ACTION + resource.format(5000, "GBP"), "actions/1.1.toml": ACTION}
    new = {"file": "actions/1.3.toml", "others": others, "head": 'title = "T"\nareas = []\n'}
    assert asked(resource.format(5000000, "GBP"), **new) == ["P112"]
    assert asked(resource.format(40, "GBP"), **new) == ["P112"]
    assert asked(resource.format(50, "GBP"), **new) == asked(resource.format(5000000, "posts"), **new) == []


@pytest.mark.parametrize(
    ("new", "nearest"),
    [
        (entry('note = "x"', on="2024-11-23"), entry('note = "x"', on="2024-11-24")),
        (entry('note = "x"', on='"2024-10"'), entry('note = "x"', on='"2024"')),
        (entry('due = 2031-11-25\nreason = "x"'), entry('due = 2031-11-24\nreason = "x"')),
        (
            entry('due = 2027-01-01\nreason = "x"\napprovals = [{ by = "board", on = 2019-01-01 }]'),
            entry('due = 2027-01-01\nreason = "x"\napprovals = [{ by = "board", on = 2026-01-01 }]'),
        ),
        (entry('note = "x"', on="2019-11-01"), entry('evidence = [{ link = "https://example.org", on = 2019-11-01 }]')),
    ],
)
def test_a_date_more_than_two_years_back_or_five_ahead(asked, new, nearest):
    assert asked("", new) == ["P121"]
    assert asked("", nearest) == []


def test_a_date_of_a_new_record(asked):
    assert asked(head='title = "T"\nareas = []\ndue = 2062-09-30\n') == ["P121"]
    assert asked(head='title = "T"\nareas = []\ndue = "ongoing"\n') == []


def test_a_due_date_that_had_passed_when_it_was_decided(asked):
    assert asked("", entry('due = 2026-10-31\nreason = "x"')) == ["P122"]
    assert asked("", entry('due = 2026-11-01\nreason = "x"')) == []
    measure = {"file": "measures/m.toml", "head": MEASURE.format("children")}
    assert asked("", target(5, due="2026-09-30"), **measure) == ["P122"]
    assert asked("", target(5, due="2026-10-01"), **measure) == []


def test_an_approval_after_today(asked):
    approved = 'due = 2027-05-01\nreason = "x"\napprovals = [{{ by = "board", on = {} }}]'
    assert asked("", entry(approved.format("2026-11-25"))) == ["P123"]
    assert asked("", entry(approved.format("2026-11-24"))) == []


def test_an_approval_on_a_day_without_a_meeting(asked):
    def approved(on, rest="", meetings=("2026-09-15", "2026-10-20")):
        listed = "".join(f'[[meetings]]\nbody = "board"\non = {day}\n' for day in meetings)
        by = f'due = 2027-05-01\nreason = "x"\napprovals = [{{ by = "board", on = {on}{rest} }}]'
        return asked("", entry(by), others={"plan.toml": dedented(PLAN) + listed})

    assert approved("2026-10-13") == ["P124"]
    assert approved("2026-10-20") == []
    assert approved('"2026-10"') == []
    assert approved("2026-08-01") == [], "nobody listed the meetings of that time"
    assert approved("2026-10-13", meetings=()) == []


def test_a_name_as_lead(asked):
    assert asked("", entry('lead = "Jane Smith"\nreason = "x"')) == ["P131"]
    assert asked("", entry('lead = "Head of data"\nreason = "x"')) == []
    assert asked("", file="risks/R1.toml", head='title = "T"\nlead = "Cllr Smith"\n') == ["P131"]


PEOPLE = [
    *("Cllr Smith", "Cllr. J Smith", "Dr Patel", "Mr Jones", "Mrs O'Neil", "Mrs O\u2019Neil", "Professor Brown"),
    *("Jane Smith", "J Smith", "J. Smith", "Mary-Ann Smith-Jones", "Jane Anne Smith", "Jane SMITH", "Jane van Smith"),
    *(
        "\u00c9lise \u017bak",
        "Siobhan McDonald",
        "Jo Fisher, Director of Children's Services",
        "Head of data: Jo Fisher",
    ),
    *("Director (Jo Fisher)", "Head of data \u2013 Jo Fisher", "Jo Fisher and Tom Brown", "Head of data, Ms Brown"),
]
ROLES = [
    *("Head of data", "Head Of Service, Children And Families", "Chief Executive", "SEND Business Systems Manager"),
    *("Lead SENCO", "AD SEND", "SRO", "Headteacher", "Councillor for Education", "Lord Mayor", "Independent Chair"),
    *("Professor of paediatrics", "Doctor", "Director of Children's Services (DCS)", "Programme manager, health"),
    *("ICB / HCC", "Virtual School Head", "Public Health Consultant", "Head of Service North", "Area SENCOs", "tbc"),
    *("Director, Surrey Heartlands", "Family Hub Lead", "Parent Carer Forum Chair", "Education Psychology"),
]


@pytest.mark.parametrize("text", PEOPLE)
def test_what_seems_to_be_a_person(text):
    assert is_person(text)


@pytest.mark.parametrize("text", ROLES)
def test_what_is_a_role_or_a_body(text):
    assert not is_person(text, ["Surrey Heartlands ICB"])


SAID = entry('note = "Two schools  left"', on="2026-10-31")


def test_a_note_that_is_there_already(asked):
    assert asked(SAID, entry('note = "two schools left"\nprogress = 5')) == ["P133"]
    assert asked(SAID, entry('note = "Two schools left"', on="2026-11-02")) == []
    assert asked(SAID, entry('note = "One school left"')) == []
    assert asked("", SAID + SAID) == ["P133"], "of two new ones the second is asked about"


@pytest.mark.parametrize(
    "stated", ['due = 2027-03-31\nreason = "No staff"\napprovals = [{ by = "icb", on = 2026-10-31 }]', "progress = 5"]
)
def test_an_entry_that_states_the_same_again(asked, stated):
    assert asked(entry(stated), entry(stated)) == ["P133"]
    assert asked(entry(stated), entry(f'{stated}\nnote = "Two schools left"')) == []
    assert asked(entry(stated), entry(stated, on="2026-11-03")) == []


def test_a_reading_that_is_there_already(asked):
    measure = {"file": "measures/m.toml", "head": MEASURE.format("children")}
    assert asked(reading(60), reading(60), **measure) == ["P133"]
    assert asked(reading(60), reading(61), **measure) == []
    assert asked(reading(60), reading(60, more='source = ["https://example.org/b"]\n'), **measure) == []
    assert asked(reading(60), reading(60, on="2026-10-08"), **measure) == []


def test_two_milestones_may_have_the_same_note(asked):
    head = ACTION + '[[milestones]]\nid = "a"\ntitle = "A"\n[[milestones]]\nid = "b"\ntitle = "B"\n'
    of_a, of_b = (entry(f'milestone = "{part}"\nstate = "complete"\nnote = "Done"') for part in "ab")
    assert asked(of_a, of_b, head=head) == []
    assert asked(of_a, entry('milestone = "a"\nnote = "Done"'), head=head) == ["P133"]


def test_evidence_that_is_not_there(asked):
    new = entry('evidence = [{ path = "a.pdf" }, { link = "https://example.org/a.pdf" }]')
    assert asked("", new, missing=frozenset({"a.pdf"})) == ["P134"]
    assert asked("", new) == []


def test_what_a_redaction_removes_and_undo_cannot_know(asked):
    new = entry('note = "x"')
    assert asked("", new, lost=("state", "due")) == ["P141"]
    assert asked("", new, is_in_git=False) == ["P142"]


def test_other_changes_in_the_commit_of_an_agreed_record(asked):
    new = entry('note = "x"')
    assert asked("", new, is_edited=True) == ["P143"]
    assert asked("", new, head=ACTION + "agreed = 2026-12-01\n", is_edited=True) == []


def test_a_new_record_without_a_history_is_not_asked_about_one(asked):
    assert asked(NINETY + DONE, head=ACTION) == ["P121"], "only the due date of 2024 is far away"
