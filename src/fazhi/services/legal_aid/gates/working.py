"""Who may be assigned, and what holds while a case is worked on, ended, archived and paid."""

from typing import TYPE_CHECKING

from fazhi.kernel.flow.acting import Acting
from fazhi.kernel.flow.gates import Gate, SomebodyElse, act_gate, asked_gate, gate, part_gate
from fazhi.kernel.flow.refusals import NotAllowed
from fazhi.kernel.org.roles import CLERK, LEADER

from ..choosing import LEAST_YEARS
from ..grounds import EXPERIENCED
from ..words import CLOSING_KINDS, CRIMINAL, KEPT_FROM, SETTLED, AgentKind, Kind, LawyerKind, MaterialKind, Tag, Termination

if TYPE_CHECKING:
    from ..models import AidCase, AidVisit, ChangeRequest, Progress

LICENCE_LAW, YEARS_LAW, CHILD_LAW = "律师法 第十三条", "法律援助法 第二十六条", "未成年人保护法 第一百零四条第二款"

MOST_FINE = 3000  # 法律援助法 第六十四条: yuan
REPORT_LAW = "法律援助法 第五十条"


# --- 指派 -------------------------------------------------------------------------------------------------------------------


@act_gate("法律援助人员的执业证已经过期或者暂停指派")
def lawyer_is_licensed(case: "AidCase", act: Acting) -> bool | tuple[str, str]:
    lawyer = case.lawyer
    if not lawyer.is_licensed(act.on):
        return f"{lawyer.name}的执业证、聘用有效期至 {lawyer.licensed_until}，不能指派", LICENCE_LAW
    return lawyer.is_available or f"{lawyer.name}已停止接受指派"


@act_gate("刑事案件应当指派律师", law="法律援助法 第二十五条第一款")
def lawyer_fits_the_kind(case: "AidCase", act: Acting) -> bool | tuple[str, str]:
    kind = case.lawyer.kind
    if kind == LawyerKind.VOLUNTEER and case.kind != Kind.DRAFTING:
        return "高校、科研机构志愿者只提供法律咨询、代拟法律文书等援助", "法律援助法 第十七条第二款"
    if case.kind in CRIMINAL and kind != LawyerKind.LAWYER:
        return "刑事案件应当指派律师", "法律援助法 第二十五条第一款" if case.is_notified else LICENCE_LAW
    return True


@act_gate("可能被判处无期徒刑、死刑的人和死刑复核案件被告人，应当指派具有三年以上相关执业经历的律师", law=YEARS_LAW)
def lawyer_is_experienced(case: "AidCase", act: Acting) -> bool | str:
    years = case.lawyer.years_in(case.kind, act.on)
    short = f"{case.lawyer.name}的刑事执业经历不满三年（{years} 年），不能指派给可能被判处无期徒刑、死刑的人"
    return case.ground not in EXPERIENCED or years >= LEAST_YEARS or short


@act_gate("未成年人的案件，应当指派熟悉未成年人身心特点的律师", law=CHILD_LAW)
def lawyer_knows_children(case: "AidCase", act: Acting) -> bool:
    return Tag.MINOR in case.lawyer.tags or not any(row.is_minor for row in case.standing)


@act_gate("承办人不合受援人的意愿，请写明理由")
def wishes_are_met(case: "AidCase", act: Acting) -> bool | str:
    if case.departs_because.strip():
        return True
    lawyer = case.lawyer
    if case.wishes_sex and lawyer.sex != case.wishes_sex:
        return f"受援人希望由{case.get_wishes_sex_display()}性承办，另行指派的请写明理由"
    if case.wishes_language and not lawyer.speaks(case.wishes_language):
        return f"受援人希望承办人会说{case.wishes_language}，另行指派的请写明理由"
    return True


ASSIGNABLE = (lawyer_is_licensed, lawyer_fits_the_kind, lawyer_is_experienced, lawyer_knows_children, wishes_are_met)


# --- 办理 -------------------------------------------------------------------------------------------------------------------


