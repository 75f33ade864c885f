"""``actionplan challenge``: questions that a committee would ask, with the facts behind them, and their files."""

import os
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import count as counting
from itertools import groupby

from attrs import evolve, frozen

from actionplan.model.bodies import Body
from actionplan.model.dates import PlanDate
from actionplan.model.ids import Id
from actionplan.model.problem import Location
from actionplan.model.records import Plan
from actionplan.model.suggest import listed
from actionplan.model.text import body_name, count, date_text, some_of
from actionplan.model.view import Portfolio
from actionplan.report.document import GAP, Block, Document, Flow, Heading, Item, Items, Paragraph
from actionplan.report.inline import Span
from actionplan.report.provenance import when_words
from actionplan.report.report_type import Context, Report, RunResult
from actionplan.report.words import only_words
from actionplan.report.writers.json import shape
from actionplan.rules.evidence import look_for_evidence
from actionplan.rules.questions import Challenge, challenge, is_agreed
from actionplan.rules.questions.context import EvidenceFacts
from actionplan.rules.questions.registry import SERIOUSNESS, Seriousness
from actionplan.storage.filesystem import DISK
from actionplan.storage.positions import locate_places
from actionplan.summary.effective import policy_as_at
from actionplan.summary.names import record_names

_MOST_FACTS, _MOST_FILES = 5, 8
"""How many facts and files of one question a screen shows; a page shows all."""

ROLES: Mapping[Seriousness, str] = {"critical": "alert", "serious": "warning", "routine": ""}
"""The role of the texts of each level."""


@frozen(kw_only=True)
class QuestionSelection:
    """Which questions are asked.

    Attributes:
        owner, area, select, ignore: as for `challenge`.
        online: whether web addresses of evidence are checked online.
    """

    owner: Id | None = None
    area: Id | None = None
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    online: bool = False


@frozen(kw_only=True)
class PlanQuestions:
    """The questions that one plan raises.

    Attributes:
        title, root, bodies: the plan's title, folder and bodies.
        names: what sentences call its records, by id.
        not_until: the day on which the plan will be agreed, and before which there are no questions; else None.
        ignored: codes that the plan's policy leaves out.
        questions: the questions, their places with lines, the most serious first.
        facts: the facts found outside the plan's files.
    """

    title: str
    root: str
    bodies: Mapping[Id, Body]
    names: Mapping[str, str]
    not_until: PlanDate | None
    ignored: tuple[str, ...]
    questions: tuple[Challenge, ...]
    facts: EvidenceFacts


def questions_of(plan: Plan, context: Context) -> tuple[tuple[Challenge, ...], EvidenceFacts]:
    """Return the questions that a plan raises, and the facts found outside its files.

    Args:
        plan: the plan.
        context: the day, the files, and a `QuestionSelection`. Evidence is sought beside the files as they are now,
            and not in a commit.
    """
    chosen: QuestionSelection = context.selection
    view = Portfolio(plans=(plan,)).at(context.as_at)
    facts = look_for_evidence(view, online=chosen.online) if context.files is None else EvidenceFacts()
    asked = challenge(view, facts, select=chosen.select, ignore=chosen.ignore, owner=chosen.owner, area=chosen.area)
    return asked, facts


def plan_questions(plan: Plan, context: Context) -> PlanQuestions:
    """Return the questions that a plan raises, with lines of files; see `questions_of`."""
    asked, facts = questions_of(plan, context)
    return PlanQuestions(
        title=plan.title,
        root=plan.root,
        bodies=plan.bodies,
        names=record_names(plan, context.as_at),
        not_until=None if is_agreed(plan, context.as_at) else plan.agreed,
        ignored=policy_as_at(plan, context.as_at).challenge_ignore,
        questions=tuple(evolve(each, rests_on=locate_places(each.rests_on, context.files or DISK)) for each in asked),
        facts=facts,
    )


