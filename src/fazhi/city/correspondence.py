"""Official documents that the bureau of justice has in hand: letters to departments, matters passed on, and the heads they go out under."""

from collections.abc import Iterator
from datetime import timedelta

from fazhi.city import powers
from fazhi.city.casework import Office
from fazhi.city.oversight import bureau
from fazhi.city.people import Row
from fazhi.city.sheets import Sheet, may, must

DOCUMENTS_A_YEAR, LEAST = 40, 8
HEADS = (("文件格式", "文件", "司发"), ("信函格式", "", "司函"), ("纪要格式", "执法监督联席会议纪要", "司纪"))
MATTERS = (
    ("函", "关于协助核查{who}执法案卷的函", "因案卷评查需要，请提供所列案卷的复制件，并说明办案期限的计算。", 30),
    ("函", "关于转办群众反映{who}执法问题的函", "现将群众反映的问题转你单位办理，请在十五日内书面反馈办理结果。", 26),
    ("通知", "关于{who}报送行政执法统计年报的通知", "请按规定汇总上一年度行政执法数据，经自检、签发后向社会公开。", 18),
    ("通知", "关于{who}开展裁量基准适用情况自查的通知", "请对本年度适用裁量基准的处罚决定逐件自查，偏离的说明理由和批准。", 16),
    ("纪要", "行政执法监督联席会议纪要（{who}）", "会议研究了执法监督发现的共性问题，议定由责任单位限期整改。", 10),
)
LETTERHEADS = Sheet(
    "letterheads.xlsx",
    "版头和代字登记表",
    "The heads under which the bureau's documents go out.",
    (
        must("版头序号", "text", "unique; BT…"),
        must("单位编码", "code", "the bureau"),
        must("公文格式", "word", "", tuple(form for form, *_ in HEADS)),
        must("发文机关标志", "text", "the head"),
        must("机关代字", "text", "begins its numbers"),
    ),
)
DOCUMENTS = Sheet(
    "documents.xlsx",
    "发文台账",
    "Drafts in hand: what is signed, numbered and sealed is made in the platform alone; a few have no text yet.",
    (
        must("发文序号", "text", "unique; FW…"),
        must("发文单位编码", "code", "the bureau"),
        must("起草日期", "date", "of the last two months"),
        must("文种", "word", "", ("函", "通知", "纪要")),
        must("公文标题", "text", "title"),
        may("主送机关", "text", "to whom; minutes name nobody"),
        may("正文", "text", "blank in a few"),
        may("紧急程度", "word", "", ("一般", "加急")),
        must("公开属性", "word", "", ("主动公开", "依申请公开", "不予公开")),
        must("状态", "word", "", ("起草中",)),
    ),
)
SHEETS = (LETTERHEADS, DOCUMENTS)


def letterheads(office: Office) -> Iterator[Row]:
    here, city = bureau(office), office.city.of_kind("city")[0]
    for order, (form, end, word) in enumerate(HEADS, start=1):
        yield {
            "版头序号": f"BT{order:02d}",
            "单位编码": here.code,
            "公文格式": form,
            "发文机关标志": f"{here.name}{end}",
            "机关代字": f"{city.name[0]}{word}",
        }


def documents(office: Office) -> Iterator[Row]:
    here, plan = bureau(office).code, office.plan
    forces = list(powers.forces(office.city).values())
    for order in range(1, max(LEAST, plan.yearly(plan.this_year, DOCUMENTS_A_YEAR)) + 1):
        rng = plan.chance("document", order)
        kind, title, body, _ = rng.choices(MATTERS, [weight for *_, weight in MATTERS])[0]
        who = rng.choice(forces).unit.name
        yield {
            "发文序号": f"FW{order:03d}",
            "发文单位编码": here,
            "起草日期": plan.as_of - timedelta(rng.randint(0, 55)),
            "文种": kind,
            "公文标题": f"{title.format(who=who)}（第{order}件）",
            "主送机关": None if kind == "纪要" else who,
            "正文": None if rng.random() < 0.03 else body,
            "紧急程度": "加急" if rng.random() < 0.1 else "一般",
            "公开属性": "不予公开" if kind == "纪要" else "依申请公开",
            "状态": "起草中",
        }
