"""``make system``: programs that tests need are installed on Debian as root; elsewhere they are named."""

import subprocess

import pytest

import install_system


@pytest.fixture
def machine(monkeypatch):
    """Return the packages of a machine that has none of the programs, and the calls of apt-get on it."""
    there: set[str] = set()
    calls = []

    def run(command, **options):
        calls.append(command)
        there.update(command[2:])

    monkeypatch.setattr(subprocess, "run", run)
    commands = {command: package for package, command in install_system.PACKAGES.items()}
    monkeypatch.setattr(install_system, "is_there", lambda command: commands[command] in there)
    monkeypatch.setattr(install_system.shutil, "which", lambda _: "/usr/bin/apt-get")
    monkeypatch.setattr(install_system.os, "geteuid", lambda: 0)
    return there, calls


def test_what_is_missing_is_installed_once(machine, capsys):
    there, calls = machine
    there.add("poppler-utils")
    assert install_system.main() == 0
    assert calls[0] == ["apt-get", "update", "-qq"]
    assert calls[1][:2] == ["apt-get", "install"]
    assert "poppler-utils" not in calls[1]
    assert "libreoffice-writer-nogui" in calls[1]
    assert install_system.main() == 0
    assert len(calls) == 2
    assert capsys.readouterr().out == ""


@pytest.mark.parametrize(("user", "apt"), [(1000, "/usr/bin/apt-get"), (0, None)])
def test_elsewhere_it_is_named(machine, monkeypatch, capsys, user, apt):
    monkeypatch.setattr(install_system.os, "geteuid", lambda: user)
    monkeypatch.setattr(install_system.shutil, "which", lambda _: apt)
    assert install_system.main() == 1
    assert capsys.readouterr().out.splitlines()[1] == f"  apt-get install {' '.join(install_system.PACKAGES)}"
    assert machine[1] == []


def test_a_program_that_does_not_run_is_named(machine, monkeypatch, capsys):
    monkeypatch.setattr(install_system, "is_there", lambda _: False)
    assert install_system.main() == 1
    assert "their programs do not run" in capsys.readouterr().out


def test_a_command_must_run_and_print():
    asked = [("true",), ("false",), ("echo", "x"), ("no-such-program-here",)]
    assert [install_system.is_there(command) for command in asked] == [False, False, True, False]
