"""What each report shows, and the figures of many plans added up."""

from actionplan._exports import exported

__getattr__, __dir__ = exported(__name__)
