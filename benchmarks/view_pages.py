"""Start a view in a browser, ours or Fava's, and ask it for pages as a browser would, without the socket between.

Run: ``python benchmarks/view_pages.py ours PLANS TIMES ADDRESS...``, or with ``fava`` and a ledger. The first page
comes once; then the addresses come so many times. What one page more costs is worked out from runs of few and of many.
"""

import sys
from datetime import date
from typing import Any

DAY = date(2026, 5, 1)


def _app(program: str, path: str) -> Any:
    if program == "fava":
        from fava.application import create_app  # type: ignore[import-not-found]  # in an environment of its own

        return create_app([path])
    from actionplan.web.app import make_app
    from actionplan.web.store import PlanStore

    return make_app(PlanStore([path]), lambda: DAY)


def main(program: str, path: str, times: str, *addresses: str) -> int:
    """Ask for the pages; say how many bytes each address has, or which could not be had.

    Args:
        program: ``ours`` or ``fava``.
        path: the folder of plans, or the ledger.
        times: how often the addresses are asked for after the first page.
        addresses: the addresses of one page: its own, and of what it fetches.
    """
    browser = _app(program, path).test_client()
    for address in ("/", *addresses * int(times)):
        answer = browser.get(address, base_url="http://127.0.0.1", follow_redirects=True)
        size = len(answer.get_data())
        if answer.status_code != 200:
            print(f"{address} was answered with {answer.status_code}")
            return 1
    print(f"{size} bytes")
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
