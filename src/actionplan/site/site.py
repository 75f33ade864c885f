"""Write a site: the pages of each plan in a folder of its own, and those about all plans above them."""

import os
from collections.abc import Collection, Iterator, Mapping, Sequence

from attrs import evolve, frozen

from actionplan.model.kinds import KIND_IN
from actionplan.model.records import Plan
from actionplan.model.text import count, day_text
from actionplan.report.document import Document
from actionplan.report.inline import Inline, PageLink, Span
from actionplan.report.pages.material import PageMaterial, page_material
from actionplan.report.pages.moved import gone, moved, unreadable
from actionplan.report.pages.portfolio import PlanRow, plan_row, portfolio
from actionplan.report.pages.registry import PAGE_KINDS, above, document, former_pages, pages, trail
from actionplan.report.report_type import Context
from actionplan.report.runs import Progress
from actionplan.report.writers import html
from actionplan.site.addresses import ALL_PLANS, FEED, FIRST, SCRIPT, SITEMAP, STYLE, addresses, path_of
from actionplan.site.feed import feed, sitemap
from actionplan.site.folder import Folder, remove, write_changed, write_list
from actionplan.site.frame import Frame, leading_on, page
from actionplan.storage.collecting import without_collecting


@frozen(kw_only=True)
class SiteJob:
    """The site that will be made.

    Attributes:
        folder: the folder of the site.
        context: the day of the pages.
        progress: passes the pages of a plan on as they come, and may show how many there are of how many.
        url: the address at which it will be, which feeds and the list for search engines need; empty for neither.
        plans: how many plans it was to have.
    """

    folder: Folder
    context: Context
    progress: Progress = lambda pages, _: iter(pages)
    url: str = ""
    plans: int = 1


@frozen(kw_only=True)
class PlanMade:
    """The pages of a plan, which are written.

    Attributes:
        row: what the page about all plans says of it.
        files: the paths of its pages, each with what it is about, and of its feed.
        unreadable: the pages of records whose files could not be read.
        listed: the paths of the pages about what is in the plan now, without those at former addresses.
        written: how many of them were new or had changed.
    """

    row: PlanRow
    files: Mapping[str, PageLink | None]
    unreadable: Collection[PageLink]
    listed: Sequence[str]
    written: int


def write_plan(job: SiteJob, plan: Plan, made_from: str) -> PlanMade:
    """Write the pages of a plan, as far as they have changed.

    Args:
        job: the site.
        plan: the plan, with only what may be shown.
        made_from: the version of its record, in words; empty outside git.

    Raises:
        Refused, OSError: a page cannot be written.
    """
    material = page_material(plan, job.context, made_from)
    frame = evolve(_frame(material), feed=f"{plan.id}/{FEED}" if job.url else "", is_internal=job.folder.is_internal)
    files: dict[str, PageLink | None] = {}
    written = 0
    with without_collecting():
        number = sum(1 for _ in pages(material)) + sum(1 for _ in former_pages(material))
        for about, made in job.progress(plan_pages(material, frame, has_others=job.plans > 1), number):
            path = path_of(about)
            written += write_changed(job.folder, path, made)
            files[path] = about
    if frame.feed:
        written += write_changed(job.folder, frame.feed, feed(material, job.url))
        files[frame.feed] = None
    listed = [path_of(evolve(each, plan=plan.id)) for each in pages(material)]
    unreadable = {PageLink(_kind_of(each.path), each.id, plan.id) for each in plan.unread}
    return PlanMade(row=plan_row(material), files=files, unreadable=unreadable, listed=listed, written=written)


def plan_pages(
    material: PageMaterial, frame: Frame | None = None, *, has_others: bool = False
) -> Iterator[tuple[PageLink, bytes]]:
    """Yield each page of a plan with its bytes, and one for each address that a record had before.

    Args:
        material: what the pages are made from.
        frame: what is around each page; None for what is around those of a public site without a feed.
        has_others: whether there is a page about all plans above them.
    """
    plan = material.paper.plan
    there = {path_of(evolve(each, plan=plan.id)) for each in pages(material)}
    frame = frame or _frame(material)
    top = [Span("All plans", link=ALL_PLANS)] if has_others else []
    for each, now, blocks in _each_page(material):
        about = evolve(each, plan=plan.id)
        yield about, page(blocks, frame, about, above(now), [*top, *trail(material, now)], addresses(about, there))


def _each_page(material: PageMaterial) -> Iterator[tuple[PageLink, PageLink, Document]]:
    """Yield each page of a plan, the page that it is or was before, and its document."""
    yield from ((each, each, document(material, each)) for each in pages(material))
    for before, now in former_pages(material):
        yield before, now, moved(material, before.kind, before.id, now.id)


