"""Plans as folders of TOML files: load them, check them, work out where they stand, add to their history.

    >>> import actionplan
    >>> portfolio, problems = actionplan.load("plans/hertfordshire-send")
    >>> summary = actionplan.status(portfolio, as_at=date(2024, 10, 1))

Nothing here reads a clock: the day is always an argument. Names are imported when first used, so that a command that
needs few of them starts fast.
"""

TYPE_CHECKING = False  # what it is in typing, which would be loaded before anything can be said to a Ctrl-C

if TYPE_CHECKING:
    from typing import Any

    from actionplan.edit.append import append_status
    from actionplan.edit.redact import redact_entry
    from actionplan.git.audit.audit import audit
    from actionplan.git.audit.findings import Audit, AuditFinding, UnreadableVersion
    from actionplan.git.provenance import Anchor, Tag
    from actionplan.git.snapshot import Committed, load_rev
    from actionplan.model.dates import PlanDate, Term, on_day, parse_date
    from actionplan.model.entries import (
        ActionEntry,
        Approval,
        AreaEntry,
        Entry,
        Evidence,
        Redaction,
        ResolutionEntry,
        Stated,
    )
    from actionplan.model.ids import Id
    from actionplan.model.measures import Baseline, Measure, MeasureEntry, Reading, Target
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
        Milestone,
        Plan,
        Policy,
        Portfolio,
        Rating,
        RatingRule,
        Resolution,
        Unread,
        Votes,
    )
    from actionplan.model.resources import Resource
    from actionplan.model.reviews import Ask, Review, ReviewEntry
    from actionplan.model.risks import Risk, RiskEntry, RiskScale, RiskScore
    from actionplan.report.rollup.measures import measure_figures
    from actionplan.report.rollup.questions import question_figures
    from actionplan.report.rollup.resolutions import motion_figures
    from actionplan.report.rollup.rollup import (
        Figures,
        Group,
        PartFigures,
        PlanFigures,
        RollUp,
        rolled_up,
        worst_first,
    )
    from actionplan.report.rollup.since import change_figures
    from actionplan.report.rollup.status import status_figures
    from actionplan.rules.checks import RULES, check
    from actionplan.rules.checks.registry import Rule
    from actionplan.rules.evidence import look_for_evidence
    from actionplan.rules.questions import CHALLENGE_RULES, Challenge, challenge
    from actionplan.rules.questions.context import Facts
    from actionplan.rules.questions.registry import ChallengeRule
    from actionplan.storage.atomic import ChangedMeanwhile, SaveError
    from actionplan.storage.discovery import NoPlan, find_plans
    from actionplan.storage.iter_plans import Loaded, each_plan
    from actionplan.storage.load import load, load_strict
    from actionplan.storage.positions import locate, locate_places
    from actionplan.storage.writer import entry_text, plan_text, record_text
    from actionplan.summary.actions import ActionSummary, summarise_action, summarise_actions
    from actionplan.summary.as_known import known_at, true_at
    from actionplan.summary.chains import Chain
    from actionplan.summary.changes.records import Change
    from actionplan.summary.changes.since import View, difference, since, true_view, view_at
    from actionplan.summary.dependencies import (
        Dependencies,
        Dependency,
        PlanDependencies,
        dependencies,
        plan_dependencies,
    )
    from actionplan.summary.due import Awaited, AwaitedFrom, due
    from actionplan.summary.effective import policy_as_at, ratings_as_at
    from actionplan.summary.forecast.forecast import (
        ActionForecast,
        Basis,
        Forecast,
        GroupForecast,
        NumberDone,
        PlanForecast,
        forecast,
    )
    from actionplan.summary.forecast.kaplan_meier import Chance
    from actionplan.summary.links import Link, Node, links
    from actionplan.summary.measures.measure import MeasureSummary, summarise_measure
    from actionplan.summary.measures.measures import (
        MeasureSelection,
        MeasuresSummary,
        MeasureTally,
        PlanMeasures,
        measures,
        summarise_measures,
    )
    from actionplan.summary.measures.readings import PeriodReading
    from actionplan.summary.measures.targets import TargetSummary
    from actionplan.summary.milestones import MilestoneSummary, milestones_done, next_milestone, summarise_milestones
    from actionplan.summary.motions import MotionSelection, MotionsSummary, MotionTally, PlanMotions, motions
    from actionplan.summary.report_back import Reported
    from actionplan.summary.resolutions import ClauseSummary, ResolutionSummary, summarise_resolutions
    from actionplan.summary.resources import (
        PlanResources,
        ResourceGroup,
        ResourceItem,
        ResourceLine,
        Resources,
        resources,
        roll_up,
    )
    from actionplan.summary.reviews import (
        AskSummary,
        PlanClock,
        PlanReviews,
        ReviewSummary,
        ReviewTally,
        reviews,
        summarise_reviews,
    )
    from actionplan.summary.risks import (
        PlanRisks,
        RiskSelection,
        RiskSummary,
        RiskTally,
        ScoreSummary,
        risks,
        summarise_risks,
    )
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
    from actionplan.summary.timeline import head_as_at, up_to
    from actionplan.summary.trace import Step, Trace, TracedNode, Tree, trace
    from actionplan.summary.working_days import bank_holidays, working_days_between, working_days_from
    from actionplan.tables.errors import NotInstalled, Refused
    from actionplan.tables.frames import frames

