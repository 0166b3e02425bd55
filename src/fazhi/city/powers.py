"""What the departments of the city may punish: provisions, items, two certified officers each, benchmarks and lists of minor violations."""
# ruff: noqa: E501  texts of the law stand on one line each

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from fazhi.city.enforcement import CERTIFICATES, ISSUER, OFFICERS, bodies
from fazhi.city.names import born_between, citizen_number, person_name
from fazhi.city.people import Row
from fazhi.city.sheets import Sheet, may, must
from fazhi.city.tree import City, UnitRow
from fazhi.city.words import SEXES, YES_NO


@dataclass(frozen=True)
class Matter:
    """A violation with the provision that punishes it; amounts in 元, `weight` is its share of the ordinary cases."""

    department: str
    field: str
    citation: str
    text: str
    low: int
    high: int
    violation: str
    weight: int


MATTERS = (
    Matter("市场监督管理局", "价格", "价格法 第四十二条", "经营者违反明码标价规定的，责令改正，没收违法所得，可以并处五千元以下的罚款。", 0, 5000, "不按规定明码标价", 14),
    Matter("市场监督管理局", "网络交易", "电子商务法 第七十六条", "电子商务经营者违反本法规定，有下列行为之一的，由市场监督管理部门责令限期改正，可以处一万元以下的罚款", 0, 10000, "电子商务经营者未在首页显著位置公示营业执照信息", 8),
    Matter("市场监督管理局", "无证无照", "无证无照经营查处办法 第十四条", "明知属于无照经营而为经营者提供经营场所，或者提供运输、保管、仓储等条件的，由工商行政管理部门责令停止违法行为，没收违法所得，可以处5000元以下的罚款。", 0, 5000, "明知无照经营而提供经营场所", 6),
    Matter("市场监督管理局", "无照经营", "无证无照经营查处办法 第十三条", "从事无照经营的，由工商行政管理部门依照相关法律、行政法规的规定予以处罚。法律、行政法规对无照经营的处罚没有明确规定的，由工商行政管理部门责令停止违法行为，没收违法所得，并处1万元以下的罚款。", 0, 10000, "从事无照经营", 12),
    Matter("市场监督管理局", "市场主体登记", "市场主体登记管理条例 第四十三条", "未经设立登记从事经营活动的，由登记机关责令改正，没收违法所得；拒不改正的，处1万元以上10万元以下的罚款", 10000, 100000, "未经设立登记从事经营活动，责令改正后拒不改正", 4),
    Matter("消防救援支队", "消防安全", "消防法 第六十条", "单位违反本法规定，有下列行为之一的，责令改正，处五千元以上五万元以下罚款", 5000, 50000, "消防设施未保持完好有效", 14),
    Matter("消防救援支队", "消防许可", "消防法 第五十八条", "违反本法规定，有下列行为之一的，由住房和城乡建设主管部门、消防救援机构按照各自职权责令停止施工、停止使用或者停产停业，并处三万元以上三十万元以下罚款", 30000, 300000, "公众聚集场所未经消防救援机构许可擅自投入使用", 2),
    Matter("住房和城乡建设局", "扬尘污染", "大气污染防治法 第一百一十五条", "违反本法规定，施工单位有下列行为之一的，由县级以上人民政府住房城乡建设等主管部门按照职责责令改正，处一万元以上十万元以下的罚款", 10000, 100000, "施工工地未采取覆盖、洒水抑尘等有效防尘降尘措施", 7),
    Matter("住房和城乡建设局", "物业管理", "物业管理条例 第六十二条", "违反本条例的规定，未经业主大会同意，物业服务企业擅自改变物业管理用房的用途的，由县级以上地方人民政府房地产行政主管部门责令限期改正，给予警告，并处1万元以上10万元以下的罚款", 10000, 100000, "物业服务企业擅自改变物业管理用房用途", 3),
    Matter("住房和城乡建设局", "工程质量", "建设工程质量管理条例 第六十五条", "违反本条例规定，施工单位未对建筑材料、建筑构配件、设备和商品混凝土进行检验，或者未对涉及结构安全的试块、试件以及有关材料取样检测的，责令改正，处10万元以上20万元以下的罚款", 100000, 200000, "施工单位未对建筑材料进行检验", 1),
    Matter("城市管理和综合执法局", "燃气设施", "城镇燃气管理条例 第四十八条", "违反本条例规定，燃气经营者未按照国家有关工程建设标准和安全生产管理的规定，设置燃气设施防腐、绝缘、防雷、降压、隔离等保护装置和安全警示标志的，或者未定期进行巡查、检测、维修和维护的，或者未采取措施及时消除燃气安全事故隐患的，由燃气管理部门责令限期改正，处1万元以上10万元以下罚款。", 10000, 100000, "燃气经营者未定期巡查、检测、维修燃气设施", 5),
    Matter("城市管理和综合执法局", "燃气经营", "城镇燃气管理条例 第四十六条", "违反本条例规定，燃气经营者有下列行为之一的，由燃气管理部门责令限期改正，处1万元以上10万元以下罚款", 10000, 100000, "燃气经营者未按规定向用户提供安全用气指导", 3),
    Matter("应急管理局", "安全生产", "安全生产法 第九十六条", "生产经营单位的其他负责人和安全生产管理人员未履行本法规定的安全生产管理职责的，责令限期改正，处一万元以上三万元以下的罚款", 10000, 30000, "安全生产管理人员未履行安全生产管理职责", 5),
    Matter("应急管理局", "从业人员权益", "安全生产法 第一百零六条", "生产经营单位与从业人员订立协议，免除或者减轻其对从业人员因生产安全事故伤亡依法应承担的责任的，该协议无效；对生产经营单位的主要负责人、个人经营的投资人处二万元以上十万元以下的罚款。", 20000, 100000, "与从业人员订立免责协议", 1),
    Matter("生态环境局", "噪声", "噪声污染防治法 第七十五条", "违反本法规定，无排污许可证或者超过噪声排放标准排放工业噪声的，由生态环境主管部门责令改正或者限制生产、停产整治，并处二万元以上二十万元以下的罚款", 20000, 200000, "超过噪声排放标准排放工业噪声", 2),
    Matter("生态环境局", "水污染", "水污染防治法 第八十二条", "违反本法规定，有下列行为之一的，由县级以上人民政府环境保护主管部门责令限期改正，处二万元以上二十万元以下的罚款", 20000, 200000, "未按照规定对所排放的水污染物自行监测", 2),
    Matter("生态环境局", "畜禽养殖", "固体废物污染环境防治法 第一百零七条", "从事畜禽规模养殖未及时收集、贮存、利用或者处置养殖过程中产生的畜禽粪污等固体废物的，由生态环境主管部门责令改正，可以处十万元以下的罚款", 0, 100000, "畜禽规模养殖未及时处置粪污", 3),
    Matter("农业农村局", "生产记录", "农产品质量安全法 第六十九条", "农产品生产企业、农民专业合作社、农业社会化服务组织未依照本法规定建立、保存农产品生产记录，或者伪造、变造农产品生产记录的，由县级以上地方人民政府农业农村主管部门责令限期改正；逾期不改正的，处二千元以上二万元以下罚款。", 2000, 20000, "未建立农产品生产记录，逾期不改正", 4),
    Matter("文化旅游广电体育局", "导游", "旅游法 第一百零二条", "违反本法规定，未取得导游证或者不具备领队条件而从事导游、领队活动的，由旅游主管部门责令改正，没收违法所得，并处一千元以上一万元以下罚款，予以公告。", 1000, 10000, "未取得导游证从事导游活动", 2),
    Matter("卫生健康委员会", "医师执业", "医师法 第五十七条", "违反本法规定，医师未按照注册的执业地点、执业类别、执业范围执业的，由县级以上人民政府卫生健康主管部门或者中医药主管部门责令改正，给予警告，没收违法所得，并处一万元以上三万元以下的罚款", 10000, 30000, "医师未按照注册的执业地点执业", 2),
    Matter("人力资源和社会保障局", "劳动保障监察", "劳动保障监察条例 第三十条", "有下列行为之一的，由劳动保障行政部门责令改正；对有第(一)项、第(二)项或者第(三)项规定的行为的，处2000元以上2万元以下的罚款", 2000, 20000, "拒不执行劳动保障行政部门的限期改正指令书", 3),
    Matter("公安局", "道路交通", "道路交通安全法 第九十条", "机动车驾驶人违反道路交通安全法律、法规关于道路通行规定的，处警告或者二十元以上二百元以下罚款。本法另有规定的，依照规定处罚。", 20, 200, "机动车违反规定停放", 0),
)  # fmt: skip
# Whoever stops a car writes on the spot; it has neither a benchmark of its own here nor a place among the ordinary cases.
ON_THE_SPOT = MATTERS[-1]
BENCHMARKED = MATTERS[:-1]
LISTS = (
    ("市场监督管理局", "轻微不罚"), ("市场监督管理局", "首违不罚"), ("消防救援支队", "首违不罚"), ("住房和城乡建设局", "轻微不罚"),
    ("住房和城乡建设局", "首违不罚"), ("城市管理和综合执法局", "轻微不罚"), ("城市管理和综合执法局", "首违不罚"), ("应急管理局", "首违不罚"),
    ("生态环境局", "轻微不罚"), ("农业农村局", "首违不罚"), ("文化旅游广电体育局", "首违不罚"), ("卫生健康委员会", "轻微不罚"),
    ("人力资源和社会保障局", "首违不罚"), ("公安局", "轻微不罚"),
)  # fmt: skip
PROFILES = {"市场监督管理局": "市场监管", "农业农村局": "农业农村", "住房和城乡建设局": "住房城乡建设"}

