"""Answers as JSON, exactly as commands print them."""

from collections.abc import Mapping
from typing import Any

import actionplan.report.json_exceptions  # noqa: F401  # registers how JSON differs from the results
from actionplan.report.made_from import asked_json, made_from_json, records_json
from actionplan.report.plan_query import context_of
from actionplan.report.record_notes import record_notes
from actionplan.report.report_type import RunResult
from actionplan.report.writers import json
from actionplan.web.asked import Asked


def printed(asked: Asked, answer: Mapping[str, Any]) -> str:
    """Return the answer about one record as its command prints it."""
    context = context_of(asked.query(), "json")
    plan = asked.plan
    run = RunResult(
        results=(),
        roots=(plan.root,),
        notes=(record_notes(plan, context.as_at, context.known_at),),
        unread=plan.unread,
    )
    whole = {**answer, **asked_json(context), **records_json(run), **made_from_json(run, None)}
    return json.document(json.as_json(whole)) + "\n"
