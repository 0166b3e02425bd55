"""Tests of files and papers."""
