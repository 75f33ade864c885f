"""The life of an action: which state can follow which, and what a claim or a change brings with it."""

import pytest

from conftest import ACTION

EVIDENCE = 'evidence = [{ link = "https://example.org/report" }]'
REASON = 'reason = "The board asked for more"'


def history(*entries, by="hcc"):
    """Return entries on the days of March 2024, one a day, each by the owner unless it says who."""
    return "\n".join(
        f"[[status]]\non = 2024-03-{day:02}\n" + (entry if "by =" in entry else f'by = "{by}"\n{entry}')
        for day, entry in enumerate(entries, start=1)
    )


def state(name, *lines):
    return "\n".join([f'state = "{name}"', *lines])


COMPLETE = state("complete", EVIDENCE)
VERIFIED = state("verified", EVIDENCE, 'by = "board"')


def test_verified_follows_complete(codes_of_action):
    assert codes_of_action(history(COMPLETE, VERIFIED)) == []
    assert codes_of_action(history(VERIFIED)) == ["E401"]
    assert codes_of_action(history(state("in-progress"), VERIFIED)) == ["E401"]


def test_it_may_be_verified_again(codes_of_action):
    assert codes_of_action(history(COMPLETE, VERIFIED, VERIFIED)) == []


def test_complete_after_verified_would_withdraw_the_verification(codes_of_action):
    assert codes_of_action(history(COMPLETE, VERIFIED, COMPLETE)) == ["E404"]
    assert codes_of_action(history(COMPLETE, VERIFIED, state("complete", EVIDENCE, REASON))) == []


def test_verified_on_the_day_of_completion_is_fine_in_that_order(codes_of_action):
    both = history(COMPLETE, VERIFIED).replace("2024-03-02", "2024-03-01")
    assert codes_of_action(both) == []


def test_the_day_of_an_entry_counts_and_not_its_place_in_the_file(codes_of_action):
    late_news = f'[[status]]\non = 2024-02-28\nrecorded = 2024-03-09\nby = "hcc"\n{COMPLETE}'
    assert codes_of_action(history(VERIFIED) + "\n" + late_news) == []


def test_the_owner_does_not_verify_its_own_work(codes_of_action):
    own = state("verified", EVIDENCE, 'by = "hcc"')
    assert codes_of_action(history(COMPLETE, own)) == ["E402"]


def test_a_partner_may_verify(codes_of_action):
    by_partner = state("verified", EVIDENCE, 'by = "icb"')
    assert codes_of_action(history(COMPLETE, by_partner), head=ACTION + 'partners = ["icb"]\n') == []


def test_a_body_that_leads_may_not(codes_of_action):
    assert codes_of_action(history(COMPLETE, VERIFIED), head=ACTION + 'lead = "board"\n') == ["E402"]


def test_who_owned_it_on_that_day_decides(codes_of_action):
    moved = f'owner = "icb"\n{REASON}'
    by_old_owner = state("verified", EVIDENCE, 'by = "hcc"')
    by_new_owner = state("verified", EVIDENCE, 'by = "icb"')
    assert codes_of_action(history(moved, COMPLETE, by_old_owner)) == []
    assert codes_of_action(history(moved, COMPLETE, by_new_owner)) == ["E402"]
    assert codes_of_action(history(COMPLETE, by_new_owner, moved)) == []


def test_a_verification_says_who_made_it(codes_of_action):
    anonymous = f"[[status]]\non = 2024-03-09\n{state('verified', EVIDENCE)}"
    assert codes_of_action(history(COMPLETE) + "\n" + anonymous) == ["E402"]


def test_a_verification_names_its_evidence(codes_of_action):
    assert codes_of_action(history(COMPLETE, state("verified", 'by = "board"'))) == ["E403"]


@pytest.mark.parametrize("before", [[COMPLETE], [COMPLETE, VERIFIED], [state("cancelled", REASON)]])
@pytest.mark.parametrize("after", ["in-progress", "suspended", "not-started"])
def test_what_was_closed_comes_back_with_a_reason(codes_of_action, before, after):
    assert codes_of_action(history(*before, state(after))) == ["E404"]
    assert codes_of_action(history(*before, state(after, REASON))) == []


def test_what_was_complete_is_cancelled_with_a_reason_and_the_other_way_round(codes_of_action):
    assert codes_of_action(history(COMPLETE, state("cancelled"))) == ["E404"]
    assert codes_of_action(history(COMPLETE, state("cancelled", REASON))) == []
    assert codes_of_action(history(state("cancelled", REASON), COMPLETE)) == ["E404"]
    assert codes_of_action(history(state("cancelled", REASON), COMPLETE + f"\n{REASON}")) == []


def test_what_is_still_as_it_was_needs_no_reason(codes_of_action):
    assert codes_of_action(history(COMPLETE, COMPLETE)) == []
    assert codes_of_action(history(state("cancelled", REASON), state("cancelled"))) == []
    assert codes_of_action(history(state("in-progress"), state("suspended", REASON), state("in-progress"))) == []


def test_an_open_action_is_cancelled_without_more_ado(codes_of_action):
    assert codes_of_action(history(state("in-progress"), state("cancelled", REASON))) == []


def test_a_cancelled_action_makes_no_progress(codes_of_action):
    assert codes_of_action(history(state("cancelled", REASON), "progress = 50")) == ["E405"]
    assert codes_of_action(history("progress = 50", state("cancelled", REASON))) == []
    assert codes_of_action(history(state("cancelled", REASON), 'note = "The staff have moved on"')) == []


