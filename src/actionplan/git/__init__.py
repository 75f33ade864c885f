"""What git knows of a plan: its commits, who changed what, and which commit a report was made from."""

from actionplan._exports import exported

__getattr__, __dir__ = exported(__name__)
