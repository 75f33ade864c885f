"""``actionplan since``."""

import os
from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

import click

from actionplan.cli import common, console, looking
from actionplan.cli.dates import parse_day
from actionplan.cli.errors import FINE, USAGE

if TYPE_CHECKING:
    from actionplan.cli.many.since import When
    from actionplan.git.provenance import Anchor
    from actionplan.model.problem import Problem
    from actionplan.model.records import Portfolio
    from actionplan.summary.changes.records import Change
    from actionplan.summary.changes.since import View


@click.command("since")
@click.argument("start", metavar="[START]", required=False)
@click.argument("plans", nargs=-1, metavar="[PLAN]...", type=click.Path())
@click.option("--last", metavar="BODY", help="Since the last meeting of this body, as plan.toml has its meetings.")
@click.option("--until", "end", metavar="END", help="Until then. Default: today.")
@looking.by_option("region", "plan")
@click.option(
    "--format", "output", type=click.Choice(["text", "markdown", "json"]), default="text", help="How to say it."
)
def command(
    start: str | None, plans: tuple[str, ...], last: str | None, end: str | None, by: str | None, output: str
) -> int:
    """Say what changed since a day or a commit, in sentences that minutes can take over.

    START and END are each one of three things. A day: what was on record on it, so that an entry written down late is
    told when it was written down. A commit or tag: its very files. Or as-at:DAY: what was true on that day by all that
    is known now. A tag that looks like a day is named rev:TAG.

    \b
    Examples:
      actionplan since 2024-09-01
      actionplan since 2024-09-01 --until 2024-10-01 --format markdown
      actionplan since --last board
      actionplan since minutes-2024-09 --until minutes-2024-10
      actionplan since 2024-10-01 --until as-at:2024-10-01
    """
    from actionplan.summary.changes.since import difference

    if last is not None and start is not None:
        plans, start = (start, *plans), None
    if last is None and start is None:
        raise click.UsageError("since when? Give a day or a commit, or --last BODY")
    _refuse_second_day(start, plans)
    is_of_days = all(typed is None or _day_typed(typed) is not None for typed in (start, end))
    meant = looking.reach(plans, output) if is_of_days else None
    if meant is not None and looking.are_many(meant, by, output):
        return _of_many(meant, start, last, end, by, output)
    sides = _Sides(plans, output)
    until = sides.side(end) if end is not None else sides.on_day(console.today())
    since = sides.side(start) if start is not None else sides.on_day(_last_meeting(str(last), until))
    _refuse_ahead(since, until, end)
    _refuse_backwards(since, until)
    if (since.commit is None) != (until.commit is None):
        since, until = _joined(since), _joined(until)
    changes = difference(since.view, until.view)
    if output == "json":
        _say_json(changes, since, until, by, partial=sides.is_partial)
    else:
        sides.say_partial()
        _say(changes, since, until, output, by, start or f"--last {last}")
    return USAGE if sides.is_partial else FINE


class _Side(NamedTuple):
    """One side of the comparison.

    Attributes:
        view: the plans, and the day as at which they are looked at.
        word: what JSON calls it.
        words: what a title calls it.
        plain: what a title calls it where both sides are what was on record on a day; None where it is not that.
        roots: the folders of the plans.
        commit: the commit whose files were read; None for the files as they are now.
    """

    view: "View"
    word: str
    words: str
    plain: str | None
    roots: tuple[str, ...]
    commit: "Anchor | None"


