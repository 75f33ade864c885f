"""Check plans, audit their history against what was there before, and make the site: what a pipeline does.

    python publish.py --base origin/main                 check and audit, as for a proposed change
    python publish.py --base origin/main --to public     then make the site in the folder "public"

It needs no library but actionplan, runs on any machine with Python and git, and stops at the first step that fails, so
that a plan with a mistake in it or with a changed history is not published.
"""

import argparse
import importlib.util
import os
import subprocess
import sys

REQUIREMENTS = os.path.join(os.path.dirname(os.path.abspath(__file__)), "requirements.txt")
"""The file that names from where actionplan is installed."""

FINE = 0
STOPPED = 1


def main() -> int:
    """Do what the command line asks for, and return the exit code: 0 if all went well, or else 1."""
    parser = argparse.ArgumentParser(description="Check and audit plans, and make their site.")
    parser.add_argument("plans", nargs="*", default=["plans"], help="folders with plans (plans)")
    parser.add_argument("--base", default="", help="the commit or branch that all history must still be in")
    parser.add_argument("--to", default="", help="the folder of the site; without it nothing is made")
    parser.add_argument("--url", default="", help="where the site will be: adds feeds, and a list for search engines")
    asked = parser.parse_args()
    steps = [["check", *asked.plans], ["audit", *asked.plans]]
    if base := commit_of(asked.base):
        steps[1] += ["--base", base]
    if asked.to:
        dates = os.path.join(asked.to, "dates.ics")
        where = ["--url", asked.url] if asked.url else []
        steps += [["site", *asked.plans, "-o", asked.to, *where], ["export", "calendar", *asked.plans, "-o", dates]]
    install()
    for step in steps:
        print(f"\n== actionplan {' '.join(step)}", flush=True)
        if code := subprocess.run([sys.executable, "-m", "actionplan", *step], check=False).returncode:
            print(f"\nStopped: {step[0]} ended with exit code {code}. Nothing is published.", file=sys.stderr)
            return STOPPED
    return FINE


def commit_of(base: str) -> str:
    """Return the full name of a commit; empty if there is none yet, as before the first push of a branch.

    Args:
        base: a commit, or a branch such as ``origin/main``, which is fetched if it is not there.
    """
    if not base.strip("0"):
        return ""
    remote, _, branch = base.partition("/")
    found = git("rev-parse", "--verify", "--quiet", f"{base}^{{commit}}")
    if found is None and branch and git("fetch", "--quiet", remote, branch) is not None:
        found = git("rev-parse", "--verify", "--quiet", "FETCH_HEAD^{commit}")
    if found is None:
        sys.exit(f"Stopped: there is no commit or branch {base}, so nobody can see whether history was changed.")
    return found


def git(*arguments: str) -> str | None:
    """Return what git answers; None if it fails."""
    ran = subprocess.run(["git", *arguments], capture_output=True, text=True, check=False)
    return ran.stdout.strip() if ran.returncode == 0 else None


def install() -> None:
    """Install actionplan from where ``requirements.txt`` says, unless it is there already."""
    if importlib.util.find_spec("actionplan") is None:
        subprocess.run([sys.executable, "-m", "pip", "install", "--quiet", "-r", REQUIREMENTS], check=True)
        importlib.invalidate_caches()
        if importlib.util.find_spec("actionplan") is None:
            sys.exit(f"Stopped: write into {REQUIREMENTS} from where actionplan is installed.")


if __name__ == "__main__":
    sys.exit(main())
