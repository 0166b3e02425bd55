"""Filters of the look."""
