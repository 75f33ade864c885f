"""Rules about clauses and recommendations: what carries them out, and the decisions that close them."""

from collections.abc import Iterator

from actionplan.model.resolutions import Resolution
from actionplan.model.reviews import Review
from actionplan.model.vocabulary import DONE, FINISHED
from actionplan.rules.checks.advice import amended, corrected
from actionplan.rules.checks.context import CheckContext
from actionplan.rules.checks.registry import RuleFault, fault, rule
from actionplan.summary.timeline import Placed, by_part, part_as_at


@rule("E263")
def carried_out_by_itself(view: CheckContext) -> Iterator[RuleFault]:
    """The `resolutions` that carry out a clause are others than the resolution that has the clause."""
    for history in view.of_kind(Resolution):
        resolution, own = history.record, by_part(history.entries)
        for index, clause in enumerate(resolution.clauses):
            about = own.get(clause.id, ())
            if resolution.id in part_as_at(clause, about).resolutions:
                stating = [placed.index for placed in about if placed.entry.resolutions is not None]
                keys = ("status", stating[-1]) if stating else ("clauses", index)
                options = f"--clause {clause.id} --resolution RESOLUTION"
                fix = amended(view, resolution, "name another, or remove it", options)
                message = f"clause {clause.id} names its own resolution as the one that carries it out"
                yield fault(message, resolution, *keys, "resolutions", fix=fix)


@rule("E461")
def closed_and_in_another_state(view: CheckContext) -> Iterator[RuleFault]:
    """`closed_as` and `state` in one entry agree: what is `fulfilled` or `done-otherwise` is `complete` or `verified`,
    and what is closed as anything else is `cancelled`. The state may be left out.
    """
    for record, placed in _closing(view):
        entry = placed.entry
        allowed = FINISHED if entry.closed_as in DONE else ("cancelled",)
        if entry.state is not None and entry.state not in allowed:
            state = "complete" if entry.closed_as in DONE else "cancelled"
            fix = corrected("remove the state", record, placed.index, options=f"--state {state}")
            expected = f"{state}, or no state"
            message = f"closed as {entry.closed_as}, but the state is {entry.state}"
            yield fault(message, record, "status", placed.index, "state", expected=expected, fix=fix)


@rule("W561")
def closed_without_decision(view: CheckContext) -> Iterator[RuleFault]:
    """An entry that closes a clause or a recommendation says who decided it, in `approvals`, and why, in its `reason`
    or its `note`: it ends what a council or inspectors wanted, whatever its actions.
    """
    for record, placed in _closing(view):
        entry = placed.entry
        missing = [*([] if entry.approvals else ["a decision"]), *([] if entry.reason or entry.note else ["a reason"])]
        if missing:
            lines = [*([] if entry.approvals else ['approvals = [{ by = "BODY", on = DAY }]'])]
            lines += [] if entry.reason or entry.note else ['reason = "..."']
            options = "" if entry.approvals else "--approved BODY:DAY"
            fix = corrected(f"add: {' and '.join(lines)}", record, placed.index, "closed_as", options=options)
            message = f"closed as {entry.closed_as} without {' or '.join(missing)}"
            yield fault(message, record, "status", placed.index, "closed_as", fix=fix)


def _closing(view: CheckContext) -> Iterator[tuple[Resolution | Review, Placed]]:
    """Yield each entry, as corrected, that closes a clause or a recommendation, with its record."""
    for kind in (Resolution, Review):
        for history in view.of_kind(kind):
            for placed in history.beyond:
                if getattr(placed.entry, "closed_as", None) is not None:
                    yield history.record, placed