def challenge_document(run: RunResult, context: Context) -> Document:
    """Return the questions of each plan, numbered, each with its facts and then its files."""
    plans: Sequence[PlanQuestions] = run.results
    level = 2 if context.is_page and len(plans) > 1 else 1
    if level == 2:
        yield Heading(_title(context), 1)
    numbers = counting(1)
    for plan in plans:
        yield Heading(f"Questions on {plan.title}" if context.is_page else plan.title, level, plan=plan.root)
        yield Paragraph(f"As at {when_words(context)}: {_summary(plan)}.")
        if only := only_questions(context.selection, plan.bodies, plan.names):
            yield Paragraph(Span(only, "strong"))
        if plan.questions and not context.is_page:
            folder = "this folder" if plan.root == os.curdir else f"the folder {plan.root}"
            yield Paragraph(f"Paths are relative to {folder}.")
        if plan.ignored:
            yield Paragraph(f"The plan's policy leaves out: {listed(plan.ignored)}.")
        yield GAP
        for seriousness, questions in groupby(plan.questions, lambda each: each.seriousness):
            text = f"{seriousness.capitalize()}: {SERIOUSNESS[seriousness]}"
            yield Heading(Span(text, ROLES[seriousness]), level + 1)
            yield GAP
            items = (_question(each, f"{next(numbers)}.", plan, is_page=context.is_page) for each in questions)
            yield Items(tuple(items), width=4, hang=4, is_spaced=True, is_ordered=True)
    yield from not_asked_note(address for plan in plans for address in plan.facts.not_asked)


def only_questions(selection: QuestionSelection, bodies: Mapping[Id, Body], names: Mapping[str, str]) -> str:
    """Return a sentence on which questions are selected; empty for all.

    Args:
        selection: the selection.
        bodies: the bodies of the plan, for their names; empty for several plans.
        names: what sentences call its records, by id.
    """
    return only_words(
        "questions",
        f"that {body_name(bodies, selection.owner)} would answer" if selection.owner else "",
        f"about the area {names.get(selection.area, selection.area)}" if selection.area else "",
        f"with the codes {listed(selection.select)}" if selection.select else "",
        f"without the codes {listed(selection.ignore)}" if selection.ignore else "",
    )


def _summary(plan: PlanQuestions) -> str:
    if plan.not_until is not None:
        return f"no questions, as the plan was not agreed until {date_text(plan.not_until)}"
    if not plan.questions:
        return "the record raises no question"
    levels = Counter(each.seriousness for each in plan.questions)
    parts = [f"{levels[level]} {level}" for level in SERIOUSNESS if levels[level]]
    return f"{count(len(plan.questions), 'question')}, {', '.join(parts)}"


def _question(each: Challenge, number: str, plan: PlanQuestions, *, is_page: bool) -> Item:
    facts: list[str] = list(each.why)
    files: list[str | Span] = [Span(file, "code") for file in _files(each.rests_on, plan.root)]
    if not is_page and (more := len(facts) - _MOST_FACTS) > 0:
        others = each.records[_MOST_FACTS:] if len(each.records) == len(facts) else ()
        named = some_of(plan.names.get(name, name) for name in others)
        facts[_MOST_FACTS:] = [f"and {more} more{f': {named}' if named else ''}."]
    if not is_page and (more := len(files) - _MOST_FILES) > 0:
        files[_MOST_FILES:] = [f"and {more} more"]
    first = (f"{_on_record(each, plan)} ({each.code}): " if is_page else f"{each.code} from ", files[0])
    why = Items(tuple(map(Item, facts)), indent=4, mark="- ")
    return Item(each.question, number, (why, Flow((first, *files[1:]), indent=4)))


def _on_record(each: Challenge, plan: PlanQuestions) -> str:
    """Return in words on which records a question rests, since the names of files say nothing to most readers."""
    named = (plan.names.get(name) or body_name(plan.bodies, Id(name)) for name in each.records)
    return f"On the record of {some_of(named)}"


def _files(places: Iterable[Location], root: str) -> Iterator[str]:
    """Yield each file once, from the plan's folder, with its lines: ``actions/1.1.toml:3 and :9``."""
    lines: dict[str, set[int]] = {}
    for where in places:
        known = lines.setdefault(os.path.relpath(where.path, root), set())
        if where.line is not None:
            known.add(where.line)
    for path, known in lines.items():
        yield path + " and ".join(f":{line}" for line in sorted(known))


def not_asked_note(addresses: Iterable[str]) -> Iterator[Block]:
    """Yield how many web addresses are never checked; nothing where there are none."""
    if number := len(set(addresses)):
        named = count(number, "web address", "web addresses")
        yield Paragraph(f"Not checked online, since not https: {named} of evidence.")


def _title(context: Context) -> str:
    return f"Questions as at {when_words(context)}"


CHALLENGE = Report(
    name="challenge",
    title=_title,
    result=plan_questions,
    document=challenge_document,
    array="challenges",
    members=lambda found: found.result.questions if found.result is not None else (),
    kept=lambda found: found.result.facts.not_asked if found.result is not None else (),
    last_keys=lambda kept, _: {"not_asked": tuple(dict.fromkeys(address for each in kept for address in each))},
    has_roll_up=True,
    bodies=("owner",),
)

shape(
    Challenge,
    values={"rests_on": lambda places: [{"path": where.path, "line": where.line} for where in places]},
)
