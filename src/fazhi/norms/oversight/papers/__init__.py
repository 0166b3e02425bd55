"""The papers of oversight."""

from . import cases, instruments, reminders, reviews  # noqa: F401  they file themselves
