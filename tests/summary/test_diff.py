"""What two versions of a plan say differently: all of it, and nothing else."""

from collections import Counter
from datetime import date
from functools import cache
from random import Random

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import actionplan
from actionplan.model.ids import Id
from actionplan.model.kinds import FOLDERS, FROM_FOLDER, TAILS, with_records
from actionplan.model.matching import content
from actionplan.model.policy import Policy
from actionplan.model.records import Plan
from actionplan.model.view import Portfolio
from actionplan.storage.writer import to_table
from actionplan.summary.changes.since import difference
from conftest import ACTION, AREA, PLAN, REPOSITORY, TODAY, dedented

FIRST = '[[status]]\non = 2024-05-20\nby = "hcc"\nstate = "in-progress"\n'
SECOND = '[[status]]\nid = "b"\non = 2024-06-20\nby = "hcc"\nnote = "Half way"\n'
HISTORY = ACTION.replace("2024-09-30", "2030-09-30") + FIRST + SECOND
RESOLUTION = """
    title = "Act"
    body = "board"
    on = 2024-06-05
    outcome = "carried"

    [[clauses]]
    id = "a"
    text = "Do it"
    actions = ["1.1"]

    [[clauses]]
    id = "b"
    text = "Report back"
    no_action_because = "The board does"
"""
FILES = {"plan.toml": PLAN, "areas/PA1.toml": AREA, "actions/1.1.toml": HISTORY, "resolutions/R1.toml": RESOLUTION}


@pytest.fixture
def changes_found(make_plan):
    """Return the reported changes if parts of one file were replaced, or the file is gone if they are None."""

    def changes(path, *replacements):
        before = make_plan(FILES, "before")
        text = FILES[path]
        for old, new in replacements:
            assert dedented(old) in dedented(text)
            text = dedented(text).replace(dedented(old), new)
        after = make_plan({**FILES, path: text}, "after")
        if not replacements:
            (after / path).unlink()
        views = [actionplan.load_strict(plan).at(date(2024, 7, 1)) for plan in (before, after)]
        return difference(*views)

    return changes


def brief(changes):
    return [(change.heading, change.kind, change.record, change.field) for change in changes]


@pytest.mark.parametrize(
    ("path", "old", "new", "field"),
    [
        ("plan.toml", "A plan", "Our plan", "title"),
        ("plan.toml", "County Council", "Shire Council", "bodies.hcc.name"),
        ("plan.toml", "agreed = 2024-01-31\n", "agreed = 2024-02-28\n", "agreed"),
        ("plan.toml", 'meaning = "late"', 'meaning = "very late"', "ratings.red.meaning"),
        ("plan.toml", "[bodies.hcc]", "[policy]\nstale_after_days = 30\n[bodies.hcc]", "policy.stale_after_days"),
        ("plan.toml", "[bodies.hcc]", '[bodies.x]\nname = "X"\nkind = "team"\n[bodies.hcc]', "bodies.x"),
        ("plan.toml", "[bodies.hcc]", '[[meetings]]\nbody = "board"\non = 2024-06-01\n[bodies.hcc]', "meetings"),
        ("areas/PA1.toml", '"priority-action"', '"improvement"', "kind"),
        ("actions/1.1.toml", "2030-09-30", "2030-12-31", "due"),
        ("actions/1.1.toml", 'owner = "hcc"\n', 'owner = "hcc"\nextra = { cost = 5 }\n', "extra.cost"),
        ("resolutions/R1.toml", 'text = "Do it"', 'text = "Do it now"', "clauses.a.text"),
    ],
)
def test_a_value_that_was_edited(changes_found, path, old, new, field):
    [change] = changes_found(path, (old, new))
    assert (change.heading, change.field, change.entry) == ("changed", field, None)


