"""Applying: nothing is lost, nothing is sent twice, and what is wrong is said where it is wrong."""

from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone
from tests.example.flow import VisitFlow
from tests.example.models import Visit
from tests.rows.parallel import at_once
from tests.world import unit

from fazhi.faces.portal import models, rules
from fazhi.kernel import registry
from fazhi.kernel.documents import files_of
from fazhi.kernel.ledger.models import Event
from fazhi.kernel.org.roles import CLERK, PUBLIC
from fazhi.kernel.present.declared import Ask, Intake, Stage
from fazhi.kernel.records.models import QueryCode
from fazhi.services.mediation.models import Dispute

from .conftest import OTHER, WHERE, WHO

PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 300


def test_an_application_reaches_the_committee_of_the_village_with_its_parties(visitor, lotus):
    receipt, code = visitor.apply()
    case = Dispute.objects.get()
    assert case.unit == lotus.body and case.state == "applied" and case.entry_mode == "portal" and case.recorded_by is None
    assert [(party.name, party.phone) for party in case.parties.all()] == [("王建国", "13800134567"), ("楼上402住户", "")]
    page = visitor.read("/apply/mediation/receipt/")
    assert receipt in page and code in page and lotus.body.name in page
    assert Dispute.objects.visible_to(lotus.director).get() == case


def test_a_page_that_is_read_writes_nothing(visitor, lotus):
    for url in (
        "/",
        "/apply/mediation/",
        "/apply/mediation/1/",
        "/follow/",
        "/notices/",
        "/figures/",
        "/verify/",
        "/places/?q=荷",
    ):
        visitor.client.get(url, follow=True)
    assert not models.Draft.objects.exists() and not models.Attempt.objects.exists() and "sessionid" not in visitor.client.cookies


def test_what_is_wrong_is_said_at_its_question_and_all_that_was_typed_stays(visitor, lotus):
    visitor.fill(1, WHERE)
    answer = visitor.fill(2, {"name": "王建国", "phone": "1380013456", "id_number": "110105194912310021"})
    assert answer.url == "/apply/mediation/2/"
    for _reload in range(2):
        page = visitor.read("/apply/mediation/2/")
        assert "手机号是 11 位，现在是 10 位" in page and "校验码" in page and "还有 2 处要改" in page
        assert 'value="王建国"' in page and 'value="1380013456"' in page


def test_what_is_being_typed_is_kept_without_a_word_and_without_complaint(visitor, lotus):
    assert visitor.client.post("/apply/mediation/1/keep/", {"facts": "渗水"}).status_code == 204
    page = visitor.read("/apply/mediation/1/")
    assert "渗水" in page and "处要改" not in page


def test_one_goes_back_without_being_held_up_and_finds_everything(visitor, lotus):
    visitor.fill(1, WHERE)
    assert visitor.fill(2, {"phone": "13800134567", "back": "1"}).url == "/apply/mediation/1/"
    assert "十月起厨房顶棚渗水" in visitor.read("/apply/mediation/1/")
    page = visitor.read("/apply/mediation/2/")
    assert 'value="13800134567"' in page and "处要改" not in page


def test_no_stage_is_skipped(visitor, lotus):
    visitor.fill(1, WHERE)
    assert visitor.client.get("/apply/mediation/4/").url == "/apply/mediation/2/"
    assert visitor.send().url == "/apply/mediation/2/"
    assert visitor.client.get("/apply/mediation/5/").status_code == 404
    assert visitor.client.get("/apply/nothing/1/").status_code == 404
    assert not Dispute.objects.exists()


def test_sent_twice_it_is_one_record_with_one_receipt(visitor, lotus):
    visitor.fill_all()
    begun = visitor.client.session["drafts"]
    visitor.send()
    first = visitor.client.get("/apply/mediation/receipt/").context["draft"]
    assert visitor.send().url == "/apply/mediation/receipt/"
    # The other of two clicks at once: its session was read before the first had ended.
    session = visitor.client.session
    session["drafts"] = begun
    session.save()
    visitor.send()
    again = visitor.client.get("/apply/mediation/receipt/").context["draft"]
    assert Dispute.objects.count() == 1 and (first.receipt, first.code) == (again.receipt, again.code)


def test_nothing_is_sent_before_the_notice_was_read(visitor, lotus):
    visitor.fill_all()
    answer = visitor.client.post("/apply/mediation/4/", {})
    assert answer.status_code == 422 and "我已看过" in answer.content.decode() and not Dispute.objects.exists()
    assert "《人民调解法》第四条" in answer.content.decode()


