"""``actionplan challenge`` of many plans: which questions are asked how often, where, and of whom."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence

from attrs import evolve

from actionplan.model.records import Plan
from actionplan.model.text import body_name, count
from actionplan.report.challenge import ROLES, not_asked_note, questions_of
from actionplan.report.document import GAP, Block, Column, Document, Paragraph, Span, Table
from actionplan.report.figures import Figures, PartFigures, PlanFigures, RollUp, plan_figures, rolled_up
from actionplan.report.provenance import when_words
from actionplan.report.report_type import Context, PlanResult, RollUpSpec, RunResult
from actionplan.report.rollup.document import counted, example, groups_table, hints, number, title_lines, worst_list
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

    What is counted: ``questions``, and of each seriousness: ``critical``, ``serious``, ``routine``. Parts by ``code``
    are the kinds of question, those by ``owner`` the bodies that would answer.

    Args:
        plan: the plan.
        asked: its questions, as `challenge` gives them.
    """
    names = {rule.code: rule.name.replace("-", " ") for rule in CHALLENGE_RULES}
    codes = _parts(asked, lambda each: each.code, lambda code: names[str(code)])
    nobody = "Several, or nobody named"
    owners = _parts(asked, lambda each: each.owner, lambda body: body_name(plan.bodies, body, nobody))
    return plan_figures(plan, _figures(asked), parts={"code": tuple(codes), "owner": tuple(owners)})


def _parts(
    asked: Iterable[Challenge], key: Callable[[Challenge], str | None], name: Callable[[str | None], str]
) -> Iterable[PartFigures]:
    grouped: dict[str | None, list[Challenge]] = {}
    for each in asked:
        grouped.setdefault(key(each), []).append(each)
    for identifier, found in grouped.items():
        yield PartFigures(id=identifier, name=name(identifier), figures=_figures(found))


def _figures(asked: Sequence[Challenge]) -> Figures:
    levels = Counter(each.seriousness for each in asked)
    return Figures(counts={"questions": len(asked), **{level: levels[level] for level in SERIOUSNESS}})


def challenge_roll_up(roll_up: RollUp, _: RunResult, context: Context) -> Document:
    """Return how many questions many plans raise."""
    yield from title_lines(roll_up, when_words(context))
    yield GAP
    total = roll_up.total.figures
    levels = ", ".join(f"{number(total[level], 'none')} {level}" for level in SERIOUSNESS)
    many = f"{number(total['questions'])} questions" if total["questions"] != 1 else count(1, "question")
    text = f"{many}: {levels}" if total["questions"] else "The record raises no question."
    yield from (Paragraph(Span(text, "strong")), GAP)
    if roll_up.by == "code" or not roll_up.is_asked:
        yield from _codes(roll_up)
    if roll_up.by != "code":
        yield from groups_table(roll_up, _COLUMNS, "critical")
    names = ("critical", "serious", "questions")
    yield from worst_list(roll_up, names, _COLUMNS, "most critical questions, then serious")
    if note := list(not_asked_note(address for plan in roll_up.plans for address in plan.listed)):
        yield from (*note, GAP)
    yield hints(
        ("One plan's questions:", f"actionplan challenge {example(roll_up)}"),
        ("Other tables:", "--by region, --by code, --by owner, --by plan"),
        ("What one code means:", "actionplan challenge --list"),
    )


def _codes(roll_up: RollUp) -> Iterator[Block]:
    """Yield each kind of question that is asked, the most serious first, and then what is asked most often."""
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
    """Return the figures of a plan, with the web addresses that are never asked as what is listed."""
    asked, facts = questions_of(plan, context)
    return evolve(question_figures(plan, asked), listed=facts.not_asked)


ROLL_UP = RollUpSpec(figures=_roll_up_figures, document=challenge_roll_up)
