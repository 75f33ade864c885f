"""What each reader of a plan says of its actions: the same keys and values, whatever it is made of."""

import re
from collections.abc import Callable, Iterator, Mapping
from html import unescape
from typing import Any

import actionplan
import actionplan.report.json_exceptions
from actionplan.model.dates import PlanDate
from actionplan.model.records import Plan
from actionplan.model.text import body_name, date_text
from actionplan.model.view import View
from actionplan.report.report_type import Context, RunResult
from actionplan.report.show import show_document, show_json
from actionplan.report.status import STATUS
from actionplan.report.writers import html
from actionplan.report.writers.json import as_json
from actionplan.summary import ActionSummary, Selection
from actionplan.tables.frames import actions_frame, frames, query
from plain_fold import HEAD

KEYS = (
    *HEAD,
    *("state", "rating", "progress", "original_due", "times_redated", "days_late", "days_late_original", "finished"),
    *("updates", "last_update", "successors"),
)
"""What is compared of an action."""

PART_KEYS = ("title", "due", "state", "times_redated", "original_due", "finished", "days_late", "days_late_original")
"""What is compared of a milestone."""

Told = Iterator[tuple[str, Mapping[str, Any]]]
"""The ids of actions, with the values of each."""


def alike(value: Any) -> Any:
    """Return a value without what differs only between Python, JSON and SQL."""
    return value.text if isinstance(value, PlanDate) else list(value) if isinstance(value, tuple) else value


def of_summary(action: ActionSummary) -> dict[str, Any]:
    milestones = {part.id: {name: alike(getattr(part, name)) for name in PART_KEYS} for part in action.milestones}
    named = action.handover.successors if action.handover is not None else ()
    said = {name: alike(getattr(action, name)) for name in KEYS if name != "successors"}
    return said | {"milestones": milestones, "successors": alike(named)}


def of_json(action: Mapping[str, Any]) -> dict[str, Any]:
    milestones = {part["id"]: {name: part[name] for name in PART_KEYS} for part in action["milestones"]}
    return {name: action[name] for name in KEYS} | {"milestones": milestones}


def in_python(view: View) -> Told:
    return ((action.id, of_summary(action)) for plan in actionplan.status(view).plans for action in plan.actions)


def in_status_json(view: View) -> Told:
    plans = as_json(actionplan.status(view))["plans"]
    return ((action["id"], of_json(action)) for plan in plans for action in plan["actions"])


def in_show_json(view: View) -> Told:
    for plan in view.plans:
        for action in plan.actions:
            shown = as_json(show_json(plan, action, view.day))["action"]
            if shown["in_plan"]:
                yield action.id, of_json(shown)


def in_sql(view: View) -> Told:
    for row in query(f"FROM actions_as_at('{view.day}')", list(view.plans)).to_pylist():
        yield row["id"], {name: row[name] for name in KEYS}


def in_frame(view: View) -> Told:
    return ((row["id"], {name: row[name] for name in KEYS}) for row in actions_frame(view).to_pylist())


def in_tables(view: View) -> Told:
    """Read the tables of changes and of moved dates."""
    tables = frames(list(view.plans), tables=["actions", "changes", "redatings", "origins"])
    changes, moves = (
        [row for row in tables[name].to_pylist() if row["in_force"] <= view.day] for name in ("changes", "redatings")
    )
    for action in tables["actions"].to_pylist():
        said = {name: action[name] for name in ("title", "owner", "lead", "start", "due")}
        for row in changes:
            is_own = row["kind"] == "action" and row["record"] == action["id"] and row["part"] is None
            if is_own and not row["early"] and row["field"] in said:
                said[row["field"]] = row["value"]
        own = [row for row in moves if row["action"] == action["id"] and row["milestone"] is None and row["move"]]
        before = sum(row["moves"] for row in tables["origins"].to_pylist() if row["action"] == action["id"])
        yield action["id"], said | {"times_redated": len(own) + before}


def in_status_page(view: View) -> Told:
    """Read the page of `status`, in which a value is a word."""
    context = Context(as_at=view.day, is_page=True, selection=Selection())
    for plan in view.plans:
        run = RunResult(results=(STATUS.result(plan, context),), roots=(plan.root,))
        page = _SIGN.sub("", html.write(STATUS.document(run, context), "T"))
        for name, title, facts, owner in _ITEM.findall(page.partition("<h3")[2]):
            said = {"title": title, "owner": re.split(r"; |</li>", owner)[0], **_facts(facts)}
            yield name, {key: unescape(value) if isinstance(value, str) else value for key, value in said.items()}


_SIGN = re.compile("<svg.*?</svg>")
_ITEM = re.compile(r"<li><strong>([^<]+)</strong> ([^\n]*)\n<ul>\n<li>(<span class=\"state-.*)</li>\n<li>(.*)\n")


def _facts(facts: str) -> dict[str, Any]:
    found = {
        "state": re.search(r'class="state-([a-z-]+) sign"', facts),
        "rating": re.search(r'class="colour-[a-z]*(?: sign)?">([^<]+)<', facts),
        "due": re.search(r"(due [^,<]*|no due date|ongoing)", facts),
        "overdue": re.search(r"(\d+) days? overdue", facts),
    }
    return {key: match and match[1] for key, match in found.items()}


def in_show_page(view: View) -> Told:
    """Read the pages of `show`: the state, the progress, and the title."""
    context = Context(as_at=view.day, is_page=True)
    for plan in view.plans:
        for action in plan.actions:
            page = _SIGN.sub("", html.write(show_document(plan, action, context), "T"))
            if "Not in the plan on that day" in page:
                continue
            line = re.search(r"<p>(<span class=\"state-.*)</p>", page)
            title = re.search(r"<h1>(?:<strong>)?[^ ]+ (.*)</h1>", page)
            assert line is not None
            assert title is not None
            progress = re.search(r"(\d+)% done", line[1])
            said = _facts(line[1])
            yield (
                action.id,
                {
                    "title": unescape(re.sub(r"<[^>]+>", "", title[1])),
                    "state": said["state"],
                    "rating": said["rating"] and unescape(said["rating"]),
                    "progress": int(progress[1]) if progress else None,
                },
            )


READERS: Mapping[str, Callable[[View], Told]] = {
    "status": in_python,
    "status as JSON": in_status_json,
    "show as JSON": in_show_json,
    "SQL": in_sql,
    "frame": in_frame,
    "tables": in_tables,
    "status as HTML": in_status_page,
    "show as HTML": in_show_page,
}
"""Every way in which a plan is read."""


def in_words(plan: Plan, values: Mapping[str, Any]) -> dict[str, Any]:
    """Return the words by which a page says the values of an action."""
    due, late = values["due"], values["days_late"]
    ratings = {name: meanings[0].label for name, meanings in plan.ratings.items()}
    no_day = "ongoing" if due is not None and due.text == "ongoing" else f"due date {due}" if due else "no due date"
    is_open = values["state"] not in ("complete", "verified", "cancelled", "replaced")
    return {
        "title": values["title"],
        "owner": body_name(plan.bodies, values["owner"], "no owner named"),
        "state": values["state"] or "not-reported",
        "rating": ratings.get(values["rating"], values["rating"])
        if values["state"] not in ("cancelled", "replaced")
        else None,
        "progress": values["progress"] if is_open else None,
        "due": f"due {date_text(due, short=True)}" if due is not None and due.last is not None else no_day,
        "overdue": str(late) if is_open and late else None,
    }
