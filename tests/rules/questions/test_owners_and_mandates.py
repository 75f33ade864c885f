"""Questions about owners and mandates: the smallest plan of which each is asked, and one just short of it."""

import pytest

from conftest import ACTION, AREA, PLAN

SAID = "[[status]]\non = 2024-06-03\nby = 'hcc'\nstate = 'in-progress'\n"


def test_owner_silent(challenges_of, asked):
    (found,) = challenges_of("C301", "2024-07-16", {"actions/1.1.toml": ACTION + SAID})
    assert found.question == "Why has nothing been recorded about the only open action of County Council for 6 weeks?"
    assert found.why == ("The last update is dated 3 Jun 2024; still open: 1.1 Build the dashboard.",)
    assert asked("C301", "2024-07-15", SAID) == []  # six weeks, and no more


def test_an_owner_that_never_said_anything_has_had_the_plan_since_it_was_agreed(challenges_of, asked):
    (found,) = challenges_of("C301", "2024-03-14")
    assert found.why == ("No update since 31 Jan 2024, when the plan was agreed; still open: 1.1 Build the dashboard.",)
    assert asked("C301", "2024-03-13") == []


def test_the_last_update_is_that_of_the_actions_and_as_exact_as_it_was_written(challenges_of):
    area = AREA + "\n[[status]]\non = 2024-07-01\nby = 'hcc'\nnote = 'We met'\n"
    files = {"areas/PA1.toml": area, "actions/1.1.toml": ACTION + SAID.replace("2024-06-03", '"2024-05"')}
    (found,) = challenges_of("C301", "2024-08-13", files)
    assert found.question.endswith("for 10 weeks?")
    assert found.why == ("The last update is dated May 2024; still open: 1.1 Build the dashboard.",)


def test_a_plan_brought_in_from_outside_says_so(challenges_of):
    plan = PLAN.replace("agreed = 2024-01-31", "agreed = 2024-01-31\n    kept_since = 2024-06-04")
    files = {"plan.toml": plan, "actions/1.1.toml": ACTION + SAID}
    note = "This plan has been kept in these files since 4 Jun 2024; earlier entries were taken from its sources."
    for code, day in (("C207", "2024-07-16"), ("C301", "2024-07-17"), ("C302", "2024-07-17")):
        (found,) = challenges_of(code, day, files)
        assert found.why[-1] == note
    files["plan.toml"] = plan.replace("2024-06-04", "2024-06-03")
    (found,) = challenges_of("C301", "2024-07-16", files)
    assert note not in found.why


@pytest.mark.parametrize("kept", ["2024-06-04", "2024-07-15", "2024-11-24"])
def test_nobody_is_asked_why_a_plan_that_was_just_taken_over_says_nothing(challenges_of, kept):
    """Kind: a question that is not fair."""
    plan = PLAN.replace("agreed = 2024-01-31", f"agreed = 2024-01-31\n    kept_since = {kept}")
    files = {"plan.toml": plan, "actions/1.1.toml": ACTION + SAID}
    assert challenges_of("C301", "2024-07-16", files) == ()
    (found,) = challenges_of("C207", "2024-07-16", files)
    assert found.question == "What has happened with the only open action of County Council in the last 6 weeks?"
    assert found.seriousness == "routine"


def test_a_word_anywhere_counts(asked):
    area = AREA + "\n[[status]]\non = 2024-07-01\nby = 'hcc'\nnote = 'We met'\n"
    assert asked("C301", "2024-07-16", SAID, areas__PA1=area) == []


def test_an_owner_without_open_actions_owes_no_word(asked):
    assert asked("C301", "2024-12-01", SAID.replace("in-progress", "complete")) == []


def test_body_without_action(asked):
    assert asked("C302", "2024-03-01") == [
        "What does Integrated Care Board do under this plan, in which it owns no action?"
    ]
    assert asked("C302", "2024-03-01", head=ACTION.replace('"hcc"', '"icb"')) == [
        "What does County Council do under this plan, in which it owns no action?"
    ]


def test_partners_are_named_and_parts_own_for_the_whole(challenges_of):
    team = '\n[bodies.team]\nname = "Team"\nkind = "team"\npart_of = "icb"\n'
    helps = ACTION + '    partners = ["icb"]\n'
    (found,) = challenges_of("C302", "2024-03-01", {"actions/1.1.toml": helps})
    assert found.why == ("It is a partner in 1 action: 1.1 Build the dashboard.",)
    files = {"plan.toml": PLAN + team, "actions/1.1.toml": helps, "actions/1.2.toml": ACTION.replace("hcc", "team")}
    assert challenges_of("C302", "2024-03-01", files) == ()


@pytest.mark.parametrize(
    ("body", "report_to", "more"),
    [
        ("icb", "hcc", ""),
        ("hcc", "icb", ""),
        ("hcc", "hcc", "reported_to = 'icb'\n"),
        ("hcc", "hcc", "note = 'x'\napprovals = [{ by = 'icb', on = 2024-02-20 }]\n"),
    ],
    ids=["it passed a resolution", "it hears reports", "it heard a report", "it approved something"],
)
def test_a_body_that_decides_need_own_nothing(challenges_of, body, report_to, more):
    head = f"title = 'T'\nbody = '{body}'\non = 2024-02-01\noutcome = 'carried'\nreport_to = '{report_to}'\n"
    entry = f"\n[[status]]\non = 2024-02-20\nby = 'hcc'\n{more}" if more else ""
    files = {"actions/1.1.toml": ACTION, "resolutions/x.toml": head + entry}
    assert challenges_of("C302", "2024-03-01", files) == ()
    assert len(challenges_of("C302", "2024-01-31", files)) == 1


