"""What the law leaves to the city: every default of mediation that may be edited as 本市设定."""

from fazhi.kernel.law import CityRule

from .words import Difficulty, DisputeKind, Grade, Risk, Signal

ACCEPT_DAYS = CityRule(
    "mediation.accept_days", "调解申请受理期限", 3, "个工作日", note="法律没有规定；法院委派案件另按在线调解规则。"
)
START_DAYS = CityRule("mediation.start_days", "确定调解员期限", 2, "个工作日")
GENERAL_MONTHS = CityRule(
    "mediation.general_months", "一般纠纷调解期限", 1, "个月", note="人民调解法没有规定期限；经各方同意可以延长。"
)
LEAD_DAYS = CityRule("mediation.lead_days", "排查线索处置期限", 1, "个工作日")
FOLLOW_UP_DAYS = CityRule("mediation.follow_up_days", "调解回访期限", 30, "日", note="一般在结果之后15日至30日内回访。")
ARCHIVE_DAYS = CityRule("mediation.archive_days", "调解卷宗归档期限", 30, "日")
FILING_DAYS = CityRule(
    "mediation.filing_days", "调委会设立备案期限", 30, "个工作日", note="医疗纠纷人民调解委员会依条例为30个工作日。"
)
TELL_COURT_DAYS = CityRule("mediation.tell_court_days", "调委会变动通报法院期限", 15, "日", note="人民调解法只说“及时”。")
MINUTES_DAYS = CityRule("mediation.minutes_days", "联席会议纪要印发期限", 5, "个工作日")
DECISION_LAST_DAY = CityRule(
    "mediation.decision_last_day", "联席会议议定事项最迟日", 1, "日", note="从会议议定的期限的前一日起算，到议定的那一日为止。"
)
NOTICE_DAYS = CityRule("mediation.notice_days", "补贴公示期限", 5, "个工作日")
PURGE_DAYS = CityRule("mediation.purge_days", "预警解除后个人信息保留期限", 30, "日")
COMPLAINT_DAYS = CityRule("mediation.complaint_days", "调解投诉办理期限", 15, "日")
ALERT_ANSWER_DAYS = CityRule("mediation.alert_answer_days", "风险预警处置反馈期限", 5, "日")
ALERT_DAYS = CityRule(
    "mediation.alert_days",
    "风险预警通报期限",
    {"red": 1, "orange": 1, "yellow": 2, "blue": 7},
    note="从发出预警当日算起：1 为当日，2 为次日；红色应当立即、橙色应当当日通报，黄色二十四小时内上门。",
    words=dict(Risk.choices),
)

SAME_DISPUTE_MONTHS = CityRule(
    "mediation.same_dispute_months", "同一纠纷关联期间", 12, "个月", note="同样当事人、同类纠纷在期间内再次登记，自动关联首案。"
)
SPOKESMEN_MOST = CityRule(
    "mediation.spokesmen_most",
    "每一方推选代表人上限",
    5,
    "人",
    note="法律没有规定；走访信访的代表人不超过五人（信访工作条例 第二十条第三款）。",
)
REPORT_PEOPLE = CityRule(
    "mediation.report_people", "须报告的涉及人数", 10, "人", note="超过这一人数按重大纠纷办理，并在两小时内报告县级司法行政机关。"
)
REPORT_HOURS = CityRule("mediation.report_hours", "重大纠纷报告时限", 2, "小时", note="从知道之时起算，不分昼夜和节假日。")
DIFFICULTY = CityRule(
    "mediation.difficulty",
    "难易程度划分标准",
    {"major_people": 30, "major_amount": 500_000, "hard_people": 10, "hard_amount": 100_000, "hard_sessions": 3},
    note="人数、金额（元）、调解次数达到即为重大或者疑难复杂。",
    words={
        "major_people": "重大：人数",
        "major_amount": "重大：金额（元）",
        "hard_people": "疑难复杂：人数",
        "hard_amount": "疑难复杂：金额（元）",
        "hard_sessions": "疑难复杂：调解次数",
    },
)
RISK_WEIGHTS = CityRule(
    "mediation.risk_weights",
    "民转刑风险信号权重",
    {
        "threat": 25,
        "weapon": 40,
        "police_twice": 20,
        "domestic": 25,
        "mental": 15,
        "drink_debt": 10,
        "love_custody": 15,
        "shoving": 10,
        "failed_twice": 10,
        "broken_word": 10,
        "isolated": 10,
        "released": 10,
    },
    note="只作提示，由人判断；分数须可解释。",
    words=dict(Signal.choices),
)
RISK_LEVELS = CityRule(
    "mediation.risk_levels", "民转刑风险分级分数", {"red": 60, "orange": 40, "yellow": 20}, words=dict(Risk.choices)
)

