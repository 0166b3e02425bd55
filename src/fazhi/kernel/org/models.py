"""The tables of the room, gathered from its files."""

from fazhi.kernel.org import on_move

from .people import Account, Person
from .planting import plant
from .posts import ApprovalLevel, Incumbency, Post
from .scope import Grant, Granted, Substitute
from .units import REGIONS, Placement, Unit, UnitKind, units_under

__all__ = [
    "REGIONS",
    "Account",
    "ApprovalLevel",
    "Grant",
    "Granted",
    "Incumbency",
    "Person",
    "Placement",
    "Post",
    "Substitute",
    "Unit",
    "UnitKind",
    "on_move",
    "plant",
    "units_under",
]
