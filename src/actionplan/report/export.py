"""``actionplan export``: the tables written and removed, in a sentence or two."""

from actionplan.model.text import count
from actionplan.report.document import Document, Source
from actionplan.tables.parquet import Exported


def export_document(done: Exported, folder: str) -> Document:
    """Return the plans written, unchanged and removed, in lines that are not wrapped, as they contain paths.

    Args:
        done: the result of the export.
        folder: its folder.
    """
    total = count(len(done.written) + len(done.unchanged), "plan")
    if not done.written and not done.removed:
        yield Source((f"No table was written: {total} in {folder}, and none has changed.",))
        return
    lines = []
    if done.written:
        plans, files = count(len(done.written), "plan"), count(done.tables, "file")
        lines.append(f"Wrote the tables of {plans} to {folder}: {files}.")
    if done.unchanged:
        are = "has" if len(done.unchanged) == 1 else "have"
        lines.append(f"{count(len(done.unchanged), 'plan')} {are} not changed.")
    if done.removed:
        lines.append(f"Removed the tables of plans that were not exported: {', '.join(done.removed)}.")
    yield Source(tuple(lines))
