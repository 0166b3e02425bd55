"""What the desk itself keeps."""

from .ledgers.keeping import ImportBatch, ImportRun
from .remembering import SavedView, SignInFailure

__all__ = ["ImportBatch", "ImportRun", "SavedView", "SignInFailure"]
