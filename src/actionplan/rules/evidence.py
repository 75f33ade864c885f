"""What is named as evidence: whether its files are there, and which web addresses there are to ask."""

import os
from collections.abc import Iterator
from datetime import date

from actionplan.model.entries import Evidence
from actionplan.model.kinds import records_of
from actionplan.model.records import Plan
from actionplan.model.view import View
from actionplan.rules.questions.context import EvidenceFacts, evidence_of
from actionplan.storage.evidence_files import is_there
from actionplan.storage.url_check import HOW, How, not_reached


def look_for_evidence(view: View, *, online: bool = False, how: How = HOW) -> EvidenceFacts:
    """Look whether what entries up to a day name as evidence is there now.

    Args:
        view: the plans, and the day; evidence named later is not looked for.
        online: whether web addresses are asked too; without it nothing leaves this computer.
        how: how they are asked.

    Example:
        >>> view = load("examples/northshire-send").at(date(2025, 10, 1))
        >>> len(look_for_evidence(view).missing)
        0
    """
    every = [(plan, evidence) for plan in view.plans for evidence in _named(plan, view.day)]
    missing = {
        os.path.join(plan.root, evidence.path)
        for plan, evidence in every
        if evidence.path is not None and not is_there(plan.root, evidence.path)
    }
    links = dict.fromkeys(evidence.link for _, evidence in every if evidence.link and online)
    return EvidenceFacts(
        missing=frozenset(missing),
        not_reached=not_reached([link for link in links if _is_asked(link)], how),
        not_asked=tuple(link for link in links if not _is_asked(link)),
    )


def web_addresses(view: View) -> tuple[str, ...]:
    """Return the web addresses that `look_for_evidence` would ask, each once."""
    links = [evidence.link for plan in view.plans for evidence in _named(plan, view.day) if evidence.link]
    return tuple(dict.fromkeys(link for link in links if _is_asked(link)))


def _is_asked(link: str) -> bool:
    return link.lower().startswith("https://")


def _named(plan: Plan, as_at: date) -> Iterator[Evidence]:
    for record in records_of(plan):
        yield from (evidence for _, evidence in evidence_of(plan, record, as_at))
