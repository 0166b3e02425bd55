"""What the desk itself keeps."""

from .ledgers.keeping import ImportBatch, ImportRun
from .print_jobs import PrintJob
from .remembering import SavedView, SignInFailure

__all__ = ["ImportBatch", "ImportRun", "PrintJob", "SavedView", "SignInFailure"]
