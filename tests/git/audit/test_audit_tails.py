"""Readings and targets of a measure are history too: a target lowered in silence is the same as a date moved so."""

import pytest

import actionplan
from conftest import dedented
from repositories import found, only

PATH = "measures/M1.toml"

MEASURE = """
    title = "Plans written within 20 weeks"
    unit = "%"

    [[targets]]
    due = 2024-09-30
    value = 60
    source = "https://plan.example"

    [[targets]]
    due = 2025-09-30
    value = 80
    source = "https://plan.example"

    [[readings]]
    id = "spring"
    period = "2024-Q1"
    value = 41
    on = 2024-06-03

    [[readings]]
    period = "2024-04"
    value = 44
    on = 2024-06-03
    note = "From the monthly return"
"""


@pytest.fixture
def measured(repository):
    repository.write({PATH: MEASURE})
    repository.commit("2024-06-03")
    return repository


@pytest.mark.parametrize(
    ("old", "new", "kind", "sentence"),
    [
        ("value = 60", "value = 50", "entry-altered", "Target number 1 of 2024-09-30 was altered."),
        ("due = 2024-09-30", "due = 2024-12-31", "entry-altered", "Target number 1 of 2024-09-30 was altered."),
        ("value = 41", "value = 45", "entry-altered", "Reading spring of 2024-Q1 was altered."),
        ('period = "2024-04"', 'period = "2024-05"', "entry-altered", "Reading number 2 of 2024-04 was altered."),
        ("[[targets]]\ndue = 2025", "[[extra.was]]\ndue = 2025", "entry-removed", "Target number 2 of 2025-09-30 was"),
        ("[[readings]]\nperiod", "[[targets]]\nperiod", "entry-removed", "Reading number 2 of 2024-04 was removed."),
        ('unit = "%"', 'unit = "weeks"', "head-changed", '"unit" was changed in the head'),
    ],
)
def test_a_measure_was_tampered_with(measured, old, new, kind, sentence):
    measured.replace(old, new, PATH)
    name = measured.commit("2024-06-04")
    finding = only(measured)
    assert (finding.kind, finding.short, finding.path) == (kind, name, PATH)
    assert finding.sentence.startswith(sentence)


@pytest.mark.parametrize(("tail", "word"), [("targets", "Targets"), ("readings", "Readings")])
def test_entries_in_another_order(measured, tail, word):
    head, first, second = dedented(MEASURE).split(f"[[{tail}]]\n")
    second, *rest = second.split("\n\n", 1)
    became = [head, second.rstrip() + "\n\n", first.rstrip() + "\n\n" + "".join(rest)]
    measured.write({PATH: f"[[{tail}]]\n".join(became)})
    measured.commit("2024-06-10")
    finding = only(measured)
    assert (finding.kind, finding.sentence) == ("entries-reordered", f"{word} were put into another order.")


def test_entries_readings_and_targets_may_be_mixed(measured):
    head, *blocks = dedented(MEASURE).split("\n\n")
    measured.write({PATH: "\n\n".join(block.rstrip() for block in (head, *blocks[2:], *blocks[:2])) + "\n"})
    measured.commit("2024-06-10")
    assert found(measured) == []


def test_a_reading_and_a_target_are_added(measured):
    new = '\n[[targets]]\ndue = 2025-03-31\nvalue = 70\nreason = "A step between"\n'
    new += '\n[[readings]]\nperiod = "2024-05"\nvalue = 47\non = 2024-06-10\n'
    measured.write({PATH: dedented(MEASURE) + new})
    measured.commit("2024-06-10")
    assert found(measured) == []


def test_a_reading_has_a_day_as_any_entry(measured):
    measured.write({PATH: dedented(MEASURE) + '\n[[readings]]\nperiod = "2024-05"\nvalue = 47\non = 2024-06-10\n'})
    name = measured.commit("2024-07-10")
    assert found(measured) == [("recorded-otherwise", name, PATH, "number 3 of 2024-05")]


