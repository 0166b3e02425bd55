"""What the desk itself keeps."""

from .ledgers.keeping import ImportBatch, ImportRun
from .ledgers.leaving import ExportRequest
from .print_jobs import PrintJob
from .remembering import SavedView, SignInFailure

__all__ = ["ExportRequest", "ImportBatch", "ImportRun", "PrintJob", "SavedView", "SignInFailure"]
