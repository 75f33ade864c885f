"""Audits: check that the history of a plan was only ever added to."""
