"""The review of case files of this year: a plan, a group from each county, files that were drawn, two sheets each."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from random import Random

from fazhi.city import inspections, penalties, supervised
from fazhi.city.casework import Office
from fazhi.city.oversight import BETWEEN, bureau
from fazhi.city.people import Row
from fazhi.norms.oversight.review_words import SAMPLE, Block

PER_STRATUM, PER_STRATUM_IN_A_SMALL_CITY = 5, 1
PLAN, TEMPLATE = "FA01", "BZ01"
REASONS = {
    "执法人员证件有效，各项记录不少于两人签名": "现场笔录只有一名执法人员签名",
    "证据种类齐全、来源合法，原件或者核对无异": "复印件没有注明与原件核对无异",
    "立案、调查取证程序": "立案审批表日期晚于首次询问",
    "告知、陈述申辩复核、听证": "没有当事人对告知的签收",
    "送达和各项期限": "送达回证没有填写送达地点",
    "写明裁量基准并在幅度以内": "没有写明适用的裁量阶次",
    "文书要素、签名、日期齐全，没有程序倒置": "文书日期填写不完整",
    "归档、页码、目录": "卷内目录与页码不符",
}
MOST = {str(each["text"]): int(str(each["points"])) for each in SAMPLE}
FATAL, FATAL_REASON = "违反法定程序", "处罚决定在告知之前作出"
GRADES = ((90, "优秀"), (75, "良好"), (60, "合格"), (0, "不合格"))
GAP = 10  # points between two reviewers from which a third is asked; the ledger of sheets keeps below it


def drawn_on(office: Office) -> date:
    return office.plan.as_of - timedelta(70)


def template(office: Office) -> Iterator[Row]:
    names = {block.value: str(block.label) for block in Block}
    items = "\n".join(BETWEEN.join((names[str(each["block"])], str(each["text"]), str(each["points"]))) for each in SAMPLE)
    yield {
        "标准序号": TEMPLATE,
        "单位编码": bureau(office).code,
        "名称": "莲城市行政执法案卷评查标准",
        "有效期起": office.plan.opened_on,
        "评分项目": items,
    }


def plans(office: Office, is_told: bool = False) -> Iterator[Row]:
    """Fixed before the numbers were public; drawn with them."""
    drawn, until = drawn_on(office), drawn_on(office) - timedelta(16)
    row: Row = {
        "方案序号": PLAN,
        "单位编码": bureau(office).code,
        "名称": f"{until.year}年度行政执法案卷评查",
        "年度": until.year,
        "案卷种类": "行政处罚案卷、行政检查案卷",
        "结案日期自": date(until.year, 1, 1),
        "结案日期至": until,
        "抽取方式": "随机抽取",
        "每单位每类抽取数": per_stratum(office),
        "评分标准序号": TEMPLATE,
        "评查重点": "告知和送达、裁量说明、归档",
        "公开随机源": "双色球开奖号码（示例）",
        "随机源公布日期": drawn - timedelta(1),
        "登记日期": until + timedelta(4),
        "方案锁定日期": until + timedelta(8),
        "随机源号码": "03 08 14 19 22 31 05",
        "抽取日期": drawn,
        "状态": "评查中",
    }
    if is_told:
        row |= {
            "主要问题": problems_of(office),
            "建议": "完善审批、送达和归档的样式，开展一次集中培训",
            "主送机关": "市直各执法部门",
        }
        row |= {"总报告日期": drawn + timedelta(52), "通报日期": drawn + timedelta(60), "状态": "已通报"}
    yield row


def per_stratum(office: Office) -> int:
    return PER_STRATUM if office.plan.divisor == 1 else PER_STRATUM_IN_A_SMALL_CITY


def problems_of(office: Office) -> str:
    """The three most frequent."""
    times: dict[str, int] = {}
    for file in files(office):
        for line in file.taken_off(0):
            times[line[2]] = times.get(line[2], 0) + 1
    return "；".join(sorted(times, key=lambda reason: (-times[reason], reason))[:3]) or "没有发现突出问题"


def groups(office: Office, is_told: bool = False) -> Iterator[Row]:
    for order, (county, people) in enumerate(reviewers(office), start=1):
        row: Row = {
            "评查小组序号": f"XZ{order:02d}",
            "评查方案序号": PLAN,
            "名称": f"第{order}小组（{county}）",
            **dict(zip(("组长", "评查人一", "评查人二"), (one["工号"] for one in people), strict=True)),
            "编组日期": drawn_on(office) - timedelta(7),
            "状态": "评查中",
        }
        if is_told:
            row |= {"主要问题": "文书填写不完整、送达不规范", "建议": "逐卷补正，举一反三", "状态": "已报告"}
            row["小组报告日期"] = drawn_on(office) + timedelta(48)
        yield row


def reviewers(office: Office) -> list[tuple[str, list[Row]]]:
    """Of each county's bureau: who examines documents leads, two who look into the rule of law review."""
    found = []
    for county in office.city.of_kind("county"):
        staff = office.cast.by_unit[office.city.body(county, "bureau").code]
        of = {str(row["职务"]): row for row in staff}
        found.append((county.name, [of["合法性审查科负责人"], of["法治督察科负责人"], of["法治督察科工作人员"]]))
    return found


