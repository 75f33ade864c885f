"""``python -m actionplan``, and the command ``actionplan``."""

import sys


def main() -> None:
    """Run the command line; a Ctrl-C while it is still being loaded ends it without noise."""
    try:
        from actionplan.cli.main import main as run
    except KeyboardInterrupt:
        sys.exit(130)
    run()


if __name__ == "__main__":
    main()
