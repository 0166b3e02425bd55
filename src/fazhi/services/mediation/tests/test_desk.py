"""What the desk says of a dispute: words instead of keys, conditions that find by them, and what to do next."""

import re

import pytest

from .factories import agreed, dispute, heard, mediating, step, term, two, village


@pytest.fixture
def lotus(world):
    return village(world)


def test_several_words_are_told_as_words_and_found_by_them(client, lotus):
    client.force_login(lotus.world.clerk.account)
    told, other = dispute(lotus, labels=["police"]), dispute(lotus)
    page = client.get(f"/desk/mediation.dispute/{told.pk}/").content.decode()
    assert "警司联动" in page and ">police<" not in page and "：police" not in page
    found = client.get("/desk/mediation.dispute/?labels=police").content.decode()
    assert f"dispute/{told.pk}/" in found and f"dispute/{other.pk}/" not in found


def next_of(client, case):
    """What the page of a dispute marks as the next thing to do."""
    page = client.get(f"/desk/mediation.dispute/{case.pk}/").content.decode()
    return re.findall(r'<a class="btn primary" href="[^"]+"[^>]*>([^<]+)</a>', page)


def test_the_page_leads_from_the_first_question_to_the_last_payment(client, lotus):
    client.force_login(lotus.worker.account)
    asked = step(lotus, dispute(lotus, parts=two(consent="not_reached")), "accept")
    assert next_of(client, asked) == ["征求当事人意见"]
    begun = step(lotus, step(lotus, dispute(lotus), "accept"), "begin", mediator=lotus.mediator, chosen_by="parties")
    assert next_of(client, begun) == ["告知权利义务"]
    paused = step(lotus, mediating(lotus), "suspend", suspend_reason="等待鉴定")
    assert next_of(client, paused) == ["恢复"], "not the later state that it could fail into"
    case = heard(lotus, mediating(lotus))
    assert next_of(client, case) == ["记录协议条款"]
    case = term(lotus, case)
    assert next_of(client, case) == ["达成书面协议"]
    case = agreed(lotus, case)
    assert next_of(client, case) == ["登记履行"]
    case = step(lotus, case, "perform", part=case.terms.get(), performed_on=case.effective_on, proof="转账记录")
    assert next_of(client, case) == ["全部履行"]


def test_the_timeline_says_on_which_of_several_an_act_was_done(client, lotus):
    case = dispute(lotus, parts=two(consent="not_reached"))
    step(lotus, case, "hear", part=case.parties.get(side="respondent"), consent="agrees", consent_how="phone")
    client.force_login(lotus.worker.account)
    page = client.get(f"/desk/mediation.dispute/{case.pk}/").content.decode()
    acts = page[page.index("<h2>经过") :]
    assert "被申请方当事人" in acts and "群众自助，群众自助" not in page
