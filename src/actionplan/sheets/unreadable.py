"""Files of tables that cannot be read."""

from actionplan.model.refused import Refused


class UnreadableFile(Refused):
    """A file is no table, or is not safe to read; ``args[0]`` says why, and what to do."""
