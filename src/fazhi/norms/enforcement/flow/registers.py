"""The lives of items and officers: what is on a list, until when; who serves, and how."""

from fazhi.kernel.flow.declared import Flow, Register, State
from fazhi.kernel.org.roles import LEADER

from ..models import ItemBasis, ItemBody, Officer, PowerItem, ServicePeriod, TrainingYear
from ..roles import KEEPERS


class PowerItemFlow(Flow):
    model = PowerItem
    importers = KEEPERS
    register = Register("列入清单", by=KEEPERS, needs=(PowerItem.has_basis,), law="行政处罚法 第三十九条")

    listed = State("在清单", rests=True)
    repealed = State("已取消", final=True)
    start = listed

    add_basis = listed.stays("补充依据", by=KEEPERS, adds=ItemBasis)
    add_body = listed.stays("增加实施主体", by=KEEPERS, adds=ItemBody)
    end_body = listed.stays("终止实施主体", by=KEEPERS, on=ItemBody, asks="valid_to!", why=True)
    repeal = listed.to(repealed, "取消事项", by=LEADER, asks="valid_to?", does=PowerItem.repeal, why=True)


class OfficerFlow(Flow):
    model = Officer
    importers = KEEPERS
    register = Register("入册", by=KEEPERS, needs=(Officer.says_how_it_serves,), does=Officer.take_down)

    serving = State("在册", rests=True)
    gone = State("已出册", final=True)
    start = serving

    serve = serving.stays("变更在岗情况", by=KEEPERS, adds=ServicePeriod, does=Officer.serve_otherwise, why=True)
    train = serving.stays("登记培训学时", by=KEEPERS, adds=TrainingYear)
    leave = serving.to(gone, "出册", by=KEEPERS, adds=ServicePeriod, does=Officer.serve_otherwise, why=True)
