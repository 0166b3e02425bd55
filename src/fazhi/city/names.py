"""Made-up names of people, places and firms, and numbers that no real person can have."""

from datetime import date
from random import Random

from fazhi.kernel.records.credit_codes import ALPHABET, check_character

SURNAMES = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏"
    "韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤"
)
COMPOUND = ("欧阳", "上官", "司马", "诸葛")
BOYS = "伟强磊军勇杰涛明超刚平辉鹏华飞鑫波斌宇浩凯健俊帆帅旭宁龙林国志建文海光荣庆德贵正才福生根祥兴"
GIRLS = "芳娜敏静丽艳娟霞秀英玲燕红梅兰凤洁云萍莉桂香月珍翠雪琴慧莹倩婷颖丹莲菊荷满妹淑惠君"
RARE = ("䶮", "𠮷", "㛃", "堃", "淼", "翀", "燊", "䲮")
RARE_SHARE = 0.004

PLACE_HEADS = "荷石青白金银龙凤松竹梅桂杨柳樟枫桃李杏茶桐柏泉清云双三五七八大小上下东西南北高长新古红黄紫玉铜铁沙板马牛鹤雁仙和"
PLACE_TAILS = "塘溪冲坪岭桥湾坝坳垅渡井庙山田园铺台屋源峰洞口坡"

FIRM_WORDS = (
    "恒信",
    "正言",
    "明理",
    "衡山",
    "湘莲",
    "天平",
    "至诚",
    "方圆",
    "公允",
    "同心",
    "守正",
    "弘毅",
    "德衡",
    "明镜",
    "青荷",
    "莲心",
)
TRADE_WORDS = (
    "荷香",
    "莲盛",
    "宏远",
    "鑫达",
    "永昌",
    "瑞丰",
    "顺达",
    "华泰",
    "金芦",
    "绿源",
    "新塘",
    "盛世",
    "佳宜",
    "惠民",
    "腾飞",
    "兴隆",
)
WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
CHECKS = "10X98765432"


def person_name(rng: Random, sex: str) -> str:
    pool = BOYS if sex == "男" else GIRLS
    surname = rng.choice(COMPOUND) if rng.random() < 0.006 else SURNAMES[int(len(SURNAMES) * rng.random() ** 1.7)]
    if rng.random() < RARE_SHARE:
        return surname + rng.choice(RARE)
    return surname + "".join(rng.sample(pool, 2 if rng.random() < 0.82 else 1))


def surname_of(name: str) -> str:
    return next((compound for compound in COMPOUND if name.startswith(compound)), name[0])


def polite(name: str, sex: str) -> str:
    return surname_of(name) + ("先生" if sex == "男" else "女士")


def check_digit(first17: str) -> str:
    """GB 11643: the weighted sum modulo 11."""
    return CHECKS[sum(int(digit) * weight for digit, weight in zip(first17, WEIGHTS, strict=True)) % 11]


def citizen_number(division: str, born: date, serial: int, sex: str) -> str:
    """Division 9901xx has been given to no place; the serial's parity tells the sex."""
    order = serial % 499 * 2 + (1 if sex == "男" else 2)
    first17 = f"{division}{born:%Y%m%d}{order:03d}"
    return first17 + check_digit(first17)


def born_between(rng: Random, first: int, last: int) -> date:
    return date(rng.randint(first, last), rng.randint(1, 12), rng.randint(1, 28))


def phone(rng: Random) -> str:
    """The numbers 154… have been allotted to no operator."""
    return f"1540{rng.randrange(10_000_000):07d}"


def credit_code(rng: Random, division: str) -> str:
    first17 = "91" + division + "".join(rng.choices(ALPHABET, k=9))
    return first17 + check_character(first17)


def organ_code(unit_code: str) -> str:
    """The credit code of an organ: 11, and what its unit's code tells."""
    first17 = "11990100" + unit_code[-9:]
    return first17 + check_character(first17)


def company_name(rng: Random, county: str, trade: str) -> str:
    return f"{county}{rng.choice(TRADE_WORDS)}{trade}"


def place_names(rng: Random) -> list[str]:
    """Every pair of head and tail once, in the seed's order."""
    pairs = [head + tail for head in PLACE_HEADS for tail in PLACE_TAILS if head != tail]
    rng.shuffle(pairs)
    return pairs


def firm_names(rng: Random, how_many: int) -> list[str]:
    pairs = [first + second for first in FIRM_WORDS for second in ("", "联合", "致远", "三和") if first not in second]
    return [f"湖莲{pair}律师事务所" for pair in rng.sample(pairs, how_many)]
