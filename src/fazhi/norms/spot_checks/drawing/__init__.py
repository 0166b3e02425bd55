"""The draw `vdr-1`: lists and plan committed first, departments' codes next, a public source last; then everything follows (docs/draws.md).

Nothing here touches the database or a clock: the same plan, lists, codes and source give the same picks on any machine. The verifier
(`verify/verify_draw.py`) and the page (`verify/verify.html`) are written apart from it on purpose.
"""

from .lists import Avoidance, Inspector, NotDrawable, Target, must_be_drawable, root_of_list
from .picking import Drawn, Picked, draw
from .plan import ALGORITHM, fingerprint, plan_of, quota
from .proof import FORMAT, proof_of, result_of
from .seed import commitment_to, key_of, new_code, revealed, source_text

__all__ = [
    "ALGORITHM",
    "FORMAT",
    "Avoidance",
    "Drawn",
    "Inspector",
    "NotDrawable",
    "Picked",
    "Target",
    "commitment_to",
    "draw",
    "fingerprint",
    "key_of",
    "must_be_drawable",
    "new_code",
    "plan_of",
    "proof_of",
    "result_of",
    "quota",
    "revealed",
    "root_of_list",
    "source_text",
]
