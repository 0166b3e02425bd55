"""公开随机源: a draw waits for a number that was nobody's to choose, named with its day before anything is fixed."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from .acting import Acting
from .gates import Gate
from .refusals import NotAllowed


@dataclass(eq=False, slots=True)
class SourceIsStillToCome(Gate):
    """A number that is known already is no chance; a case whose `chance_on` is None draws from none."""

    law: str = ""
    sentence: str = "公开随机源在锁定之前或者当天已经公布，不能再用，请改为以后公布的号码"

    def refusal(self, case: Any, act: Acting | None) -> NotAllowed | None:
        if act is None or act.via == "import" or case.chance_on is None or case.chance_on > act.on:
            return None
        return NotAllowed(self.sentence, self.law)


@dataclass(eq=False, slots=True)
class SourceIsPublic(Gate):
    """Nobody draws before the number is out, and nobody without it."""

    law: str = ""

    def refusal(self, case: Any, act: Acting | None) -> NotAllowed | None:
        if act is None or act.via == "import" or case.chance_on is None:
            return None
        if act.on < case.chance_on:
            return NotAllowed(f"公开随机源 {case.chance_on} 才公布，还不能抽取", self.law)
        if act.data and not re.search(r"\d", case.source_text):
            return NotAllowed("请填写公布的随机源号码", self.law)
        return None
