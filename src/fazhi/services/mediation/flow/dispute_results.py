"""How mediation ends: with an agreement, a part of one, or none."""

from fazhi.kernel.org.roles import PUBLIC, SCHEDULE

from ..conduct import results, talks
from ..gates import agreeing, talking, theirs
from ..gates.together import IN_WRITING, SETTLED
from ..models import Agreement
from ..roles import STAFF
from .dispute_states import DisputeStates as S

IN_PAPER = "facts issues liability copies sign_method parties_signed_on mediator_signed_on sealed_on"


class DisputeResults:
    """结果."""

    agree = S.mediating.to(
        S.agreed,
        "达成书面协议",
        by=STAFF,
        adds=Agreement,
        asks="no_amount_reason?",
        shows=IN_PAPER,
        does=results.agree_in_writing,
        needs=(*SETTLED, *IN_WRITING),
        law="人民调解法 第二十九条",
        issues="mediation.agreement",
        tells="各方签名、调解员签名并加盖调委会印章之日起生效。",
    )
    agree_orally = S.mediating.to(
        S.agreed,
        "达成口头协议",
        by=STAFF,
        adds=Agreement,
        asks="no_amount_reason?",
        shows="facts issues is_paper_waived witness",
        does=results.agree_orally,
        needs=(agreeing.may_be_oral, *SETTLED, agreeing.paper_is_waived),
        law="人民调解法 第三十条",
        issues="mediation.oral",
        tells="不能即时履行、当事人要求书面或者疑难复杂的，建议制作协议书。",
    )
    agree_partly = S.mediating.stays(
        "达成部分协议",
        by=STAFF,
        adds=Agreement,
        asks="no_amount_reason?",
        shows=f"{IN_PAPER} is_partial rest",
        does=results.agree_partly,
        needs=(*SETTLED, *IN_WRITING, agreeing.says_what_is_left),
        law="人民调解法 第二十九条",
        issues="mediation.agreement",
        tells="已经达成一致的先签协议，其余事项继续调解。",
    )
    end_rest = S.mediating.to(
        S.agreed,
        "其余事项调解不成",
        by=STAFF,
        asks="end_reason! routes_told! undisputed?",
        needs=(agreeing.a_part_is_agreed, agreeing.routes_are_told),
        does=results.end_rest,
        law="人民调解法 第二十六条",
        tells="部分协议仍有约束力，其余事项告知当事人其他途径。",
    )
    seal = (S.mediating | S.agreed).stays(
        "签章齐全",
        by=STAFF,
        on=Agreement,
        asks="sealed_on!",
        needs=(agreeing.is_not_yet_in_effect,),
        does=results.seal,
        law="人民调解法 第二十九条第二款",
    )
    fail = (S.mediating | S.suspended).to(
        S.failed,
        "调解不成",
        by=STAFF,
        asks="end_reason! routes_told! undisputed?",
        needs=(agreeing.nothing_is_agreed_yet, agreeing.routes_are_told),
        does=results.fail,
        law="人民调解法 第二十六条",
        issues="mediation.ending",
    )
    deem_failed = (S.accepted | S.mediating).to(
        S.failed,
        "视为调解不成",
        by=SCHEDULE,
        needs=(talking.is_medical, agreeing.nothing_is_agreed_yet),
        does=results.deem_failed,
        law="医疗纠纷预防和处理条例 第三十八条",
    )
    tell_routes = (S.failed | S.closed).stays(
        "告知其他途径",
        by=STAFF,
        asks="routes_told!",
        needs=(agreeing.has_failed, agreeing.routes_are_told),
        law="人民调解法 第二十六条",
        issues="mediation.ending",
        tells="视为调解不成的，也要告知当事人可以通过仲裁、行政、司法等途径维护权利。",
    )
    open_arbitration = (S.accepted | S.mediating | S.suspended).stays(
        "告知可以申请仲裁", by=SCHEDULE, does=talks.open_arbitration, ends=("labour",), law="劳动争议调解仲裁法 第十四条第三款"
    )
    give_up = (S.accepted | S.mediating | S.suspended).to(
        S.declined,
        "一方拒绝继续调解",
        by=STAFF,
        asks="end_reason! routes_told! undisputed?",
        needs=(agreeing.nothing_is_agreed_yet, agreeing.routes_are_told),
        does=results.refuse,
        law="人民调解法 第二十三条第二项",
        issues="mediation.ending",
    )
    withdraw = (S.accepted | S.mediating | S.suspended).to(
        S.withdrawn,
        "当事人撤回",
        by=(*STAFF, PUBLIC),
        theirs=theirs.by_applicant,
        asks="end_reason!",
        does=results.withdraw,
        law="人民调解法 第二十三条第二项",
    )
    transfer = (S.accepted | S.mediating | S.suspended).to(
        S.transferred,
        "移送有关部门",
        by=STAFF,
        asks="end_reason!",
        does=results.transfer,
        hands_over="mediation.transfer",
        law="人民调解法 第二十五条",
    )
