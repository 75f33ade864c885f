"""Reads TOML files into records, and saves files safely."""

from actionplan._exports import exported

__getattr__, __dir__ = exported(__name__)
