"""Figures of many plans added up."""
