"""Show before saving, save, and commit: what every command does that writes."""

import os
import time
from collections.abc import Callable, Container, Iterator, Sequence
from contextlib import suppress
from functools import wraps
from typing import TYPE_CHECKING, Any, NamedTuple

import click

from actionplan.cli import console, form_run, options
from actionplan.cli.author import configured
from actionplan.cli.errors import FINE, PROBLEMS, AfterSaving

if TYPE_CHECKING:
    from actionplan.edit.plan_edit import PlanEdit
    from actionplan.model.problem import Problem
    from actionplan.model.records import Plan
    from actionplan.storage.save import FileEdit, Prepared

TRIES = 8
"""How often a change is prepared again when someone else saved the same file in between."""


class Saving(NamedTuple):
    """What the options of `saving_options` say.

    Attributes:
        dry_run: whether to stop before saving.
        commit: whether the user asks for a git commit; None where no option says it.
        yes: whether everything that is asked is confirmed, except personal data.
        accept: the codes of what is confirmed.
    """

    dry_run: bool = False
    commit: bool | None = None
    yes: bool = False
    accept: frozenset[str] = frozenset()


def apply(
    prepare: "Callable[[PlanEdit], Prepared]",
    edit: "PlanEdit",
    plan: "Plan",
    saving: Saving,
    *,
    message: str,
    quiet: bool = False,
    allowed: tuple[str, ...] = (),
    verbs: tuple[str, str] = ("Would add to", "Added to"),
    by_options: bool = False,
) -> int:
    """Check a change, save it unless it has errors, and show it.

    Args:
        prepare: prepares the changes; called with a new edit if someone else saved in between.
        edit: the edit of the plan with which to begin.
        plan: the plan. Its policy says whether to make a git commit, without the user's hooks, where neither an option
            nor the user's configuration does.
        saving: what the options say.
        message: the message of the git commit.
        quiet: whether to name only the files, not the text added to each.
        allowed: codes of errors in spite of which it is saved.
        verbs: the words before the path of a file that exists: with ``--dry-run``, and without.
        by_options: whether what is added was given in options, so that advice names options until it is written.
    """
    from actionplan.edit.plan_edit import PlanEdit

    is_asked, commits = _commits(plan, saving)
    confirmed: set[tuple[str, str]] = set()
    form = form_run.current()
    for attempt in range(TRIES):
        prepared = prepare(edit)
        worded = _worded(prepared, saving, allowed) if by_options and form is None else prepared
        asked_about = (*worded.to_confirm, *(_edited(prepared, edit) if commits else ()))
        if form is not None:
            if not form.accepts(prepared, asked_about, allowed):
                return FINE
            quiet = True
        else:
            if not _acceptable(worded, allowed):
                return PROBLEMS
            remaining = [each for each in asked_about if (each.code, each.message) not in confirmed]
            is_shown = saving.dry_run or (console.is_terminal() and bool(unconfirmed(remaining, saving)))
            if is_shown:
                _show(prepared, verbs[0], "Would make", quiet=quiet)
            if not is_confirmed(remaining, saving, {change.path for change in prepared.changes}):
                return PROBLEMS
            if saving.dry_run:
                _show_left("Left to do after that", worded)
                console.say("Nothing was written (--dry-run).")
                break
            confirmed.update((each.code, each.message) for each in remaining)
            quiet = quiet or is_shown
        others = _uncommitted(prepared) if commits else None
        if _saved(prepared, attempt):
            if form is not None:
                form.is_saved = True
            _conclude(prepared, others, verbs[1], message=message, is_asked=is_asked, quiet=quiet)
            _show_left("Left to do", worded)
            break
        edit = PlanEdit(edit.root)
    return FINE


def _commits(plan: "Plan", saving: Saving) -> tuple[bool, bool]:
    """Return whether the user asks for a git commit, and whether one is made, since the plan's policy may ask too."""
    from actionplan.summary.effective import policy_as_at

    asked = configured("commit") if saving.commit is None else saving.commit
    return bool(asked), bool(asked) or (asked is None and policy_as_at(plan, console.today()).commit)


def _saved(prepared: "Prepared", attempt: int) -> bool:
    """Save a change; return False, after a pause, if someone else saved the same file in between."""
    from actionplan.storage.save import ChangedMeanwhile, save

    try:
        save(prepared.root, prepared.changes)
    except ChangedMeanwhile:
        if attempt == TRIES - 1:
            raise
        time.sleep(0.05 * (attempt + 1))
        return False
    return True


