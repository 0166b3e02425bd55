"""Legal aid through its pages: from 先测一测 to the subsidy; a group whose members follow by codes of their own; advice that becomes aid; a notice on a Friday."""

from datetime import datetime

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from fazhi.kernel.documents.attaching import attach
from fazhi.kernel.flow.models import HandOver
from fazhi.kernel.org.roles import CLERK
from fazhi.services.advice.models import Consultation
from fazhi.services.legal_aid.models import AidCase, Objection
from fazhi.services.legal_aid.tests.factories import ADULT_ID, centre
from tests.pages import Window
from tests.world import person

pytestmark = pytest.mark.django_db
PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF"
WHO = {"name": "王建", "id_number": ADULT_ID, "phone": "15400000001"}
WHAT = {"competent": "荷塘区 荷花街道", "facts": "工地拖欠三个月工资，要求支付。", "opponent": "红星建材有限公司"}
NEED = {"kind": "labour", "ground": "31.5", "cause": "追索劳动报酬", "means_path": "promise", "has_promised": True}


@pytest.fixture
def lotus(world, settings, tmp_path):
    settings.HOME = tmp_path
    return centre(world)


def on(day, hour=9):
    return time_machine.travel(timezone.make_aware(datetime(*day, hour)), tick=False)


def test_from_the_wizard_to_the_subsidy(lotus):
    citizen, clerk, checker, head, lawyer = (
        Window(each) for each in (None, lotus.clerk, lotus.checker, lotus.head, lotus.lawyer)
    )
    with on((2024, 9, 3)):
        found = citizen.refused("/check/legal-aid/", matter="wages", groups=["migrant"])
        assert "很可能可以申请法律援助" in found and not AidCase.objects.exists()
        means = {"income": "3000", "household": "3", "has_promised": True}
        told = citizen.apply("legal-aid", {"matter": "wages", **WHAT}, WHO, {}, means)
        case = clerk.step(AidCase.objects.get(), "list_gaps", missing="工资欠条", supplement_by="2024-09-20")
        assert "工资欠条" in citizen.follow(*told)
        citizen.send("/follow/matter/step/supplement/", kind="case", title="工资欠条")
        case.refresh_from_db()
        assert "已经告知过" in clerk.read(f"/desk/legal_aid.aidcase/{case.pk}/step/list_gaps/")
        assert "请在“经济状况说明、核查情况”里写明" in head.refusal(case, "grant", findings="属实")
        assert "家庭人均月收入" in head.read(f"/desk/legal_aid.aidcase/{case.pk}/step/grant/") and "请填写" in head.refusal(
            case, "grant"
        )
        case = head.step(case, "grant", findings="拖欠工资属实", means_note="人均收入低")
        assert "方律某" in clerk.read(f"/desk/legal_aid.aidcase/{case.pk}/step/assign/")
        case = clerk.step(case, "assign", lawyer=lotus.fang)
        assert "方律某" in citizen.follow(*told)
        citizen.send("/follow/matter/step/ask_change/", reason="联系不上")
        case = clerk.step(case, "keep", reason="承办人已经联系上受援人")
        assert "先向受援人通报" in lawyer.refusal(case, "report", kind="filing", done_on="2024-09-03", note="申请仲裁")
        case = lawyer.step(case, "report", kind="filing", done_on="2024-09-03", note="申请仲裁", is_told=True)
    with on((2024, 11, 1)):
        clerk, lawyer, checker, head = Window(lotus.clerk), Window(lotus.lawyer), Window(lotus.checker), Window(lotus.head)
        done = {"ended_on": "2024-11-01", "outcome": "award", "outcome_note": "裁决支付工资", "recovered": "52000"}
        assert "还没有结案法律文书副本" in lawyer.read(f"/desk/legal_aid.aidcase/{case.pk}/step/finish/")
        for kind, title in (("outcome", "仲裁裁决书"), ("report", "办理情况报告")):
            case = lawyer.step(case, "add_material", kind=kind, title=title)
        assert "上传文件" in lawyer.refusal(case, "finish", **done)
        attach(case, SimpleUploadedFile("裁决书.pdf", PDF), person=lotus.clerk)
        case = lawyer.step(case, "finish", **done)
        case = checker.step(checker.step(case, "score", quality_score=92), "archive")
        assert (case.grade, case.subsidy) == ("excellent", None)
        assert "没有适用的补贴标准" in clerk.read(f"/desk/legal_aid.aidcase/{case.pk}/step/pay/")
        rate = {"kind": "labour", "amount": "1500", "each_more": "0", "valid_from": "2024-01-01", "source": "测试文件"}
        clerk.register("legal_aid.subsidyrate", unit=lotus.unit, **rate)
        case = clerk.step(clerk.step(case, "price"), "pay", paid_on="2024-11-01")
        assert (case.state, case.subsidy) == ("paid", 1500)
        assert "已经办完" in Window().follow(*told)


