"""What people ask of the bureaus about a decision or about themselves: objections in legal aid, requests about personal data."""

from collections.abc import Iterator
from datetime import date, timedelta

from fazhi.city import aid
from fazhi.city.casework import Office
from fazhi.city.names import person_name, phone
from fazhi.city.people import Row
from fazhi.city.sheets import Sheet, may, must
from fazhi.city.words import SEXES, YES_NO
from fazhi.services.rights.models import RightsRequest

REQUESTS_A_YEAR = 26
WISHES = {
    "查阅、复制": "想看一看自己那件纠纷的档案",
    "更正、补充": "登记的电话号码错了一位",
    "删除": "不希望再保留我的咨询内容",
    "撤回同意": "不再同意电话回访",
    "解释处理规则": "请说明谁能看到我的信息",
}

OBJECTIONS = Sheet(
    "aid-objections.xlsx",
    "法律援助异议台账",
    "Some of those who were refused object; the bureau upholds, or orders the centre to correct.",
    (
        must("异议序号", "text", "unique; YY…"),
        must("单位编码", "code", "the bureau above the centre"),
        must("案件序号", "text", "aid-cases.xlsx"),
        must("异议对象", "word", "", ("不予法律援助决定",)),
        must("异议理由", "text", "why"),
        must("收到日期", "date", "on"),
        may("查明情况", "text", "found"),
        may("审查理由", "text", "why"),
        may("审查决定", "word", "", ("维持", "责令改正")),
        may("审查决定日期", "date", "on"),
        must("状态", "word", "", ("审查中", "维持", "责令改正")),
    ),
)
REQUESTS = Sheet(
    "rights-requests.xlsx",
    "个人信息权利请求台账",
    "Requests about personal data; what erases or hands over is done in the platform, so that most wait.",
    (
        must("请求序号", "text", "unique; QL…"),
        must("受理单位编码", "code", "the bureau"),
        must("请求日期", "date", "on"),
        must("请求事项", "word", "", tuple(str(kind.label) for kind in RightsRequest.Kind)),
        must("请求人", "text", "name"),
        must("请求人身份", "word", "", ("本人",)),
        must("请求人电话", "text", "11 digits, 1540…"),
        must("请求内容", "text", "wish"),
        may("已核验身份", "word", "", YES_NO),
        may("核验方式", "text", "how"),
        may("不予办理的理由", "text", "for 不予办理"),
        may("办结日期", "date", "for 不予办理"),
        must("状态", "word", "", ("待办理", "不予办理")),
    ),
)
SHEETS = (OBJECTIONS, REQUESTS)


def objections(office: Office) -> Iterator[Row]:
    """Two in five of those who were refused, within a fortnight of the decision."""
    city, as_of, order = office.city, office.plan.as_of, 0
    for place, case in enumerate(row for row in aid.cases(office) if row.get("决定") == "不予"):
        decided = case["决定日期"]
        assert isinstance(decided, date)
        received = decided + timedelta(8)
        if place % 5 not in (0, 2) or received > as_of:
            continue
        order += 1
        region = city.by_code[city.by_code[str(case["单位编码"])].parent_code]
        row: Row = {
            "异议序号": f"YY{order:03d}",
            "单位编码": city.body(region, "bureau").code,
            "案件序号": case["案件序号"],
            "异议对象": "不予法律援助决定",
            "异议理由": "家里还有病人，收入没有扣除医药费",
            "收到日期": received,
            "状态": "审查中",
        }
        judged = received + timedelta(4 if order % 15 else 8)
        if judged <= as_of:
            result = "责令改正" if order % 4 == 2 else "维持"
            why = "应当扣除必要的医疗支出，符合经济困难标准" if result == "责令改正" else "核查的家庭收入高于经济困难标准"
            row |= {
                "查明情况": "调取了收入和医疗支出凭证",
                "审查理由": why,
                "审查决定": result,
                "审查决定日期": judged,
                "状态": result,
            }
        yield row


def requests(office: Office) -> Iterator[Row]:
    plan, rng = office.plan, office.plan.chance("rights")
    bureau = office.city.body(office.city.of_kind("city")[0], "bureau").code
    for order, day in enumerate(sorted(plan.this_year.drawn(rng, max(3, plan.yearly(plan.this_year, REQUESTS_A_YEAR)))), start=1):
        kind = rng.choice(tuple(WISHES))
        row: Row = {
            "请求序号": f"QL{order:03d}",
            "受理单位编码": bureau,
            "请求日期": day,
            "请求事项": kind,
            "请求人": person_name(rng, rng.choice(SEXES)),
            "请求人身份": "本人",
            "请求人电话": phone(rng),
            "请求内容": WISHES[kind],
            "已核验身份": "是",
            "核验方式": "窗口核对身份证原件",
            "状态": "待办理",
        }
        done = day + timedelta(9)
        if order % 3 and done <= plan.as_of:
            row |= {"不予办理的理由": "经核对没有保存请求人的档案", "办结日期": done, "状态": "不予办理"}
        yield row
