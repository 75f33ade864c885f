"""`since` says what was corrected, from which value to which; what was corrected did not change.

Kind of fault: a figure that was corrected is stated as a fact. And: an amendment is reported as "other".
"""

from datetime import date

import pytest

import actionplan
from conftest import ACTION, AREA, PLAN

START, UNTIL = date(2024, 6, 1), date(2024, 7, 1)
LATER = ACTION.replace("2024-09-30", "2026-09-30")


def entry(day, *lines):
    return "\n".join(["[[status]]", f"on = {day}", 'by = "hcc"', *lines, ""])


def correction(*lines):
    return entry("2024-06-20", 'corrects = "a"', *lines, 'reason = "A slip"')


@pytest.fixture
def june(make_plan):
    """Return heading, field, before and after of each change of June 2024."""

    def changes(history, name="actions/1.1.toml", head=LATER, **files):
        portfolio = actionplan.load_strict(make_plan({name: head + history, **files}))
        found = actionplan.since(portfolio.at(START, known_at=START), portfolio.at(UNTIL, known_at=UNTIL))
        return [
            (each.heading, each.field, *(getattr(value, "text", value) for value in (each.before, each.after)))
            for each in found
        ]

    return changes


def test_a_figure_of_before_and_its_correction(june):
    history = entry("2024-05-20", 'id = "a"', "progress = 60") + correction("progress = 96")
    assert june(history) == [("corrected", "progress", 60, 96)]


def test_a_figure_that_was_corrected_at_once_is_stated_as_corrected(june, make_plan):
    history = entry("2024-06-10", 'id = "a"', "progress = 60") + correction("progress = 96")
    assert june(history) == [("corrected", "progress", 60, 96), ("other", None, None, None)]
    portfolio = actionplan.load_strict(make_plan({"actions/1.1.toml": LATER + history}))
    said = actionplan.since(portfolio.at(START, known_at=START), portfolio.at(UNTIL, known_at=UNTIL))
    assert [getattr(change.entry, "progress", None) for change in said] == [96, 96]


def test_until_the_correction_was_recorded_the_record_says_the_old_figure(june):
    late = correction("progress = 96").replace("by =", "recorded = 2024-07-10\nby =")
    history = entry("2024-06-10", 'id = "a"', "progress = 60") + late
    assert june(history) == [("other", None, None, None)]


@pytest.mark.parametrize(
    ("was", "now", "found"),
    [
        ('state = "in-progress"', 'state = "complete"', ("corrected", "state", "in-progress", "complete")),
        ('state = "complete"', 'state = "in-progress"', ("corrected", "state", "complete", "in-progress")),
        ('rating = "red"', 'rating = "green"', ("corrected", "rating", "red", "green")),
        ('due = 2026-11-30\nreason = "x"', "due = 2026-10-31", ("corrected", "due", "2026-11-30", "2026-10-31")),
        ('note = "x"', 'owner = "icb"', ("corrected", "owner", "hcc", "icb")),
        ("progress = 60", 'note = "x"', ("corrected", "note", None, "x")),
        ("progress = 60", "progress = 60", ("corrected", None, None, None)),
    ],
)
def test_what_was_corrected_is_under_no_other_heading(june, was, now, found):
    """Not finished, reopened, rated or moved: that is what a reader would take for news of this month."""
    history = entry("2024-05-20", 'id = "a"', was) + correction(now)
    assert june(history) == [found]


def test_each_value_that_was_corrected(june):
    history = entry("2024-05-20", 'id = "a"', "progress = 60", 'state = "in-progress"', 'rating = "red"')
    assert june(history + correction("progress = 100", 'state = "complete"')) == [
        ("corrected", "state", "in-progress", "complete"),
        ("corrected", "progress", 60, 100),
    ]


def test_a_correction_of_a_correction(june):
    again = correction("progress = 50").replace('"a"', '"b"')
    history = entry("2024-05-20", 'id = "a"', "progress = 60") + correction('id = "b"', "progress = 96") + again
    assert june(history) == [("corrected", "progress", 60, 96), ("corrected", "progress", 96, 50)]


def test_an_action_that_a_correction_shows_to_be_late_is_news(june):
    head = ACTION.replace("2024-09-30", "2024-05-01")
    history = entry("2024-05-20", 'id = "a"', 'state = "complete"') + correction('state = "in-progress"')
    assert [found[0] for found in june(history, head=head)] == ["corrected", "newly-late"]


