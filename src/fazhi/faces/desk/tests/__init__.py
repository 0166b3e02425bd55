"""Tests of the staff face."""
