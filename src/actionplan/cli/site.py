"""``actionplan site``: a static site about plans."""

import re
from typing import TYPE_CHECKING

import click

from actionplan.cli import console, options
from actionplan.cli.errors import FINE, USAGE

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from actionplan.model.records import Plan
    from actionplan.report.report_type import PlanResult
    from actionplan.report.runs import Job
    from actionplan.site.folder import Folder
    from actionplan.site.site import PlanMade

_FOLDER = "The folder of the site. Default: site."
_URL = "Where it will be: adds a feed of what is new, and a list for search engines."
_ADDRESS = re.compile(r"https?://[^\s/?#<>\"]+(/[^\s?#<>\"]*)?")


@click.command("site")
@options.plans_argument
@click.option("-o", "--output", "folder", metavar="DIR", default="site", type=click.Path(), help=_FOLDER)
@options.as_at_option
@click.option("--url", metavar="ADDRESS", default="", help=_URL)
@click.option("--internal", is_flag=True, help="Show also what is not for the public.")
@click.option("--yes", is_flag=True, help="Say of plans that are on the site and not named now that they are gone.")
@click.option("--partial", is_flag=True, help="Publish even if a file cannot be read; every page then says so.")
def command(
    plans: tuple[str, ...],
    folder: str,
    *,
    as_at: "date | None",
    url: str,
    internal: bool,
    partial: bool,
    yes: bool,
) -> int:
    """Make a web site about plans: a folder of pages for everyone, which needs no server.

    Every action, measure and resolution has an address of its own, with its whole history. Only pages that changed are
    written again. Where a record is no longer in the plan, its page says what has become of it. Files in the folder
    that are no part of the site are not touched.

    \b
    Examples:
      actionplan site
      actionplan site plans/hertfordshire-send -o public
      actionplan site plans -o public --url https://plans.example.org
      actionplan site plans -o public --as-at 2026-01-15
    """
    from attrs import evolve

    from actionplan.cli import loading
    from actionplan.cli.output import name_unread
    from actionplan.report.papers.report import REPORT
    from actionplan.report.plan_query import context_of
    from actionplan.report.runs import Job, each_result, gather
    from actionplan.site.folder import open_folder
    from actionplan.summary.public import published, refuse_unknown_internal

    def checked(plan: "Plan", _: "PlanResult") -> str:
        if not internal:
            refuse_unknown_internal(plan)
        return plan.id

    if url and not _ADDRESS.fullmatch(url):
        raise click.BadParameter("give a web address that begins with https:// or http://", param_hint="'--url'")
    query = loading.find(plans, "html", as_at=as_at)
    whole = evolve(REPORT, name="site", plan=lambda plan, _: plan, checks=False)
    job = Job(whole, query, context_of(query, "html"), progress=console.with_progress)
    read = gather(each_result(job, checked, lists_problems=False), job)
    name_unread(read)
    if read.duplicates:
        raise click.UsageError("two plans have the same id, and so would their pages: publish one of them")
    if not read.results or (read.unread and not partial):
        console.warn("Nothing was published. Correct these files, or publish what can be read with --partial.")
        return USAGE
    shown = whole if internal else evolve(whole, plan=lambda plan, _: published(plan))
    site = open_folder(folder, is_internal=internal)
    named = set(read.results)
    if (others := sorted(site.plans - named)) and not read.unread and not yes and not _are_gone(folder, others):
        console.warn("Nothing was published.")
        return USAGE
    made, changed = _write(job._replace(report=shown, is_long=True), site, url.rstrip("/"))
    pages = sum(about is not None for each in made for about in each.files.values())
    console.say(f"{folder}: {pages} pages, {changed or 'none'} of them new or changed. Open {folder}/index.html")
    return USAGE if read.unread else FINE


def _are_gone(folder: str, others: "Sequence[str]") -> bool:
    """Ask whether plans are gone that a site has pages about and that are not named now; without a terminal, refuse."""
    from actionplan.model.text import in_words

    console.explain(
        f"{folder} also has pages about {in_words(others)}. Name all plans of the site, or another folder with -o. If "
        "their addresses should say that they are gone: --yes",
        on_stderr=True,
    )
    return console.is_terminal() and click.confirm("Are they gone?", default=False)


def _write(job: "Job", folder: "Folder", url: str) -> "tuple[Sequence[PlanMade], int]":
    """Write the site, and return its plans and how many files changed."""
    from functools import partial

    from attrs import evolve

    from actionplan.report import made_from
    from actionplan.report.report_type import RunResult
    from actionplan.report.runs import each_result
    from actionplan.site.site import SiteJob, finish, write_plan

    try:
        site = SiteJob(folder=folder, context=job.context, url=url, plans=len(job.query.roots))
        if len(job.query.roots) == 1:
            site = evolve(site, progress=partial(console.with_progress, what="pages"))

        def make(plan: "Plan", found: "PlanResult") -> "PlanMade":
            read = RunResult(results=(), roots=(found.root,), seen=found.seen)
            return write_plan(site, plan, made_from.record_words(read, None))

        made = [each.result for each in each_result(job, make, lists_problems=False) if each.result is not None]
        return made, sum(each.written for each in made) + finish(site, made)
    except OSError as error:
        raise click.FileError(error.filename or folder.root, error.strerror or str(error)) from error
