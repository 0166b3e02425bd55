"""What signs and hashes: SM3, Ed25519, SM2. Standard library only; slow, small, and of no use for secrets: it only checks."""

from __future__ import annotations

import hashlib

# --- SM3 (GB/T 32905-2016) ----------------------------------------------------------------------------------------------------

_SM3_IV = (0x7380166F, 0x4914B2B9, 0x172442D7, 0xDA8A0600, 0xA96F30BC, 0x163138AA, 0xE38DEE4D, 0xB0FB0E4E)


def _rotated(word: int, by: int) -> int:
    by %= 32
    return ((word << by) | (word >> (32 - by))) & 0xFFFFFFFF


def sm3(data: bytes) -> bytes:
    """GB/T 32905-2016, for machines whose OpenSSL has no SM3."""
    padded = data + b"\x80" + bytes((55 - len(data)) % 64) + (8 * len(data)).to_bytes(8, "big")
    state = _SM3_IV
    for at in range(0, len(padded), 64):
        state = _sm3_block(state, padded[at : at + 64])
    return b"".join(word.to_bytes(4, "big") for word in state)


def _sm3_words(block: bytes) -> list[int]:
    words = [int.from_bytes(block[at : at + 4], "big") for at in range(0, 64, 4)]
    for at in range(16, 68):
        mixed = words[at - 16] ^ words[at - 9] ^ _rotated(words[at - 3], 15)
        words.append(mixed ^ _rotated(mixed, 15) ^ _rotated(mixed, 23) ^ _rotated(words[at - 13], 7) ^ words[at - 6])
    return words


def _sm3_block(state: tuple[int, ...], block: bytes) -> tuple[int, ...]:
    words = _sm3_words(block)
    a, b, c, d, e, f, g, h = state
    for turn in range(64):
        early = turn < 16
        first = _rotated(_rotated(a, 12) + e + _rotated(0x79CC4519 if early else 0x7A879D8A, turn) & 0xFFFFFFFF, 7)
        second = first ^ _rotated(a, 12)
        chosen = a ^ b ^ c if early else (a & b) | (a & c) | (b & c)
        other = e ^ f ^ g if early else (e & f) | (~e & g)
        left = (chosen + d + second + (words[turn] ^ words[turn + 4])) & 0xFFFFFFFF
        right = (other + h + first + words[turn]) & 0xFFFFFFFF
        a, b, c, d = left, a, _rotated(b, 9), c
        e, f, g, h = right ^ _rotated(right, 9) ^ _rotated(right, 17), e, _rotated(f, 19), g
    return tuple(old ^ new for old, new in zip(state, (a, b, c, d, e, f, g, h)))


def sm3_digest(data: bytes) -> bytes:
    """SM3 by OpenSSL where it has it."""
    return hashlib.new("sm3", data).digest() if "sm3" in hashlib.algorithms_available else sm3(data)


# --- Ed25519 (RFC 8032 §5.1.7) ------------------------------------------------------------------------------------------------

