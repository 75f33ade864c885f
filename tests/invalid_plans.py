"""Faults that git cannot carry, each made in a copy of the base plan when it is tested: pipes, links, bytes, names."""

import builtins
import os
import shutil
from collections.abc import Callable
from pathlib import Path
from textwrap import dedent
from typing import Any, NamedTuple

import pytest

from actionplan.storage.toml import MAX_BYTES

Build = Callable[[Path, pytest.MonkeyPatch], None]


class Built(NamedTuple):
    """A fault that is made when it is tested: how, and the expected message."""

    build: Build
    expected: str


BUILT: dict[str, Built] = {}


def fault(name: str, expected: str) -> Callable[[Build], Build]:
    """Add a fault that is made by a function, which gets a folder with the base plan.

    Args:
        name: its code and what it is.
        expected: the expected message, as in an ``expected.txt``; OUTSIDE is the folder that contains the plan.
    """

    def added(build: Build) -> Build:
        BUILT[name] = Built(build, dedent(expected).lstrip("\n"))
        return build

    return added


def replaced(path: Path, old: str, new: str) -> str:
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1
    return text.replace(old, new)


# Bytes


@fault(
    "E001-after-byte-order-mark",
    """
    areas/PA1.toml:1:9: E001 not TOML: this is neither text in quotes nor a number, a day, a list, true or false
        fix: put quotes round it: "Leaders"
    """,
)
def _(plan: Path, patch: pytest.MonkeyPatch) -> None:
    (plan / "areas/PA1.toml").write_bytes(b"\xef\xbb\xbftitle = Leaders\r\nkind = 'other'\r\n")


@fault(
    "E001-unclosed-list-with-windows-line-ends",
    """
    actions/1.2.toml:2:15: E001 not TOML: a closing bracket or a comma is missing here
        fix: put a comma between values, and ] after the last: ["a", "b"]
    """,
)
def _(plan: Path, patch: pytest.MonkeyPatch) -> None:
    text = replaced(plan / "actions/1.2.toml", '["PA1"]', '["PA1"')
    (plan / "actions/1.2.toml").write_bytes(text.replace("\n", "\r\n").encode())


@fault(
    "E201-after-byte-order-mark-with-windows-line-ends",
    """
    actions/1.2.toml:3:9: E201 there is no body "ib"
        fix: did you mean "icb"?
    """,
)
def _(plan: Path, patch: pytest.MonkeyPatch) -> None:
    text = replaced(plan / "actions/1.2.toml", 'owner = "icb"', 'owner = "ib"')
    (plan / "actions/1.2.toml").write_bytes(b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode())


@fault(
    "E101-on-the-first-line-after-byte-order-mark",
    """
    actions/1.2.toml:1:1: E101 the key "priority" is not known here
        fix: did you mean "areas"? If not, put it under [extra]
    """,
)
def _(plan: Path, patch: pytest.MonkeyPatch) -> None:
    text = (plan / "actions/1.2.toml").read_bytes()
    (plan / "actions/1.2.toml").write_bytes(b"\xef\xbb\xbfpriority = 1\r\n" + text)


@fault("E001-number-of-5000-digits", "plan.toml:1:1: E001 not TOML: a number is too long\n")
def _(plan: Path, patch: pytest.MonkeyPatch) -> None:
    (plan / "plan.toml").write_text(replaced(plan / "plan.toml", "= 60", "= " + "6" * 5000))


@fault(
    "E002-windows-1252",
    """
    actions/1.2.toml:1:20: E002 this is not UTF-8 text
        fix: save the file as "UTF-8" in your editor
    """,
)
def _(plan: Path, patch: pytest.MonkeyPatch) -> None:
    text = replaced(plan / "actions/1.2.toml", "Train everyone", "Train for £100")
    (plan / "actions/1.2.toml").write_bytes(text.encode("cp1252"))


