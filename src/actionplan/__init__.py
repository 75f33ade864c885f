"""Plans as folders of TOML files: load them, check them, work out where they stand, add to their history.

    >>> import actionplan
    >>> portfolio, problems = actionplan.load("plans/hertfordshire-send")
    >>> summary = actionplan.status(portfolio, as_at=date(2024, 10, 1))

Nothing here reads a clock: the day is always an argument. Names are imported when first used, so that a command that
needs few of them starts fast.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from actionplan.challenges import CHALLENGE_RULES, Challenge, challenge
    from actionplan.challenges.rules import ChallengeRule
    from actionplan.challenges.view import Facts
    from actionplan.checks import RULES, check
    from actionplan.checks.rules import Rule
    from actionplan.gitio.audit import audit
    from actionplan.gitio.findings import Audit, AuditFinding, UnreadableVersion
    from actionplan.model.dates import PlanDate, Term, on_day, parse_date
    from actionplan.model.entries import (
        ActionEntry,
        Approval,
        AreaEntry,
        Entry,
        Evidence,
        ResolutionEntry,
        Stated,
    )
    from actionplan.model.ids import Id
    from actionplan.model.presets import PRESETS
    from actionplan.model.problem import Location, Problem, ProblemsFound
    from actionplan.model.records import (
        Action,
        Area,
        Body,
        Clause,
        Finding,
        Inspection,
        Meeting,
        Plan,
        Policy,
        Portfolio,
        Rating,
        RatingRule,
        Resolution,
        Unread,
        Votes,
    )
    from actionplan.store.append import append_status
    from actionplan.store.evidence import look_for_evidence
    from actionplan.store.find import NoPlan, find_plans
    from actionplan.store.load import load, load_strict
    from actionplan.store.locate import locate, locate_places
    from actionplan.store.save import ChangedMeanwhile, SaveError
    from actionplan.store.write import entry_text, plan_text, record_text
    from actionplan.summary.actions import ActionSummary, summarise_action, summarise_actions
    from actionplan.summary.due import Awaited, AwaitedFrom, due
    from actionplan.summary.fold import head_as_at, up_to
    from actionplan.summary.meanings import policy_as_at, ratings_as_at
    from actionplan.summary.resolutions import ClauseSummary, ResolutionSummary, summarise_resolutions
    from actionplan.summary.status import (
        AreaSummary,
        OwnerSummary,
        PlanSummary,
        Selection,
        StatusSummary,
        Tally,
        status,
        summarise_plan,
        tally,
    )

__version__ = "0.1.0"

__all__ = [
    "Action",
    "ActionEntry",
    "ActionSummary",
    "Approval",
    "Area",
    "AreaEntry",
    "AreaSummary",
    "Audit",
    "AuditFinding",
    "Awaited",
    "AwaitedFrom",
    "Body",
    "CHALLENGE_RULES",
    "Challenge",
    "ChallengeRule",
    "ChangedMeanwhile",
    "Clause",
    "ClauseSummary",
    "Entry",
    "Evidence",
    "Facts",
    "Finding",
    "Id",
    "Inspection",
    "Location",
    "Meeting",
    "NoPlan",
    "PRESETS",
    "OwnerSummary",
    "Plan",
    "PlanDate",
    "PlanSummary",
    "Policy",
    "Portfolio",
    "Problem",
    "ProblemsFound",
    "RULES",
    "Rating",
    "RatingRule",
    "Resolution",
    "ResolutionEntry",
    "ResolutionSummary",
    "Rule",
    "SaveError",
    "Selection",
    "Stated",
    "StatusSummary",
    "Tally",
    "Term",
    "Unread",
    "UnreadableVersion",
    "Votes",
    "append_status",
    "audit",
    "challenge",
    "check",
    "due",
    "entry_text",
    "find_plans",
    "head_as_at",
    "load",
    "load_strict",
    "locate",
    "locate_places",
    "look_for_evidence",
    "on_day",
    "parse_date",
    "plan_text",
    "policy_as_at",
    "ratings_as_at",
    "record_text",
    "status",
    "summarise_action",
    "summarise_actions",
    "summarise_plan",
    "summarise_resolutions",
    "tally",
    "up_to",
]

_HOMES = {
    "challenges": ("CHALLENGE_RULES", "Challenge", "challenge"),
    "challenges.rules": ("ChallengeRule",),
    "challenges.view": ("Facts",),
    "checks": ("RULES", "check"),
    "checks.rules": ("Rule",),
    "gitio.audit": ("audit",),
    "gitio.findings": ("Audit", "AuditFinding", "UnreadableVersion"),
    "model.dates": ("PlanDate", "Term", "on_day", "parse_date"),
    "model.entries": ("ActionEntry", "Approval", "AreaEntry", "Entry", "Evidence", "ResolutionEntry", "Stated"),
    "model.ids": ("Id",),
    "model.problem": ("Location", "Problem", "ProblemsFound"),
    "model.presets": ("PRESETS",),
    "model.records": (
        "Action",
        "Area",
        "Body",
        "Clause",
        "Finding",
        "Inspection",
        "Meeting",
        "Plan",
        "Policy",
        "Portfolio",
        "Rating",
        "RatingRule",
        "Resolution",
        "Unread",
        "Votes",
    ),
    "store.append": ("append_status",),
    "store.evidence": ("look_for_evidence",),
    "store.find": ("NoPlan", "find_plans"),
    "store.load": ("load", "load_strict"),
    "store.locate": ("locate", "locate_places"),
    "store.save": ("ChangedMeanwhile", "SaveError"),
    "store.write": ("entry_text", "plan_text", "record_text"),
    "summary.actions": ("ActionSummary", "summarise_action", "summarise_actions"),
    "summary.due": ("Awaited", "AwaitedFrom", "due"),
    "summary.fold": ("head_as_at", "up_to"),
    "summary.meanings": ("policy_as_at", "ratings_as_at"),
    "summary.resolutions": ("ClauseSummary", "ResolutionSummary", "summarise_resolutions"),
    "summary.status": (
        "AreaSummary",
        "OwnerSummary",
        "PlanSummary",
        "Selection",
        "StatusSummary",
        "Tally",
        "status",
        "summarise_plan",
        "tally",
    ),
}
_HOME_OF = {name: f"actionplan.{module}" for module, names in _HOMES.items() for name in names}


def __getattr__(name: str) -> Any:
    if name not in _HOME_OF:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(import_module(_HOME_OF[name]), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted([*__all__, "__version__"])
