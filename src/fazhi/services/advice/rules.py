"""What the law leaves to the city: every default of advice that may be edited as 本市设定."""

from fazhi.kernel.law import CityRule

TRIAGE_HOURS = CityRule(
    "advice.triage_hours",
    "咨询受理指派期限",
    4,
    "个工作小时",
    note="网络、来信咨询从收到起算，只计办公时间；窗口、电话、村居现场当场办理；人身危险的立即办理，不排队。",
)
RED_DAYS = CityRule("advice.red_days", "人身危险报警最迟日", 1, "日", note="从发现之日当日算起；应当立即报警，不排队。")
CHECK_DAYS = CityRule("advice.check_days", "利益冲突核查期限", 1, "个工作日")
SAME_VISIT_DAYS = CityRule("advice.same_visit_days", "当场咨询答复期限", 1, "个工作日")
NET_DAYS = CityRule("advice.net_days", "网络咨询答复期限", 2, "个工作日")
LETTER_DAYS = CityRule("advice.letter_days", "来信咨询答复期限", 7, "个工作日", note="有的市工作手册规定来信7个工作日内答复。")
ASK_AGAIN_DAYS = CityRule("advice.ask_again_days", "追问和回访期限", 15, "日", note="期满没有追问、回访的，自动办结。")
ASK_AGAIN_MOST = CityRule("advice.ask_again_most", "同一咨询追问次数上限", 3, "次")
REFER_DAYS = CityRule("advice.refer_days", "咨询转办期限", 1, "个工作日")
RETURNS_MOST = CityRule("advice.returns_most", "转办退回后由负责人决定的次数", 2, "次")
REPEAT_DAYS = CityRule(
    "advice.repeat_days", "重复咨询关联期间", 90, "日", note="同一咨询人就同类事项再次咨询，自动并入同一事项。"
)
EXPIRING_DAYS = CityRule(
    "advice.expiring_days", "时效将届提示天数", 30, "日", note="距时效或者期限届满不足这一天数的，按时效将届办理。"
)
CORRECT_DAYS = CityRule(
    "advice.correct_days", "更正告知期限", 3, "个工作日", note="发现答复引用的法条已经修订、答复有误的，核对并告知咨询人。"
)
CORRECT_WITHIN_DAYS = CityRule(
    "advice.correct_within_days", "更正告知回溯天数", 365, "日", note="只查这些天以内的答复；更早的答复，咨询人自行核对现行规定。"
)
FORGET_DAYS = CityRule("advice.forget_days", "对方信息保存天数", 30, "日", note="对方名称只用于利益冲突核查，办结满期后清除。")
PASS_SCORE = CityRule("advice.pass_score", "咨询质检合格分数", 80, "分")
QA_REVIEW_DAYS = CityRule("advice.qa_review_days", "问答审核期限", 5, "个工作日")
QA_MONTHS = CityRule("advice.qa_months", "问答有效期", 12, "个月", note="期满自动停止公开，复核后可以重新公开。")
SUGGEST_FROM = CityRule(
    "advice.suggest_from", "条文推荐所用法规集合", ["library"], note="法规库之外另行导入的语料，写上集合名称即可一并检索。"
)
DANGER_WORDS = CityRule(
    "advice.danger_words",
    "人身危险提示词",
    [
        "自杀",
        "轻生",
        "不想活",
        "跳楼",
        "喝农药",
        "正在打",
        "追打",
        "要杀",
        "砍死",
        "打死我",
        "拿刀",
        "被关起来",
        "虐待孩子",
        "猥亵",
    ],
    note="问题里出现其中一个词的，按人身危险办理：先报警，不排队。",
)
