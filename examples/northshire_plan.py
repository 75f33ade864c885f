"""Northshire's ``plan.toml``, areas and resolutions. County, bodies, figures and events are all invented."""

from datetime import date, timedelta
from decimal import Decimal

from actionplan.model.bodies import Body, Meeting
from actionplan.model.dates import Calendar, PlanDate, Term, on_day, parse_date
from actionplan.model.entries import AreaEntry, Evidence
from actionplan.model.ids import Id
from actionplan.model.policy import Policy, Rating
from actionplan.model.records import Area, Finding, Inspection, Plan
from actionplan.model.resolutions import Clause, Resolution, ResolutionEntry, Votes
from actionplan.model.resources import Resource
from actionplan.model.vocabulary import BodyKind, State

SITE = "https://send.northshire.example"
"""The invented plan's web site; nobody can register a name that ends in ``.example``."""

TERMS = {
    Id("autumn-2024"): Term(from_=date(2024, 9, 2), until=date(2024, 12, 20), label="autumn term 2024"),
    Id("spring-2025"): Term(from_=date(2025, 1, 6), until=date(2025, 4, 4), label="spring term 2025"),
    Id("summer-2025"): Term(from_=date(2025, 4, 22), until=date(2025, 7, 22), label="summer term 2025"),
    Id("autumn-2025"): Term(from_=date(2025, 9, 1), until=date(2025, 12, 19), label="autumn term 2025"),
    Id("spring-2026"): Term(from_=date(2026, 1, 5), until=date(2026, 3, 27), label="spring term 2026"),
}


def when(text: str) -> PlanDate:
    """Read a plan date of the tables."""
    try:
        return on_day(date.fromisoformat(text))
    except ValueError:
        return parse_date(text, Calendar(terms=TERMS))


def board_day(month: int) -> date:
    """Return the day on which the board meets, the second Thursday of a month; month 0 is April 2024."""
    year, month_of_year = divmod(month + 3, 12)
    first = date(2024 + year, month_of_year + 1, 1)
    return first + timedelta(days=(3 - first.weekday()) % 7 + 7)


def _body(name: str, kind: BodyKind, part_of: str | None = None, aliases: tuple[str, ...] = ()) -> Body:
    return Body(name=name, kind=kind, part_of=Id(part_of) if part_of else None, aliases=aliases)


BODIES = {
    Id("ncc"): _body("Northshire County Council", "council", aliases=("the county council", "NCC")),
    Id("nicb"): _body("NHS Northshire Integrated Care Board", "icb", aliases=("Northshire ICB",)),
    Id("nch"): _body("Northshire Community Health NHS Trust", "provider", aliases=("the community trust",)),
    Id("nmh"): _body("Northshire Mental Health NHS Trust", "provider", aliases=("the mental health trust",)),
    Id("npcf"): _body("Northshire Parent Carer Forum", "parent-carer-forum", aliases=("the forum", "NCPF")),
    Id("board"): _body("Northshire SEND Improvement Board", "board", aliases=("SEND Executive", "the board")),
    Id("assurance"): _body("Assurance team of the improvement board", "team", "board"),
    Id("inclusion"): _body("Schools and Inclusion Partnership", "team", "ncc"),
    Id("jcg"): Body(name="Joint Commissioning Group", kind="board", until=when("2024-12-31"), successor=(Id("jcc"),)),
    Id("jcc"): Body(name="Joint Commissioning Committee", kind="board", from_=when("2025-01-01")),
    Id("full-council"): _body("Full council of Northshire", "council", "ncc"),
    Id("scrutiny"): _body("Children's Scrutiny Committee", "board", "ncc"),
    Id("administration"): _body("Administration group", "political-group"),
    Id("opposition"): _body("Main opposition group", "political-group"),
    Id("independents"): _body("Independent members' group", "political-group"),
    Id("youth"): _body("Northshire Youth Voice", "other"),
    Id("voluntary"): _body("Northshire Voluntary Sector Alliance", "other"),
    Id("ofsted"): _body("Ofsted", "inspector"),
    Id("cqc"): _body("Care Quality Commission", "inspector", aliases=("CQC",)),
    Id("dfe"): _body("Department for Education", "government", aliases=("DfE",)),
    Id("nhse"): _body("NHS England", "government"),
}

RATINGS = {
    Id("blue"): Rating(label="Done", meaning="Finished, and the success measure is met.", colour="blue"),
    Id("green"): Rating(label="On course", meaning="Expected to be finished by the due date.", colour="green"),
    Id("amber"): Rating(label="At risk", meaning="The due date can be kept only with a change.", colour="amber"),
    Id("red"): Rating(label="Off course", meaning="The due date will not be kept.", colour="red"),
}