@dataclass(frozen=True)
class File:
    """A file that fell, with the group that reviews it."""

    office: Office
    order: int
    unit: str
    kind: str
    number: str

    @property
    def key(self) -> str:
        return f"AJ{self.order:04d}"

    @cached_property
    def group(self) -> int:
        return self.order % len(reviewers(self.office))

    @cached_property
    def people(self) -> list[str]:
        return [str(one["工号"]) for one in reviewers(self.office)[self.group][1][1:]]

    def rng(self, of: str) -> Random:
        return self.office.plan.chance("file", self.order, of)

    @cached_property
    def is_fatal(self) -> bool:
        return self.order % 37 == 5

    def taken_off(self, place: int) -> list[tuple[str, int, str]]:
        """What both saw, and a point more or less by the second."""
        seen = self.rng("deductions").sample(
            sorted(REASONS), self.rng("how many").choices((0, 1, 2, 3, 5, 7), (8, 18, 26, 24, 16, 8))[0]
        )
        points = {item: self.rng(f"points {item}").randint(1, MOST[item]) for item in seen}
        lines = [(item, max(1, points[item] - (place if at == 0 else 0)), REASONS[item]) for at, item in enumerate(seen)]
        return [*lines, (FATAL, 0, FATAL_REASON)] if self.is_fatal else lines

    def total(self, place: int) -> int:
        return 100 - sum(points for _, points, _ in self.taken_off(place))

    @cached_property
    def mean(self) -> float:
        return (self.total(0) + self.total(1)) / 2

    @cached_property
    def objects(self) -> bool:
        return not self.is_fatal and self.mean < 98 and self.rng("objects").random() < 0.1

    @cached_property
    def grade(self) -> str:
        if self.is_fatal:
            return "不合格"
        return next(name for least, name in GRADES if self.mean >= least)


def files(office: Office) -> Iterator[File]:
    """So many of each department and kind, of those that were closed in the time of the plan."""
    order, until = 0, drawn_on(office) - timedelta(16)
    for kind, closed in (("行政处罚案卷", penalised(office, until)), ("行政检查案卷", visited(office, until))):
        for unit, numbers in sorted(closed.items()):
            rng = office.plan.chance("drawn files", unit, kind)
            for number in rng.sample(numbers, min(per_stratum(office), len(numbers))):
                order += 1
                yield File(office, order, unit, kind, number)


def penalised(office: Office, until: date) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for one, number in penalties.filed(office):
        if one.fate == "punished" and one.closed <= until and one.force.unit.kind == "department":
            found.setdefault(one.force.unit.code, []).append(number)
    return found


def visited(office: Office, until: date) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for row, number in supervised.numbered(office):
        published = row.get("公示日期")
        is_of_the_year = isinstance(published, date) and until.year == published.year and published <= until
        if is_of_the_year and row["检查结果"] == inspections.OUTCOMES[0]:
            found.setdefault(str(row["单位编码"]), []).append(number)
    return found


def drawn_files(office: Office, is_told: bool = False) -> Iterator[Row]:
    drawn = drawn_on(office)
    for file in files(office):
        row: Row = {
            "评查案卷序号": file.key,
            "评查方案序号": PLAN,
            "被评查单位编码": file.unit,
            "案卷种类": file.kind,
            "案号、卷号": file.number,
            "抽取日期": drawn,
            "评查小组序号": f"XZ{file.group + 1:02d}",
            "评查人一": file.people[0],
            "评查人二": file.people[1],
            "分派日期": drawn,
            "状态": "评分中",
        }
        yield row | (graded(file, drawn) if is_told else {})


def graded(file: File, drawn: date) -> Row:
    told = drawn + timedelta(24)
    row: Row = {"反馈日期": told, "最终等次": file.grade, "定等次日期": told + timedelta(12), "状态": "已定等次"}
    if not file.objects:
        return row
    row["定等次日期"] = told + timedelta(11)
    more = {"异议": "送达回证在副卷，请核对", "提出异议日期": told + timedelta(5), "复核日期": told + timedelta(11)}
    if file.order % 2:
        return row | more | {"复核结果": "维持", "复核意见": "经调阅副卷，原扣分适当"}
    score = min(100, int(file.mean) + 2)
    final = next(name for least, name in GRADES if score >= least)
    return row | more | {"复核结果": "调整", "复核得分": score, "复核意见": "副卷中有送达回证，恢复扣分", "最终等次": final}


def score_sheets(office: Office) -> Iterator[Row]:
    drawn = drawn_on(office)
    for file in files(office):
        for place, (who, title) in enumerate(zip(file.people, ("评查人一", "评查人二"), strict=True)):
            yield {
                "评分表序号": f"PF{file.order:04d}-{place + 1}",
                "评查案卷序号": file.key,
                "评查人": who,
                "评查顺位": title,
                "分派日期": drawn,
                "扣分": "\n".join(BETWEEN.join(map(str, line)) for line in file.taken_off(place)) or None,
                "总体意见": "存在一票否决情形" if file.is_fatal else "案卷总体规范" if file.mean >= 90 else "案卷有多处不规范",
                "签名日期": drawn + timedelta(9 + file.order % 8),
                "状态": "已签名提交",
            }
