"""``actionplan import``."""

from typing import TYPE_CHECKING

import click

from actionplan.cli import answers as cell_answers
from actionplan.cli import confirm, console, form_run
from actionplan.cli.errors import FINE, PROBLEMS
from actionplan.cli.param_types import When

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from actionplan.edit.imports.mapping import Mapped
    from actionplan.edit.imports.prepare import PreparedImport

_SHEET_DATE = "The day that the files describe. Default: the day in their titles, or else today."


@click.command("import")
@click.argument("files", metavar="[FILE]...", nargs=-1, type=click.Path())
@click.option("-o", "--output", "root", metavar="PLAN", type=click.Path(), help="The plan's folder.")
@click.option("--by", metavar="BODY", help="The body that reports what the files say. Default: none is named.")
@click.option("--sheet-date", type=When(), help="The day that the files describe. Default: in their titles, or today.")
@click.option("--mapping", metavar="FILE", type=click.Path(), help="How to read the files, in TOML.")
@click.option("--save-mapping", metavar="FILE", type=click.Path(), help="Write how the files are read, to change it.")
@click.option("--colours", type=click.Choice(["usual"]), help="Read cells filled red, amber, green or blue as ratings.")
@click.option("--leave-out-bad", is_flag=True, help="Go on without cells that cannot be read, and list them.")
@cell_answers.option
@click.option("--update", "is_update", is_flag=True, help="Take in a newer version of the files of a plan that exists.")
@click.option("--undo", metavar="RECEIPT", type=click.Path(), help="Take back the import or return of this receipt.")
@click.option("--dry-run", is_flag=True, help="Show how the files are read, but write nothing.")
@confirm.confirming_options
def command(
    files: tuple[str, ...],
    root: str | None,
    by: str | None,
    sheet_date: str | None,
    mapping: str | None,
    save_mapping: str | None,
    colours: str | None,
    answers: tuple[str, ...],
    undo: str | None,
    saving: confirm.Saving,
    *,
    is_update: bool,
    leave_out_bad: bool,
) -> int:
    """Make a plan from the spreadsheet or the document in which it was kept.

    FILE is a workbook (.xlsx, .ods), a table as text (.csv) or a document with tables (.docx). It is shown first how
    each column is read; nothing is written until you say that it is right. No cell is dropped: what has no field in a
    plan is kept under extra. Errors must be corrected; what else is asked can be answered with a note, which the
    receipt keeps.

    \b
    Examples:
      actionplan import tracker.xlsx -o plans/our-plan
      actionplan import tracker.xlsx -o plans/our-plan --by council --yes
      actionplan import a.docx b.docx -o plans/ours --sheet-date 2024-05-12
      actionplan import old.csv -o plans/ours --save-mapping how.toml --dry-run
      actionplan import old.csv -o plans/ours --mapping how.toml
      actionplan import december.xlsx -o plans/ours --update --dry-run
      actionplan import december.xlsx -o plans/ours --update
      actionplan import --undo plans/ours/receipts/import-k3f9ab.toml
    """
    from attrs import evolve

    from actionplan.edit.imports.mapping import NOTHING_MAPPED
    from actionplan.edit.imports.mapping_file import read_mapping
    from actionplan.edit.imports.prepare import prepare_import
    from actionplan.git.repository import commit_at
    from actionplan.sheets import read

    if undo is not None:
        from actionplan.cli.import_again import take_back

        return take_back(undo, saving)
    if not files or root is None:
        raise click.UsageError("name the files, and the plan's folder with -o PLAN")
    folder: str = root
    mapped = read_mapping(mapping) if mapping else NOTHING_MAPPED
    if colours:
        mapped = evolve(mapped, usual_colours=True)
    books = [read(path) for path in files]
    notes = cell_answers.notes_of(answers)
    day = _day(sheet_date)
    if is_update:
        if leave_out_bad or save_mapping:
            raise click.UsageError("--leave-out-bad and --save-mapping are for a new plan, and not for --update")
        from actionplan.cli.import_again import update

        return update(books, folder, mapped, day, by, notes, saving)

    commit = commit_at(folder)

    def prepared(mapped: "Mapped") -> "PreparedImport":
        return prepare_import(
            books,
            folder,
            today=console.today(),
            mapped=mapped,
            sheet_day=day,
            by=by,
            leave_out_bad=leave_out_bad,
            notes=notes,
            commit=commit,
        )

    ready = prepared(mapped)
    cell_answers.refuse_unknown(notes, (found.where.cell for found in ready.asked), "is asked about")
    _show_reading(ready)
    if console.is_terminal() and not saving.yes:
        ready, mapped = _asked(ready, mapped, prepared)
    if save_mapping:
        _save_mapping(save_mapping, ready, mapped)
    form = form_run.current()
    return _write(ready, saving) if form is None else _write_for_form(ready, form)


