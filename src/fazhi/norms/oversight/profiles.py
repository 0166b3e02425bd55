"""监督程序规定: how each province times its documents and what each of them does, dated as 本市设定 and frozen on a case when it is filed."""

from datetime import date

from fazhi.kernel.law import CityRule

from .words import Effect, InstrumentKind

Terms = dict[str, int]

GIVEN = (InstrumentKind.NOTICE, InstrumentKind.OPINION, InstrumentKind.DECISION, InstrumentKind.PROPOSAL)
WORDS = {
    "notice_days": "通知书期限",
    "notice_working": "通知书按工作日（1 是 0 否）",
    "opinion_days": "意见书整改反馈期限",
    "opinion_working": "意见书按工作日（1 是 0 否）",
    "decision_days": "决定书报告期限",
    "decision_working": "决定书按工作日（1 是 0 否）",
    "objection_days": "申请复查期限（0 为没有规定）",
    "objection_working": "申请复查按工作日（1 是 0 否）",
    "answer_days": "复查答复期限（0 为没有规定）",
    "answer_working": "复查答复按工作日（1 是 0 否）",
    "transfer_days": "移送期限（日，0 为没有规定）",
    "by_government": "决定书以政府名义（1 是 0 否）",
    **{f"{kind.value}_{effect.value}": f"{kind.label}：{effect.label}（1 是 0 否）" for kind in GIVEN for effect in Effect},
}
COMMON = {
    "decision_days": 30,
    "opinion_days": 30,
    "opinion_orders_self_correction": 1,
    "decision_orders_self_correction": 1,
    "decision_compels": 1,
    "decision_disposes_act": 1,
}
READ = "同名文书各省效力不同，以这里的效力为准；立案时固定在案件上，以后修改不影响已经立案的案件。0 表示没有规定。"


def _profile(key: str, name: str, note: str, **terms: int) -> CityRule:
    given = {**dict.fromkeys(WORDS, 0), **COMMON, **terms}
    return CityRule(f"oversight.profile_{key}", f"监督程序：{name}", given, note=note + READ, words=WORDS)


PROFILES = {
    "sichuan": _profile(
        "sichuan",
        "四川",
        "四川省行政执法监督条例第三十一、三十二、三十四条。",
        notice_days=30,
        notice_orders_self_correction=1,
        objection_days=15,
        answer_days=15,
        transfer_days=10,
    ),
    "jilin": _profile(
        "jilin",
        "吉林",
        "吉林省行政执法监督条例第二十九至三十一条。",
        notice_days=10,
        notice_asks_materials=1,
        opinion_working=1,
        objection_days=15,
        objection_working=1,
        answer_days=15,
        answer_working=1,
    ),
    "shandong": _profile(
        "shandong",
        "山东",
        "山东省行政执法监督条例第二十八、二十九条。",
        notice_days=10,
        notice_asks_materials=1,
    ),
    "guangdong": _profile(
        "guangdong",
        "广东",
        "广东省行政执法监督条例第三十三条、案卷评查办法第二十一条；建议书三十日，向上一级机关申请复查。",
        notice_days=10,
        notice_asks_materials=1,
        objection_days=15,
        answer_days=15,
        proposal_orders_self_correction=1,
    ),
    "chongqing": _profile(
        "chongqing",
        "重庆",
        "重庆市行政执法监督条例第十四、二十一条；整改期限以文书载明为准，复查期间不停止执行。",
        notice_days=10,
        notice_asks_materials=1,
        objection_days=10,
        objection_working=1,
        answer_days=15,
        answer_working=1,
    ),
    "market": _profile(
        "market",
        "市场监管系统",
        "市场监管系统内部监督：通知书只要求提供材料、说明情况。",
        notice_days=10,
        notice_working=1,
        notice_asks_materials=1,
        decision_days=10,
        decision_working=1,
        objection_days=5,
        objection_working=1,
        answer_days=10,
        answer_working=1,
    ),
}
CHOSEN = CityRule(
    "oversight.profile",
    "本市适用的监督程序",
    "sichuan",
    note=f"可以写：{'、'.join(f'{key}（{rule.label}）' for key, rule in PROFILES.items())}。本省条例施行后，改成与它一致的一种并修改其中的期限。",
)


def chosen_on(day: date) -> str:
    """The profile that the city follows on a day; the default where the setting names none that there is."""
    name = CHOSEN.value(day)
    return name if name in PROFILES else CHOSEN.default


def terms_on(name: str, day: date) -> Terms:
    """What a profile fixes on a day."""
    rule = PROFILES[name]
    return {**rule.default, **rule.value(day)}


def effects_of(terms: Terms, kind: str) -> list[str]:
    """What a kind of document does under these terms; a halt and a circular do the same everywhere."""
    if kind == InstrumentKind.HALT:
        return [Effect.COMPELS.value]
    return [effect.value for effect in Effect if terms.get(f"{kind}_{effect.value}")]
