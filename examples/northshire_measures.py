"""What Northshire's plan is to make better, and what was read of it. All figures are invented."""

from collections.abc import Mapping
from decimal import Decimal

from actionplan.model.entries import Approval
from actionplan.model.ids import Id
from actionplan.model.measures import Baseline, Benchmark, Duty, Measure, MeasureEntry, Reading, Target
from northshire_plan import SITE, when

DASHBOARD = f"{SITE}/dashboard"
NATIONAL = "https://statistics.example/send"
TRUST = "https://mental-health-trust.northshire.example/waits"
ICB = "https://nicb.northshire.example/board"

LAW = "https://legislation.example/send-regulations"

MOVED_BY: Mapping[str, tuple[Id, ...]] = {
    "1.5": (Id("cases-incomplete"),),
    "1.4": (Id("parents-confident"),),
    "3.1": (Id("plans-in-20-weeks"),),
    "3.2": (Id("plans-in-20-weeks"),),
    "3.4": (Id("advice-in-six-weeks"),),
    "3.6": (Id("reviews-on-time"),),
    "4.1": (Id("therapy-longest-wait"),),
    "4.2": (Id("autism-over-a-year"),),
    "5.1": (Id("placed-out-of-county"),),
    "5.4": (Id("suspensions"),),
    "5.8": (Id("transition-reviews"),),
}
"""The measures that actions are to move."""


def _baseline(value: str, period: str, note: str | None = None) -> Baseline:
    return Baseline(value=Decimal(value), period=when(period), source=(f"{SITE}/plan",), note=note)


def _readings(source: str, by: str, told: str) -> tuple[Reading, ...]:
    """Read a table of readings: a line for each, with the day of publication, the period and the value."""
    rows = (line.split() for line in told.strip().splitlines())
    return tuple(
        Reading(on=when(on), by=Id(by), period=when(period), value=Decimal(value), source=(source,))
        for on, period, value in rows
    )


def _benchmarks(of: str, told: str) -> tuple[Benchmark, ...]:
    """Read a table of the values of others, as `_readings` reads one of readings."""
    rows = (line.split() for line in told.strip().splitlines())
    return tuple(
        Benchmark(on=when(on), by=Id("ncc"), of=of, period=when(period), value=Decimal(value), source=(NATIONAL,))
        for on, period, value in rows
    )


def _target(due: str, value: str) -> Target:
    return Target(due=when(due), value=Decimal(value), source=(f"{SITE}/plan",))


def _changed(due: str, value: str, on: str, minute: str, reason: str, replaces: str | None = None) -> Target:
    """Return a target that the board set in the place of another."""
    return Target(
        due=when(due),
        value=Decimal(value),
        on=when(on),
        by=Id("ncc"),
        replaces=when(replaces) if replaces else None,
        reason=reason,
        approvals=(Approval(by=Id("board"), on=when(on), ref=minute),),
    )


