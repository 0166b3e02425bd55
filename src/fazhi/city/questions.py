"""The consultation ledger: contacts at windows, by telephone, on the net and in villages, with their answers."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from random import Random

from fazhi.city import topics
from fazhi.city import words as w
from fazhi.city.casework import Office
from fazhi.city.docket import drawn_village
from fazhi.city.names import born_between, person_name, phone, polite, surname_of
from fazhi.city.people import Row
from fazhi.city.topics import Line, Topic
from fazhi.city.tree import UnitRow
from fazhi.city.windows import CONSULTATIONS_A_YEAR, Year

CHANNEL_WEIGHTS = (38, 14, 8, 16, 7, 14, 1, 2)
NET = ("网站", "小程序/公众号", "微信群", "视频")
FACE_TO_FACE = ("窗口", "村居现场")
AT_ONCE = (*FACE_TO_FACE, "电话")  # so that nobody is assigned
AGAIN_SHARE = 0.025
UNANSWERED_SHARE = 0.032
ASKED_BACK, HAND_OVER = 0.82, 0.055
RATING_WEIGHTS = (50, 33, 6, 1.2, 0.4, 27)
EVENING = time(17, 40)

VERSION = re.compile(r"\(\d{4}-\d\d-\d\d\)")


@dataclass(frozen=True)
class Contact:
    """One contact before it is numbered; `earlier` is its place among the contacts it repeats."""

    asked: datetime
    village: UnitRow
    topic: Topic
    line: Line
    fate: str
    again: "Contact | None" = None


def consultations(office: Office, year: Year) -> Iterator[Row]:
    """Exactly the year's share of answered contacts, and about three in a hundred that were not answered."""
    rng = office.plan.chance("consultations", year.first.year)
    contacts = sorted(contacts_of(office, year, rng), key=lambda contact: contact.asked)
    numbers: dict[int, str] = {}
    people: dict[int, Row] = {}
    for order, contact in enumerate(contacts, start=1):
        first = contact.again or contact
        own = office.plan.chance("consultation", year.first.year, order)
        numbers[id(contact)] = f"C-{year.first.year}-{order:06d}"
        people.setdefault(id(first), asker(office, own, first))
        row = written_out(office, own, year, contact, people[id(first)])
        yield {"咨询序号": numbers[id(contact)], **row, "重复于": numbers[id(first)] if contact.again else None}


# --- who asks what when -------------------------------------------------------------------------------------------------------


def contacts_of(office: Office, year: Year, rng: Random) -> list[Contact]:
    answered = office.plan.yearly(year, CONSULTATIONS_A_YEAR)
    again = round(answered * AGAIN_SHARE)
    firsts = [contact(office, rng, day, "answered") for day in year.drawn(rng, answered - again)]
    repeats = [repeated(rng, year, first) for first in rng.sample(firsts, again)]
    silent = [
        contact(office, rng, day, rng.choices(("withdrawn", "unanswerable"), (55, 45))[0])
        for day in year.drawn(rng, round(answered * UNANSWERED_SHARE))
    ]
    return firsts + repeats + silent + waiting(office, year, rng)