_P = 2**255 - 19
_L = 2**252 + 27742317777372353535851937790883648493
_D = -121665 * pow(121666, _P - 2, _P) % _P
_SQRT = pow(2, (_P - 1) // 4, _P)
Point = tuple[int, int, int, int]


def _added(one: Point, two: Point) -> Point:
    a, b = (one[1] - one[0]) * (two[1] - two[0]) % _P, (one[1] + one[0]) * (two[1] + two[0]) % _P
    c, d = 2 * one[3] * two[3] * _D % _P, 2 * one[2] * two[2] % _P
    e, f, g, h = b - a, d - c, d + c, b + a
    return e * f % _P, g * h % _P, f * g % _P, e * h % _P


def _times(scalar: int, point: Point) -> Point:
    made = (0, 1, 1, 0)
    while scalar:
        if scalar & 1:
            made = _added(made, point)
        point, scalar = _added(point, point), scalar >> 1
    return made


def _same(one: Point, two: Point) -> bool:
    return (one[0] * two[2] - two[0] * one[2]) % _P == 0 and (one[1] * two[2] - two[1] * one[2]) % _P == 0


def _point(data: bytes) -> Point | None:
    y = int.from_bytes(data, "little")
    sign, y = y >> 255, y & ((1 << 255) - 1)
    if len(data) != 32 or y >= _P:
        return None
    square = (y * y - 1) * pow(_D * y * y + 1, _P - 2, _P) % _P
    x = pow(square, (_P + 3) // 8, _P)
    if (x * x - square) % _P:
        x = x * _SQRT % _P
    if (x * x - square) % _P or (x == 0 and sign):
        return None
    x = _P - x if x & 1 != sign else x
    return x, y, 1, x * y % _P


_BASE = _point((4 * pow(5, _P - 2, _P) % _P).to_bytes(32, "little"))


def ed25519(public: bytes, message: bytes, signature: bytes) -> bool:
    """Whether an Ed25519 signature is right."""
    key, nonce = _point(public), _point(signature[:32])
    scalar = int.from_bytes(signature[32:], "little")
    if key is None or nonce is None or len(signature) != 64 or scalar >= _L:
        return False
    challenge = int.from_bytes(hashlib.sha512(signature[:32] + public + message).digest(), "little") % _L
    return _same(_times(scalar, _BASE), _added(nonce, _times(challenge, key)))  # type: ignore[arg-type]


# --- SM2 (GB/T 32918.2-2016, with SM3) ----------------------------------------------------------------------------------------

_Q = 0xFFFFFFFEFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF00000000FFFFFFFFFFFFFFFF
_A = _Q - 3
_B = 0x28E9FA9E9D9F5E344D5A9E4BCF6509A7F39789F515AB8F92DDBCBD414D940E93
_N = 0xFFFFFFFEFFFFFFFFFFFFFFFFFFFFFFFF7203DF6B21C6052B53BBF40939D54123
_G = (
    0x32C4AE2C1F1981195F9904466A39C9948FE30BBFF2660BE1715A4589334C74C7,
    0xBC3736A2F4F6779C59BDCEE36B692153D0A9877CC62A474002DF32E52139F0A0,
)


def _jacobian_sum(one: tuple[int, int, int], two: tuple[int, int, int]) -> tuple[int, int, int]:
    if not one[2] or not two[2]:
        return one if one[2] else two
    a, b = one[2] ** 2 % _Q, two[2] ** 2 % _Q
    u, v, s, t = one[0] * b % _Q, two[0] * a % _Q, one[1] * b * two[2] % _Q, two[1] * a * one[2] % _Q
    h, r = v - u, t - s
    if h % _Q == 0:
        return (1, 1, 0) if r % _Q else _jacobian_double(one)
    square, cube = h * h % _Q, h * h * h % _Q
    x = (r * r - cube - 2 * u * square) % _Q
    return x, (r * (u * square - x) - s * cube) % _Q, h * one[2] * two[2] % _Q


def _jacobian_double(one: tuple[int, int, int]) -> tuple[int, int, int]:
    x, y, z = one
    s, m = 4 * x * y * y % _Q, (3 * x * x + _A * z**4) % _Q
    made = (m * m - 2 * s) % _Q
    return made, (m * (s - made) - 8 * y**4) % _Q, 2 * y * z % _Q


def _jacobian_times(scalar: int, point: tuple[int, int]) -> tuple[int, int, int]:
    made, adding = (1, 1, 0), (point[0], point[1], 1)
    while scalar:
        if scalar & 1:
            made = _jacobian_sum(made, adding)
        adding, scalar = _jacobian_double(adding), scalar >> 1
    return made


def sm2(public: bytes, message: bytes, signature: bytes) -> bool:
    """Whether an SM2 signature is right, for the user ID 1234567812345678."""
    if len(public) != 64 or len(signature) != 64:
        return False
    x, y = int.from_bytes(public[:32], "big"), int.from_bytes(public[32:], "big")
    r, s = int.from_bytes(signature[:32], "big"), int.from_bytes(signature[32:], "big")
    if max(x, y) >= _Q or (y * y - x**3 - _A * x - _B) % _Q or not 0 < r < _N or not 0 < s < _N or (r + s) % _N == 0:
        return False
    fixed = b"".join(number.to_bytes(32, "big") for number in (_A, _B, *_G))
    told = sm3_digest(sm3_digest(b"\x00\x80" + b"1234567812345678" + fixed + public) + message)
    point = _jacobian_sum(_jacobian_times(s, _G), _jacobian_times((r + s) % _N, (x, y)))
    if not point[2]:
        return False
    return (int.from_bytes(told, "big") + point[0] * pow(point[2], -2, _Q) % _Q) % _N == r
