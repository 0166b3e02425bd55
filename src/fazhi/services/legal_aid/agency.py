"""代为申请: who may apply for whom. Pure functions."""

from .grounds import KIN_MAY_APPLY
from .words import AgentKind, Capacity

FOR_INCAPABLE = "法律援助法 第四十条第一款"
FOR_DETAINED = "法律援助法 第四十条第二款"
GUARDIANS = (AgentKind.GUARDIAN, AgentKind.OTHER_GUARDIAN)


def refusal(
    kind: str, capacity: str, is_detained: bool, infringes: bool, ground: str, has_letter: bool
) -> tuple[str, str] | None:
    """(sentence, article) why this agent may not apply; None when allowed. `infringes`: the guardian is who did the harm."""
    if capacity != Capacity.FULL:
        return _for_incapable(kind, infringes)
    if kind in (*GUARDIANS, AgentKind.KIN) and (is_detained or ground in KIN_MAY_APPLY):
        return None
    if kind in (AgentKind.ENTRUSTED, AgentKind.SPOKESMAN):
        return None if has_letter else ("受委托申请、推选代表申请的，须有申请委托书、推选书", "民事诉讼法 第六十二条第一款")
    return ("完全民事行为能力人没有被羁押的，由本人申请或者书面委托他人申请", FOR_DETAINED)


def _for_incapable(kind: str, infringes: bool) -> tuple[str, str] | None:
    if kind == AgentKind.GUARDIAN and infringes:
        return ("法定代理人侵犯其合法权益的，由其他法定代理人或者近亲属代为申请", FOR_INCAPABLE)
    if kind == AgentKind.GUARDIAN or (infringes and kind in (AgentKind.OTHER_GUARDIAN, AgentKind.KIN)):
        return None
    return ("无民事行为能力人、限制民事行为能力人由其法定代理人代为申请", FOR_INCAPABLE)
