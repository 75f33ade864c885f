"""Plans and texts of files for laws that must hold for any contents: strategies for Hypothesis."""

import contextlib
import tempfile
from collections.abc import Iterator
from datetime import date, timedelta, timezone
from decimal import Decimal
from pathlib import Path
from typing import Any, TypeVar

from hypothesis import strategies as st

from actionplan.model.bodies import Body, Meeting
from actionplan.model.dates import NO_CALENDAR, Calendar, PlanDate, Term, parse_date
from actionplan.model.entries import ActionEntry, Approval, AreaEntry, Evidence, Redaction, Stated
from actionplan.model.ids import Id, PartId, fault_in_id, natural_order
from actionplan.model.measures import Baseline, Benchmark, Duty, Measure, MeasureEntry, Reading, Target
from actionplan.model.policy import Policy, Rating, RatingRule
from actionplan.model.publish import Publish
from actionplan.model.records import Action, Area, Finding, Inspection, Milestone, Plan
from actionplan.model.resolutions import Clause, Resolution, ResolutionEntry, Votes
from actionplan.model.resources import Resource
from actionplan.model.reviews import AreaOutcome, Recommendation, Review, ReviewEntry, ReviewFinding
from actionplan.model.risks import Risk, RiskEntry, RiskLevel, RiskScale, RiskScore
from actionplan.model.vocabulary import (
    AreaKind,
    AreaState,
    BodyKind,
    Colour,
    Direction,
    Every,
    LateAgainst,
    MeasurePreset,
    Outcome,
    Per,
    RatingPreset,
    ReviewKind,
    RiskState,
    RuleState,
    Stance,
    State,
    YearStart,
    words,
)
from conftest import TODAY

Named = TypeVar("Named", Area, Action, Resolution, Measure, Risk, Review)
Anything = TypeVar("Anything")


@contextlib.contextmanager
def folder() -> Iterator[Path]:
    """Yield a new folder for one example."""
    with tempfile.TemporaryDirectory() as name:
        yield Path(name) / "p"


_AWKWARD = (
    *("\n", "\r", "\r\n", "\t", "\0", "\x1b[31m", "\x7f", "\x85", "\u2028", "\u202e", "\ufeff"),
    *('"', "'", '"""', "'''", "\\", "\\n", "#", "=", "[[status]]\n", "\n[extra]\n", "{", "}"),
    *("é", "Š", "漢", "😀", "a", " ", "  "),
)
"""Pieces of text that have broken readers and writers of TOML."""


def texts(max_size: int = 6) -> st.SearchStrategy[str]:
    """Return texts that say something: any characters, the awkward ones above all."""
    characters = st.characters(exclude_categories=["Cs"])
    pieces = st.one_of(st.sampled_from(_AWKWARD), characters)
    return st.lists(pieces, min_size=1, max_size=max_size).map("".join).filter(lambda text: bool(text.strip()))


def ids() -> st.SearchStrategy[Id]:
    """Return ids of every shape that is allowed."""
    shapes = st.text("aBcX0129.-", min_size=1, max_size=5)
    return shapes.filter(lambda text: fault_in_id(text) is None).map(Id)


def maybe(values: st.SearchStrategy[Anything]) -> st.SearchStrategy[Anything | None]:
    """Return nothing, or one of the values."""
    return st.none() | values


def word(vocabulary: object) -> st.SearchStrategy[Any]:
    """Return a word of a vocabulary."""
    return st.sampled_from(words(vocabulary))


def some(values: st.SearchStrategy[Anything], max_size: int = 2) -> st.SearchStrategy[tuple[Anything, ...]]:
    """Return a few values, or none."""
    return st.lists(values, max_size=max_size).map(tuple)


def days() -> st.SearchStrategy[date]:
    """Return days around those on which plans are kept."""
    return st.dates(date(2022, 1, 1), date(2028, 12, 31))


def plan_dates(calendar: Calendar = NO_CALENDAR) -> st.SearchStrategy[PlanDate]:
    """Return plan dates of every precision, the plan's own terms and financial quarters among them."""
    years = st.integers(2022, 2028)
    written: list[st.SearchStrategy[object]] = [
        days(),
        st.builds("{}-{:02}".format, years, st.integers(1, 12)),
        st.builds("{}-Q{}".format, years, st.integers(1, 4)),
        st.builds("2022-{:02}..{}-{:02}".format, st.integers(1, 12), st.integers(2023, 2028), st.integers(1, 12)),
        years.map(str),
        years.map(lambda year: f"FY{year}-{(year + 1) % 100:02}"),
        st.builds(lambda year, quarter: f"FY{year}-{(year + 1) % 100:02}-Q{quarter}", years, st.integers(1, 4)),
        st.sampled_from(["ongoing", "unknown"]),
    ]
    if calendar.terms:
        written.append(st.sampled_from(sorted(calendar.terms)))
    return st.one_of(written).map(lambda value: parse_date(value, calendar))


