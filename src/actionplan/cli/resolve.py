"""``actionplan resolve``."""

import os
import shlex
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, cast

import click

from actionplan.cli import confirm, console, options
from actionplan.cli.errors import FINE, INTERRUPTED, PROBLEMS

if TYPE_CHECKING:
    from actionplan.git.conflicts_decided import Answer, Outcome
    from actionplan.git.conflicts_found import Unsettled
    from actionplan.storage.save import FileEdit


@click.command("resolve")
@click.argument("files", nargs=-1, metavar="[FILE-OR-ID]...", type=click.Path())
@click.option("--ours", "answer", flag_value="ours", help="Use our version of what conflicts.")
@click.option("--theirs", "answer", flag_value="theirs", help="Use the other version of what conflicts.")
@click.option("--keep", "answer", flag_value="keep", help="Use the file as it is now.")
@click.option("--both", "new", metavar="ID", help="Keep both of two new files with one name: the other gets this id.")
@options.plan_option
@confirm.confirming_options
def command(
    files: tuple[str, ...],
    answer: str | None,
    new: str | None,
    plan_path: str | None,
    saving: confirm.Saving,  # noqa: ARG001  # every command that writes has these options; this one asks nothing yet
) -> int:
    """Resolve the conflicts that a git merge left in plan files, one by one.

    Updates of both sides are combined without asking. For the rest you are asked; in a script, name the files and
    choose with --ours, --theirs, --keep or --both. A file is done when "check" finds no error in it. Then finish with
    git: commit, or rebase --continue.

    \b
    Examples:
      actionplan resolve
      actionplan resolve actions/1.4.toml --ours
      actionplan resolve 2.3 --both 2.4
    """
    from actionplan.cli.resolve_id import plan_roots

    if (answer or new) and not files:
        raise click.UsageError("name the files that this is for")
    if answer and new:
        raise click.UsageError("give either --both or one of --ours, --theirs and --keep")
    from actionplan.git.conflicts_found import open_files
    from actionplan.git.put_together import errors
    from actionplan.report.problems import problems_document

    roots = plan_roots(plan_path)
    waiting = [found for root in roots for found in open_files(root)]
    if unknown := [file for file in files if not any(_is_named(found, file) for found in waiting)]:
        names = " and ".join(unknown)
        raise click.UsageError(f"no conflict in {names}. Files with conflicts:{_paths(waiting) or ' none'}")
    if remaining := _resolve_each(waiting, files, "both" if new else answer, new):
        console.warn(f"Not resolved yet:{_paths(remaining)}")
        return PROBLEMS
    if not waiting:
        console.say("There are no conflicts.")
        return FINE
    _resolve_each(
        [found for root in roots for found in open_files(root) if found.up_to_date is not None], (), None, None
    )
    if wrong := errors(list(dict.fromkeys(found.root for found in waiting)), console.today()):
        console.warn_of(problems_document(wrong))
        console.explain(
            "No conflicts are left, but fix this before you finish with git: commit, or rebase --continue.",
            on_stderr=True,
        )
        return PROBLEMS
    console.say("No conflicts are left. Finish with git: commit, or rebase --continue.")
    return FINE


def _resolve_each(
    waiting: "Sequence[Unsettled]", files: Sequence[str], answer: str | None, new: str | None
) -> "list[Unsettled]":
    """Resolve the named files, or all, one after another; return those that still have conflicts."""
    remaining = list(waiting)
    try:
        for found in waiting:
            is_chosen = not files or any(_is_named(found, file) for file in files)
            if is_chosen and _resolve(found, answer, new):
                remaining.remove(found)
    except (click.Abort, KeyboardInterrupt):
        if len(remaining) == len(waiting):
            raise
        done = _paths(found for found in waiting if found not in remaining)
        console.warn(f"\nStopped. Resolved before that:{done}\nNot resolved yet:{_paths(remaining)}")
        raise click.exceptions.Exit(INTERRUPTED) from None
    return remaining


def _paths(found: "Iterable[Unsettled]") -> str:
    """Return paths, one on a line."""
    return "".join(f"\n  {path}" for item in found for path in item.paths)


def _is_named(found: "Unsettled", file: str) -> bool:
    """Return whether the user named a file: by its path from here or from the plan's folder, or by its id."""
    paths = {os.path.abspath(path) for path in found.paths}
    ids = {os.path.basename(path).removesuffix(".toml").casefold() for path in found.paths}
    typed = {os.path.abspath(file), os.path.abspath(os.path.join(found.root, file))}
    return bool(paths & typed) or file.casefold() in ids


def _resolve(found: "Unsettled", answer: str | None, new: str | None) -> bool:
    """Resolve one file; return whether it is done."""
    from actionplan.git.conflicts_decided import outcome

    path = found.git.path
    while True:
        if answer == "both":
            if not found.is_two_of_a_name:
                raise click.UsageError("--both is for two new files with the same name")
            made = _two_records(found, new)
        else:
            made = outcome(found, cast("Answer | None", answer))
        for sentence in made.details:
            console.explain(sentence)
        if not made.question:
            return _done(found, made.changes)
        console.explain(f"{path}: {made.question}")
        if not console.is_terminal():
            flags = " | ".join(f"--{each}" for each in _answers(found)[:-1]).replace("--both", "--both NEW-ID")
            console.say(f"  actionplan resolve {shlex.quote(path)} {flags}")
            return False
        answer = click.prompt("Which?", type=click.Choice(_answers(found)), default="later")
        if answer == "later":
            return False


def _two_records(found: "Unsettled", new: str | None) -> "Outcome":
    """Keep two new files of one name. If the id cannot be used, ask again, unless it came from the option."""
    from actionplan.git.conflicts_decided import two_records
    from actionplan.storage.save import SaveError

    while True:
        try:
            return two_records(found, new or click.prompt("Which id should the other one get?"))
        except SaveError as error:
            if new:
                raise
            console.warn(str(error))


def _answers(found: "Unsettled") -> tuple[str, ...]:
    sides = ("ours", "theirs") if found.may_be_dropped else ()
    keep = () if found.other or found.has_markers else ("keep",)
    return (*sides, *keep, *(("both",) if found.is_two_of_a_name else ()), "later")


def _done(found: "Unsettled", changes: "Sequence[FileEdit]") -> bool:
    """Save a resolved file, check it, and mark it as resolved in git if it has no error; return whether that is so.

    Errors in other files, such as those that name a record with a new id, are shown when no conflict is left.
    """
    from actionplan.git.put_together import save_settled
    from actionplan.report.problems import problems_document
    from actionplan.storage.toml import Unreadable

    try:
        wrong = save_settled(found, changes, console.today())
    except Unreadable as error:
        console.warn_of(problems_document([error.problem]))
        path = error.problem.where.path
        console.warn(f"Nothing was written to {path}, since it could not be read. Edit it by hand.")
        return False
    if wrong:
        console.warn_of(problems_document(wrong))
        return False
    console.say(f"Resolved: {', '.join(found.paths)}")
    return True
