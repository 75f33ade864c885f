"""``python -m actionplan``, and the command ``actionplan``."""

import os
import signal


def main() -> None:
    """Run the command line; a Ctrl-C while it is still being loaded ends it at once, without noise.

    Raised as an exception it could strike wherever Python loads a module, and be told with a traceback; and nothing is
    under way yet that would have to be ended well.
    """
    is_usual = signal.getsignal(signal.SIGINT) is signal.default_int_handler
    if is_usual:
        signal.signal(signal.SIGINT, lambda *_: os._exit(130))
    from actionplan.cli.main import main as run

    if is_usual:
        signal.signal(signal.SIGINT, signal.default_int_handler)
    run()


if __name__ == "__main__":
    main()
