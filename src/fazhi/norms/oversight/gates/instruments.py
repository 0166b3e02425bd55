"""What must hold of a document: what it may do in this province, who signs, facts and the organ heard before it decides, verified by somebody else."""

from typing import Any

from fazhi.kernel.flow.gates import SomebodyElse, asked_gate, gate, part_gate

from ..limits import frozen
from ..models import Instrument
from ..profiles import effects_of
from ..words import DISPOSING, FORMAL, Effect, InNameOf, InstrumentKind, SignedBy
from .cases import MENDED, SUPERVISED


@gate("监督案件没有在办，不能制发监督文书", law=SUPERVISED)
def case_is_open(instrument: Instrument) -> bool:
    return instrument.case.state in ("investigating", "handling")


@gate("垂直管理部门不是本级的下级，不能向它制发这种文书，应当向它的上级主管部门提出建议", law=SUPERVISED)
def is_not_over_a_vertical_body(instrument: Instrument) -> bool | str:
    if not instrument.case.is_vertical or instrument.kind not in FORMAL:
        return True
    return (
        f"{instrument.case.body}实行垂直管理，不能向它制发{instrument.get_kind_display()}，"
        f"请用监督建议书告知{instrument.case.superior}"
    )


@gate("这种文书在本省不能作这样的决定", law=SUPERVISED)
def may_do_what_it_says(instrument: Instrument) -> bool | str:
    """The same name does different things in different provinces."""
    effects, word = effects_of(frozen(instrument.case), instrument.kind), instrument.get_disposition_display()
    if instrument.disposition in DISPOSING and Effect.DISPOSES not in effects:
        return f"按本案适用的监督程序，{instrument.get_kind_display()}不能直接{word}"
    if instrument.disposition and instrument.disposition not in DISPOSING and Effect.COMPELS not in effects:
        return f"按本案适用的监督程序，{instrument.get_kind_display()}不能{word}"
    return True


@gate("作出监督决定以前，应当查明事实、听取被监督机关的意见", law=SUPERVISED)
def decision_was_prepared(instrument: Instrument) -> bool | str:
    if instrument.kind != InstrumentKind.DECISION:
        return True
    if not instrument.case.rows("findings"):
        return "没有登记查明的问题，不能制发监督决定书"
    return (
        bool(instrument.case.rows("statements"))
        or instrument.case.refused_to_speak
        or "没有听取被监督机关的陈述和说明，不能制发监督决定书"
    )


@gate("监督决定书用于逾期不改或者严重违法、拒绝监督的情形", law=SUPERVISED)
def decision_is_the_last_means(instrument: Instrument) -> bool:
    if instrument.kind != InstrumentKind.DECISION or instrument.case.is_grave:
        return True
    others = [row for row in instrument.case.rows("instruments") if row.pk != instrument.pk]
    return bool(instrument.case.rows("obstructions")) or any(
        row.state == "escalated" or (row.state == "unmended") for row in others
    )


@gate("这一行为正在复议、诉讼，监督不改变它", law=SUPERVISED)
def leaves_alone_what_is_in_remedy(instrument: Instrument) -> bool | str:
    pending = instrument.case.pending_acts
    touches = instrument.disposes or instrument.kind == InstrumentKind.HALT
    return not (touches and (pending or instrument.case.in_remedy)) or (
        f"{pending[0] if pending else instrument.case.remedy_no}正在复议、诉讼，监督不能直接改变，请等待结果"
    )


@asked_gate("签发层级不够", law=SUPERVISED)
def is_signed_high_enough(instrument: Instrument) -> bool | str:
    """通知书 by the head of the section at least, what compels by the head of the bureau, what the government says by its own."""
    level, kind = instrument.sign_level, instrument.kind
    if not level:
        return True
    if (
        kind == InstrumentKind.DECISION
        and frozen(instrument.case).get("by_government")
        and instrument.in_name_of != InNameOf.GOVERNMENT
    ):
        return "按本案适用的监督程序，监督决定书以人民政府名义作出"
    if instrument.in_name_of == InNameOf.GOVERNMENT and level != SignedBy.GOVERNMENT:
        return "以人民政府名义的文书由政府负责人签发"
    needs_head = kind in (InstrumentKind.OPINION, InstrumentKind.DECISION, InstrumentKind.HALT, InstrumentKind.CIRCULAR)
    return not (needs_head and level == SignedBy.SECTION) or f"{instrument.get_kind_display()}须由司法局负责人以上签发"


