"""The fixed map of 莲城市: five counties, seventy townships, how busy each is, and the bodies that sit there."""
# ruff: noqa: E501  wording and place names: one thing a line

CITY = "莲城市"
CITY_SHORT = "莲城"

# Township and its share of the city's disputes.
COUNTIES = {
    "荷塘区": "荷花街道:191 荷园街道:146 莲心街道:280 藕香街道:125 新塘街道:249 白荷街道:203 东塘街道:121 西塘街道:241 芙蓉街道:115 月塘街道:222 "
    "听雨镇:124 映日镇:129",
    "菱湖区": "菱角街道:147 湖滨街道:221 采菱街道:93 镜湖街道:111 柳堤街道:185 渔歌街道:243 水云街道:176 湖心街道:143 南浦街道:248 鹭洲镇:79 平湖镇:227",
    "莲溪县": "溪口镇:100 莲台镇:79 石桥镇:75 青石镇:103 枫林镇:177 大坪乡:84 双溪镇:143 云岭镇:151 竹山乡:112 茶亭镇:138 龙潭镇:67 柏树乡:66 黄土乡:88 "
    "三江镇:157 古渡镇:120 杨家乡:104 长岭镇:143 花桥镇:124",
    "芦洲县": "芦花镇:84 沙洲镇:142 渡口镇:130 江埠镇:76 蒲草乡:115 雁落乡:110 苇塘镇:151 新洲镇:134 堤头镇:81 洲尾镇:164 柳林乡:61 鱼口镇:97 枣园镇:137 "
    "河东乡:65 河西乡:105",
    "青荷市": "城关街道:45 青莲街道:112 白石镇:122 南门街道:102 北桥街道:134 梅岭镇:74 桃源镇:115 桑园镇:104 清溪镇:102 油坪乡:89 麻石镇:130 汤泉镇:141 "
    "银山镇:91 铜冲乡:111",
}
# Disputes that end without an agreement, and the amounts agreed (万元): each county's share.
FAILED = {"荷塘区": 57.9, "菱湖区": 52.4, "莲溪县": 56.9, "芦洲县": 62.8, "青荷市": 45.6}
AMOUNTS = {"荷塘区": 2418.6, "菱湖区": 2206.4, "莲溪县": 1990.7, "芦洲县": 1634.2, "青荷市": 1426.4}

VILLAGES = 1_010
# A township that became a town, and a village merged into its neighbour, both in the first of the two years.
RENAMED, FORMER_NAME = "银山镇", "银山乡"
MERGING_TOWN = "云岭镇"

SECTORS = {
    "医疗": ("医疗纠纷", "医调", "卫生健康局"),
    "道路交通": ("道路交通事故纠纷", "交调", "公安局交通警察大队"),
    "物业": ("物业纠纷", "物调", "住房和城乡建设局"),
    "劳动": ("劳动争议", "劳调", "人力资源和社会保障局"),
    "商会": ("商会", "商调", "工商业联合会"),
    "消费": ("消费纠纷", "消调", "消费者权益保护委员会"),
    "婚姻家庭": ("婚姻家庭纠纷", "婚调", "妇女联合会"),
    "诉调对接": ("诉调对接", "诉调", "人民法院"),
}
CITY_SECTORS = {**SECTORS, "知识产权": ("知识产权纠纷", "知调", "市场监督管理局")}
FIRMS = 35

DEPARTMENTS = (
    "发展和改革委员会",
    "教育局",
    "科学技术局",
    "工业和信息化局",
    "公安局",
    "民政局",
    "财政局",
    "人力资源和社会保障局",
    "自然资源和规划局",
    "生态环境局",
    "住房和城乡建设局",
    "城市管理和综合执法局",
    "交通运输局",
    "水利局",
    "农业农村局",
    "林业局",
    "商务局",
    "文化旅游广电体育局",
    "卫生健康委员会",
    "应急管理局",
    "审计局",
    "市场监督管理局",
    "统计局",
    "医疗保障局",
    "退役军人事务局",
    "人民防空办公室",
    "粮食和物资储备局",
    "档案局",
    "消防救援支队",
    "烟草专卖局",
    "气象局",
    "税务局",
)


def townships() -> list[tuple[str, str, int]]:
    """(county, township, weight) in the order of the codes."""
    return [
        (county, name, int(weight))
        for county, line in COUNTIES.items()
        for name, weight in (word.split(":") for word in line.split())
    ]


def is_urban(township: str) -> bool:
    return township.endswith("街道")


def bare(name: str) -> str:
    """荷花街道 → 荷花, 荷塘区 → 荷塘."""
    return name.removesuffix("街道") if is_urban(name) else name[:-1]
