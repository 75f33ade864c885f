"""The problems that are met in reading files, before any rule can look at a plan.

They are found in ``store``, where files are opened; here stands what each code means, so that ``check --list`` and
``docs/checks.md`` tell all codes alike.
"""

from attrs import frozen

from actionplan.model.kinds import FOLDERS


@frozen
class ReadingRule:
    """One thing that a file must be before it can be checked.

    Attributes:
        code: its stable code; E for an error, W for a warning.
        name: a short name in words with hyphens.
        text: the rule, as a paragraph for people.
    """

    code: str
    name: str
    text: str


READING = (
    ReadingRule(
        "E001",
        "not-toml",
        """Every plan file is TOML. The message names the place at which the reader lost its way; the slip itself is
        often a little earlier, such as a quote that was never closed. In a round from a spreadsheet: the file is not
        CSV.""",
    ),
    ReadingRule(
        "E002",
        "not-utf-8",
        """A plan file is text in UTF-8. Most editors offer that encoding under "Save as"; for a round of updates Excel
        has "CSV UTF-8".""",
    ),
    ReadingRule(
        "E003",
        "too-large",
        "A file has at most 4 MB. Evidence belongs in files of its own, which an entry names.",
    ),
    ReadingRule(
        "E004",
        "cannot-be-opened",
        """A file or folder cannot be opened: it has gone, you may not read it, or something else bears its name, such
        as a folder called `1.1.toml`. Likewise a folder in which plans are looked for, and which may not be looked
        into or lies very deep.""",
    ),
    ReadingRule(
        "E005",
        "link-leads-out",
        """A link among plan files leads to something in the plan's folder: not out of it, not nowhere, not in a circle.
        In the files of a commit, links are not followed at all.""",
    ),
    ReadingRule(
        "E006",
        "nested-too-deeply",
        "Tables and lists stand in one another a few levels deep. This file goes on for more than a hundred.",
    ),
    ReadingRule(
        "E007",
        "no-plan-file",
        "A plan's folder holds a file `plan.toml`. This one has the folders of a plan, but not that file.",
    ),
    ReadingRule(
        "E008",
        "other-format",
        "`format` in `plan.toml` is 1, the only version of the format so far.",
    ),
    ReadingRule(
        "E009",
        "record-under-a-wrong-name",
        """A record is there, but under a name by which nothing reads it: `1.1.toml.txt`, or a folder `action` beside or
        in place of `actions`. It is missing from every figure until it is renamed.""",
    ),
    ReadingRule(
        "W001",
        "nothing-reads-this",
        f"""A file or folder lies where plan files belong, and nothing reads it. If it is a record, it belongs in the
        folder of its kind ({", ".join(f"`{folder}`" for folder in FOLDERS.values())}), with a name that ends in
        `.toml`.""",
    ),
    ReadingRule(
        "E101",
        "unknown-key",
        """Every key is one that the format knows at that place, so that a mistyped `onwer` is not a silent loss. Fields
        of your own go under `[extra]`. A key that holds a table, or is wrong in its capitals only, may hide a
        history, so its file is left out. A record has no key `id`: its file's name is the id.""",
    ),
    ReadingRule(
        "E102",
        "missing-key",
        "A key that is needed is there. In a round from a spreadsheet: there is a column `action`.",
    ),
    ReadingRule(
        "E103",
        "wrong-type",
        """A value is of the right sort: text in quotes, whole numbers and `true` or `false` without, lists in square
        brackets.""",
    ),
    ReadingRule(
        "E104",
        "unknown-word",
        "Where the format owns a list of words, such as the states of an action, the value is one of them.",
    ),
    ReadingRule(
        "E105",
        "not-a-plan-date",
        "A date is written in one of the ways that the format knows. A day stands without quotes, all else in quotes.",
    ),
    ReadingRule(
        "E106",
        "not-an-id",
        """An id is made of letters, digits, `.` and `-`, and stands in quotes: without them 1.10 is a number, and is
        read as 1.1. File names are held to the same.""",
    ),
    ReadingRule(
        "E108",
        "history-in-brackets",
        """History stands in blocks, each under its own line `[[status]]`. Written as `status = [...]`, nothing could be
        added to it at the end of the file.""",
    ),
    ReadingRule(
        "E126",
        "two-plans-of-one-id",
        """Among plans that are looked at together, each has an id of its own. Two of one id are mostly one plan and its
        copy, which would be counted twice, and `since` could not tell them apart.""",
    ),
)
"""Every problem met in reading, in order of its number, unreadable files first."""
