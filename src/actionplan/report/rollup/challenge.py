"""``actionplan challenge`` of many plans: how often each question is asked, in which plans, and of which bodies."""

from collections import Counter
from collections.abc import Iterator, Sequence
from functools import partial

from attrs import evolve

from actionplan.model.records import Plan
from actionplan.model.text import body_name, count
from actionplan.report.challenge import ROLES, not_asked_note, only_questions, questions_of
from actionplan.report.document import GAP, Block, Column, Document, Paragraph, Table
from actionplan.report.figures import Figures, PlanFigures, RollUp, part_figures, plan_figures, rolled_up
from actionplan.report.inline import Span
from actionplan.report.report_type import Context, PlanResult, RollUpSpec, RunResult
from actionplan.report.rollup.document import counted, example, groups_table, number, roll_up_blocks, worst_list
from actionplan.rules.questions import CHALLENGE_RULES, Challenge
from actionplan.rules.questions.registry import SERIOUSNESS

_COLUMNS = (
    counted("Critical", "critical", 8, ROLES["critical"]),
    counted("Serious", "serious", 7, ROLES["serious"]),
    counted("Routine", "routine", 7),
    counted("Questions", "questions", 9),
)


def question_figures(plan: Plan, asked: Sequence[Challenge]) -> PlanFigures:
    """Return how many questions a plan raises.

    The counts are ``questions``, and of each seriousness: ``critical``, ``serious``, ``routine``. Parts by ``code`` are
    the kinds of question, those by ``owner`` the bodies that would answer.

    Args:
        plan: the plan.
        asked: its questions, as `challenge` returns them.

    Example:
        >>> view = load("examples/northshire-send").at(date(2025, 10, 1))
        >>> [plan] = view.plans
        >>> question_figures(plan, challenge(view)).figures["questions"]
        31
    """
    names = {rule.code: rule.name.replace("-", " ") for rule in CHALLENGE_RULES}
    nobody = "Several, or nobody named"
    codes = part_figures(asked, lambda each: each.code, lambda code: names[str(code)], _figures)
    owner_name = partial(body_name, plan.bodies, none=nobody)
    owners = part_figures(asked, lambda each: each.owner, owner_name, _figures)
    return plan_figures(plan, _figures(asked), parts={"code": codes, "owner": owners})


def _figures(asked: Sequence[Challenge]) -> Figures:
    levels = Counter(each.seriousness for each in asked)
    return Figures(counts={"questions": len(asked), **{level: levels[level] for level in SERIOUSNESS}})


def challenge_roll_up(roll_up: RollUp, _: RunResult, context: Context) -> Document:
    """Return how many questions many plans raise."""
    return roll_up_blocks(
        roll_up,
        context,
        only=only_questions(context.selection, {}, {}),
        totals=_totals(roll_up.total.figures),
        table=_tables(roll_up),
        details=_details(roll_up),
        commands=(
            ("One plan's questions:", f"actionplan challenge {example(roll_up)}"),
            ("Other tables:", "--by region, --by code, --by owner, --by plan"),
            ("What one code means:", "actionplan challenge --list"),
        ),
    )


def _totals(figures: Figures) -> Iterator[Block]:
    levels = ", ".join(f"{number(figures[level], 'none')} {level}" for level in SERIOUSNESS)
    text = f"{count(figures['questions'], 'question')}: {levels}"
    yield Paragraph(Span(text if figures["questions"] else "The record raises no question.", "strong"))


def _tables(roll_up: RollUp) -> Iterator[Block]:
    if roll_up.by == "code" or not roll_up.is_asked:
        yield from _codes(roll_up)
    if roll_up.by != "code":
        yield from groups_table(roll_up, _COLUMNS, "critical")


def _details(roll_up: RollUp) -> Iterator[Block]:
    names = ("critical", "serious", "questions")
    yield from worst_list(roll_up, names, _COLUMNS, "most critical questions, then serious")
    for note in not_asked_note(address for plan in roll_up.plans for address in plan.listed):
        yield from (note, GAP)


def _codes(roll_up: RollUp) -> Iterator[Block]:
    """Yield each kind of question, the most serious first, then the most frequent."""
    levels = {rule.code: rule.seriousness for rule in CHALLENGE_RULES}
    groups = [(levels[group.ids[0]], group) for group in rolled_up(roll_up.plans, "code").groups]
    groups.sort(key=lambda pair: (list(SERIOUSNESS).index(pair[0]), -pair[1].figures["questions"]))
    columns = (
        Column("Code", width=5),
        Column("Question", least=8),
        Column("Seriousness", width=8, shows_heading=False),
        Column("Asked", is_number=True, width=6),
        Column("Plans", is_number=True, width=5),
    )
    rows = tuple(
        (group.ids[0], group.name or "", level, number(group.figures["questions"]), number(group.figures.plans))
        for level, group in groups
    )
    if rows:
        yield from (Table(columns, rows, "Questions by kind"), GAP)


def _roll_up_figures(plan: Plan, context: Context, _: PlanResult) -> PlanFigures:
    """Return the figures of a plan, in which the web addresses that are never checked are listed."""
    asked, facts = questions_of(plan, context)
    return evolve(question_figures(plan, asked), listed=facts.not_asked)


ROLL_UP = RollUpSpec(figures=_roll_up_figures, document=challenge_roll_up)