PROVISIONS = Sheet(
    "provisions.xlsx",
    "法律依据名册",
    "The provisions that punish, with their words.",
    (
        must("依据序号", "text", "unique; Y…"),
        must("单位编码", "code", "the department"),
        must("条款项", "text", "《法名》第N条"),
        must("效力层级", "word", "", ("法律", "行政法规")),
        must("条款性质", "word", "", ("罚则",)),
        must("原文", "text", "the words"),
        must("有效期起", "date", "from"),
    ),
)
ITEMS = Sheet(
    "power-items.xlsx",
    "执法事项清单",
    "One item for each provision, held by the department.",
    (
        must("事项编码", "text", "unique"),
        must("单位编码", "code", "the department"),
        must("事项名称", "text", "对……的处罚"),
        must("事项类型", "word", "", ("行政处罚",)),
        may("执法领域", "text", "field"),
        must("罚则依据序号", "text", "provisions.xlsx"),
        must("实施主体序号", "text", "bodies.xlsx"),
        must("有效期起", "date", "from"),
    ),
)
DEPARTMENT_OFFICERS = Sheet(
    "department-officers.xlsx",
    "市直部门执法人员名册",
    "Four officers of each department that punishes, the third a legal reviewer.",
    OFFICERS.columns,
)
DEPARTMENT_CERTIFICATES = Sheet(
    "department-certificates.xlsx", "市直部门执法证件台账", "All of them are certified.", CERTIFICATES.columns
)
BENCHMARKS = Sheet(
    "benchmarks.xlsx",
    "裁量基准文件台账",
    "Files that are being drafted: benchmarks and lists; benchmarks-published.xlsx brings the same rows on to their publication, once their items are in.",
    (
        must("文件序号", "text", "unique; J…"),
        must("单位编码", "code", "the department"),
        must("文件名称", "text", "title"),
        must("种类", "word", "", ("裁量基准", "轻微违法清单")),
        must("制定形式", "word", "", ("行政规范性文件",)),
        must("执法领域", "text", "field"),
        may("没有表格时的裁量带", "word", "", ("幅度的三成、四成、三成",)),
        must("起草日期", "date", "begun on"),
        may("征求意见情况", "text", "who was asked"),
        may("合法性审核意见书文号", "text", "number"),
        may("集体审议日期", "date", "on"),
        may("发文字号", "text", "number"),
        may("公布日期", "date", "on"),
        may("施行日期", "date", "on"),
        must("状态", "word", "", ("起草", "征求意见", "已公布")),
    ),
)
PUBLISHED = Sheet(
    "benchmarks-published.xlsx",
    BENCHMARKS.title,
    "The rows of benchmarks.xlsx with their publication; two drafts stay drafts.",
    BENCHMARKS.columns,
)
SCALE_ITEMS = Sheet(
    "scale-items.xlsx",
    "裁量基准事项台账",
    "The item of each benchmark, by the default bands of its range.",
    (
        must("事项序号", "text", "unique; K…"),
        must("单位编码", "code", "the department"),
        must("文件序号", "text", "benchmarks.xlsx"),
        must("序号", "int", "within the file"),
        must("违法行为", "text", "the violation"),
        must("执法事项编码", "text", "power-items.xlsx"),
        must("罚则依据序号", "text", "provisions.xlsx"),
        must("罚款的计算", "word", "", ("定额（元）",)),
        may("法定下限", "int", "元"),
        must("法定上限", "int", "元"),
        must("裁量模型", "word", "", ("默认裁量带",)),
        must("列入日期", "date", "on"),
        must("状态", "word", "", ("在编",)),
    ),
)
LENIENCIES = Sheet(
    "leniency-items.xlsx",
    "轻微违法清单",
    "The lines of each list.",
    (
        must("清单序号", "text", "unique; X…"),
        must("单位编码", "code", "the department"),
        must("文件序号", "text", "benchmarks.xlsx"),
        must("序号", "int", "within the file"),
        must("种类", "word", "", ("轻微不罚", "首违不罚")),
        must("违法行为", "text", "the violation"),
        must("适用条件", "text", "all of them, one a line"),
        may("“首次”回看的月数", "int", "months"),
        must("处理用语", "word", "", ("不予行政处罚", "可以不予行政处罚")),
    ),
)
SHEETS = (PROVISIONS, ITEMS, DEPARTMENT_OFFICERS, DEPARTMENT_CERTIFICATES, BENCHMARKS, SCALE_ITEMS, LENIENCIES, PUBLISHED)
CONDITIONS = {
    "轻微不罚": "违法行为轻微\n及时改正\n没有造成危害后果",
    "首违不罚": "初次违法\n危害后果轻微\n及时改正",
}


