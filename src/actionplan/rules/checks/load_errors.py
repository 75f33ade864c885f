"""The problems that are found while files are read, before any rule can be applied to a plan.

`storage` finds them. Here each code is explained, so that ``check --list`` and ``docs/checks.md`` list all codes in the
same way.
"""

from collections.abc import Callable
from inspect import getdoc
from typing import NamedTuple


class ReadingRule(NamedTuple):
    """One condition that a file must meet before it can be checked.

    Attributes:
        code: its stable code; E for an error, W for a warning.
        name: a short name in words with hyphens.
        text: the rule, as a paragraph for people.
    """

    code: str
    name: str
    text: str


def reading_rule(code: str) -> Callable[[Callable[[], None]], ReadingRule]:
    """Make a rule of a function that only has a name and a docstring."""
    return lambda function: ReadingRule(code, function.__name__.replace("_", "-"), getdoc(function) or "")


@reading_rule("E001")
def not_toml() -> None:
    """Every plan file is TOML. The message names the place where reading failed; the mistake itself is often a little
    earlier, such as a missing closing quote. For a round of updates from a spreadsheet: the file is not CSV.
    """


@reading_rule("E002")
def not_utf_8() -> None:
    """A plan file is text in UTF-8. Most editors offer this encoding under "Save as". For a round of updates, Excel has
    "CSV UTF-8".
    """


@reading_rule("E003")
def too_large() -> None:
    """A file has at most 4 MB. Keep evidence in files of its own, and name these files in an entry."""


@reading_rule("E004")
def cannot_be_opened() -> None:
    """A file or folder cannot be opened: it no longer exists, you may not read it, or something else has its name, such
    as a folder called `1.1.toml`. The same code is used for a folder that is searched for plans, if it may not be
    listed or is nested too deeply.
    """


@reading_rule("E005")
def link_leads_out() -> None:
    """A symbolic link among the plan's files leads to something in the plan's folder: not to a place outside it, not to
    a missing file, and not in a circle. In the files of a commit, links are not followed at all.
    """


@reading_rule("E006")
def nested_too_deeply() -> None:
    """Tables and lists are nested a few levels deep. This file has more than a hundred levels."""


@reading_rule("E007")
def no_plan_file() -> None:
    """A plan's folder contains a file `plan.toml`. This folder has the subfolders of a plan, but not that file."""


@reading_rule("E008")
def other_format() -> None:
    """`format` in `plan.toml` is 1, the only version of the format so far."""


@reading_rule("E009")
def record_under_a_wrong_name() -> None:
    """A record has a file name with which it is not read, such as `1.1.toml.txt`, or is in a folder that is not read,
    such as `action` instead of `actions`. Until it is renamed, it is missing from every figure.
    """


@reading_rule("E010")
def copy_of_a_record() -> None:
    """No file is a copy of another record's file, as programs that synchronise folders make them: `1.2-LAPTOP.toml`,
    `1.2 (1).toml`. It is recognised by its name, its title, and the same head or an entry in common. A copy is not
    counted as a second record. If it differs from the record, figures may lack what only the copy has.
    """


@reading_rule("W001")
def nothing_reads_this() -> None:
    """A file or folder among the plan's files is not read. A record belongs in the folder of its kind (`areas`,
    `actions`, `resolutions`, `measures`, `risks`, `reviews`), an outline of a paper in `reports`, a receipt in
    `receipts`, and its file name ends in `.toml`.
    """


@reading_rule("W002")
def left_beside_a_record() -> None:
    """No file that an editor, git or a person left is beside a record's file, such as `1.1.toml.orig` or
    `1.1 (copy).toml`. It is not read, and no figure lacks it.
    """


@reading_rule("E101")
def unknown_key() -> None:
    """Every key is one that the format has at that place, so that nothing is lost by a misspelt `onwer`. Put fields of
    your own under `[extra]`. If an unknown key holds a table, or differs from a known key only in capital letters, it
    may hide part of the history, so its file is left out. A record has no key `id`: the name of its file is its id.
    """


@reading_rule("E102")
def missing_key() -> None:
    """A required key is present; an empty file has none. In a round of updates from a spreadsheet, there is a column of
    the actions' ids, and each row has one.
    """


@reading_rule("E103")
def wrong_type() -> None:
    """A value has the right type: text in quotes, whole numbers and `true` or `false` without quotes, lists in square
    brackets.
    """


@reading_rule("E104")
def unknown_word() -> None:
    """Where the format has a fixed list of words, such as the states of an action, the value is one of them."""


@reading_rule("E105")
def not_a_plan_date() -> None:
    """A date is written in one of the ways that the format allows: a day without quotes, anything else in quotes."""


@reading_rule("E106")
def not_an_id() -> None:
    """An id consists of letters, digits, `.` and `-`, and is in quotes: without quotes, 1.10 is a number and is read as
    1.1. The same holds for file names.
    """


@reading_rule("E108")
def history_in_brackets() -> None:
    """Each entry of the history is a block of its own under a line `[[status]]`. If the history were written as
    `status = [...]`, no entry could be added at the end of the file.
    """


@reading_rule("E245")
def several_owners() -> None:
    """`owner` names one body, the one that answers to the board. Others that help are `partners`, roles that lead the
    work together are `joint_leads`, and two bodies that each answer for a part have an action each. Until it is
    corrected, the record counts in reports as one without an owner.
    """


@reading_rule("E126")
def two_plans_of_one_id() -> None:
    """Plans that are read together have different ids. Two plans with one id are usually a plan and its copy: it would
    be counted twice, and `since` could not compare them.
    """


@reading_rule("E274")
def plans_follow_in_a_circle() -> None:
    """Of plans that are read together none follows itself by way of others: `successor_plan` leads to a later plan."""


@reading_rule("W546")
def outline_names_no_record() -> None:
    """What an outline in `reports/` asks and says names records that the plan has. A word is taken for the id or the
    printed reference of a record if it differs from one of the plan in its figures alone, as 4.12 does from 4.1.
    """


@reading_rule("W574")
def no_such_plan() -> None:
    """Where several plans are read together, each id in `successor_plan` and `plans_beside` is that of one of them, so
    that a typing mistake is found. The web address of a plan is not looked for, nor is anything where one plan is read
    alone.
    """


@reading_rule("W575")
def follows_an_earlier_plan() -> None:
    """Of plans that are read together, the `successor_plan` of a plan was not agreed before it: otherwise the two are
    likely the wrong way round.
    """


@reading_rule("E260")
def key_under_two_names() -> None:
    """A key that has had another name is in a file under one of the two: the recommendations of a review are
    `[[recommendations]]` or, in older files, `[[asks]]`, and an entry about one has `recommendation` or `ask`.
    """


READING = tuple(found for found in list(vars().values()) if isinstance(found, ReadingRule))
"""Every rule about reading, in order of its number, unreadable files first."""
