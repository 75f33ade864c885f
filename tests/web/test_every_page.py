"""Every page that pages lead to is there, for both plans."""

import shutil

import pytest

from conftest import REPOSITORY

PLANS = {"northshire-send": "examples/northshire-send", "hertfordshire-send": "plans/hertfordshire-send"}


@pytest.mark.parametrize("name", PLANS)
def test_no_link_is_broken(view, tmp_path, name):
    plan = shutil.copytree(REPOSITORY / PLANS[name], tmp_path / name)  # outside git, which would take most of the time
    pages = dict(view(plan).every_page(f"/{name}/"))
    kinds = {address.split("?")[0].split("/")[2] for address in pages if address.startswith(f"/{name}/")}
    assert {"actions", "areas", "measures", "bodies", "meetings", "papers", "reports", "resolutions", "day"} <= kinds
    assert [address for address, body in pages.items() if "<h1" not in body] == ["/style.css"]