def test_a_place_without_a_committee_is_refused_where_the_place_was_asked(visitor, lotus):
    visitor.fill(1, {**WHERE, "region": "菱湖区 渔歌镇"})
    visitor.fill(2, WHO)
    visitor.fill(3, OTHER)
    assert visitor.send().url == "/apply/mediation/1/"
    page = visitor.read("/apply/mediation/1/")
    assert "这个地方还没有调委会" in page and "渔歌镇" in page and not Dispute.objects.exists()
    visitor.fill(1, WHERE)
    assert visitor.send().url == "/apply/mediation/receipt/"


def test_a_place_is_chosen_among_those_of_the_same_name(visitor, lotus):
    unit("990102001201", "莲塘村", "village", lotus.world.far_town)
    visitor.fill(1, {**WHERE, "region": "莲塘村"})
    page = visitor.read("/apply/mediation/1/")
    assert "有几个地方叫这个名字" in page and "菱湖区 渔歌镇 莲塘村" in page
    picked = {"region": "莲塘村", "region-for": "莲塘村", "region-pick": "荷塘区 荷花街道 莲塘村"}
    assert visitor.fill(1, {**WHERE, **picked}).url == "/apply/mediation/2/"
    assert "荷塘区 荷花街道 莲塘村" in visitor.read("/apply/mediation/2/")


@pytest.mark.parametrize("said", ["莲塘村", "荷花街道莲塘村", "莲城市荷塘区荷花街道莲塘村", "荷塘区，荷花街道，莲塘村", "ＸＸ"])
def test_a_place_is_found_however_it_is_said(visitor, lotus, said):
    answer = visitor.fill(1, {**WHERE, "region": said})
    assert answer.url == ("/apply/mediation/1/" if said == "ＸＸ" else "/apply/mediation/2/")


def test_places_are_opened_level_by_level(client, lotus):
    def below(query):
        return [place["words"] for place in client.get("/places/", query).json()["places"]]

    assert below({"under": ""}) == ["荷塘区", "菱湖区"]
    assert below({"under": lotus.world.town.code}) == ["荷塘区 荷花街道 莲塘村"]
    assert below({"q": "荷花 莲"}) == ["荷塘区 荷花街道 莲塘村"] and below({"q": "%_"}) == []


@pytest.mark.parametrize(
    ("field", "sent", "told"),
    [
        ("facts", "一\0二\u202e三\u200b", "一二三"),
        ("facts", "𠮷䶮", "𠮷䶮"),
        ("demands", "<script>alert(1)</script>", "&lt;script&gt;"),
    ],
)
def test_what_cannot_be_seen_is_left_out_and_what_is_rare_is_kept(visitor, lotus, field, sent, told):
    visitor.fill(1, {**WHERE, field: sent})
    page = visitor.read("/apply/mediation/2/")
    assert told in page and "<script>alert" not in page


@pytest.mark.parametrize("phone", ["１３８００１３４５６７", "138 0013 4567"])
def test_a_number_in_full_width_or_with_blanks_is_read(visitor, lotus, phone):
    visitor.fill(1, WHERE)
    assert visitor.fill(2, {**WHO, "phone": phone}).url == "/apply/mediation/3/"
    visitor.fill(3, OTHER)
    visitor.send()
    assert Dispute.objects.get().parties.first().phone == "13800134567"


@pytest.mark.parametrize("phone", ["abc", "1" * 40, "٣٤٥٦٧٨٩"])
def test_what_is_no_telephone_is_refused(visitor, lotus, phone):
    visitor.fill(1, WHERE)
    assert visitor.fill(2, {**WHO, "phone": phone}).url == "/apply/mediation/2/"
    assert "处要改" in visitor.read("/apply/mediation/2/")


def test_half_a_number_is_told_to_be_half(visitor, lotus):
    visitor.fill(1, WHERE)
    visitor.fill(2, {**WHO, "phone": "1380"})
    page = visitor.client.get("/apply/mediation/2/").content.decode()
    assert "电话号码不完整" in page and "只能有数字" not in page


def test_who_sends_too_often_waits_and_loses_nothing(visitor, lotus, monkeypatch):
    monkeypatch.setattr(rules.SENDS_AN_HOUR, "default", 1)
    visitor.apply()
    visitor.fill_all()
    answer = visitor.send()
    assert answer.status_code == 429 and "过一会儿" in answer.content.decode()
    assert Dispute.objects.count() == 1 and "十月起厨房顶棚渗水" in visitor.read("/apply/mediation/4/")
    models.Attempt.objects.update(at=timezone.now() - timedelta(hours=2))
    assert visitor.send().url == "/apply/mediation/receipt/"


