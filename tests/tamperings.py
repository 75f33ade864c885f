"""Each way of tampering with the history of a plan, once, and the one finding that an audit must have of it."""

from datetime import date, timedelta
from typing import NamedTuple

from honest_life import ENTRY, entries
from honest_life import name as name_of


class Tampered(NamedTuple):
    """What was done: the kind, commit, path and entry that must be found, and the commit that minutes had named."""

    kind: str
    commit: str
    path: str
    entry: str | None
    base: str | None = None


def alter(life, place):
    """Let an entry say something else."""
    path, index, entry = chosen(life, place)
    said = next(key for key in ("note", "reason", "redacted", "progress", "rating") if key in entry)

    def change(blocks):
        lines = blocks[index + 1].split("\n")
        at = next(at for at, line in enumerate(lines) if line.startswith(f"{said} = "))
        new = {"progress": "progress = 99", "rating": 'rating = "green"'}.get(said, f'{said} = "Never said"')
        if said == "redacted":
            new = lines[at].replace("It named a child", "No reason")
        lines[at] = new
        blocks[index + 1] = "\n".join(lines)

    life.edit_blocks(path, change)
    return Tampered("entry-altered", life.commit(), path, label(index, entry))


def delete(life, place):
    """Take an entry out."""
    path, index, entry = chosen(life, place)
    life.edit_blocks(path, lambda blocks: blocks.pop(index + 1))
    return Tampered("entry-removed", life.commit(), path, label(index, entry))


def reorder(life, place):
    """Swap two neighbouring entries."""
    found = life.pick(place, lambda _, table: len(entries(table)) > 1)
    assert found is not None, "the first action has three entries"
    path, table = found
    index = place % (len(entries(table)) - 1)

    def swap(blocks):
        one, two = (block.rstrip("\n") for block in blocks[index + 1 : index + 3])
        blocks[index + 1 : index + 3] = [f"{two}\n\n", f"{one}\n\n"]

    life.edit_blocks(path, swap)
    return Tampered("entries-reordered", life.commit(), path, label(index, entries(table)[index]))


def change_a_head(life, place):
    """Move a date where it was agreed, and not by an entry."""
    path, table = life.pick(
        place, lambda _, table: type(table.get("due")) is date and "2030" not in str(table.get("agreed"))
    )
    life.edit(path, lambda text: text.replace(f"due = {table['due']}", "due = 2027-07-31", 1))
    return Tampered("head-changed", life.commit(), path, None)


def date_a_change_back(life, place):
    """Move a date where it was agreed, in a commit that is dated before the agreement."""
    tampered = change_a_head(life, place)
    life.git("reset", "--quiet", "--soft", "HEAD~1")
    return tampered._replace(commit=life.repository.commit("2024-01-02"))


def vanish_in_another(life, place):
    """Remove an agreed action, and list its id in the head of an area."""
    path, _ = life.pick(place, lambda path, table: "actions/" in path and "2030" not in str(table.get("agreed")))
    heir, table = life.pick(place, lambda path, _: "areas/" in path)
    life.repository.path(path).unlink()
    ids = repr([*table.get("formerly", []), name_of(path)]).replace("'", '"')

    def claim(text):
        text = "".join(line for line in text.splitlines(keepends=True) if not line.startswith("formerly = "))
        return f"formerly = {ids}\n{text}"

    life.edit(heir, claim)
    return Tampered("file-removed", life.commit(), path, None)


def become_another_kind(life, place):
    """Move the file of an action to the risks."""
    path, _ = life.pick(place, lambda path, table: "actions/" in path and "2030" not in str(table.get("agreed")))
    life.repository.path("risks").mkdir(exist_ok=True)
    life.repository.path(path).rename(life.repository.path(f"risks/{name_of(path)}.toml"))
    return Tampered("file-removed", life.commit(), path, None)


def move_a_term(life, _place):
    """Let the term by which an action is due end a year later."""
    life.edit("plan.toml", lambda text: text.replace("until = 2024-12-20", "until = 2025-12-20"))
    return Tampered("dates-moved", life.commit(), "plan.toml", None)


