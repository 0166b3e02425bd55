"""What must hold before another committee is asked along, and before a dispute is mediated once more."""

from typing import TYPE_CHECKING, Any

from fazhi.kernel.flow.gates import gate, part_gate
from fazhi.kernel.org.models import UnitKind

if TYPE_CHECKING:
    from ..models import Dispute


@part_gate("只能邀请其他人民调解委员会联合调解")
def is_another_committee(dispute: "Dispute", part: Any) -> bool | str:
    if part.partner_id == dispute.unit_id:
        return "本案由这个调委会受理，不用再邀请自己"
    return part.partner.kind == UnitKind.COMMITTEE


@part_gate("已经邀请过这个调委会")
def is_not_asked_yet(dispute: "Dispute", part: Any) -> bool:
    others = [row for row in dispute.rows("joint_committees") if row is not part and not row.declined_on]
    return all(row.partner_id != part.partner_id for row in others)


@gate("不属于人民调解的受理范围：请办理“不予受理”，并告知当事人向哪里提出", law="人民调解法 第二条")
def may_be_mediated(dispute: "Dispute") -> bool | str:
    return not dispute.excluded or f"{dispute.get_excluded_display()}，不能受理：请办理“不予受理”，并告知当事人向哪里提出"


@gate("已经登记重新调解，请在新的案件里办理")
def is_not_begun_again(dispute: "Dispute") -> bool:
    return dispute.again_on is None
