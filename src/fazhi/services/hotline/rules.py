"""What the law leaves to the city on the hotline: every default may be edited as 本市设定."""

from fazhi.kernel.law import CityRule

DISPATCH_HOURS = CityRule("hotline.dispatch_hours", "工单派单期限", 1, "个工作小时")
URGENT_DISPATCH_HOURS = CityRule(
    "hotline.urgent_dispatch_hours", "紧急、特急工单派单期限", 1, "小时", note="应当立即派单；不分昼夜。"
)
SIGN_HOURS = CityRule("hotline.sign_hours", "工单签收期限", 4, "个工作小时")
DECIDE_DAYS = CityRule("hotline.decide_days", "退单争议裁定期限", 1, "个工作日")
REPLY_DAYS = CityRule(
    "hotline.reply_days", "工单办理期限", 5, "个工作日", note="有的市热线条例规定五个工作日，办不完的说明理由和计划。"
)
URGENT_REPLY_HOURS = CityRule("hotline.urgent_reply_hours", "紧急工单办理期限", 24, "小时")
MOST_URGENT_REPLY_HOURS = CityRule("hotline.most_urgent_reply_hours", "特急工单办理期限", 2, "小时")
AUDIT_DAYS = CityRule("hotline.audit_days", "工单回复审核期限", 1, "个工作日")
CALLBACK_DAYS = CityRule("hotline.callback_days", "工单回访期限", 3, "个工作日")
REDO_MOST = CityRule("hotline.redo_most", "不满意重办次数上限", 2, "次", note="再不满意的，由热线管理人员决定。")
REPEAT_DAYS = CityRule("hotline.repeat_days", "重复来电关联期间", 30, "日")
SOLVED_DAYS = CityRule("hotline.solved_days", "一次解决率的观察期间", 15, "日")
SHORT_SECONDS = CityRule("hotline.short_seconds", "振铃即挂的秒数", 5, "秒", note="放弃而等待不足这么多秒的，不计入接通率分母。")
PICK_UP_SECONDS = CityRule("hotline.pick_up_seconds", "接起时限", 15, "秒")
WRAP_UP_DAYS = CityRule("hotline.wrap_up_days", "话务单整理期限", 1, "个工作日")
RECORDING_MONTHS = CityRule(
    "hotline.recording_months", "通话录音保存期限", 12, "个月", note="期满列入待销毁清单，由热线管理人员确认后销毁；校验值留存。"
)
RECORDING_TIED_MONTHS = CityRule(
    "hotline.recording_tied_months", "有工单、险情、不满意评价的通话录音保存期限", 36, "个月", note="期满以前自动延长一次。"
)
LISTENING_MINUTES = CityRule(
    "hotline.listening_minutes", "写明用途后可以听录音的时间", 60, "分钟", note="过了这段时间再听，重新写明用途。"
)
QUALITY_SHARE = CityRule("hotline.quality_share", "话务质检随机抽样比例", 5, "%", note="不满意、有险情和新人的来电另外全部质检。")
CHECK_DAYS = CityRule("hotline.check_days", "抽中来电的质检期限", 10, "个工作日")
NEW_DAYS = CityRule("hotline.new_days", "新坐席的质检期间", 30, "日", note="第一次上线以后这么多日内接的电话都质检。")
COOPERATE_DAYS = CityRule("hotline.cooperate_days", "协作函回复期限", 5, "个工作日")
REPORT_DAYS = CityRule("hotline.report_days", "热线月度研判报告期限", 5, "个工作日", note="从次月第一天起算。")
CLUSTER_CALLS = CityRule(
    "hotline.cluster_calls",
    "群体性苗头的来电数",
    5,
    "人",
    note="一个月内同一乡镇（街道）同一类事项有这么多不同主叫的，列入研判报告。",
)
PASS_SCORE = CityRule("hotline.pass_score", "话务质检合格分数", 80, "分")
FLAG_DAYS = CityRule("hotline.flag_days", "来电标记有效期", 90, "日")
DANGER_WORDS = CityRule(
    "hotline.danger_words",
    "热线人身危险提示词",
    ["自杀", "轻生", "不想活", "跳楼", "喝农药", "正在打", "追打", "追着打", "要杀", "拿刀", "被关起来", "虐待孩子", "猥亵"],
)