def test_each_of_a_group_follows_by_a_code_of_its_own_and_settles_only_with_its_consent(lotus, world):
    clerk, head, lawyer = Window(lotus.clerk), Window(lotus.head), Window(lotus.lawyer)
    rows = {f"recipients-{n}-name": f"工人{name}" for n, name in enumerate("甲乙")}
    speaks = {"name": "工人甲", "kind": "spokesman", "letter_on": "2024-09-02", "scope": "代为申请、参加仲裁"}
    agent = {f"representatives-0-{name}": value for name, value in speaks.items()}
    with on((2024, 9, 3)):
        given = {**NEED, "unit": lotus.unit, "competent": world.county, "income": "3000", "household": "3"}
        case = clerk.register("legal_aid.aidcase", **given, origin="agent", **rows, **agent)
        case = clerk.step(case, "add_recipient", name="工人丙")
        first, second, third = case.recipients.order_by("pk")
        assert case.people == 3
        case = head.step(case, "grant", findings="拖欠工资属实", means_note="人均收入低")
        case = clerk.step(case, "assign", lawyer=lotus.fang)
        codes = {}
        for row in (first, second, third):
            page = clerk.client.post(f"/desk/legal_aid.aidcase/{case.pk}/receipt/{row.pk}/").context["pairs"]
            told = dict(page)
            codes[row] = (told["回执号"], told["查询码"])
        member = Window()
        page = member.follow(*codes[second])
        assert "方律某" in page and "工人丙" not in page and "撤回申请" not in page
        leaver = Window()
        leaver.follow(*codes[third])
        leaver.send(f"/follow/matter/step/quit_group/{third.pk}/")
        assert "您已经退出这一件" in leaver.follow(*codes[third]) and [row.name for row in case.standing] == ["工人甲", "工人乙"]
        for kind, title in (("outcome", "调解书"), ("report", "办理情况报告")):
            case = lawyer.step(case, "add_material", kind=kind, title=title)
        done = {"ended_on": "2024-09-03", "outcome": "settlement", "outcome_note": "和解"}
        assert "还有 2 人没有用自己的查询码同意" in lawyer.refusal(case, "finish", **done)
        for row in (first, second):
            window = Window()
            window.follow(*codes[row])
            window.send(f"/follow/matter/step/consent/{row.pk}/")
        assert lawyer.step(case, "finish", **done).state == "closing"


def test_who_is_refused_objects_and_the_bureau_orders_correction(lotus):
    """Golden journey 13."""
    citizen, head, director = Window(), Window(lotus.head), Window(lotus.director)
    with on((2024, 9, 3)):
        means = {"income": "3000", "household": "3", "has_promised": True}
        told = citizen.apply("legal-aid", {"matter": "wages", **WHAT}, WHO, {}, means)
        no = {"findings": "申请事项不在范围内", "refused_because": "不属于列明的事项", "refused_under": "法律援助法 第三十一条"}
        case = head.step(AidCase.objects.get(), "refuse", **no)
        assert "不属于列明的事项" in citizen.follow(*told)
        citizen.send("/follow/matter/step/object_to/", objection_text="拖欠工资属于列明的事项")
    with on((2024, 9, 7)):
        director, head = Window(lotus.director), Window(lotus.head)
        found = {"findings": "申请追索劳动报酬", "reasons": "属于第三十一条第五项"}
        director.step(Objection.objects.get(), "order", **found)
        case.refresh_from_db()
        assert (case.state, "责令改正" in Window().follow(*told)) == ("correcting", True)
        case = head.step(case, "correct", findings="属于第三十一条第五项")
        assert (case.state, case.was_refused, case.was_corrected) == ("granted", True, True)


def test_a_notice_of_friday_goes_to_a_lawyer_with_three_years(lotus, world):
    """Golden journey 14."""
    with on((2024, 9, 6)):
        clerk = Window(lotus.clerk)
        notice = {"origin": "defence_notice", "kind": "defence", "ground": "25.4", "cause": "故意杀人", "is_detained": True}
        told = {
            "organ": "莲城市中级人民法院",
            "notice_no": "（2024）莲法援通1号",
            "competent": world.county,
            "means_path": "notice",
        }
        case = clerk.register("legal_aid.aidcase", unit=lotus.unit, **notice, **told, **{"recipients-0-name": "钱某"})
        assert [row["due"] for row in case.clocks if row["name"] == "notice"] == ["2024-09-09"]
        page = clerk.read(f"/desk/legal_aid.aidcase/{case.pk}/step/assign_notified/")
        assert "方律某" in page and "孟律某" not in page
        assert clerk.step(case, "assign_notified", lawyer=lotus.fang, organ_told_on="2024-09-06").practice_years == 12


def test_advice_becomes_aid_and_learns_what_was_decided(lotus, world):
    with on((2024, 9, 3)):
        clerk, head, window = Window(lotus.clerk), Window(lotus.head), Window(person("咨询某", lotus.far, CLERK))
        asked = {
            "channel": "window",
            "region": world.town,
            "topic": "wages",
            "legal_field": "civil",
            "questions-0-text": "老板欠薪三个月，能不能请律师",
        }
        page = {"askers-0-name": "王建", "askers-0-phone": "15400000001"}
        case = window.register("advice.consultation", unit=lotus.far, **asked, **page)
        assert isinstance(case, Consultation)
        answer = {
            "basis": "article",
            "cited": "劳动法 第五十条",
            "text": "可以申请法律援助",
            "aid_told": True,
            "suggestion": "aid",
        }
        case = window.step(case, "answer", **answer)
        case = window.step(case, "refer", handed_kind="aid", handed_to=lotus.unit, consents=True)
        row = HandOver.objects.get(of="advice.consultation")
        opened = clerk.register(
            "legal_aid.aidcase", f"?from={row.pk}", unit=lotus.unit, **NEED, competent=world.county, income="3000", household="3"
        )
        assert (opened.facts, opened.recipients.get().name) == (asked["questions-0-text"], "王建")
        head.step(opened, "grant", findings="属实", means_note="人均收入低")
        row.refresh_from_db()
        assert row.result == "决定给予法律援助"
