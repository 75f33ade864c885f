"""The questions that a good scrutiny committee would ask: each is a pure function with a stable code.

A question is not a fault. It is based on the files, and there may be a good answer.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from attrs import frozen

from actionplan.model.checked import checks_arguments
from actionplan.model.ids import Id, natural_order
from actionplan.model.problem import Location
from actionplan.model.records import Plan
from actionplan.model.text import body_name, capitalised, count
from actionplan.model.view import View
from actionplan.rules.checks import codes, is_wanted
from actionplan.rules.checks.registry import rules_in
from actionplan.rules.questions import claims, dates, gaps, impact, mandates, owners, records, reviews
from actionplan.rules.questions.context import EvidenceFacts, QuestionContext, context_of
from actionplan.rules.questions.registry import SERIOUSNESS, ChallengeRule, QuestionCase, Seriousness
from actionplan.summary.plans import refuse_unknown

_MODULES = (claims, dates, owners, impact, mandates, records, reviews, gaps)
CHALLENGE_RULES: tuple[ChallengeRule, ...] = tuple(
    sorted(rules_in(_MODULES, ChallengeRule), key=lambda rule: rule.code)
)
"""Every kind of question, in order of its code."""


@frozen(kw_only=True)
class Challenge:
    """One question, with its facts.

    Attributes:
        code: the code of its rule.
        seriousness: how much the answer matters.
        question: one sentence, to be read aloud.
        why: the facts with dates and numbers, a sentence for each case, the most important first; if there are several,
            each begins with the name of its record. Last comes what a reader must know to be fair.
        rests_on: where the facts are in the files, each place once, in the order of the facts;
            `actionplan.locate_places` adds lines.
        plan: the plan's id.
        owner: the id of the body that would answer; None if several would, or none is named.
        records: ids of the records and bodies that it is about.
    """

    code: str
    seriousness: Seriousness
    question: str
    why: tuple[str, ...]
    rests_on: tuple[Location, ...]
    plan: Id
    owner: Id | None
    records: tuple[Id, ...]


@checks_arguments
def challenge(
    view: View,
    facts: EvidenceFacts | None = None,
    *,
    select: str | Iterable[str] = (),
    ignore: str | Iterable[str] = (),
    owner: str | None = None,
    area: str | None = None,
) -> tuple[Challenge, ...]:
    """Return the questions that plans raise, plan by plan, the most serious first; none of a plan agreed only after
    the day. A draft raises questions too.

    Args:
        view: the plans, and the day.
        facts: what was looked up outside the plans' files, as `look_for_evidence` returns it; None means that nothing
            was looked up, and then no question rests on it.
        select: codes, or beginnings of codes such as ``C2``, of the only questions to ask; none means all.
        ignore: codes, or beginnings of codes, of questions to leave out, beside those that a plan's policy ignores.
        owner: only what this body would answer, and what it hands over or may take over; None for all.
        area: only what concerns this area; None for all.

    Raises:
        UnknownName: no plan has the owner or the area, or no question has a code that begins so.

    Example:
        >>> view = load("examples/northshire-send").at(date(2025, 10, 1))
        >>> [question.code for question in challenge(view)][:3]
        ['C101', 'C402', 'C402']
    """
    refuse_unknown(view.plans, owner=owner, area=area)
    select, ignore = codes(select, CHALLENGE_RULES), codes(ignore, CHALLENGE_RULES)
    asked = []
    for plan in view.plans:
        if not is_agreed(plan, view.day):
            continue
        context = context_of(plan, view.day, facts if facts is not None else EvidenceFacts())
        ignored = (*ignore, *context.policy.challenge_ignore)
        rules = (rule for rule in CHALLENGE_RULES if is_wanted(rule, select, ignored))
        asked += sorted((found for rule in rules for found in _asked(context, rule, owner, area)), key=_rank)
    return tuple(asked)


def is_agreed(plan: Plan, as_at: date) -> bool:
    """Return whether a plan was agreed by a day. A draft counts as agreed, so that questions can be asked early."""
    return plan.agreed is None or plan.agreed.last is None or plan.agreed.last <= as_at


def _rank(found: Challenge) -> tuple[int, str]:
    """Order questions by seriousness and code; those of one rule come in order already."""
    return list(SERIOUSNESS).index(found.seriousness), found.code


def _asked(context: QuestionContext, rule: ChallengeRule, owner: str | None, area: str | None) -> Iterator[Challenge]:
    """Yield the questions of one rule: cases that belong together make one, and the biggest come first."""
    groups: dict[object, list[QuestionCase]] = {}
    found = (case for case in rule.run(context) if area is None or area in case.areas)
    cases = [case for case in found if owner in (None, case.owner, *case.also)]
    for case in sorted(cases, key=_weight):
        key = {"owner": case.owner, "plan": None, "nothing": len(groups)}[rule.together]
        groups.setdefault(key, []).append(case)
    for group in sorted(groups.values(), key=lambda group: (-len(group), _weight(group[0]))):
        yield _challenge(context, rule, group)


def _weight(case: QuestionCase) -> tuple[object, ...]:
    return -case.weight, natural_order(case.record), case.why


def _challenge(context: QuestionContext, rule: ChallengeRule, cases: Sequence[QuestionCase]) -> Challenge:
    owners = {case.owner for case in cases}
    owner = next(iter(owners)) if len(owners) == 1 else None
    facts = [f"{case.name}: {case.why}." for case in cases] if len(cases) > 1 else [_sentence(cases[0].why)]
    notes = dict.fromkeys(_sentence(case.note) for case in cases if case.note)
    return Challenge(
        code=rule.code,
        seriousness=rule.seriousness,
        question=_question(context, rule, cases, owner),
        why=(*facts, *notes),
        rests_on=tuple(dict.fromkeys(where for case in cases for where in case.places)),
        plan=context.plan.id,
        owner=owner,
        records=tuple(dict.fromkeys(case.record for case in cases)),
    )


def _sentence(why: str) -> str:
    return f"{capitalised(why)}."


def _question(context: QuestionContext, rule: ChallengeRule, cases: Sequence[QuestionCase], owner: Id | None) -> str:
    if len(cases) == 1:
        return rule.one.format_map(cases[0].words)
    actions = count(len(cases), "action")
    name = body_name(context.plan.bodies, owner, "no named owner")
    whose = f"{actions} of {name}" if owner is not None else f"{actions} without an owner"
    words = {**cases[0].words, "count": len(cases), "actions": whose, "owner": name}
    return rule.many.format_map(words)
