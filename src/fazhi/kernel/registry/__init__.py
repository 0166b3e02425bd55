"""Where modules leave their declarations; closed after start."""

from .shelves import Unknown, check, close, find, label, leave, model, models, on, opened, problems

__all__ = ["Unknown", "check", "close", "find", "label", "leave", "model", "models", "on", "opened", "problems"]
