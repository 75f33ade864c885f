"""Actions with histories of every shape, from dice: what no plan has, to combine all rules."""

import random
from collections.abc import Mapping
from datetime import date, timedelta

from actionplan.model.vocabulary import State, words

FIRST = date(2024, 1, 1)
WHENS = [FIRST + timedelta(days=20 * number) for number in range(12)]
"""Days on which things happen; few, so that many happen on one."""

LOOSE = ["2024-02", "2024-Q2", "unknown", "ongoing"]
"""Plan dates that are no days."""


def made_action(dice: random.Random) -> str:
    """Return the file of an action with two milestones and up to eleven entries."""
    head = 'title = "T"\nareas = ["PA1"]\n'
    head += dice.choice(["", 'owner = "hcc"\n']) + dice.choice(["", 'partners = ["board"]\n'])
    head += dice.choice(["", f"due = {dice.choice(WHENS)}\n", 'due = "2024-Q2"\n', 'due = "ongoing"\n'])
    head += dice.choice(["", f"agreed = {dice.choice(WHENS)}\n", 'agreed = "2024-03"\n'])
    head += "".join(f'[[milestones]]\nid = "{name}"\ntitle = "M"\ndue = {dice.choice(WHENS)}\n' for name in "ab")
    made: dict[str, tuple[str, str]] = {}
    return head + "".join(_entry(dice, made) for _ in range(dice.randrange(12)))


def made_history(
    dice: random.Random, values: Mapping[str, tuple[str, ...]], table: str = "status", more: str = ""
) -> str:
    """Return up to eight entries of a record of any kind.

    Args:
        dice: what decides.
        values: what an entry may state of each field; ``clause`` and ``value`` are always stated.
        table: the name of the entries.
        more: lines that every entry has.
    """
    made: dict[str, tuple[str, str]] = {}
    text = ""
    for _ in range(dice.randrange(8)):
        start, is_redacted = _start(dice, made, "", table)
        text += start + more
        always = [name for name in values if name in ("clause", "value")]
        names = always if is_redacted else {*always, *dice.sample([*values], dice.randrange(1, len(values) + 1))}
        if is_redacted:
            names = [name for name in names if name != "value"]
        text += "".join(f"{name} = {dice.choice(values[name])}\n" for name in values if name in names)
    return text


def _entry(dice: random.Random, made: dict[str, tuple[str, str]]) -> str:
    """Return an entry, perhaps a correction of an earlier one, of the same part and recorded on that day or later.

    Args:
        dice: what decides.
        made: of each entry with an id, what it is about and when it was recorded; the new one is added.
    """

    def maybe(key: str, *values: str, chance: float = 0.3) -> str:
        return f"{key} = {dice.choice(values)}\n" if dice.random() < chance else ""

    part = maybe("milestone", '"a"', '"b"', chance=0.2)
    text, is_redacted = _start(dice, made, part)
    if is_redacted:
        return text
    text += maybe("state", *(f'"{state}"' for state in words(State)), chance=0.5)
    text += maybe("title", '"T2"', '"T3"', chance=0.1)
    text += maybe("due", *map(str, WHENS), *(f'"{loose}"' for loose in LOOSE), chance=0.4)
    if "milestone" not in text:
        text += maybe("rating", '"green"', '"red"') + maybe("progress", "0", "40", "100")
        text += maybe("owner", '"icb"', '"board"', chance=0.3) + maybe("handover_from", '"hcc"', '"icb"', chance=0.1)
        text += maybe("areas", '["PA2", "PA1"]', '["PA2"]', chance=0.1)
        text += maybe("partners", "[]", '["icb"]', chance=0.1) + maybe("lead", '"Head"', chance=0.1)
        text += maybe("start", *map(str, WHENS), '"unknown"', chance=0.1) + maybe("after", '["1"]', "[]", chance=0.1)
        text += maybe("findings", '["PA1:a"]', chance=0.1) + maybe("success", '"Better"', chance=0.1)
    return text


def _start(dice: random.Random, made: dict[str, tuple[str, str]], part: str, table: str = "status") -> tuple[str, bool]:
    """Return the first lines of an entry, and whether it is redacted; see `_entry`."""
    wrong = dice.choice([*made]) if made and dice.random() < 0.4 else None
    part = made[wrong][0] if wrong else part
    when = dice.choice(WHENS)
    recorded = when + timedelta(days=dice.choice([0, 0, 0, 1, 45]))
    written = str(when)
    if dice.random() < 0.1:
        written, recorded = '"2024-02"', max(recorded, date(2024, 2, 29))
    text = f"[[{table}]]\non = {written}\n"
    text += f"recorded = {recorded}\n" if str(recorded) != written else ""
    if dice.random() < 0.7:
        name = f"e{len(made)}"
        made[name] = (part, str(recorded))
        text += f'id = "{name}"\n'
    text += (f'corrects = "{wrong}"\n' if wrong else "") + part
    if dice.random() < 0.08:
        return text + 'redacted = { on = 2024-12-01, reason = "r", authority = "a" }\n', True
    return text + ('reason = "A slip"\n' if wrong else ""), False
