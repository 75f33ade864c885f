"""The problems of rounds of updates and of returns. `edit.bulk` and `returns` find them; `check` never reports them."""

from actionplan.rules.checks.load_errors import reading_rule


@reading_rule("E130")
def file_of_another_format() -> None:
    """A round is a table as text, with commas, semicolons or tabs between the cells, or TOML. The contents of the file
    decide, not its name. Workbooks, Word and PDF documents, web pages, e-mails, calendars, JSON and other formats are
    recognised and named.
    """


@reading_rule("E131")
def column_not_understood() -> None:
    """Each column is understood by its heading, so that nothing is lost by a heading that nobody expected. Say what the
    column is with `--column HEADING=FIELD`, or leave it out with `--ignore-column HEADING`.
    """


@reading_rule("E132")
def column_of_several_meanings() -> None:
    """Each column has one meaning, and no two columns have the same. Councils use a heading such as "Status" for
    states, ratings and notes, so the cells of the column decide; if they do not, say which it is with `--column`.
    """


@reading_rule("E133")
def dates_of_unknown_order() -> None:
    """The dates of a column show whether the day or the month comes first. If one date can only have the month first,
    such as 11/28/2026, then 10/11/2026 may be 10 November or 11 October, and no date of the column is read until you
    say which with `--date-order`. If no date shows anything, the day comes first, as is usual in Britain.
    """


@reading_rule("E134")
def per_cents_or_parts_of_1() -> None:
    """The numbers of a column of per cents are all per cents, or all parts of 1 as a spreadsheet stores per cents: 0.4
    for 40 per cent. A column that has both, or only the number 1, is unclear.
    """


@reading_rule("E135")
def differs_from_the_plan() -> None:
    """A column of something that a round does not change, such as titles or areas, agrees with the plan: otherwise an
    update may have come to the wrong action, or somebody expects a change. Spaces, capitals and a full stop at the end
    make no difference.
    """


@reading_rule("E141")
def new_date_refused() -> None:
    """In an owner's return, a new date has its reason beside it, is a day to come, and is for an action that is still
    open. The message is written so that it can be sent back to the owner.
    """


@reading_rule("E142")
def worked_out_by_a_formula() -> None:
    """A cell to fill in has what somebody entered. What a formula works out may change with the day, and with the
    computer.
    """


@reading_rule("E143")
def no_return() -> None:
    """A file that is received as a return has a table of one: a row with the heading Ref and others of the return."""


@reading_rule("E144")
def figure_not_complete() -> None:
    """A figure of a measure goes with the time that it is about, and the other way round."""


ROUNDS = (
    file_of_another_format,
    column_not_understood,
    column_of_several_meanings,
    dates_of_unknown_order,
    per_cents_or_parts_of_1,
    differs_from_the_plan,
    new_date_refused,
    worked_out_by_a_formula,
    no_return,
    figure_not_complete,
)
"""Every rule about rounds and returns, in order of its number."""
