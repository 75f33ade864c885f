"""Rules about what is published: the words that keep something from the public each name something."""

from collections.abc import Iterator

from actionplan.rules.checks.context import CheckContext
from actionplan.rules.checks.registry import RuleFault, fault, rule
from actionplan.summary.internal import unknown_internal


@rule("E215", one_file=False)
def unknown_internal_word(view: CheckContext) -> Iterator[RuleFault]:
    """What `internal` lists under `[publish]` are ids of records, kinds of record such as `risks`, and fields that may
    be internal, such as `note` or `risk.note`. Until all of them are known, nothing is published.
    """
    for place, message, fix in unknown_internal(view.plan):
        yield fault(message, view.plan, "publish", "internal", place, fix=fix)