@fault(
    "E002-utf-16",
    """
    actions/1.2.toml:1:1: E002 the file is in UTF-16, which some editors call "Unicode"
        fix: save the file as "UTF-8" in your editor
    """,
)
def _(plan: Path, patch: pytest.MonkeyPatch) -> None:
    text = (plan / "actions/1.2.toml").read_text(encoding="utf-8")
    (plan / "actions/1.2.toml").write_bytes(text.encode("utf-16"))


@fault("E002-binary", "actions/1.2.toml:1:5: E002 the file is binary\n")
def _(plan: Path, patch: pytest.MonkeyPatch) -> None:
    (plan / "actions/1.2.toml").write_bytes(b"PK\x03\x04\x80\x00\x00\xff" * 4)


@fault(
    "E003-larger-than-is-read",
    """
    actions/1.2.toml:1:1: E003 the file is larger than 4 MB, and so was not read
        fix: keep evidence in files of its own, and name them here
    """,
)
def _(plan: Path, patch: pytest.MonkeyPatch) -> None:
    (plan / "actions/1.2.toml").write_bytes(b"#" * (MAX_BYTES + 1))


@fault("E006-lists-in-lists", "actions/1.2.toml:1:1: E006 tables or arrays are nested too deeply to be read\n")
def _(plan: Path, patch: pytest.MonkeyPatch) -> None:
    (plan / "actions/1.2.toml").write_text("after = " + "[" * 5000 + "]" * 5000)


@fault("E006-tables-in-tables", "plan.toml:1:1: E006 tables or arrays are nested too deeply to be read\n")
def _(plan: Path, patch: pytest.MonkeyPatch) -> None:
    with (plan / "plan.toml").open("a") as file:
        file.write(f"[extra.{'.'.join('x' * 100)}]\n")


# What is no ordinary file, or not where it belongs


@fault("E004-folder-in-place-of-a-file", "actions/1.2.toml:1:1: E004 this is a folder\n")
def _(plan: Path, patch: pytest.MonkeyPatch) -> None:
    (plan / "actions/1.2.toml").unlink()
    (plan / "actions/1.2.toml").mkdir()


@fault("E004-folder-in-place-of-plan-file", "plan.toml:1:1: E004 this is a folder\n")
def _(plan: Path, patch: pytest.MonkeyPatch) -> None:
    (plan / "plan.toml").unlink()
    (plan / "plan.toml").mkdir()


@fault("E004-pipe", "actions/1.2.toml:1:1: E004 this is not an ordinary file\n")
def _(plan: Path, patch: pytest.MonkeyPatch) -> None:
    (plan / "actions/1.2.toml").unlink()
    os.mkfifo(plan / "actions/1.2.toml")


def cannot_open(name: str, error: OSError, patch: pytest.MonkeyPatch) -> None:
    """Have the system refuse to open a file, whichever way it is asked."""
    for module in (builtins, os):
        real = module.open

        def refuse(path: Any, *args: Any, real: Any = real, **kwargs: Any) -> Any:
            if str(path).endswith(name):
                raise type(error)(*error.args, path)
            return real(path, *args, **kwargs)

        patch.setattr(module, "open", refuse)


@fault("E004-file-in-place-of-a-folder", "areas:1:1: E004 this is a file\n")
def _(plan: Path, patch: pytest.MonkeyPatch) -> None:
    shutil.rmtree(plan / "areas")
    (plan / "areas").write_text("PA1\n")


@fault(
    "E004-file-that-may-not-be-read",
    """
    actions/1.2.toml:1:1: E004 you may not read this file
        fix: ask its owner to let you read it
    """,
)
def _(plan: Path, patch: pytest.MonkeyPatch) -> None:
    cannot_open("1.2.toml", PermissionError(13, "Permission denied"), patch)


