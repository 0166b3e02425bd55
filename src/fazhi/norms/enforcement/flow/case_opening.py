"""From the lead to the end of the investigation."""

from fazhi.kernel.flow.declared import Register, State, Unlimited
from fazhi.kernel.org.roles import LEADER

from .. import penalty_limits as limits
from ..conduct import cases as does
from ..gates import cases, people
from ..models import CaseOfficer, CaseParty, Evidence, Recusal
from ..roles import HANDLERS

PARTY = "kind name id_number credit_code legal_representative phone address guardian responsibility confirmed_address consents_electronic"


class CaseOpening:
    """线索、核查、立案、调查."""

    register = Register("登记线索", by=HANDLERS, does=does.take_down, law="行政处罚法 第五十四条第一款")
    importers = HANDLERS

    lead = State("线索核查", due=limits.of_verification, due_label="核查立案期限", remind=(5, 2, 0))
    investigating = State("调查中", due=Unlimited("办案期限另有时钟"))
    suspended = State("已中止", rests=True)
    with_police = State("移送公安机关", rests=True)
    settling = State("处理中", due=Unlimited("各当事人的处理决定另有时钟"))
    closed = State("已结案", due=limits.ARCHIVED, due_label="立卷归档期限")
    archived = State("已归档", final=True)
    start = lead

    file = lead.to(
        investigating,
        "立案",
        by=LEADER,
        asks="profile! jurisdiction! handler? is_complex review_grounds?",
        needs=(
            cases.has_parties,
            cases.is_not_barred,
            people.has_power,
            people.investigators_are_certified,
            people.nobody_of_the_case,
        ),
        does=does.file,
        numbers=True,
        law="行政处罚法 第五十四条第二款",
        tells="程序规定在立案时固定，以后修改不影响本案。",
    )
    decline = lead.to(
        closed,
        "不予立案",
        by=LEADER,
        asks="end_because!",
        does=does.decline,
        danger=True,
        law="行政处罚法 第七十六条第二款",
        tells="符合立案标准而不及时立案的，依法给予处分。",
    )
    extend_verification = lead.stays(
        "延长核查",
        by=LEADER,
        extends="in_lead",
        why=True,
        needs=(cases.verification_extended,),
        law="行政处罚法 第五十四条第二款",
    )
    join = (lead | investigating | settling).stays(
        "确定承办人",
        by=(*HANDLERS, LEADER),
        adds=CaseOfficer,
        shows="officer",
        needs=(people.is_a_new_officer, people.is_no_party),
        does=does.join,
        law="行政处罚法 第四十二条第一款",
        tells="至少两名，每次执法都以当日证件有效为准。",
    )
    leave = (investigating | settling).stays(
        "更换承办人", by=LEADER, on=CaseOfficer, why=True, does=does.leave, law="行政处罚法 第四十二条第一款"
    )
    add_party = (lead | investigating | settling).stays(
        "补登当事人",
        by=HANDLERS,
        adds=CaseParty,
        shows=PARTY,
        needs=(cases.is_a_new_party,),
        does=does.add_party,
        law="行政处罚法 第五十四条第一款",
    )
    collect = (lead | investigating | settling).stays(
        "登记证据",
        by=HANDLERS,
        adds=Evidence,
        shows=(
            "kind title content first second obtained_on place is_original copy_certified rights_told is_sample is_monitoring "
            "monitoring_reviewed sha256"
        ),
        needs=(
            people.by_an_officer_of_the_case,
            people.evidence_was_taken_by_two,
            people.evidence_is_of_its_time,
            people.monitoring_was_reviewed,
        ),
        attaches="证据材料",
        law="行政处罚法 第四十六条第一款",
    )
    exclude = (lead | investigating | settling).stays(
        "排除证据",
        by=(*HANDLERS, LEADER),
        on=Evidence,
        asks="exclude_reason!",
        does=does.exclude,
        law="行政处罚法 第四十六条第三款",
    )
    ask_recusal = (investigating | settling).stays(
        "登记回避申请",
        by=HANDLERS,
        adds=Recusal,
        shows="officer asked_by reason",
        needs=(people.recusal_is_of_an_investigator,),
        law="行政处罚法 第四十三条第二款",
        tells="决定作出之前，不停止调查。",
    )
    decide_recusal = (investigating | settling).stays(
        "决定回避",
        by=LEADER,
        on=Recusal,
        asks="is_granted!",
        does=does.decide_recusal,
        why=True,
        law="行政处罚法 第四十三条第三款",
    )
    grade = (lead | investigating | settling).stays(
        "核定复杂重大和审核事由", by=LEADER, asks="is_complex review_grounds?", law="行政处罚法 第五十八条第一款"
    )
    extend_term = investigating.stays(
        "延长办案期限", by=LEADER, extends="term", why=True, needs=(cases.first_extension,), law="行政处罚法 第六十条"
    )
    extend_again = investigating.stays(
        "再次延期",
        by=LEADER,
        extends="term",
        asks="extended_no!",
        why=True,
        needs=(cases.again_extended,),
        law="行政处罚法 第六十条",
        tells="由部门程序规定的集体讨论或者上一级机关决定。",
    )
    suspend = investigating.to(
        suspended, "中止调查", by=LEADER, asks="suspended_because!", pauses=("term",), law="行政处罚法 第六十条"
    )
    resume = suspended.to(investigating, "恢复调查", by=LEADER, resumes=True, why=True, law="行政处罚法 第六十条")
    conclude = investigating.to(
        settling,
        "调查终结",
        by=HANDLERS,
        asks="findings! nature!",
        needs=(
            people.by_an_officer_of_the_case,
            people.investigators_are_certified,
            people.recusals_are_decided,
            people.no_evidence_is_flawed,
            cases.has_evidence,
            cases.rights_were_told,
            cases.is_not_with_the_police,
        ),
        does=does.conclude,
        law="行政处罚法 第五十七条第一款",
        tells="每名当事人各有一份处理决定，在“行政处罚决定”里分别办理。",
    )