class _Sides:
    """The two sides, of which those that need the files as they are now share one reading of them."""

    def __init__(self, plans: Sequence[str], output: str, now: "Portfolio | None" = None) -> None:
        self._plans = plans
        self._output = output
        self._now: tuple[Portfolio, tuple[Problem, ...]] | None = (now, ()) if now is not None else None
        self._read: list[tuple[Portfolio, tuple[Problem, ...]]] = []

    def side(self, typed: str) -> _Side:
        """Give the side that was typed: ``DAY``, ``as-at:DAY``, ``rev:REV`` or ``REV``."""
        kind, colon, rest = typed.partition(":")
        if colon and kind == "rev":
            return self.of_commit(rest)
        when = _day_typed(typed)
        if when is None:
            return self.of_commit(typed, is_guess=True)
        return self.true_on(when.day) if when.is_true else self.on_day(when.day)

    def now(self) -> "Portfolio":
        """Give the plans as they are now."""
        if self._now is None:
            self._now = common.load_plans(self._plans, self._output)
            self._read.append(self._now)
        return self._now[0]

    def on_day(self, day: date) -> _Side:
        from actionplan.report.words import day_text
        from actionplan.summary.changes.since import view_at

        words = day_text(day)
        return self._of_now(view_at(self.now(), day), day.isoformat(), f"what was on record on {words}", words)

    def true_on(self, day: date) -> _Side:
        from actionplan.report.words import day_text
        from actionplan.summary.changes.since import true_view

        words = f"what was true on {day_text(day)} by all that is known now"
        return self._of_now(true_view(self.now(), day), f"as-at:{day.isoformat()}", words, None)

    def _of_now(self, view: "View", word: str, words: str, plain: str | None) -> _Side:
        return _Side(view, word, words, plain, tuple(plan.root for plan in self.now().plans), None)

    def of_commit(self, rev: str, *, is_guess: bool = False) -> _Side:
        from actionplan.git.repository import GitError
        from actionplan.git.snapshot import load_rev
        from actionplan.report.provenance import commit_words
        from actionplan.summary.changes.since import View

        try:
            committed = load_rev(rev, *self._plans)
        except GitError as error:
            if not is_guess:
                raise
            hint = f'"{rev}" is not a day (write 2024-10-01, or "1 Oct 2024") and not a commit: {error}'
            raise click.UsageError(hint) from error
        looked = looking.look_at(committed, self._output, None)
        self._read.append((looked.read, looked.problems))
        view = View(portfolio=looked.read, as_at=looked.as_at)
        return _Side(view, f"rev:{committed.anchor.commit}", commit_words(committed.anchor), None, (), committed.anchor)

    @property
    def is_partial(self) -> bool:
        return any(common.is_partial(portfolio) for portfolio, _ in self._read)

    def say_partial(self) -> None:
        for portfolio, problems in self._read:
            common.say_partial(portfolio, problems)


def _day_typed(typed: str) -> "When | None":
    """Give the day of a side, and whether it is looked at by all that is known now; None for a commit."""
    from actionplan.cli.many.since import When

    kind, colon, rest = typed.partition(":")
    is_true = bool(colon) and kind == "as-at"
    day = parse_day(rest if is_true else typed)
    if day is None and is_true:
        raise click.UsageError(f'"{rest}" is not a day: write as-at:2024-10-01')
    return When(day, is_true) if day is not None else None


def _of_many(
    meant: looking.Reach, start: str | None, last: str | None, end: str | None, by: str | None, output: str
) -> int:
    """Say what changed in many plans between two days, reading one after another."""
    from actionplan.cli.many.engine import plan_files
    from actionplan.cli.many.since import Compared, When
    from actionplan.cli.many.since import since as since_of_many
    from actionplan.model.records import Portfolio

    # What is typed is understood by the plans' meetings alone; their records are read later, one plan at a time.
    sides = _Sides((), output, Portfolio(plans=tuple(plan_files(meant)) if last is not None else ()))
    until = sides.side(end) if end is not None else sides.on_day(console.today())
    since = sides.side(start) if start is not None else sides.on_day(_last_meeting(str(last), until))
    _refuse_ahead(since, until, end)
    _refuse_backwards(since, until)
    compared = Compared(_title(since, until), since.word, until.word, start or f"--last {last}")
    days = [When(side.view.as_at, side.plain is None) for side in (since, until)]
    return since_of_many(meant._replace(as_at=until.view.as_at), days[0], days[1], compared, by, output)


def _last_meeting(typed: str, until: _Side) -> date:
    from actionplan.edit.input import body_meant
    from actionplan.report.words import day_text
    from actionplan.summary.meetings import last_meeting

    plans = until.view.portfolio.plans
    known = {str(body) for plan in plans for body in plan.bodies}
    body = next((meant for plan in plans if (meant := body_meant(typed, plan)) in plan.bodies), typed)
    common.refuse_unknown("body", body, known)
    day = last_meeting(until.view.portfolio, body, until.view.as_at)
    if day is None:
        raise click.UsageError(
            f'plan.toml has no meeting of "{body}" before {day_text(until.view.as_at)}. Give the day instead, or put '
            f'each meeting at the end of plan.toml:\n\n[[meetings]]\nbody = "{body}"\non = 2026-01-20'
        )
    return day