def test_who_begins_too_many_is_told_when_to_come_back(visitor, lotus, monkeypatch):
    monkeypatch.setattr(rules.DRAFTS_AN_HOUR, "default", 0)
    answer = visitor.fill(1, WHERE)
    assert answer.status_code == 429 and "新填的申请已经满 0 次" in answer.content.decode()


def test_nobody_sees_another_ones_draft_or_receipt(visitor, another, lotus):
    visitor.fill(1, WHERE)
    assert "渗水" not in another.read("/apply/mediation/1/")
    visitor.fill(2, WHO)
    visitor.fill(3, OTHER)
    visitor.send()
    assert another.client.get("/apply/mediation/receipt/").url == "/apply/mediation/1/"


def test_pages_with_personal_data_are_kept_by_no_cache_and_no_address_tells_it(visitor, lotus):
    visitor.fill(1, WHERE)
    visitor.fill(2, WHO)
    visitor.fill(3, OTHER)
    for url in ("/apply/mediation/4/", "/follow/"):
        assert "no-store" in visitor.client.get(url)["Cache-Control"]
    assert visitor.send().url == "/apply/mediation/receipt/"
    assert "no-store" in visitor.client.get("/apply/mediation/receipt/")["Cache-Control"]


def test_nothing_rests_in_a_shared_browser_once_it_is_cleared(visitor, lotus):
    visitor.fill_all()
    visitor.client.post("/apply/mediation/clear/")
    assert not models.Draft.objects.exists() and "渗水" not in visitor.read("/apply/mediation/1/")
    visitor.apply()
    visitor.client.post("/apply/mediation/clear/")
    assert visitor.client.get("/apply/mediation/receipt/").status_code == 302


def test_what_was_typed_is_gone_when_it_is_sent_and_the_receipt_after_half_an_hour(visitor, lotus):
    visitor.apply()
    assert models.Draft.objects.get().answers == {}
    models.forget(timezone.now() + timedelta(minutes=29))
    assert visitor.client.get("/apply/mediation/receipt/").status_code == 200
    models.forget(timezone.now() + timedelta(minutes=31))
    assert visitor.client.get("/apply/mediation/receipt/").status_code == 302


def test_what_is_not_sent_is_deleted_after_a_day(visitor, lotus):
    visitor.fill(1, WHERE)
    assert models.forget(timezone.now() + timedelta(hours=23)) == 0
    assert models.forget(timezone.now() + timedelta(hours=25)) == 1
    assert "渗水" not in visitor.read("/apply/mediation/1/")


def test_a_form_without_its_token_is_refused_in_a_citizens_words(lotus):
    answer = Client(enforce_csrf_checks=True).post("/apply/mediation/1/", WHERE)
    assert answer.status_code == 403 and "什么也没有写入" in answer.content.decode() and "岗位" not in answer.content.decode()


@pytest.fixture
def visits(world):
    """An intake with every kind of question, declared for this test alone."""
    with registry.opened():

        class VisitIntake(Intake):
            key = "visit"
            model = Visit
            title = "来访"
            stages = (
                Stage(
                    "事情",
                    (
                        Ask("topic", "事项", kind="choice", words={"法律咨询": "advice", "其他": "other"}),
                        Ask("question", "经过", kind="long"),
                        Ask("came", "哪一天", kind="date"),
                        Ask("amount", "多少钱", kind="money", required=False),
                        Ask("proof", "材料", kind="file"),
                    ),
                ),
                Stage(
                    "其他",
                    (
                        Ask("helped", "有人帮过您吗", kind="yes_no"),
                        Ask("ways", "怎么答复", kind="choices", words=["电话", "书面"]),
                    ),
                ),
            )

            @classmethod
            def unit_for(cls, data):
                return world.town

            @classmethod
            def opened(cls, data):
                fields = {name: data[name] for name in ("topic", "question", "amount")}
                return {**fields, "title": f"{data['came']} {data['helped']} {'、'.join(data['ways'])}"}, {}

        before, VisitFlow.register.by = VisitFlow.register.by, (CLERK, PUBLIC)
        yield VisitIntake
        VisitFlow.register.by = before


ASKED = {"topic": "advice", "question": "欠薪", "came": "2024-05-01", "amount": "１,０００.５元"}


def png(name="合同.png", content=PNG):
    return SimpleUploadedFile(name, content, content_type="image/png")


