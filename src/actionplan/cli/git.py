"""``actionplan git``."""

import click

from actionplan.cli import console, options
from actionplan.cli.errors import FINE, PROBLEMS


@click.group("git")
def command() -> None:
    """Set up git to merge two people's changes to one plan.

    \b
    Examples:
      actionplan git setup
      actionplan git setup --remove
    """


@command.command("setup", short_help="Install the merge driver for plan files.")
@click.option("--remove", "is_removal", is_flag=True, help="Go back to merging line by line.")
@options.plan_option
def setup(is_removal: bool, plan_path: str | None) -> int:
    """Install a merge driver that understands plan files, so that two people's updates merge automatically.

    It adds lines to .gitattributes: commit them once, for everyone. It also adds a setting to this clone: each person
    runs the command once in their own clone. Without actionplan, git merges line by line, as before.

    \b
    Examples:
      actionplan git setup
      actionplan git setup --remove
    """
    from actionplan.cli.resolve_id import plan_roots
    from actionplan.git.merge_driver import overruled, remove, set_up, top_of

    by_top: dict[str, list[str]] = {}
    for root in plan_roots(plan_path):
        by_top.setdefault(top_of(root), []).append(root)
    code = FINE
    for top, roots in by_top.items():
        if is_removal:
            console.explain(f"Git merges plan files line by line again. Commit {remove(top)} if it changed.")
        else:
            path = set_up(top, roots)
            console.explain(f"Git now merges these plans entry by entry: {', '.join(roots)}")
            console.explain(f"Commit {path}. Each person runs this command once in their own clone.")
            if others := overruled(top, roots):
                console.explain(f"But another line still sets how to merge {', '.join(others)}.", on_stderr=True)
                console.explain(
                    "Remove it from the .gitattributes nearest to these files, or from .git/info/attributes.",
                    on_stderr=True,
                )
                code = PROBLEMS
    return code
