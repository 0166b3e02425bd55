"""Tests of the demonstration city."""
