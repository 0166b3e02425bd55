"""Following a matter by receipt and code: the same answer to every stranger, everyday words to whoever holds the code."""

import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

from fazhi.kernel.documents import IssuedPaper, correct, issue
from fazhi.kernel.flow import doors
from fazhi.kernel.org.roles import PUBLIC
from fazhi.services.advice.models import Consultation
from fazhi.services.advice.tests.factories import ANSWER, centre
from fazhi.services.advice.words import Rating
from fazhi.services.mediation.flow import DisputeFlow
from fazhi.services.mediation.models import Dispute
from fazhi.services.mediation.papers import AgreementPaper
from fazhi.services.mediation.tests.factories import agreed_case

RATED = Rating.values[0]
GIVEN = {"text": ANSWER, "cited": "劳动合同法 第八十二条", "basis": "article", "aid_told": True, "suggestion": "arbitration"}


def test_who_holds_the_code_sees_where_it_stands_and_by_when_and_why(visitor, another, lotus):
    receipt, code = visitor.apply()
    assert another.follow(receipt, code).url == "/follow/matter/"
    page = another.read("/follow/matter/")
    assert "先问对方愿不愿意" in page and "受理期限" in page and "为什么是这一天" in page and lotus.body.name in page
    assert "王建国" not in page and "13800134567" not in page and "楼上" not in page


@pytest.mark.parametrize("wrong", ["receipt", "code", "both"])
def test_a_wrong_number_and_a_wrong_code_are_answered_alike(visitor, another, lotus, wrong):
    receipt, code = visitor.apply()
    sent = {"receipt": ("000000000000", code), "code": (receipt, "00000000"), "both": ("000000000000", "00000000")}[wrong]
    answer = another.follow(*sent)
    page = answer.content.decode()
    assert answer.status_code == 422 and "没有查到。请核对回执号和查询码" in page


@pytest.mark.parametrize("exists", [True, False])
def test_who_guesses_is_stopped_alike_whether_the_receipt_exists_or_not(visitor, another, lotus, exists):
    receipt, code = visitor.apply()
    asked = receipt if exists else "000000000000"
    answers = [another.follow(asked, "00000000") for _ in range(10)]
    assert [answer.status_code for answer in answers] == [422] * 8 + [429] * 2
    assert "输错次数过多" in answers[-1].content.decode()
    assert another.follow(receipt, code).status_code == 429


def test_a_matter_is_shown_in_no_other_browser_and_not_after_leaving(visitor, another, lotus):
    receipt, code = visitor.apply()
    another.follow(receipt, code)
    assert visitor.client.get("/follow/matter/").url == "/follow/"
    another.client.post("/follow/matter/leave/")
    assert another.client.get("/follow/matter/").url == "/follow/"


def test_a_page_left_open_shows_nothing_after_a_while(visitor, lotus):
    receipt, code = visitor.apply()
    visitor.follow(receipt, code)
    session = visitor.client.session
    session["matter"] = [receipt, "2024-01-01T00:00:00+08:00"]
    session.save()
    assert visitor.client.get("/follow/matter/").url == "/follow/"


def test_who_applied_takes_the_step_that_is_the_publics(visitor, lotus):
    visitor.follow(*visitor.apply())
    assert "撤回申请" in visitor.read("/follow/matter/")
    case = Dispute.objects.get()
    url = "/follow/matter/step/take_back/"
    page = visitor.read(url)
    assert "《人民调解法》第二十三条第二项" in page and "不予受理" not in page
    empty = visitor.client.post(url, {"version": case.version, "key": "k1", "end_reason": ""})
    assert empty.status_code == 422 and Dispute.objects.get().state == "applied"
    done = {"version": case.version, "key": "k2", "end_reason": "我们已经自己谈好了"}
    assert visitor.client.post(url, done).url == visitor.client.post(url, done).url == "/follow/matter/"
    case = Dispute.objects.get()
    assert case.state == "turned_away" and case.end_reason == "我们已经自己谈好了"
    assert visitor.client.get(url).url == "/follow/matter/"
    late = visitor.client.post(url, {**done, "key": "k3", "version": case.version})
    assert late.status_code == 422 and "只能在" in late.content.decode()


def test_a_step_of_the_staff_is_no_page_of_the_public(visitor, lotus):
    visitor.follow(*visitor.apply())
    for name, step in DisputeFlow.steps.items():
        if PUBLIC not in step.roles:
            assert visitor.client.post(f"/follow/matter/step/{name}/", {}).status_code == 404
    assert Dispute.objects.get().version == 1