def test_unless_it_is_reopened(codes_of_action):
    assert codes_of_action(history(state("cancelled", REASON), state("in-progress", "progress = 50", REASON))) == []
    assert codes_of_action(history(state("cancelled", REASON), state("in-progress", REASON), "progress = 50")) == []


@pytest.mark.parametrize("before", ["in-progress", "suspended"])
def test_work_that_has_begun_stays_begun(codes_of_action, before):
    assert codes_of_action(history(state(before, REASON), state("not-started"))) == ["E406"]


def test_not_started_may_be_said_again(codes_of_action):
    assert codes_of_action(history(state("not-started"), state("not-started"))) == []


CHANGES = ['title = "Another"', "areas = []", 'owner = "icb"', 'partners = ["icb"]', 'lead = "Head of data"']
CHANGES += ["start = 2024-04-01", "due = 2024-12-31", 'success = "It works"', 'after = ["1.1"]']


@pytest.mark.parametrize("change", CHANGES)
def test_what_was_agreed_changes_with_a_reason(codes_of_action, change):
    assert codes_of_action(history(change), select="E4") == ["E407"]
    assert codes_of_action(history(f"{change}\n{REASON}"), select="E4") == []


def test_each_field_that_changes_is_named(codes_of_action):
    assert codes_of_action(history('owner = "icb"\ndue = 2024-12-31')) == ["E407", "E407"]


def test_repeating_a_value_is_no_change(codes_of_action):
    assert codes_of_action(history("due = 2024-09-30")) == []
    assert codes_of_action(history(f"due = 2024-12-31\n{REASON}", "due = 2024-12-31")) == []
    assert codes_of_action(history(f"due = 2024-12-31\n{REASON}", "due = 2024-09-30")) == ["E407"]


def test_before_the_plan_was_agreed_dates_move_freely(codes_of_action):
    change = '[[status]]\non = {}\nby = "hcc"\ndue = 2024-12-31\n'
    assert codes_of_action(change.format("2024-01-30")) == []
    assert codes_of_action(change.format("2024-01-31")) == ["E407"]


def test_an_action_that_joined_later_counts_from_its_own_agreement(codes_of_action):
    change = '[[status]]\non = 2024-05-01\nby = "hcc"\ndue = 2024-12-31\n'
    assert codes_of_action(change, head=ACTION + "agreed = 2024-06-01\n") == []
    assert codes_of_action(change, head=ACTION + "agreed = 2024-05-01\n") == ["E407"]


def test_areas_resolutions_and_clauses_change_with_a_reason_too(codes_of, codes_of_resolution):
    area = 'title = "Data"\nkind = "priority-action"\n[[status]]\non = 2024-03-01\nby = "hcc"\nowner = "hcc"\n'
    assert codes_of({"areas/PA1.toml": area}) == ["E407"]
    assert codes_of({"areas/PA1.toml": area + REASON}) == []
    clause = '[[clauses]]\nid = "a"\ntext = "Write"\nno_action_because = "It is a letter"\n'
    entry = '[[status]]\non = 2024-08-01\nby = "hcc"\n'
    assert codes_of_resolution(clause + entry + 'title = "Do well"') == ["E407"]
    assert codes_of_resolution(clause + entry + 'clause = "a"\nno_action_because = "It was sent"') == ["E407"]
    assert codes_of_resolution(clause + entry + f'clause = "a"\nno_action_because = "It was sent"\n{REASON}') == []


@pytest.mark.parametrize(
    ("name", "per_cent", "codes"),
    [
        ("complete", 99, ["E408"]),
        ("complete", 100, []),
        ("not-started", 1, ["E408"]),
        ("not-started", 0, []),
        ("in-progress", 0, []),
        ("in-progress", 100, []),
        ("suspended", 50, []),
        ("cancelled", 50, []),
    ],
)
def test_state_and_progress_of_one_entry_agree(codes_of_action, name, per_cent, codes):
    assert codes_of_action(history(state(name, f"progress = {per_cent}", EVIDENCE, REASON))) == codes


def test_a_verification_is_of_100_per_cent(codes_of_action):
    assert codes_of_action(history(COMPLETE, VERIFIED + "\nprogress = 90")) == ["E408"]


@pytest.mark.parametrize("name", ["suspended", "cancelled"])
def test_work_stops_with_a_reason(codes_of_action, name):
    assert codes_of_action(history(state(name)), select="W4") == ["W411"]
    assert codes_of_action(history(state(name, REASON)), select="W4") == []


def test_a_reason_is_given_once(codes_of_action):
    assert codes_of_action(history(state("suspended", REASON), state("suspended")), select="W4") == []


def test_before_it_was_agreed_work_stops_without_one(codes_of_action):
    early = history(state("suspended")).replace("2024-03", "2024-01")
    assert codes_of_action(early, select="W4") == []


def test_a_correction_says_what_was_wrong(codes_of_action):
    def corrected(*lines):
        return history('id = "a"\nprogress = 60', "\n".join(['corrects = "a"', "progress = 40", *lines]))

    assert codes_of_action(corrected()) == ["E412"]
    assert codes_of_action(corrected(REASON)) == []


def test_a_correction_of_an_agreed_value_is_reported_once(codes_of_action):
    first = f'id = "a"\ndue = 2024-12-31\n{REASON}'
    assert codes_of_action(history(first, 'corrects = "a"\ndue = 2024-12-30')) == ["E412"]
