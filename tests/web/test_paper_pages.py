"""The page of a paper says what ``actionplan report`` says: the plan's errors, and mistakes in its outline."""

import datetime as dt
import json

import pytest

from actionplan.cli import console
from conftest import write_plan

DAY = dt.date(2026, 1, 15)
ACTION = 'title = "Clear the backlog"\nareas = ["PA1"]\nowner = "{}"\ndue = 2025-12-31\n'
OUTLINE = 'name = "Our own"\n[[asks]]\ntext = "See 1.2"\nconfirmed = 2026-01-05\n[[sections]]\nsection = "headline"\n'


@pytest.fixture
def root(tmp_path):
    """Return a plan with an owner that nobody declared, and an outline of its own."""
    files = {
        "areas/PA1.toml": 'kind = "priority-action"\ntitle = "Plans on time"\n',
        "actions/1.1.toml": ACTION.format("nobody"),
        "reports/own.toml": OUTLINE,
    }
    return write_plan(tmp_path / "plan", files)


@pytest.mark.parametrize("paper", ["highlight", "board"])
def test_a_paper_names_the_errors_of_the_plan_as_its_command_does(view, root, actionplan, monkeypatch, tmp_path, paper):
    monkeypatch.setattr(console, "today", lambda: DAY)
    name = view(root).get("/").request.path
    page = f"{name}papers/{paper}"
    assert "A check of the plan finds 1 error; what rests on them may be wrong." in view(root).page(page)
    file = tmp_path / "paper.json"
    assert actionplan("report", paper, root, "--as-at", DAY.isoformat(), "-o", file).code == 0
    shown = json.loads(view(root).page(f"{page}?as_at={DAY}&form=json"))
    assert shown == json.loads(file.read_text("utf-8"))


def test_mistakes_in_the_outline_of_a_paper_come_first_on_its_page_alone(view, root, actionplan):
    name = view(root).get("/").request.path
    page = view(root).page(f"{name}papers/own")
    mistake = "own.toml:3:13: W546"
    assert page.index("The outline of this paper has mistakes.") < page.index(mistake) < page.index("is finished")
    assert "own.toml" not in view(root).page(f"{name}papers/highlight")
    assert mistake in actionplan("report", "own", root).err


def test_an_outline_that_cannot_be_used_is_named_as_such(view, root):
    name = view(root).get("/").request.path
    (root / "reports" / "own.toml").write_text(OUTLINE.replace("text", "words"))
    answer = view(root).get(f"{name}papers/own")
    assert answer.status_code == 503
    assert "The outline of a paper has a mistake" in answer.get_data(as_text=True)
    assert "own.toml:3:1: E" in answer.get_data(as_text=True)
