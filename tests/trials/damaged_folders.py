"""Damage copies of plans in random ways, and ask every reading command about each.

Run: ``make trials``, or this file with a number of folders and a seed. Each command must give an answer: an exit code
of 0, 1 or 2 within a time, and no traceback. Every plan file in the folder must be read, or be named in a problem.
"""

import contextlib
import io
import os
import random
import shutil
import signal
import sys
import tempfile
from collections import Counter
from pathlib import Path

from setting_up import PROJECT, number_and_seed

import actionplan
from actionplan.cli.main import run
from actionplan.model.kinds import FOLDERS, path_of, records_of

ASKED = 6
"""How many of the commands are asked about each folder."""

LIMIT = 60
"""Seconds after which a folder counts as one that stalls a command."""

COMMANDS = (
    *(("status", "PLAN"), ("check", "PLAN"), ("due", "PLAN"), ("since", "2024-10-01", "PLAN"), ("challenge", "PLAN")),
    *(("measures", "PLAN"), ("resolutions", "PLAN"), ("reviews", "PLAN"), ("risks", "PLAN"), ("resources", "PLAN")),
    *(("check", "PLAN", "--format", "json"), ("status", "PLAN", "--format", "html"), ("dependencies", "PLAN")),
    *(("show", "1.1", "--plan", "PLAN"), ("trace", "1.1", "--plan", "PLAN"), ("since", "--format", "json", "PLAN")),
    ("update", "1.1", "--note", "x", "--plan", "PLAN", "--yes", "--dry-run"),
)


def _lines(data: bytes, change: random.Random, kind: str) -> bytes:
    lines = data.splitlines(keepends=True) or [b"\n"]
    first, second = change.randrange(len(lines)), change.randrange(len(lines))
    if kind == "swap":
        lines[first], lines[second] = lines[second], lines[first]
    elif kind == "repeat":
        lines.insert(first, lines[second])
    elif kind == "drop":
        del lines[first]
    else:
        lines[first:first] = [b"<<<<<<< HEAD\n", lines[second], b"=======\n", b">>>>>>> theirs\n"]
    return b"".join(lines)


VALUES = (
    *(b"2024-13-45", b"0001-01-01", b"9999-12-31", b"-1", b"1e400", b"nan", b"9" * 400, b"true", b'""', b"[]", b"{}"),
    *(b'"\\u0000"', b'"\\u202e\\u001b[2J"', b'"' + b"x" * 5000 + b'"', b"[[1]]", b"2024-01-01T00:00:00Z", b'"ongoing"'),
)


def _value(data: bytes, change: random.Random) -> bytes:
    """Put another value after one of the equals signs."""
    lines = data.split(b"\n")
    with_value = [number for number, line in enumerate(lines) if b"=" in line]
    if with_value:
        number = change.choice(with_value)
        lines[number] = lines[number].partition(b"=")[0] + b"= " + change.choice(VALUES)
    return b"\n".join(lines)


def _bytes(data: bytes, change: random.Random) -> bytes:
    made = bytearray(data)
    for _ in range(change.randint(1, 8)):
        if made:
            made[change.randrange(len(made))] = change.randrange(256)
    return bytes(made)


CONTENTS = {
    "some other bytes": _bytes,
    "another value": _value,
    "cut off": lambda data, change: data[: change.randrange(len(data) + 1)],
    "two lines in each other's place": lambda data, change: _lines(data, change, "swap"),
    "a line twice": lambda data, change: _lines(data, change, "repeat"),
    "a line missing": lambda data, change: _lines(data, change, "drop"),
    "marks of a conflict": lambda data, change: _lines(data, change, "conflict"),
    "empty": lambda _data, _change: b"",
    "UTF-16": lambda data, _change: data.decode("utf-8", "replace").encode("utf-16"),
    "other line ends": lambda data, change: data.replace(b"\n", change.choice((b"\r", b"\r\n", b"\n\n"))),
    "twice": lambda data, _change: data + data,
    "zeros": lambda data, _change: data + bytes(1000),
    "a block of another file": lambda data, _change: data + b'\n[[status]]\non = 2024-01-01\nby = "zzz"\n',
    "long": lambda data, change: data + change.choice((b"#", b"\t", b"x", b"[", b'"')) * change.randint(1, 50_000),
}


def _remove(path: Path, _change: random.Random) -> None:
    path.unlink()


def _rename(path: Path, change: random.Random) -> None:
    names = (
        "1.1 (copy).toml",
        "con.toml",
        ".hidden.toml",
        "-x.toml",
        "A1.TOML",
        "\x1b[2J.toml",
        "ä.toml",
        "x.toml.bak",
    )
    path.rename(path.with_name(change.choice(names)))


def _folder(path: Path, _change: random.Random) -> None:
    path.unlink()
    path.mkdir()


