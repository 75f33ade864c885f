"""``actionplan since``: what changed between two days or commits, as sentences for minutes."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from attrs import frozen

from actionplan.git.provenance import Anchor
from actionplan.model.ids import Id
from actionplan.model.records import Plan
from actionplan.model.text import day_text
from actionplan.model.view import Portfolio, View
from actionplan.report.document import GAP, Document, Heading, Item, Items, Paragraph
from actionplan.report.provenance import anchor_json, commit_words
from actionplan.report.report_type import Context, Report, RunResult
from actionplan.report.since_sentences import HEADING_WORDS, sentences
from actionplan.report.writers.json import as_in_file, shape
from actionplan.summary.changes.records import HEADINGS, Change
from actionplan.summary.changes.since import difference, in_force


@frozen(kw_only=True)
class ViewSide:
    """One side of a comparison.

    Attributes:
        day: the day of the view.
        is_true: whether the view uses all that is known now; else only what was on record on the day.
        commit: the commit whose files are read; None for the files as they are now.
    """

    day: date
    is_true: bool = False
    commit: Anchor | None = None


@frozen(kw_only=True)
class Comparison:
    """Two sides that are compared.

    Attributes:
        since, until: the earlier and the later side.
        typed: the text with which the user named the earlier side, for the command that shows one plan.
        changes: the changes of each plan, by its id; None where they are worked out for each plan from the files as
            they are now.
    """

    since: ViewSide
    until: ViewSide
    typed: str
    changes: Mapping[Id, Sequence[Change]] | None = None


@frozen(kw_only=True)
class PlanChanges:
    """The changes of one plan.

    Attributes:
        title: the plan's title in the later view; in the earlier one if the plan was removed.
        changes: the changes, in the order of their headings.
        sentences: each of them as a sentence.
    """

    title: str
    changes: tuple[Change, ...]
    sentences: tuple[str, ...]


def view_of(portfolio: Portfolio, side: ViewSide) -> View:
    """Return the view that one side of a comparison has of plans."""
    return in_force(portfolio.at(side.day)) if side.is_true else portfolio.at(side.day, known_at=side.day)


def changes_of(plan: Plan, comparison: Comparison) -> tuple[tuple[Change, ...], Plan]:
    """Return the changes of a plan, and the plan in the later view.

    Args:
        plan: the plan; if the comparison has the changes already, the plan in the later view.
        comparison: the two sides.
    """
    if comparison.changes is not None:
        return tuple(comparison.changes.get(plan.id, ())), plan
    before, after = (view_of(Portfolio(plans=(plan,)), side) for side in (comparison.since, comparison.until))
    return difference(before, after), after.plans[0]


def since_document(run: RunResult, context: Context) -> Document:
    """Return the changes of plans, under a heading for each kind of change."""
    plans: Sequence[PlanChanges] = run.results
    yield Heading(comparison_title(context.selection), 1)
    yield from (Paragraph(plan.title, hang=2) for plan in plans)
    yield GAP
    for heading in HEADINGS:
        if found := [(plan.title, items) for plan in plans if (items := tuple(_under(heading, plan)))]:
            yield Heading(HEADING_WORDS[heading], 2, count=sum(len(items) for _, items in found))
            for title, items in found:
                if len(plans) > 1:
                    yield Heading(title, 3, is_quiet=True)
                yield Items(items, indent=2, hang=2)
            yield GAP
    if not any(plan.changes for plan in plans):
        yield Paragraph("Nothing has changed.")


def _under(heading: str, plan: PlanChanges) -> Iterator[Item]:
    """Yield the sentences of a plan under a heading."""
    for change, sentence in zip(plan.changes, plan.sentences, strict=True):
        if change.heading == heading:
            yield Item(sentence)


def comparison_title(comparison: Comparison) -> str:
    """Return a title that names the two sides."""
    since, until = comparison.since, comparison.until
    by_record, until_record = (side.commit is None and not side.is_true for side in (since, until))
    if by_record and until_record:
        return f"What changed from {day_text(since.day)} to {day_text(until.day)}"
    if by_record and until.is_true and since.day == until.day:
        return f"What is known now about {day_text(since.day)} but was not on record then"
    if since.commit is not None and until.commit is not None:
        return f"What changed from {commit_words(since.commit)} to {commit_words(until.commit)}"
    return f"What changed between {_side_words(since)} and {_side_words(until)}"


def _side_words(side: ViewSide) -> str:
    if side.commit is not None:
        return commit_words(side.commit)
    record = "what is known now" if side.is_true else "the record of that day"
    return f"{day_text(side.day)} (by {record})"


def _side_json(side: ViewSide) -> str:
    day = f"{'as-at:' if side.is_true else ''}{side.day.isoformat()}"
    return f"rev:{side.commit.commit}" if side.commit is not None else day


def _record_days(context: Context) -> tuple[date, date | None]:
    """Return the later day, and the earlier one if the report goes by the record of that day."""
    since: ViewSide = context.selection.since
    return context.as_at, since.day if since.commit is None and not since.is_true else None


def _result(plan: Plan, context: Context) -> PlanChanges:
    changes, later = changes_of(plan, context.selection)
    return PlanChanges(title=later.title, changes=changes, sentences=tuple(sentences(changes, later)))


SINCE = Report(
    name="since",
    record_days=_record_days,
    title=lambda context: comparison_title(context.selection),
    result=_result,
    document=since_document,
    array="changes",
    members=lambda found: found.result.changes if found.result is not None else (),
    first_keys=lambda context: {
        "since": _side_json(context.selection.since),
        "until": _side_json(context.selection.until),
        "since_rev": anchor_json(context.selection.since.commit),
        "until_rev": anchor_json(context.selection.until.commit),
    },
    commits=lambda context: (context.selection.since.commit, context.selection.until.commit),
    has_roll_up=True,
)

shape(Comparison, omit=("typed", "changes"), values={"since": _side_json, "until": _side_json})
shape(
    Change,
    omit=("now", "measure"),
    names={"record": "id"},
    values={"before": as_in_file, "after": as_in_file, "entry": as_in_file},
)
