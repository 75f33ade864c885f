"""What an audit found, as text and as JSON."""

import textwrap
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from actionplan.git.audit.findings import Audit, AuditFinding
from actionplan.report.provenance import anchor_json
from actionplan.report.words import count, day_text, one_line, visible

_WIDTH = 80


def audit_text(audits: Sequence[Audit]) -> str:
    """Give the whole answer of ``actionplan audit``, a part for each plan."""
    return "\n\n\n".join("\n\n".join(_plan(audit)) for audit in audits)


def _plan(audit: Audit) -> Iterator[str]:
    yield _filled(f"History of {visible(audit.root)}: {count(audit.commits, 'commit')} looked at.")
    yield from (_finding(finding) for finding in audit.findings)
    if audit.redacted:
        yield "Redacted, each with a reason and an authority; this is no fault:"
        yield from (_finding(finding) for finding in audit.redacted)
    if audit.unreadable:
        yield "Could not be read; what came next was compared with the last version that could:"
        yield "\n".join(
            _filled(f"{version.short} {visible(version.path)}: {visible(version.why)}", 4)
            for version in audit.unreadable
        )
    found = count(len(audit.findings), "finding")
    yield f"{found}." if audit.findings else "Nothing found: history was only added to."
    if audit.anchor is not None and audit.anchor.is_changed:
        yield "What is not committed yet was not looked at."


def _finding(finding: AuditFinding) -> str:
    when = f", {day_text(finding.day)}" if finding.day is not None else ""
    path = f" {visible(finding.path)}" if finding.path else ""
    lines = [
        _filled(f"{finding.short}{path}: {visible(finding.sentence)}", 4),
        _filled(f"    by {one_line(finding.author)}{when}", 8),
    ]
    both = finding.was is not None or finding.became is not None
    if finding.kind not in ("recorded-otherwise", "entry-redacted") and both:
        lines += _block("was", finding.was) + _block("became", finding.became)
    elif finding.became is not None:
        lines += _block("it says", finding.became)
    if finding.kind == "history-rewritten":
        lines += _block("missing since", "\n".join(finding.lost)) if finding.lost else []
        lines += _block("different since", "\n".join(finding.changed)) if finding.changed else []
        if not finding.lost and not finding.changed:
            lines.append("    missing or different since: nothing of the entries and heads")
    return "\n".join(lines)


def _block(name: str, text: str | None) -> list[str]:
    """Give a name and what stands under it, all of it: what was taken away can be read here and nowhere else."""
    lines = text.split("\n") if text is not None else ["nothing"]
    head = f"    {name}: "
    return [
        _filled(f"{head if number == 0 else ' ' * len(head)}{visible(line)}", len(head) + 2)
        for number, line in enumerate(lines)
    ]


def _filled(text: str, indent: int = 0) -> str:
    return textwrap.fill(text, _WIDTH, subsequent_indent=" " * indent, break_long_words=False, break_on_hyphens=False)


def audit_json(audits: Iterable[Audit]) -> dict[str, Any]:
    """Give the whole answer of ``actionplan audit --format json``."""
    return {
        "schema_version": 1,
        "kind": "audit",
        "plans": [
            {
                "path": audit.root,
                "commits": audit.commits,
                "made_from": anchor_json(audit.anchor),
                "findings": [finding_json(finding) for finding in audit.findings],
                "redacted": [finding_json(finding) for finding in audit.redacted],
                "unreadable": [
                    {"commit": version.commit, "path": version.path, "message": version.why}
                    for version in audit.unreadable
                ],
            }
            for audit in audits
        ],
    }


def finding_json(finding: AuditFinding) -> dict[str, Any]:
    """Give one finding as JSON: the same words as in the text."""
    return {
        "kind": finding.kind,
        "commit": finding.commit,
        "author": finding.author,
        "day": finding.day.isoformat() if finding.day is not None else None,
        "path": finding.path or None,
        "entry": finding.entry,
        "message": finding.sentence,
        "was": finding.was,
        "became": finding.became,
        "lost": list(finding.lost),
        "changed": list(finding.changed),
    }