def keep_since_later(life, _place):
    """Set kept_since to a day to come, as if older papers were still being copied."""
    life.edit("plan.toml", lambda text: text.replace("kept_since = 2024-01-31", "kept_since = 2030-01-31"))
    return Tampered("agreement-moved", life.commit(), "plan.toml", None)


def date_an_entry_back(life, place):
    """Add an entry with a day of two weeks ago, as if it had been there."""
    path, table = life.pick(place)
    day = life.day - timedelta(days=14)
    life.edit(path, lambda text: f'{text.rstrip()}\n\n{ENTRY}on = {day}\nby = "hcc"\nnote = "Said then"\n')
    return Tampered("recorded-otherwise", life.commit(), path, f"number {len(entries(table)) + 1} of {day}")


def date_a_redaction_back(life, place):
    """Redact an entry with a day of two weeks ago."""
    path, index, entry = chosen(life, place, lambda entry: "redacted" not in entry)
    day = life.day - timedelta(days=14)
    named = f'id = "{entry["id"]}"\n' if "id" in entry else ""
    stub = f'{named}on = {entry["on"]}\nredacted = {{ on = {day}, reason = "A name", authority = "Nobody" }}\n\n'
    life.edit_blocks(path, lambda blocks: blocks.__setitem__(index + 1, stub))
    return Tampered("recorded-otherwise", life.commit(), path, label(index, entry))


def lower_a_target(life, _place):
    """Let the first target of the measure be lower."""
    life.edit("measures/M1.toml", lambda text: text.replace("value = 60", "value = 50", 1))
    return Tampered("entry-altered", life.commit(), "measures/M1.toml", "number 1 of 2025-03-31")


def lose_the_last_commit(life, _place):
    """Go on from the commit before the last, as if the last had never been."""
    base = life.git("rev-parse", "HEAD")[:20]
    life.git("reset", "--quiet", "--hard", "HEAD~1")
    life.commit()
    return Tampered("history-rewritten", base, "", None, base)


def write_anew(life, place):
    """Replace one commit by another, and repeat all later ones on top of it."""
    return rebuilt(life, place, keep=True)


def leave_out(life, place):
    """Leave one commit out, and have what it did done by those that came after it, on the same day."""
    return rebuilt(life, place, keep=False)


def rebuilt(life, place, *, keep):
    base = life.git("rev-parse", "HEAD")[:20]
    rows = life.git("log", "--topo-order", "--reverse", "--format=%H %T %as %P", "HEAD").splitlines()
    commits = [(name, tree, day, parents) for name, tree, day, *parents in (row.split() for row in rows)]
    days = {name: day for name, _, day, _ in commits}
    later: dict[str, list[str]] = {name: [] for name in days}
    for name, _, _, parents in commits:
        for parent in parents:
            later[parent].append(days[name])
    fit = [
        name
        for name, _, day, parents in commits
        if keep or (len(parents) == 1 and later[name] and set(later[name]) == {day})
    ]
    if not fit:
        return None
    meant = fit[place % len(fit)]
    new: dict[str, str] = {}
    for name, tree, day, parents in commits:
        if name == meant and not keep:
            new[name] = new[parents[0]]
            continue
        given = [part for parent in dict.fromkeys(new[parent] for parent in parents) for part in ("-p", parent)]
        message = "Another" if name == meant else "The same"
        new[name] = life.repository.git("commit-tree", tree, *given, "-m", message, day=day)
    life.git("reset", "--quiet", "--hard", new[commits[-1][0]])
    return Tampered("history-rewritten", base, "", None, base)


TAMPERINGS = {
    found.__name__: found
    for found in (
        alter,
        delete,
        reorder,
        change_a_head,
        date_a_change_back,
        vanish_in_another,
        become_another_kind,
        move_a_term,
        keep_since_later,
        date_an_entry_back,
        date_a_redaction_back,
        lower_a_target,
        lose_the_last_commit,
        write_anew,
        leave_out,
    )
}


def chosen(life, place, wanted=lambda _entry: True):
    """Return one of a plan's entries: the path of its file, its place there, and what it says."""
    found = [
        (path, index, entry)
        for path, table in life.records().items()
        for index, entry in enumerate(entries(table))
        if wanted(entry)
    ]
    return found[place % len(found)]


def label(index, entry):
    return f"{entry.get('id', f'number {index + 1}')} of {entry['on']}"
