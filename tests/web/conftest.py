"""Views of both plans, as at one day, asked without a socket."""

import datetime as dt
import re
from html import unescape

import pytest

from actionplan.web.app import make_app
from actionplan.web.store import PlanStore

DAY = dt.date(2026, 1, 15)
PLANS = ("examples/northshire-send", "plans/hertfordshire-send")


class View:
    """A view of plans, which answers as a browser on the same machine would hear it."""

    def __init__(self, *plans):
        self.store = PlanStore([str(plan) for plan in plans])
        self.app = make_app(self.store, lambda: DAY)
        self.app.config["PROPAGATE_EXCEPTIONS"] = True
        self.client = self.app.test_client()

    def get(self, address, *, host="127.0.0.1", **headers):
        """Return the answer to a request."""
        return self.client.get(address, base_url=f"http://{host}", headers=headers, follow_redirects=True)

    def every_page(self, *first):
        """Yield the address of each page that the pages link to, and its text; forms that only limit one are left out.

        Of the same page with other limits, only those that links name are asked for.
        """
        waiting, seen = list(first), set(first)
        while waiting:
            address = waiting.pop(0)
            body = self.page(address)
            yield address, body
            for link in map(unescape, re.findall(r'href="(/[^"#]*)', body)):
                if link not in seen and "form=" not in link:
                    seen.add(link)
                    waiting.append(link)

    def page(self, address):
        """Return a page that is there."""
        answer = self.get(address)
        assert answer.status_code == 200, (address, answer.get_data(as_text=True)[:500])
        return answer.get_data(as_text=True)


@pytest.fixture(scope="session")
def view():
    """Return a function that makes a view of some plans."""
    return View


@pytest.fixture(scope="session")
def north():
    """Return the view of the invented plan."""
    return View("examples/northshire-send")