MEASURES = (
    Measure(
        id=Id("advice-in-six-weeks"),
        title="Health advice for EHC needs assessments given within six weeks",
        unit="per cent",
        direction="up",
        owner=Id("nch"),
        baseline=_baseline("44", "2023-Q4"),
        duty=Duty(
            value=Decimal(100),
            text="Those asked for advice answer within six weeks.",
            source=(LAW,),
        ),
        floor=Decimal(60),
        readings_every="quarter",
        source=(f"{SITE}/plan",),
        targets=(_target("2024-12-31", "65"), _target("2025-12-31", "85")),
        readings=_readings(
            DASHBOARD,
            "nch",
            """
            2024-07-18 2024-Q2 51
            2024-10-17 2024-Q3 62
            2025-01-23 2024-Q4 68
            2025-04-24 2025-Q1 64
            """,
        ),
    ),
    Measure(
        id=Id("autism-over-a-year"),
        title="Children who have waited more than a year for an autism assessment",
        unit="children",
        direction="down",
        owner=Id("nmh"),
        definition="Children and young people under 18, from referral to a finished assessment, at the month's end.",
        baseline=_baseline("640", "2024-03"),
        tolerance=Decimal(20),
        readings_every="half-year",
        preferred_source=ICB,
        source=(f"{SITE}/plan",),
        targets=(_target("2025-03-31", "400"), _target("2026-03-31", "0")),
        readings=(
            *_readings(
                TRUST,
                "nmh",
                """
                2024-07-11 2024-06 655
                2025-01-16 2024-12 702
                2025-07-10 2025-06 688
                """,
            ),
            *_readings(ICB, "nicb", "2025-07-24 2025-06 731"),
        ),
    ),
    Measure(
        id=Id("cases-incomplete"),
        title="Open EHC cases without a stage, a date or an owner",
        unit="per cent",
        direction="down",
        owner=Id("ncc"),
        baseline=_baseline("9.4", "2024-03"),
        source=(f"{SITE}/plan",),
        targets=(_target("2024-10-31", "1"),),
        readings=_readings(
            DASHBOARD,
            "ncc",
            """
            2024-07-11 2024-06 5.1
            2024-10-10 2024-09 2.2
            2024-11-14 2024-10 0.9
            2025-07-10 2025-06 0.7
            """,
        ),
    ),
    Measure(
        id=Id("parents-confident"),
        title="Parents who say that they can trust what is in their child's plan to happen",
        unit="per cent",
        direction="up",
        owner=Id("npcf"),
        definition="Of those who answer the forum's survey; about 900 answer each time.",
        baseline=_baseline("18", "2024-03"),
        tolerance=Decimal(2),
        source=(f"{SITE}/plan",),
        targets=(_target("summer-2025", "40"),),
        readings=_readings(
            f"{SITE}/survey",
            "npcf",
            """
            2025-01-09 autumn-2024 21
            2025-08-14 summer-2025 27
            """,
        ),
        status=(
            MeasureEntry(
                on=when("2025-08-14"),
                by=Id("npcf"),
                note="Families tell of plans that came in time and are not kept. Schools say that therapists are"
                " missing, not goodwill.",
            ),
        ),
    ),
    Measure(
        id=Id("placed-out-of-county"),
        title="Children placed in special schools outside the county",
        unit="children",
        direction="down",
        owner=Id("ncc"),
        baseline=_baseline("214", "2024-01", "The January school census."),
        readings_every="year",
        source=(f"{SITE}/plan",),
        targets=(_target("2025-01-31", "205"), _target("2026-01-31", "180")),
        readings=_readings(NATIONAL, "ncc", "2025-06-12 2025-01 221"),
    ),
    Measure(
        id=Id("plans-audited-good"),
        title="EHC plans that auditors from three services together call good",
        unit="per cent",
        direction="up",
        owner=Id("ncc"),
        baseline=_baseline("22", "2023-Q4"),
        tolerance=Decimal(2),
        floor=Decimal(40),
        readings_every="half-year",
        source=(f"{SITE}/plan",),
        targets=(_target("2024-12-31", "50"), _target("2025-12-31", "75")),
        readings=_readings(
            f"{SITE}/audits",
            "assurance",
            """
            2024-07-25 2024-Q2 31
            2025-01-30 2024-Q4 46
            2025-07-24 2025-Q2 63
            """,
        ),
    ),
    Measure(
        id=Id("plans-in-20-weeks"),
        title="New EHC plans issued within twenty weeks",
        unit="per cent",
        direction="up",
        owner=Id("ncc"),
        definition="All new plans issued in the period, exceptions left out, as in the national figures.",
        baseline=_baseline("36.4", "2023"),
        duty=Duty(
            value=Decimal(100),
            text="Every new plan is issued within twenty weeks of the request, exceptions left out.",
            source=(LAW,),
        ),
        tolerance=Decimal(3),
        floor=Decimal(50),
        readings_every="quarter",
        source=(f"{SITE}/plan",),
        targets=(
            _target("2024-12-31", "45"),
            _target("2025-12-31", "75"),
            _changed(
                "2025-12-31",
                "65",
                "2025-06-12",
                "minute 8",
                "Requests rose by a fifth over the year before, and four psychologist posts stayed empty.",
            ),
        ),
        readings=_readings(
            DASHBOARD,
            "ncc",
            """
            2024-07-18 2024-Q2 33.1
            2024-10-17 2024-Q3 38.2
            2025-01-23 2024-Q4 46.5
            2025-04-24 2025-Q1 52
            2025-07-17 2025-Q2 57.3
            """,
        ),
        benchmarks=(
            *_benchmarks(
                "England",
                """
                2024-06-13 2023 50.1
                2025-06-12 2024 48.3
                """,
            ),
            *_benchmarks("statistical neighbours", "2025-07-24 2025-Q2 55.1"),
        ),
    ),
    Measure(
        id=Id("reviews-on-time"),
        title="Annual reviews finished within twelve months of the last",
        unit="per cent",
        direction="up",
        owner=Id("ncc"),
        baseline=_baseline("48", "FY2023-24"),
        floor=Decimal(50),
        source=(f"{SITE}/plan",),
        targets=(_target("summer-2025", "70"), _target("spring-2026", "80")),
        readings=_readings(
            DASHBOARD,
            "ncc",
            """
            2025-01-16 autumn-2024 52
            2025-05-08 spring-2025 55
            2025-09-11 summer-2025 51
            """,
        ),
    ),
    Measure(
        id=Id("suspensions"),
        title="Suspensions of pupils with an EHC plan, for each hundred of them",
        unit="suspensions",
        direction="down",
        owner=Id("ncc"),
        source=(f"{SITE}/plan",),
        targets=(_target("spring-2026", "4"),),
        readings=_readings(
            DASHBOARD,
            "ncc",
            """
            2025-02-13 autumn-2024 4.9
            2025-06-12 spring-2025 5.3
            2025-09-11 summer-2025 4.4
            """,
        ),
    ),
    Measure(
        id=Id("therapy-longest-wait"),
        title="The longest wait for a first speech and language therapy appointment",
        unit="weeks",
        direction="down",
        owner=Id("nch"),
        baseline=_baseline("52", "2024-03"),
        tolerance=Decimal(2),
        readings_every="quarter",
        source=(f"{SITE}/plan",),
        targets=(
            _target("2025-03-31", "18"),
            _changed(
                "2025-12-31",
                "26",
                "2025-02-13",
                "minute 6",
                "Four therapists left within a term and recruitment took until spring.",
                replaces="2025-03-31",
            ),
        ),
        readings=_readings(
            DASHBOARD,
            "nch",
            """
            2024-07-11 2024-06 49
            2024-10-10 2024-09 44
            2025-01-09 2024-12 41
            2025-04-10 2025-03 37
            2025-07-10 2025-06 33
            """,
        ),
    ),
    Measure(
        id=Id("transition-reviews"),
        title="Year 9 reviews that cover work, home, friends and health",
        unit="per cent",
        direction="up",
        owner=Id("ncc"),
        definition="By sample, each term. The sample is still to be agreed with schools.",
        source=(f"{SITE}/plan",),
        targets=(_target("2026", "90"),),
    ),
)