def _asked(
    ready: "PreparedImport", mapped: "Mapped", prepared: "Callable[[Mapped], PreparedImport]"
) -> "tuple[PreparedImport, Mapped]":
    """Ask on a terminal about what the files do not show, and whether they are read rightly."""
    from actionplan.cli.import_questions import with_columns, with_date_orders

    while True:
        with_orders = with_date_orders(ready, mapped)
        if with_orders != mapped:
            mapped = with_orders
            ready = prepared(mapped)
        changed = with_columns(ready, mapped)
        if changed is None:
            return ready, mapped
        mapped = changed
        ready = prepared(mapped)
        _show_reading(ready)


def _day(text: str | None) -> "date | None":
    """Return the day of ``--sheet-date``."""
    from actionplan.input.dates import read_day
    from actionplan.input.unclear import Unclear, explained

    if text is None:
        return None
    day = read_day(text)
    if isinstance(day, Unclear):
        raise click.UsageError(f"--sheet-date {explained(day, '2024-10-01')}")
    if day > console.today():
        raise click.UsageError(f"--sheet-date {text} is after today")
    return day


def _show_reading(ready: "PreparedImport") -> None:
    from actionplan.cli.output import print_document
    from actionplan.report.imports import reading_document

    print_document(reading_document(ready), "How the files are read", "text")


def _save_mapping(path: str, ready: "PreparedImport", mapped: "Mapped") -> None:
    from actionplan.edit.imports.mapping_file import mapping_text
    from actionplan.storage.whole_file import write_whole

    columns = [column for file in ready.files for each in file.tables for column in each.columns]
    write_whole(path, mapping_text(mapped, columns).encode())
    console.say(f"Wrote {path}")


def _write(ready: "PreparedImport", saving: confirm.Saving) -> int:
    """Check the plan, ask what has to be confirmed, write it, and return the exit code."""
    from actionplan.cli.output import print_document
    from actionplan.edit.create import save_plan
    from actionplan.report.imports import import_receipt_document
    from actionplan.report.problems import problems_document

    prepared = ready.prepared
    if errors := [found for found in prepared.problems if found.severity == "error"]:
        console.warn_of(problems_document(errors))
        console.warn("\nNothing was written.")
        console.explain(
            "To go on without these cells, and list them in the plan: --leave-out-bad\n"
            "To say what such words mean, write a mapping file (--save-mapping how.toml) and add to it: [words], and "
            '"Delayed" = "in-progress"',
            on_stderr=True,
        )
        return PROBLEMS
    if not confirm.is_confirmed(prepared.to_confirm, saving, {change.path for change in prepared.changes}):
        cell_answers.explain(found.where.cell for found in prepared.to_confirm)
        return PROBLEMS
    if saving.dry_run:
        print_document(import_receipt_document(ready), "What becomes of every cell", "text")
        console.say("Nothing was written (--dry-run).")
        return FINE
    if not saving.yes:
        if not console.is_terminal():
            console.explain("Nothing was written. If the files are read rightly, add: --yes", on_stderr=True)
            return PROBLEMS
        if not click.confirm(f"Make the plan in {prepared.root}?", default=False):
            console.warn("Nothing was written.")
            return PROBLEMS
    save_plan(prepared)
    print_document(import_receipt_document(ready), "What became of every cell", "text")
    console.say(f"\nMade {prepared.root}, with this receipt: {prepared.changes[-1].path}")
    return FINE


def _write_for_form(ready: "PreparedImport", form: "form_run.FormRun") -> int:
    """Write the plan if a form asks for it and has confirmed everything; return the exit code."""
    from actionplan.cli.output import print_document
    from actionplan.edit.create import save_plan
    from actionplan.report.imports import import_receipt_document

    print_document(import_receipt_document(ready), "What becomes of every cell", "text")
    if not form.accepts(ready.prepared, ready.prepared.to_confirm, ()):
        return PROBLEMS
    save_plan(ready.prepared)
    form.is_saved = True
    return FINE
