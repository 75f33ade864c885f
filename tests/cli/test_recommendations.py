"""Recommendations of reviews: their answers, their end by a decision, later checks, and files of before their name."""

import json

import pytest

import actionplan as library

HEAD = """
    title = "Audit of data"
    kind = "other"
    by = ["ofsted"]
    published = 2024-05-07
    assurance = "limited"

    [[recommendations]]
    id = "a"
    text = "Name one owner of the data."
    strength = "must"
    grade = "High"
    due = 2024-09-30
    response_due = 2024-06-30
    response_by = "hcc"
"""

BODIES = """
    format = 1
    id = "p"
    title = "P"
    agreed = 2024-01-31

    [bodies.hcc]
    name = "County Council"
    kind = "council"

    [bodies.exec]
    name = "Executive"
    kind = "board"

    [bodies.ofsted]
    name = "Ofsted"
    kind = "inspector"
"""


def entry(on, *lines):
    return "\n".join(("\n[[status]]", f"on = {on}", 'recommendation = "a"', *lines, ""))


@pytest.fixture
def said(actionplan, make_plan):
    """Return a function that reports a review with some entries, on one line."""

    def run(*entries, head=HEAD, day="2025-01-31", command="reviews"):
        root = make_plan({"plan.toml": BODIES, "reviews/audit.toml": head + "".join(entries)})
        return " ".join(actionplan(command, root, "--as-at", day).out.split())

    return run


def test_what_is_printed_with_a_recommendation_is_shown(said):
    out = said(day="2024-06-01")
    assert "Assurance: limited" in out
    assert "a Name one owner of the data. answer by County Council due 30 Jun 2024: none on record" in out
    assert "must; grade High; due 30 Sep 2024; not known whether done" in out


def test_an_answer_that_is_overdue_is_so_from_the_day_after(said):
    assert "none on record must" in said(day="2024-06-30")
    assert "none on record, 1 day overdue must" in said(day="2024-07-01")
    assert "1 response overdue" in said(day="2024-07-01")


@pytest.mark.parametrize(
    ("response", "text"),
    [
        ("accepted", "accepted by County Council 15 Jul 2024, 15 days after the answer was due"),
        ("partly-accepted", "accepted in part by County Council 15 Jul 2024"),
        ("rejected", "rejected by County Council 15 Jul 2024"),
    ],
)
def test_an_answer(said, response, text):
    out = said(entry("2024-07-15", 'by = "hcc"', f'response = "{response}"'))
    assert text in out
    assert "response overdue" not in out


def test_what_was_rejected_is_not_open(said):
    out = said(entry("2024-07-15", 'by = "hcc"', 'response = "rejected"'))
    assert "Recommendations: 1, 1 rejected" in out
    assert "not to be carried out" in out
    assert "1 recommendation on record, 1 open" not in out
    assert "1 recommendation on record, 1 open" in said(entry("2024-07-15", 'by = "hcc"', 'response = "accepted"'))


def test_an_answer_printed_with_the_recommendation_is_known_from_its_day(said):
    head = HEAD + 'response = "accepted"\nresponse_on = 2024-06-11\n'
    assert "accepted by County Council 11 Jun 2024" in said(head=head, day="2024-06-11")
    assert "none on record" in said(head=head, day="2024-06-10")


DECIDED = 'approvals = [{ by = "exec", on = 2024-08-06, ref = "item 7" }]'


@pytest.mark.parametrize(
    ("closed", "count", "text"),
    [
        (
            "overtaken",
            "1 closed otherwise",
            "closed as overtaken by events, decided by Executive on 6 Aug 2024 (item 7)",
        ),
        ("not-viable", "1 closed otherwise", "closed as not viable, decided by Executive on 6 Aug 2024 (item 7)"),
        ("not-ours", "1 closed otherwise", "closed as for another body to do, decided by Executive"),
        ("fulfilled", "1 carried out", "closed as fulfilled, decided by Executive on 6 Aug 2024 (item 7)"),
        ("done-otherwise", "1 carried out", "closed as done in another way, decided by Executive"),
    ],
)
def test_a_recommendation_is_closed_by_a_decision(said, closed, count, text):
    out = said(entry("2024-08-07", 'by = "hcc"', f'closed_as = "{closed}"', 'reason = "A new system"', DECIDED))
    assert f"Recommendations: 1, {count}" in out
    assert text in out
    assert ": A new system" in out
    assert "overdue" not in out.replace("1 response overdue", "").replace("days overdue must", "")


def test_a_later_state_opens_it_again(said):
    closing = entry("2024-08-07", 'by = "hcc"', 'closed_as = "overtaken"', 'reason = "A new system"', DECIDED)
    out = said(closing, entry("2024-10-01", 'by = "hcc"', 'state = "in-progress"', 'reason = "It failed"'))
    assert "under way; 123 days overdue" in out