def toml_values() -> st.SearchStrategy[Any]:
    """Return anything that TOML can hold, except the number that is none, which differs from itself."""
    zones = st.integers(-1439, 1439).map(lambda minutes: timezone(timedelta(minutes=minutes)))
    simple = st.one_of(
        st.booleans(),
        st.integers(-(2**63), 2**63 - 1),
        st.floats(allow_nan=False),
        texts(),
        st.dates(),
        st.times(),
        st.datetimes(timezones=st.none() | zones),
    )
    return st.recursive(
        simple, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(keys(), inner, max_size=3), max_leaves=5
    )


def keys() -> st.SearchStrategy[str]:
    """Return keys of tables: bare ones, and those that want quotes."""
    return st.one_of(st.sampled_from(["a", "b-c", "2.1", "", "ä", "a b"]), texts(2))


def extras() -> st.SearchStrategy[dict[str, Any]]:
    """Return a plan's own fields."""
    return st.just({}) | st.dictionaries(keys(), toml_values(), max_size=2)


def evidence(dates: st.SearchStrategy[PlanDate]) -> st.SearchStrategy[Evidence]:
    """Return evidence that can be opened."""
    by_link = st.builds(Evidence, title=maybe(texts()), link=texts().map("https://{}".format), on=maybe(dates))
    by_path = st.builds(Evidence, title=maybe(texts()), path=texts().map("papers/{}".format), on=maybe(dates))
    return by_link | by_path


def of_any_entry(dates: st.SearchStrategy[PlanDate]) -> dict[str, st.SearchStrategy[Any]]:
    """Return the fields that every entry has."""
    return {
        "on": dates,
        "id": maybe(ids()),
        "recorded": maybe(days()),
        "by": maybe(ids()),
        "note": maybe(texts()),
        "source": some(texts()),
        "evidence": some(evidence(dates)),
        "reason": maybe(texts()),
        "approvals": some(st.builds(Approval, by=ids(), on=dates, ref=maybe(texts()), resolution=maybe(ids()))),
        "corrects": maybe(ids()),
        "redacted": maybe(st.builds(Redaction, on=days(), reason=texts(), authority=texts())),
        "extra": extras(),
    }


def action_entries(dates: st.SearchStrategy[PlanDate]) -> st.SearchStrategy[ActionEntry]:
    """Return entries of an action, whether or not they make sense one after another."""
    return st.builds(
        ActionEntry,
        **of_any_entry(dates),
        state=maybe(word(State)),
        rating=maybe(ids()),
        progress=maybe(st.integers(0, 100)),
        title=maybe(texts()),
        areas=maybe(some(ids())),
        owner=maybe(ids()),
        partners=maybe(some(ids())),
        lead=maybe(texts()),
        start=maybe(dates),
        due=maybe(dates),
        success=maybe(texts()),
        after=maybe(some(ids())),
        findings=maybe(some(part_ids())),
        measures=maybe(some(ids())),
        milestone=maybe(ids()),
    )


def part_ids() -> st.SearchStrategy[PartId]:
    """Return ids of parts, with that of their record and without."""
    return st.builds("{}:{}".format, ids(), ids()).map(PartId) | ids().map(PartId)


def numbers() -> st.SearchStrategy[Decimal]:
    """Return numbers as a plan states them: whole ones, and some with a few places behind the point."""
    whole = st.integers(-(10**9), 10**9).map(Decimal)
    return whole | st.decimals(-(10**6), 10**6, places=2).map(lambda number: Decimal(repr(float(number))))


def some_resources(dates: st.SearchStrategy[PlanDate]) -> st.SearchStrategy[tuple[Resource, ...]]:
    """Return money, posts and places."""
    return some(
        st.builds(
            Resource,
            amount=numbers(),
            unit=texts(),
            per=word(Per),
            period=maybe(dates),
            funding=maybe(texts()),
            mentioned=st.booleans(),
            note=maybe(texts()),
            source=some(texts()),
        )
    )


