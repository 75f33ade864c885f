"""``actionplan merge-driver``, which git runs after `actionplan git setup`."""

import click

from actionplan.cli import console
from actionplan.cli.errors import FINE, PROBLEMS, USAGE


@click.command("merge-driver", hidden=True)
@click.argument("base", type=click.Path())
@click.argument("ours", type=click.Path())
@click.argument("theirs", type=click.Path())
@click.argument("result", type=click.Path())
@click.argument("marker_size", type=int, default=7)
@click.argument("path", default="this file")
def command(base: str, ours: str, theirs: str, result: str, marker_size: int, path: str) -> int:
    """Merge two versions of a plan file entry by entry. Git runs this.

    The merged file is written to RESULT, and OURS is not changed. The result is used if the exit code is 0, or 1 with
    conflict markers.

    \b
    Example:
      actionplan merge-driver -- %O %A %B %A.merged %L %P
    """
    from actionplan.git.merge_driver import titles_beside
    from actionplan.merge.merge import CannotMerge, apart, merge, other_title
    from actionplan.storage.toml import Unreadable, read_bytes

    try:
        was, one, other = (read_bytes(version) for version in (base, ours, theirs))
        if (title := other_title(was, one, other)) and title in titles_beside(path):
            merged = apart(one, other, path, marker_size=marker_size)
        else:
            merged = merge(was, one, other, path, marker_size=marker_size)
    except (CannotMerge, Unreadable) as error:
        reason = error.problem.message if isinstance(error, Unreadable) else error
        console.warn(f"{path} is merged line by line: {reason}")
        return USAGE
    # Messages come last: if their reader has gone, the merge must still count.
    with open(result, "wb") as file:
        file.write(merged.data)
    for sentence in (*merged.notes, *merged.clashes):
        console.warn(sentence)
    return PROBLEMS if merged.clashes else FINE
