"""Northshire's risks and reviews: what may keep the plan from working, what outside eyes have said. All invented."""

from actionplan.model.ids import Id
from actionplan.model.reviews import AreaOutcome, Recommendation, Review, ReviewEntry, ReviewFinding
from actionplan.model.risks import Risk, RiskEntry, RiskLevel, RiskScale, RiskScore
from actionplan.model.vocabulary import RiskState, State
from northshire_plan import SITE, when

RISK_SCALE = RiskScale(
    likelihood=("rare", "unlikely", "possible", "likely", "almost certain"),
    impact=("slight", "minor", "moderate", "major", "severe"),
    levels=(
        RiskLevel(label="High", at_least=12, colour="red"),
        RiskLevel(label="Medium", at_least=6, colour="amber"),
        RiskLevel(label="Low", at_least=1, colour="green"),
    ),
    source=(f"{SITE}/risk-policy",),
)


def _score(text: str) -> RiskScore | None:
    """Read a score such as ``3x4``; None for an empty text."""
    likelihood, _, impact = text.partition("x")
    return RiskScore(likelihood=int(likelihood), impact=int(impact)) if text else None


def _ids(words: str) -> tuple[Id, ...]:
    return tuple(Id(word) for word in words.split())


def _moved(identifier: str, on: str, by: str, residual: str, reason: str) -> RiskEntry:
    return RiskEntry(id=Id(identifier), on=when(on), by=Id(by), residual=_score(residual), reason=reason)


def _said(identifier: str, on: str, by: str, note: str, state: RiskState | None = None) -> RiskEntry:
    return RiskEntry(id=Id(identifier), on=when(on), by=Id(by), state=state, note=note)


def _risk(
    identifier: str,
    title: str,
    about: tuple[str, str, str],
    owner: str,
    lead: str,
    links: tuple[str, str],
    scores: tuple[str, str],
    raised: str,
    status: tuple[RiskEntry, ...] = (),
) -> Risk:
    """Make a risk of its cause, event and effect, its areas and actions, and its inherent and residual score."""
    cause, event, effect = about
    return Risk(
        id=Id(identifier),
        title=title,
        cause=cause,
        event=event,
        effect=effect,
        owner=Id(owner),
        lead=lead,
        areas=_ids(links[0]),
        actions=_ids(links[1]),
        inherent=_score(scores[0]),
        residual=_score(scores[1]),
        raised=when(raised),
        status=status,
    )