@fault(
    "E004-folder-that-may-not-be-read",
    """
    resolutions:1:1: E004 you may not read this folder
        fix: ask its owner to let you
    """,
)
def _(plan: Path, patch: pytest.MonkeyPatch) -> None:
    real_listdir = os.listdir

    def refuse(path: Any = ".") -> Any:
        if str(path).endswith("resolutions"):
            raise PermissionError(13, "Permission denied", path)
        return real_listdir(path)

    patch.setattr(os, "listdir", refuse)


@fault("E004-file-that-the-disk-cannot-give", "actions/1.2.toml:1:1: E004 Input/output error\n")
def _(plan: Path, patch: pytest.MonkeyPatch) -> None:
    cannot_open("1.2.toml", OSError(5, "Input/output error"), patch)


@fault(
    "E005-file-by-a-link-that-leads-out",
    """
    actions/1.2.toml:1:1: E005 this link leads out of the plan, to OUTSIDE/secret.toml
        fix: put the file itself into the plan's folder
    """,
)
def _(plan: Path, patch: pytest.MonkeyPatch) -> None:
    (plan / "actions/1.2.toml").rename(plan.parent / "secret.toml")
    (plan / "actions/1.2.toml").symlink_to("../../secret.toml")


@fault(
    "E005-folder-by-a-link-that-leads-out",
    """
    areas:1:1: E005 this link leads out of the plan, to OUTSIDE/elsewhere
        fix: put the folder itself into the plan's
    """,
)
def _(plan: Path, patch: pytest.MonkeyPatch) -> None:
    (plan / "areas").rename(plan.parent / "elsewhere")
    (plan / "areas").symlink_to("../elsewhere")


@fault(
    "E005-link-to-a-file-that-has-gone",
    """
    actions/1.2.toml:1:1: E005 this link leads nowhere: gone.toml
        fix: remove the link, or put the file in its place
    """,
)
def _(plan: Path, patch: pytest.MonkeyPatch) -> None:
    (plan / "actions/1.2.toml").unlink()
    (plan / "actions/1.2.toml").symlink_to("gone.toml")


@fault(
    "E005-link-to-a-folder-that-has-gone",
    """
    areas:1:1: E005 this link leads nowhere: gone
        fix: remove the link, or put the folder in its place
    """,
)
def _(plan: Path, patch: pytest.MonkeyPatch) -> None:
    shutil.rmtree(plan / "areas")
    (plan / "areas").symlink_to("gone")


@fault("E005-link-to-itself", "actions/1.2.toml:1:1: E005 this link leads round in a circle\n")
def _(plan: Path, patch: pytest.MonkeyPatch) -> None:
    (plan / "actions/1.2.toml").unlink()
    (plan / "actions/1.2.toml").symlink_to("1.2.toml")


@fault(
    "E005-folder-that-is-a-link-to-itself",
    """
    areas:1:1: E005 this link leads round in a circle
        fix: remove the link, or put the folder in its place
    """,
)
def _(plan: Path, patch: pytest.MonkeyPatch) -> None:
    shutil.rmtree(plan / "areas")
    (plan / "areas").symlink_to("areas")


@fault(
    "E007-no-plan-file",
    """
    plan.toml:1:1: E007 this plan has no plan.toml
        fix: make one: see docs/format.md
    """,
)
def _(plan: Path, patch: pytest.MonkeyPatch) -> None:
    (plan / "plan.toml").unlink()


# Names


@fault(
    "E126-two-plans-of-one-id",
    """
    two/plan.toml:4:6: E126 there are two plans "base": this, and the one in one
        fix: give one of them another id, or leave one out
    """,
)
def _(plan: Path, patch: pytest.MonkeyPatch) -> None:
    copy = plan.rename(plan.parent / "copy")
    shutil.copytree(copy, plan / "one")
    shutil.copytree(copy, plan / "two")


def two_plans(plan: Path, one: str, two: str) -> None:
    """Make two plans of the base plan, ids "one" and "two", each with more lines in its plan.toml."""
    copy = plan.rename(plan.parent / "copy")
    for name, lines in (("one", one), ("two", two)):
        shutil.copytree(copy, plan / name)
        file = plan / name / "plan.toml"
        text = replaced(file, 'id = "base"', f'id = "{name}"')
        file.write_text(f"{lines}\n{text}", encoding="utf-8")


