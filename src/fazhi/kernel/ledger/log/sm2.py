"""SM2 signatures with SM3 (GB/T 32918.2-2016), for logs that must stand on Chinese algorithms; in production a 密码机 signs instead."""

from __future__ import annotations

import hashlib
from secrets import randbelow

# The curve of GB/T 32918.5.
P = 0xFFFFFFFEFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF00000000FFFFFFFFFFFFFFFF
A = P - 3
B = 0x28E9FA9E9D9F5E344D5A9E4BCF6509A7F39789F515AB8F92DDBCBD414D940E93
N = 0xFFFFFFFEFFFFFFFFFFFFFFFFFFFFFFFF7203DF6B21C6052B53BBF40939D54123
G = (
    0x32C4AE2C1F1981195F9904466A39C9948FE30BBFF2660BE1715A4589334C74C7,
    0xBC3736A2F4F6779C59BDCEE36B692153D0A9877CC62A474002DF32E52139F0A0,
)
USER = b"1234567812345678"  # the user ID where none is agreed
SIZE = 32

Point = tuple[int, int] | None  # None is the point at infinity


def _number(data: bytes) -> int:
    return int.from_bytes(data, "big")


def _bytes(number: int) -> bytes:
    return number.to_bytes(SIZE, "big")


def _added(one: Point, two: Point) -> Point:
    if one is None or two is None:
        return one or two
    if one[0] == two[0] and (one[1] + two[1]) % P == 0:
        return None
    if one == two:
        slope = (3 * one[0] ** 2 + A) * pow(2 * one[1], -1, P) % P
    else:
        slope = (two[1] - one[1]) * pow(two[0] - one[0], -1, P) % P
    x = (slope * slope - one[0] - two[0]) % P
    return x, (slope * (one[0] - x) - one[1]) % P


def _times(scalar: int, point: Point) -> Point:
    made: Point = None
    for bit in bin(scalar)[2:]:
        made = _added(made, made)
        made = _added(made, point) if bit == "1" else made
    return made


def public_of(secret: bytes) -> bytes:
    """The public key of a secret one, x and y, 64 bytes."""
    point = _times(_number(secret), G)
    assert point is not None
    return _bytes(point[0]) + _bytes(point[1])


def new_secret() -> bytes:
    """A secret key: 1 … N-2."""
    return _bytes(1 + randbelow(N - 2))


def digest(public: bytes, message: bytes) -> int:
    """What is signed: SM3 over who signs and the message."""
    who = len(USER * 8).to_bytes(2, "big") + USER + b"".join(map(_bytes, (A, B, *G))) + public
    return _number(hashlib.new("sm3", hashlib.new("sm3", who).digest() + message).digest())


def sign(secret: bytes, message: bytes) -> bytes:
    """r and s, 64 bytes."""
    key, told = _number(secret), digest(public_of(secret), message)
    while True:
        chance = 1 + randbelow(N - 1)
        r = (told + _times(chance, G)[0]) % N
        s = pow(1 + key, -1, N) * (chance - r * key) % N
        if r and s and r + chance != N:
            return _bytes(r) + _bytes(s)


def verify(public: bytes, message: bytes, signature: bytes) -> bool:
    """Whether r and s are right for a public key on the curve."""
    x, y, r, s = (_number(part) for data in (public, signature) for part in (data[:SIZE], data[SIZE:]))
    if len(public) != 2 * SIZE or len(signature) != 2 * SIZE or not (0 < r < N and 0 < s < N):
        return False
    if max(x, y) >= P or (y * y - x * x * x - A * x - B) % P or (r + s) % N == 0:
        return False
    point = _added(_times(s, G), _times((r + s) % N, (x, y)))
    return point is not None and (digest(public, message) + point[0]) % N == r
