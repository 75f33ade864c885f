"""What a command refuses is readable on a page: it names no option and no command, and leads to the field."""

import re

import pytest

from actionplan.cli.page_words import names_commands, on_page
from keeping import ACTION, FILES, Keeper, said, write_plan

REFUSED = [
    ("actions/1.1/update", {"by": "council"}, "Answer at least one question: there is nothing to record yet", ""),
    ("actions/1.1/update", {"note": "Begun", "by": ""}, "Choose who says so", "by"),
    ("actions/1.1/amend", {"by": "council"}, "Fill in what changes", ""),
    ("actions/1.1/amend", {"title": "B", "by": "council"}, "Say why: what was agreed changes only with", "reason"),
    ("actions/1.1/amend", {"owner": "council", "reason": "A", "by": "council"}, "so nothing would change", ""),
    ("actions/1.1/correct", {"entry": "1.1:first1", "reason": "A", "by": "council"}, "Fill in what was wrong", ""),
    ("actions/1.1/link", {"by": "council"}, "Choose at least one", ""),
    ("actions/1.1/link", {"measures": "timely", "by": "council"}, "Say why: it is agreed already", "reason"),
    ("actions/1.1/reopen", {"reason": "A", "by": "council"}, "so it cannot be reopened", ""),
    ("actions/1.1/verify", {"evidence": "www.a.org", "by": "board"}, "First add an update that it is complete", ""),
    ("actions/1.1/split", {"part1.id": "1.1", "part2.id": "1.3", "reason": "A", "by": "board"}, "1.1", ""),
    ("measures/timely/record", {"value": "many", "period": "2025", "by": "council"}, '"many" is not a number', "value"),
    ("reviews/visit/amend", {"findings_made": "-1", "reason": "A", "by": "council"}, "", "findings_made"),
    ("bodies/council/handover", {"to": "council", "on": "1 May 2027", "by": "board"}, "choose another body", "to"),
    ("bodies/council/handover", {"to": "icb", "on": "May 2027", "by": "board"}, "a handover is on a day", "on"),
    ("areas/A/reinstate", {"reason": "A", "by": "council"}, "A is in force, so nothing would change", ""),
]
"""The address of a form, what is entered, a part of the sentence, and the field to which it leads."""


@pytest.mark.parametrize(("address", "entered", "sentence", "field"), REFUSED)
def test_a_refusal_is_readable_and_leads_to_its_field(address, entered, sentence, field, tmp_path):
    keeper = Keeper(write_plan(tmp_path / "plan", **FILES), tmp_path / "drafts")
    titles = {"part1.title": "A", "part2.title": "B"} if address.endswith("split") else {}
    answer = keeper.send(
        f"/p/{address}", **{key.replace(".", "__"): value for key, value in (entered | titles).items()}
    )
    assert answer.status_code == 400, said(answer)
    problem = answer.get_data(as_text=True).partition('<div class="problem"')[2].partition("</div>")[0]
    assert sentence in said(f"<main{problem}</main>")
    assert not names_commands(said(f"<main{problem}</main>"))
    if field:
        assert re.search(rf'href="#{field}(-1)?"', problem)


def test_nothing_to_do_is_a_refusal_too(tmp_path):
    files = {**FILES, "actions/1.1.toml": f'measures = ["timely"]\n{ACTION}'}
    keeper = Keeper(write_plan(tmp_path / "plan", **files), tmp_path / "drafts")
    answer = keeper.send("/p/actions/1.1/link", measures="timely", reason="A", by="council")
    assert "1.1 is linked with that already" in said(answer)


@pytest.mark.parametrize(
    ("message", "words"),
    [
        ("1.1 is late; to report on it: actionplan update 1.1 --state ...", "1.1 is late"),
        ('there is no record "--x, or actionplan update". Did you mean "a"?', None),
        ("1.2 has a later entry: undo that first (actionplan undo 1.2)", "1.2 has a later entry: undo that first"),
        ("a note comes first, or: actionplan update 1.1 --note A. Then go on", "A note comes first, or. Then go on"),
        ("--state", "This cannot be saved"),
        ('"progress" is 120 (expected 0 to 100)', "Progress must be from 0 to 100; 120 was entered"),
        ("this entry is dated 2027-01-20, after today (2026-11-30)", "20 Jan 2027 is after today, 30 Nov 2026"),
        ('"30 nvo" is not a date: did you mean "2026-11-30"?', '"30 nvo" is not a date: did you mean 30 Nov 2026?'),
        ('"2026-01-02" is kept, 2026-02-31 too', '"2026-01-02" is kept, 2026-02-31 too'),
        (
            '"note" has 5,410 characters',
            "The note is very long: 5,410 characters. Must readers have all of it?",
        ),
    ],
)
def test_parts_that_name_commands_are_left_out_but_never_what_is_quoted(message, words):
    assert on_page(message)[0] == (words or message[:1].upper() + message[1:])