_STOCKTAKES = ("2024-10-22", "2025-04-29", "2025-10-21")

MEETINGS = (
    *(Meeting(body=Id("board"), on=on_day(board_day(month))) for month in range(24)),
    *(Meeting(body=Id("dfe"), on=when(day), title="Six-monthly stocktake") for day in _STOCKTAKES),
    Meeting(body=Id("full-council"), on=when("2024-05-16")),
    Meeting(body=Id("full-council"), on=when("2024-11-21")),
    Meeting(body=Id("scrutiny"), on=when("2025-11-06"), title="SEND: eighteen months on"),
)

PLAN = Plan(
    format=1,
    id=Id("northshire-send"),
    title="Northshire SEND priority action plan (an invented example)",
    agreed=when("2024-03-28"),
    kept_since=when("2025-10-01"),
    description="Northshire does not exist: the county, its bodies, its figures and everything reported here are"
    " invented, to show a plan of full size in a believable state. It is made by examples/make_northshire.py.",
    source=(f"{SITE}/plan",),
    inspection=Inspection(
        by=(Id("ofsted"), Id("cqc")),
        held=when("2023-11-13"),
        published=when("2024-01-26"),
        outcome="Widespread failings: a priority action plan is required",
        source=(f"{SITE}/inspection",),
    ),
    bodies=BODIES,
    meetings=tuple(sorted(MEETINGS, key=lambda meeting: str(meeting.on.last))),
    ratings={name: (rating,) for name, rating in RATINGS.items()},
    measure_preset="kent",
    terms=TERMS,
    policy=(Policy(due_within_days=45, plan_due_working_days=50, closed_days=(date(2024, 2, 16),)),),
)


def _findings(*texts: str) -> tuple[Finding, ...]:
    return tuple(Finding(id=Id(letter), text=text) for letter, text in zip("abcdefgh", texts, strict=False))


def _measures(names: str) -> tuple[Id, ...]:
    return tuple(Id(name) for name in names.split())


def _stocktake(identifier: str, on: str, rating: str, note: str) -> AreaEntry:
    return AreaEntry(id=Id(identifier), on=when(on), by=Id("board"), rating=Id(rating), note=note)


AREAS = (
    Area(
        id=Id("PA1"),
        title="Know what children need: share and use data across education, health and care",
        kind="priority-action",
        owner=Id("ncc"),
        measures=_measures("cases-incomplete parents-confident"),
        findings=_findings(
            "Leaders cannot see across services who is waiting, for what and for how long.",
            "Partners hold different figures for the same children.",
            "Information about families' experience is gathered seldom and used less.",
        ),
        status=(
            _stocktake("s4k2", "2024-10-10", "amber", "The dashboard is late but wanted; matching is the weak point."),
            _stocktake("t7d3", "2025-04-10", "green", "Figures are trusted and used. Matching of records is not done."),
            _stocktake("w5h8", "2025-09-11", "amber", "Exclusion data fell away unnoticed for a term; lessons drawn."),
        ),
    ),
    Area(
        id=Id("PA2"),
        title="Lead together: governance, joint commissioning and quality assurance",
        kind="priority-action",
        owner=Id("nicb"),
        findings=_findings(
            "Groups are many, decisions few, and it is seldom plain who answers for what.",
            "Education, health and care buy services separately, and families fall between them.",
            "Nobody checks whether plans make a difference.",
            "Complaints are answered one by one and teach the partnership little.",
        ),
        status=(
            _stocktake("p3m6", "2024-10-10", "green", "Board, register and leads are in place and in use."),
            _stocktake("r8c4", "2025-04-10", "amber", "Commissioning lags: money is what partners do not agree on."),
        ),
    ),
    Area(
        id=Id("PA3"),
        title="EHC plans that are on time, of good quality and kept up to date",
        kind="priority-action",
        owner=Id("ncc"),
        measures=_measures("plans-in-20-weeks advice-in-six-weeks plans-audited-good reviews-on-time"),
        findings=_findings(
            "Most new plans are issued late, and some families wait more than a year.",
            "Plans describe needs well but outcomes poorly; health and care advice is thin.",
            "Annual reviews are overdue, at changes of phase too.",
        ),
        status=(
            _stocktake("v2j7", "2024-10-10", "red", "Timeliness is below forty per cent; the backlog is at its peak."),
            _stocktake("x9b5", "2025-04-10", "amber", "The backlog is cleared. Annual reviews now cause most concern."),
        ),
    ),
    Area(
        id=Id("AI1"),
        title="Shorter and fairer waits for health services in every district",
        kind="improvement",
        owner=Id("nch"),
        measures=_measures("autism-over-a-year therapy-longest-wait"),
        findings=_findings(
            "Waits for therapy, autism assessment and audiology depend on where a child lives.",
            "Families are left without help while they wait.",
        ),
    ),
    Area(
        id=Id("AI2"),
        title="Inclusion in local schools, and a good start to adult life",
        kind="improvement",
        owner=Id("ncc"),
        measures=_measures("placed-out-of-county suspensions transition-reviews"),
        findings=_findings(
            "Too many children travel out of the county for want of a place.",
            "What mainstream schools offer varies widely.",
            "Preparation for adulthood starts late and stops at the school gate.",
        ),
    ),
)