def _conclude(
    prepared: "Prepared", others: Sequence[str] | None, verb: str, *, message: str, is_asked: bool, quiet: bool
) -> None:
    """Show what has been saved, and commit it unless ``others`` is None. Errors from here on add that it is saved."""
    try:
        _show(prepared, verb, "Made", quiet=quiet)
        if others is not None and prepared.changes:
            for path in others:
                note = f"Note: {path} had other changes that git did not have. They are in this commit too."
                console.explain(note, on_stderr=True)
            if paths := [change.path for change in prepared.changes if _is_for_git(change)]:
                _commit(paths, message, is_asked=is_asked)
        elif others is not None and prepared.already:
            from actionplan.git.repository import changed_paths

            if paths := [os.path.relpath(path) for path in changed_paths(prepared.root) if path.endswith(".toml")]:
                console.say("\nThese files have changes that are not committed in git. To commit them:\n")
                console.say(_git_commands(paths, message))
    except BrokenPipeError:
        raise
    except (KeyboardInterrupt, OSError) as error:
        why = "the command was stopped after that" if isinstance(error, KeyboardInterrupt) else f"after that: {error}"
        raise AfterSaving(f"the change is saved, but {why}. Check before you repeat it") from error


def _acceptable(prepared: "Prepared", allowed: tuple[str, ...]) -> bool:
    """Show the problems of a change, apart from those that the user must confirm; return whether it can be saved."""
    from actionplan.report.problems import problems_document

    is_refused = _is_refused(prepared, allowed)
    problems = [found for found in prepared.problems if found not in prepared.to_confirm]
    if not is_refused:  # what is left to do is listed after the change
        problems = [found for found in problems if found.severity != "error"]
    if problems:
        console.warn("In the changed file:\n")
        console.warn_of(problems_document(problems))
    if is_refused:
        console.warn("\nNothing was written.")
    return not is_refused


def _show_left(title: str, prepared: "Prepared") -> None:
    """Show the errors in spite of which a change is written; it was not refused for them."""
    from actionplan.report.problems import to_do_list

    errors = (found for found in prepared.problems if found.severity == "error")
    if left := [found for found in errors if found not in prepared.to_confirm]:
        console.warn(f"{title}:\n")
        console.warn_of(to_do_list(left))


def _is_refused(prepared: "Prepared", allowed: tuple[str, ...]) -> bool:
    return any(found.severity == "error" and found.code not in allowed for found in prepared.problems)


def _worded(prepared: "Prepared", saving: Saving, allowed: tuple[str, ...]) -> "Prepared":
    """Return a change with advice that can be followed once the command has ended.

    What is written is there already, so advice about it is that of `check`: to repeat the command with another option
    would add an entry twice. What is not written is advised on in the words of options, and so are questions.
    """
    from attrs import evolve

    from actionplan.cli.option_words import in_option_words

    worded = in_option_words(prepared)
    is_left = saving.dry_run or (unconfirmed(prepared.to_confirm, saving) and not console.is_terminal())
    if is_left or _is_refused(prepared, allowed):
        return worded
    written = (found for found in prepared.problems if found not in prepared.to_confirm)
    return evolve(worded, problems=(*written, *worded.to_confirm))


def unconfirmed(asked: "Sequence[Problem]", saving: Saving) -> "list[Problem]":
    """Return those of the things to confirm that no option confirms; ``--yes`` never confirms personal data."""
    from actionplan.rules.confirmations import PERSONAL

    return [each for each in asked if each.code not in saving.accept and not (saving.yes and each.code[:2] != PERSONAL)]


def is_confirmed(asked: "Sequence[Problem]", saving: Saving, own: Container[str]) -> bool:
    """Show everything that must be confirmed before a change is written, and return whether the user confirms it.

    On a terminal it is asked in one question. Elsewhere only the options ``--accept`` and ``--yes`` confirm it.

    Args:
        asked: what must be confirmed.
        saving: what the options say; with ``--dry-run`` the answer is always True.
        own: the files that would change.
    """
    form = form_run.current()
    if form is not None or not asked:
        return form is None or form.confirms(asked)
    from actionplan.report.confirmations import confirmations_text, how_to_confirm

    remaining = unconfirmed(asked, saving)
    if by_yes := [each for each in asked if each not in remaining and each.code not in saving.accept]:
        console.warn(f"Confirmed by --yes:\n\n{confirmations_text(by_yes, own)}\n")
    if not remaining:
        return True
    console.warn(f"Please confirm:\n\n{confirmations_text(remaining, own)}\n")
    if saving.dry_run:
        console.explain(how_to_confirm(remaining, yes=saving.yes), on_stderr=True)
        return True
    if not console.is_terminal():
        console.explain(f"Nothing was written. {how_to_confirm(remaining, yes=saving.yes)}", on_stderr=True)
        return False
    if not click.confirm("Write it anyway?", default=False):
        console.warn("Nothing was written.")
        return False
    return True


