"""程序规定: what each department's own rules fix beside the law, dated as 本市设定 and frozen on a case when it is filed."""

from datetime import date

from fazhi.kernel.law import CityRule

from .penalty_words import Profile

Terms = dict[str, int]

WORDS = {
    "verification": "线索核查（工作日）",
    "verification_more": "核查延长（工作日）",
    "statement": "陈述申辩",
    "review": "审核（工作日）",
    "review_more": "审核延长",
    "decision_more": "作出决定第一次延长（日）",
    "decision_again": "作出决定再次延长（1 为可以，由批准决定天数；更大的为上限日数；0 为不可以）",
    "public_service": "公告送达经过（日）",
    "summary_report": "当场处罚报备",
    "closing": "结案审批（工作日）",
    "publication": "决定公开（工作日）",
    "reviews_all": "非重大案件也要审核（1 是 0 否）",
    "in_working_days": "陈述申辩、报备按工作日（1 是 0 否）",
}
READ = "依部门规章登记，原文不在法规库，上线前请核对现行版本；0 表示没有规定。立案时固定在案件上，以后修改不影响已经立案的案件。"


def _profile(profile: Profile, note: str, **terms: int) -> CityRule:
    given = {**dict.fromkeys(WORDS, 0), "public_service": 30, "in_working_days": 1, **terms}
    return CityRule(
        f"enforcement.profile_{profile.value}", f"行政处罚程序期限：{profile.label}", given, note=note + READ, words=WORDS
    )


PROFILES = {
    Profile.GENERAL: _profile(
        Profile.GENERAL,
        "没有部门程序规定的，只有行政处罚法的期限；陈述申辩、审核、报备的天数由本市定。",
        verification=15,
        statement=3,
        review=10,
        summary_report=2,
    ),
    Profile.MARKET: _profile(
        Profile.MARKET,
        "市场监督管理行政处罚程序规定。",
        verification=15,
        verification_more=15,
        statement=5,
        review=10,
        decision_more=30,
        decision_again=1,
        summary_report=7,
        closing=15,
        publication=20,
        reviews_all=1,
    ),
    Profile.AGRICULTURE: _profile(
        Profile.AGRICULTURE,
        "农业行政处罚程序规定。",
        verification=7,
        verification_more=7,
        statement=3,
        review=5,
        review_more=15,
        decision_more=30,
        decision_again=1,
        public_service=60,
        summary_report=2,
        reviews_all=1,
    ),
    Profile.HOUSING: _profile(
        Profile.HOUSING,
        "住房和城乡建设行政处罚程序规定。",
        verification=15,
        verification_more=10,
        statement=5,
        review=10,
        decision_more=30,
        decision_again=60,
        summary_report=3,
        closing=15,
        publication=7,
    ),
    Profile.TRANSPORT: _profile(
        Profile.TRANSPORT,
        "交通运输行政执法程序规定；短期限没有“工作日”条款。",
        verification=15,
        statement=5,
        review=10,
        decision_more=30,
        public_service=60,
        summary_report=5,
        in_working_days=0,
    ),
}

AGAIN_BY = CityRule(
    "enforcement.extended_again_by",
    "案件再次延期由谁决定",
    {"market": "负责人集体讨论", "agriculture": "上一级机关", "housing": "负责人集体讨论"},
    note="各部门程序规定不同；没有列出的部门不能再次延期。",
    words={each.value: each.label for each in Profile},
)


def terms_on(profile: str, day: date) -> Terms:
    """What a department's rules fix on a day."""
    rule = PROFILES[Profile(profile)]
    return {**rule.default, **rule.value(day)}


def extended_again_by(profile: str, day: date) -> str:
    """Who may extend a second time; nobody where the rules name nobody."""
    return AGAIN_BY.value(day).get(profile, "")
