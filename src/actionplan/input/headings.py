"""What the columns of a spreadsheet are called in councils, and which of a plan's fields each name may mean."""

import re
import unicodedata
from collections.abc import Mapping

ENTERED: Mapping[str, str] = {
    "action": "the action's id",
    "on": "the day of the update",
    "by": "the body that reports",
    "state": "the state",
    "rating": "the rating",
    "progress": "per cent done",
    "note": "the update in words",
    "evidence": "the evidence",
    "due": "the due date",
    "owner": "the owner",
    "reason": "the reason for a change",
}
"""The fields that a round can enter, and what each is in words."""

COMPARED: Mapping[str, str] = {
    "title": "the action's title",
    "areas": "the area",
    "success": "the measure of success",
    "start": "the start date",
    "lead": "the lead",
    "senior_responsible": "the senior responsible officer",
    "joint_leads": "the joint leads",
    "portfolio_holder": "the portfolio holder of the resolution that it carries out",
    "partners": "the partners",
    "original_due": "the due date as first agreed",
}
"""The fields that a round only compares with the plan, and what each is in words."""

FIELDS: Mapping[str, str] = {**ENTERED, **COMPARED}

BUILT: Mapping[str, str] = {
    **FIELDS,
    "revised_due": "the due date as revised",
    "span": "the start, the revised and the due date in one column",
    "finished": "the day on which it was finished",
    "verified_by": "the body that verified it",
}
"""The fields from which a plan is built out of a spreadsheet, and what each is in words."""

_NAMES: Mapping[str, str] = {
    "action": "action, ref, reference, action ref, action reference, ref no, reference number, action id, id, "
    "action no, action number, no, number, #, item, item no, unique ref, "
    "ref number, code, action code, serial no, unique reference",
    "on": "on, date, day, date of update, update date, date updated, updated, updated on, last updated, "
    "date last updated, as at, as of, position as at, reporting date, report date, date reported, date of report, "
    "status date, period",
    "by": "by, reported by, reporting body, updated by, update by, update provided by, submitted by, from, "
    "organisation, body, agency, partner",
    "state": "state, status, stage, action status, current status, delivery status, implementation status, "
    "progress status, current state, progress, completed, complete",
    "rating": "rating, rag, brag, bragg, rag rating, rag status, brag rating, brag status, colour, status colour, "
    "rag colour, traffic light, confidence, delivery confidence, status, current status, rag current, current rag, "
    "rag score, delivery rag, progress rag, overall rag, current rating, rag assessment",
    "progress": "progress, % complete, complete %, completed %, % completed, % done, % progress, progress %, %, "
    "completion, % completion, completion %, amount complete, complete, completed",
    "note": "note, notes, comment, comments, commentary, update, updates, progress update, latest update, "
    "current update, status update, monthly update, quarterly update, action update, update on progress, "
    "progress note, progress notes, progress comments, progress commentary, progress report, progress, narrative, "
    "progress to date, actions to date, actions taken, action taken, progress since last report, "
    "progress since last update, officer comments, status, current position, position statement, summary, "
    "summary of progress, latest position, commentary on progress, "
    "progress updates, progress so far, progress made, update comments, latest progress, current progress, "
    "where we are, where we are now, where are we now",
    "evidence": "evidence, link, links, evidence link, evidence links, link to evidence, url, web link, document, "
    "documents, evidence of progress, evidence of completion, supporting evidence, hyperlink",
    "due": "due, due date, date due, due by, deadline, target date, target completion date, by when, when, end, "
    "end date, finish, finish date, timescale, timescales, timeframe, to be completed by, completion date, "
    "planned completion, planned completion date, delivery date, date, revised date, revised due date, "
    "new due date, new date, revised deadline, revised target date, current due date, forecast date, "
    "complete by, completed by, action due, due for completion, timeline, timing",
    "owner": "owner, action owner, responsible, responsible body, responsible organisation, accountable, "
    "accountable body, accountable organisation, lead, lead organisation, lead agency, lead body, lead partner, "
    "organisation, agency, by whom, who, owners, action owners, owned by, owning organisation, accountability, "
    "responsibility",
    "reason": "reason, reasons, reason for change, reason for revision, reason for delay, reason for extension, "
    "reason for new date, reason for revised date, justification, why",
    "title": "title, action title, action, actions, description, action description, objective, objectives, task, "
    "what, what we will do, activity, recommendation, action text, action name, name, summary, "
    "key action, key actions, actions required, action required, specific action, "
    "specific actions, what needs to happen",
    "areas": "area, areas, priority, priorities, priority area, priority action, theme, workstream, "
    "area for improvement, improvement area, section, finding, weakness, area of weakness, "
    "priority action area, area of focus, strand, pillar, strategic priority, work stream, ambition, objective, "
    "objectives, aim, aims, working group",
    "success": "success, success measure, success measures, success criteria, measure of success, outcome, outcomes, "
    "expected outcome, expected impact, impact, impact measure, how will we know, key indicators of success, "
    "success indicators, intended outcome, "
    "intended impact, desired outcome, measures of success",
    "start": "start, start date, begin, began, commencement, planned start",
    "lead": "lead, lead officer, lead person, lead name, lead role, responsible officer, responsible, action lead, "
    "officer, named lead, lead professional, responsibility, responsible lead, by whom, who, owner, action owner, "
    "lead officers, leads, "
    "delivery lead, operational lead, person responsible, named officer, key lead",
    "senior_responsible": "senior responsible, senior responsible officer, sro, senior responsible owner, accountable "
    "officer, accountable lead, senior lead, executive lead, executive sponsor, lead director, accountable director",
    "joint_leads": "joint leads, joint lead, joint lead officers, joint lead officer, co-leads, co-lead, "
    "co leads, co lead",
    "portfolio_holder": "portfolio holder, executive member, cabinet member, lead member, exec member, portfolio lead, "
    "cabinet portfolio holder, executive portfolio holder",
    "partners": "partners, partner, supporting partners, supported by, task & finish group, support, "
    "supporting organisations",
    "original_due": "original due date, original date, original deadline, original target date, baseline date, "
    "agreed date, agreed due date, first agreed",
}
"""For each field the headings that it may have; a heading under several fields is decided by the column's cells."""

