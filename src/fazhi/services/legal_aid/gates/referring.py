"""What holds before somebody is sent to a notary, an appraiser or an arbitrator."""

from typing import TYPE_CHECKING

from fazhi.kernel.flow.acting import Acting
from fazhi.kernel.flow.gates import HereAndNow, act_gate, gate

from ..referral_words import NOT_ARBITRABLE, NotaryMatter, ReferralKind

if TYPE_CHECKING:
    from ..models import Referral

CONSENT_LAW = "个人信息保护法 第二十三条"
REDUCING = (ReferralKind.NOTARY, ReferralKind.APPRAISAL)


@gate("遗嘱、生存、收养关系等应当由本人办理公证，不能委托他人", law="公证法 第二十六条")
def comes_in_person(referral: "Referral") -> bool:
    return not (referral.must_come and referral.by_proxy)


@gate("婚姻、收养、监护、扶养、继承纠纷和行政争议不能仲裁", law="仲裁法 第三条")
def is_arbitrable(referral: "Referral") -> bool | str:
    if referral.kind != ReferralKind.ARBITRATION:
        return True
    if referral.matter_kind == NotaryMatter.LABOUR:
        return "劳动争议请转劳动仲裁"
    return referral.matter_kind not in NOT_ARBITRABLE


@act_gate("转介要把本人的信息提供给有关机构，须经本人同意", law=CONSENT_LAW)
def person_consents(referral: "Referral", act: Acting) -> bool:
    return referral.consents


has_an_agreement = HereAndNow(
    lambda referral: referral.kind != ReferralKind.ARBITRATION or referral.has_agreement,
    "没有仲裁协议，仲裁机构不予受理",
    law="仲裁法 第四条",
)


@act_gate("公证机构、司法鉴定机构应当对受援人减收或者免收费用", law="法律援助法 第五十三条第二款")
def recipients_pay_less(referral: "Referral", act: Acting) -> bool:
    return not referral.is_recipient or referral.kind not in REDUCING or referral.reduced_fee