def notes_by(body: str, rating: str) -> st.SearchStrategy[ActionEntry]:
    """Return entries that an action can take at any time: they claim nothing that others could contradict."""
    past = st.dates(date(2024, 1, 31), TODAY).map(parse_date)
    return st.builds(
        ActionEntry,
        on=past | st.sampled_from(["2024-09", "2024-Q3", "2025", "FY2024-25"]).map(parse_date),
        by=st.just(Id(body)),
        rating=maybe(st.just(Id(rating))),
        note=texts(),
        source=some(texts()),
        evidence=some(evidence(plan_dates())),
        reason=maybe(texts()),
        approvals=some(st.builds(Approval, by=st.just(Id(body)), on=plan_dates(), ref=maybe(texts()))),
        extra=extras(),
    )


def stated() -> st.SearchStrategy[Stated]:
    """Return rival published values."""
    return st.builds(Stated, field=texts(), value=toml_values(), source=some(texts()), note=maybe(texts()))


def actions(dates: st.SearchStrategy[PlanDate], entries: int = 3) -> st.SearchStrategy[Action]:
    """Return actions with a history."""
    return st.builds(
        Action,
        id=ids(),
        title=texts(),
        areas=some(ids()),
        owner=maybe(ids()),
        partners=some(ids()),
        lead=maybe(texts()),
        start=maybe(dates),
        due=maybe(dates),
        success=maybe(texts()),
        after=some(ids()),
        findings=some(part_ids()),
        measures=some(ids()),
        milestones=some(st.builds(Milestone, id=ids(), title=texts(), due=maybe(dates), source=some(texts()))),
        resources=some_resources(dates),
        agreed=maybe(dates),
        formerly=some(ids()),
        source=some(texts(), 3),
        stated=some(stated(), 1),
        extra=extras(),
        status=some(action_entries(dates), entries),
    )


def areas(dates: st.SearchStrategy[PlanDate]) -> st.SearchStrategy[Area]:
    """Return areas with findings and a history."""
    entries = st.builds(
        AreaEntry,
        state=maybe(word(AreaState)),
        **of_any_entry(dates),
        rating=maybe(ids()),
        title=maybe(texts()),
        kind=maybe(word(AreaKind)),
        owner=maybe(ids()),
        measures=maybe(some(ids())),
    )
    return st.builds(
        Area,
        id=ids(),
        title=texts(),
        kind=word(AreaKind),
        owner=maybe(ids()),
        measures=some(ids()),
        agreed=maybe(dates),
        formerly=some(ids()),
        findings=some(st.builds(Finding, id=ids(), text=texts(), source=some(texts()))),
        source=some(texts()),
        stated=some(stated(), 1),
        extra=extras(),
        status=some(entries),
    )


def resolutions(dates: st.SearchStrategy[PlanDate]) -> st.SearchStrategy[Resolution]:
    """Return resolutions with clauses and a history."""
    counts = maybe(st.integers(0, 80))
    votes = maybe(st.builds(Votes, for_=counts, against=counts, abstained=counts))
    stances = st.dictionaries(ids(), word(Stance), max_size=2)
    entries = st.builds(
        ResolutionEntry,
        **of_any_entry(dates),
        clause=maybe(ids()),
        state=maybe(word(State)),
        reported_to=maybe(ids()),
        report_every=maybe(word(Every)),
        title=maybe(texts()),
        outcome=maybe(word(Outcome)),
        votes=votes,
        stances=maybe(stances),
        notes=maybe(some(texts())),
        actions=maybe(some(ids())),
        no_action_because=maybe(texts()),
    )
    clauses = st.builds(Clause, id=ids(), text=texts(), actions=some(ids()), no_action_because=maybe(texts()))
    return st.builds(
        Resolution,
        id=ids(),
        title=texts(),
        body=ids(),
        on=dates,
        outcome=word(Outcome),
        mover=maybe(texts()),
        seconder=maybe(texts()),
        group=maybe(ids()),
        votes=votes,
        stances=stances,
        clauses=some(clauses),
        report_every=maybe(word(Every)),
        resources=some_resources(dates),
        formerly=some(ids()),
        source=some(texts()),
        stated=some(stated(), 1),
        extra=extras(),
        status=some(entries),
    )


def of_any_record() -> dict[str, st.SearchStrategy[Any]]:
    """Return the fields that every record has."""
    return {
        "id": ids(),
        "title": texts(),
        "formerly": some(ids()),
        "source": some(texts()),
        "stated": some(stated(), 1),
        "extra": extras(),
    }


def approvals(dates: st.SearchStrategy[PlanDate]) -> st.SearchStrategy[tuple[Approval, ...]]:
    """Return approvals."""
    return some(st.builds(Approval, by=ids(), on=dates, ref=maybe(texts()), resolution=maybe(ids())))


