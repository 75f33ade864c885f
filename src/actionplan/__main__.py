"""``python -m actionplan``, and the command ``actionplan``."""

import gc
import os
import signal


def main() -> None:
    """Run the command line; a Ctrl-C while it is still being loaded ends it at once, without a traceback.

    As an exception it could be raised wherever Python loads a module, and no work has begun that needs an orderly end.
    """
    is_usual = signal.getsignal(signal.SIGINT) is signal.default_int_handler
    if is_usual:
        signal.signal(signal.SIGINT, lambda *_: os._exit(130))
    # Modules and records have few reference cycles, so the garbage collector need not run every 700 objects.
    gc.set_threshold(100_000, 50, 50)
    from actionplan.cli.main import main as run

    if is_usual:
        signal.signal(signal.SIGINT, signal.default_int_handler)
    run()


if __name__ == "__main__":
    main()
