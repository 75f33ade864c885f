"""Frozen records in the words of the field, and nothing else: no file, no clock, no screen."""
