"""Several people keep one plan at once: browsers, a command line and a branch in git. Nothing is lost.

``make laws`` runs the threads for two minutes, and measures memory too.
"""

import os
import subprocess
import sys
import tempfile
from itertools import count
from pathlib import Path
from threading import Lock, Thread
from time import monotonic
from typing import Any

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from actionplan.cli.main import run
from actionplan.git.audit.audit import audit
from keeping import Keeper, write_plan

IS_LONG = "LAWS" in os.environ
UPDATE = "/p/actions/1.1/update"
BODIES = st.sampled_from(["council", "icb"])


def git(root: Path, *words: str) -> None:
    """Run git in a plan's folder."""
    name = ("-c", "user.name=An officer", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false")
    subprocess.run(["git", *name, *words], cwd=root, check=True, capture_output=True)


class Keeping(RuleBasedStateMachine):
    """Two browsers, a command line and a branch that change one action in any order."""

    def __init__(self) -> None:
        """Begin with a plan under git whose merges are by content."""
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        self.root = write_plan(Path(self.folder.name) / "plan")
        assert run(["git", "setup", "--plan", str(self.root)]) == 0
        drafts = Path(self.folder.name) / "drafts"
        self.browsers = [Keeper(self.root, drafts / str(number)) for number in range(2)]
        self.pages: list[str] = ["", ""]
        self.numbers = count()
        self.saved: list[str] = []

    def note(self) -> str:
        """Return words that nobody has used yet."""
        return f"Note number {next(self.numbers)}."

    @rule(who=st.integers(0, 1))
    def open(self, who: int) -> None:
        """Open the form, and leave it open."""
        self.pages[who] = self.browsers[who].get(UPDATE)

    @rule(who=st.integers(0, 1), by=BODIES)
    def save(self, who: int, by: str) -> None:
        """Save what is entered into the form that is open; after somebody else's, if there is a clash."""
        note, keeper = self.note(), self.browsers[who]
        answer = keeper.send(UPDATE, "save", self.pages[who] or None, note=note, by=by)
        if answer.status_code == 409:
            page = keeper.send(UPDATE, "answer", answer.get_data(as_text=True), answer="after").get_data(as_text=True)
            answer = keeper.send(UPDATE, "save", page)
        assert answer.status_code == 303, answer.get_data(as_text=True)
        self.saved.append(note)

    @rule(by=BODIES)
    def command(self, by: str) -> None:
        """Add an entry by a command."""
        note = self.note()
        assert run(["update", "1.1", "--plan", str(self.root), "--by", by, "--note", note, "--yes"]) == 0
        self.saved.append(note)

    @rule(by=BODIES)
    def merge(self, by: str) -> None:
        """Have somebody else add an entry on a branch while one is added here, and take it in."""
        git(self.root, "add", "-A")
        git(self.root, "commit", "-qm", "Here", "--allow-empty")
        elsewhere = Path(self.folder.name) / f"clone-{next(self.numbers)}"
        git(self.root, "clone", "-q", str(self.root), str(elsewhere))
        note = self.note()
        assert run(["update", "1.1", "--plan", str(elsewhere), "--by", by, "--note", note, "--yes"]) == 0
        git(elsewhere, "commit", "-qam", "Elsewhere")
        self.command(by)
        git(self.root, "commit", "-qam", "Here again")
        git(self.root, "pull", "-q", "--no-rebase", "--no-edit", str(elsewhere), "HEAD")
        self.saved.append(note)

    @invariant()
    def nothing_is_lost(self) -> None:
        """Each entry that was answered as saved is in the file once."""
        text = (self.root / "actions/1.1.toml").read_text()
        assert [note for note in self.saved if text.count(f'note = "{note}"') != 1] == []

    def teardown(self) -> None:
        """Commit everything, and have git's history audited."""
        git(self.root, "add", "-A")
        git(self.root, "commit", "-qm", "At the end", "--allow-empty")
        findings = audit(str(self.root)).findings
        self.folder.cleanup()
        assert not findings


def test_two_browsers_a_command_and_a_branch_lose_nothing():
    few = settings(
        max_examples=40 if IS_LONG else 4,
        stateful_step_count=10,
        deadline=None,
        suppress_health_check=list(HealthCheck),
    )
    run_state_machine_as_test(Keeping, settings=few)


class Crowd:
    """Threads that read pages and save updates of one plan, each as fast as it can."""

    def __init__(self, root: Path) -> None:
        """Begin with nobody."""
        self.keepers = [Keeper(root, root.parent / "drafts") for _ in range(1)]
        self.app = self.keepers[0].app
        self.saved: list[str] = []
        self.wrong: list[Any] = []
        self.lock = Lock()
        self.numbers = count()

    def browser(self) -> Keeper:
        """Return a browser of one thread, of the one view that all of them use."""
        keeper = Keeper.__new__(Keeper)
        keeper.__dict__ |= {**self.keepers[0].__dict__, "client": self.app.test_client()}
        return keeper

    def read(self, until: float) -> None:
        """Read pages until then."""
        client = self.app.test_client()
        pages = ("/p/", "/p/actions", "/p/actions/1.1", UPDATE, "/p/reports/status")
        for number in count():
            if monotonic() > until:
                return
            page = pages[number % len(pages)]
            status = client.get(page, base_url="http://127.0.0.1").status_code
            if status != 200:
                self.wrong.append((page, status))

    def write(self, until: float, name: int) -> None:
        """Save updates until then; a clash is no error."""
        keeper = self.browser()
        while monotonic() < until:
            note = f"Note {next(self.numbers)} of writer {name}."
            status = keeper.send(UPDATE, "save", note=note, by="council").status_code
            with self.lock:
                if status == 303:
                    self.saved.append(note)
                elif status != 409:
                    self.wrong.append((note, status))


def memory() -> int:
    """Return the memory of this process in kilobytes."""
    lines = Path("/proc/self/status").read_text().splitlines()
    return int(next(line.split()[1] for line in lines if line.startswith("VmRSS")))


def hold(crowd: Crowd, seconds: float) -> None:
    """Let eight readers and four writers work for some seconds."""
    until = monotonic() + seconds
    threads = [Thread(target=crowd.read, args=(until,)) for _ in range(8)]
    threads += [Thread(target=crowd.write, args=(until, name)) for name in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def test_many_readers_and_writers_lose_nothing(tmp_path):
    sys.setswitchinterval(1e-4)
    crowd = Crowd(write_plan(tmp_path / "plan"))
    hold(crowd, 60 if IS_LONG else 2)
    first = memory()
    if IS_LONG:
        hold(crowd, 60)
        assert memory() < first * 1.1
    text = (tmp_path / "plan/actions/1.1.toml").read_text()
    assert crowd.wrong == []
    assert crowd.saved != []
    assert [note for note in crowd.saved if text.count(f'note = "{note}"') != 1] == []
    assert text.count('note = "Note ') == len(crowd.saved)