__version__ = "0.1.0"

__all__ = [
    "Action",
    "ActionEntry",
    "ActionForecast",
    "ActionSummary",
    "Anchor",
    "Approval",
    "Area",
    "AreaEntry",
    "AreaSummary",
    "Ask",
    "AskSummary",
    "Audit",
    "AuditFinding",
    "Awaited",
    "AwaitedFrom",
    "Basis",
    "Baseline",
    "Body",
    "Change",
    "Chance",
    "CHALLENGE_RULES",
    "Challenge",
    "ChallengeRule",
    "ChangedMeanwhile",
    "Chain",
    "Clause",
    "ClauseSummary",
    "Committed",
    "Dependencies",
    "Dependency",
    "Entry",
    "Evidence",
    "Facts",
    "Figures",
    "Finding",
    "Forecast",
    "Group",
    "GroupForecast",
    "Id",
    "Inspection",
    "Link",
    "Loaded",
    "Location",
    "Measure",
    "MeasureEntry",
    "MeasureSelection",
    "MeasureSummary",
    "MeasureTally",
    "MeasuresSummary",
    "Meeting",
    "Milestone",
    "MilestoneSummary",
    "NoPlan",
    "NotInstalled",
    "NumberDone",
    "MotionSelection",
    "MotionTally",
    "MotionsSummary",
    "Node",
    "PRESETS",
    "OwnerSummary",
    "PartFigures",
    "PeriodReading",
    "Plan",
    "PlanClock",
    "PlanDate",
    "PlanFigures",
    "PlanForecast",
    "PlanMeasures",
    "PlanReviews",
    "PlanRisks",
    "PlanDependencies",
    "PlanResources",
    "PlanMotions",
    "PlanSummary",
    "Policy",
    "Portfolio",
    "Problem",
    "ProblemsFound",
    "RULES",
    "Rating",
    "RatingRule",
    "Redaction",
    "Refused",
    "Reading",
    "Reported",
    "Resolution",
    "ResolutionEntry",
    "ResolutionSummary",
    "Review",
    "ReviewEntry",
    "ReviewSummary",
    "ReviewTally",
    "Risk",
    "RiskEntry",
    "RiskScale",
    "RiskScore",
    "RiskSelection",
    "RiskSummary",
    "RiskTally",
    "RollUp",
    "Resource",
    "ResourceGroup",
    "ResourceItem",
    "ResourceLine",
    "Resources",
    "Rule",
    "SaveError",
    "ScoreSummary",
    "Selection",
    "Stated",
    "StatusSummary",
    "Tag",
    "Step",
    "Tally",
    "Target",
    "TargetSummary",
    "Term",
    "Trace",
    "TracedNode",
    "Tree",
    "Unread",
    "UnreadableVersion",
    "View",
    "Votes",
    "append_status",
    "audit",
    "bank_holidays",
    "challenge",
    "change_figures",
    "check",
    "difference",
    "dependencies",
    "due",
    "each_plan",
    "entry_text",
    "find_plans",
    "forecast",
    "frames",
    "head_as_at",
    "known_at",
    "links",
    "load",
    "load_rev",
    "load_strict",
    "locate",
    "measure_figures",
    "measures",
    "milestones_done",
    "motion_figures",
    "next_milestone",
    "motions",
    "locate_places",
    "look_for_evidence",
    "on_day",
    "parse_date",
    "plan_dependencies",
    "plan_text",
    "policy_as_at",
    "worst_first",
    "question_figures",
    "ratings_as_at",
    "record_text",
    "redact_entry",
    "since",
    "reviews",
    "risks",
    "rolled_up",
    "status",
    "status_figures",
    "summarise_action",
    "summarise_actions",
    "summarise_measure",
    "summarise_measures",
    "resources",
    "roll_up",
    "summarise_milestones",
    "summarise_plan",
    "summarise_resolutions",
    "summarise_reviews",
    "summarise_risks",
    "tally",
    "true_at",
    "true_view",
    "trace",
    "up_to",
    "view_at",
    "working_days_between",
    "working_days_from",
]

