"""Views of both plans, as at one day, asked without a socket."""

import datetime as dt

import pytest

from actionplan.web.app import make_app
from actionplan.web.store import PlanStore

DAY = dt.date(2026, 1, 15)
PLANS = ("examples/northshire-send", "plans/hertfordshire-send")


class View:
    """A view of plans, which answers as a browser on the same machine would hear it."""

    def __init__(self, *plans):
        self.app = make_app(PlanStore([str(plan) for plan in plans]), lambda: DAY)
        self.app.config["PROPAGATE_EXCEPTIONS"] = True
        self.client = self.app.test_client()

    def get(self, address, *, host="127.0.0.1", **headers):
        """Return the answer to a request."""
        return self.client.get(address, base_url=f"http://{host}", headers=headers)

    def page(self, address):
        """Return a page that is there."""
        answer = self.get(address)
        assert answer.status_code == 200, (address, answer.get_data(as_text=True)[:500])
        return answer.get_data(as_text=True)


@pytest.fixture(scope="session")
def view():
    """Return a function that makes a view of some plans."""
    return View
