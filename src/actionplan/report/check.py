"""``actionplan check``: every problem of the plans, and how many there are."""

from attrs import frozen

from actionplan.model.ids import Id
from actionplan.model.kinds import records_of
from actionplan.model.suggest import listed
from actionplan.model.text import count
from actionplan.report.document import Document, Heading, Paragraph
from actionplan.report.inline import Span
from actionplan.report.problems import problems_document
from actionplan.report.provenance import when_words
from actionplan.report.report_type import Context, Report, RunResult
from actionplan.report.words import counts_words, only_words


@frozen(kw_only=True)
class CheckSelection:
    """Which rules are applied.

    Attributes:
        select: codes, or beginnings of codes, of the only rules; none for all.
        ignore: codes, or beginnings of codes, of rules that are left out.
    """

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()


@frozen
class CheckedPlan:
    """A plan that was checked.

    Attributes:
        id, title, root: which plan, as in its record.
        files: how many of its files were read.
    """

    id: Id
    title: str
    root: str
    files: int


def check_document(run: RunResult, context: Context) -> Document:
    """Return the problems and their number, which a page shows first and a screen last."""
    if context.is_page:
        yield Heading(_title(context), 1)
        yield from _summary(run, context)
        yield from problems_document(run.problems, is_page=True)
    else:
        yield from problems_document(run.problems)
        yield from _summary(run, context)


def _summary(run: RunResult, context: Context) -> Document:
    files = sum(plan.files for plan in run.results)
    found = counts_words(run.errors, run.warnings) if run.errors or run.warnings else "No problems"
    left_out = "; rules that need an unreadable file were not applied" if run.unread else ""
    yield Paragraph(f"{found} in {count(len(run.results), 'plan')}, {count(files, 'file')}{left_out}.")
    selection: CheckSelection = context.selection
    chosen = f"with the codes {listed(selection.select)}" if selection.select else ""
    others = f"without the codes {listed(selection.ignore)}" if selection.ignore else ""
    if only := only_words("rules", chosen, others):
        yield Paragraph(Span(only, "strong"))
    if context.commit is not None:
        yield Paragraph(f"Checked as at {when_words(context)}.")


def _title(context: Context) -> str:
    return f"Check as at {when_words(context)}"


CHECK = Report(
    name="check",
    title=_title,
    document=check_document,
    result=lambda plan, _: CheckedPlan(plan.id, plan.title, plan.root, 1 + len(records_of(plan))),
    array="problems",
    members=lambda found: found.problems,
    kept=lambda found: found.result,
    last_keys=lambda plans, _: {"plans": plans},
    has_roll_up=True,
    streamed=lambda plan, _: problems_document(plan.problems),
    checks=True,
    lists_problems=True,
    is_of_records=False,
)