_HOMES = {
    "rules.questions": ("CHALLENGE_RULES", "Challenge", "challenge"),
    "report.rollup.questions": ("question_figures",),
    "rules.questions.registry": ("ChallengeRule",),
    "rules.questions.context": ("Facts",),
    "rules.checks": ("RULES", "check"),
    "rules.checks.registry": ("Rule",),
    "tables.frames": ("frames",),
    "tables.errors": ("NotInstalled", "Refused"),
    "git.audit.audit": ("audit",),
    "git.provenance": ("Anchor", "Tag"),
    "git.snapshot": ("Committed", "load_rev"),
    "git.audit.findings": ("Audit", "AuditFinding", "UnreadableVersion"),
    "model.dates": ("PlanDate", "Term", "on_day", "parse_date"),
    "model.entries": (
        "ActionEntry",
        "Approval",
        "AreaEntry",
        "Entry",
        "Evidence",
        "Redaction",
        "ResolutionEntry",
        "Stated",
    ),
    "model.ids": ("Id",),
    "model.measures": ("Baseline", "Measure", "MeasureEntry", "Reading", "Target"),
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
        "Milestone",
        "Plan",
        "Policy",
        "Portfolio",
        "Rating",
        "RatingRule",
        "Resolution",
        "Unread",
        "Votes",
    ),
    "model.reviews": ("Ask", "Review", "ReviewEntry"),
    "model.risks": ("Risk", "RiskEntry", "RiskScale", "RiskScore"),
    "model.resources": ("Resource",),
    "edit.append": ("append_status",),
    "storage.iter_plans": ("Loaded", "each_plan"),
    "rules.evidence": ("look_for_evidence",),
    "storage.discovery": ("NoPlan", "find_plans"),
    "storage.load": ("load", "load_strict"),
    "edit.redact": ("redact_entry",),
    "storage.positions": ("locate", "locate_places"),
    "storage.atomic": ("ChangedMeanwhile", "SaveError"),
    "storage.writer": ("entry_text", "plan_text", "record_text"),
    "summary.actions": ("ActionSummary", "summarise_action", "summarise_actions"),
    "summary.chains": ("Chain",),
    "summary.dependencies": ("Dependencies", "Dependency", "PlanDependencies", "dependencies", "plan_dependencies"),
    "summary.due": ("Awaited", "AwaitedFrom", "due"),
    "summary.timeline": ("head_as_at", "up_to"),
    "summary.as_known": ("known_at", "true_at"),
    "summary.forecast.forecast": (
        "ActionForecast",
        "Basis",
        "Forecast",
        "GroupForecast",
        "NumberDone",
        "PlanForecast",
        "forecast",
    ),
    "summary.measures.measure": ("MeasureSummary", "summarise_measure"),
    "summary.measures.measures": (
        "MeasureSelection",
        "MeasureTally",
        "MeasuresSummary",
        "PlanMeasures",
        "measures",
        "summarise_measures",
    ),
    "report.rollup.rollup": ("Figures", "Group", "PartFigures", "PlanFigures", "RollUp", "worst_first", "rolled_up"),
    "report.rollup.measures": ("measure_figures",),
    "report.rollup.resolutions": ("motion_figures",),
    "report.rollup.since": ("change_figures",),
    "report.rollup.status": ("status_figures",),
    "summary.measures.readings": ("PeriodReading",),
    "summary.measures.targets": ("TargetSummary",),
    "summary.effective": ("policy_as_at", "ratings_as_at"),
    "summary.milestones": ("MilestoneSummary", "milestones_done", "next_milestone", "summarise_milestones"),
    "summary.links": ("Link", "Node", "links"),
    "summary.motions": ("MotionSelection", "MotionTally", "MotionsSummary", "PlanMotions", "motions"),
    "summary.report_back": ("Reported",),
    "summary.resolutions": ("ClauseSummary", "ResolutionSummary", "summarise_resolutions"),
    "summary.changes.records": ("Change",),
    "summary.changes.since": ("View", "difference", "since", "true_view", "view_at"),
    "summary.reviews": (
        "AskSummary",
        "PlanClock",
        "PlanReviews",
        "ReviewSummary",
        "ReviewTally",
        "reviews",
        "summarise_reviews",
    ),
    "summary.risks": (
        "PlanRisks",
        "RiskSelection",
        "RiskSummary",
        "RiskTally",
        "ScoreSummary",
        "risks",
        "summarise_risks",
    ),
    "summary.working_days": ("bank_holidays", "working_days_between", "working_days_from"),
    "summary.resources": (
        "PlanResources",
        "ResourceGroup",
        "ResourceItem",
        "ResourceLine",
        "Resources",
        "resources",
        "roll_up",
    ),
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
    "summary.forecast.kaplan_meier": ("Chance",),
    "summary.trace": ("Step", "Trace", "TracedNode", "Tree", "trace"),
}
_HOME_OF = {name: f"actionplan.{module}" for module, names in _HOMES.items() for name in names}


def __getattr__(name: str) -> "Any":
    if name not in _HOME_OF:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    value = getattr(import_module(_HOME_OF[name]), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted([*__all__, "__version__"])