class InCharge(Gate):
    """Those assigned work on what is theirs; clerks on all of their centre."""

    def refusal(self, case: "AidCase", act: Acting | None) -> NotAllowed | None:
        if act is None or act.person is None or act.via == "import" or case.handler_id == act.person.pk:
            return None
        return None if act.person.may_at(case.path, CLERK, LEADER) else NotAllowed("这件由其他法律援助人员承办")


in_charge = InCharge()


@part_gate("请先向受援人通报办理情况", law="法律援助法 第四十六条第二款")
def recipient_is_told(case: "AidCase", part: "Progress") -> bool:
    return part.is_told


@gate("没有待答复的更换申请", mended_by="ask_change")
def change_is_asked(case: "AidCase") -> bool:
    return any(row.is_open for row in case.rows("changes"))


class NoChangeWaits(Gate):
    """One request at a time; the one that is being made does not wait yet."""

    def refusal(self, case: "AidCase", act: Acting | None) -> NotAllowed | None:
        waits = any(row.is_open for row in case.rows("changes") if act is None or row is not act.part)
        return NotAllowed("上一次更换申请还没有答复", "法律援助法 第五十五条") if waits else None


no_change_waits = NoChangeWaits()


@part_gate("这一项已经办过")
def is_open(case: "AidCase", part: "ChangeRequest") -> bool:
    return part.is_open


@part_gate("已经退出")
def still_stands(case: "AidCase", part: object) -> bool | str:
    if len([row for row in case.rows("recipients") if row.stands or row is part]) <= 1:
        return "只有一名受援人的，办理终止法律援助"
    return True


@act_gate("推选代表人进行调解、和解，必须经被代表的当事人同意", law="民事诉讼法 第五十六条")
def group_consents(case: "AidCase", act: Acting) -> bool | str:
    represented = any(row.kind == AgentKind.SPOKESMAN for row in case.rows("representatives"))
    if not represented or case.outcome not in SETTLED or case.all_consent is True:
        return True
    waiting = [row for row in case.standing if row.consented_on is None]
    return not waiting or f"推选代表人进行调解、和解，必须经被代表的当事人同意；还有 {len(waiting)} 人没有用自己的查询码同意"


@part_gate("受援人登记为不便这样联系，换一种方式回访")
def visit_is_safe(case: "AidCase", part: "AidVisit") -> bool:
    """Whoever asked not to be rung up is not; where each of several has asked, nobody is."""
    kept_from = KEPT_FROM.get(part.method, ())
    return not case.standing or any(row.contact not in kept_from for row in case.standing)


# --- 结案 -------------------------------------------------------------------------------------------------------------------


@gate("还没有法律文书副本和办理情况报告，请先登记结案材料", law=REPORT_LAW, mended_by="add_material")
def closing_is_filed(case: "AidCase") -> bool | str:
    lacking = [MaterialKind(kind).label for kind in CLOSING_KINDS if kind not in case.proofs]
    return not lacking or f"还没有{'、'.join(lacking)}，请先登记结案材料"


@gate("还没有评定质量", law="法律援助法 第五十七条", mended_by="score")
def is_scored(case: "AidCase") -> bool:
    return case.quality_score is not None


@gate("没有适用的补贴标准，请先登记补贴标准", law="法律援助法 第五十二条第二款")
def subsidy_is_known(case: "AidCase") -> bool:
    return case.subsidy is not None


@asked_gate("罚款不得超过三千元", law="法律援助法 第六十四条")
def fine_is_within_the_law(case: "AidCase") -> bool:
    return case.fine is None or 0 <= case.fine <= MOST_FINE


@gate("只有以欺骗或者其他不正当手段获得法律援助的，才责令支付费用并处罚款", law="法律援助法 第六十四条")
def was_obtained_by_fraud(case: "AidCase") -> bool:
    return case.termination_ground == Termination.FRAUD


scorer_is_another = SomebodyElse(lambda case: {case.handler_id}, "承办人不能评定自己案件的质量", "法律援助法 第五十七条")
