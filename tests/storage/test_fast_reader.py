"""A file read in chunks gives the same record as the whole file, or else is not read in chunks."""

import random
from pathlib import Path

import pytest

from actionplan.model.dates import NO_CALENDAR
from actionplan.model.ids import Id
from actionplan.model.kinds import FOLDERS
from actionplan.model.matching import content
from actionplan.model.records import Plan
from actionplan.storage.fast_reader import statements_for
from actionplan.storage.load import _Reading, _structured, load_plan_file
from exports import HERTFORDSHIRE, NORTHSHIRE

FILES = [
    (kind, path)
    for plan in (NORTHSHIRE, HERTFORDSHIRE)
    for kind, folder in FOLDERS.items()
    for path in sorted(Path(plan, folder).glob("*.toml"))
]

SLIPS = (
    *(
        "[[status]]",
        "[[ status ]]",
        "[status]",
        "[[readings]]",
        "[[targets]]",
        "[extra]",
        "[status.extra]",
        "[[evidence]]",
    ),
    *(
        '"""',
        "'''",
        '"',
        "'",
        "\\",
        "\r",
        "\n",
        "\t",
        "#",
        "# [[status]]",
        "by = ",
        'note = "',
        'note = ""',
        "=",
        "[",
        "]",
    ),
    *(
        'id = "aaaaaa"',
        'id = "con"',
        "on = 2024-01-01",
        'on = "2024-01"',
        "recorded = 2024-02-30",
        "0",
        "1_000",
        "{",
        "}",
    ),
    *(
        "0xffffffffffffffffff",
        "99999999999999999999999",
        "true",
        'state = "complete"',
        'state = "done"',
        "progress = 101",
    ),
    *(
        "extra = { a = 1 }",
        "extra.a = 1",
        'reason = "x"',
        "due = 2025-01-01",
        'corrects = "aaaaaa"',
        "a.b = 1",
        " ",
        ".",
        ",",
    ),
    *("\x00", "\x7f", "\x1b[31m", "é", "\u2028", "\ufeff", 'source = ["a"]', 'source = [\n    "a",\n]', 'title = "x"'),
    *(
        "redacted.on = 2024-01-01",
        "value = 56.30",
        "period = 2024",
        "status = []",
        "[status]\n",
        "[[status]]\n[[status]]\n",
    ),
)
"""Text that a typing mistake, an editor or a merge may put into a file."""


def whole(kind, data):
    """Read a file as a whole; None where anything is wrong with it."""
    reading = _Reading("p")
    document = reading.document_of("p/a1.toml", "a1", data)
    plan = Plan(format=1, id=Id("p"), title="P", root="p")
    record = _structured(reading, document, kind, "a1", plan) if document is not None else None
    return None if reading.problems else record


def agree(kind, data):
    """Compare the two ways, and return whether the file was read in chunks."""
    record = statements_for(kind, NO_CALENDAR).record("a1", data)
    if record is not None:
        assert record == whole(kind, data), data.decode(errors="replace")
        assert content(record) == content(whole(kind, data))
    return record is not None


def damaged(data, dice):
    """Return a file's bytes with a few mistakes in them."""
    for _ in range(dice.choice((1, 1, 1, 2, 3))):
        line_starts = [0, *(place + 1 for place, byte in enumerate(data) if byte == 10)]
        place = dice.choice((dice.randrange(len(data) + 1), dice.choice(line_starts)))
        end = place + dice.choice((0, 0, 0, 1, 5, 30))
        slip = dice.choice(SLIPS).encode()
        slip = dice.choice((slip, slip + b"\n", b"\n" + slip + b"\n", b"", data[place : place + dice.randrange(200)]))
        data = data[:place] + slip + data[end:]
    return dice.choice((data, data, data, data.replace(b"\n", b"\r\n"), data.rstrip(b"\n")))


@pytest.mark.parametrize("seed", range(10))
def test_a_damaged_file_says_piece_by_piece_what_it_says_as_a_whole(seed):
    dice = random.Random(seed)
    read = [agree(kind, damaged(path.read_bytes(), dice)) for kind, path in dice.choices(FILES, k=300)]
    assert any(read)


def test_what_our_writer_writes_is_read_piece_by_piece():
    calendar = load_plan_file(NORTHSHIRE).calendar
    for kind, path in FILES:
        if "northshire" in str(path):
            assert statements_for(kind, calendar).record("a1", path.read_bytes()) is not None, path


@pytest.mark.parametrize("newline", [b"\n", b"\r\n"])
def test_line_ends_make_no_difference(newline):
    text = b'title = "T"\nareas = ["A"]\n\n[[status]]\non = 2024-01-05\nby = "hcc"\nnote = "Begun"\n'

    record = statements_for("action", NO_CALENDAR).record("1.1", text.replace(b"\n", newline))

    assert record is not None
    assert record.status[0].note == "Begun"


@pytest.mark.parametrize(
    "text",
    [
        'title = "T"\nareas = ["A"]\nlead = """\n[[status]]\non = 2024-01-05\n"""\n',
        'title = "T"\nareas = ["A"]\n# [[status]]\n\n[[status]]\non = 2024-01-05\n[status.extra]\nx = 1\n',
        'title = "T"\nareas = ["A"]\n\n[[status]]\non = 2024-01-05\nnote = """\n[[status]]\non = 2024-01-06\n"""\n',
        'title = "T"\nareas = ["A"]\n\n[[status]]\non = 2024-01-05\nnote = "Said \\"yes\\""\n',
    ],
    ids=["header in a text", "header in a comment", "header in a note", "escapes"],
)
def test_what_looks_like_an_entry_and_is_none_is_left_to_the_whole(text):
    assert statements_for("action", NO_CALENDAR).record("1.1", text.encode()) is None
    assert whole("action", text.encode()) is not None


BLOCKS = (
    ("status", 'on = 2024-01-05\nid = "abcde1"\nby = "hcc"\nnote = "Begun"\n'),
    ("status", 'note = "Begun"\nid = "abcde1"\non = 2024-01-05\n'),
    ("targets", 'due = 2028-12-31\nvalue = 70\nid = "abcde1"\nby = "hcc"\n'),
    ("targets", 'by = "hcc"\nid = "abcde1"\ndue = 2028-12-31\nvalue = 70\n'),
    ("readings", 'on = 2024-01-05\nperiod = 2024-01-01\nvalue = 7\nid = "abcde1"\nby = "hcc"\n'),
    ("readings", 'value = 7\nid = "abcde1"\non = 2024-01-05\nperiod = 2024-01-01\n'),
    ("benchmarks", 'on = 2024-01-05\nperiod = 2024-01-01\nvalue = 7\nof = "England"\nid = "abcde1"\n'),
)
"""Blocks of each list of a measure, with their keys in other orders than our writer's."""


@pytest.mark.parametrize(("tail", "block"), BLOCKS)
def test_keys_may_be_in_any_order_even_while_an_error_is_handled(tail, block):
    data = f'title = "T"\nunit = "per cent"\ndirection = "up"\n\n[[{tail}]]\n{block}'.encode()
    record = whole("measure", data)
    try:
        int("no number")
    except ValueError:  # Python then reports a key that is given twice in another way
        read = statements_for("measure", NO_CALENDAR).record("a1", data)

    assert record is not None
    assert getattr(record, tail)[0].id == "abcde1"
    assert read in (None, record)
