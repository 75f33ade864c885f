"""Plans in memory are never out of date."""

import os

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from actionplan.storage.load import load_plan
from actionplan.web import store as store_module
from actionplan.web.store import PlanStore

PLAN = 'format = 1\nid = "p"\ntitle = "Plan"\n[bodies.hcc]\nname = "Council"\nkind = "council"\n'
AREA = 'title = "Area"\nowner = "hcc"\n'
ACTION = 'title = "{}"\nareas = ["1"]\nowner = "hcc"\ndue = 2026-01-01\n'


@pytest.fixture
def root(tmp_path):
    (tmp_path / "plan.toml").write_text(PLAN)
    for folder, name, text in (("areas", "1", AREA), ("actions", "1.1", ACTION.format("First"))):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / f"{name}.toml").write_text(text)
    return tmp_path


def titles(kept):
    return {action.id: action.title for action in kept.loaded.plan.actions}


def test_a_plan_is_read_once_while_nothing_changes(root, monkeypatch):
    monkeypatch.setattr(store_module, "_SETTLED", -(10**12))
    store = PlanStore([str(root)])
    first = store.plan(str(root))
    assert store.plan(str(root)) is first
    assert titles(first) == {"1.1": "First"}


def test_a_change_that_keeps_size_and_times_is_found_while_the_files_are_new(root):
    store = PlanStore([str(root)])
    path = root / "actions" / "1.1.toml"
    before = os.stat(path)
    assert titles(store.plan(str(root))) == {"1.1": "First"}
    path.write_text(ACTION.format("Fifth"))
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert titles(store.plan(str(root))) == {"1.1": "Fifth"}


def test_what_was_read_is_named_for_git(root):
    assert {os.path.basename(path) for path in PlanStore().plan(str(root)).seen} == {"plan.toml", "1.toml", "1.1.toml"}


STEPS = st.lists(
    st.tuples(
        st.sampled_from(["write", "same size", "same time", "delete", "new", "break", "rename", "plan"]),
        st.sampled_from(["1.1", "1.2"]),
        st.text("abcdefgh", min_size=5, max_size=5),
    ),
    max_size=12,
)


@settings(max_examples=60, deadline=None)
@given(steps=STEPS)
def test_after_any_changes_the_store_has_what_the_files_have(steps, tmp_path_factory):
    root = tmp_path_factory.mktemp("plan")
    (root / "plan.toml").write_text(PLAN)
    (root / "areas").mkdir()
    (root / "areas" / "1.toml").write_text(AREA)
    (root / "actions").mkdir()
    (root / "actions" / "1.1.toml").write_text(ACTION.format("First"))
    store = PlanStore()
    for kind, name, word in steps:
        store.plan(str(root))
        change(root, kind, root / "actions" / f"{name}.toml", word)
        plan, problems, unread = load_plan(str(root))
        kept = store.plan(str(root)).loaded
        assert (kept.plan, kept.problems, kept.unread) == (plan, problems, unread)


def change(root, kind, path, word):
    if kind == "plan":
        (root / "plan.toml").write_text(PLAN.replace("Plan", word))
    elif kind == "delete":
        path.unlink(missing_ok=True)
    elif kind == "break":
        path.write_text(f"title = {word}")
    elif kind == "rename" and path.exists():
        path.rename(path.with_name(f"9.{len(word)}.toml"))
    else:
        before = os.stat(path) if path.exists() else None
        path.write_text(ACTION.format(word))
        if kind == "same time" and before is not None:
            os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
