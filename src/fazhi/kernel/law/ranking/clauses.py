"""An article cut into the clauses of which it is made."""

import re

import numpy as np

BREAK = re.compile("[。；：，、\n]")
SHORTEST, LONGEST = 10, 35


def pieces(text: str, most: int, chance: np.random.Generator) -> list[str]:
    """Some of its clauses, 10 to 35 characters or one clause long; none where there is only one."""
    found = _joined(text, chance)
    if len(found) < 2:
        return []
    return found if len(found) <= most else [found[place] for place in chance.choice(len(found), most, replace=False)]


def _joined(text: str, chance: np.random.Generator) -> list[str]:
    found, open_ = [], ""
    for clause in filter(str.strip, BREAK.split(text)):
        open_ += f"{clause} "
        if len(open_) >= chance.integers(SHORTEST, LONGEST):
            found.append(open_)
            open_ = ""
    if open_ and found:
        found[-1] += open_
    return found
