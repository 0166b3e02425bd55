"""L11: nothing that is published lets anybody find a person by trying numbers."""

import base64
import hashlib
import hmac

from tests.example.models import Visit, Visitor

from fazhi.kernel.flow import doors
from fazhi.kernel.ledger import publishing, sequencing

ALGORITHMS = [name for name in ("sha256", "sha1", "md5", "sha512", "sm3") if name in hashlib.algorithms_available]
PEOPLE = 40


def test_l11_no_hash_of_a_person_stands_in_what_is_published(world, settings, tmp_path):
    settings.LEDGER_PUBLISHED, settings.LEDGER_KEYS = tmp_path / "log", tmp_path / "keys"
    for n in range(PEOPLE):
        people = [Visitor(name=f"欧阳{chr(0x4E00 + n)}", phone=f"1398765{n:04}")]
        fields = {"unit": world.town, "title": "来访", "topic": "advice", "question": "问"}
        doors.register(Visit, world.clerk, fields, {"visitors": people})
    sequencing.sequence()
    assert publishing.publish()
    files = [path.read_bytes() for path in (tmp_path / "log").rglob("*") if path.is_file()]
    assert files and any(b'"obj"' in content for content in files)
    for visitor in Visitor.objects.all():
        for value in (visitor.name, visitor.phone):
            for form in forms_of(value):
                assert not any(form in content for content in files), value


def forms_of(value):
    """The value itself, and every plain or unsalted hash of it as raw bytes, hexadecimal and base 64."""
    yield value.encode()
    for name in ALGORITHMS:
        for digest in (hashlib.new(name, value.encode()).digest(), hmac.digest(b"", value.encode(), name)):
            yield from (
                digest,
                digest.hex().encode(),
                base64.b64encode(digest).rstrip(b"="),
                base64.b32encode(digest).lower()[:16],
            )
