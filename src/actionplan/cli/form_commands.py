"""Run commands for the forms of the view in a browser, in words as at a command line."""

from typing import TYPE_CHECKING, Any

import click

from actionplan.cli.form_run import FormRun
from actionplan.cli.main import cli

if TYPE_CHECKING:
    from collections.abc import Sequence

    from actionplan.model.problem import Problem
    from actionplan.web.writing.outcome import Outcome, Refusal, Request


def run_command(request: "Request") -> "Outcome":
    """Run a command for a form.

    Args:
        request: the words of the command, and whether to save what it prepares.

    Returns:
        What came of it. Whatever a command refuses is a sentence; an error of our own is raised.
    """
    from actionplan.web.writing.outcome import Outcome

    run = FormRun(request)
    refusals = _run(run)
    return Outcome(
        refusals=tuple(dict.fromkeys(_for_a_page(each) for each in refusals)),
        prepared=run.prepared,
        asked=run.asked,
        said="\n".join(run.said),
        documents=tuple(run.documents),
        is_stale=run.is_stale,
        is_saved=run.is_saved,
    )


def _run(run: FormRun) -> "list[Refusal]":
    from actionplan.cli.errors import AfterSaving
    from actionplan.model.errors import ActionPlanError
    from actionplan.storage.save import ChangedMeanwhile

    refused: list[Refusal] = []
    try:
        refused = _called(run) or [_of_problem(found) for found in run.refused]
    except ChangedMeanwhile:
        run.is_stale = True
    except (ActionPlanError, AfterSaving, click.ClickException, OSError) as error:
        if run.is_saved:  # such as a commit that git did not make
            run.said.append(str(error))
        else:
            refused = _refusals(error)
    return refused


def _for_a_page(refusal: "Refusal") -> "Refusal":
    """Return a refusal in words for a page, with its field where the words alone say it."""
    from attrs import evolve

    from actionplan.cli.page_words import on_page

    words, field = on_page(refusal.message)
    return evolve(refusal, message=words, field=refusal.field or field)


def _called(run: FormRun) -> "list[Refusal]":
    """Call the command that the words name; return what is wrong with its options, all of it at once."""
    words: Sequence[str] = list(run.request.words)
    command: click.Command = cli
    parent = click.Context(cli, info_name="actionplan", obj=run)
    while isinstance(command, click.Group):
        name, *words = words
        inner = command.get_command(parent, name)
        assert inner is not None, name
        command = inner
    if wrong := _wrong_options(command, click.Context(command, parent=parent), words):
        return wrong
    with command.make_context(command.name, list(words), parent=parent) as context:
        command.invoke(context)
    return []


def _wrong_options(command: click.Command, context: click.Context, words: "Sequence[str]") -> "list[Refusal]":
    """Return what is wrong with each option, while click ends at the first."""
    from actionplan.web.writing.outcome import Refusal

    given, rest, order = command.make_parser(context).parse_args(list(words))
    wrong: list[Refusal] = []
    with context:
        for parameter in click.core.iter_params_for_processing(order, command.get_params(context)):
            try:
                _, rest = parameter.handle_parse_result(context, given, rest)
            except click.BadParameter as error:
                wrong.append(Refusal(_said_of(error), parameter.name or ""))
    return wrong


def _said_of(error: click.BadParameter) -> str:
    return "This is needed" if isinstance(error, click.MissingParameter) else error.message


def _field_of(error: click.ClickException) -> str:
    return (error.param.name or "") if isinstance(error, click.BadParameter) and error.param is not None else ""


def _refusals(error: Exception) -> "list[Refusal]":
    from actionplan.edit.input import WrongValue
    from actionplan.model.problem import ProblemsFound
    from actionplan.storage.toml import Unreadable
    from actionplan.web.writing.outcome import Refusal

    match error:
        case click.ClickException():
            return [Refusal(error.message, _field_of(error))]
        case OSError():
            where = f": {error.filename}" if error.filename else ""
            return [Refusal(f"{error.strerror or error}{where}")]
        case ProblemsFound():
            return [_of_problem(found) for found in error.problems if found.severity == "error"]
        case Unreadable():
            return [_of_problem(error.problem)]
        case WrongValue():
            return [_of_sentence(sentence) for sentence in error.args[0]]
        case _:
            return [Refusal(str(error))]


def _of_sentence(sentence: str) -> "Refusal":
    """Return the sentence about a value, with the field that its first word names: ``due: "x" is no date``."""
    from actionplan.web.writing.outcome import Refusal

    name, colon, rest = sentence.partition(": ")
    is_field = bool(colon) and name.replace(".", "").replace("_", "").isalnum() and " " not in name
    return Refusal(rest, name.partition(".")[0]) if is_field else Refusal(sentence)


def _of_problem(found: "Problem") -> "Refusal":
    from actionplan.web.writing.outcome import Refusal

    named: list[Any] = [key for key in found.where.keys if isinstance(key, str)]
    # what is expected may be a line of the file, which no reader of a page writes
    expected = f" (expected {found.expected})" if found.expected and " = " not in found.expected else ""
    # the first key is the list to which an entry belongs, if there is another one behind it
    cell = f"{found.where.cell}: " if found.where.cell and found.where.cell not in found.message else ""
    return Refusal(f"{cell}{found.message}{expected}", named[1] if len(named) > 1 else (named or [""])[0])
