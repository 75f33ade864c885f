"""Any honest life of a plan has no findings, and a single tampering at any point of it has one."""

import tempfile
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import actionplan
from repositories import made_honest

FILES = ("actions/1.1.toml", "areas/PA1.toml")
STEPS = st.lists(st.sampled_from(["update", "back", "switch", "merge", "layout"]), min_size=3, max_size=9)


class Life:
    """A plan that two people keep, each on a branch."""

    def __init__(self, root):
        self.repository = made_honest(root)
        self.repository.git("branch", "side")
        self.number = 0

    def texts(self, branch):
        return {name: self.repository.git("show", f"{branch}:plans/p/{name}") for name in FILES}

    def update(self, *, back=False):
        """Add an entry, with an id or without, at the end or further up."""
        self.number += 1
        name = FILES[self.number % 2]
        text = self.repository.path(name).read_text()
        identity = f'id = "n{self.number}"\n' if self.number % 3 else ""
        days = f"on = 2024-06-0{1 + self.number % 4}\nrecorded = 2024-06-03\n"
        block = f'[[status]]\n{identity}{days}note = "{self.number}"\n'
        blocks = text.rstrip("\n").split("\n[[status]]\n")
        place = max(1, len(blocks) - 1) if back else len(blocks)
        blocks.insert(place, block.removeprefix("[[status]]\n"))
        self.repository.write({name: "\n[[status]]\n".join(blocks) + "\n"})
        self.repository.commit("2024-06-03")

    def layout(self):
        for name in FILES:
            text = self.repository.path(name).read_text()
            self.repository.path(name).write_bytes((f"# {self.number}\n" + text).replace("\n", "\r\n").encode())
        self.repository.commit("2024-06-03")

    def switch(self):
        here = self.repository.git("branch", "--show-current")
        self.repository.git("checkout", "--quiet", "side" if here == "main" else "main")

    def merge(self):
        """Merge the other branch, and keep the entries of both."""
        here = self.repository.git("branch", "--show-current")
        other = "side" if here == "main" else "main"
        ours, theirs = self.texts(here), self.texts(other)
        self.repository.git("merge", "--quiet", "--no-ff", "--no-commit", "--strategy=ours", other, check=False)
        for name in FILES:
            head, *blocks = (block.strip() for block in ours[name].replace("\r", "").split("[[status]]\n"))
            more = [block.strip() for block in theirs[name].replace("\r", "").split("[[status]]\n")[1:]]
            kept = [*blocks, *(block for block in more if block not in blocks)]
            self.repository.write({name: "\n\n[[status]]\n".join([head, *kept]) + "\n"})
        self.repository.commit("2024-06-10")

    def do(self, step):
        {
            "update": self.update,
            "back": lambda: self.update(back=True),
            "switch": self.switch,
            "merge": self.merge,
            "layout": self.layout,
        }[step]()


@settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
@given(STEPS, st.sampled_from(["alter", "remove", "reorder", "head"]))
def test_honest_lives_and_a_single_tampering(steps, tampering):
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        life = Life(Path(folder))
        for step in steps:
            life.do(step)
        assert actionplan.audit(life.repository.plan).findings == ()
        head, *blocks = life.repository.path().read_text().split("[[status]]\n")
        match tampering:
            case "alter":
                blocks[0] = blocks[0].replace("progress = 10", "progress = 99")
            case "remove":
                del blocks[1]
            case "reorder":
                blocks = [blocks[-1].rstrip() + "\n\n", *blocks[:-1]]
            case "head":
                head = head.replace("2024-09-30", "2025-09-30")
        life.repository.write({"actions/1.1.toml": "[[status]]\n".join([head, *blocks])})
        name = life.repository.commit("2024-06-12")
        life.update()
        life.merge()
        kinds = {
            "alter": "entry-altered",
            "remove": "entry-removed",
            "reorder": "entries-reordered",
            "head": "head-changed",
        }
        found = actionplan.audit(life.repository.plan).findings
        assert [(finding.kind, finding.short) for finding in found if finding.short == name] == [
            (kinds[tampering], name)
        ]
