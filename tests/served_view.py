"""A view that answers at a port, for tests that need a real browser or a real socket."""

import datetime as dt
import threading
from collections.abc import Iterator
from contextlib import contextmanager

from actionplan.model.refused import needed
from actionplan.web import server
from actionplan.web.app import make_app
from actionplan.web.store import PlanStore
from actionplan.web.writing.writer import Writer


@contextmanager
def served(*plans: str, day: dt.date, writer: Writer | None = None) -> Iterator[str]:
    """Serve plans in a thread, and yield the address.

    Args:
        plans: their folders.
        day: today.
        writer: what the view writes with; None for a view that only reads.
    """
    app = make_app(PlanStore(plans), lambda: day, writer)
    listener = server.listen(server.PORT + 900)
    made = needed("waitress").create_server(app, sockets=[listener], threads=4)
    thread = threading.Thread(target=made.run, daemon=True)
    thread.start()
    yield server.address(listener).rstrip("/")
    made.close()
    thread.join(5)
