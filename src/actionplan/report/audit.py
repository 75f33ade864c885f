"""``actionplan audit``: the findings in the history of each plan, commit by commit."""

from collections.abc import Iterable, Iterator

from actionplan.git.audit.findings import Audit, AuditFinding, UnreadableVersion, advice_on
from actionplan.model.text import count, day_text
from actionplan.report.document import GAP, Block, Document, Heading, Item, Items, Paragraph
from actionplan.report.inline import Span
from actionplan.report.provenance import anchor_json, commit_words
from actionplan.report.writers.json import shape


def audit_document(audits: Iterable[Audit]) -> Document:
    """Return the findings of audits, a part for each plan."""
    for number, audit in enumerate(audits):
        if number:
            yield from (GAP, GAP)
        yield from _plan(audit)


def _plan(audit: Audit) -> Iterator[Block]:
    commits = f": {count(audit.commits, 'commit')} read."
    yield from (Heading(("History of ", Span(audit.root, "code"), commits), is_quiet=True), GAP)
    yield from _findings(audit.findings)
    if audit.redacted:
        yield from (Paragraph("Redacted, each with a reason and an authority (not counted as findings):"), GAP)
        yield from _findings(audit.redacted)
    if audit.fixed:
        yield from (Paragraph("Errors that were fixed in their place (not counted as findings):"), GAP)
        yield from _findings(audit.fixed)
    if audit.unreadable:
        yield Paragraph("Could not be read; the next version was compared with the last readable one:")
        yield GAP
        texts = (f"{version.short} {version.path}: {version.why}" for version in audit.unreadable)
        yield from (Items(tuple(map(Item, texts)), hang=4), GAP)
    found = f"{count(len(audit.findings), 'finding')}."
    yield Paragraph(found if audit.findings else "No findings: entries were only ever added.")
    if kinds := dict.fromkeys(finding.kind for finding in audit.findings):
        yield from (GAP, Paragraph("A finding stays, so have the reason for it minuted. What to do now:"), GAP)
        paths = {kind: [found.path for found in audit.findings if found.kind == kind] for kind in kinds}
        yield Items(tuple(Item(advice_on(kind, paths[kind])) for kind in kinds), hang=4)
    if audit.base is not None and "history-rewritten" not in kinds:
        yield from (GAP, Paragraph(f"The history includes {commit_words(audit.base)}, which --base names."))
    if audit.anchor is not None and audit.anchor.is_changed:
        yield from (GAP, Paragraph("Changes that are not committed were not checked."))


def _findings(findings: Iterable[AuditFinding]) -> Iterator[Block]:
    if items := tuple(map(_finding, findings)):
        yield Items(items, hang=4, under=4, under_hang=4, is_spaced=True)


def _finding(finding: AuditFinding) -> Item:
    when = f", {day_text(finding.day)}" if finding.day is not None else ""
    path = f" {finding.path}" if finding.path else ""
    facts = tuple(_fact(name, text) for name, text in _facts(finding))
    return Item(f"{finding.short}{path}: {finding.sentence}", under=(f"by {finding.author}{when}", *facts))


def _facts(finding: AuditFinding) -> Iterator[tuple[str, str | None]]:
    both = finding.was is not None or finding.became is not None
    if finding.kind not in ("recorded-otherwise", "entry-redacted") and both:
        yield from (("was", finding.was), ("became", finding.became))
    elif finding.became is not None:
        yield "entry", finding.became
    if finding.kind == "history-rewritten":
        lists = {"missing since": finding.lost, "different since": finding.changed}
        yield from ((name, "\n".join(lines)) for name, lines in lists.items() if lines)
        if not any(lists.values()):
            yield "missing or different since", "no entries or baseline fields"


def _fact(name: str, text: str | None) -> Items:
    """Return a name with the whole text beside it: a removed text can be read nowhere else."""
    first, *others = (Span(line, "code") for line in text.split("\n")) if text is not None else ("nothing",)
    lines = (Item(first, f"{name}:"), *map(Item, others))
    width = len(name) + 2
    return Items(lines, indent=4, width=width, hang=width + 2)


shape(AuditFinding, omit=("short",), names={"sentence": "message"}, values={"path": lambda path: path or None})
shape(UnreadableVersion, omit=("short",), names={"why": "message"})
shape(Audit, names={"anchor": "made_from"}, values={"anchor": anchor_json, "base": anchor_json})