verified_by_somebody_else = SomebodyElse(
    lambda instrument: {instrument.recorded_by_id, instrument.handler_id},
    "拟制这份文书的人不能验收，请换一名监督人员",
    MENDED,
)
reviewed_by_somebody_else = SomebodyElse(
    lambda instrument: {instrument.recorded_by_id, instrument.handler_id}, "原承办人不能办理复查，请换人", SUPERVISED
)


@asked_gate("验收要写明凭什么证据：新的文书、票据、现场核查记录，不能只凭整改报告", law=MENDED)
def is_verified_by_evidence(instrument: Instrument) -> bool | str:
    said = "".join(instrument.evidence.split())
    return bool(said) and (said != "".join(instrument.report.split()) or "验收证据不能照抄整改报告")


@gate("没有整改报告，不能验收", law=MENDED)
def was_reported(instrument: Instrument) -> bool:
    return bool(instrument.report.strip()) or instrument.kind == InstrumentKind.HALT


@gate("没有申请复查", law=SUPERVISED)
def was_objected_to(instrument: Instrument) -> bool:
    return instrument.objected_on is not None and instrument.reviewed_on is None


@gate("已经申请过复查", law=SUPERVISED)
def was_not_objected_to(instrument: Instrument) -> bool:
    """The term for objecting stops with the first objection."""
    return all(row["state"] == "running" for row in instrument.clocks if row["name"] == "objecting")


@gate("本案适用的监督程序没有规定复查", law=SUPERVISED)
def may_be_objected_to(instrument: Instrument) -> bool:
    return bool(frozen(instrument.case).get("objection_days"))


@asked_gate("复查申请已经超过期限", law=SUPERVISED)
def objects_in_time(instrument: Instrument) -> bool | str:
    row = next((each for each in instrument.clocks if each["name"] == "objecting"), None)
    if row is None or not row["due"] or instrument.objected_on is None:
        return True
    return instrument.objected_on.isoformat() <= row["due"] or f"复查应当在 {row['due']} 以前提出"


@gate("复查申请还没有答复", law=SUPERVISED)
def objection_is_answered(instrument: Instrument) -> bool:
    return instrument.objected_on is None or bool(instrument.objection_result)


@asked_gate("涉及当事人隐私、秘密的不能公开", law="政府信息公开条例 第十五条")
def may_be_told(instrument: Instrument) -> bool:
    return instrument.may_be_published


@gate("这种文书要报告整改并经验收", law=MENDED)
def needs_no_verification(instrument: Instrument) -> bool:
    return not instrument.is_rectified


@asked_gate("撤销文书请用“复查撤销文书”")
def is_not_revoked_here(instrument: Instrument) -> bool:
    return instrument.objection_result != "revoked"


@gate("约谈、通报、暂缓执行不列整改事项", law=MENDED)
def items_are_mended(instrument: Instrument) -> bool:
    return instrument.is_rectified


@gate("还有整改事项没有验收合格", law=MENDED)
def all_items_are_mended(instrument: Instrument) -> bool | str:
    left = [row for row in instrument.rows("items") if not row.is_mended]
    return not left or f"还有 {len(left)} 项整改事项没有验收合格，例如：{left[0]}"


@part_gate("这一项已经验收合格", law=MENDED)
def item_awaits_report(instrument: Instrument, part: Any) -> bool:
    return not part.is_mended


@part_gate("这一项还没有报告整改情况", law=MENDED)
def item_was_reported(instrument: Instrument, part: Any) -> bool:
    return part.reported_on is not None


@part_gate("验收要写明凭什么证据，不能照抄整改情况", law=MENDED)
def item_has_evidence(instrument: Instrument, part: Any) -> bool:
    return not part.evidence or "".join(part.evidence.split()) != "".join(part.report.split())
