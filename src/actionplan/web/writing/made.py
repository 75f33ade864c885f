"""What a change has made: the page of it, and its entry."""

import tomllib

from actionplan.model.ids import Id
from actionplan.model.kinds import FOLDERS, TAILS, record_at, record_path
from actionplan.report.inline import PageLink
from actionplan.storage.save import Prepared


def made_page(prepared: Prepared) -> PageLink | None:
    """Return the page of the record, body or meeting that a change has added; None if it has added none."""
    for change, block in zip(prepared.changes, prepared.blocks, strict=True):
        kind, name = record_at(change.path, prepared.root) or ("", "")
        if kind and name and change.before is None and change.after is not None:
            return PageLink(kind, name)
        if kind == "plan":
            table = tomllib.loads(block)
            for name in table.get("bodies", ()):
                return PageLink("body", name)
            for meeting in table.get("meetings", ()):
                return PageLink("meeting", f"{meeting['body']}-{meeting['on']}")
    return None


def entry_in(prepared: Prepared, page: PageLink) -> str:
    """Return the id of the last entry in what a change adds to a record, or takes from it; empty if there is none.

    Args:
        prepared: the change.
        page: the page of the record.
    """
    if page.kind not in FOLDERS or not page.id:
        return ""
    path = record_path(prepared.root, page.kind, Id(page.id))
    blocks = (block for change, block in zip(prepared.changes, prepared.blocks, strict=True) if change.path == path)
    tables = [tomllib.loads(block) for block in blocks]
    return next((str(table[tail][-1].get("id", "")) for table in tables for tail in TAILS if table.get(tail)), "")
