"""What legal aid refuses: each with its sentence and, where the law says so, its article; and nothing is changed."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError

from fazhi.kernel.flow import doors
from fazhi.kernel.flow.lives import moment
from fazhi.services.legal_aid.rules import HARDSHIP_LINE

from .factories import (
    CHILD_ID,
    DAY,
    agent,
    aid_case,
    granted,
    noticed,
    parts,
    refused,
    refuses,
    step,
)

# --- 申请 -------------------------------------------------------------------------------------------------------------------


def test_somebody_must_be_helped(lotus):
    nobody = {"recipients": [], "representatives": [], "materials": []}
    refuses("请登记受援人", "", lambda: aid_case(lotus, given=nobody))


def test_a_notice_rests_on_its_own_articles(lotus):
    refuses("应当是第二十五条或者第二十八条", "法律援助法 第二十五条", lambda: noticed(lotus, ground="24"))
    refuses("由办案机关通知指派", "法律援助法 第三十六条", lambda: aid_case(lotus, ground="25.1", kind="defence"))
    with pytest.raises(ValidationError, match="通知书文号"):
        noticed(lotus, notice_no="")


def test_who_may_apply_for_another(lotus):
    law = "法律援助法 第四十条第一款"
    child = {"name": "小王", "id_number": CHILD_ID, "capacity": "limited"}
    refuses("由其法定代理人代为申请", law, lambda: aid_case(lotus, given=parts(**child)))
    refuses("由其法定代理人代为申请", law, lambda: aid_case(lotus, origin="agent", given=parts(agent("kin"), **child)))
    harmed = agent("guardian", guardian_infringes=True)
    refuses("侵犯其合法权益的", law, lambda: aid_case(lotus, origin="agent", given=parts(harmed, **child)))
    kin = agent("kin", guardian_infringes=True)
    assert aid_case(lotus, origin="agent", given=parts(kin, **child)).representatives.count() == 1
    assert aid_case(lotus, origin="agent", given=parts(agent("guardian"), **child)).pk


def test_kin_apply_for_who_is_detained_but_not_for_an_able_adult(lotus):
    law = "法律援助法 第四十条第二款"
    refuses("由本人申请或者书面委托", law, lambda: aid_case(lotus, origin="agent", given=parts(agent("kin"))))
    assert aid_case(lotus, origin="agent", is_detained=True, given=parts(agent("kin"))).pk
    criminal = {"ground": "24", "kind": "defence", "cause": "盗窃", "opponent": ""}
    assert aid_case(lotus, origin="agent", given=parts(agent("kin")), **criminal).pk


def test_who_is_entrusted_shows_a_letter(lotus):
    law = "民事诉讼法 第六十二条第一款"
    refuses("须有申请委托书", law, lambda: aid_case(lotus, origin="agent", given=parts(agent("entrusted"))))
    with pytest.raises(ValidationError, match="必须记明委托事项和权限"):
        aid_case(lotus, origin="agent", given=parts(agent("entrusted", letter_on=DAY)))
    assert aid_case(lotus, origin="agent", given=parts(agent("entrusted", letter_on=DAY, scope="代为申请"))).pk
    refuses("请登记代为申请人", "法律援助法 第四十条第一款", lambda: aid_case(lotus, origin="agent"))
    case, kin = aid_case(lotus), {"name": "李芳", "kind": "kin"}
    own = "法律援助法 第四十条第二款"
    refuses("由本人申请或者书面委托", own, lambda: doors.take("add_agent", case, lotus.clerk, kin, at=moment(DAY)))


def test_a_request_from_custody_says_when_it_was_made(lotus):
    with pytest.raises(ValidationError, match="提出申请的时间"):
        aid_case(lotus, origin="custody", ground="24", kind="defence")


def test_those_assigned_bring_in_no_applications_of_their_own(lotus):
    refuses("只能转交值班时收到的申请", "法律援助法 第三十九条第二款", lambda: aid_case(lotus, by=lotus.lawyer))


# --- 决定 -------------------------------------------------------------------------------------------------------------------


def test_who_registered_does_not_approve(lotus):
    case = aid_case(lotus, by=lotus.head)
    refuses("审批人不能是登记申请的人", "", lambda: granted(lotus, case))
    refuses("审批人不能是登记申请的人", "", lambda: refused(lotus, case))


def test_hardship_is_measured_at_the_line_of_the_province(lotus):
    case = aid_case(lotus)
    refuses("还没有设定经济困难标准", "法律援助法 第三十四条", lambda: granted(lotus, case, means_note=""))
    HARDSHIP_LINE.change(900, "测试", "照省里文件", date(2020, 1, 1))
    refuses("人均月收入 1000.00 元，高于经济困难标准 900 元", "法律援助法 第三十四条", lambda: granted(lotus, case))
    HARDSHIP_LINE.change(1000, "测试", "省里调整", date(2024, 9, 1))
    assert granted(lotus, case, means_note="").decision == "granted"


def test_who_is_exempt_shows_the_proof(lotus):
    exempt = {"means_path": "exempt", "exempt_as": "relief", "has_promised": False, "income": ""}
    case = aid_case(lotus, **exempt)
    refuses("须有材料证明", "法律援助法 第四十二条第二项", lambda: granted(lotus, case))
    case = step(lotus, case, "add_material", kind="exemption", title="低保证")
    assert granted(lotus, case).state == "granted"
    migrant = aid_case(lotus, ground="31.4", **{**exempt, "exempt_as": "migrant"})
    refuses("进城务工人员只有申请支付劳动报酬", "法律援助法 第四十二条第三项", lambda: granted(lotus, migrant))


def test_only_the_named_cases_need_no_hardship(lotus):
    case = aid_case(lotus, means_path="unlimited", has_promised=False, income="")
    refuses("只有第三十二条列明的情形", "法律援助法 第三十二条", lambda: granted(lotus, case))
    beaten = aid_case(lotus, ground="32.4", kind="civil", cause="人身安全保护", means_path="promise")
    assert beaten.means_path == "unlimited" and granted(lotus, beaten).state == "granted"


def test_a_promise_is_signed_and_says_what_comes_in(lotus):
    unsigned = aid_case(lotus, has_promised=False)
    refuses("须签署承诺书", "法律援助法 第四十一条第二款", lambda: granted(lotus, unsigned))
    silent = aid_case(lotus, income="")
    refuses("请如实填写家庭月收入", "法律援助法 第四十一条第一款", lambda: granted(lotus, silent))
    with pytest.raises(ValidationError, match="只填数字"):
        aid_case(lotus, income="三千")


def test_a_refusal_gives_reason_and_article(lotus):
    with pytest.raises(ValidationError, match="不予援助的理由"):
        refused(lotus, aid_case(lotus), refused_because="")
    with pytest.raises(ValidationError, match="依据的条款"):
        refused(lotus, aid_case(lotus), refused_under="内部规定")


def test_after_seven_days_the_delay_is_explained(lotus):
    case = aid_case(lotus)
    late = date(2024, 9, 11)
    refuses("请写明超期的原因", "法律援助法 第四十三条第一款", lambda: granted(lotus, case, late))
    assert granted(lotus, case, late, late_because="等待民政部门回函").is_decided_late


def test_a_foreigner_is_helped_by_law_treaty_or_reciprocity(lotus):
    case = aid_case(lotus, given=parts(groups=["foreign"], id_number=""))
    refuses("适用的法律、国际条约或者互惠", "法律援助法 第六十九条", lambda: granted(lotus, case))
    assert granted(lotus, case, foreign_basis="中越民商事司法协助条约").state == "granted"


def test_a_notice_is_not_reviewed(lotus):
    case = noticed(lotus)
    refuses("直接指派", "法律援助法 第三十六条", lambda: granted(lotus, case))
    mine = aid_case(lotus)
    told = {"lawyer": lotus.fang, "organ_told_on": DAY}
    refuses("先审查决定", "法律援助法 第四十三条第一款", lambda: step(lotus, mine, "assign_notified", **told))


def test_aid_comes_first_only_in_urgency(lotus):
    case = aid_case(lotus, limitation_on=DAY + timedelta(days=7))
    first = {"urgent_ground": "1", "urgent_reason": "时效", "lawyer": lotus.fang}
    law = "法律援助法 第四十四条第一款第一项"
    refuses("还有七日以上", law, lambda: step(lotus, case, "aid_first", by=lotus.head, **first))
    silent = aid_case(lotus)
    refuses("先填写时效", law, lambda: step(lotus, silent, "aid_first", by=lotus.head, **first))


def test_what_belongs_here_is_not_sent_away(lotus):
    case = aid_case(lotus)
    refuses("属于本机构辖区", "法律援助法 第三十八条", lambda: step(lotus, case, "transfer", transfer_to=lotus.far))
