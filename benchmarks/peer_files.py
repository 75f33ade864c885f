"""Write made-up plans once more as the files of other programs, so that all read the same actions and entries.

Run: ``python benchmarks/peer_files.py PLANS FOLDER [PEER...]``. Every action of a plan is one task, item or account,
and every entry of its history one annotation, comment, line or transaction with the same words.
"""

import re
import sys
import tomllib
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Any, NamedTuple
from uuid import NAMESPACE_URL, uuid5

Entry = dict[str, Any]


class MadeAction(NamedTuple):
    """One action as its file has it.

    Attributes:
        id: the file's name.
        head: what was first agreed, by key.
        entries: its history.
        state: the last reported state.
    """

    id: str
    head: dict[str, Any]
    entries: list[Entry]
    state: str

    @property
    def is_finished(self) -> bool:
        """Whether it is complete or verified."""
        return self.state in {"complete", "verified"}


class MadePlan(NamedTuple):
    """One plan.

    Attributes:
        id: its id, such as ``area-001``.
        actions: its actions.
    """

    id: str
    actions: list[MadeAction]

    @property
    def is_first(self) -> bool:
        """Whether it is the one with which a peer's settings are written."""
        return self.id == "area-001"


Pieces = Iterator[tuple[str, str]]
"""Paths within a peer's folder, each with what is added at the end of that file."""


def plan_folders(made: Path) -> list[Path]:
    """Return the folders of all plans in a tree, in order."""
    return sorted(path.parent for path in made.glob("*/*/plan.toml"))


def read(made: Path) -> Iterator[MadePlan]:
    """Read the plans of a tree one by one, as any program could."""
    for root in plan_folders(made):
        yield MadePlan(root.name, [_action(path) for path in sorted(root.glob("actions/*.toml"))])


def _action(path: Path) -> MadeAction:
    head = tomllib.loads(path.read_text(encoding="utf-8"))
    entries = head.pop("status")
    states = [entry["state"] for entry in entries if "state" in entry and "milestone" not in entry]
    return MadeAction(path.stem, head, entries, states[-1])


def _said(entry: Entry) -> dict[str, str]:
    """Return what an entry says beside its day, its note and who says it, as words."""
    return {key: _words(value) for key, value in entry.items() if key not in {"on", "by", "note"}}


def _words(value: Any) -> str:
    if isinstance(value, list):
        return " ".join(map(_words, value))
    return " ".join(map(_words, value.values())) if isinstance(value, dict) else str(value)


def _line(entry: Entry) -> str:
    said = " ".join(f"{key}={words}" for key, words in _said(entry).items())
    return f"{entry['by']} {said}: {entry['note']}"


def _about(action: MadeAction) -> str:
    return " ".join(f"{key}={_words(value)}" for key, value in action.head.items() if key != "title")


def _seconds(day: date, noon: int = 12) -> int:
    return int(datetime.combine(day, time(noon), UTC).timestamp())


def _uid(plan: MadePlan, action: MadeAction) -> str:
    return str(uuid5(NAMESPACE_URL, f"{plan.id}/{action.id}"))


def taskwarrior(plan: MadePlan) -> Pieces:
    """A task for each action, an annotation for each entry; finished tasks are in a separate file."""
    if plan.is_first:
        yield "rc", "data.location=data\nconfirmation=off\nhooks=off\nverbose=nothing\n"
    for action in plan.actions:
        fields = {f"annotation_{_seconds(entry['on'])}": _line(entry) for entry in action.entries}
        fields |= {
            "description": action.head["title"],
            "due": str(_seconds(action.head["due"], 0)),
            "entry": str(_seconds(action.head["start"])),
            "modified": str(_seconds(action.entries[-1]["on"])),
            "project": f"{plan.id}.{action.head['areas'][0]}",
            "status": "completed" if action.is_finished else "pending",
            "uuid": _uid(plan, action),
        }
        if action.is_finished:
            fields["end"] = fields["modified"]
        line = " ".join(f'{key}:"{fields[key]}"' for key in sorted(fields))
        yield f"data/{fields['status']}.data", f"[{line}]\n"


def ledger(plan: MadePlan) -> Pieces:
    """An account for each action and a transaction for each entry, which adds 1: balances count entries."""
    lines = []
    for action in plan.actions:
        for entry in action.entries:
            tags = "".join(f"    ; {key}: {words}\n" for key, words in _said(entry).items())
            account = f"Plan:{plan.id}:{action.head['areas'][0]}:{action.id}"
            lines.append(
                f"{entry['on']} * {entry['by']} {entry['note']}\n{tags}    {account}  1 entry\n    Reported\n\n"
            )
    yield "plan.ledger", "".join(lines)


def beancount(plan: MadePlan) -> Pieces:
    """As `ledger`, with a last line a plan in which beancount itself checks the number of its entries."""
    told = f"Equity:{plan.id.title()}"
    lines = ["1970-01-01 commodity ENTRY\n"] if plan.is_first else []
    lines.append(f"2024-01-01 open {told}\n")
    for action in plan.actions:
        account = f"Assets:{plan.id.title()}:{action.head['areas'][0]}:{action.id.replace('.', '-')}"
        lines.append(f"2024-01-01 open {account}\n")
        for entry in action.entries:
            said = "".join(f'  {key}: "{words}"\n' for key, words in _said(entry).items())
            postings = f"  {account}  1 ENTRY\n  {told}  -1 ENTRY\n"
            lines.append(f'{entry["on"]} * "{entry["by"]}" "{entry["note"]}"\n{said}{postings}\n')
    number = sum(len(action.entries) for action in plan.actions)
    lines.append(f"2030-01-01 balance {told}  -{number} ENTRY\n\n")
    yield "plan.beancount", "".join(lines)