def test_what_was_redacted_of_a_reading(measured):
    stub = 'redacted = { on = 2024-06-10, reason = "A name", authority = "ICO" }'
    measured.replace('value = 44\non = 2024-06-03\nnote = "From the monthly return"', stub, PATH)
    measured.commit("2024-06-10")
    audit = actionplan.audit(measured.plan)
    assert audit.findings == ()
    assert [finding.sentence for finding in audit.redacted] == ["Reading number 2 of 2024-04 was redacted."]


def test_a_measure_was_removed(measured):
    measured.path(PATH).unlink()
    name = measured.commit("2024-06-10")
    assert found(measured) == [("file-removed", name, PATH, None)]
    assert "with its 4 entries" in only(measured).sentence


def test_history_was_rewritten_without_a_measures_reading(measured):
    base = measured.git("rev-parse", "HEAD")
    measured.git("reset", "--quiet", "--hard", "HEAD~1")
    measured.write({PATH: dedented(MEASURE).split("\n[[readings]]")[0]})
    measured.commit("2024-06-03")
    lost = (f"{PATH}: reading spring of 2024-Q1", f"{PATH}: reading number 2 of 2024-04")
    assert only(measured, base=base).lost == lost


# Before it is agreed


DRAFT = dedented(MEASURE).replace('unit = "%"', 'unit = "%"\nagreed = 2024-07-01')


def test_targets_are_free_until_their_measure_is_agreed_and_readings_never_are(repository):
    repository.write({PATH: DRAFT})
    repository.commit("2024-06-03")
    repository.write({PATH: DRAFT.replace("value = 60", "value = 50")})
    repository.commit("2024-06-10")
    assert found(repository) == []
    repository.write({PATH: DRAFT.replace("value = 60", "value = 50").replace("value = 41", "value = 45")})
    altered = repository.commit("2024-06-11")
    assert found(repository) == [("entry-altered", altered, PATH, "spring of 2024-Q1")]
    repository.write({"measures/M2.toml": DRAFT.split("[[readings]]")[0]})
    repository.commit("2024-06-12")
    repository.path("measures/M2.toml").unlink()
    repository.commit("2024-06-13")
    repository.replace("value = 50", "value = 40", PATH)
    lowered = repository.commit("2024-07-01")
    assert found(repository)[1:] == [("entry-altered", lowered, PATH, "number 1 of 2024-09-30")]


@pytest.mark.parametrize("agreed_on", ["main", "side"])
def test_a_draft_from_a_branch_does_not_lower_what_was_agreed(empty, agreed_on):
    plan = 'format = 1\nid = "p"\ntitle = "P"\n'
    empty.write({"plan.toml": plan, PATH: MEASURE})
    empty.commit("2024-06-03")
    empty.git("branch", "side")
    for branch in ("main", "side"):
        empty.git("checkout", "--quiet", branch)
        if branch == agreed_on:
            empty.write({"plan.toml": plan + "agreed = 2024-06-04\n"})
        else:
            empty.replace("value = 60", "value = 50", PATH)
        empty.commit("2024-06-04")
    empty.git("checkout", "--quiet", "main")
    empty.git("merge", "--quiet", "--no-edit", "side", day="2024-06-10")
    name = empty.git("rev-parse", "HEAD")[:20]
    assert found(empty) == [("entry-altered", name, PATH, "number 1 of 2024-09-30")]


@pytest.mark.parametrize("on_side", [False, True])
def test_a_lowered_target_is_not_reported_again_for_the_merge(measured, on_side):
    measured.git("branch", "side")
    names = []
    for branch in ("main", "side"):
        measured.git("checkout", "--quiet", branch)
        if (branch == "side") == on_side:
            measured.replace("value = 60", "value = 50", PATH)
            names.append(measured.commit("2024-06-10"))
        else:
            measured.update("2024-06-10")
    measured.git("checkout", "--quiet", "main")
    measured.git("merge", "--quiet", "--no-edit", "side", day="2024-06-11")
    assert found(measured) == [("entry-altered", names[0], PATH, "number 1 of 2024-09-30")]
