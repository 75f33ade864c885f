"""What some councils mean by their colours, as they published it: ratings, and rules where they can be computed.

Only what a source defines is defined here, with the meanings that it gives.
"""

from collections.abc import Mapping
from typing import Final

from attrs import frozen

from actionplan.model.ids import Id
from actionplan.model.policy import Rating, RatingRule
from actionplan.model.vocabulary import Colour, RatingPreset, RuleState

_UNFINISHED: tuple[RuleState, ...] = ("not-reported", "not-started", "in-progress")

MONTH: Final = 31
"""Calendar days in "one month behind", of which the source gives no number: the longest month."""


@frozen(kw_only=True)
class Preset:
    """One council's colours.

    Attributes:
        council: whose they are.
        source: where they are laid down, or were seen in use.
        ratings: what they mean, best first.
        rules: what computes them; empty where no plan's files hold what would be needed.
        note: what the source leaves open; empty where nothing.
        of_measures: whether it is a rule for measures, which ``measure_preset`` names, beside a vocabulary for actions.
    """

    council: str
    source: str
    ratings: Mapping[Id, Rating]
    rules: tuple[RatingRule, ...] = ()
    note: str = ""
    of_measures: bool = False


def _coloured(source: str, meanings: Mapping[Colour, str]) -> Mapping[Id, Rating]:
    return {
        Id(colour): Rating(label=colour.capitalize(), meaning=meaning, colour=colour, source=(source,))
        for colour, meaning in meanings.items()
    }


_BROMSGROVE = (
    "https://dokumen.tips/documents/improvement-plan-guidan-improvement-plan-122-support-5-businesses-js-.html"
)
_READING = "https://democracy.reading.gov.uk/mgAi.aspx?ID=9589"
_SHEFFIELD = "https://shsc.nhs.uk/about-us/corporate-information/cqc/action-plan-progress-update/"
_RBKC = (
    "https://www.rbkc.gov.uk/council-councillors-and-democracy/how-council-works/"
    "council-plan-action-plan-2025-2027/tracking-and-monitoring-progress"
)
_BRACKNELL = "https://www.bracknell-forest.gov.uk/node/1929"
_HAVERING = "https://democracy.havering.gov.uk/mgAi.aspx?ID=7435"
_KENT = "https://docslib.org/doc/502732/"
_EPPING = "http://eppingforest.moderngov.co.uk/mgAi.aspx?ID=59570"

PRESETS: Final[Mapping[RatingPreset, Preset]] = {
    "bromsgrove": Preset(
        council="Bromsgrove District Council, improvement plan 2010/11",
        source=_BROMSGROVE,
        ratings=_coloured(
            _BROMSGROVE,
            {
                "green": "On target",
                "amber": "One month behind",
                "red": "Over one month behind",
                "blue": "Suspended, which needs approval",
            },
        ),
        rules=(
            RatingRule(rating=Id("blue"), states=("suspended",)),
            RatingRule(rating=Id("red"), states=_UNFINISHED, days_late_over=MONTH),
            RatingRule(rating=Id("amber"), states=_UNFINISHED, days_late_over=0),
            RatingRule(rating=Id("green"), states=_UNFINISHED, days_late_up_to=0),
        ),
        note="A month counts as 31 days after the current due date. Finished actions have no colour.",
    ),
    "reading": Preset(
        council="Reading Borough Council, audit tracker",
        source=_READING,
        ratings=_coloured(
            _READING,
            {
                "green": "More than 75 per cent done",
                "amber": "26 to 75 per cent done",
                "red": "25 per cent done or less, or less than 50 and past due",
            },
        ),
        rules=(
            RatingRule(rating=Id("red"), progress_below=26),
            RatingRule(rating=Id("red"), progress_below=50, past_due=True),
            RatingRule(rating=Id("amber"), progress_below=76),
            RatingRule(rating=Id("green"), progress_at_least=76),
        ),
    ),
    "sheffield-hsc": Preset(
        council="Sheffield Health and Social Care, plan for the Care Quality Commission",
        source=_SHEFFIELD,
        ratings=_coloured(
            _SHEFFIELD,
            {
                "blue": "Complete and independently checked (peer inspection)",
                "green": "Complete",
                "amber": "On track",
                "red": "Off track",
            },
        ),
    ),
    "rbkc": Preset(
        council="Royal Borough of Kensington and Chelsea, council plan 2025-27",
        source=_RBKC,
        ratings=_coloured(
            _RBKC, {"green": "No issues or risks", "amber": "Issues or risks", "red": "Significant issues or risks"}
        ),
        note="About risks, not dates.",
    ),
    "bracknell": Preset(
        council="Bracknell Forest Council, council plan",
        source=_BRACKNELL,
        ratings=_coloured(_BRACKNELL, {"green": "To planned schedule"}),
        note="Amber and red are used, but the source does not define them. Complete is a separate status.",
    ),
    "havering": Preset(
        council="London Borough of Havering, key performance indicators 2014",
        source=_HAVERING,
        ratings=_coloured(
            _HAVERING,
            {
                "green": "Within 10 per cent of target",
                "amber": "More than 10 per cent off target, but better than last year or the same",
                "red": "More than 10 per cent off target, and worse than last year",
            },
        ),
        note="For indicators, not actions.",
        of_measures=True,
    ),
    "kent": Preset(
        council="Kent County Council, key performance indicators",
        source=_KENT,
        ratings=_coloured(_KENT, {"green": "Target met", "amber": "Floor met, target not", "red": "Floor not met"}),
        note="For indicators, not actions.",
        of_measures=True,
    ),
    "epping-forest": Preset(
        council="Epping Forest District Council",
        source=_EPPING,
        ratings={
            Id("achieved"): Rating(label="Achieved", meaning="Achieved, or on target", source=(_EPPING,)),
            Id("under-control"): Rating(label="Under control", meaning="Under control", source=(_EPPING,)),
            Id("behind"): Rating(label="Behind schedule", meaning="Behind schedule", source=(_EPPING,)),
            Id("pending"): Rating(label="Pending", meaning="Blocked by others", source=(_EPPING,)),
        },
        note="Words only, no colours; the source does not say more of what they mean.",
    ),
}
"""The presets, those that can be computed first."""