def test_a_step_on_what_has_changed_meanwhile_says_so_and_keeps_what_was_typed(visitor, lotus):
    visitor.follow(*visitor.apply())
    case = Dispute.objects.get()
    doors.take("describe", case, lotus.worker, {"people": 3})
    sent = {"version": case.version, "key": "k", "end_reason": "谈好了"}
    answer = visitor.client.post("/follow/matter/step/take_back/", sent)
    assert answer.status_code == 422 and "谈好了" in answer.content.decode() and "请看过最新内容再办" in answer.content.decode()


def test_a_paper_is_given_out_once_and_verified_by_anybody(visitor, another, lotus):
    visitor.follow(*visitor.apply())
    first = visitor.client.post("/follow/matter/paper/", {"paper": "mediation.application"})
    content = b"".join(first.streaming_content)
    assert first["Content-Disposition"].startswith("attachment")
    again = visitor.client.post("/follow/matter/paper/", {"paper": "mediation.application"})
    assert b"".join(again.streaming_content) == content and IssuedPaper.objects.count() == 1
    page = another.client.post("/verify/paper/", {"file": SimpleUploadedFile("a.pdf", content)}).content.decode()
    assert "核验通过" in page and "王建国" not in page
    page = another.client.post("/verify/paper/", {"file": SimpleUploadedFile("a.pdf", content + b" ")}).content.decode()
    assert "没有核验通过" in page
    assert another.client.post("/verify/paper/", {"mark": "xyz"}).status_code == 422


def test_a_paper_is_verified_by_its_number_and_code_and_a_corrected_one_says_so(another, lotus):
    case = agreed_case(lotus)
    first = issue(AgreementPaper, case)

    def asked(number, code):
        return another.client.post("/verify/paper/", {"number": number, "code": code}).content.decode()

    typed = first.number.replace("（", "(").replace("）", " )")
    page = asked(typed, f"{first.code[:4]} {first.code[4:]}")
    assert "文号和核验码相符" in page and "莲塘村人民调解委员会" in page and "张建" not in page
    wrong = asked(first.number, f"{(int(first.code) + 1) % 10**8:08d}")
    assert "没有这个文号和核验码的文书" in wrong and wrong.count("没有这个文号和核验码的文书") == asked(
        "没有的号", first.code
    ).count("没有这个文号和核验码的文书")
    correct(first, case, None, "金额写错")
    page = asked(first.number, first.code)
    assert "这一版已经更正" in page and "金额写错" not in page
    for _ in range(12):
        asked(first.number, "00000000")
    assert "输错次数过多" in asked(first.number, first.code)


def test_a_paper_that_is_not_the_applicants_is_not_given_out(visitor, lotus):
    visitor.follow(*visitor.apply())
    for key in ("mediation.register", "mediation.cover", "nothing"):
        assert visitor.client.post("/follow/matter/paper/", {"paper": key}).status_code == 404
    assert visitor.client.get("/follow/matter/paper/").status_code == 405


def test_the_page_of_a_matter_asks_the_same_questions_whatever_its_history(visitor, lotus):
    visitor.follow(*visitor.apply())

    def questions():
        cache.clear()  # where the log stands is kept for a minute
        with CaptureQueriesContext(connection) as asked:
            visitor.client.get("/follow/matter/")
        return len(asked)

    before, case = questions(), Dispute.objects.get()
    for n in range(5):
        doors.take("describe", case, lotus.worker, {"people": n + 2})
    assert questions() == before


def test_a_question_without_a_name_is_answered_rated_and_asked_again(visitor, another, world):
    at = centre(world)
    asked = {"topic": "labour", "question": "老板没有签劳动合同怎么办？", "region": "莲塘村"}
    visitor.client.post("/apply/advice/1/", asked)
    visitor.client.post("/apply/advice/2/", {"asker_role": "self"})
    assert visitor.client.post("/apply/advice/3/", {"agrees": "1"}).url == "/apply/advice/receipt/"
    draft = visitor.client.get("/apply/advice/receipt/").context["draft"]
    case = Consultation.objects.get()
    assert case.is_anonymous and not case.askers.exists() and case.unit == at.unit
    doors.take("answer", case, at.clerk, GIVEN)
    another.follow(draft.receipt, draft.code)
    page = another.read("/follow/matter/")
    assert "二倍工资" in page and "已经答复，见下面" in page and "追问" in page and "评价" in page
    assert another.client.post("/follow/matter/step/rate/", {"rating": RATED, "key": "r"}).url == "/follow/matter/"
    assert another.client.post("/follow/matter/step/ask_again/", {"text": "要到哪里申请？", "key": "q"}).url == "/follow/matter/"
    case = Consultation.objects.get()
    assert case.rating == RATED and case.state == "answering" and case.questions.count() == 2
