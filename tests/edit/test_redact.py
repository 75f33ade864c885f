"""A redaction: one block becomes a redaction marker, and no other byte changes."""

from datetime import date

import pytest
import tomli

import actionplan
from actionplan.edit.plan_edit import PlanEdit
from actionplan.edit.redact import prepare_redaction
from actionplan.summary.actions import summarise_action
from conftest import ACTION, TODAY, dedented

TEXT = (
    dedented(ACTION)
    + """
# above
[[status]]
id = "q7m2ka"  # J. Bloggs
on = 2024-03-05
by = "hcc"
state = "in-progress"
note = \"\"\"
Her name is
Jane Bloggs\"\"\"
# Jane again
extra.name = "Jane"

[[status]]
on = 2024-04-05  # below
by = "hcc"
note = "Two left"
"""
)
STUB = (
    '[[status]]\nid = "q7m2ka"\non = 2024-03-05\nby = "hcc"\n'
    'redacted = { on = 2024-06-03, reason = "It named a child", authority = "DPO" }\n'
)
WHY = actionplan.model.Redaction(on=date(2024, 6, 3), reason="It named a child", authority="DPO")


def redacted(root, entry=0):
    found = actionplan.load_strict(root).plans[0].actions[0].status[entry]
    return prepare_redaction(PlanEdit(str(root)), "action", "1.1", found, WHY, TODAY)


@pytest.mark.parametrize("mark", ["", "\ufeff"])
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
@pytest.mark.parametrize("ending", ["", "\n", "\n\n# the end\n"])
def test_no_byte_changes_but_those_of_the_block(make_plan, mark, newline, ending):
    def as_file(text):
        return (mark + text.rstrip("\n") + ending).replace("\n", newline).encode()

    start, end = TEXT.index('[[status]]\nid = "q7'), TEXT.index("\n[[status]]\non = 2024-04-05")
    plan = make_plan({"actions/1.1.toml": as_file(TEXT)})
    (change,) = redacted(plan).changes
    assert change.after == as_file(TEXT[:start] + STUB + TEXT[end:])
    (change,) = redacted(plan, 1).changes
    last = TEXT.index("[[status]]\non = 2024-04-05")
    stub = STUB.replace('id = "q7m2ka"\n', "").replace("2024-03-05", "2024-04-05")
    assert change.after == as_file(TEXT[:last] + stub)


def test_tables_below_an_entry_go_with_it(make_plan):
    text = dedented(ACTION) + '\n[[status]]\non = 2024-03-05\n[[status.evidence]]\nlink = "https://x"\n[extra]\na = 1\n'
    plan = make_plan({"actions/1.1.toml": text})
    table = tomli.loads(redacted(plan).changes[0].after.decode())
    assert (set(table["status"][0]), table["extra"]) == ({"on", "redacted"}, {"a": 1})


def test_a_history_in_brackets_is_refused(make_plan):
    plan = make_plan({"actions/1.1.toml": 'status = [{ on = 2024-03-05, note = "x" }]\n' + dedented(ACTION)})
    (found,) = actionplan.load(plan).plans[0].actions[0].status
    with pytest.raises(actionplan.storage.SaveError, match="no block for each entry"):
        prepare_redaction(PlanEdit(str(plan)), "action", "1.1", found, WHY, TODAY)


def test_in_a_program(make_plan):
    plan = make_plan({"actions/1.1.toml": TEXT})
    actionplan.redact_entry(str(plan), "1.1", "q7m2ka", WHY, today=TODAY)
    (action,) = actionplan.load_strict(plan).plans[0].actions
    assert action.status[0].redacted == WHY
    assert summarise_action(action, TODAY).state is None
    with pytest.raises(actionplan.storage.SaveError, match="redacted already"):
        actionplan.redact_entry(str(plan), "1.1", "q7m2ka", WHY, today=TODAY)
    with pytest.raises(actionplan.storage.SaveError, match="no entry is called"):
        actionplan.redact_entry(str(plan), "1.1", "nothing", WHY, today=TODAY)


def test_a_redaction_that_is_wrong_itself(make_plan):
    plan = make_plan({"actions/1.1.toml": TEXT})
    wrong = actionplan.model.Redaction(on=date(2024, 3, 1), reason=" ", authority="DPO")
    with pytest.raises(actionplan.ProblemsFound) as raised:
        actionplan.redact_entry(str(plan), "1.1", "q7m2ka", wrong, today=TODAY)
    assert [found.code for found in raised.value.problems] == ["E307", "E109"]