def _refuse_second_day(start: str | None, plans: Sequence[str]) -> None:
    """Refuse a second day or commit in the place of a plan."""
    if start is not None and plans and not os.path.exists(plans[0]):
        raise click.UsageError(
            f'there is no plan "{plans[0]}". If it is the second day or commit, it goes with --until: '
            f"actionplan since {start} --until {plans[0]}"
        )


def _refuse_ahead(since: _Side, until: _Side, end: str | None) -> None:
    """Refuse a beginning that is still to come."""
    from actionplan.report.words import day_text

    if end is None and since.commit is None and since.view.as_at > until.view.as_at:
        raise click.UsageError(f"{day_text(since.view.as_at)} is still to come, so nothing can have changed since")


def _refuse_backwards(since: _Side, until: _Side) -> None:
    """Refuse days the wrong way round; of commits, the days of their authors need not be in order."""
    from actionplan.report.words import day_text

    if since.commit is None and until.commit is None and until.view.as_at < since.view.as_at:
        days = f"{day_text(until.view.as_at)} is before {day_text(since.view.as_at)}"
        raise click.UsageError(f"{days}: turn them round")


def _joined(side: _Side) -> _Side:
    """Leave drafts out of a commit's files, where they are held against a day, on which they are not on record."""
    from actionplan.summary.as_known import joined_by
    from actionplan.summary.changes.since import View

    view = View(portfolio=joined_by(side.view.portfolio, side.view.as_at), as_at=side.view.as_at)
    return side._replace(view=view)


def _title(since: _Side, until: _Side) -> str:
    if since.plain is not None and until.plain is not None:
        return f"What changed from {since.plain} to {until.plain}"
    if since.plain is not None and until.word == f"as-at:{since.word}":
        return f"What is known now of {since.plain} that was not on record then"
    if since.commit is not None and until.commit is not None:
        return f"What changed from {since.words} to {until.words}"
    return f"What changed between {since.words} and {until.words}"


def _say(changes: "tuple[Change, ...]", since: _Side, until: _Side, output: str, by: str | None, typed: str) -> None:
    from actionplan.report import since as render

    plans = tuple({plan.id: plan for side in (since, until) for plan in side.view.portfolio.plans}.values())
    title = _title(since, until)
    made_from = common.made_from((*since.roots, *until.roots), since.commit, until.commit)
    if output == "text" and (by is not None or len(plans) > looking.MANY):
        from actionplan.cli.many.since import Compared, figures_of, text_of
        from actionplan.report.words import day_text

        compared = Compared(title, since.word, until.word, typed)
        made = figures_of(until.view.portfolio, changes)
        common.say_with(text_of(made, compared, day_text(until.view.as_at), by), made_from)
        return
    if output == "markdown":
        console.say(render.since_markdown(changes, plans, title, made_from).rstrip("\n"))
    else:
        common.say_with(render.since_text(changes, plans, title, console.screen()), made_from)


def _say_json(changes: "tuple[Change, ...]", since: _Side, until: _Side, by: str | None, *, partial: bool) -> None:
    from actionplan.report.provenance import anchor_json

    if by is None:
        from actionplan.report.since import since_json

        answer = since_json(changes, since.word, until.word, until.view.as_at, partial=partial)
    else:
        from actionplan.cli.many.since import figures_of
        from actionplan.report.portfolio import roll_up_json
        from actionplan.report.rollup.rollup import rolled_up

        roll_up = rolled_up(figures_of(until.view.portfolio, changes), by)
        asked = {"selection": {"since": since.word, "until": until.word}}
        answer = roll_up_json(roll_up, "since", until.view.as_at, asked, partial=partial)
    revs = {"since_rev": anchor_json(since.commit), "until_rev": anchor_json(until.commit)}
    common.say_json({**answer, **revs})
