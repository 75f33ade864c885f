"""Plans are read one by one, here or in other processes, and what is made of them is the same."""

import os
import signal
import subprocess
import sys
import time

import pytest

from actionplan.storage import iter_plans
from actionplan.storage.iter_plans import each_plan
from actionplan.storage.process_pool import shared_out

HERE = os.getpid()


@pytest.fixture
def roots(tmp_path):
    made = []
    for number in range(1, 7):
        folder = tmp_path / f"p{number}"
        folder.mkdir()
        (folder / "plan.toml").write_text(f'format = 1\nid = "p{number}"\ntitle = "Plan {number}"\n')
        made.append(str(folder))
    return made


def name_and_process(loaded):
    return loaded.plan.id, os.getpid()


def test_few_plans_are_read_here(roots):
    made = list(each_plan(roots, name_and_process))

    assert made == [(f"p{number}", HERE) for number in range(1, 7)]


def test_many_are_shared_out_and_given_in_order(roots, monkeypatch):
    monkeypatch.setattr(iter_plans, "_FEW_FILES", 2)
    monkeypatch.setattr(iter_plans, "_most_workers", lambda: 2)

    made = list(each_plan(roots, name_and_process))

    assert [name for name, _ in made] == ["p1", "p2", "p3", "p4", "p5", "p6"]
    assert [process == HERE for _, process in made] == [True, True, False, False, False, False]


def test_long_work_on_few_files_is_shared_out_after_the_first_plan(roots, monkeypatch):
    monkeypatch.setattr(iter_plans, "_most_workers", lambda: 2)

    made = list(each_plan(roots, name_and_process, few_files=1))

    assert [process == HERE for _, process in made] == [True, False, False, False, False, False]


def test_the_environment_can_hold_it_to_one_process(roots, monkeypatch):
    monkeypatch.setattr(iter_plans, "_FEW_FILES", 0)
    monkeypatch.setenv("ACTIONPLAN_WORKERS", "1")

    assert {process for _, process in each_plan(roots, name_and_process)} == {HERE}


def test_a_plan_that_cannot_be_read_is_given_too(roots):
    with open(os.path.join(roots[1], "plan.toml"), "w") as file:
        file.write("title = ")

    made = list(each_plan(roots, lambda loaded: (loaded.plan is None, [unread.path for unread in loaded.unread])))

    assert made[1] == (True, [os.path.join(roots[1], "plan.toml")])
    assert all(made[other] == (False, []) for other in (0, 2, 3, 4, 5))


def test_what_a_lost_worker_was_to_do_is_done_here():
    def twice(number):
        if number == 3 and os.getpid() != HERE:
            os.kill(os.getpid(), signal.SIGKILL)
        return 2 * number

    assert list(shared_out(twice, range(6), 2)) == [0, 2, 4, 6, 8, 10]


def test_what_goes_wrong_in_a_worker_is_raised_here():
    with pytest.raises(ZeroDivisionError):
        list(shared_out(lambda number: 1 // number, [1, 0], 2))


def test_workers_end_when_the_process_they_work_for_is_killed():
    program = (
        "import os, time\n"
        "from actionplan.storage.process_pool import shared_out\n"
        "for worker in shared_out(lambda _: os.getpid(), range(2), 1):\n"
        "    print(worker, flush=True); time.sleep(60)\n"
    )
    with subprocess.Popen([sys.executable, "-c", program], stdout=subprocess.PIPE, text=True) as running:
        assert running.stdout is not None
        worker = int(running.stdout.readline())
        running.kill()
    until = time.monotonic() + 30
    while is_alive(worker) and time.monotonic() < until:
        time.sleep(0.05)
    assert not is_alive(worker)


def is_alive(process):
    try:
        with open(f"/proc/{process}/stat") as file:
            return file.read().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False
