"""The page of what a change has made."""

import os
import tomllib

from actionplan.model.kinds import FOLDERS, PLAN_FILE
from actionplan.report.inline import PageLink
from actionplan.storage.save import Prepared


def made_page(prepared: Prepared) -> PageLink | None:
    """Return the page of the record, body or meeting that a change has added; None if it has added none."""
    for change, block in zip(prepared.changes, prepared.blocks, strict=True):
        folder, file = os.path.split(os.path.relpath(change.path, prepared.root))
        if change.before is None and change.after is not None:
            kind = next(kind for kind, of in FOLDERS.items() if of == folder)
            return PageLink(kind, file.removesuffix(".toml"))
        if file == PLAN_FILE:
            table = tomllib.loads(block)
            for name in table.get("bodies", ()):
                return PageLink("body", name)
            for meeting in table.get("meetings", ()):
                return PageLink("meeting", f"{meeting['body']}-{meeting['on']}")
    return None
