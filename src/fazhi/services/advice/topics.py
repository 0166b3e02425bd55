"""Which topic a question is about, by the words in it; a person decides, this only fills in what was left blank."""

from .words import LegalField, Topic

# Narrow topics first: the first that holds a word of the question is taken.
WORDS = {
    Topic.FRAUD: "诈骗 刷单 网络赌博 电信网络",
    Topic.CHILDREN: "未成年人 校园欺凌 留守儿童 监护权 学校 幼儿园",
    Topic.AID: "法律援助 法援",
    Topic.MEDIATION: "人民调解 调解协议 调委会",
    Topic.RECONSIDERATION: "行政复议 复议",
    Topic.PENALTY: "行政处罚 罚款 治安处罚 拘留决定 行政拘留",
    Topic.WAGES: "农民工 包工头 拖欠工资 讨薪",
    Topic.INJURY: "工伤 职业病 劳动能力鉴定 工亡",
    Topic.LABOUR: "劳动 工资 加班 社保 辞退 解雇 用人单位 试用期 年休假 竞业",
    Topic.TRAFFIC: "交通事故 交通 酒驾 驾驶 车祸 机动车 肇事 交强险",
    Topic.MEDICAL: "医疗 医院 病历 手术 患者 医生",
    Topic.SUPPORT: "抚养 赡养 扶养 抚养费 探望",
    Topic.INHERITANCE: "继承 遗产 遗嘱 遗赠",
    Topic.FAMILY: "离婚 结婚 婚姻 彩礼 夫妻 家暴 家庭暴力 收养 配偶",
    Topic.LEASE: "租赁 租房 房东 承租 转租 租金",
    Topic.HOUSE: "购房 买房 房屋买卖 商品房 二手房 开发商 不动产 房产 过户",
    Topic.PROPERTY: "物业 业主 业委会",
    Topic.HOMESTEAD: "宅基地 农村建房",
    Topic.LAND: "土地承包 承包地 征地 土地 林地",
    Topic.NEIGHBOUR: "邻居 相邻 噪声 通行 采光 排水",
    Topic.LOAN: "借款 借条 欠条 借贷 利息 担保 抵押 欠钱 债务 保证人 质押 留置 债权",
    Topic.CONSUMER: "消费者 退货 假货 网购 商家 产品质量 食品 惩罚性赔偿",
    Topic.COMPANY: "公司 股东 股权 合伙 破产 法定代表人 商标 专利 著作权 企业 票据 保险",
    Topic.CRIME: "犯罪 刑事 判刑 盗窃 刑罚 缓刑 取保候审 嫌疑人 自首 减刑 故意伤害 量刑",
    Topic.PROCEDURE: "起诉 诉讼 管辖 上诉 执行 证据 仲裁 立案 法院 判决 时效",
    Topic.BODILY: "受伤 打伤 赔偿 侵权 损害",
    Topic.CONTRACT: "合同 定金 违约 订金 协议",
}
FIELDS = {
    Topic.PENALTY: LegalField.ADMINISTRATIVE,
    Topic.RECONSIDERATION: LegalField.ADMINISTRATIVE,
    Topic.FRAUD: LegalField.CRIMINAL,
    Topic.CRIME: LegalField.CRIMINAL,
}


def topic_of(question: str) -> Topic:
    """The topic whose words the question holds; 其他 where there is none."""
    return next((topic for topic, words in WORDS.items() if any(word in question for word in words.split())), Topic.OTHER)


def field_of(topic: str) -> LegalField:
    """The legal field under which a topic mostly falls."""
    return FIELDS.get(topic, LegalField.CIVIL)