@fault(
    "W574-successor-that-was-not-read",
    """
    one/plan.toml:1:18: W574 none of the 2 plans that were read has the id "tow"
        fix: did you mean "two"?
    """,
)
def _(plan: Path, patch: pytest.MonkeyPatch) -> None:
    two_plans(plan, 'successor_plan = "tow"', "")


@fault(
    "W574-plan-beside-that-was-not-read",
    """
    one/plan.toml:1:17: W574 none of the 2 plans that were read has the id "reform"
        fix: correct the id, read that plan too, or write its web address
    """,
)
def _(plan: Path, patch: pytest.MonkeyPatch) -> None:
    two_plans(plan, 'plans_beside = ["reform"]', "")


@fault(
    "E274-plans-that-follow-each-other",
    """
    one/plan.toml:1:18: E274 these plans follow each other in a circle: "one", "two", "one"
        fix: remove the successor_plan of one
    """,
)
def _(plan: Path, patch: pytest.MonkeyPatch) -> None:
    two_plans(plan, 'successor_plan = "two"', 'successor_plan = "one"')


@fault(
    "W575-successor-that-came-first",
    """
    one/plan.toml:1:18: W575 "two" is to follow this plan, and was agreed on 1 Mar 2020, before this plan (31 Jan 2024)
        fix: write the id of the plan that follows; if this one follows "two", that plan has to say so
    """,
)
def _(plan: Path, patch: pytest.MonkeyPatch) -> None:
    two_plans(plan, 'successor_plan = "two"', "")
    file = plan / "two/plan.toml"
    file.write_text(replaced(file, "agreed = 2024-01-31", "agreed = 2020-03-01"), encoding="utf-8")


@fault(
    "E106-file-name-that-windows-keeps",
    """
    actions/con.toml:1:1: E106 the file's name gives no id: 'con' is a name that Windows reserves
        fix: rename the file
    """,
)
def _(plan: Path, patch: pytest.MonkeyPatch) -> None:
    shutil.copy(plan / "actions/1.2.toml", plan / "actions/con.toml")


@fault(
    "E106-file-name-with-a-dot-at-its-end",
    """
    actions/1.3..toml:1:1: E106 the file's name gives no id: '1.3.' is not an id
        fix: rename the file
    """,
)
def _(plan: Path, patch: pytest.MonkeyPatch) -> None:
    shutil.copy(plan / "actions/1.2.toml", plan / "actions/1.3..toml")


@fault(
    "E208-names-that-differ-in-case-only",
    """
    actions/a.toml:1:1: E208 the id "a" is already that of the action A
        fix: rename this file
    """,
)
def _(plan: Path, patch: pytest.MonkeyPatch) -> None:
    shutil.copy(plan / "actions/1.2.toml", plan / "actions/A.toml")
    shutil.copy(plan / "actions/1.2.toml", plan / "actions/a.toml")


@fault(
    "W528-neither-measures-nor-risks",
    """
    plan.toml:1:1: W528 this plan has no measures and no risks
        fix: if there are any: actionplan new measure ID --unit "..." --direction up --title "..."; if there is none: \
actionplan set policy --ignore W528
    """,
)
def _(plan: Path, patch: pytest.MonkeyPatch) -> None:
    shutil.rmtree(plan / "measures")
    shutil.rmtree(plan / "risks")
    for path in (plan / "areas/PA1.toml", plan / "actions/1.1.toml", plan / "actions/1.2.toml"):
        path.write_text(replaced(path, 'measures = ["timely"]\n', ""), encoding="utf-8")
    for number in range(3, 11):
        shutil.copy(plan / "actions/1.2.toml", plan / f"actions/1.{number}.toml")
