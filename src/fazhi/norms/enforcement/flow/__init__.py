"""The lives of certificates and of powers given to townships."""

from .certificates import CertificateFlow
from .grants import PowerGrantFlow
from .registers import OfficerFlow, PowerItemFlow

__all__ = ["CertificateFlow", "OfficerFlow", "PowerGrantFlow", "PowerItemFlow"]
