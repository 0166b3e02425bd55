"""机构与人员: units as a temporal tree, posts, people, roles; what a person may see."""

from collections.abc import Callable

# Rooms above leave a function here that lets their rows follow a unit whose path changes.
# It runs inside the transaction of the move, once for each subtree: (old prefix, new prefix).
on_move: list[Callable[[str, str], None]] = []
