"""Rules about how long evidence holds."""

from collections.abc import Iterator

from actionplan.model.text import date_text
from actionplan.model.vocabulary import FINISHED
from actionplan.rules.checks.context import CheckContext
from actionplan.rules.checks.dates import is_before
from actionplan.rules.checks.registry import RuleFault, fault, rule
from actionplan.summary.evidence import piece_of, run_out


@rule("E370", fix="check both days")
def evidence_out_of_order(view: CheckContext) -> Iterator[RuleFault]:
    """Evidence is `effective` before it `expires`."""
    for record, keys, entry in view.stating("evidence"):
        for number, evidence in enumerate(entry.evidence):
            if is_before(evidence.expires, evidence.effective):
                message = f"it expires {evidence.expires}, before it is effective ({evidence.effective})"
                yield fault(message, record, *keys, "evidence", number, "expires")


@rule("W573")
def evidence_run_out(view: CheckContext) -> Iterator[RuleFault]:
    """While an action is complete or verified, some of its evidence still holds: not every piece that was named since
    it was finished has an `expires` that has passed.
    """
    for history in view.actions:
        if history.states.isdisjoint(FINISHED):
            continue
        if (found := run_out(history.whole, view.today)) is not None:
            expires = date_text(piece_of(found).expires)
            fix = f"name evidence that still holds: actionplan update {history.record.id} --evidence LINK; "
            fix += f'or: actionplan reopen {history.record.id} --reason "..."'
            message = f"the evidence for this ran out ({expires})"
            index = found[0].root
            yield fault(message, history.record, "status", index, fix=fix)