SUBSIDY_RATES = CityRule(
    "mediation.subsidy_rates",
    "以案定补标准",
    {"simple": 100, "ordinary": 200, "hard": 400, "major": 800},
    "元/件",
    note="按难易程度；修改自新的日期起适用。",
    words=dict(Difficulty.choices),
)
ORAL_PERCENT = CityRule("mediation.oral_percent", "口头协议补贴比例", 50, "%")
GRADE_PERCENT = CityRule(
    "mediation.grade_percent",
    "按调解员等级调整的补贴比例",
    {"0": 100, "1": 100, "2": 100, "3": 100, "4": 100, "": 100},
    "%",
    note="有的市按等级上浮；100 表示不调整。",
    words={**dict(Grade.choices), "": "没有等级"},
)
FAILED_PERCENT = CityRule(
    "mediation.failed_percent", "调解未成但固定证据的补贴比例", 0, "%", note="有的地方对有效的失败调解也给予补贴。"
)
BONUS_MOST = CityRule("mediation.bonus_most", "以案定补加补上限", 500, "元/件")
SAMPLE_PERCENT = CityRule("mediation.sample_percent", "补贴抽查比例", 10, "%")
ORAL_SHARE_MOST = CityRule("mediation.oral_share_most", "调解员口头协议占比上限", 30, "%")
BURST_CASES = CityRule("mediation.burst_cases", "同日集中办结疑点件数", 5, "件")
NIGHT_HOURS = CityRule("mediation.night_hours", "夜间录入时段", ["22:00", "06:00"])
SAME_PHONE_CASES = CityRule("mediation.same_phone_cases", "同一电话疑点件数", 3, "件")
GRADE_CONDITIONS = CityRule(
    "mediation.grade_conditions",
    "调解员等级评定条件",
    {"4": {"years": 2, "cases": 50, "success_least": 85, "oral_most": 30, "escalated_most": 0, "hours_least": 16}},
    note="键为等级（0 特级至 4 四级）；各地条件不同，其他等级由本市补充。满足条件的，仍由评定单位评定。",
)
KIND_WORDS = CityRule(
    "mediation.kind_words",
    "纠纷类型提示词",
    {
        DisputeKind.FAMILY: "离婚 夫妻 丈夫 妻子 老公 老婆 婚姻 结婚 彩礼 婆婆 儿媳 家暴 抚养 赡养 养老 遗产 继承 遗嘱 兄弟 姐妹 分家 婚后 子女",
        DisputeKind.NEIGHBOUR: "邻居 邻里 相邻 楼上 楼下 隔壁 漏水 渗水 噪音 吵闹 采光 排水 通道 围墙 树枝 空调外机 宠物 养狗 广场舞",
        DisputeKind.HOUSING: "宅基地 建房 翻建 房屋产权 房产 房屋买卖 房东 承租 租房 租客 租赁 租金 退租 押金 购房 商品房 开发商 房产证 过户 中介",
        DisputeKind.CONTRACT: "借款 借条 欠条 欠款 借钱 还款 债务 债权 货款 违约 担保 利息 工程款 定金 合同约定",
        DisputeKind.BUSINESS: "公司经营 股东 股权 股份 合伙 经营权 分红 加盟 法定代表人 门店经营 企业经营 供应商 厂房 散伙",
        DisputeKind.DAMAGE: "打伤 打架 殴打 斗殴 受伤 伤害 摔伤 骨折 人身损害 学校 学生 老师 幼儿园 校园 同学 派出所 轻微伤 溺水 侵权",
        DisputeKind.LAND: "山林 林地 林权 承包地 土地承包 耕地 农田 流转 田埂 地界 水库 自留地 村民小组",
        DisputeKind.EXPROPRIATION: "征地 拆迁 征收 安置房 拆迁款 补偿款 青苗",
        DisputeKind.ENVIRONMENT: "污染 污水 废水 臭气 异味 恶臭 粉尘 油烟 排污 养殖场 废气 扬尘 环保",
        DisputeKind.WAGES: "农民工 包工头 民工 讨薪 工地工资 拖欠农民工工资",
        DisputeKind.LABOUR: "劳动合同 工伤 加班 辞退 社保 用人单位 劳动关系 工资 员工 打工 上班 经济补偿 解除劳动 职工 务工",
        DisputeKind.TRAVEL: "旅游 旅行社 导游 跟团 游客 景区 旅行",
        DisputeKind.ONLINE_TRADE: "网购 网店 淘宝 直播间 快递 电商 线上下单 平台退款",
        DisputeKind.CONSUMER: "消费者 退货 退款 商家 假货 办卡 会员卡 预付 充值 健身房 美容 培训班 质量问题 三倍赔偿",
        DisputeKind.MEDICAL: "医院 手术 医疗 患者 诊断 病历 医生 卫生院 治疗 诊所 误诊 住院 尸检",
        DisputeKind.TRAFFIC: "交通事故 车祸 追尾 肇事 交警 轿车 货车 电动车 撞倒 交强险 驾驶 机动车 摩托车 事故认定",
        DisputeKind.PROPERTY_SERVICE: "物业 业主 物业费 业委会 停车位 小区公共",
        DisputeKind.INTELLECTUAL: "商标 专利 著作权 版权 盗版 商业秘密",
        DisputeKind.INTERNET: "网络侵权 网暴 微博 朋友圈 账号 网络游戏 网络服务",
    },
    note="登记时按案情中的词提示类型，只是提示，由登记人决定。",
    words=dict(DisputeKind.choices),
)