def duties(dates: st.SearchStrategy[PlanDate]) -> st.SearchStrategy[Duty]:
    """Return what the law asks of a measure."""
    return st.builds(Duty, value=numbers(), text=texts(), since=maybe(dates), source=some(texts()))


def measures(dates: st.SearchStrategy[PlanDate]) -> st.SearchStrategy[Measure]:
    """Return measures with targets, readings and a history."""
    targets = st.builds(
        Target,
        due=dates,
        value=numbers(),
        on=maybe(dates),
        recorded=maybe(days()),
        id=maybe(ids()),
        by=maybe(ids()),
        replaces=maybe(dates),
        reason=maybe(texts()),
        approvals=approvals(dates),
        source=some(texts()),
        note=maybe(texts()),
    )
    entries = st.builds(
        MeasureEntry,
        **of_any_entry(dates),
        title=maybe(texts()),
        unit=maybe(texts()),
        direction=maybe(word(Direction)),
        definition=maybe(texts()),
        owner=maybe(ids()),
        duty=maybe(duties(dates)),
        tolerance=maybe(numbers()),
        floor=maybe(numbers()),
        readings_every=maybe(word(Every)),
        preferred_source=maybe(texts()),
    )
    return st.builds(
        Measure,
        **of_any_record(),
        unit=texts(),
        direction=word(Direction),
        definition=maybe(texts()),
        owner=maybe(ids()),
        baseline=maybe(st.builds(Baseline, value=numbers(), period=dates, source=some(texts()), note=maybe(texts()))),
        duty=maybe(duties(dates)),
        tolerance=maybe(numbers()),
        floor=maybe(numbers()),
        readings_every=maybe(word(Every)),
        preferred_source=maybe(texts()),
        agreed=maybe(dates),
        targets=some(targets),
        readings=some(
            st.builds(Reading, **of_any_entry(dates), period=dates, value=numbers(), break_in_series=maybe(texts()))
        ),
        benchmarks=some(st.builds(Benchmark, **of_any_entry(dates), of=texts(), period=dates, value=numbers())),
        status=some(entries, 1),
    )


def scores() -> st.SearchStrategy[RiskScore]:
    """Return scores of risks."""
    return st.builds(RiskScore, likelihood=st.integers(1, 5), impact=st.integers(1, 5))


def risks(dates: st.SearchStrategy[PlanDate]) -> st.SearchStrategy[Risk]:
    """Return risks with a history."""
    entries = st.builds(
        RiskEntry,
        **of_any_entry(dates),
        state=maybe(word(RiskState)),
        title=maybe(texts()),
        cause=maybe(texts()),
        owner=maybe(ids()),
        lead=maybe(texts()),
        areas=maybe(some(ids())),
        actions=maybe(some(ids())),
        inherent=maybe(scores()),
        residual=maybe(scores()),
    )
    return st.builds(
        Risk,
        **of_any_record(),
        cause=maybe(texts()),
        event=maybe(texts()),
        effect=maybe(texts()),
        owner=maybe(ids()),
        lead=maybe(texts()),
        areas=some(ids()),
        actions=some(ids()),
        inherent=maybe(scores()),
        residual=maybe(scores()),
        raised=maybe(dates),
        agreed=maybe(dates),
        status=some(entries),
    )


def reviews(dates: st.SearchStrategy[PlanDate]) -> st.SearchStrategy[Review]:
    """Return reviews with what they found, what they ask for and a history."""
    entries = st.builds(
        ReviewEntry,
        **of_any_entry(dates),
        recommendation=maybe(ids()),
        state=maybe(word(State)),
        actions=maybe(some(ids())),
        title=maybe(texts()),
        expected=maybe(dates),
        held=maybe(dates),
        plan_due=maybe(dates),
        outcome=maybe(texts()),
    )
    return st.builds(
        Review,
        **of_any_record(),
        kind=word(ReviewKind),
        by=some(ids()),
        replaces=some(ids()),
        expected=maybe(dates),
        announced=maybe(dates),
        held=maybe(dates),
        received=maybe(dates),
        published=maybe(dates),
        plan_due=maybe(dates),
        outcome=maybe(texts()),
        area_outcomes=some(st.builds(AreaOutcome, area=ids(), outcome=texts(), note=maybe(texts()))),
        findings=some(st.builds(ReviewFinding, id=ids(), text=texts(), area=maybe(ids()), source=some(texts()))),
        recommendations=some(
            st.builds(
                Recommendation, id=ids(), text=texts(), due=maybe(dates), actions=some(ids()), source=some(texts())
            )
        ),
        status=some(entries),
    )


