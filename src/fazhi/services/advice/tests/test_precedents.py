"""What was answered teaches what to suggest; what is restricted, or rests on other words than today's, teaches nothing."""

from datetime import date

from fazhi.kernel.law import learning, search
from fazhi.services.advice.precedents import answered as precedents

from .factories import DAY, answered, consultation, parts, step

LATER = date(2025, 3, 3)


def test_an_answered_consultation_is_the_ground_of_a_suggestion(lotus, pilot):
    case = answered(lotus, consultation(lotus, given=parts("王建问，厂里不给白纸黑字咋整？")), cited="试点法第二条第一款")
    assert search("不给白纸黑字咋整") == []
    assert learning.train(on=DAY) == 1
    (hit, *_) = search("不给白纸黑字咋整", on=DAY)
    assert (hit.article.number, hit.grounds) == ("第二条", (case.number,))
    assert consultation(lotus, given=parts("不给白纸黑字咋整")).suggestions.first().words == f"同类咨询引用：{case.number}"


def test_names_are_not_learned_and_amended_articles_are_forgotten(lotus, pilot):
    answered(lotus, consultation(lotus, given=parts("王建问二倍工资")), cited="试点法第二条")
    consultation(lotus, given=parts("还没有答复"))
    wrong = answered(lotus, consultation(lotus, given=parts("答错了的")), cited="试点法第一条")
    step(lotus, wrong, "check_quality", by=lotus.checker, score=10, score_note="引用错误")
    (only,) = precedents(DAY)
    assert (only.question, only.articles) == ("某某问二倍工资", ("中华人民共和国试点法第二条",))
    pilot()
    assert list(precedents(LATER)) == []
