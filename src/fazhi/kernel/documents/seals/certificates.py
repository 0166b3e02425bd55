"""Certificates of a test authority, made once and kept outside the database: good for trying, worth nothing before a court."""

import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, load_pem_private_key
from cryptography.x509.oid import NameOID
from django.conf import settings

AUTHORITY = "法治测试证书机构（无法律效力）"
YEARS = 10


def folder() -> Path:
    place = Path(settings.SEAL_KEYS)
    place.mkdir(parents=True, exist_ok=True, mode=0o700)
    return place


def authority() -> tuple[Path, Path]:
    """(certificate, key) of the test authority of this installation."""
    return _kept("authority", AUTHORITY, None)


def of_unit(code: str, name: str) -> tuple[Path, Path]:
    """(certificate, key) with which a unit's seal is tried out."""
    return _kept(code, name, authority())


def _kept(stem: str, name: str, issuer: tuple[Path, Path] | None) -> tuple[Path, Path]:
    certificate, key = folder() / f"{stem}.crt", folder() / f"{stem}.key"
    if not certificate.exists():
        _write(certificate, key, *_made(name, issuer))
    return certificate, key


def _made(name: str, issuer: tuple[Path, Path] | None) -> tuple[x509.Certificate, ec.EllipticCurvePrivateKey]:
    own = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name[:64])])
    signing, by = (own, subject) if issuer is None else _loaded(*issuer)
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(by)
        .public_key(own.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=365 * YEARS))
        .add_extension(x509.BasicConstraints(ca=issuer is None, path_length=0 if issuer is None else None), critical=True)
        .add_extension(_usage(is_authority=issuer is None), critical=True)
    )
    return made.sign(signing, hashes.SHA256()), own


def _loaded(certificate: Path, key: Path) -> tuple[ec.EllipticCurvePrivateKey, x509.Name]:
    signing = load_pem_private_key(key.read_bytes(), None)
    if not isinstance(signing, ec.EllipticCurvePrivateKey):
        raise ValueError(f"{key} is no key of the test authority")
    return signing, x509.load_pem_x509_certificate(certificate.read_bytes()).subject


def _usage(is_authority: bool) -> x509.KeyUsage:
    nothing_else = dict.fromkeys(
        ("key_encipherment", "data_encipherment", "key_agreement", "encipher_only", "decipher_only"), False
    )
    return x509.KeyUsage(
        digital_signature=not is_authority,
        content_commitment=not is_authority,
        key_cert_sign=is_authority,
        crl_sign=is_authority,
        **nothing_else,
    )


def _write(certificate: Path, key: Path, made: x509.Certificate, own: ec.EllipticCurvePrivateKey) -> None:
    """The key first and for its owner alone; whoever finds the certificate finds its key."""
    content = own.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    key.unlink(missing_ok=True)
    with os.fdopen(os.open(key, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(content)
    certificate.write_bytes(made.public_bytes(Encoding.PEM))
