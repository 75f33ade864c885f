"""Each way of tampering with the history of a plan, once, and the one finding that an audit must have of it."""

from typing import NamedTuple

from honest_life import entries


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
    path, table = life.pick(place, lambda path, table: "due" in table and "2030" not in str(table.get("agreed")))
    life.edit(path, lambda text: text.replace(f"due = {table['due']}", "due = 2027-07-31", 1))
    return Tampered("head-changed", life.commit(), path, None)


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
    for found in (alter, delete, reorder, change_a_head, lose_the_last_commit, write_anew, leave_out)
}


def chosen(life, place):
    """Return one of a plan's entries: the path of its file, its place there, and what it says."""
    found = [
        (path, index, entry) for path, table in life.records().items() for index, entry in enumerate(entries(table))
    ]
    return found[place % len(found)]


def label(index, entry):
    return f"{entry.get('id', f'number {index + 1}')} of {entry['on']}"
