"""What a page says when something breaks between two clicks: a file, a folder, git, or a library; never a traceback."""

import os
import re
import shutil
from concurrent.futures import ThreadPoolExecutor
from html import unescape
from pathlib import Path

import pytest

from actionplan.model.refused import NotInstalled
from actionplan.web import app
from actionplan.web import write as writing
from actionplan.web.pages import overview
from conftest import REPOSITORY, write_plan
from full_plan import FILES
from repositories import made_honest


@pytest.fixture
def root(tmp_path):
    return write_plan(tmp_path / "full", {name: text for name, text in FILES.items() if name != "actions/1.3.toml"})


def said(answer):
    """Return the words of a page, once it is sure that it has no traceback."""
    body = answer.get_data(as_text=True)
    assert "Traceback" not in body
    assert 'File "' not in body
    return unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]*>", " ", body)))


def test_a_file_that_breaks_is_named_first_and_every_page_still_answers(view, root):
    shown = view(root)
    assert "cannot be read" not in said(shown.get("/full/actions"))
    broken = next(root.glob("actions/*.toml"))
    broken.write_text("title = ")
    for page in ("/full/", "/full/actions", "/full/reports/status", "/full/meetings", "/full/papers/board"):
        body = shown.page(page)
        notice, main = body.index("A file cannot be read"), body.index("<main")
        assert notice < main, page
        assert f"{broken.name}:1:9: E0" in body[notice:main], page
    assert "E0" in said(shown.get("/full/reports/check"))
    shutil.copy(REPOSITORY / "examples/northshire-send/actions/1.1.toml", broken)
    assert "A file cannot be read" not in said(shown.get("/full/"))


def test_a_plan_file_that_breaks_is_named_with_its_line(view, root):
    shown = view(root)
    shown.page("/full/")
    (root / "plan.toml").write_text("format = 1\ntitle = ")
    answer = shown.get("/full/actions")
    assert answer.status_code == 503
    assert "plan.toml:2:9: E0" in said(answer)
    assert "plan.toml:2:9: E0" in said(shown.get("/"))


def test_other_plans_are_shown_while_one_is_broken_or_gone(view, root):
    shown = view(root, "examples/northshire-send")
    assert "2 plans" in said(shown.get("/"))
    (root / "plan.toml").write_text("[")
    body = shown.page("/")
    assert body.index("plan.toml:1:2: E0") < body.index("<h1>1 plan")
    assert shown.get("/northshire-send/").status_code == 200
    shutil.rmtree(root)
    assert f"there is no folder '{root}'" in said(shown.get("/"))
    assert shown.get("/northshire-send/").status_code == 200
    assert shown.get("/full/").status_code == 404


def test_that_two_plans_have_one_name_is_shown(view, root, tmp_path):
    shutil.copytree(root, tmp_path / "copy")
    assert "DUPLICATE ID: 1 plan has the same id" in said(view(root, tmp_path / "copy").get("/"))


def test_when_all_plans_are_gone_the_page_says_so(view, root):
    shown = view(root)
    shown.page("/full/")
    shutil.rmtree(root)
    for page in ("/", "/full/", "/full/reports/status?form=json"):
        answer = shown.get(page)
        assert answer.status_code == 404
        assert "There is no plan to show" in said(answer)
    assert shown.get("/help").status_code == 200


@pytest.fixture
def versioned(tmp_path):
    """Return a plan in a repository."""
    (tmp_path / "versioned").mkdir()
    return made_honest(tmp_path / "versioned").plan


def with_git(monkeypatch, folder, script):
    """Have another program found in place of git; none for an empty script."""
    folder.mkdir()
    if script:
        (folder / "git").write_text(f"#!/bin/sh\n{script}\n")
        (folder / "git").chmod(0o755)
    monkeypatch.setenv("PATH", f"{folder}{os.pathsep}/usr/bin:/bin" if script else str(folder))


@pytest.mark.parametrize("script", ["", "exit 9", "kill -9 $$"])
def test_without_git_pages_are_shown_and_say_that_the_commit_is_unknown(view, versioned, tmp_path, monkeypatch, script):
    shown = view(versioned)
    name = shown.get("/").request.path
    with_git(monkeypatch, tmp_path / "programs", script)
    text = said(shown.get(name))
    assert "What needs doing" in text
    assert "commit" in text
    history = shown.get(f"{name}reports/audit")
    assert history.status_code == 200
    assert "git" in said(history)


@pytest.mark.parametrize("page", ["", "reports/status", "papers/board", "actions?form=xlsx"])
def test_a_page_asks_a_git_that_hangs_once_and_waits_a_few_seconds(view, versioned, tmp_path, monkeypatch, page):
    shown = view(versioned)
    name = shown.get("/").request.path
    monkeypatch.setattr(app, "_GIT_LIMIT", 0.3)
    with_git(monkeypatch, tmp_path / "programs", f'echo "$2" >> {tmp_path}/asked\nexec sleep 60')
    answer = shown.get(f"{name}{page}")
    assert answer.status_code == 200
    assert (tmp_path / "asked").read_text().split() == ["config"]
    if answer.mimetype == "text/html":
        assert "git config did not answer within 0.3 seconds, and was stopped" in said(answer)


def test_a_library_that_is_not_there_is_named_with_how_to_install_it(view, root, monkeypatch):
    def missing(*_, **__):
        raise NotInstalled(
            'this needs docx, which is not installed; to install it:\n  pip install "actionplan[report]"'
        )

    monkeypatch.setattr("actionplan.report.writers.docx.write", missing)
    answer = view(root).get("/full/papers/board?form=docx")
    assert answer.status_code == 501
    assert 'pip install "actionplan[report]"' in said(answer)


def test_a_fault_of_our_own_is_kept_in_a_file_and_the_page_says_where(view, root, monkeypatch, tmp_path):
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    monkeypatch.setattr(overview, "opening", None)
    answer = view(root).get("/full/")
    assert answer.status_code == 500
    text = said(answer)
    assert "an error in actionplan itself, not in your plan" in text
    found = re.search(r"details are in (\S+)", text)
    assert found is not None
    assert "AttributeError" in Path(found[1]).read_text()


def test_a_fault_while_a_page_is_written_is_no_bare_error_either(view, root, monkeypatch, tmp_path):
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    monkeypatch.setattr(writing, "forms_of", lambda *_: 1 / 0)
    answer = view(root).get("/full/")
    assert answer.status_code == 500
    assert "Something went wrong" in said(answer)


def test_two_hundred_requests_at_once_are_all_answered_alike(view):
    shown = view("examples/northshire-send")
    pages = ("/northshire-send/", "/northshire-send/actions?when=overdue", "/northshire-send/actions/1.3", "/help")

    def ask(number):
        client = shown.app.test_client()
        return client.get(pages[number % 4], base_url="http://127.0.0.1").get_data()

    with ThreadPoolExecutor(50) as pool:
        answers = list(pool.map(ask, range(200)))
    assert [len(set(answers[kind::4])) for kind in range(4)] == [1, 1, 1, 1]
    assert len(set(answers)) == 4
