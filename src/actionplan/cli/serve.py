"""``actionplan serve``."""

from typing import TYPE_CHECKING

import click

from actionplan.cli import console, options
from actionplan.cli.errors import FINE, USAGE

if TYPE_CHECKING:
    from actionplan.web.writing.writer import Writer


@click.command("serve")
@options.plans_argument
@click.option("--port", type=click.IntRange(1024, 65_535), metavar="PORT", help="The first port to try. Default: 8427.")
@click.option("--open", "opens", is_flag=True, help="Open the pages in your browser.")
@click.option("--as", "by", metavar="BODY", help="The body for which you write. Default: choose it in the browser.")
@click.option("--read-only", is_flag=True, help="Only show the plans: no page can change them.")
@click.option("--get", "page", metavar="PAGE", help="Print one page, such as /, and end.")
def command(
    plans: tuple[str, ...], port: int | None, opens: bool, by: str | None, read_only: bool, page: str | None
) -> int:
    """Show plans in a browser on this computer, and keep them there: every report, at any day.

    The pages come from this computer only, and nobody else can open them. They always show the plan's files as they
    are. What you enter is checked and saved as by the commands. Press Ctrl and C to stop.

    \b
    Examples:
      actionplan serve --open
      actionplan serve plans/hertfordshire-send --port 9000
      actionplan serve --get /hertfordshire-send/actions > actions.html
    """
    from actionplan.model.refused import needed
    from actionplan.storage.discovery import find_plans

    needed("flask")
    from actionplan.web import server
    from actionplan.web.app import make_app
    from actionplan.web.store import PlanStore

    store = PlanStore(plans)
    roots = find_plans(plans)
    app = make_app(store, console.today, None if read_only else _writer(by))
    if page is not None:
        answer = app.test_client().get(page, base_url=f"http://{server.HOST}", follow_redirects=True)
        click.echo(answer.get_data(), nl=False)
        return FINE if answer.status_code == FINE_STATUS else USAGE
    if (where := server.running(roots)) is not None:
        console.say(f"These plans are shown already: {where}")
        if opens:
            server.open_now(where)
        return FINE
    listener = server.listen(port or server.PORT)
    where = server.address(listener)
    console.say(f"Open {where} in your browser. Press Ctrl and C to stop.")
    if opens:
        server.open_soon(where)
    with server.noted(roots, where):
        server.serve(app, listener)
    return FINE


FINE_STATUS = 200
"""The status of an answer that is the page that was asked for."""


def _writer(by: str | None) -> "Writer":
    """Return what the view writes with."""
    import os

    from actionplan.cli.author import configured
    from actionplan.cli.form_commands import run_command
    from actionplan.web.server import own_folder
    from actionplan.web.writing.drafts import Drafts
    from actionplan.web.writing.own_files import OwnFiles
    from actionplan.web.writing.writer import Writer

    chosen = by or os.environ.get("ACTIONPLAN_BY") or configured("by") or ""
    own = own_folder("data")
    drafts, files = Drafts(os.path.join(own, "drafts")), OwnFiles(os.path.join(own, "files"))
    return Writer(run=run_command, drafts=drafts, files=files, by=chosen)