_ONLY_BUILT: Mapping[str, str] = {
    "revised_due": "rev, revised, revised date, revised due date, new due date, new date, revised deadline, "
    "extended to, revised target date, current due date, forecast date, revised end date, revised completion date, "
    "new deadline, extended date, revised timescale, forecast completion date, revised end, new end date",
    "title": "deliverable, deliverables, what we will do, what will we do",
    "owner": "lead support, lead / support, lead and support",
    "finished": "date achieved, achieved, achieved on, date completed, completed on, completed date, actual end, "
    "date of completion, actual completion date, actual end date, date closed, closed date, finished, finished on",
    "verified_by": "verified by, checked by, signed off by, assured by, independently checked by",
}
"""More headings, for fields that only a plan is built from; a round takes a revised date for the due date."""

_SPAN = re.compile(
    r"(?:start|from|begin)(?: date)?(?: (?:rev|revised|review)(?: date)?)? (?:and )?(?:end|finish|due|to|completion)"
    r"(?: dates?)?|start and end dates|dates|original revised|due revised"
)
"""A heading for several dates in one column, such as "Start/Rev/End"."""

_PER_CENT = re.compile(r"\b(?:per ?cent|percentage|pct)\b|%")
_PERIODS = re.compile(
    r"\b(?:jan|feb|mar|apr|may|jun|jul|aug|sept?|oct|nov|dec)(?:uary|ruary|ch|il|e|y|ust|ember|tember|ober)?\b"
    r"|\b(?:q[1-4]|quarter [1-4]|fy|(?:19|20)\d\d(?: \d\d)?)\b"
)
"""The period in headings such as "Update November 2025", which is not needed to understand them."""


def plain_heading(text: str) -> str:
    """Return a heading for comparison: small letters without punctuation, and % for per cent."""
    words = _PER_CENT.sub(" % ", unicodedata.normalize("NFKC", text).casefold().replace("_", " ").replace("(s)", "s"))
    words = " ".join(dict.fromkeys(re.sub(r"[^\w%#&]+", " ", words).split()))
    return " ".join(_PERIODS.sub(" ", words).split()) or words


_FIELDS_BY_NAME: Mapping[str, tuple[str, ...]] = {
    name: tuple(field for field, names in _NAMES.items() if name in names.split(", "))
    for every in _NAMES.values()
    for name in every.split(", ")
}


def fields_of(heading: str) -> tuple[str, ...]:
    """Return the fields that a heading may mean; none if it is not understood."""
    return _FIELDS_BY_NAME.get(plain_heading(heading), ())


_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]* '?(?:20)?\d\d"
_SAID = r"(?:update|progress|position|comments?|notes?)"
_OF_A_MONTH = re.compile(rf"{_SAID}(?: for)? {_MONTH}|{_MONTH} {_SAID}", re.IGNORECASE)
"""Headings of columns with the progress of one month: ``Sept 25 update``."""


def fields_built(heading: str) -> tuple[str, ...]:
    """Return the fields that a heading may mean in a spreadsheet from which a plan is built, the likeliest first."""
    words = plain_heading(heading)
    if _SPAN.fullmatch(words):
        return ("span",)
    if _OF_A_MONTH.fullmatch(" ".join(heading.split())):
        return ("note",)
    own = tuple(field for field, names in _ONLY_BUILT.items() if words in names.split(", "))
    return (*own, *fields_of(heading))


def likely_field(heading: str) -> str:
    """Return the field that a heading which is not understood most likely means; empty if none is near."""
    from difflib import get_close_matches  # only for what is not understood

    words = plain_heading(heading)
    near = get_close_matches(words, _FIELDS_BY_NAME, n=1, cutoff=0.75)
    inside = [name for name in _FIELDS_BY_NAME if len(name) > 2 and re.search(rf"\b{re.escape(name)}\b", words)]
    name = near[0] if near else max(inside, key=len, default="")
    return _FIELDS_BY_NAME[name][0] if name else ""
