"""Keep the details of an error of ours in a file for its developers; the user sees only what to do."""

import os
import tempfile
import traceback

OURS = "This is an error in actionplan itself, not in your plan. No plan file is damaged."
HOW_TO_REPORT = 'How to report it: the section "Reporting a fault" of the README.'


def keep_details(error: BaseException) -> str:
    """Write the details of an error to a file, and return the sentences that say where they are.

    Args:
        error: the error.
    """
    details = "".join(traceback.format_exception(error))
    try:
        handle, path = tempfile.mkstemp(prefix="actionplan-fault-", suffix=".txt")
        with os.fdopen(handle, "w", encoding="utf-8", errors="backslashreplace") as file:
            file.write(details)
    except OSError:
        return f"The details could not be saved: {type(error).__name__}: {error}"
    return f"The details are in {path}\nPlease send that file with your report. It may contain names of your files."