def test_files_are_kept_with_the_draft_and_go_to_the_case(visitor, visits, files):
    assert visitor.fill(1, {**ASKED, "proof": [png(), png("收条.png")]}, "visit").url == "/apply/visit/2/"
    page = visitor.read("/apply/visit/2/")
    assert "合同.png、收条.png" in page and "1,000.5" in page and "2024年5月1日" in page and "法律咨询" in page
    visitor.fill(2, {"helped": "0", "ways": ["电话", "书面"]}, "visit")
    assert visitor.client.post("/apply/visit/3/", {"agrees": "1"}).url == "/apply/visit/receipt/"
    case = Visit.objects.get()
    assert case.title == "2024-05-01 False 电话、书面"
    assert [file.name for file in files_of(case)] == ["合同.png", "收条.png"] and files_of(case)[0].is_intact()
    assert not models.DraftFile.objects.exists()


def test_a_file_that_is_not_what_it_says_is_refused_and_the_others_stay(visitor, visits):
    wrong = png("说明.pdf", b"<html>")
    assert visitor.fill(1, {**ASKED, "proof": [png(), wrong]}, "visit").url == "/apply/visit/1/"
    page = visitor.read("/apply/visit/1/")
    assert "不是 pdf 文件" in page and "合同.png" in page and "欠薪" in page
    assert visitor.fill(1, ASKED, "visit").url == "/apply/visit/2/"


def test_a_missing_file_is_asked_for_and_a_wrong_one_is_taken_back(visitor, visits, files, django_capture_on_commit_callbacks):
    visitor.fill(1, ASKED, "visit")
    assert "请上传" in visitor.read("/apply/visit/1/")
    visitor.fill(1, {**ASKED, "proof": [png()]}, "visit")
    kept = models.DraftFile.objects.get()
    with django_capture_on_commit_callbacks(execute=True):
        visitor.fill(1, {**ASKED, "drop": str(kept.pk)}, "visit")
    assert not models.DraftFile.objects.exists() and not any((files / "drafts").iterdir())


def test_too_many_files_and_too_large_ones_are_refused(visitor, visits, monkeypatch):
    monkeypatch.setattr("fazhi.faces.portal.keeping.LARGEST", 1000)
    many = [png(f"{n}.png") for n in range(6)] + [png("大.png", PNG + b"\0" * 1000)]
    visitor.fill(1, {**ASKED, "proof": many}, "visit")
    page = visitor.read("/apply/visit/1/")
    assert "最多 5 个文件" in page and "“大.png”有" in page and models.DraftFile.objects.count() == 5


IMPOSSIBLE = (
    ("came", "2024-02-30"),
    ("came", "0001-13-01"),
    ("amount", "NaN"),
    ("amount", "-1"),
    ("amount", "1e99"),
    ("topic", "dispute"),
)


@pytest.mark.parametrize(("field", "sent"), IMPOSSIBLE)
def test_what_cannot_be_is_refused_with_its_sentence(visitor, visits, field, sent):
    assert visitor.fill(1, {**ASKED, field: sent, "proof": [png()]}, "visit").url == "/apply/visit/1/"
    assert "还有 1 处要改" in visitor.read("/apply/visit/1/")


def test_the_ledger_tells_that_the_public_did_it(visitor, lotus):
    visitor.apply()
    event = Event.objects.get(of="mediation.dispute")
    assert event.via == "portal" and event.actor is None and "13800134567" not in str(event.changes)


@pytest.mark.django_db(transaction=True)
def test_one_application_sent_by_ten_at_once_is_one_record_with_one_receipt(visitor, lotus):
    visitor.fill_all()
    cookies = visitor.client.cookies

    def send(_):
        client = Client()
        client.cookies = cookies
        return client.post("/apply/mediation/4/", {"agrees": "1"}).url

    assert set(at_once(10, send)) == {"/apply/mediation/receipt/"}
    draft = models.Draft.objects.get()
    assert Dispute.objects.count() == 1 and QueryCode.objects.get().receipt == draft.receipt


def test_what_was_typed_is_in_no_session_no_log_and_no_count_of_tries(visitor, another, lotus, caplog):
    caplog.set_level("DEBUG")
    receipt, code = visitor.apply()
    another.client.post("/follow/", {"receipt": receipt, "code": "00000000"})
    kept = " ".join(str(row.get_decoded()) for row in Session.objects.all()) + " ".join(map(str, models.Attempt.objects.values()))
    for needle in ("王建国", "13800134567", "渗水", receipt, code):
        assert needle not in kept and needle not in caplog.text