def _link(path: Path, change: random.Random) -> None:
    path.unlink()
    path.symlink_to(change.choice((path.name, "nowhere", "/etc/passwd", "..")))


def _pipe(path: Path, _change: random.Random) -> None:
    path.unlink()
    os.mkfifo(path)


def _copy(path: Path, change: random.Random) -> None:
    names = ("copy.toml", f"{path.stem}-DESKTOP-AB12.toml", f"{path.name}.orig", f"{path.stem} (1).toml")
    shutil.copy(path, path.with_name(change.choice(names)))


FILES = {
    "removed": _remove,
    "renamed": _rename,
    "a folder": _folder,
    "a link": _link,
    "a pipe": _pipe,
    "copied": _copy,
}


def damage(plan: Path, change: random.Random) -> list[str]:
    """Damage a plan in one to three ways; return their names."""
    done = []
    for _ in range(change.randint(1, 3)):
        paths = sorted(path for path in plan.rglob("*") if path.is_file() and not path.is_symlink())
        if not paths:
            break
        path = change.choice([*paths, *([plan / "plan.toml"] if (plan / "plan.toml").is_file() else [])])
        kind = change.choice([*CONTENTS] * 2 + [*FILES])
        if kind in CONTENTS:
            path.write_bytes(CONTENTS[kind](path.read_bytes(), change))
        else:
            FILES[kind](path, change)
        done.append(f"{path.relative_to(plan)}: {kind}")
    return done


def omitted(plan: Path) -> set[str]:
    """Return the plan files that were neither read nor named in a problem."""
    folders = [plan / name for name in FOLDERS.values() if (plan / name).is_dir()]
    there = {str(path) for folder in folders for path in folder.iterdir() if path.name.lower().endswith(".toml")}
    there |= {str(plan / "plan.toml")} & {str(path) for path in plan.iterdir()}
    portfolio = actionplan.load(str(plan))
    read = {path_of(each, record) for each in portfolio.plans for record in (each, *records_of(each))}
    unread = [*portfolio.unread, *(file for each in portfolio.plans for file in each.unread)]
    named = {file.path for file in unread} | {problem.where.path for problem in portfolio.problems}
    # A plan.toml that cannot be read stands for its whole folder, and a folder for the files in it
    is_whole = str(plan / "plan.toml") in named and not portfolio.plans
    return (
        set()
        if is_whole or not portfolio.plans
        else {path for path in there - read - named if os.path.dirname(path) not in named}
    )


def answer(words: list[str]) -> tuple[int, str]:
    """Run a command in this process; return its exit code and what it printed."""
    said = io.TextIOWrapper(io.BytesIO(), encoding="utf-8")
    with contextlib.redirect_stdout(said), contextlib.redirect_stderr(said):
        code = run(words)
        said.flush()
    return code, said.buffer.getvalue().decode()


def faults(plan: Path, change: random.Random) -> list[str]:
    """Return what is wrong with the answers of some commands about a plan."""
    wrong = []
    for command in change.sample(COMMANDS, ASKED):
        words = [str(plan) if word == "PLAN" else word for word in command]
        code, said = answer(words)
        if code not in (0, 1, 2) or "Traceback" in said:
            wrong.append(f"{command[0]} ends with {code}: {said[-300:]}")
        if "\x1b[2J" in said:
            wrong.append(f"{command[0]} prints a control character")
    return [*wrong, *(f"not read and not named: {path}" for path in sorted(omitted(plan)))]


def _stalled(*_: object) -> None:
    raise TimeoutError


def main() -> int:
    """Damage folders, and print what went wrong and how many there were."""
    number, seed = number_and_seed(10_000)
    change = random.Random(seed)
    sources = [PROJECT / "plans/hertfordshire-send", PROJECT / "examples/northshire-send"]
    counts: Counter[str] = Counter()
    signal.signal(signal.SIGALRM, _stalled)
    for done in range(1, number + 1):
        with tempfile.TemporaryDirectory() as folder:
            plan = Path(folder, "plan")
            shutil.copytree(change.choice(sources[:1] * 4 + sources), plan)
            ways = damage(plan, change)
            signal.alarm(LIMIT)
            try:
                wrong = faults(plan, change)
            except TimeoutError:
                wrong = [f"no answer within {LIMIT} seconds"]
            finally:
                signal.alarm(0)
            counts.update(way.partition(": ")[2] for way in ways)
            counts["wrong"] += bool(wrong)
            if wrong:
                print(done, ways, *wrong, sep="\n    ", flush=True)
        if done % 500 == 0:
            print(f"{done} folders, {counts['wrong']} wrong", flush=True)
    print(f"seed {seed}: {number:,} damaged folders, {ASKED} commands each: {counts.pop('wrong')} wrong answers")
    print(", ".join(f"{kind} {times:,}" for kind, times in sorted(counts.items())))
    return 0


if __name__ == "__main__":
    sys.exit(main())