RISKS = (
    _risk(
        "R1",
        "Educational psychologists cannot be recruited",
        (
            "Too few are trained, and neighbouring counties pay more.",
            "Posts stay vacant for more than half a year.",
            "Assessments wait for advice, and children with them.",
        ),
        "ncc",
        "Principal educational psychologist",
        ("PA3", "3.2 3.5"),
        ("5x5", "4x5"),
        "2024-04-11",
        (
            _moved("n4k7", "2024-10-10", "ncc", "3x5", "Locums cover four of the six vacancies."),
            _moved("b8w2", "2025-03-13", "ncc", "2x4", "Five posts are filled, and the backlog is cleared."),
        ),
    ),
    _risk(
        "R2",
        "Records of council and NHS cannot be matched",
        (
            "Systems are old, and the NHS number is missing from a third of records.",
            "Matching stays below what the dashboard needs.",
            "Leaders decide on figures that leave children out.",
        ),
        "nicb",
        "Chief information officer",
        ("PA1", "1.3 1.9 1.10"),
        ("4x4", "3x4"),
        "2024-04-11",
        (
            _moved("c6p3", "2024-12-12", "nicb", "4x4", "The supplier has moved its release by half a year."),
            _said("d2x9", "2025-06-12", "nicb", "The supplier has been called before the board in July."),
        ),
    ),
    _risk(
        "R3",
        "Waits for therapy grow faster than therapists can be found",
        (
            "Referrals rise by a tenth each year.",
            "Eighteen weeks are not reached in any district.",
            "Children start school without the help that their plans promise.",
        ),
        "nch",
        "Director of children's therapies",
        ("AI1 PA2", "2.4 4.1 4.7"),
        ("5x4", "3x4"),
        "2024-05-09",
        (
            _moved("f5j4", "2025-02-13", "nch", "4x4", "Two districts have lost a third of their therapists."),
            _moved("g7m6", "2025-09-11", "nch", "5x4", "The contract for extra clinics was not renewed."),
        ),
    ),
    _risk(
        "R4",
        "The high needs deficit stops new spending",
        (
            "The grant grows more slowly than the number of plans.",
            "The council must limit spending by notice.",
            "Actions that need new money stop.",
        ),
        "ncc",
        "Director of finance",
        ("PA2 AI2", "2.8 2.11"),
        ("4x5", "3x5"),
        "2024-04-11",
        (_said("h3q8", "2025-04-10", "ncc", "The budget was set with a plan for the deficit. No change."),),
    ),
    _risk(
        "R5",
        "New special school places open late",
        (
            "Planning permission and builders are slow.",
            "Places meant for September open after Christmas.",
            "Children travel out of the county for another year.",
        ),
        "ncc",
        "Place planning manager",
        ("AI2", "5.1"),
        ("4x4", "3x3"),
        "2024-06-13",
        (
            _moved("k9r5", "2025-05-08", "ncc", "4x4", "The builder of the largest unit has stopped work."),
            _said("m2t7", "2025-09-02", "ncc", "Forty of 120 places did not open on 1 September.", "happened"),
        ),
    ),
    _risk(
        "R6",
        "Case officers leave as fast as they are trained",
        (
            "Caseloads are high, and the work is hard.",
            "One officer in four leaves within a year.",
            "Families explain their child to one stranger after another.",
        ),
        "ncc",
        "Head of SEND casework",
        ("PA3", "3.3"),
        ("4x4", "4x3"),
        "2024-05-09",
        (
            _moved("p6v2", "2024-11-14", "ncc", "2x3", "All posts are filled, and exit interviews are calmer."),
            _said("q8z4", "2025-05-08", "ncc", "Turnover was one in twelve over the year.", "closed"),
        ),
    ),
    _risk(
        "R7",
        "Families lose trust before they feel a change",
        (
            "Much is done that no family notices.",
            "The forum withdraws from the board.",
            "The plan is no longer made with those whom it is for.",
        ),
        "board",
        "Independent chair",
        ("PA1", "1.11 5.10"),
        ("4x4", "3x3"),
        "2024-09-12",
    ),
    _risk(
        "R8",
        "The casework system goes live with faults",
        (
            "Testing was cut short.",
            "Officers work in two systems for months.",
            "Plans are issued late once more.",
        ),
        "ncc",
        "SEND business systems manager",
        ("PA3", "3.13"),
        ("", ""),
        "2025-09-11",
    ),
)


def _asked(identifier: str, text: str, due: str = "", actions: str = "") -> Recommendation:
    return Recommendation(id=Id(identifier), text=text, due=when(due) if due else None, actions=_ids(actions))


def _found(identifier: str, area: str, text: str) -> ReviewFinding:
    return ReviewFinding(id=Id(identifier), area=Id(area) if area else None, text=text)


def _concluded(area: str, outcome: str, note: str | None = None) -> AreaOutcome:
    return AreaOutcome(area=Id(area), outcome=outcome, note=note)


def _answer(identifier: str, on: str, ask: str, state: State, note: str) -> ReviewEntry:
    return ReviewEntry(id=Id(identifier), on=when(on), by=Id("ncc"), recommendation=Id(ask), state=state, note=note)