def waiting(office: Office, year: Year, rng: Random) -> list[Contact]:
    """Asked on the net on the last day shown and not yet answered."""
    how_many = max(2, 18 // office.plan.divisor) if year.last == office.plan.as_of else 0
    return [contact(office, rng, year.last, "open") for _ in range(how_many)]


def contact(office: Office, rng: Random, day: date, fate: str) -> Contact:
    towns = office.city.of_kind("town")
    village = drawn_village(office.city, rng, rng.choices(towns, [office.city.weights[town.code] for town in towns])[0], day)
    choice = topics.open_on(day)
    topic, lines = rng.choices(choice, [topic.weight for topic, _ in choice])[0]
    return Contact(asked_at(rng, day), village, topic, rng.choice(lines), fate)


def asked_at(rng: Random, day: date) -> datetime:
    """Between half past eight and noon, or between half past one and five."""
    minutes = rng.triangular(0, 210, 60) if rng.random() < 0.5 else rng.triangular(300, 510, 400)
    return datetime.combine(day, time(8, 30)) + timedelta(minutes=int(minutes))


def repeated(rng: Random, year: Year, first: Contact) -> Contact:
    """The same asker on the same matter again, later in the year."""
    latest = (year.last - first.asked.date()).days
    asked = first.asked + (timedelta(days=rng.randint(1, min(20, latest))) if latest > 0 else timedelta(minutes=20))
    return Contact(asked, first.village, first.topic, first.line, "answered", again=first)


def asker(office: Office, rng: Random, first: Contact) -> Row:
    sex = rng.choices(w.SEXES, (46, 54))[0]
    name = person_name(rng, sex)
    channel = rng.choice(NET) if first.fate == "open" else rng.choices(w.CHANNELS, CHANNEL_WEIGHTS)[0]
    is_anonymous = rng.random() < (0.32 if channel in NET or channel == "电话" else 0.08)
    number = office.residents.number(rng, first.village.code[:6], born_between(rng, 1946, 2003), sex)
    has_number = channel in FACE_TO_FACE and not is_anonymous and rng.random() < 0.3
    role = rng.choices(w.ASKER_ROLES, (76, 17, 3, 3, 1))[0]
    return {
        "渠道": channel,
        "匿名": "是" if is_anonymous else "否",
        "咨询人姓名": None if is_anonymous else name,
        "称呼": polite(name, sex) if is_anonymous else None,
        "咨询人证件号": number if has_number else None,
        "咨询人电话": phone(rng) if channel == "电话" or not is_anonymous else None,
        "性别": sex,
        "身份": role,
        "涉及人数": rng.randint(5, 35) if role == "群体代表" else 1,
        "特殊群体": groups(rng, first.topic.name, sex),
        "地区编码": first.village.code,
        "对方名称": surname_of(person_name(rng, "男")) + "某" if rng.random() < 0.3 else None,
        "slots": slots(rng),
    }


def groups(rng: Random, topic: str, sex: str) -> str | None:
    likely = {"农民工工资": "农民工", "工伤": "农民工", "抚养赡养": "老年人"}.get(topic)
    if likely and rng.random() < 0.7:
        return likely
    if rng.random() > 0.2:
        return None
    return rng.choice([group for group in w.GROUPS if group not in ("未成年人", "妇女") or (group == "妇女" and sex == "女")])


def slots(rng: Random) -> Row:
    return {
        "months": rng.randint(2, 14),
        "amount": rng.choice((800, 1500, 3000, 5000, 8000, 12000, 20000, 36000, 50000)),
        "n": rng.randint(2, 9),
        "age": rng.randint(3, 15),
        "old": rng.randint(66, 88),
        "organ": rng.choice(topics.ORGANS),
    }


# --- one row ------------------------------------------------------------------------------------------------------------------


def written_out(office: Office, rng: Random, year: Year, one: Contact, of: Row) -> Row:
    values = dict(of)
    filled: Row = values.pop("slots")
    row = values | asked(office, rng, one, str(of["渠道"]), filled)
    match one.fate:
        case "answered":
            row |= answered(office, rng, year, one, row)
        case "withdrawn":
            row |= {"状态": "已撤回", "撤回时间": min(one.asked + timedelta(minutes=rng.randint(5, 200)), evening(one.asked))}
        case "unanswerable":
            row |= {
                "状态": "无法答复",
                "答复": topics.UNANSWERED,
                "答复依据": "无法答复",
                "办结日期": min(year.last, one.asked.date() + timedelta(10)),
            }
        case _:
            row |= {"状态": "待答复"}
    return row


def evening(moment: datetime) -> datetime:
    return datetime.combine(moment.date(), EVENING)


def asked(office: Office, rng: Random, one: Contact, channel: str, filled: Row) -> Row:
    opener = rng.choice(topics.AGAIN) if one.again else rng.choice(topics.OPENERS)
    money = filled["amount"] if "{amount}" in one.line.question else None
    entry, lag = rng.choices(
        ((w.ENTRY_MODES[0], 0), (w.ENTRY_MODES[1], 1), (w.ENTRY_MODES[2], 9)), (90, 6, 4) if channel == "村居现场" else (99, 1, 0)
    )[0]
    day = min(office.plan.as_of, one.asked.date() + timedelta(lag))
    return {
        "受理点编码": site(office, rng, one, channel).code,
        "咨询时间": one.asked,
        "事项类别": one.topic.name,
        "领域": one.topic.field,
        "问题": opener + one.line.question.format(**filled) + rng.choice(topics.CLOSERS),
        "涉及金额": money,
        **urgency(rng, one),
        "录入方式": entry if day == one.asked.date() + timedelta(lag) else "在线",
        "录入日期": day,
    }


def urgency(rng: Random, one: Contact) -> Row:
    if one.topic.name == "未成年人保护" or "动手打人" in one.line.question:
        return {"紧急程度": "人身危险"}
    if one.topic.name in ("劳动争议", "借贷", "行政复议") and rng.random() < 0.05:
        return {"紧急程度": "时效将届", "时效届满日期": one.asked.date() + timedelta(rng.randint(3, 30))}
    return {"紧急程度": "普通"}


def site(office: Office, rng: Random, one: Contact, channel: str) -> UnitRow:
    town = office.city.by_code[one.village.parent_code]
    county = office.city.by_code[town.parent_code]
    if channel == "村居现场":
        return one.village
    if channel in NET:
        return office.city.body(office.city.by_code[county.parent_code], "centre")
    return rng.choices(
        (
            office.city.body(town, "office"),
            office.city.body(county, "centre"),
            office.city.body(office.city.by_code[county.parent_code], "centre"),
        ),
        (48, 38, 14),
    )[0]


def answered(office: Office, rng: Random, year: Year, one: Contact, row: Row) -> Row:
    channel = str(row["渠道"])
    given = answered_at(rng, year, one.asked, channel)
    by = answerer(office, rng, row)
    is_told = rng.random() < 0.975
    done: Row = {
        "承办人": by["姓名"],
        "承办人工号": by["工号"],
        "答复时间": given,
        "答复": one.line.answer + (topics.REMINDER if is_told else ""),
        # Without the version: the day of the answer says which one it is.
        "引用法条": "、".join(VERSION.sub("", citation) for citation in one.line.citations),
        "答复依据": "法条",
        "已告知法援权利": "是" if is_told else "否",
        "建议路径": one.line.path,
        "状态": "已答复",
    }
    if channel not in AT_ONCE:
        done["指派时间"] = one.asked + timedelta(minutes=(given - one.asked) // timedelta(minutes=4))
    done |= handed_over(office, rng, one, given)
    return done | followed_up(rng, year, given, bool(done.get("转办单位编码")))


def answered_at(rng: Random, year: Year, asked: datetime, channel: str) -> datetime:
    """At once face to face and by telephone, within days on the net, letters within a week; never after the year shown."""
    if channel in AT_ONCE:
        given = asked + timedelta(minutes=rng.randint(4, 35))
    elif channel == "信函":
        given = asked + timedelta(days=rng.randint(1, 7))
    else:
        given = by_day(asked + timedelta(minutes=round(rng.lognormvariate(5.0, 1.1))))
    return min(given, max(datetime.combine(year.last, EVENING), asked + timedelta(minutes=5)))


def by_day(moment: datetime) -> datetime:
    """Nobody answers at night: what would fall there is answered in the morning."""
    is_night = moment.hour < 8 or moment.hour > 20
    return datetime.combine(moment.date() + timedelta(moment.hour > 20), time(8, 30 + moment.minute // 2)) if is_night else moment


def answerer(office: Office, rng: Random, row: Row) -> Row:
    clerks = office.cast.by_unit.get(str(row["受理点编码"]), [])
    return rng.choice(clerks) if clerks and rng.random() < 0.55 else rng.choice(office.cast.lawyers)


def handed_over(office: Office, rng: Random, one: Contact, given: datetime) -> Row:
    """To the township's committee or the county's legal aid centre, at the end of the answer."""
    if not one.topic.hand or rng.random() > HAND_OVER or one.again:
        return {}
    town = office.city.by_code[one.village.parent_code]
    county = office.city.by_code[town.parent_code]
    to = office.city.body(town, "committee") if one.topic.hand == "调解" else office.city.body(county, "centre", "法律援助")
    return {"转办单位编码": to.code, "转办时间": given, "建议路径": one.topic.hand, "状态": "已转办"}


def followed_up(rng: Random, year: Year, given: datetime, is_handed: bool) -> Row:
    day = given.date() + timedelta(rng.randint(3, 15))
    if rng.random() > ASKED_BACK or day > year.last:
        return {}
    asked_back: Row = {"回访日期": day, "满意度": rng.choices(w.RATINGS, RATING_WEIGHTS)[0]}
    return asked_back if is_handed else asked_back | {"办结日期": day, "状态": "已办结"}
