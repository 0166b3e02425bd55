"""What the desk itself keeps."""

from .ledgers.keeping import ImportBatch, ImportRun

__all__ = ["ImportBatch", "ImportRun"]
