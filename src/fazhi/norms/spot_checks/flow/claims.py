"""The life of a claim: assigned by the catalogue, claimed or declined, its list drawn up, looked at by somebody else, and published."""

from fazhi.kernel.calendar import WorkingDays
from fazhi.kernel.flow.declared import Flow, Register, State
from fazhi.kernel.flow.gates import NotSamePerson
from fazhi.kernel.org.roles import LEADER, SCHEDULE, SUPERVISOR

from ..models import ClaimYear, ItemClaim
from ..roles import KEEPERS
from ..rules import CLAIM_DAYS, DECIDE_DAYS, LIST_DAYS

SHARED = "优化营商环境条例 第五十六条第一款"


class ItemClaimFlow(Flow):
    model = ItemClaim
    importers = KEEPERS
    register = Register("分派认领", by=KEEPERS, needs=(ItemClaim.item_holds,), law=SHARED)

    assigned = State("待认领", due=WorkingDays(CLAIM_DAYS), due_label="认领期限", remind=(3, 1))
    claimed = State("已认领", due=WorkingDays(LIST_DAYS), due_label="编制实施清单期限", remind=(5, 1))
    declined = State("不认领待核定", due=WorkingDays(DECIDE_DAYS), due_label="核定期限")
    checking = State("清单待审核", due=WorkingDays(DECIDE_DAYS), due_label="清单审核期限")
    listed = State("清单已发布", rests=True)
    moved = State("已改派", final=True)
    released = State("核定不认领", final=True)
    ended = State("已取消", final=True)
    start = assigned

    claim = assigned.to(
        claimed,
        "认领",
        by=KEEPERS,
        asks="power_code!",
        needs=(ItemClaim.item_holds, ItemClaim.holds_the_power),
        does=ItemClaim.claim,
        law=SHARED,
    )
    decline = assigned.to(declined, "不认领", by=KEEPERS, why=True, does=ItemClaim.decline, tells="写明不属于本单位职责的依据。")
    insist = declined.to(
        assigned,
        "退回认领",
        by=(SUPERVISOR, LEADER),
        why=True,
        needs=(NotSamePerson("declined_by", "不认领由登记以外的人核定"),),
        does=ItemClaim.insist,
    )
    move = declined.to(
        moved,
        "改派",
        by=KEEPERS,
        asks="moved_to!",
        needs=(ItemClaim.item_holds, NotSamePerson("declined_by", "不认领由登记以外的人核定")),
        does=ItemClaim.move,
    )
    release = declined.to(
        released,
        "核定不认领",
        by=(SUPERVISOR, LEADER),
        why=True,
        needs=(NotSamePerson("declined_by", "不认领由登记以外的人核定"),),
    )
    draw_up = claimed.to(
        checking, "编制清单", by=KEEPERS, asks="check_list!", needs=(ItemClaim.list_is_its_own,), does=ItemClaim.draw_up
    )
    approve_list = checking.to(
        listed,
        "审核发布清单",
        by=(*KEEPERS, LEADER),
        needs=(ItemClaim.item_holds, NotSamePerson("listed_by", "清单由编制人以外的人审核")),
        does=ItemClaim.publish_list,
        law=SHARED,
    )
    return_list = checking.to(claimed, "退回清单", by=(*KEEPERS, LEADER), why=True)
    mend_list = listed.to(claimed, "修订清单", by=KEEPERS, why=True)
    revise = (claimed | listed).to(assigned, "目录调整，重新认领", by=KEEPERS, why=True)
    begin_year = (claimed | checking | listed).stays("年度监管覆盖起算", by=SCHEDULE, adds=ClaimYear)
    note_act = (claimed | checking | listed).stays("登记年内监管行为", by=SCHEDULE, on=ClaimYear, asks="acted_on!")
    end = (claimed | checking | listed).to(ended, "取消认领", by=(*KEEPERS, LEADER), why=True, danger=True)
