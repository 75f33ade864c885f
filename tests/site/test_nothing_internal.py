"""Nothing internal is in any byte of a site, a calendar or a file of tables, unless it is asked for."""

import zipfile
from collections.abc import Iterator
from pathlib import Path

import attrs
import pytest

import actionplan as library
from actionplan.edit import write_plan
from conftest import Runner
from conftest import write_plan as write_files
from full_plan import FILES
from marked import MARK, marked_plan


@pytest.fixture(params=[1, 4])
def plan(tmp_path: Path, request: pytest.FixtureRequest) -> Path:
    """Return a plan with something of everything, of which some is internal and has the mark in it."""
    whole = library.load(write_files(tmp_path / "whole", FILES)).plans[0]
    folder = tmp_path / "marked"
    write_plan(attrs.evolve(marked_plan(whole, request.param), unread=()), folder)
    return folder


def contents(path: Path) -> Iterator[tuple[str, str]]:
    """Yield the name and the text of each file in a folder, or of the only file, and of those packed in it."""
    for file in sorted(path.rglob("*")) if path.is_dir() else [path]:
        if zipfile.is_zipfile(file):
            with zipfile.ZipFile(file) as packed:
                yield from (
                    (f"{file.name}/{name}", packed.read(name).decode(errors="replace")) for name in packed.namelist()
                )
        elif file.is_file():
            yield file.name, file.read_bytes().decode(errors="replace")


@pytest.mark.parametrize(
    ("command", "name"),
    [
        (("site",), "pages"),
        (("export", "calendar"), "dates.ics"),
        (("export", "csv"), "tables"),
        (("export", "xlsx"), "plan.xlsx"),
        (("export", "ods"), "plan.ods"),
    ],
)
def test_nothing_internal_is_published(
    actionplan: Runner, plan: Path, tmp_path: Path, command: tuple[str, ...], name: str
) -> None:
    assert actionplan(*command, plan, "-o", tmp_path / name).code == 0
    found = [file for file, text in contents(tmp_path / name) if MARK.casefold() in f"{file} {text}".casefold()]
    assert found == []
    whole = tmp_path / f"whole-{name}"
    assert actionplan(*command, plan, "-o", whole, "--internal").code == 0
    assert any(MARK.casefold() in text.casefold() for _, text in contents(whole))