def _told(identifier: str, on: str, clause: str, note: str, evidence: str | None = None) -> ResolutionEntry:
    """Return an entry about a clause that no action carries out: under way, or with evidence complete."""
    shown = (Evidence(title=evidence, link=f"{SITE}/letters/{identifier}"),) if evidence else ()
    state: State = "complete" if evidence else "in-progress"
    return ResolutionEntry(
        id=Id(identifier), on=when(on), by=Id("ncc"), clause=Id(clause), state=state, note=note, evidence=shown
    )


def _clause(identifier: str, text: str, actions: str = "", because: str | None = None) -> Clause:
    carried_out_by = tuple(Id(name) for name in actions.split())
    return Clause(id=Id(identifier), text=text, actions=carried_out_by, no_action_because=because)


RESOLUTIONS = (
    Resolution(
        id=Id("2024-05-16-a"),
        title="Response to the SEND inspection",
        body=Id("full-council"),
        on=when("2024-05-16"),
        outcome="carried",
        mover="Cabinet member for children's services",
        seconder="Leader of the council",
        group=Id("administration"),
        votes=Votes(for_=41, against=0, abstained=22),
        stances={Id("administration"): "for", Id("opposition"): "abstained", Id("independents"): "split"},
        clauses=(
            _clause("a", "Accept the findings in full and apologise to families.", because="Done by the vote itself."),
            _clause("b", "Bring the share of plans issued within twenty weeks to the national average.", "3.1 3.2 3.3"),
            _clause("c", "Publish progress every month in words that parents can use.", "1.4 1.12"),
            _clause("d", "Write to the Secretary of State about high needs funding."),
        ),
        report_every="half-year",
        status=(
            _told(
                "f3v5", "2024-05-16", "a", "Accepted, with an apology read out by the chair.", "Minute of the apology"
            ),
            _told("h6q2", "2024-06-03", "d", "Letter drafted with the finance director and sent to group leaders."),
            _told("j4w9", "2024-06-21", "d", "Sent over the names of all three group leaders.", "Letter on high needs"),
            ResolutionEntry(
                id=Id("n5r8"),
                on=when("2024-11-21"),
                by=Id("ncc"),
                reported_to=Id("full-council"),
                note="First report back: the letter is answered; timeliness is far from the national average.",
            ),
        ),
    ),
    Resolution(
        id=Id("2024-05-16-b"),
        title="A voice for parents and young people in the plan",
        body=Id("full-council"),
        on=when("2024-05-16"),
        outcome="carried-as-amended",
        mover="Opposition spokesperson for children",
        group=Id("opposition"),
        votes=Votes(for_=58, against=3, abstained=2),
        stances={Id("administration"): "for", Id("opposition"): "for", Id("independents"): "split"},
        clauses=(
            _clause("a", "Pay parents and young people for the time they give to improvement work.", "5.10"),
            _clause("b", "Give young people a vote at the improvement board.", "5.12"),
            _clause("c", "Offer help to every family that waits for an assessment.", "4.3 4.9"),
        ),
        resources=(
            Resource(amount=Decimal(75_000), unit="GBP", per="year", funding="Council budget", note="For clause a."),
        ),
    ),
    Resolution(
        id=Id("2024-11-21-a"),
        title="A target of every plan within twenty weeks",
        body=Id("full-council"),
        on=when("2024-11-21"),
        outcome="lost",
        mover="Leader of the opposition",
        group=Id("opposition"),
        votes=Votes(for_=24, against=36, abstained=1),
        stances={Id("administration"): "against", Id("opposition"): "for", Id("independents"): "for"},
        clauses=(_clause("a", "Set the target for timeliness at 100% from April 2025."),),
    ),
    Resolution(
        id=Id("2024-11-21-b"),
        title="School transport for students over sixteen",
        body=Id("full-council"),
        on=when("2024-11-21"),
        outcome="deferred",
        group=Id("independents"),
        clauses=(_clause("a", "Restore free transport for students over sixteen with an EHC plan.", "5.6"),),
    ),
)