def department(city: City, name: str) -> UnitRow:
    return next(row for row in city.of_kind("department") if row.name.endswith(name))


@dataclass(frozen=True)
class Force:
    """A department that punishes: its unit, its body's key, its place among those whose officers are listed."""

    unit: UnitRow
    body: str
    place: int

    def officer(self, seat: int) -> str:
        """Two who handle cases, one who reviews them, one more."""
        return f"E9{self.place:02d}{seat}"


def forces(city: City) -> dict[str, Force]:
    """Department → what stands behind its cases; each department once, in the order of its first matter."""
    keys = {str(row["单位编码"]): str(row["主体序号"]) for row in bodies(city)}
    names = dict.fromkeys(matter.department for matter in MATTERS)
    found = ((name, department(city, name)) for name in names)
    return {name: Force(unit, keys[unit.code], place) for place, (name, unit) in enumerate(found)}


def quoted(citation: str) -> str:
    """As the platform writes a citation."""
    law, article = citation.split()
    return f"《{law}》{article}"


def provisions(city: City) -> Iterator[Row]:
    for order, matter in enumerate(MATTERS, start=1):
        yield {
            "依据序号": f"Y{order:03d}",
            "单位编码": department(city, matter.department).code,
            "条款项": quoted(matter.citation),
            "效力层级": "行政法规" if matter.citation.split()[0].endswith(("条例", "办法")) else "法律",
            "条款性质": "罚则",
            "原文": matter.text,
            "有效期起": city.plan.opened_on - timedelta(535),
        }


