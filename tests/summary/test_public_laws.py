"""Laws of `published`: for any plan and anything internal, none of it is in what is made for the public."""

from collections.abc import Iterator
from datetime import date

import attrs
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

import actionplan as library
from actionplan.model.kinds import records_of
from actionplan.model.outlines import KINDS
from actionplan.model.records import Plan
from actionplan.model.view import Portfolio
from actionplan.report.calendar import calendar_file
from actionplan.report.papers.material import Material, PaperSelection
from actionplan.report.papers.outlines import outline_of, paper
from actionplan.report.report_type import Context, RunResult
from actionplan.report.show import show_document, show_json
from actionplan.report.status import STATUS
from actionplan.report.workbook.book import workbook_of
from actionplan.report.writers import html, json
from actionplan.summary import Selection, published
from actionplan.tables.frames import frames
from conftest import write_plan
from full_plan import FILES
from marked import MARK, marked_plan
from strategies import plans

DAY = date(2026, 6, 1)
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
    view = Portfolio(plans=(plan,)).at(DAY)
    yield calendar_file(view)[0].decode().replace("\r\n ", "")
    yield str(attrs.asdict(workbook_of(view)))


@settings(ANY, max_examples=4)
@given(SEEDS)
def test_nothing_internal_is_in_what_is_made_from_it(full, seed):
    for text in texts_made_from(published(marked_plan(full, seed))):
        assert MARK not in text
