"""What the parties do themselves, each with the query code that the clerk has passed on."""

from fazhi.kernel.org.roles import PUBLIC

from ..conduct import public
from ..gates import theirs
from ..gates.confirming import in_time_for_confirmation, is_in_effect
from ..models import Party, Term
from .dispute_opening import BEFORE_RESULT
from .dispute_states import DisputeStates as S

BOUND = S.agreed | S.performed | S.breached | S.confirming | S.confirmed | S.unconfirmed
OWING = S.agreed | S.breached | S.confirming | S.confirmed | S.unconfirmed


class DisputePublic:
    """当事人自助."""

    consent = BEFORE_RESULT.stays(
        "同意调解",
        by=PUBLIC,
        on=Party,
        theirs=theirs.has_not_agreed,
        does=public.agree,
        law="人民调解法 第二十三条",
        tells="人民调解不收费。同意以后还可以随时要求终止，也不影响您去仲裁、起诉。",
    )
    object = BEFORE_RESULT.stays(
        "不同意调解",
        by=PUBLIC,
        on=Party,
        theirs=theirs.has_not_refused,
        does=public.decline,
        danger=True,
        law="人民调解法 第十七条",
        tells="您明确拒绝的，不得调解。对方仍可以依法通过仲裁、行政、司法等途径维护权利。",
    )
    check_agreement = BOUND.stays(
        "协议内容属实，确认无误",
        by=PUBLIC,
        on=Party,
        theirs=theirs.has_not_checked,
        does=public.check,
        law="人民调解法 第三十一条第一款",
        tells="请先看过协议。确认的是协议写的事情、金额和期限与当时商定的一致。",
    )
    doubt_agreement = BOUND.stays(
        "协议内容和商定的不一样",
        by=PUBLIC,
        on=Party,
        asks="doubt!",
        theirs=theirs.has_an_agreement,
        does=public.doubt,
        law="人民调解法 第三十二条",
        tells="请写明哪里不一样。调委会会联系您；也可以向司法局投诉，或者向人民法院起诉。",
    )
    report_performance = OWING.stays(
        "我已经做到",
        by=PUBLIC,
        on=Term,
        needs=(is_in_effect,),
        theirs=theirs.owes_it,
        does=public.report_performance,
        law="人民调解法 第三十一条第一款",
        tells="告诉调委会和对方这一条已经履行。对方确认以后，就登记为已履行。",
    )
    confirm_performance = OWING.stays(
        "对方已经做到",
        by=PUBLIC,
        on=Term,
        needs=(is_in_effect,),
        theirs=theirs.is_owed_it,
        does=public.confirm_performance,
        law="人民调解法 第三十一条第二款",
        tells="确认以后，这一条就登记为已经履行，不能再改。没有收到的，请不要确认。",
    )
    deny_performance = OWING.stays(
        "对方还没有做到",
        by=PUBLIC,
        on=Term,
        needs=(is_in_effect,),
        theirs=theirs.misses_it,
        does=public.deny_performance,
        law="人民调解法 第三十一条第二款",
        tells="调委会会督促对方履行。您也可以向人民法院起诉。",
    )
    wish_confirmation = (S.agreed | S.performed).stays(
        "申请司法确认",
        by=PUBLIC,
        on=Party,
        needs=(in_time_for_confirmation,),
        theirs=theirs.has_not_wished,
        does=public.wish_confirmation,
        law="人民调解法 第三十三条第一款",
        tells="司法确认由双方共同申请。各方都提出以后，调委会帮您们向人民法院提交。",
    )