def rating_rules() -> st.SearchStrategy[RatingRule]:
    """Return rating rules."""
    numbers = maybe(st.integers(0, 100))
    return st.builds(
        RatingRule,
        rating=ids(),
        states=some(word(RuleState)),
        days_late_over=numbers,
        days_late_up_to=numbers,
        days_late_original_over=numbers,
        progress_below=numbers,
        progress_at_least=numbers,
        days_since_update_over=numbers,
        past_due=maybe(st.booleans()),
        from_=maybe(days()),
    )


@st.composite
def plans(draw: st.DrawFn) -> Plan:
    """Return whole plans that can be read without a problem, whether or not their rules hold."""
    spans = st.builds(Term, from_=days(), until=days(), label=maybe(texts()))
    terms = draw(st.dictionaries(ids().map(lambda name: Id(f"t-{name}")), spans, max_size=2))
    year_starts = draw(maybe(word(YearStart)))
    dates = plan_dates(Calendar(terms=terms, year_starts=year_starts))
    bodies = st.builds(
        Body,
        name=texts(),
        kind=word(BodyKind),
        aliases=some(texts()),
        part_of=maybe(ids()),
        from_=maybe(dates),
        until=maybe(dates),
        successor=st.lists(ids(), max_size=2, unique=True).map(tuple),
        source=some(texts()),
    )
    ratings = st.builds(
        Rating, label=texts(), meaning=texts(), colour=maybe(word(Colour)), source=some(texts()), from_=maybe(days())
    )
    inspections = st.builds(
        Inspection,
        by=some(ids()),
        held=maybe(dates),
        published=maybe(dates),
        outcome=maybe(texts()),
        source=some(texts()),
    )
    policies = st.builds(
        Policy,
        stale_after_days=st.integers(1, 90),
        reading_grace_days=st.integers(0, 60),
        handover_within_months=st.integers(1, 24),
        late_against=word(LateAgainst),
        redate_approvals=some(ids()),
        redate_limit=maybe(st.integers(0, 3)),
        redate_board=maybe(ids()),
        plan_due_working_days=maybe(st.integers(1, 90)),
        closed_days=some(days()),
        commit=st.booleans(),
        ignore=some(st.sampled_from(["W501", "E4"])),
        challenge_ignore=some(st.sampled_from(["C104", "C2"])),
        challenge_due_in_month=st.integers(1, 6),
        challenge_weeks_silent=st.integers(1, 12),
        challenge_weeks_suspended=st.integers(1, 12),
        challenge_months_unchanged=st.integers(1, 12),
        from_=maybe(days()),
    )
    levels = st.builds(RiskLevel, label=texts(), at_least=st.integers(1, 25), colour=maybe(word(Colour)))
    scales = st.builds(
        RiskScale, likelihood=some(texts(), 5), impact=some(texts(), 5), levels=some(levels), source=some(texts())
    )
    return Plan(
        format=1,
        id=draw(ids()),
        title=draw(texts()),
        region=draw(maybe(texts())),
        agreed=draw(maybe(dates)),
        kept_since=draw(maybe(dates)),
        description=draw(maybe(texts())),
        source=draw(some(texts())),
        inspection=draw(maybe(inspections)),
        bodies=draw(st.dictionaries(ids(), bodies, max_size=3)),
        meetings=draw(some(st.builds(Meeting, body=ids(), on=dates, title=maybe(texts()), source=some(texts())))),
        ratings=draw(st.dictionaries(ids(), st.lists(ratings, min_size=1, max_size=2).map(tuple), max_size=2)),
        rating_rules=draw(some(rating_rules())),
        rating_preset=draw(maybe(word(RatingPreset))),
        measure_preset=draw(maybe(word(MeasurePreset))),
        terms=terms,
        year_starts=year_starts,
        policy=draw(some(policies)),
        risk_scale=draw(maybe(scales)),
        publish=draw(maybe(st.builds(Publish, internal=some(texts())))),
        extra=draw(extras()),
        areas=in_order(draw(some(areas(dates)))),
        actions=in_order(draw(some(actions(dates)))),
        resolutions=in_order(draw(some(resolutions(dates)))),
        measures=in_order(draw(some(measures(dates)))),
        risks=in_order(draw(some(risks(dates)))),
        reviews=in_order(draw(some(reviews(dates)))),
    )


def in_order(records: tuple[Named, ...]) -> tuple[Named, ...]:
    """Return records in natural order of their ids, as a folder gives them, each id once whatever the case of
    letters.
    """
    by_id = {record.id.lower(): record for record in records}
    return tuple(sorted(by_id.values(), key=lambda record: (natural_order(record.id), record.id)))