@pytest.mark.parametrize(
    ("stated", "headings"),
    [
        ("due = 2027-06-30", ["redacted", "other"]),
        ("due = 2027-07-31", ["re-dated", "redacted"]),
        ('owner = "icb"', ["redacted", "other"]),
        ('state = "complete"', ["redacted", "other"]),
        ('rating = "red"', ["redacted", "other"]),
        ('milestone = "m"\ndue = 2026-03-31', ["redacted", "other"]),
        ('milestone = "m"\nstate = "complete"', ["redacted", "other"]),
    ],
)
def test_what_is_recorded_again_after_a_redaction_is_no_news(make_plan, stated, headings):
    """Kind: one change reported twice. The due date, the owner or the state is the same in both versions."""
    marker = 'redacted = { on = 2024-06-20, reason = "A name", authority = "Data protection officer" }'
    head = LATER + '[[milestones]]\nid = "m"\ntitle = "M"\ndue = 2026-01-31\n'
    was = stated.replace("2027-07-31", "2027-06-30")
    versions = [
        entry("2024-05-20", 'id = "a"', was, 'note = "Jane"', 'reason = "x"'),
        entry("2024-05-20", 'id = "a"', marker) + entry("2024-06-21", 'id = "b"', stated, 'reason = "x"'),
    ]
    before, after = (
        actionplan.load_strict(make_plan({"actions/1.1.toml": head + history}, name=name))
        for history, name in zip(versions, ("before", "after"), strict=True)
    )
    found = actionplan.since(before.at(START), after.at(UNTIL))
    assert [change.heading for change in found] == headings


RESOLUTION = """title = "Act"
body = "board"
on = 2024-05-05
outcome = "carried"
[[clauses]]
id = "a"
text = "Act now."
"""
REVIEW = (
    'title = "Visit"\nkind = "monitoring"\nheld = 2024-05-07\n[[recommendations]]\nid = "a"\ntext = "Cut the waits."\n'
)
RISK = 'title = "Posts stay vacant"\nowner = "hcc"\n'
MEASURE = 'title = "Waits"\nunit = "weeks"\ndirection = "down"\n'


@pytest.mark.parametrize(
    ("name", "head", "lines", "found"),
    [
        ("areas/PA1.toml", AREA, 'title = "Data and more"', ("changed", "title", "Data", "Data and more")),
        ("areas/PA1.toml", AREA, 'owner = "icb"', ("changed", "owner", None, "icb")),
        ("risks/R.toml", RISK, 'owner = "icb"', ("changed", "owner", "hcc", "icb")),
        ("risks/R.toml", RISK, 'title = "No staff"', ("changed", "title", "Posts stay vacant", "No staff")),
        ("reviews/V.toml", REVIEW, 'outcome = "Good"', ("changed", "outcome", None, "Good")),
        (
            "reviews/V.toml",
            REVIEW,
            'recommendation = "a"\nactions = ["1.1"]',
            ("changed", "recommendations.a.actions", (), ("1.1",)),
        ),
        ("resolutions/R.toml", RESOLUTION, 'outcome = "lost"', ("changed", "outcome", "carried", "lost")),
        (
            "resolutions/R.toml",
            RESOLUTION,
            'clause = "a"\nno_action_because = "Done"',
            ("changed", "clauses.a.no_action_because", None, "Done"),
        ),
        ("measures/M.toml", MEASURE, 'unit = "days"', ("changed", "unit", "weeks", "days")),
    ],
)
def test_an_amendment_of_any_kind_of_record_names_the_field(june, name, head, lines, found):
    files = {"actions/1.1.toml": LATER} if name != "actions/1.1.toml" else {}
    assert june(entry("2024-06-10", lines, 'reason = "x"'), name=name, head=head, **files) == [found]


def test_a_review_that_is_published_by_an_entry_is_one_change(june):
    assert [
        found[0]
        for found in june(
            entry("2024-06-10", "published = 2024-06-09", 'reason = "x"'), name="reviews/V.toml", head=REVIEW
        )
    ] == ["review-published"]


def test_a_corrected_amendment_of_another_record(june):
    history = entry("2024-05-20", 'id = "a"', 'title = "Dta"', 'reason = "x"') + correction('title = "Data"')
    assert june(history, name="areas/PA1.toml", head=AREA) == [("corrected", "title", "Dta", "Data")]


def test_a_clause_in_words(make_plan, actionplan):
    history = entry("2024-06-10", 'clause = "a"', 'no_action_because = "Done"', 'reason = "x"')
    wrong = entry("2024-05-20", 'id = "a"', 'state = "complete"', 'rating = "red"', "progress = 100")
    right = correction('state = "in-progress"', 'rating = "green"', "progress = 90")
    files = {"plan.toml": PLAN, "resolutions/R.toml": RESOLUTION + history, "actions/1.1.toml": LATER + wrong + right}
    out = actionplan("since", "2024-06-01", "--until", "2024-07-01", make_plan(files), "--format", "markdown").out
    assert 'R Act: clause a: no action because was none, now "Done" on 10 Jun 2024' in out
    for was, now in (("state was complete", "in progress"), ("rating was Red", "Green"), ("progress was 100%", "90%")):
        said = f"the entry of 20 May 2024 is corrected: {was}, now {now}, on 20 Jun 2024, reported by County Council; "
        assert f"{said}reason:" in out
