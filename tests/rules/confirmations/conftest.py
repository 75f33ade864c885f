"""What the tests of confirmations share: the codes that are asked about when something is added to a small plan."""

from itertools import count

import pytest

import actionplan
from actionplan.model.kinds import TAILS, dated_of, records_of
from actionplan.rules.confirmations import to_confirm
from actionplan.rules.confirmations.registry import PlannedChange
from conftest import ACTION, TODAY, dedented


@pytest.fixture
def asked(make_plan):
    """Return a function that gives the codes asked about when a text is added at the end of a record's file.

    ``asked(history, new)`` adds ``new`` to the action 1.1, which has ``history``. With ``file`` and ``head`` it is
    another record. If ``new`` is empty, the whole file is new.
    """
    numbers = count(1)

    def codes(history="", new="", *, file="actions/1.1.toml", head=ACTION, others=None, **facts):
        before = dedented(head) + history
        files = {**(others or {}), file: before + new}
        plan = actionplan.load_strict(make_plan(files, name=f"p{next(numbers)}")).plans[0]
        record = next(each for each in records_of(plan) if file.endswith(f"/{each.id}.toml"))
        there = {tail: before.count(f"[[{tail}]]") for tail in TAILS}
        known = {(tail, index) for tail, number in there.items() for index in range(number)}
        added = tuple((keys, entry) for keys, entry in dated_of(record) if keys not in known)
        change = PlannedChange(plan, record, added if new else (((), record),), TODAY, **facts)
        return [found.code for found in to_confirm(change)]

    return codes