def test_a_provider_that_is_no_partner_is_not_asked(challenges_of):
    plan = PLAN.replace('kind = "icb"', 'kind = "provider"')
    assert challenges_of("C302", "2024-03-01", {"plan.toml": plan, "actions/1.1.toml": ACTION}) == ()
    helps = {"plan.toml": plan, "actions/1.1.toml": ACTION + '    partners = ["icb"]\n'}
    assert len(challenges_of("C302", "2024-03-01", helps)) == 1


@pytest.mark.parametrize("said", ['part_of = "hcc"', "from = 2024-03-02", "until = 2024-02-28"])
def test_bodies_that_need_own_nothing(challenges_of, said):
    files = {"plan.toml": PLAN.replace('kind = "icb"', f'kind = "icb"\n    {said}')}
    assert challenges_of("C302", "2024-03-01", files) == ()


def test_area_owner_without_action(challenges_of):
    area = {"areas/PA1.toml": AREA + '    owner = "icb"\n'}
    (found,) = challenges_of("C303", "2024-03-01", {**area, "actions/1.1.toml": ACTION})
    assert found.question == (
        'How does Integrated Care Board answer for area PA1 ("Data"), in which it owns no action?'
    )
    assert found.why == ("Integrated Care Board answers for it; its actions are owned by County Council.",)
    assert challenges_of("C303", "2024-03-01", {**area, "actions/1.1.toml": ACTION.replace("hcc", "icb")}) == ()


RESOLUTION = """
    title = "Do better"
    body = "hcc"
    on = 2024-03-05
    outcome = "{}"

    [[clauses]]
    id = "a"
    text = "There is one dashboard"
    actions = ["1.1", "1.2"]
"""
CANCELLED = "[[status]]\non = 2024-06-03\nby = 'hcc'\nstate = 'cancelled'\nreason = 'No money'\n"


def test_cancelled_though_resolved(challenges_of):
    files = {
        "actions/1.1.toml": ACTION + CANCELLED,
        "actions/1.2.toml": ACTION,
        "resolutions/2024-03-05-a.toml": RESOLUTION.format("carried"),
    }
    (found,) = challenges_of("C501", "2024-06-03", files)
    assert found.question == (
        'What delivers clause a of the resolution "Do better" of 5 Mar 2024, now that action 1.1 ("Build the '
        'dashboard") is cancelled?'
    )
    assert found.why == (
        'The clause is "There is one dashboard"; 1.1 Build the dashboard is cancelled since 3 Jun 2024; still carried '
        "out by 1.2 Build the dashboard.",
    )
    assert challenges_of("C501", "2024-06-02", files) == ()
    lost = {**files, "resolutions/2024-03-05-a.toml": RESOLUTION.format("lost")}
    assert challenges_of("C501", "2024-06-03", lost) == ()


def test_those_who_keep_an_incomplete_record_are_not_those_who_do_the_work(challenges_of):
    """However long it has been kept: that nothing is recorded says nothing about the owner."""
    plan = PLAN.replace(
        "agreed = 2024-01-31", 'agreed = 2024-01-31\ncoverage = "incomplete"\ncoverage_reason = "Not public"'
    )
    (found,) = challenges_of("C207", "2025-06-03", {"plan.toml": plan})
    assert found.seriousness == "routine"
    assert found.why[-1] == "No newer source was found for it."
    assert challenges_of("C301", "2025-06-03", {"plan.toml": plan}) == ()
    (asked,) = challenges_of("C301", "2025-06-03")
    assert asked.seriousness == "serious"


def test_action_without_owner(challenges_of, asked):
    nobody = ACTION.replace('owner = "hcc"', "")
    (found,) = challenges_of("C304", "2024-10-03", {"actions/1.1.toml": nobody})
    assert found.question == 'Who answers for action 1.1 ("Build the dashboard"), which names no owner?'
    assert found.why == ("No owner is named, and it is 3 days overdue.",)
    assert asked("C304", "2024-10-03") == []
    assert asked("C304", "2024-10-03", SAID.replace("in-progress", "cancelled"), head=nobody) == []


def test_report_back_overdue(challenges_of):
    resolution = RESOLUTION.format("carried").replace("\n    [[", '\n    report_every = "quarter"\n    [[', 1)
    files = {"resolutions/2024-03-05-a.toml": resolution}
    (found,) = challenges_of("C502", "2024-06-08", files)
    assert found.question.startswith("When does ")
    assert found.question.endswith("of 5 Mar 2024, 3 days after it should?")
    assert found.why == ("A report was due 5 Jun 2024, 3 days ago; none is on record.",)
    assert challenges_of("C502", "2024-06-05", files) == ()
    assert challenges_of("C502", "2024-06-08", {"resolutions/2024-03-05-a.toml": RESOLUTION.format("carried")}) == ()