@pytest.mark.parametrize(
    ("path", "kind", "name"), [("actions/1.1.toml", "action", "1.1"), ("resolutions/R1.toml", "resolution", "R1")]
)
def test_a_record_that_was_removed(changes_found, path, kind, name):
    assert brief(changes_found(path)) == [("removed", kind, name, None)]


def test_an_entry_that_was_removed(changes_found):
    [change] = changes_found("actions/1.1.toml", (SECOND, ""))
    assert (change.heading, change.entry.note) == ("removed", "Half way")


def test_an_entry_that_was_altered(changes_found):
    [change] = changes_found("actions/1.1.toml", ("Half way", "Done"))
    assert (change.heading, change.field, change.before.note, change.after.note) == (
        "changed",
        "entry",
        "Half way",
        "Done",
    )


def test_an_entry_without_id_is_known_by_its_day_and_body(changes_found):
    changes = changes_found("actions/1.1.toml", ('state = "in-progress"', 'state = "complete"'))
    assert brief(changes) == [("finished", "action", "1.1", None), ("changed", "action", "1.1", "entry")]


def test_an_entry_that_was_only_given_an_id_says_what_it_said(changes_found):
    assert changes_found("actions/1.1.toml", ("on = 2024-05-20", 'id = "a"\non = 2024-05-20')) == ()


def test_the_order_of_entries_counts_within_a_day_alone(changes_found):
    assert changes_found("actions/1.1.toml", (FIRST + SECOND, SECOND + FIRST)) == ()
    day = ("2024-06-20", "2024-05-20")
    assert brief(changes_found("actions/1.1.toml", (FIRST + SECOND, FIRST + SECOND.replace(*day)))) == [
        ("changed", "action", "1.1", "entry")
    ]


def test_a_record_that_was_given_another_id(make_plan):
    before = make_plan({"actions/1.1.toml": HISTORY}, "before")
    after = make_plan({"actions/2.1.toml": HISTORY.replace("title", 'formerly = ["1.1"]\n    title', 1)}, "after")
    views = [actionplan.load_strict(plan).at(date(2024, 7, 1)) for plan in (before, after)]
    [change] = difference(*views)
    assert (change.record, change.field, change.before, change.after) == ("2.1", "id", "1.1", "2.1")


def test_what_could_not_be_read_is_not_said_to_be_gone(make_plan):
    before = make_plan(FILES, "before")
    after = make_plan({**FILES, "actions/1.1.toml": "not toml"}, "after")
    views = [actionplan.load(plan).at(date(2024, 7, 1)) for plan in (before, after)]
    assert difference(*views) == ()
    assert difference(*reversed(views)) == ()


def test_a_plan_that_came_or_went(make_plan):
    one = actionplan.load_strict(make_plan(FILES))
    two = Portfolio(plans=(*one.plans, attrs.evolve(one.plans[0], id=Id("q"), areas=(), actions=(), resolutions=())))
    views = [portfolio.at(date(2024, 7, 1)) for portfolio in (one, two)]
    assert brief(difference(*views)) == [("new", "plan", "q", None)]
    assert brief(difference(*reversed(views))) == [("removed", "plan", "q", None)]


@cache
def a_plan_and_another():
    """Return two real plans, cut to a bearable size: the one is edited, the other gives what it is edited into."""
    folders = ("examples/northshire-send", "plans/hertfordshire-send")
    plans = [actionplan.load_strict(REPOSITORY / folder).plans[0] for folder in folders]
    return [with_records(plan, {folder: getattr(plan, folder)[:2] for folder in FOLDERS.values()}) for plan in plans]


def edited(chance):
    """Return a plan and what it became after any edits: values, records and entries altered, removed and added."""
    before, other = a_plan_and_another()
    values = {name: getattr(other, name) for name in FACTS if chance.random() < 0.2}
    for folder in FOLDERS.values():
        donors = getattr(other, folder)
        kept = [record for record in getattr(before, folder) if chance.random() < 0.8]
        known = {record.id for record in getattr(before, folder)}
        came = [record for record in donors if record.id not in known and chance.random() < 0.2]
        values[folder] = (*(_edited(record, chance.choice(donors or [None]), chance) for record in kept), *came)
    return without_former_ids(before), without_former_ids(attrs.evolve(before, **values))