def test_a_later_check_that_finds_it_not_sustained_opens_it_again(said):
    done = entry("2024-09-01", 'by = "hcc"', 'state = "complete"')
    check = entry("2025-01-15", 'by = "ofsted"', 'rechecked = "{}"')
    lasting = said(done, check.format("sustained"))
    assert "checked again on 15 Jan 2025 by Ofsted: sustained" in lasting
    assert "Recommendations: 1, 1 carried out" in lasting
    failed = said(done, check.format("not-sustained"))
    assert "checked again on 15 Jan 2025 by Ofsted: not sustained" in failed
    assert "1 recommendation on record, 1 open, 1 overdue" in failed
    assert "none open" in said(done, check.format("not-sustained"), entry("2025-01-20", 'state = "complete"'))


def test_a_due_date_that_was_moved_shows_both(said):
    moved = entry("2024-09-01", 'by = "hcc"', "due = 2025-03-31", 'reason = "Staff left"')
    assert "due 31 Mar 2025, first 30 Sep 2024" in said(moved)


def test_a_text_that_could_not_be_read(said):
    assert "a Its text is not on record." in said(head=HEAD.replace("Name one owner of the data.", "unknown"))


def test_files_of_before_the_name_give_the_same_reports(make_plan, actionplan):
    later = entry("2024-09-01", 'by = "hcc"', 'state = "complete"', 'note = "Named"')
    older = (HEAD + later).replace("[[recommendations]]", "[[asks]]").replace("recommendation = ", "ask = ")
    outs = []
    for text in (HEAD + later, older):
        root = make_plan({"plan.toml": BODIES, "reviews/audit.toml": text})
        outs.append([actionplan(*words, root).out for words in (["reviews"], ["since", "2024-08-01"])])
    assert outs[0] == outs[1]


def test_an_entry_is_added_to_an_older_file_under_the_name_of_today(make_plan, actionplan):
    root = make_plan({"plan.toml": BODIES, "reviews/audit.toml": HEAD.replace("[[recommendations]]", "[[asks]]")})
    words = ["--ask", "a", "--response", "accepted", "--by", "hcc", "--plan", root]
    assert actionplan("update", "audit", *words).code == 0
    added = (root / "reviews/audit.toml").read_text()
    assert "[[asks]]" in added
    assert 'recommendation = "a"\nresponse = "accepted"' in added
    assert library.load_strict(root).plans[0].reviews[0].status[0].response == "accepted"


def test_commands_record_answers_decisions_and_checks(make_plan, actionplan):
    root = make_plan({"plan.toml": BODIES, "reviews/audit.toml": HEAD})
    about = ["--recommendation", "a", "--by", "hcc", "--plan", root]
    closing = ["--closed-as", "fulfilled", "--reason", "Done", "--approved", "exec:2026-11-03:item 7"]
    assert actionplan("update", "audit", "--response", "partly-accepted", *about).code == 0
    assert actionplan("update", "audit", *closing, *about).code == 0
    assert actionplan("update", "audit", "--rechecked", "sustained", *about).code == 0
    amended = ["--grade", "Low", "--due", "2026-12-31", "--response-by", "exec", "--strength", "should"]
    assert actionplan("amend", "audit", *amended, "--reason", "Regraded", *about).code == 0
    out = " ".join(actionplan("reviews", root).out.split())
    assert "should; grade Low; due 31 Dec 2026, first 30 Sep 2024; delivered: closed as fulfilled" in out
    assert "decided by Executive on 3 Nov 2026 (item 7): Done" in out


def test_what_became_of_a_recommendation_is_news(make_plan, actionplan):
    text = (
        HEAD
        + entry("2024-07-15", 'by = "hcc"', 'response = "accepted"')
        + entry("2024-08-07", 'by = "hcc"', 'closed_as = "overtaken"', 'reason = "A new system"', DECIDED)
        + entry("2025-01-15", 'by = "ofsted"', 'rechecked = "not-sustained"')
    )
    root = make_plan({"plan.toml": BODIES, "reviews/audit.toml": text})
    out = " ".join(actionplan("since", "2024-07-01", "--until", "2025-02-01", root).out.split())
    name = 'recommendation a "Name one owner of the data"'
    assert f"{name} accepted on 15 Jul 2024, reported by County Council" in out
    assert f"{name} closed as overtaken by events, decided by Executive on 6 Aug 2024 (item 7): A new system" in out
    assert f"{name} was checked again and found not sustained on 15 Jan 2025, reported by Ofsted" in out
    assert "Changed" not in out


def test_programs_get_the_decision_and_the_check(make_plan, actionplan):
    text = HEAD + entry("2024-08-07", 'by = "hcc"', 'closed_as = "overtaken"', 'reason = "A new system"', DECIDED)
    root = make_plan({"plan.toml": BODIES, "reviews/audit.toml": text})
    [plan] = json.loads(actionplan("reviews", root, "--format", "json").out)["plans"]
    [found] = plan["reviews"][0]["recommendations"]
    assert found["closed"]["closed_as"] == "overtaken"
    assert found["closed"]["decisions"][0]["ref"] == "item 7"
    assert (found["open"], found["response_overdue"], plan["totals"]["responses_overdue"]) == (False, True, 1)
