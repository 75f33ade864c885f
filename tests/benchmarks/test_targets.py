"""Promises are compared with measurements, and the page shows it."""

import math

import page
from figures import Figure
from targets import PER_COMMIT, TARGETS, Target, judged, per_commit


def took(seconds, cpu=None, peak=30.0):
    return Figure(seconds, seconds if cpu is None else cpu, peak, 3)


def of(found, grown=None):
    """Return what comes out by row and yardstick."""
    return {(one.target.row, one.target.per, one.target.by): one for one in judged(found, grown or {})}


def test_a_promise_is_a_multiple_of_what_ran_beside_it():
    [one] = judged({"pass": took(0.25), "--version": took(1, cpu=0.75)}, {})
    assert (one.value, one.beside, one.is_met) == (4, 3, True)


def test_what_was_not_measured_is_not_judged():
    assert not of({"pass": took(0.01)})


def test_a_yardstick_that_was_stopped_took_at_least_so_long():
    stopped = Figure(math.inf, math.inf, 30, 1, stopped=100)
    one = of({"status S": took(10), "doorstop S": stopped})["status S", "doorstop S", "wall"]
    assert (one.value, one.is_met) == (0.1, True)


def test_peaks_and_growth_have_figures_of_their_own():
    found = of({"status L": took(2, peak=61)}, {"status": (1.02, 1.1)})
    assert not found["status L", None, "peak"].is_met
    assert found["status", None, "growth"].is_met


def test_one_commit_more_is_what_many_cost_less_what_few_cost():
    found = {"audit 60 actions, 20 commits": took(0.3), "audit 60 actions, 220 commits": took(0.5)}
    one = per_commit(found, 60, 20, 220)
    assert one is not None
    assert round(one.cpu, 6) == 0.001
    assert per_commit(found, 600, 20, 220) is None
    assert any(target.row == PER_COMMIT.format(600) for target in TARGETS)


def test_every_promise_can_be_said():
    assert {target.line for target in TARGETS} == set(range(1, 12))
    text = page.results({}, [page.Judged(target, 2, None) for target in TARGETS], {}, ["lost"], [], ["Nobody"])
    assert "| 1 | `status S` takes at most 9 times `pass` (hoped for: 7.5) | 2 times |  | yes |" in text
    assert "| 6 | `status` grows with entries to the power of at most 1.05 | 2.00 |  | **no** |" in text
    assert "Not installed, so left out: Nobody." in text
    assert "because they failed: lost." in text


def test_rows_are_sorted_by_size_and_then_by_speed():
    found = {"pass": took(0.01), "status S": took(0.08), "bean-check S": took(0.12), "status M": took(0.3)}
    text = page.results(found, [], {}, [], [], [])
    assert "| `bean-check S` | 1.5 | 120 ms | 120 ms | 30 MB | 3 |" in text
    assert text.index("`status S` | 1 |") < text.index("`bean-check S` |") < text.index("`status M` | 1 |")


def test_only_the_text_between_the_marks_is_replaced(tmp_path):
    path = tmp_path / "performance.md"
    path.write_text(f"# Ours\n\n{page.BEGIN}\nold\n{page.END}\n\nAfter\n")
    page.write(path, "new\n")
    assert path.read_text() == f"# Ours\n\n{page.BEGIN}\n\nnew\n\n{page.END}\n\nAfter\n"


def test_a_promise_of_nothing_is_kept_by_nothing():
    none = Target(7, "tables written by exporting L unchanged", None, 0)
    assert none in TARGETS
    assert of({none.row: took(0)})[none.row, None, "wall"].is_met
    assert not of({none.row: took(1)})[none.row, None, "wall"].is_met
