"""``actionplan git``."""

import click

from actionplan.cli import console, options
from actionplan.cli.errors import FINE, PROBLEMS


@click.group("git")
def command() -> None:
    """Have git merge plan files by what they say.

    \b
    Examples:
      actionplan git setup
      actionplan git setup --remove
    """


@command.command("setup")
@click.option("--remove", "is_removal", is_flag=True, help="Have git merge by lines again.")
@options.plan_option
def setup(is_removal: bool, plan_path: str | None) -> int:
    """Have git merge plan files by what they say: two people's updates of one action then go together by themselves.

    It adds lines to .gitattributes, which you commit once for everybody, and a setting to this clone, which everybody
    makes once in theirs. Where actionplan is missing or fails, git merges by lines, as it always did.

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
            console.say(f"Git merges plan files by lines again. Commit {remove(top)} if it changed.")
        else:
            path = set_up(top, roots)
            console.say(f"Git now merges these plans by what they say: {', '.join(roots)}")
            console.say(f"Commit {path}, and have everybody run this once in their own clone.")
            if others := overruled(top, roots):
                console.warn(f"But another line still says how to merge {', '.join(others)}.")
                console.warn("Take it out of the .gitattributes nearer to these files, or .git/info/attributes.")
                code = PROBLEMS
    return code