def item_code(order: int) -> str:
    return f"33{order:04d}000000"


def items(city: City) -> Iterator[Row]:
    held = forces(city)
    for order, matter in enumerate(MATTERS, start=1):
        force = held[matter.department]
        yield {
            "事项编码": item_code(order),
            "单位编码": force.unit.code,
            "事项名称": f"对{matter.violation}的处罚",
            "事项类型": "行政处罚",
            "执法领域": matter.field,
            "罚则依据序号": f"Y{order:03d}",
            "实施主体序号": force.body,
            "有效期起": city.plan.opened_on - timedelta(535),
        }


def officers(city: City) -> Iterator[Row]:
    rng, since = city.plan.chance("department officers"), city.plan.opened_on - timedelta(400)
    for force in forces(city).values():
        for seat in range(4):
            sex = rng.choice(SEXES)
            yield {
                "人员序号": force.officer(seat),
                "单位编码": force.unit.code,
                "姓名": person_name(rng, sex),
                "公民身份号码": citizen_number("990102", born_between(rng, 1968, 1996), 900 + force.place * 4 + seat, sex),
                "在岗情况": "在编在岗",
                "在岗情况自": since,
                "人员身份": "公务员",
                "学历": "本科",
                "法学学历": "是" if seat > 1 else "否",
                "法律职业资格证号": f"A2018990200{force.place:02d}{seat:02d}" if seat > 1 else None,
                "辅助人员": YES_NO[1],
            }