REVIEWS = (
    Review(
        id=Id("2023-inspection"),
        title="Area SEND inspection of Northshire",
        kind="inspection",
        by=_ids("ofsted cqc"),
        announced=when("2023-11-06"),
        held=when("2023-11-13"),
        received=when("2024-01-15"),
        published=when("2024-01-26"),
        plan_due=when("2024-03-26"),
        outcome="Widespread failings: a priority action plan is required",
        area_outcomes=(
            _concluded("PA1", "priority action"),
            _concluded("PA2", "priority action"),
            _concluded("PA3", "priority action", "The longest waits were more than a year."),
            _concluded("AI1", "improvement"),
            _concluded("AI2", "improvement"),
        ),
        recommendations=(
            _asked("a", "A priority action plan that answers each finding.", "2024-03-26"),
            _asked("b", "Publish the plan where families can find it.", "2024-04-30"),
        ),
        source=(f"{SITE}/inspection",),
        status=(
            _answer("r3c8", "2024-03-25", "a", "complete", "Handed in over the names of council and NHS."),
            _answer("s9d4", "2024-05-03", "b", "complete", "On the local offer, with a short version."),
        ),
    ),
    Review(
        id=Id("2024-stocktake"),
        title="First stocktake",
        kind="stocktake",
        by=_ids("dfe nhse"),
        held=when("2024-10-22"),
        published=when("2024-11-19"),
        outcome="Some progress, with timeliness the gravest concern",
        findings=(
            _found("a", "PA3", "Fewer than four in ten plans are issued on time."),
            _found("b", "PA2", "Governance is in place and in use."),
        ),
        recommendations=(
            _asked("a", "Clear the backlog of assessments.", "2025-01-31", "3.2"),
            _asked("b", "Agree how shared placements are paid for.", "2025-04-30", "2.11"),
            _asked("c", "Show what families have noticed.", "2025-04-22"),
        ),
        source=(f"{SITE}/stocktake-2024",),
        status=(
            _answer("t5f2", "2025-02-11", "c", "in-progress", "The first survey is out."),
            _answer("v7g6", "2025-04-17", "c", "complete", "Survey of 460 parents, handed in with the papers."),
        ),
    ),
    Review(
        id=Id("2025-stocktake"),
        title="Second stocktake",
        kind="stocktake",
        by=_ids("dfe nhse"),
        held=when("2025-04-29"),
        published=when("2025-06"),
        outcome="Pace has picked up; health waits have not moved",
        area_outcomes=(_concluded("AI1", "no sufficient progress"), _concluded("PA3", "clear progress")),
        findings=(_found("a", "AI1", "Waits for therapy are as long as a year ago."),),
        recommendations=(
            _asked("a", "A recovery plan for therapy waits, by district.", "2025-07-31"),
            _asked("b", "Complete annual reviews for pupils about to change phase.", "2025-10-31", "3.6"),
            _asked("c", "Match at least nine records in ten.", "2025-12-19", "1.3"),
        ),
        source=(f"{SITE}/stocktake-2025",),
        status=(_answer("w2h9", "2025-07-10", "a", "in-progress", "Two districts of five have a plan."),),
    ),
    Review(
        id=Id("2025-monitoring"),
        title="Monitoring visit",
        kind="monitoring",
        by=_ids("ofsted cqc"),
        announced=when("2025-07-01"),
        held=when("2025-07-15"),
        published=when("2025-09-05"),
        outcome="Effective action in two of three priority areas",
        area_outcomes=(
            _concluded("PA1", "effective action"),
            _concluded("PA2", "no effective action", "Joint commissioning has not begun to change services."),
            _concluded("PA3", "effective action"),
        ),
        findings=(
            _found("a", "PA2", "Contracts still follow the old specification."),
            _found("b", "", "Leaders know their services better than eighteen months ago."),
        ),
        recommendations=(_asked("a", "Put the single specification for therapies into force.", "2025-12-31", "2.4"),),
        source=(f"{SITE}/monitoring-2025",),
    ),
)
