"""The papers of oversight."""

from . import cases, instruments, reminders  # noqa: F401  they file themselves
