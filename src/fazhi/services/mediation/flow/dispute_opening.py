"""From the application to its acceptance: who the parties are, whether they want to, how hard it is."""

from fazhi.kernel.flow.gates import NotSamePerson
from fazhi.kernel.org.roles import PUBLIC

from ..conduct import opening, results
from ..gates import agreeing, joining, people, theirs
from ..gates.together import WHO
from ..models import Incident, Party
from ..roles import HEADS, STAFF
from .dispute_states import HEARD_OUT
from .dispute_states import DisputeStates as S

PARTY = (
    "side kind name sex ethnicity id_number credit_code head_office occupation phone address service_address demand capacity "
    "lives_by_work agent agent_kind authority authority_to special_authority consent"
)
INCIDENT = "incident_no happened_at station injury is_security_case repeats"
BEFORE_RESULT = S.applied | S.accepted | S.mediating
AGREED = S.agreed | S.breached | S.confirmed | S.unconfirmed
PARTICULARS = (
    "id_number? credit_code? sex? ethnicity? head_office? occupation? phone? address? service_address? demand? capacity? "
    "lives_by_work? agent? agent_kind? authority? authority_to? special_authority?"
)
ENDED = HEARD_OUT | S.annulled | S.closed
UNTIL_FILED = S.accepted | S.mediating | S.suspended | ENDED


class DisputeOpening:
    """受理."""

    add_party = BEFORE_RESULT.stays(
        "补登当事人",
        by=STAFF,
        adds=Party,
        shows=PARTY,
        needs=(people.is_a_new_party,),
        does=opening.add_party,
        law="人民调解法 第二十三条",
        tells="新加入的当事人也要先问愿不愿意调解，再告知权利义务。",
    )
    complete_party = (S.applied | UNTIL_FILED).stays(
        "补登、更正当事人信息",
        by=STAFF,
        on=Party,
        asks=PARTICULARS,
        why=True,
        needs=(people.is_no_other_party,),
        does=opening.complete_party,
        law="人民调解法 第二十三条",
        tells="补登证件号、法定代理人，更换代理人；已经登记的不显示，不改的不填。姓名登记错的，请补登正确的当事人。",
    )
    note_incident = BEFORE_RESULT.stays(
        "登记警情",
        by=STAFF,
        adds=Incident,
        shows=INCIDENT,
        needs=(people.came_from_the_police,),
        does=opening.note_incident,
        law="人民调解法 第十八条",
        tells="治安处罚和刑事案件由公安机关办理，调解只处理民事赔偿。",
    )
    hear = BEFORE_RESULT.stays(
        "征求当事人意见",
        by=STAFF,
        on=Party,
        asks="consent! consent_how?",
        does=opening.hear_consent,
        law="人民调解法 第十七条",
        tells="一方明确拒绝的，不得调解。",
    )
    part_ends = (BEFORE_RESULT | S.suspended | AGREED | S.confirming).stays(
        "当事人死亡或者终止",
        by=STAFF,
        on=Party,
        asks="ended_on! ended_why!",
        needs=(people.is_still_there,),
        does=opening.end_party,
        law="民法典 第十三条",
        tells="由继承人、承继人接着参加的，请再补登。协议已经达成的，继承人以所得遗产实际价值为限履行。",
    )
    regrade = (S.applied | S.accepted | S.mediating | S.agreed).stays(
        "调整难易程度",
        by=HEADS,
        asks="difficulty!",
        why=True,
        does=opening.regrade,
        needs=(NotSamePerson("recorded_by", "调整难易程度须由登记人以外的人办理"),),
    )
    describe = BEFORE_RESULT.stays(
        "补记情节和风险", by=STAFF, asks="circumstances signals risk safety_plan people", does=opening.describe
    )
    report = (S.applied | S.accepted | S.mediating | S.suspended).stays(
        "报告县级司法行政机关", by=STAFF, asks="note?", does=opening.report, law="人民调解法 第二十五条"
    )
    accept = S.applied.to(
        S.accepted,
        "受理",
        by=STAFF,
        needs=(*WHO, joining.may_be_mediated),
        does=opening.accept,
        numbers=True,
        bulk=True,
        law="人民调解法 第十七条",
        tells="人民调解不收取任何费用。",
    )
    decline = S.applied.to(
        S.not_accepted,
        "不予受理",
        by=STAFF,
        asks="excluded? end_reason! routes_told!",
        needs=(agreeing.routes_are_told,),
        does=results.decline,
        law="人民调解法 第二十六条",
    )
    refuse = S.applied.to(
        S.turned_away,
        "一方拒绝，不予调解",
        by=STAFF,
        asks="end_reason? routes_told!",
        needs=(people.somebody_refused, agreeing.routes_are_told),
        does=results.refuse,
        law="人民调解法 第十七条",
    )
    take_back = S.applied.to(
        S.turned_away,
        "撤回申请",
        by=(*STAFF, PUBLIC),
        theirs=theirs.by_applicant,
        asks="end_reason!",
        does=results.withdraw,
        law="人民调解法 第二十三条第二项",
    )