def _show(prepared: "Prepared", added: str, made: str, *, quiet: bool) -> None:
    for change, block in zip(prepared.changes, prepared.blocks, strict=True):
        verb = made if change.before is None else added
        has_text = block and not quiet
        console.say(f"{verb} {change.path}{':' if has_text else ''}")
        if has_text:
            console.say("\n" + "".join(f"    {line}".rstrip() + "\n" for line in block.splitlines()))
    if prepared.already:
        console.say(f"Already there, so not added again: {', '.join(prepared.already)}")
    if prepared.redacted:
        console.say(f"Redacted, so not added again: {', '.join(prepared.redacted)}")


def _uncommitted(prepared: "Prepared") -> list[str]:
    """Return the files that had changes before ours; refuse where there is no git to commit to.

    Raises:
        GitError: the plan is not in a repository; nothing has been written.
    """
    from actionplan.git.home import git_to_write
    from actionplan.git.repository import GitError, changed_paths, committed_bytes
    from actionplan.git.seen import content_names

    try:
        git_to_write(prepared.root)
        changed_paths(prepared.root)
    except GitError as error:
        raise GitError(
            f"nothing was written, since it could not be committed (try without --commit): {error}"
        ) from error
    found = [(change.path, change.before, committed_bytes(change.path)) for change in prepared.changes]
    return [
        path
        for path, before, committed in found
        if before is not None and committed is not None and content_names(before).isdisjoint(content_names(committed))
    ]


def _is_for_git(change: "FileEdit") -> bool:
    """Return whether a saved file can be committed: it is there, or git has what is gone."""
    from actionplan.git.repository import committed_bytes

    return change.after is not None or committed_bytes(change.path) is not None


def _edited(prepared: "Prepared", edit: "PlanEdit") -> "Iterator[Problem]":
    """Yield what must be confirmed where a commit would include changes of what the last commit has."""
    from actionplan.edit.undo import is_edited_since
    from actionplan.git.repository import GitError, committed_bytes
    from actionplan.model.kinds import record_path
    from actionplan.rules.confirmations import to_confirm
    from actionplan.rules.confirmations.registry import PlannedChange

    places = {record_path(edit.root, *place): place for place in edit.ids()}
    for change in prepared.changes:
        with suppress(GitError):  # it is reported before saving
            committed, place = committed_bytes(change.path), places.get(change.path)
            if change.before is None or committed is None or place is None:
                continue
            file = edit.record(*place)
            record, document = file.readable()
            is_edited = is_edited_since(document, committed)
            yield from to_confirm(PlannedChange(file.plan, record, (), console.today(), is_edited=is_edited))


def _commit(paths: Sequence[str], message: str, *, is_asked: bool) -> None:
    from actionplan.git.repository import GitError, commit

    try:
        name = commit(paths, message, is_asked=is_asked)
    except GitError as error:
        how = f"Once that is fixed, commit it with:\n{_git_commands(paths, message)}"
        raise GitError(f"the entry is saved, but git did not commit it: {error}\n{how}") from error
    console.say(f"Committed as {name}: {message}")


def _git_commands(paths: Sequence[str], message: str) -> str:
    from shlex import join, quote

    return f"  git add -- {join(paths)}\n  git commit -m {quote(message)} -- {join(paths)}"


def saving_options(function: Callable[..., Any]) -> Callable[..., Any]:
    """Add the options of every command that adds to a plan; the command gets them as a `Saving`, and ``plan_path``."""
    commit_help = "Make a git commit, or not. Default: your setting or the plan's."
    return options.add_options(
        options.plan_option,
        click.option("--dry-run", is_flag=True, help="Show what would be written, but write nothing."),
        click.option("--commit/--no-commit", default=None, help=commit_help),
    )(confirming_options(function))


def confirming_options(function: Callable[..., Any]) -> Callable[..., Any]:
    """Add the two options of every command that writes; the command gets a `Saving`, with ``--dry-run`` and
    ``--commit`` if it has them.
    """

    @wraps(function)
    def confirming_command(*, yes: bool, accept: tuple[str, ...], **given: Any) -> Any:
        others = {name: given.pop(name) for name in ("dry_run", "commit") if name in given}
        return function(saving=Saving(yes=yes, accept=_codes(accept), **others), **given)

    return options.add_options(
        options.code_option("--accept", "Confirm what is asked under this code, such as P101."),
        click.option("--yes", is_flag=True, help="Confirm everything that is asked, except personal data."),
    )(confirming_command)


def _codes(accepted: tuple[str, ...]) -> frozenset[str]:
    """Return the codes after ``--accept``.

    Raises:
        click.UsageError: there is no such code.
    """
    if not accepted:
        return frozenset()
    from actionplan.model.suggest import hint
    from actionplan.rules.confirmations import ASKED

    known = [each.code for each in ASKED]
    for code in accepted:
        if code.upper() not in known:
            raise click.UsageError(f'--accept "{code}": nothing is asked under this code. {hint(code, known)}')
    return frozenset(code.upper() for code in accepted)
