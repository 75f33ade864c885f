"""``actionplan resolve``."""

import os
import shlex
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, cast

import click

from actionplan.cli import console, options
from actionplan.cli.errors import FINE, INTERRUPTED, PROBLEMS

if TYPE_CHECKING:
    from actionplan.git.conflicts_decided import Answer, Outcome
    from actionplan.git.conflicts_found import Unsettled
    from actionplan.model.problem import Problem
    from actionplan.storage.save import Change


@click.command("resolve")
@click.argument("files", nargs=-1, metavar="[FILE-OR-ID]...", type=click.Path())
@click.option("--ours", "answer", flag_value="ours", help="What is open is as on our side.")
@click.option("--theirs", "answer", flag_value="theirs", help="What is open is as on the other side.")
@click.option("--keep", "answer", flag_value="keep", help="The file is right as it lies there now.")
@click.option("--both", "new", metavar="ID", help="Of two new files of one name, theirs gets this id.")
@options.plan_option
def command(files: tuple[str, ...], answer: str | None, new: str | None, plan_path: str | None) -> int:
    """Go through what a merge left open, until nothing is.

    What follows by itself is done first: updates of both sides go together. What somebody must decide is asked, on a
    terminal; elsewhere it is listed, and --ours, --theirs, --keep or --both says what becomes of the files named. A
    file counts as done when "check" finds no error in it. Then finish with git: commit, or rebase --continue.

    \b
    Examples:
      actionplan resolve
      actionplan resolve actions/1.4.toml --ours
      actionplan resolve 2.3 --both 2.4
    """
    from actionplan.cli.resolve_id import plan_roots

    if (answer or new) and not files:
        raise click.UsageError("say for which files")
    if answer and new:
        raise click.UsageError("give --both, or one of the others")
    from actionplan.git.conflicts_found import open_files
    from actionplan.report.problems import problems_text

    waiting = [found for root in plan_roots(plan_path) for found in open_files(root)]
    if unknown := [file for file in files if not any(_is_named(found, file) for found in waiting)]:
        names = " and ".join(unknown)
        raise click.UsageError(f"not open: {names}; what is open: {_paths(waiting) or 'nothing'}")
    if left := _left_of(waiting, files, "both" if new else answer, new):
        console.warn(f"Still open: {_paths(left)}")
        return PROBLEMS
    if not waiting:
        console.say("Nothing is open.")
        return FINE
    if wrong := _errors(dict.fromkeys(found.root for found in waiting)):
        console.warn(problems_text(wrong))
        console.warn("Nothing is open, but mend this before you finish with git: commit, or rebase --continue.")
        return PROBLEMS
    console.say("Nothing is open. Finish with git: commit, or rebase --continue.")
    return FINE


def _left_of(
    waiting: "Sequence[Unsettled]", files: Sequence[str], answer: str | None, new: str | None
) -> "list[Unsettled]":
    """Settle the files that are meant, one after another, and give those that are open still."""
    left = list(waiting)
    try:
        for found in waiting:
            is_meant = not files or any(_is_named(found, file) for file in files)
            if is_meant and _resolve(found, answer, new):
                left.remove(found)
    except (click.Abort, KeyboardInterrupt):
        if len(left) == len(waiting):
            raise
        done = _paths(found for found in waiting if found not in left)
        console.warn(f"\nStopped. Done before that: {done}\nStill open: {_paths(left)}")
        raise click.exceptions.Exit(INTERRUPTED) from None
    return left


def _paths(found: "Iterable[Unsettled]") -> str:
    return ", ".join(path for item in found for path in item.paths)


def _is_named(found: "Unsettled", file: str) -> bool:
    """Return whether what was typed means an open file: by its path from here or from the plan's folder, or by its
    id.
    """
    paths = {os.path.abspath(path) for path in found.paths}
    ids = {os.path.basename(path).removesuffix(".toml").casefold() for path in found.paths}
    typed = {os.path.abspath(file), os.path.abspath(os.path.join(found.root, file))}
    return bool(paths & typed) or file.casefold() in ids


def _resolve(found: "Unsettled", answer: str | None, new: str | None) -> bool:
    """Settle one file, and say whether it is done."""
    from actionplan.git.conflicts_decided import outcome
    from actionplan.report.words import visible

    path = found.git.path
    while True:
        if answer == "both":
            if not found.is_two_of_a_name:
                raise click.UsageError("--both is for two new files of one name")
            made = _two_records(found, new)
        else:
            made = outcome(found, cast("Answer | None", answer))
        for sentence in made.details:
            console.say(visible(sentence))
        if not made.question:
            return _done(found, made.changes)
        console.say(visible(f"{path}: {made.question}"))
        if not console.is_terminal():
            both = " | --both NEW-ID" if found.is_two_of_a_name else ""
            keep = " | --keep" if "keep" in _answers(found) else ""
            console.say(f"  actionplan resolve {shlex.quote(path)} --ours | --theirs{keep}{both}")
            return False
        answer = click.prompt("Which?", type=click.Choice(_answers(found)), default="later")
        if answer == "later":
            return False


def _two_records(found: "Unsettled", new: str | None) -> "Outcome":
    """Keep two new files of one name; an id that cannot be had is asked for again, if it was not an option."""
    from actionplan.git.conflicts_decided import two_records
    from actionplan.storage.save import SaveError

    while True:
        try:
            return two_records(found, new or click.prompt("Which id is theirs to have?"))
        except SaveError as error:
            if new:
                raise
            console.warn(str(error))


def _answers(found: "Unsettled") -> tuple[str, ...]:
    keep = () if found.other or found.has_markers else ("keep",)
    return ("ours", "theirs", *keep, *(("both",) if found.is_two_of_a_name else ()), "later")


def _done(found: "Unsettled", changes: "Sequence[Change]") -> bool:
    """Save, hold the files that were open to the rules, and tell git where nothing is wrong.

    What is wrong in any other file, such as a record that got a new id, is told when nothing is open any more.
    """
    from actionplan.git.merge_driver import mark_resolved
    from actionplan.report.problems import problems_text
    from actionplan.storage.save import save

    save(found.root, changes)
    paths = dict.fromkeys([*(change.path for change in changes), *found.paths])
    wrong = [problem for problem in _errors([found.root]) if problem.where.path in found.paths]
    if wrong:
        console.warn(problems_text(wrong))
        return False
    if found.in_git:
        mark_resolved(found.root, paths)
    console.say(f"Done: {_paths([found])}")
    return True


def _errors(roots: Iterable[str]) -> "list[Problem]":
    from actionplan.rules.checks import check
    from actionplan.storage.load import load
    from actionplan.storage.positions import locate

    problems = check(load(*roots).at(console.today()))
    return [problem for problem in locate(problems) if problem.severity == "error"]
