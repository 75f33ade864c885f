"""What a form is sent by others, and what can break while one is sent: nothing is half written, and no text is lost."""

import errno
import os
import signal
import subprocess
import sys
import threading
import time
from urllib.parse import urlencode
from urllib.request import Request, urlopen

import pytest

from actionplan.git.audit.audit import audit
from actionplan.storage import save as saving
from actionplan.storage.load import load_plan
from keeping import shown_hidden

UPDATE = "/p/actions/1.1/update"
MINE = "Mine, and not lost"


def checked(keeper):
    """Return the page on which an update is checked."""
    return keeper.send(UPDATE, note=MINE, by="council").get_data(as_text=True)


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "navigate", "Sec-Fetch-Dest": "document"},
    ],
)
def test_a_form_that_another_site_sends_is_refused(keeper, headers):
    before = keeper.read()
    data = {**shown_hidden(checked(keeper)), "step": "save"}
    answer = keeper.client.post(UPDATE, base_url="http://127.0.0.1", data=data, headers=headers)
    assert answer.status_code == 403
    assert keeper.read() == before


TRICKS = ["../../x", "..%2f..%2fx", "..\\..\\x", "/etc/passwd", "C:\\x", "\x00", "--plan=/", "-", "a" * 5000]


@pytest.mark.parametrize("trick", TRICKS)
def test_no_part_of_an_address_or_a_field_reaches_another_place(keeper, plan, trick):
    outside = sorted(plan.parent.iterdir())
    for address in (f"/p/actions/{trick}/update", f"/p/{trick}/1.1/update", f"/p/new/{trick}", f"/{trick}/x/1/update"):
        data = {"csrf_token": "x", "step": "save", "by": trick}
        assert keeper.client.post(address, base_url="http://127.0.0.1", data=data).status_code in (308, 400, 404, 405)
    page = keeper.get(UPDATE)
    for field in ("state", "rating", "progress", "evidence", "on", "by", "milestone", "seen", "confirmed"):
        answer = keeper.send(UPDATE, "save", page, **{"by": "council", "note": MINE, field: trick})
        assert answer.status_code in (200, 303, 400, 409), field
    loaded, problems, _ = load_plan(str(plan))
    assert loaded is not None
    assert [each.code for each in problems] == []
    assert [path for path in sorted(plan.parent.iterdir()) if path not in outside] in ([], [plan.parent / "drafts"])


def test_twenty_megabytes_are_refused(keeper):
    answer = keeper.client.post(UPDATE, base_url="http://127.0.0.1", data={"note": "x" * 20_000_000})
    assert answer.status_code == 413


def test_a_full_disk_leaves_the_file_as_it_was_and_keeps_the_text(keeper, monkeypatch):
    before, page = keeper.read(), checked(keeper)

    def full(*_):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(saving.os, "fsync", full)
    answer = keeper.send(UPDATE, "save", page)
    assert answer.status_code == 400
    assert "No space left" in answer.get_data(as_text=True)
    assert f"{MINE}</textarea>" in answer.get_data(as_text=True)
    assert keeper.read() == before


def test_a_file_that_became_read_only_is_not_written(keeper, plan):
    before, page = keeper.read(), checked(keeper)
    (plan / "actions/1.1.toml").chmod(0o444)
    answer = keeper.send(UPDATE, "save", page)
    assert answer.status_code == 400
    assert "is read-only" in answer.get_data(as_text=True)
    assert f"{MINE}</textarea>" in answer.get_data(as_text=True)
    assert keeper.read() == before


@pytest.mark.parametrize("file", ["actions/1.1.toml", "plan.toml"])
def test_a_plan_that_breaks_between_two_clicks_loses_no_text(keeper, plan, file):
    page = checked(keeper)
    broken = b'title = "half'
    (plan / file).write_bytes(broken)
    answer = keeper.send(UPDATE, "save", page)
    assert answer.status_code in (400, 404, 409, 503)
    assert MINE in answer.get_data(as_text=True)
    assert keeper.read(file) == broken


def test_a_record_that_is_gone_loses_no_text(keeper, plan):
    page = checked(keeper)
    (plan / "actions/1.1.toml").unlink()
    answer = keeper.send(UPDATE, "save", page)
    assert answer.status_code == 404
    assert MINE in answer.get_data(as_text=True)
    assert not (plan / "actions/1.1.toml").exists()


def test_a_plan_without_git_is_kept_all_the_same(keeper, plan, monkeypatch, tmp_path):
    monkeypatch.setenv("PATH", str(tmp_path))
    assert keeper.save(UPDATE, note=MINE, by="council").status_code == 303
    assert MINE.encode() in keeper.read()


def test_git_that_is_needed_and_gone_saves_nothing_and_keeps_the_text(keeper, plan, monkeypatch, tmp_path):
    (plan / "plan.toml").write_text((plan / "plan.toml").read_text() + "\n[policy]\ncommit = true\n")
    before, page = keeper.read(), checked(keeper)
    monkeypatch.setenv("PATH", str(tmp_path))
    answer = keeper.send(UPDATE, "save", page)
    assert answer.status_code == 400
    assert f"{MINE}</textarea>" in answer.get_data(as_text=True)
    assert keeper.read() == before


def test_an_interrupt_in_the_midst_of_saves_loses_nothing_that_was_answered(plan, tmp_path):
    environment = {
        **os.environ,
        "XDG_STATE_HOME": str(tmp_path),
        "XDG_DATA_HOME": str(tmp_path),
        "PYTHONUNBUFFERED": "1",
    }
    command = [sys.executable, "-m", "actionplan", "serve", str(plan), "--port", "9700"]
    process = subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    where = process.stdout.readline().split()[1].rstrip("/")
    saved: list[str] = []

    def keep_saving():
        page = urlopen(where + UPDATE).read().decode()
        for number in range(1000):
            data = {**shown_hidden(page), "step": "save", "by": ["council"], "note": [f"Note {number} "]}
            try:
                answer = urlopen(Request(where + UPDATE, data=urlencode(data, doseq=True).encode()))
                page = urlopen(where + UPDATE).read().decode()
            except OSError:
                return
            if "saved=" in answer.url:
                saved.append(f"Note {number}")

    thread = threading.Thread(target=keep_saving)
    thread.start()
    deadline = time.monotonic() + 60
    while len(saved) < 3 and time.monotonic() < deadline:
        time.sleep(0.05)
    process.send_signal(signal.SIGINT)
    process.communicate(timeout=30)
    thread.join(30)
    assert len(saved) >= 3
    text = (plan / "actions/1.1.toml").read_text()
    assert [note for note in saved if f'note = "{note}"' not in text] == []
    assert load_plan(str(plan))[1] == ()
    assert [path.name for path in (plan / "actions").iterdir()] == ["1.1.toml"]
    assert audit(str(plan)).findings == ()
