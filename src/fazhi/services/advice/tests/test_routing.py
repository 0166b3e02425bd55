"""Where a question is likely to go, and why; danger first, by words alone."""

import pytest

from fazhi.services.advice.routing import routes
from fazhi.services.advice.rules import DANGER_WORDS
from fazhi.services.advice.words import Group, Suggestion

from .factories import consultation, parts

# Written and labelled for this test: what somebody at the window would name first.
LABELLED = [
    ("楼上漏水把我家天花板泡了，邻居不赔", Suggestion.MEDIATION),
    ("朋友打了借条借钱不还怎么办", Suggestion.MEDIATION),
    ("房东不退押金", Suggestion.MEDIATION),
    ("隔壁的狗半夜一直叫", Suggestion.MEDIATION),
    ("我没钱请律师，能申请法律援助吗", Suggestion.AID),
    ("被父母遗弃的孩子谁来帮着打官司", Suggestion.AID),
    ("对城管的罚款不服，去哪里申请行政复议", Suggestion.RECONSIDERATION),
    ("向街道申请信息公开，行政机关一直不答复", Suggestion.RECONSIDERATION),
    ("房子被强拆了", Suggestion.RECONSIDERATION),
    ("公司辞退我不给经济补偿", Suggestion.ARBITRATION),
    ("用人单位不给加班费，试用期被开除", Suggestion.ARBITRATION),
    ("想立遗嘱做公证要带什么材料", Suggestion.NOTARY),
    ("出国留学要办委托书公证", Suggestion.NOTARY),
    ("怎么做伤残等级鉴定", Suggestion.APPRAISAL),
    ("一审判决不服怎么上诉，哪个法院管辖", Suggestion.LITIGATION),
    ("门口路灯坏了，小区停水三天", Suggestion.HOTLINE),
    ("刷单被骗了五千块，是不是诈骗", Suggestion.POLICE),
    ("有人拿刀追打我", Suggestion.POLICE),
    ("我不想活了，公司拖欠工资", Suggestion.POLICE),
    ("丈夫正在打我，楼上邻居都听见了", Suggestion.POLICE),
]


def test_danger_goes_first_whatever_else_is_said(world):
    for word in DANGER_WORDS.default:
        first = routes(f"邻居漏水赔偿，想起诉法院，还有人说要{word}")[0]
        assert (first.service, word in first.because) == (Suggestion.POLICE, True)


def test_most_questions_are_sent_where_the_window_would_send_them(world):
    first = sum(routes(text)[0].service == service for text, service in LABELLED)
    among = sum(service in {route.service for route in routes(text)} for text, service in LABELLED)
    assert (first >= 18, among) == (True, len(LABELLED)), (first, among)


def test_a_question_that_says_nothing_is_sent_nowhere(world):
    assert routes("请问") == []


@pytest.mark.parametrize(
    ("groups", "text", "law"),
    [
        ([Group.POOR], "请问", "法律援助法 第四十二条第二项"),
        ([Group.MIGRANT], "工钱没给", "法律援助法 第四十二条第三项"),
        ([Group.MIGRANT], "邻居漏水", ""),
    ],
)
def test_whom_the_law_spares_the_proof_of_need_is_offered_aid(world, groups, text, law):
    found = {route.service: route.law for route in routes(text, groups)}
    assert found.get(Suggestion.AID, "") == law


def test_the_desk_says_why(lotus):
    case = consultation(lotus, given=parts("房东不退押金"))
    assert case.likely_services == "调解（押金）"
    assert case.suggestion == ""
