"""Plans to write to, each a small one of its own under git, and views of them that write."""

import datetime as dt
import os
import re
import subprocess
from html import unescape

from actionplan.cli.form_commands import run_command
from actionplan.report.pages.material import page_material
from actionplan.report.report_type import Context
from actionplan.storage.load import load
from actionplan.web.app import make_app
from actionplan.web.store import PlanStore
from actionplan.web.writing.drafts import Drafts
from actionplan.web.writing.own_files import OwnFiles
from actionplan.web.writing.writer import Writer

PLAN = """format = 1
id = "p"
title = "A plan"

[bodies.council]
name = "Anyshire Council"
kind = "council"

[bodies.icb]
name = "Anyshire ICB"
kind = "icb"

[bodies.board]
name = "The Board"
kind = "board"

[bodies.orchard]
name = "The Orchard Group"
kind = "political-group"

[ratings.green]
label = "On course"
meaning = "The date will be kept."
colour = "green"

[ratings.red]
label = "Off course"
meaning = "The date will not be kept."
colour = "red"
"""
ACTION = """title = "Cut the wait"
areas = ["A"]
owner = "council"
agreed = 2024-01-10
due = 2027-03-31

[[milestones]]
id = "a"
title = "Staff found"
due = 2026-09-30

[[status]]
id = "first1"
on = 2026-01-05
by = "council"
state = "in-progress"
progress = 20
note = "Two of ten."
"""
AREA = 'title = "Timeliness"\nkind = "priority-action"\nagreed = 2024-01-10\n'

MEASURE = """title = "Plans in 20 weeks"
unit = "per cent"
direction = "up"
agreed = 2024-01-10

[[targets]]
due = 2026-12-31
value = 75
"""
RISK = """title = "Staff leave"
raised = 2024-01-10

[[status]]
on = 2024-01-10
by = "council"
residual = { likelihood = 4, impact = 4 }
reason = "First scored."
"""
RESOLUTION = """title = "A letter"
body = "council"
on = 2024-05-16
outcome = "carried"

[[clauses]]
id = "a"
text = "Write to the minister."

[[clauses]]
id = "b"
text = "Publish progress."
actions = ["1.1"]
"""
REVIEW = """title = "The inspection"
kind = "inspection"
by = ["board"]
published = 2024-02-01

[[recommendations]]
id = "a"
text = "Find staff."

[[recommendations]]
id = "b"
text = "Train staff."

[[status]]
on = 2025-01-10
by = "council"
recommendation = "b"
state = "complete"
"""
RECORDS = {"measures/timely.toml": MEASURE, "risks/R1.toml": RISK, "resolutions/letter.toml": RESOLUTION}
RECORDS["reviews/visit.toml"] = REVIEW
FEW = {"plan.toml": PLAN, "actions/1.1.toml": ACTION, "areas/A.toml": AREA}
FILES = {**FEW, **RECORDS}


class Keeper:
    """A browser in which a plan is kept: it sends forms as a page shows them."""

    def __init__(self, root, drafts, *, by=""):
        self.root = root
        self.drafts = drafts
        writer = Writer(run=run_command, drafts=Drafts(str(drafts)), files=OwnFiles(f"{drafts}-files"), by=by)
        self.app = make_app(PlanStore([str(root)]), dt.date.today, writer)
        self.app.config["PROPAGATE_EXCEPTIONS"] = True
        self.client = self.app.test_client()

    def get(self, address):
        """Return the text of a page."""
        return self.client.get(address, base_url="http://127.0.0.1").get_data(as_text=True)

    def send(self, address, step="check", page=None, **values):
        """Send a form with what its page hides and what is entered, and return the answer."""
        hidden = shown_hidden(page if page is not None else self.get(address))
        data = {**hidden, **{name.replace("__", "."): value for name, value in values.items()}, "step": step}
        return self.client.post(address, base_url="http://127.0.0.1", data=data)

    def save(self, address, *, confirm=True, **values):
        """Send a form, confirm what is asked, and save it; return the answer."""
        checked = self.send(address, **values).get_data(as_text=True)
        boxes = re.findall(r'name="confirmed" value="([^"]*)"', checked) if confirm else []
        return self.send(address, "save", checked, confirmed=boxes)

    def material(self):
        """Return what the pages of the plan are made from."""
        plan = load(str(self.root)).plans[0]
        return page_material(plan, Context(as_at=dt.date.today(), is_page=True))

    def read(self, path="actions/1.1.toml"):
        """Return the bytes of a file of the plan."""
        return (self.root / path).read_bytes()


def said(answer):
    """Return what an answer says, without its elements."""
    text = answer if isinstance(answer, str) else answer.get_data(as_text=True)
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", text.partition("<main")[2].partition("</main>")[0])).split())


def shown_hidden(page):
    """Return what a page sends with its form, beside what is entered."""
    found: dict[str, list[str]] = {}
    for name, value in re.findall(r'<input type="hidden" name="([^"]*)" value="([^"]*)">', page):
        found.setdefault(unescape(name), []).append(unescape(value))
    return found


def write_plan(root, **more):
    """Write the plan into a folder, with more files by their paths, and commit it."""
    for path, text in {**FEW, **more}.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text)
    for command in (("init", "-q"), ("add", "-A"), ("commit", "-qm", "The plan")):
        git = ("git", "-c", "user.name=An officer", "-c", "user.email=a@example.org", *command)
        day = {"GIT_AUTHOR_DATE": "2026-01-05T12:00:00Z", "GIT_COMMITTER_DATE": "2026-01-05T12:00:00Z"}
        subprocess.run(git, cwd=root, check=True, capture_output=True, env={**os.environ, **day})
    return root
