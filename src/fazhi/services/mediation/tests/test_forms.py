"""What a mediator is asked: little, in everyday words, with what is known already filled in."""

from django.urls import reverse

from .factories import heard, mediating, term

NEW = "/desk/mediation.dispute/new/"


def folded(form):
    return {name for name, field in form.fields.items() if getattr(field, "is_folded", False)}


def test_registration_begins_with_the_own_committee_and_the_two_sides(lotus, client):
    client.force_login(lotus.worker.account)
    shown = client.get(NEW).context
    [(_, rows)] = shown["tables"]
    assert shown["form"]["unit"].value() == lotus.body.pk
    assert [(row["side"].value(), row["consent"].value()) for row in rows][:2] == [
        ("applicant", "agrees"),
        ("respondent", "not_reached"),
    ]


def test_what_is_seldom_known_is_folded_away(lotus, client):
    client.force_login(lotus.worker.account)
    answer = client.get(NEW)
    form, rows = answer.context["form"], answer.context["tables"][0][1]
    assert {"court_stage", "root_case", "excluded"} <= folded(form) and "facts" not in folded(form)
    asked = [name for name in rows[0].fields if name not in folded(rows[0])]
    assert asked == ["side", "kind", "name", "sex", "id_number", "credit_code", "phone", "address", "consent"]
    assert "更多" in answer.content.decode()


def test_a_step_explains_its_inputs(lotus, client):
    case = heard(lotus, mediating(lotus))
    client.force_login(lotus.worker.account)
    for name, words in (
        ("hold", "不是录入的时间"),
        ("settle_term", "一条只写一件事"),
        ("fail", "作出的让步不写"),
    ):
        page = client.get(reverse("desk:step", args=["mediation.dispute", case.pk, name])).content.decode()
        assert words in page and "现在还不能办" not in page, name


def test_who_agrees_by_word_of_mouth_is_told_when_a_paper_is_better(lotus, client):
    case = term(lotus, heard(lotus, mediating(lotus)))
    client.force_login(lotus.worker.account)
    page = client.get(reverse("desk:step", args=["mediation.dispute", case.pk, "agree_orally"])).content.decode()
    assert "不能即时履行、当事人要求书面或者疑难复杂的，建议制作协议书" in page and "现在还不能办" not in page
