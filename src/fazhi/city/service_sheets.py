"""The columns of the ledgers of the service network."""

from fazhi.city.sheets import Sheet, may, must
from fazhi.city.words import YES_NO

LEVELS = ("市中心", "县中心", "乡镇站", "村室")
STATES = ("筹建", "开放", "撤销")

SITES = Sheet(
    "service-sites.xlsx",
    "公共法律服务平台名册",
    "Centres, stations and rooms of four levels; the rooms that were closed again or are not open yet do not count.",
    (
        must("平台序号", "text", "unique; S…"),
        must("平台编码", "text", "unique"),
        must("单位编码", "code", "who keeps it"),
        must("平台名称", "text", "name"),
        must("层级", "word", "", LEVELS),
        must("服务区划编码", "code", "whom it serves"),
        may("上级平台序号", "text", "the site above, further up"),
        must("地址", "text", "seat"),
        must("电话", "text", "invented"),
        must("开放时间", "text", "as on the door"),
        must("标识统一", "word", "", YES_NO),
        may("网络", "word", "", ("宽带", "4G", "弱网", "无")),
        must("登记日期", "date", "registered on"),
        may("启用日期", "date", "opened on"),
        may("撤销日期", "date", "closed on"),
        must("状态", "word", "", STATES),
    ),
)
ITEMS = Sheet(
    "service-items.xlsx",
    "公共法律服务事项清单",
    "What is provided, at which level, on which ground.",
    (
        must("事项编码", "text", "unique"),
        must("单位编码", "code", "the city"),
        must("事项名称", "text", "name"),
        must("类别", "word", ""),
        must("无偿", "word", "", YES_NO),
        may("收费说明", "text", "exactly for what is not free"),
        must("依据", "text", "法名 第N条"),
        may("办理时限（工作日）", "int", "working days"),
        must("提供层级", "words", "", LEVELS),
        must("有效期起", "date", "from"),
    ),
)
PROVIDERS = Sheet(
    "service-providers.xlsx",
    "公共法律服务人员名录",
    "The lawyers of people.xlsx with their licences; a few are suspended.",
    (
        must("执业证号", "text", "unique, 17 digits"),
        must("单位编码", "code", "the city"),
        must("姓名", "text", "name"),
        must("类别", "word", "", ("律师",)),
        must("执业机构", "text", "the firm"),
        may("平台工号", "text", "people.xlsx"),
        may("专长", "text", "what the lawyer is good at"),
        must("执业状态", "word", "", ("执业", "暂停执业")),
        may("最近年度考核日期", "date", "checked on"),
    ),
)
CONTRACTS = Sheet(
    "adviser-contracts.xlsx",
    "村（居）法律顾问合同台账",
    "One contract a village for the two years shown; a few villages have none.",
    (
        must("合同序号", "text", "unique; G…"),
        must("村（社区）编码", "code", "the village"),
        must("执业证号", "text", "service-providers.xlsx"),
        must("合同号", "text", "number"),
        must("合同起", "date", "from"),
        must("合同止", "date", "last day"),
        must("经费来源", "word", "", ("财政购买", "公益", "村自筹")),
        may("合同费用", "money", "元"),
        must("上墙公示", "word", "", YES_NO),
        must("已建微信群", "word", "", YES_NO),
        must("登记日期", "date", "entered on"),
        must("状态", "word", "", ("待生效", "履行中", "已终了")),
    ),
)
LOGS = Sheet(
    "adviser-logs.xlsx",
    "村（居）法律顾问服务日志",
    "Visits of the last two months shown; about 3% the village has not confirmed.",
    (
        must("日志序号", "text", "unique; R…"),
        must("村（社区）编码", "code", "the village"),
        must("合同序号", "text", "adviser-contracts.xlsx"),
        must("服务日期", "date", "on"),
        must("方式", "word", "", ("现场", "电话", "微信", "视频")),
        must("工时（小时）", "money", "hours"),
        must("服务内容", "words", ""),
        must("受益人数", "int", "people"),
        must("摘要", "text", "in short, no names"),
        must("登记日期", "date", "entered on"),
        may("确认日期", "date", "confirmed on"),
        must("状态", "word", "", ("待村（居）确认", "已确认")),
    ),
)
DUTIES = Sheet(
    "duties.xlsx",
    "值班台账",
    "Duties at the centres of the city and the counties on the last working days shown; about 3% nobody came.",
    (
        must("值班序号", "text", "unique; V…"),
        must("单位编码", "code", "who keeps the site"),
        must("平台序号", "text", "service-sites.xlsx"),
        must("值班日期", "date", "on"),
        must("时段", "word", "", ("上午", "下午")),
        must("执业证号", "text", "service-providers.xlsx"),
        must("排班日期", "date", "planned on"),
        may("签到时间", "datetime", "came at"),
        may("签到方式", "word", "", ("扫码", "窗口确认")),
        may("签退时间", "datetime", "left at"),
        may("接待数", "int", "visitors"),
        may("值班日志", "text", "in short, no names"),
        must("状态", "word", "", ("已值班", "缺岗")),
    ),
)
RECEPTIONS = Sheet(
    "receptions.xlsx",
    "来访登记台账",
    "Visitors of this year by the site that received them; a few of the last days are still open.",
    (
        must("来访序号", "text", "unique; F…"),
        must("单位编码", "code", "who keeps the site"),
        must("平台序号", "text", "service-sites.xlsx"),
        must("来访日期", "date", "came on"),
        must("匿名", "word", "", YES_NO),
        may("来访人", "text", "blank when anonymous"),
        may("联系电话", "text", "11 digits, 1540…"),
        may("特殊群体", "words", ""),
        must("事项类别", "word", ""),
        must("来访事由", "text", "what about"),
        may("去向", "word", ""),
        may("答复", "text", "answer"),
        may("引用法条", "text", "法名 第N条"),
        may("转办单位编码", "code", "handed on to"),
        may("来访人同意", "word", "", YES_NO),
        may("办理结果", "text", "result"),
        may("办结日期", "date", "closed on"),
        may("评价", "word", ""),
        must("状态", "word", "", ("待接待", "已转办", "已办结")),
    ),
)
SHEETS = (SITES, ITEMS, PROVIDERS, CONTRACTS, LOGS, DUTIES, RECEPTIONS)
