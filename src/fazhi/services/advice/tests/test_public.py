"""The public's way through the pages: ask without a name, read the answer with a code, ask again, rate."""

import pytest
from django.utils import timezone

from fazhi.services.advice.models import Consultation

from .factories import ANSWER, answered

WHAT = {
    "topic": "labour",
    "question": "老板没有签劳动合同怎么办？",
    "region": "荷塘区 荷花街道 莲塘村",
    "known_on": "",
    "opponent": "",
}
WHO = {"asker_role": "self", "name": "", "phone": ""}


@pytest.fixture
def receipt(lotus, client, settings, tmp_path):
    """A question sent through the stages; receipt and code."""
    settings.MEDIA_ROOT = tmp_path / "files"
    assert client.post("/apply/advice/1/", WHAT).url == "/apply/advice/2/"
    assert client.post("/apply/advice/2/", WHO).url == "/apply/advice/3/"
    assert client.post("/apply/advice/3/", {"agrees": "1"}).url == "/apply/advice/receipt/"
    draft = client.get("/apply/advice/receipt/").context["draft"]
    client.cookies.clear()
    return {"receipt": draft.receipt, "code": draft.code}


def test_somebody_asks_without_a_name_reads_the_answer_and_asks_again(lotus, client, receipt):
    case = Consultation.objects.get()
    assert (case.is_anonymous, case.unit, case.channel, case.askers.count()) == (True, lotus.unit, "website", 0)
    client.post("/follow/", receipt)
    assert "待答复" in client.get("/follow/matter/").content.decode()
    answered(lotus, case, timezone.now())
    page = client.get("/follow/matter/").content.decode()
    assert ANSWER in page and "《劳动合同法》第八十二条" in page
    assert client.post("/follow/matter/step/ask_again/", {"text": "多久之内要申请仲裁？"}).status_code == 302
    case.refresh_from_db()
    assert (case.state, case.questions.count()) == ("answering", 2)


def test_a_wrong_code_shows_nothing(lotus, client, receipt):
    assert client.post("/follow/", {**receipt, "code": "00000000"}).status_code != 302
    assert "劳动合同" not in client.get("/follow/matter/", follow=True).content.decode()


def test_a_question_that_is_not_put_is_asked_for_where_it_belongs(lotus, client):
    page = client.post("/apply/advice/1/", {**WHAT, "question": ""}, follow=True)
    assert page.request["PATH_INFO"] == "/apply/advice/1/" and "莲塘村" in page.content.decode()
    assert not Consultation.objects.exists()
