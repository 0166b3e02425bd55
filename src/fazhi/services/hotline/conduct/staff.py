"""What is done with flags and seats."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fazhi.kernel.flow.acting import Acting

if TYPE_CHECKING:
    from ..models import CallerFlag, SeatSession


def approve_first(flag: CallerFlag, act: Acting) -> None:
    flag.first_approver = act.person


def approve_second(flag: CallerFlag, act: Acting) -> None:
    flag.second_approver = act.person


def sign_in(seat: SeatSession, act: Acting) -> None:
    seat.signed_in_at = act.at


def sign_out(seat: SeatSession, act: Acting) -> None:
    seat.signed_out_at = act.at
