"""Laws of `published`: for any plan and anything internal, none of it is in what is made for the public."""

from collections.abc import Collection, Iterator, Mapping
from datetime import date
from random import Random
from typing import Any

import attrs
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

import actionplan as library
from actionplan.model.entries import Evidence
from actionplan.model.fields import names_of
from actionplan.model.kinds import FOLDERS, records_of
from actionplan.model.publish import ALWAYS_INTERNAL, MAY_BE_INTERNAL, Publish
from actionplan.model.records import Plan
from actionplan.report.papers.material import Material, PaperSelection
from actionplan.report.papers.outlines import KINDS, outline_of, paper
from actionplan.report.report_type import Context, RunResult
from actionplan.report.show import show_document, show_json
from actionplan.report.status import STATUS
from actionplan.report.writers import html, json
from actionplan.summary import Selection, published
from actionplan.tables.frames import frames
from conftest import write_plan
from full_plan import FILES
from strategies import plans

DAY = date(2026, 6, 1)
MARK = "Secret"
"""Is in every text that is internal, and in the id of every internal record."""

TEXTS = {str: MARK, tuple[str, ...]: (MARK,), Mapping[str, Any]: {MARK: MARK}}
"""A marked value for each type of field that people write texts in."""


def marked(
    table: Any, fields: Collection[str], ids: Mapping[str, Mapping[str, str]], *, all_of_it: bool = False
) -> Any:
    """Return a table with a mark in each of its texts that is internal, also where it had none.

    Args:
        table: a record, or a table in one.
        fields: the internal fields.
        ids: the marked ids of the internal records, by their kind and old id.
        all_of_it: whether all of it is internal.
    """
    values: dict[str, Any] = {}
    class_: Any = type(table)
    for field in attrs.fields(class_):
        value, inside = getattr(table, field.name), all_of_it or field.name in fields
        kind = names_of(class_).get(field.name, "")
        text = next((mark for type_, mark in TEXTS.items() if field.type in (type_, type_ | None)), None)
        if kind in FOLDERS or kind == "finding":
            values[field.name] = renamed(value, kind, ids)
        elif text is not None and (
            inside or (isinstance(table, Evidence) and field.name == "path" and value is not None)
        ):
            values[field.name] = text
        else:
            values[field.name] = inner(value, fields, ids, all_of_it=inside)
    return attrs.evolve(table, **values)


def inner(value: Any, fields: Collection[str], ids: Mapping[str, Mapping[str, str]], *, all_of_it: bool) -> Any:
    if isinstance(value, tuple):
        return tuple(inner(each, fields, ids, all_of_it=all_of_it) for each in value)
    if isinstance(value, Mapping):
        return {name: inner(each, fields, ids, all_of_it=all_of_it) for name, each in value.items()}
    is_table = attrs.has(type(value)) and type(value).__name__ not in ("PlanDate", "Term")
    return marked(value, fields, ids, all_of_it=all_of_it) if is_table else value


def renamed(value: Any, kind: str, ids: Mapping[str, Mapping[str, str]]) -> Any:
    if isinstance(value, tuple):
        return tuple(renamed(each, kind, ids) for each in value)
    if kind == "finding" and isinstance(value, str) and ":" in value:
        area, _, finding = value.rpartition(":")
        return f"{ids['area'].get(area, area)}:{finding}"
    return ids[kind].get(value, value) if kind in ids else value


def marked_plan(plan: Plan, seed: int) -> Plan:
    """Return a plan with some records, kinds and fields internal, each text of which is the mark."""
    random = Random(seed)

    def some(words: Collection[str], most: int) -> list[str]:
        return random.sample(sorted(words), random.randint(0, min(most, len(words))))

    chosen = some({record.id for record in records_of(plan)}, 4)
    folders, fields = some(FOLDERS.values(), 2), some(MAY_BE_INTERNAL, len(MAY_BE_INTERNAL))
    own = some([f"{kind}.note" for kind in (*FOLDERS, "plan")], 2)
    ids = {
        kind: {
            record.id: f"{MARK}-{kind}-{at}"
            for at, record in enumerate(getattr(plan, folder))
            if folder in folders or record.id in chosen
        }
        for kind, folder in FOLDERS.items()
    }
    hidden = {
        kind: {*ALWAYS_INTERNAL, *fields, *(word.removeprefix(f"{kind}.") for word in own)}
        for kind in (*FOLDERS, "plan")
    }
    changes: dict[str, Any] = {
        folder: tuple(
            attrs.evolve(
                marked(record, hidden[kind], ids, all_of_it=record.id in ids[kind]),
                id=ids[kind].get(record.id, record.id),
                formerly=(),
            )
            for record in getattr(plan, folder)
        )
        for kind, folder in FOLDERS.items()
    }
    changes["publish"] = Publish(
        internal=(*(name for of in ids.values() for name in of.values()), *folders, *fields, *own)
    )
    empty: dict[str, Any] = dict.fromkeys(FOLDERS.values(), ())
    return attrs.evolve(marked(attrs.evolve(plan, **empty), hidden["plan"], ids), **changes)


SEEDS = st.integers(0, 2**32)
ANY = settings(deadline=None, phases=[Phase.generate], suppress_health_check=list(HealthCheck))


@pytest.fixture(scope="module")
def full(tmp_path_factory):
    """Return a plan with something in every column of every table."""
    return library.load(write_plan(tmp_path_factory.mktemp("full"), FILES)).plans[0]


def assert_nothing_internal(plan: Plan) -> None:
    public = published(plan)
    assert MARK not in str(attrs.asdict(public))
    assert public.publish is None
    assert published(public) == public


@settings(ANY, max_examples=5)
@given(plans(), SEEDS)
def test_nothing_internal_is_in_any_published_plan(plan, seed):
    assert_nothing_internal(marked_plan(plan, seed))


@settings(ANY, max_examples=100)
@given(SEEDS)
def test_nothing_internal_is_in_the_published_plan_with_everything(full, seed):
    assert_nothing_internal(marked_plan(full, seed))


def texts_made_from(plan: Plan) -> Iterator[str]:
    """Yield what is made from a plan: reports and papers as pages, and records as JSON."""
    context = Context(as_at=DAY, selection=Selection())
    yield html.write(STATUS.document(RunResult(results=(STATUS.result(plan, context),)), context), "")
    for record in records_of(plan):
        yield html.write(show_document(plan, record, context), "")
        yield json.document(json.as_json(show_json(plan, record, DAY)))
    for kind in KINDS:
        outline = outline_of(plan, kind)
        assert outline is not None
        yield html.write(
            paper(Material(plan=plan, as_at=DAY, selection=PaperSelection(kind=kind), outline=outline), outline), ""
        )
    yield str({name: table.to_pylist() for name, table in frames(plan).items()})


@settings(ANY, max_examples=4)
@given(SEEDS)
def test_nothing_internal_is_in_what_is_made_from_it(full, seed):
    for text in texts_made_from(published(marked_plan(full, seed))):
        assert MARK not in text
