"""What must hold of a complaint: not before a court already, one case of it, and no word of who complained."""

from fazhi.kernel.flow.gates import asked_gate, gate

from ..models import Complaint

# 公民、法人或者其他组织对行政机关实施行政处罚的行为，有权申诉或者检举；行政机关应当认真审查。
HEARD = "行政处罚法 第七十五条第二款"


@gate("已经申请行政复议或者提起诉讼的，由复议机关、人民法院处理，请办理“不予受理”并告知", law=HEARD)
def is_not_in_remedy(complaint: Complaint) -> bool:
    return not complaint.in_remedy


@gate("已经转为监督案件", law=HEARD)
def is_not_yet_a_case(complaint: Complaint) -> bool:
    return complaint.supervision_id is None


@asked_gate("答复里不要写投诉举报人的姓名", law="个人信息保护法 第二十八条第二款")
def names_nobody(complaint: Complaint) -> bool:
    name = str(complaint.complainant or "").strip()
    return not (complaint.wants_secrecy and len(name) > 1 and name in complaint.answer)
