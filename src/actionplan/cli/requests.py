"""The options by which ``redate`` and ``cancel`` ask a body to decide, and record that a request was not granted."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import click

from actionplan.cli import write_entry
from actionplan.cli.options import add_options
from actionplan.cli.resolve_id import RecordRef

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

    from actionplan.model.records import Plan


class RequestId(click.ParamType[str]):
    """The id of an entry with a request, completed from the action's file."""

    name = "request"

    def shell_complete(self, ctx: click.Context, param: click.Parameter, incomplete: str) -> "list[CompletionItem]":
        """Return the ids of the requests about the action that no body has decided."""
        from click.shell_completion import CompletionItem

        from actionplan.model.errors import ActionPlanError

        try:
            _, plan = write_entry.find(ctx.params["action"], ctx.params.get("plan_path"), "action")
        except (click.UsageError, ActionPlanError, KeyError):
            return []
        return [CompletionItem(name) for name in _pending(plan) if name.startswith(incomplete)]


def request_options(function: Callable[..., Any]) -> Callable[..., Any]:
    """Add ``--request``, ``--refuse`` and ``--withdraw``."""
    return add_options(
        click.option("--request", "requested_of", metavar="BODY", help="Only ask this body; nothing changes yet."),
        click.option("--refuse", type=RequestId(), metavar="REQUEST", help="Record that this request was refused."),
        click.option("--withdraw", type=RequestId(), metavar="REQUEST", help="Record that it was withdrawn."),
    )(function)


def end_request(ref: RecordRef, plan: "Plan", refuse: str | None, withdraw: str | None, **given: Any) -> int:
    """Add the entry that a request was refused or withdrawn, and return the exit code of the command.

    Args:
        ref: the action.
        plan: its plan.
        refuse: the id of the request that was refused; None if it was withdrawn.
        withdraw: the id of the request that was withdrawn.
        given: the other options of the command.

    Raises:
        click.UsageError: the action has no such request that is still to be decided, or both options are given.
    """
    from actionplan.model.suggest import hint

    if refuse and withdraw:
        raise click.UsageError("give either --refuse or --withdraw")
    name, decision = (refuse, "refused") if refuse else (withdraw or "", "withdrawn")
    known = _pending(plan)
    if name not in known:
        which = hint(name, list(known)) if known else "None is"
        raise click.UsageError(f'no request "{name}" about {ref.id} is waiting for a decision. {which}')
    about = known[name]
    what = f"request {name} {decision}"
    return write_entry.save_entry(ref, plan, what, milestone=about, decides=name, decision=decision, **given)


def _pending(plan: "Plan") -> dict[str, str | None]:
    """Return the requests about a plan's only action that no body has decided: the id of each, and its milestone."""
    from actionplan.cli import console
    from actionplan.summary.actions import summarise_action
    from actionplan.summary.requests import pending

    if not plan.actions:
        return {}
    requests = pending(summarise_action(plan.actions[0], console.today()).requests)
    return {request.id: request.milestone for request in requests if request.id is not None}