def certificates(city: City) -> Iterator[Row]:
    for order, row in enumerate(officers(city), start=1):
        applied = row["在岗情况自"] + timedelta(10)
        issued = applied + timedelta(30)
        yield {
            "证件序号": f"Z9{order:04d}",
            "人员序号": row["人员序号"],
            "证件种类": "国家统一行政执法证",
            "申领日期": applied,
            "公共法律知识成绩": 70 + order % 28,
            "专业法律知识成绩": 68 + order % 30,
            "证件编号": f"9909{order:08d}",
            "发证机关": ISSUER,
            "执法种类": "行政处罚、行政检查、行政强制",
            "执法区域": "莲城市",
            "发证日期": issued,
            "有效期至": issued.replace(year=issued.year + 5, day=min(issued.day, 28)),
        }


def files(city: City) -> Iterator[Row]:
    """21 benchmarks and 14 lists, and one draft of each that is not counted."""
    begun = city.plan.as_of - timedelta(160)
    for order, matter in enumerate(BENCHMARKED, start=1):
        title = f"莲城市{matter.department}{matter.field}领域行政处罚裁量基准"
        yield file_row(city, f"J{order:03d}", matter.department, title, "裁量基准", matter.field, begun)
    for order, (name, kind) in enumerate(LISTS, start=1):
        yield file_row(city, f"J{100 + order}", name, f"莲城市{name}{kind}事项清单", "轻微违法清单", kind, begun)
    yield file_row(city, "J201", "公安局", "莲城市公安局道路交通领域行政处罚裁量基准（草案）", "裁量基准", "道路交通", begun)
    yield file_row(city, "J202", "水利局", "莲城市水利局首违不罚事项清单（草案）", "轻微违法清单", "首违不罚", begun)


def file_row(city: City, key: str, name: str, title: str, kind: str, field: str, begun: date) -> Row:
    return {
        "文件序号": key,
        "单位编码": department(city, name).code,
        "文件名称": title,
        "种类": kind,
        "制定形式": "行政规范性文件",
        "执法领域": field,
        "没有表格时的裁量带": "幅度的三成、四成、三成" if kind == "裁量基准" else None,
        "起草日期": begun,
        "状态": "起草",
    }


PUBLISHED_AGO, UNTIL_IN_FORCE = 67, 22  # days


def effective_on(city: City) -> date:
    """From when the benchmarks and lists hold: the cases filed since then are weighed by them."""
    return city.plan.as_of - timedelta(PUBLISHED_AGO - UNTIL_IN_FORCE)


def published(city: City) -> Iterator[Row]:
    on = city.plan.as_of - timedelta(PUBLISHED_AGO)
    for order, row in enumerate(files(city), start=1):
        if row["文件序号"] in ("J201", "J202"):
            yield row
            continue
        short = str(row["文件名称"])[3:5]
        yield row | {
            "征求意见情况": "公开征求意见三十日，收到意见均已处理",
            "合法性审核意见书文号": f"莲司审〔{on.year}〕{order}号",
            "集体审议日期": on - timedelta(6),
            "发文字号": f"莲{short}规〔{on.year}〕{order}号",
            "公布日期": on,
            "施行日期": effective_on(city),
            "状态": "已公布",
        }


def scale_items(city: City) -> Iterator[Row]:
    for order, matter in enumerate(BENCHMARKED, start=1):
        yield {
            "事项序号": f"K{order:03d}",
            "单位编码": department(city, matter.department).code,
            "文件序号": f"J{order:03d}",
            "序号": 1,
            "违法行为": matter.violation,
            "执法事项编码": item_code(order),
            "罚则依据序号": f"Y{order:03d}",
            "罚款的计算": "定额（元）",
            "法定下限": matter.low or None,
            "法定上限": matter.high,
            "裁量模型": "默认裁量带",
            "列入日期": city.plan.as_of - timedelta(150),
            "状态": "在编",
        }


def leniencies(city: City) -> Iterator[Row]:
    serial = 0
    for order, (name, kind) in enumerate(LISTS, start=1):
        for seq, matter in enumerate((matter for matter in MATTERS if matter.department == name), start=1):
            serial += 1
            yield {
                "清单序号": f"X{serial:03d}",
                "单位编码": department(city, name).code,
                "文件序号": f"J{100 + order}",
                "序号": seq,
                "种类": kind,
                "违法行为": matter.violation,
                "适用条件": CONDITIONS[kind],
                "“首次”回看的月数": 24 if kind == "首违不罚" else None,
                "处理用语": "可以不予行政处罚" if kind == "首违不罚" else "不予行政处罚",
            }
