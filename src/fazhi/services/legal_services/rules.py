"""What the law leaves to the city in the network of services: every default may be edited as 本市设定."""

from fazhi.kernel.law import CityRule

CONFIRM_DAYS = CityRule(
    "legal_services.confirm_days", "值班确认应当提前的天数", 1, "日", note="值班律师提前确认；以本市值班规定为准。"
)
VISIT_DAYS = CityRule("legal_services.visit_days", "来访当日接待", 1, "日", note="现场来访、预约来访都从来访当日起算。")
ARRIVAL_DAYS = CityRule("legal_services.arrival_days", "值班当日签到", 1, "日", note="当日没有签到的，次日零时记为缺岗。")
USE_MONTHS = CityRule(
    "legal_services.use_months", "平台使用情况核查间隔", 3, "个月", note="期间没有来访、也没有顾问到村的，记为空转。"
)
LATE_MINUTES = CityRule("legal_services.late_minutes", "值班签到迟到的宽限", 15, "分钟")
ADVISER_HOURS = CityRule(
    "legal_services.adviser_hours", "村（居）法律顾问一天工时上限", 12, "小时", note="同一人在所有村（居）合计。"
)
LOG_DAYS = CityRule("legal_services.log_days", "服务日志补记期限", 30, "日", note="超过的，须经负责人批准才计入。")
TRANSFER_DAYS = CityRule("legal_services.transfer_days", "来访转办接收期限", 1, "个工作日")
RETURNS_MOST = CityRule("legal_services.returns_most", "来访转办退回后由中心负责人决定的次数", 2, "次")
COMPLAINT_DAYS = CityRule("legal_services.complaint_days", "服务投诉答复期限", 15, "日")
CONFIRM_LOG_DAYS = CityRule("legal_services.confirm_log_days", "村（居）确认服务日志的期限", 7, "个工作日")
VISITS_A_MONTH = CityRule(
    "legal_services.visits_a_month", "村（居）法律顾问每月到村最低次数", 1, "次", note="合同可以约定更多；偏远村可以另行约定。"
)
LECTURES_A_QUARTER = CityRule("legal_services.lectures_a_quarter", "村（居）法律顾问每季讲座最低次数", 1, "次")
REGISTER_DAYS = CityRule(
    "legal_services.register_days",
    "服务人员名录年度核对期限",
    90,
    "日",
    note="每年年度考核以后把名录导入一次；从上一年结束起算。",
)
HOURS_OF_SLOTS = CityRule(
    "legal_services.hours_of_slots",
    "值班时段的起止",
    {"morning": "09:00-12:00", "afternoon": "13:30-17:00", "night": "19:00-21:00", "standby": "00:00-23:59"},
)
