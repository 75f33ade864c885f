"""Receipts: what a plan keeps of files that were sent and that came in."""

from datetime import date
from pathlib import Path

import pytest

from actionplan.model.ids import Id
from actionplan.model.problem import ProblemsFound
from actionplan.model.receipts import CellLeftOut, ReceivedRow, ReturnReceived, ReturnSent, SentRow
from actionplan.storage.receipts import new_receipt, read_receipts
from actionplan.storage.save import save
from conftest import dedented

SENT = ReturnSent(
    name=Id("k3f9ab"),
    made=date(2024, 9, 1),
    wanted=date(2024, 9, 12),
    owner=Id("hcc"),
    file="hcc.xlsx",
    digest="00" * 32,
    rows=(SentRow(kind="action", id=Id("1.1"), made_from="d1", state="in-progress", updates=2),),
)
BACK = ReturnReceived(
    name=Id("k3f9ab"),
    received=date(2024, 9, 10),
    by=Id("hcc"),
    file="hcc.xlsx",
    digest="11" * 32,
    rows=(ReceivedRow(kind="action", id=Id("1.1"), cells={"note": "a7"}),),
    left_out=(CellLeftOut(cell="Actions!F5", why='"soon" is not a date'),),
)


def test_a_receipt_is_a_file_of_its_own_and_is_read_back(make_plan):
    plan = make_plan({})
    save(plan, [new_receipt(plan, SENT), new_receipt(plan, BACK)])
    sent, back = sorted(Path(plan, "receipts").iterdir(), key=lambda path: "sent" not in path.name)
    assert (
        dedented("""
        name = "k3f9ab"
        received = 2024-09-10
        by = "hcc"
        """).strip()
        in back.read_text()
    )
    assert sent.name.startswith("return-sent-")
    assert read_receipts(plan, ReturnSent) == (SENT,)
    assert read_receipts(plan, ReturnReceived) == (BACK,)


def test_the_same_receipt_has_the_same_name_and_another_one_another(make_plan):
    plan = make_plan({})
    paths = {new_receipt(plan, each).path for each in (SENT, SENT, BACK)}
    assert len(paths) == 2


def test_check_finds_mistakes_in_receipts(actionplan, make_plan):
    plan = make_plan({"receipts/return-sent-a.toml": 'name = "k3f9ab"\nmade = 2024-09-01\n', "receipts/odd.toml": ""})
    shown = actionplan("check", plan)
    assert "odd.toml:1:1: W001 nothing reads this file" in shown.out
    assert "return-sent-a.toml:1:1: E102" in shown.out
    with pytest.raises(ProblemsFound):
        read_receipts(plan, ReturnSent)


def test_a_plan_without_receipts_has_none(make_plan):
    assert read_receipts(make_plan({}), ReturnSent) == ()