def _edited(record, donor, chance):
    names = [name for name in attrs.fields_dict(type(record)) if name not in ("id", *TAILS, "formerly")]
    values = {name: getattr(donor, name) for name in names if donor is not None and chance.random() < 0.05}
    for tail in TAILS:
        if hasattr(record, tail):
            entries = [entry for entry in getattr(record, tail) if chance.random() < 0.8]
            entries = [attrs.evolve(entry, note="Edited") if chance.random() < 0.1 else entry for entry in entries]
            values[tail] = (*entries, *getattr(donor, tail, ())[: chance.choice([0, 0, 1])])
    return attrs.evolve(record, **values)


def without_former_ids(plan):
    folders = {
        folder: tuple(attrs.evolve(record, formerly=()) for record in getattr(plan, folder))
        for folder in FOLDERS.values()
    }
    return attrs.evolve(plan, **folders)


FACTS = [name for name in attrs.fields_dict(Plan) if name not in FROM_FOLDER]


def changed_things(before, after):
    """Return what is different between two plans, worked out from their tables."""
    found: set[tuple[str, ...]] = set()
    was, now = (to_table(attrs.evolve(plan, policy=plan.policy or (Policy(),))) for plan in (before, after))
    found |= {("plan", name) for name in FACTS if content(was.get(name)) != content(now.get(name))}
    for kind, folder in FOLDERS.items():
        old, new = ({record.id: record for record in getattr(plan, folder)} for plan in (before, after))
        found |= {("removed", kind, name) for name in old.keys() - new.keys()}
        found |= {("new", kind, name) for name in new.keys() - old.keys()}
        for name, record in new.items():
            table, earlier = to_table(record), to_table(old[name]) if name in old else {}
            entries = Counter(content(entry) for entry in _entries(table, is_new=name not in old))
            had = Counter(content(entry) for entry in _entries(earlier))
            found |= {("came", kind, name, entry) for entry in entries - had}
            found |= {("went", kind, name, entry) for entry in had - entries}
            if name in old:
                keys = {*table, *earlier}
                found |= {
                    ("head", kind, name, key) for key in keys if content(table.get(key)) != content(earlier.get(key))
                }
    return found


def _entries(table, *, is_new=False):
    """Take the entries out of a record's table. The targets with which a measure began are part of what is new."""
    for tail in TAILS:
        for entry in table.pop(tail, []):
            if tail != "targets" or not is_new or "on" in entry:
                yield entry


def told_things(changes, before):
    """Yield the same for the reported changes."""
    known = {(kind, record.id) for kind, folder in FOLDERS.items() for record in getattr(before, folder)}
    for change in changes:
        of = (change.kind, change.record)
        if change.field == "entry":
            yield "went", *of, content(to_table(change.before))
        if change.entry is not None:
            yield "went" if change.heading == "removed" else "came", *of, content(to_table(change.entry))
        elif change.heading == "changed" and not change.field.endswith(" (order)"):
            top = change.field.split(".")[0].split(" ")[0]
            yield ("plan", top) if change.kind == "plan" else ("head", *of, top)
        elif change.heading in ("new", "removed", "review-published"):
            # A published review is reported as published and not as new.
            heading = "removed" if change.heading == "removed" else "new"
            if (heading, of in known) != ("new", True):
                yield heading, *of


@settings(max_examples=50, deadline=None)
@given(st.integers(0, 2**32).map(Random))
def test_every_change_is_reported_and_nothing_else(chance):
    before, after = edited(chance)
    changes = difference(*(Portfolio(plans=(plan,)).at(TODAY) for plan in (before, after)))
    expected = changed_things(before, after)
    assert set(told_things(changes, before)) == expected
    assert expected or not changes
