"""Measures: readings, targets, trajectories."""
