"""The closed vocabularies of format 1: every word a plan file may use where the format, not the plan, owns the list.

Ratings are not here: what a colour means is declared by each plan in ``[ratings]``, since councils use one colour for
several things.
"""

from typing import Final, Literal, get_args

State = Literal["not-started", "in-progress", "complete", "verified", "suspended", "cancelled"]
"""Where an action is in its life. ``verified`` comes after ``complete``, by a body that did not do the work."""

ActionState = Literal[State, "replaced"]
"""The states of an action as a whole. A ``replaced`` one was split or joined, and other actions are in its place."""

AreaKind = Literal["priority-action", "improvement", "weakness", "other"]
"""What inspectors called the area; ``weakness`` is the word of the older written statements of action."""

BodyKind = Literal[
    "council",
    "icb",
    "provider",
    "parent-carer-forum",
    "board",
    "inspector",
    "government",
    "team",
    "school",
    "political-group",
    "other",
]
"""What sort of organisation, board, team or group a body is. A body is never a person."""

Outcome = Literal[
    "carried", "carried-as-amended", "lost", "withdrawn", "referred", "deferred", "not-reached", "unknown"
]
"""The outcome of a resolution. Only the two carried outcomes bind the plan."""

Stance = Literal["for", "against", "abstained", "split", "unknown"]
"""How a political group voted, where no count is published."""

Strength = Literal["must", "should"]
"""Whether a review requires what it recommends, or advises it."""

Response = Literal["accepted", "partly-accepted", "rejected"]
"""The answer of the body to which a recommendation is addressed."""

Closing = Literal["fulfilled", "done-otherwise", "overtaken", "not-viable", "not-ours"]
"""As what a body closed a recommendation or a clause."""

Recheck = Literal["sustained", "not-sustained"]
"""What was found when somebody looked again, some time after a recommendation was closed."""

Colour = Literal["red", "amber", "green", "blue", "grey"]
"""Colours that a rating may be drawn in, always beside its word."""

LateAgainst = Literal["current", "original"]
"""The due date from which a plan counts an action as late: the one that holds, or the one first agreed."""

RuleState = Literal["not-reported", "not-started", "in-progress", "complete", "verified", "suspended", "cancelled"]
"""A state of which a rating rule can be: those of an action, and that none has been reported."""

RatingPreset = Literal[
    "bromsgrove", "reading", "sheffield-hsc", "rbkc", "bracknell", "havering", "kent", "epping-forest"
]
"""Ratings that a council has published, and that a plan can take over by name."""

MeasurePreset = Literal["kent", "havering"]
"""Councils whose published rule computes a measure's rating from its readings and targets."""

Direction = Literal["up", "down"]
"""Which way a measure becomes better."""

Every = Literal["week", "month", "quarter", "half-year", "year"]
"""How often something is due again."""

Per = Literal["once", "year"]
"""Whether an amount is given once, or every year."""

ShownState = Literal[ActionState, "stood-down"]
"""What reports show of an action: its state or, if it would be open and all its areas are stood down, that."""

AreaState = Literal["in-force", "stood-down"]
"""Whether an area is still worked on under the plan. An area without any state is in force."""

RiskState = Literal["open", "happened", "closed"]
"""Whether a risk is still a risk. A risk without any state is open."""

ReviewKind = Literal["inspection", "monitoring", "stocktake", "deep-dive", "peer-review", "notice", "other"]
"""What sort of review it is; ``monitoring`` is the inspectors' return, a stocktake and a deep dive the department's.
A notice says what the government requires to be improved.
"""

YearStart = Literal["02-01", "03-01", "04-01", "05-01", "06-01", "07-01", "08-01", "09-01", "10-01", "11-01", "12-01"]
"""The month and day on which a financial year starts; a year from 1 January is a calendar year."""

RequestedState = Literal["cancelled"]
"""The state that a body may be asked to let an action have."""

Decision = Literal["refused", "withdrawn"]
"""What ends a request that is not granted; the change itself, with an approval, grants it."""

Coverage = Literal["complete", "incomplete"]
"""Whether a plan's files have all that is in the plan, or only what is public or was found."""

Severity = Literal["error", "warning"]
"""How much a problem matters: an error must be corrected, a warning may be accepted."""

FINISHED: Final = frozenset({"complete", "verified"})
"""States in which the work has been declared done."""

DROPPED: Final = frozenset({"cancelled", "replaced"})
"""States in which an action will not be done itself."""

CLOSED: Final = FINISHED | DROPPED
"""States in which nothing more is awaited from the owner."""

DONE: Final = frozenset({"fulfilled", "done-otherwise"})
"""Ways of being closed in which what was wanted came about."""

BINDING: Final = frozenset({"carried", "carried-as-amended"})
"""Outcomes that bind the plan."""


def words(vocabulary: object) -> tuple[str, ...]:
    """Return the words of one vocabulary, in the order in which they are documented.

    Args:
        vocabulary: one of the ``Literal`` types of this module, such as ``State``.
    """
    return get_args(vocabulary)