def todoman(plan: MadePlan) -> Pieces:
    """A calendar for each plan, in it a file for each action; its history is in the description."""
    if plan.is_first:
        yield "config.py", 'path = "cal/*"\ncache_path = "./cache.sqlite3"\ndate_format = "%Y-%m-%d"\n'
    for action in plan.actions:
        uid = _uid(plan, action)
        described = "\\n".join([_about(action), *(f"{entry['on']} {_line(entry)}" for entry in action.entries)])
        lines = [
            "BEGIN:VCALENDAR",
            "VERSION:2.0",
            "PRODID:made-up plans",
            "BEGIN:VTODO",
            f"DESCRIPTION:{_escaped(described)}",
            f"DTSTAMP:{action.head['start']:%Y%m%d}T120000Z",
            f"DUE;VALUE=DATE:{action.head['due']:%Y%m%d}",
            f"STATUS:{'COMPLETED' if action.is_finished else 'NEEDS-ACTION'}",
            f"SUMMARY:{action.head['title']}",
            f"UID:{uid}",
            "END:VTODO",
            "END:VCALENDAR",
        ]
        yield f"cal/{plan.id}/{uid}.ics", "".join(f"{_folded(line)}\r\n" for line in lines)


def _escaped(text: str) -> str:
    return re.sub("[,;]", lambda found: f"\\{found[0]}", text)


def _folded(line: str) -> str:
    return "\r\n ".join(line[at : at + 74] for at in range(0, len(line), 74))


def doorstop(plan: MadePlan) -> Pieces:
    """One document with an item for each action; its history is in the text."""
    if plan.is_first:
        yield "actions/.doorstop.yml", "settings:\n  digits: 5\n  prefix: ACT\n  sep: ''\n"
    for number, action in _numbered(plan):
        head = f"active: true\nderived: true\nheader: |\n  {action.head['title']}\nlevel: '1.{number}'\nlinks: []\n"
        told = "\n".join(f"  - {entry['on']} {_line(entry)}" for entry in action.entries)
        text = f"normative: true\nref: ''\nreviewed: null\ntext: |\n  {_about(action)}\n\n{told}\n"
        yield f"actions/ACT{number:05}.yml", f"{head}{text}"


def _numbered(plan: MadePlan) -> Iterator[tuple[int, MadeAction]]:
    """Number the actions of a plan so that those of another have other numbers."""
    return enumerate(plan.actions, 1 + (int(plan.id.removeprefix("area-")) - 1) * len(plan.actions))


def backlog(plan: MadePlan) -> Pieces:
    """A task for each action, a comment for each entry."""
    if plan.is_first:
        yield "backlog/config.yml", _BACKLOG
    for number, action in _numbered(plan):
        title = action.head["title"]
        head = (
            f"---\nid: TASK-{number}\ntitle: {title}\nstatus: {'Done' if action.is_finished else 'In Progress'}\n"
            f"assignee:\n  - '@{action.head['owner']}'\ncreated_date: '{action.head['start']} 12:00'\n"
            f"due_date: '{action.head['due']}'\nlabels:\n  - {plan.id}\ndependencies: []\n---\n\n"
            "## Description\n\n<!-- SECTION:DESCRIPTION:BEGIN -->\n"
            f"{_about(action)}\n<!-- SECTION:DESCRIPTION:END -->\n\n## Comments\n\n<!-- COMMENTS:BEGIN -->\n"
        )
        told = "\n".join(
            f"author: {entry['by']}\ncreated: {entry['on']} 12:00\n---\n{_line(entry)}\n---\n"
            for entry in action.entries
        )
        yield f"backlog/tasks/task-{number} - {title.replace(' ', '-')}.md", f"{head}{told}<!-- COMMENTS:END -->\n"


_BACKLOG = """\
project_name: "Made-up plans"
default_status: "To Do"
statuses: ["To Do", "In Progress", "Done"]
labels: []
date_format: yyyy-mm-dd
remote_operations: false
auto_commit: false
filesystem_only: true
check_active_branches: false
task_prefix: "task"
"""

WRITERS: dict[str, Callable[[MadePlan], Pieces]] = {
    "taskwarrior": taskwarrior,
    "ledger": ledger,
    "beancount": beancount,
    "todoman": todoman,
    "doorstop": doorstop,
    "backlog": backlog,
}
"""What writes each peer's files; hledger reads those of ledger."""


def write_peers(made: Path, folder: Path, peers: list[str]) -> None:
    """Write the plans of a tree for some peers.

    Args:
        made: the tree of plans.
        folder: where; a folder for each peer is made in it.
        peers: names in `WRITERS`.
    """
    for plan in read(made):
        for peer in peers:
            for name, text in WRITERS[peer](plan):
                path = folder / peer / name
                path.parent.mkdir(parents=True, exist_ok=True)
                with path.open("a", encoding="utf-8", newline="") as file:
                    file.write(text)


if __name__ == "__main__":
    write_peers(Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3:] or list(WRITERS))
