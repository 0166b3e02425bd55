"""The desk of disputes: its list, its form, its page."""

from fazhi.kernel.flow.models import HandOver
from fazhi.kernel.present.declared import Desk, Taken, View

from ..flow.dispute_opening import PARTY
from ..models import (
    Dispute,
)
from ..taking_over import taken_over
from .choosing import OfCommittees


class DisputeDesk(OfCommittees, Desk):
    model = Dispute
    title = "调解案件"
    icon = "mediation"
    place = 10
    columns = "title kind unit accepted_on state result agreement_amount due_on"
    filters = (
        "unit state kind source difficulty risk suggested_risk result performance accepted_on labels is_late is_false entry_mode"
    )
    sorts = "opened_on accepted_on due_on agreement_amount"
    form = (
        "unit kind region occurred_on facts demands claimed people apply_form wished_mediator source referred_by referral_no "
        "referred_on court_stage circumstances signals risk labels scheme_item root_case root_doubt excluded"
    )
    asks_parts = "parties"
    asks_of = {"parties": PARTY}
    fewest = {"parties": 2}
    starts = {"parties": [{"side": "applicant", "consent": "agrees"}, {"side": "respondent"}]}
    folds = (
        "wished_mediator referred_by referral_no referred_on court_stage risk labels scheme_item root_case root_doubt excluded "
        "ethnicity head_office occupation service_address demand capacity lives_by_work agent agent_kind authority authority_to "
        "special_authority"
    )
    facts = (
        "facts demands kind kind_doubt source region occurred_on people claimed difficulty difficulty_rule risk suggested_risk risk_explained risk_decided_on "
        "alerted_on reported_at labels scheme_item wished_mediator openness place root_case referred_by "
        "referral_no rights_told_on session_count result result_on excluded end_reason undisputed route guided_to agreement_amount effective_on "
        "performance wishes_confirmation_on all_wish_on confirmation sued_on judged_on judgment again_on satisfaction standing file_no retention archived_on"
    )
    parts = "parties mediators joint_committees sessions terms agreements confirmations follow_ups invitees investigations evidence incidents"
    corrects = (
        "kind subtype wished_mediator scheme_item region occurred_on facts demands claimed people "
        "apply_form referral_no referred_on labels root_case root_doubt excluded note"
    )
    part_columns = {
        "parties": "side name consent consent_how checked_on doubt wishes_confirmation_on id_number phone address agent demand ended_on",
        "evidence": "title kind provider pages original_seen is_kept is_returned",
        "incidents": "incident_no happened_at station injury is_security_case repeats proved_on",
        "mediators": "mediator role chosen_by disclosure",
        "joint_committees": "partner duty asked_on joined_on declined_on",
        "sessions": "held_at venue form statements agreed disputed is_signed",
        "terms": "agreement_no content obligor obligee amount due_on reported_on denied_on performed_on proof",
        "agreements": "ordinal form copies parties_signed_on mediator_signed_on sealed_on effective_on is_partial rest is_superseded",
        "confirmations": "court applied_on accepted_on decided_on result court_no",
        "follow_ups": "visited_on method is_reached performance rating comment",
    }
    hints = {
        "unit": "受理的调委会",
        "region": "纠纷发生的村（社区）或者乡镇",
        "facts": "什么时候、在哪里、谁和谁、为什么，发生了什么",
        "demands": "申请方想要什么；对方另有要求的，写在当事人的“更多”里",
        "circumstances": "有就选，没有不选；死亡、重伤、跨县的要报告县级司法行政机关",
        "credit_code": "单位填；个人不填",
        "id_number": "个人填；现在不知道的，调解时再补",
        "capacity": "填了身份证号的按年龄自动判断",
        "consent": "还没有问的选“未联系上”",
        "held_at": "调解那天的时间，不是录入的时间",
        "venue": "例如：村部调解室、当事人家中",
        "present": "到场的当事人、代理人和邀请参加的人",
        "content": "一条只写一件事：谁、给谁、做什么",
        "obligor": "要做这件事的当事人；双方都要做的写“双方”",
        "obligee": "得到的一方；没有的不填",
        "end_reason": "写明为什么，例如：双方差距过大、一方不愿再谈",
        "routes_told": "已经告诉当事人可以仲裁、找行政机关或者起诉的，选“是”",
        "rating": "没有联系上的不填；不愿评价的选“拒评”",
        "is_new_risk": "发现可能再闹起来的苗头，选“是”",
        "no_amount_reason": "条款里有金额的不用填；都没有金额的，写明为什么，例如：赔礼道歉",
        "agreed": "调解中作出的让步写在这里，不会提供给法院",
        "is_paper_waived": "当事人表示不用写协议书，才能采取口头协议",
        "witness": "口头协议写明在场的人；没有的，附现场照片",
        "due_on": "分期付的，每一期记一条",
        "court_no": "立案通知、裁定书上的案号",
        "extension": "按这个期限自己的单位计算",
        "copies": "当事人人数加一份",
        "sealed_on": "还没有盖章的先不填，盖章以后办理“签章齐全”",
        "chosen_by": "当事人自己选的，还是调委会指定的",
        "disclosure": "调解员和当事人是亲属、同村干部等关系的，写明；没有的不填",
        "claimed": "只作参考，不计入协议涉及金额",
        "people": "超过十人的，按重大纠纷报告",
        "subtype": "山林土地纠纷写明是不是土地承包；其他纠纷写村务管理一类的细类",
        "source": "群众自己来的选“依申请”；公安、法院等移送的选相应一项，再填移送单位",
        "wished_mediator": "当事人点名要谁调解的，写姓名；从公示名录里选",
        "scheme_item": "属于“1+3+N”“七联”等哪一项工作的，选上；不属于的不选",
        "signals": "有就选，没有不选；系统只提示，等级由人判断",
        "returned_to": "由提供人本人签收的，写提供人姓名",
        "undisputed": "各方都确认的事实；为达成协议作出的让步不写",
        "guided_to": "填接收单位名称或者编码",
        "root_case": "同一纠纷在别处调解过的，选第一次的案件，只计一件",
        "labels": "从移送单位带来的自动加上；复调对接等需要自己选的，在这里选",
        "excluded": "只能由专门机关处理，或者别的机关已经在办的，选上；不能受理",
        "partner": "填调委会名称或者编码；对方接收以后才算参加",
        "duty": "例如：共同主持、向本村一方做工作",
        "root_doubt": "系统认出同样当事人的旧案、而本案确是另一起的，写明理由",
    }
    empty = "还没有调解案件。当事人申请、部门移送或者主动发现的，都从登记开始"
    views = (
        View("待受理", "state=applied"),
        View("调解中", "state=mediating&sort=due_on"),
        View("等履行", "state=agreed&sort=due_on"),
        View("未按约履行", "state=breached"),
        View("待归档", "state=closed"),
    )

    @classmethod
    def takes_over(cls, row: HandOver) -> Taken:
        return taken_over(row)
