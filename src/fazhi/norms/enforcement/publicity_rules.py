"""By when it is published and uploaded, as the city has set it; the State Council's document is no law of the library."""

from fazhi.kernel.law import CityRule

SHORT_DAYS = CityRule(
    "enforcement.publicity_short",
    "行政处罚、行政许可公示期限",
    7,
    "个工作日",
    note="国办发〔2018〕118号第六条，从决定之日起算，不是送达之日。",
)
LONG_DAYS = CityRule("enforcement.publicity_long", "其他执法决定公示期限", 20, "个工作日", note="国办发〔2018〕118号第六条。")
ENTERPRISE_DAYS = CityRule(
    "enforcement.publicity_enterprise",
    "企业信用信息公示系统公示期限",
    20,
    "个工作日",
    note="企业信息公示暂行条例第六条、市场监督管理行政处罚信息公示规定第九条。",
)
SHOWN_MONTHS = CityRule(
    "enforcement.shown_months", "处罚信息公示满多久停止公示", 36, "个月", note="市场监督管理行政处罚信息公示规定第十三条。"
)
SHOWN_SHORT = CityRule(
    "enforcement.shown_short",
    "通报批评、较低数额罚款公示满多久停止公示",
    3,
    "个月",
    note="市场监督管理行政处罚信息公示规定第十三条。",
)
UPLOAD_HOURS = CityRule(
    "enforcement.upload_hours", "音像记录上传期限", 24, "小时", note="内蒙古三项制度办法第二十条；以本省规定为准。"
)
KEPT_YEARS = CityRule(
    "enforcement.recordings_kept", "音像记录最短保存年限", 2, "年", note="由省和部门规定；作为证据的随案卷保存。"
)
REPORT_DAYS = CityRule(
    "enforcement.report_days",
    "行政执法统计年报期限",
    31,
    "日",
    note="国办发〔2018〕118号第六条：每年1月31日前公开上年度行政执法总体情况有关数据，从上年12月31日起算。",
)