def _frame(material: PageMaterial) -> Frame:
    plan, day = material.paper.plan, material.paper.as_at
    kinds = [kind for kind in PAGE_KINDS if any(kind.about(material)) or "" in kind.about(material)]
    return Frame(
        name=Span(plan.title, link=PageLink("home")),
        ways=[(kind.name, kind.title) for kind in kinds if kind.is_main],
        foot=(
            _first_sentence_strong(plan.description or ""),
            "These pages are made from the plan's own files, with every change kept. They show what was on record on "
            f"{day_text(day)}.",
            material.paper.record.left_out,
        ),
        more=[Span(kind.title, link=PageLink(kind.name)) for kind in kinds if kind.title and not kind.is_main],
        notice=_unread_text(len(plan.unread), "this plan"),
    )


def _kind_of(path: str) -> str:
    """Return the kind of record whose file a path is, from its folder."""
    return KIND_IN.get(os.path.basename(os.path.dirname(path)), "")


def _unread_text(files: int, of: str) -> str:
    """Return that files could not be read, as a sentence; empty if none."""
    those = "it" if files == 1 else "them"
    return (
        f"{count(files, 'file')} of {of} could not be read, and nothing in {those} is on these pages." if files else ""
    )


def _first_sentence_strong(text: str) -> Inline:
    first, stop, rest = text.partition(". ")
    return (Span(first + stop, "strong"), rest)


def finish(job: SiteJob, made: Sequence[PlanMade]) -> int:
    """Write what is about all plans, and say at old addresses what has become of their pages; return how many changed.

    Args:
        job: the site.
        made: its plans, with their pages written.
    """
    files: dict[str, PageLink | None] = {path: about for each in made for path, about in each.files.items()}
    rows = [each.row for each in made]
    own = {FIRST: _first(rows, job), STYLE: (html.style() + _resource("site.css")).encode()}
    own[SCRIPT] = _resource(SCRIPT).encode()
    if job.url:
        own[SITEMAP] = sitemap((path for each in made for path in each.listed), job.url)
    common = dict.fromkeys(own)
    for path, about in job.folder.files.items():
        if about is None or path in own or path in files:
            continue
        own[path] = _gone(about, files, rows, is_unreadable=any(about in each.unreadable for each in made))
        files[path] = about
    written = sum(write_changed(job.folder, path, data) for path, data in own.items())
    files |= common
    for path in job.folder.files.keys() - files.keys():
        remove(job.folder, path)
    write_list(job.folder, files)
    return written


def _first(rows: Sequence[PlanRow], job: SiteJob) -> bytes:
    """Return the first page of the site: one that lists its plans, or that leads on to the only one."""
    there = [path_of(PageLink("home", plan=row.id)) for row in rows]
    if len(rows) == job.plans == 1:
        return leading_on(rows[0].title, there[0])
    first = PageLink("home")
    foot = ("These pages are made from the plans' own files, with every change kept.",)
    frame = Frame(name="Plans", ways=(), foot=foot, more=(), notice=_missing(rows, job.plans - len(rows)))
    return page(portfolio(rows, job.context.as_at), frame, first, "", (), addresses(first, there))


def _missing(rows: Sequence[PlanRow], lost: int) -> str:
    """Return what could not be read of all plans, and how many of them not at all; empty if nothing is missing."""
    files = sum(row.unread for row in rows)
    sentences = (
        f"{count(lost, 'plan')} could not be read, and {'is' if lost == 1 else 'are'} not on these pages."
        if lost
        else "",
        _unread_text(files, "these plans"),
    )
    return " ".join(filter(None, sentences))


def _gone(about: PageLink, files: Collection[str], rows: Sequence[PlanRow], *, is_unreadable: bool) -> bytes:
    """Return the page at an address whose record or plan is not on the site, for now or any more."""
    title = next((row.title for row in rows if row.id == about.plan), "")
    home = Span(title or "The plans", link=PageLink("home", plan=about.plan if title else ""))
    notice = _unread_text(sum(row.unread for row in rows if row.id == about.plan), "this plan")
    frame = Frame(name=home, ways=(), foot=(), more=(), notice=notice)
    said = unreadable if is_unreadable else gone
    return page(said(home, about.kind, about.id), frame, about, "", (home,), addresses(about, {*files, FIRST}))


def _resource(name: str) -> str:
    from importlib.resources import files

    return files(__package__).joinpath(name).read_text(encoding="utf-8")
