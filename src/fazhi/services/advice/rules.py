"""What the law leaves to the city: every default of advice that may be edited as 本市设定."""

from fazhi.kernel.law import CityRule

from .words import Item, Suggestion

TRIAGE_HOURS = CityRule(
    "advice.triage_hours",
    "咨询受理指派期限",
    4,
    "个工作小时",
    note="网络、来信咨询从收到起算，只计办公时间；窗口、电话、村居现场当场办理；人身危险的立即办理，不排队。",
)
RED_DAYS = CityRule("advice.red_days", "人身危险报警最迟日", 1, "日", note="从发现之日当日算起；应当立即报警，不排队。")
CLAIM_MINUTES = CityRule(
    "advice.claim_minutes", "值班领办时限", 60, "分钟", note="派给值班人员后满这一时间没有领办的，告知办事员并派给下一位。"
)
CHECK_DAYS = CityRule("advice.check_days", "利益冲突核查期限", 1, "个工作日")
SAME_VISIT_DAYS = CityRule("advice.same_visit_days", "当场咨询答复期限", 1, "个工作日")
NET_DAYS = CityRule("advice.net_days", "网络咨询答复期限", 2, "个工作日")
LETTER_DAYS = CityRule("advice.letter_days", "来信咨询答复期限", 7, "个工作日", note="有的市工作手册规定来信7个工作日内答复。")
ASK_AGAIN_DAYS = CityRule("advice.ask_again_days", "追问和回访期限", 15, "日", note="期满没有追问、回访的，自动办结。")
ASK_AGAIN_MOST = CityRule("advice.ask_again_most", "同一咨询追问次数上限", 3, "次")
REFER_DAYS = CityRule("advice.refer_days", "咨询转办期限", 1, "个工作日")
HEAR_DAYS = CityRule("advice.hear_days", "转办回音期限", 5, "个工作日", note="接收单位没有接收、退回的，到期提醒催办。")
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
REVIEW_EACH = CityRule("advice.review_each", "答复评查每人每月抽取数", 2, "件", note="不足的全部抽取。")
REVIEW_DAYS = CityRule("advice.review_days", "答复评查期限", 10, "个工作日")
OBJECT_DAYS = CityRule("advice.object_days", "评查异议期限", 3, "个工作日", note="答复人从评分的次日起算。")
RECHECK_DAYS = CityRule("advice.recheck_days", "评查异议复核期限", 5, "个工作日")
MEND_DAYS = CityRule("advice.mend_days", "评查更正期限", 5, "个工作日")
REVIEW_WEIGHTS = CityRule(
    "advice.review_weights",
    "答复评查评分标准",
    {Item.LAW: 40, Item.WHOLE: 25, Item.TOLD: 15, Item.PLAIN: 10, Item.KEPT: 10},
    "分",
    note="各项合计一百分；清单锁定时的标准用到这一批评完。",
    words=dict(Item.choices),
)
QA_REVIEW_DAYS = CityRule("advice.qa_review_days", "问答审核期限", 5, "个工作日")
QA_MONTHS = CityRule("advice.qa_months", "问答有效期", 12, "个月", note="期满自动停用，复核后可以重新启用。")
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
SERVICE_WORDS = CityRule(
    "advice.service_words",
    "去向提示词",
    {
        Suggestion.POLICE: "诈骗 被骗 报警 盗窃 偷了 抢劫 敲诈 传销 威胁 跟踪 家暴 家庭暴力 打人 殴打",
        Suggestion.MEDIATION: "邻居 楼上 楼下 漏水 噪音 噪声 宅基地 地界 通道 采光 彩礼 分家 赡养 借条 欠条 欠钱 不还 借钱 押金 物业 车位 宠物 狗 "
        "打架 赔偿 退货 退款 调解 车祸 交通事故 医疗事故",
        Suggestion.AID: "法律援助 法援 请不起律师 没钱请律师 没钱打官司 低保 特困 讨薪 农民工 欠薪 拖欠工资 赡养费 抚养费 抚恤金 家暴 家庭暴力 虐待 遗弃 "
        "见义勇为 工伤",
        Suggestion.RECONSIDERATION: "行政复议 复议 罚款 行政处罚 行政拘留 吊销 强拆 征收 征地 拆迁 不予许可 信息公开 行政机关 不作为 交警 城管 "
        "工伤认定 不予受理 没收",
        Suggestion.ARBITRATION: "仲裁 劳动合同 辞退 解雇 开除 加班费 试用期 竞业 经济补偿 年休假 社保 用人单位 工资 单位 人事争议",
        Suggestion.LITIGATION: "起诉 打官司 法院 上诉 立案 管辖 强制执行 离婚 撤销权 判决",
        Suggestion.NOTARY: "公证 遗嘱 委托书 赠与 出国 提存 证据保全 继承权",
        Suggestion.APPRAISAL: "鉴定 伤残等级 伤情 笔迹 亲子",
        Suggestion.HOTLINE: "路灯 停水 停电 垃圾 占道 公交 户口 身份证 社保卡 井盖 供暖 怎么办理 办事",
    },
    note="问题里有这些词的，提示可能的去向，只是提示，由接待人和咨询人决定；人身危险另按人身危险提示词，排在最前。",
    words=dict(Suggestion.choices),
)
