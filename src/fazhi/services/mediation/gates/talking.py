"""Rules 10 and 14: how a dispute is mediated, and in what time."""

from typing import TYPE_CHECKING, Any

from fazhi.kernel.flow.gates import HereAndNow, gate, part_gate

from ..rules import REPORT_HOURS, REPORT_PEOPLE
from ..words import Capacity, Risk, SessionForm, Signal

if TYPE_CHECKING:
    from ..models import Dispute, DisputeLead


@gate("调解之前应当先告知当事人权利和义务", law="人民调解法 第二十三条", mended_by="tell_rights tell_successor")
def rights_are_told(dispute: "Dispute") -> bool:
    return dispute.rights_told_on is not None


@gate("各方当事人都已经告知", law="人民调解法 第二十三条")
def rights_are_untold(dispute: "Dispute") -> bool:
    return dispute.rights_told_on is None


@part_gate(
    "有家庭暴力信号的，没有人身安全预案不安排面对面调解；受害人可以申请人身安全保护令，"
    "无法申请的，由近亲属、公安机关、妇女联合会、村（居）民委员会等代为申请",
    law="反家庭暴力法 第二十三条",
)
def no_violence_face_to_face(dispute: "Dispute", part: Any) -> bool:
    return Signal.DOMESTIC not in dispute.signals or part.form != SessionForm.FACE or bool(dispute.safety_plan.strip())


def _harm_is_reported(dispute: "Dispute") -> bool | str:
    weak = [party for party in dispute.living_parties if party.capacity != Capacity.FULL]
    return Signal.DOMESTIC not in dispute.signals or not weak or dispute.alerted_on is not None


harm_is_reported = HereAndNow(
    _harm_is_reported,
    "无民事行为能力人、限制民事行为能力人疑似遭受家庭暴力的，应当及时向公安机关报案：请先办理“发出民转刑预警”",
    law="反家庭暴力法 第十四条",
    mended_by="raise_alert",
)


def _is_reported(dispute: "Dispute") -> bool | str:
    why = "" if dispute.reported_at else dispute.must_be_reported
    return not why or f"{why}：应当按重大纠纷在 {REPORT_HOURS.value()} 小时内报告县级司法行政机关（{REPORT_PEOPLE}），尚未报告"


major_is_reported = HereAndNow(_is_reported, "重大纠纷尚未报告县级司法行政机关", law="人民调解法 第二十五条", mended_by="report")


def _risk_is_decided(dispute: "Dispute") -> bool | str:
    if dispute.suggested_risk not in (Risk.RED, Risk.ORANGE) or dispute.risk_decided_on:
        return True
    told = f"{dispute.risk_explained}，系统提示{dispute.get_suggested_risk_display()}色"
    return f"{told}：请先由人判断——发出预警，或者核定风险等级并写明不预警的理由"


risk_is_decided = HereAndNow(
    _risk_is_decided,
    "有民转刑风险信号，请先发出预警，或者核定风险等级并写明理由",
    law="人民调解法 第二十五条",
    mended_by="raise_alert decide_risk",
)


def _new_risk_is_decided(dispute: "Dispute") -> bool:
    return dispute.risk_decided_on is not None or not any(visit.is_new_risk for visit in dispute.rows("follow_ups"))


new_risk_is_decided = HereAndNow(
    _new_risk_is_decided,
    "回访发现了新隐患，请先发出预警，或者核定风险等级并写明理由",
    law="人民调解法 第二十五条",
    mended_by="raise_alert decide_risk",
)


def _is_not_red(lead: "DisputeLead") -> bool:
    return lead.risk != Risk.RED


red_is_more_than_watched = HereAndNow(
    _is_not_red, "红色风险的线索，应当移送公安或者上报，不能只作持续关注", law="人民调解法 第二十五条"
)


@gate(
    "劳动争议自收到申请之日起十五日未达成协议的，当事人即可申请仲裁，这一期限不因中止停止计算",
    law="劳动争议调解仲裁法 第十四条第三款",
)
def is_not_labour(dispute: "Dispute") -> bool:
    return not dispute.is_labour


@gate("只有医疗纠纷超过调解期限视为调解不成", law="医疗纠纷预防和处理条例 第三十八条")
def is_medical(dispute: "Dispute") -> bool:
    return dispute.is_medical
