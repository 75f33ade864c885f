"""What a plan has decided: what its ratings mean, and by which rules and limits it is kept."""

from datetime import date

from attrs import frozen

from actionplan.model.checked import checked
from actionplan.model.fields import BodyId
from actionplan.model.ids import Id
from actionplan.model.vocabulary import Colour, LateAgainst, RuleState


@checked
@frozen(kw_only=True, repr=False)
class Rating:
    """One level of declared confidence, as this plan understands it.

    Attributes:
        label: the word shown to readers.
        meaning: what it says about an action.
        colour: ``red``, ``amber``, ``green``, ``blue`` or ``grey`` beside the word; None for no colour.
        source: where the meaning is laid down.
        from_: since when it has this meaning (``from`` in the file); None for the start.
    """

    label: str
    meaning: str
    colour: Colour | None = None
    source: tuple[str, ...] = ()
    from_: date | None = None


@checked
@frozen(kw_only=True, repr=False)
class RatingRule:
    """One line of the table by which a plan computes ratings: the first of which every condition holds gives it.

    Attributes:
        rating: the id of the rating that it gives.
        states: the action is in one of these states; empty for any.
        days_late_over: it is more days late than this; None for no such condition, here and below.
        days_late_up_to: it is at most so many days late; 0 for not late.
        days_late_original_over: it is more days late than this against the date first agreed.
        progress_below: less per cent is done.
        progress_at_least: so much per cent is done, or more.
        days_since_update_over: its last update is more days ago.
        past_due: whether it is overdue.
        from_: since when the rule holds (``from`` in the file); None for the start.
    """

    rating: Id
    states: tuple[RuleState, ...] = ()
    days_late_over: int | None = None
    days_late_up_to: int | None = None
    days_late_original_over: int | None = None
    progress_below: int | None = None
    progress_at_least: int | None = None
    days_since_update_over: int | None = None
    past_due: bool | None = None
    from_: date | None = None


@checked
@frozen(kw_only=True, repr=False)
class Policy:
    """How this plan wants to be kept.

    Attributes:
        stale_after_days: an open action whose last update is older than this is stale.
        due_within_days: how far ahead ``status`` and ``due`` look.
        finished_within_days: how far back ``status`` looks for what was finished.
        reading_grace_days: how many days after the end of its period a reading may be published and is not overdue.
        handover_within_months: how many months before a body ends it is asked about what it has not handed over.
        late_against: which due date makes an action count as late: ``current``, the one that holds, or ``original``,
            the one first agreed.
        redate_approvals: ids of the bodies each of which must agree before a due date moves.
        redate_limit: how often a due date may move before the owner comes before ``redate_board``; None for no limit.
        redate_board: the id of that board; None where none is named.
        plan_due_working_days: within how many working days of its inspectors' final report the plan has to be handed
            in; None where the plan does not say.
        closed_days: days on which nobody works here, beside weekends and England's bank holidays.
        commit: whether each update is committed to git at once.
        ignore: codes of rules that this plan has decided not to hear about.
        challenge_ignore: codes of questions that this plan has decided not to be asked.
        challenge_due_in_month: so many actions of one owner may be due in one month before that is asked about.
        challenge_weeks_silent: so many weeks may pass without a word from an owner before that is asked about.
        challenge_weeks_suspended: so many weeks without an update on suspended work before it is asked about.
        challenge_months_unchanged: so many months may progress stay the same before that is asked about.
        from_: since when it is kept so (``from`` in the file); None for the start.
    """

    stale_after_days: int = 45
    due_within_days: int = 30
    finished_within_days: int = 30
    reading_grace_days: int = 30
    handover_within_months: int = 6
    late_against: LateAgainst = "current"
    redate_approvals: tuple[BodyId, ...] = ()
    redate_limit: int | None = None
    redate_board: BodyId | None = None
    plan_due_working_days: int | None = None
    closed_days: tuple[date, ...] = ()
    commit: bool = False
    ignore: tuple[str, ...] = ()
    challenge_ignore: tuple[str, ...] = ()
    challenge_due_in_month: int = 5
    challenge_weeks_silent: int = 6
    challenge_weeks_suspended: int = 12
    challenge_months_unchanged: int = 3
    from_: date | None = None
