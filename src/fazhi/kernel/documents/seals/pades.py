"""The seal as PAdES by pyhanko, under a test certificate; the picture is the bureau's own, or drawn and marked as a test."""

from __future__ import annotations

import io
import logging
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import lru_cache
from pathlib import Path
from typing import Any

from asn1crypto import pem, x509
from django.conf import settings
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign import PdfSignatureMetadata, SimpleSigner, sign_pdf
from pyhanko.sign.fields import SigSeedSubFilter
from pyhanko.sign.general import SigningError
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko.sign.validation.errors import SignatureValidationError
from pyhanko_certvalidator import ValidationContext

from fazhi.kernel.org.models import Unit

from ..sheets import Imprint
from . import NotSealed, Verdict, certificates

FIELD = "Seal"
TEST = "测试章"
# It warns of every certificate that no public authority knows, and ours says so itself.
logging.getLogger("pyhanko").setLevel(logging.CRITICAL)
logging.getLogger("pyhanko_certvalidator").setLevel(logging.CRITICAL)


class TestCertificate:
    """Seals with a certificate that this installation made for itself."""

    def imprint(self, unit: Unit) -> Imprint:
        picture = Path(settings.HOME) / "seals" / f"{unit.code}.png"
        return Imprint(seal_image=str(picture.resolve())) if picture.is_file() else Imprint(seal=unit.name, seal_note=TEST)

    def seal(self, pdf: bytes, unit: Unit, reason: str) -> bytes:
        told = PdfSignatureMetadata(
            field_name=FIELD, name=unit.name, reason=reason, md_algorithm="sha256", subfilter=SigSeedSubFilter.PADES
        )
        try:
            signer = _signer(str(certificates.folder()), unit.code, unit.name)
            signed = _apart(sign_pdf, IncrementalPdfFileWriter(io.BytesIO(pdf)), told, signer=signer)
        except (SigningError, PdfError, OSError) as failure:
            raise NotSealed(f"没有盖上电子印章（{failure}），文书没有制发，请联系系统管理员。") from failure
        return bytes(signed.getvalue())

    def verify(self, pdf: bytes) -> list[Verdict]:
        try:
            signatures = PdfFileReader(io.BytesIO(pdf), strict=False).embedded_signatures
        except (PdfError, ValueError):
            return []
        return [_verdict(signature, is_last=signature is signatures[-1]) for signature in signatures]


@lru_cache(maxsize=64)
def _signer(_: str, code: str, name: str) -> SimpleSigner:
    """One signer for each unit and folder of keys: a key is read once, not for each of a thousand papers."""
    certificate, key = certificates.of_unit(code, name)
    signer = SimpleSigner.load(str(key), str(certificate), ca_chain_files=(str(certificates.authority()[0]),))
    if signer is None:
        raise NotSealed(f"读不出“{name}”的印章证书，文书没有制发，请联系系统管理员。")
    return signer


def _apart(work: Callable[..., Any], *told: Any, **named: Any) -> Any:
    """In a thread of its own: pyhanko runs a loop there, and whoever asks may stand in another."""
    with ThreadPoolExecutor(max_workers=1) as thread:
        return thread.submit(work, *told, **named).result()


def _verdict(signature: Any, is_last: bool) -> Verdict:
    roots = [_read(certificates.authority()[0])]
    name = str(signature.signer_cert.subject.native.get("common_name", ""))
    try:
        status = _apart(validate_pdf_signature, signature, ValidationContext(trust_roots=roots, allow_fetching=False))
    except (SignatureValidationError, PdfError, ValueError):
        return Verdict(name, None, is_intact=False, covers_all=False, is_trusted=False)
    # Another seal may stand behind one that is not the last; nothing else may.
    covers_all = status.coverage.name == "ENTIRE_FILE" if is_last else status.coverage.name == "ENTIRE_REVISION"
    intact = bool(status.intact and status.valid)
    return Verdict(name, status.signer_reported_dt, intact, covers_all, bool(status.trusted), is_test=bool(status.trusted))


def _read(path: Path) -> x509.Certificate:
    _, _, content = pem.unarmor(path.read_bytes())
    return x509.Certificate.load(content)
