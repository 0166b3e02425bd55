"""V1–V6 for calls, advice, legal aid and the network of services, as somebody who pries would try them: by page, API, file and code."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from fazhi.faces.api import tokens
from fazhi.faces.desk.ledgers.keeping import ImportRun
from fazhi.faces.desk.print_jobs import PrintJob
from fazhi.kernel.documents import attach
from fazhi.kernel.flow import doors
from fazhi.kernel.flow.models import HandOver
from fazhi.kernel.org.models import Grant, Person, Substitute
from fazhi.kernel.org.roles import CLERK, LEADER
from fazhi.kernel.records import restricted
from fazhi.services.advice.tests import factories as advice
from fazhi.services.advice.tests.conftest import home, pilot  # noqa: F401  a law in two versions
from fazhi.services.hotline.tests import factories as hotline
from fazhi.services.legal_aid.models import DutyHelp
from fazhi.services.legal_aid.roles import AID_LAWYER
from fazhi.services.legal_aid.tests import factories as aid
from fazhi.services.legal_services.tests import factories as network
from tests.keeping import once
from tests.pages import Window
from tests.prying import signed_in, told, traces
from tests.world import person, unit

WORDS = "多次被丈夫打伤后躲在娘家"
PHONE, NAME = "13987654321", "欧阳娜"


def yesterday():
    return timezone.localdate() - timedelta(days=1)


@pytest.fixture
def centre(world):
    return once(advice.centre, world)


@pytest.fixture
def line(world):
    return once(hotline.hotline, world)


@pytest.fixture
def aided(world):
    return once(aid.centre, world)


def asked(centre, text=WORDS, **data):
    """A consultation whose asker and question one would like to know."""
    return advice.consultation(centre, given=advice.parts(text, name=NAME, phone=PHONE), **data)


def rung(line, **data):
    return hotline.call(line, caller=PHONE, asker=NAME, question=WORDS, topic="family", **data)


# --- whose time is over -----------------------------------------------------------------------------------------------------


def test_a_session_a_token_and_a_password_end_with_the_last_day_of_their_person(centre):
    case, clerk = asked(centre), centre.clerk
    clerk.account.set_password("correct-horse-battery")
    clerk.account.save()
    key = tokens.make(clerk.account, "对账", 30)[1]
    session, machine = signed_in(clerk), {"headers": {"Authorization": f"Bearer {key}"}}
    page, record = f"/desk/advice.consultation/{case.pk}/", f"/api/v1/records/advice.consultation/{case.pk}"
    assert [session.get(page).status_code, session.get(record).status_code, Client().get(record, **machine).status_code] == [
        200
    ] * 3
    Person.objects.filter(pk=clerk.pk).update(valid_to=yesterday())
    for at in (page, "/desk/", "/desk/me/", "/boards/", "/desk/advice.consultation/export/"):
        assert session.get(at)["Location"].startswith("/login/"), at
    assert [session.get(record).status_code, Client().get(record, **machine).status_code] == [401, 401]
    refused = Client().post("/login/", {"username": clerk.account.username, "password": "correct-horse-battery"})
    assert refused.status_code == 200 and "用户名或者密码不对" in refused.content.decode()


def test_a_stand_in_keeps_nothing_when_the_time_is_over(centre, settings, tmp_path):
    settings.MEDIA_ROOT, settings.HOME = tmp_path / "files", tmp_path
    case = asked(centre)
    advice.step(centre, case, "raise_alarm", told_unit=centre.police, situation=WORDS)
    ordinary = advice.answered(centre, asked(centre, text="老板没有签劳动合同怎么办？"))
    standing = Substitute.objects.create(
        absent=centre.clerk, stand_in=centre.world.stranger, valid_from=yesterday() - timedelta(days=5), reason="休假"
    )
    session = signed_in(centre.world.stranger)
    page = f"/desk/advice.consultation/{ordinary.pk}/"
    assert session.get(page).status_code == 200
    sheet = SimpleUploadedFile("咨询.csv", f"序号,咨询人姓名,电话\n1,{NAME},{PHONE}\n".encode())
    session.post("/desk/advice.consultation/import/", {"file": sheet})
    run = ImportRun.objects.get()
    files = [f"/desk/advice.consultation/import/{run.pk}/{name}" for name in ("original/", "columns/", "")]
    printed = session.post("/desk/advice.consultation/print/", {"paper": "advice.opinion", "pick": str(ordinary.pk)})
    job = PrintJob.objects.get()
    files.append(f"/desk/printing/{job.pk}/file/")
    assert printed.status_code == 302 and job.state == "done"
    assert {at: session.get(at).status_code for at in files if session.get(at).status_code not in (200, 302)} == {}
    Substitute.objects.filter(pk=standing.pk).update(valid_to=yesterday())
    assert {at: session.get(at).status_code for at in files} == dict.fromkeys(files, 404)
    assert traces(session, ordinary, NAME, PHONE) == {} and traces(session, case, NAME, PHONE, WORDS) == {}


def test_whose_role_is_over_comes_upon_nothing(centre):
    case, session = asked(centre), signed_in(centre.checker)
    assert traces(session, case), "a clerk of the place does"
    Grant.objects.filter(person=centre.checker).update(valid_to=yesterday())
    assert traces(session, case, NAME, PHONE, WORDS) == {}


# --- advice -----------------------------------------------------------------------------------------------------------------


def test_a_village_office_comes_upon_no_question(centre):
    village = unit("990101001202", "荷塘村", "village", centre.world.town)
    clerk = person("村干部某", village, CLERK, LEADER)
    case = asked(centre, unit=village, by=centre.world.leader, channel="village", region=village)
    assert traces(signed_in(clerk), case, NAME, PHONE, WORDS) == {}
    assert traces(signed_in(centre.world.leader), case), "the county does"


def test_a_lawyer_comes_upon_what_is_assigned_and_upon_no_hand_over_of_the_city(centre):
    case = advice.answered(centre, asked(centre, text="老板没有签劳动合同怎么办？"))
    case = advice.step(centre, case, "refer", handed_kind="mediation", handed_to=centre.committee, consents=True)
    row = HandOver.objects.get()
    session = signed_in(centre.lawyer)
    assert traces(session, case, NAME, PHONE) == {}
    assert session.get(f"/desk/handovers/{row.pk}/").status_code == 404
    assert session.post(f"/desk/handovers/{row.pk}/accept/").status_code == 404
    assert HandOver.objects.get().state == HandOver.State.SENT
    receiver = person("调委会某", centre.committee, CLERK)
    assert PHONE in told(signed_in(receiver).get(f"/desk/handovers/{row.pk}/")), "the receiver does"


def test_whoever_stepped_back_for_the_other_side_s_sake_comes_upon_nothing_any_more(centre):
    case = asked(centre, text="老板没有签劳动合同怎么办？", channel="letter")
    case = advice.step(centre, case, "assign", handler=centre.lawyer)
    session = signed_in(centre.lawyer)
    assert session.get(f"/desk/advice.consultation/{case.pk}/").status_code == 200
    case = advice.step(centre, case, "recuse", by=centre.lawyer, ground="本所与对方有委托关系")
    assert traces(session, case, NAME, PHONE, "老板没有签") == {"/desk/": [case.number]}, "what one did oneself today"


def test_a_dangerous_question_is_come_upon_by_those_in_charge_alone(centre):
    police, case = person("民警某", centre.police, CLERK), asked(centre)
    case = advice.step(centre, case, "raise_alarm", told_unit=centre.police, situation=WORDS)
    case = advice.answered(centre, case)
    row = HandOver.objects.get()
    checker = signed_in(centre.checker)
    assert traces(checker, case, NAME, PHONE, WORDS) == {}
    assert checker.get(f"/desk/handovers/{row.pk}/").status_code == 404
    read = Window(centre.checker).page_of(asked(centre, text="还想问一下怎么申请人身保护", topic=case.topic))
    assert "前次咨询限制查阅" in read and advice.ANSWER not in read, "what was told before stays with those in charge"
    town = centre.world.clerk
    assert WORDS in told(signed_in(police).get(f"/desk/handovers/{row.pk}/"))
    assert signed_in(town).get(f"/desk/handovers/{row.pk}/").status_code == 404, "no office above the station"


def test_typing_a_question_shows_nobody_s_question(centre, pilot):  # noqa: F811
    private = asked(centre, text="请问老板王五拖欠工资不签合同怎么办")
    advice.answered(centre, private)
    typed = "请问老板王五拖欠工资不签合同怎么办"
    public = Client().post("/apply/advice/proposals/", {"question": typed})
    assert public.status_code == 200 and private.number not in told(public) and advice.ANSWER not in told(public)
    elsewhere = signed_in(centre.world.stranger)
    given = {"questions-0-text": typed, "askers-0-phone": PHONE, "topic": "labour"}
    said = told(elsewhere.post("/desk/advice.consultation/proposals/", given))
    assert private.number not in said and f"/advice.consultation/{private.pk}/" not in said and NAME not in said


def test_a_page_of_an_entry_leads_nobody_to_whose_question_it_was(centre, pilot):  # noqa: F811
    case = advice.answered(centre, asked(centre, text=f"{NAME}问：不签合同怎么办"), cited="试点法 第二条")
    case = advice.step(centre, case, "propose_entry")
    entry = case.entries.get()
    assert NAME not in entry.question
    entry = advice.step(centre, entry, "publish", by=centre.checker)
    session = signed_in(centre.world.stranger)
    page = told(session.get(f"/desk/advice.qaentry/{entry.pk}/"))
    assert entry.question in page and NAME not in page and f"/desk/advice.consultation/{case.pk}/" not in page
    assert traces(session, case, NAME, PHONE) == {}


# --- the hotline ------------------------------------------------------------------------------------------------------------


def test_a_call_in_danger_stays_with_its_team_and_so_does_what_it_opens(line):
    call = rung(line)
    call = hotline.step(line, call, "raise_alarm", told_unit=line.police, situation="被追打")
    order = hotline.step(line, call, "open_order", reason="续办").orders.get()
    again = hotline.call(line, "T2", by=line.other_seat, caller=PHONE)
    session = signed_in(line.other_seat)
    assert traces(session, call, NAME, PHONE, WORDS, words="家庭") == {}
    assert traces(session, order, NAME, PHONE, WORDS, words="续办") == {}
    assert call.number not in told(session.get(f"/desk/hotline.call/{again.pk}/beside/earlier/"))
    row = HandOver.objects.get()
    assert session.get(f"/desk/handovers/{row.pk}/").status_code == 404
    assert session.get(f"/desk/hotline.call/{call.pk}/sound/").status_code == 404
    assert [
        signed_in(line.seat).get(f"/desk/{label}/{pk}/").status_code
        for label, pk in (("hotline.call", call.pk), ("hotline.workorder", order.pk))
    ] == [200, 200]
    police = person("民警某", line.police, CLERK)
    alert = told(signed_in(police).get(f"/desk/handovers/{row.pk}/"))
    assert "被追打" in alert and NAME not in alert and PHONE not in alert


def test_what_arrives_restricted_is_restricted_where_it_arrives(line, aided):
    call = rung(line)
    call = hotline.step(line, call, "raise_alarm", told_unit=line.police, situation="被追打")
    hotline.step(line, call, "pass_on", kind="aid", to=aided.unit, consents=True)
    row = HandOver.objects.get(kind="legal_aid.aidcase")
    assert row.ground == restricted.Ground.VIOLENCE
    over = signed_in(aided.world.leader)
    assert over.get(f"/desk/handovers/{row.pk}/").status_code == 404, "no office above the receiver"
    clerk = Window(aided.clerk)
    assert "接收并登记" in clerk.read(f"/desk/handovers/{row.pk}/")
    means = {"means_path": "promise", "has_promised": True, "income": "3000", "household": "3"}
    matter = {"kind": "civil", "ground": "31.8", "cause": "人身安全保护", "competent": aided.world.county}
    opened = clerk.register("legal_aid.aidcase", f"?from={row.pk}", unit=aided.unit, **matter, **means)
    assert restricted.of(opened).ground == restricted.Ground.VIOLENCE
    assert traces(over, opened, NAME, PHONE, WORDS) == {}


def test_an_owner_above_the_hotline_never_learns_who_reported(line):
    boss = person("局长某", line.world.city, LEADER, CLERK)
    report = hotline.order(
        line,
        secrecy="report",
        title="反映一件事",
        content=f"我是{NAME}，{PHONE}，局里有人吃拿卡要",
        requester=NAME,
        phone=PHONE,
        contact_note="打到第三小学门卫找我",
        contact="hours",
    )
    hotline.step(line, report, "dispatch", owner=line.world.city)
    row = HandOver.objects.get()
    session = signed_in(boss)
    page = told(session.get(f"/desk/handovers/{row.pk}/"))
    assert "吃拿卡要" in page and not [each for each in (NAME, PHONE, "第三小学") if each in page]
    found = traces(session, report, NAME, PHONE, "第三小学")
    assert found and {at: what for at, what in found.items() if what != [report.number]} == {}
    assert all(at == "/desk/" or at.startswith("/desk/handovers/") for at in found), "its number alone, on what was sent there"
    named = hotline.order(line, secrecy="report", title=f"{NAME}反映一件事", requester=NAME, phone=PHONE)
    assert "名称里写着诉求人" in Window(line.office).refusal(named, "dispatch", owner=line.world.city, level="ordinary")


# --- legal aid and the network ----------------------------------------------------------------------------------------------


def test_who_is_helped_in_custody_is_no_other_lawyer_s_to_read(aided):
    firm = unit("990101L9", "清源律师事务所", "firm", aided.world.county)
    other = person("孟律某", firm)
    for lawyer in (other, aided.lawyer):
        Grant.objects.get_or_create(person=lawyer, role=AID_LAWYER, unit=aided.world.city, valid_from=lawyer.valid_from)
    given = {
        "unit": aided.unit,
        "place": "detention",
        "person_name": NAME,
        "charge": "故意伤害",
        "helped_on": aid.DAY,
        "helps": ["advice"],
    }
    case = doors.register(DutyHelp, aided.lawyer, given, {})
    assert traces(signed_in(other), case, NAME, "故意伤害") == {}
    assert signed_in(aided.lawyer).get(f"/desk/legal_aid.dutyhelp/{case.pk}/").status_code == 200


def test_a_village_room_tells_its_office_nothing_of_who_came(world):
    at = once(network.network, world)
    clerk = person("村干部某", at.village, CLERK)
    case = network.reception(at, "village", visitor=NAME, phone=PHONE, matter=WORDS)
    assert traces(signed_in(clerk), case, NAME, PHONE, WORDS) == {}
    assert signed_in(at.manager).get(f"/desk/legal_services.reception/{case.pk}/").status_code == 200


# --- files ------------------------------------------------------------------------------------------------------------------


def test_a_file_is_fetched_through_its_own_record_alone(centre, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    mine, theirs = asked(centre, text="老板没有签劳动合同怎么办？"), asked(centre)
    file = attach(theirs, SimpleUploadedFile("伤情.txt", WORDS.encode()), "证据", centre.head)
    session = signed_in(centre.clerk)
    for at in (
        f"/desk/advice.consultation/{mine.pk}/files/{file.pk}/",
        f"/api/v1/records/advice.consultation/{mine.pk}/files/{file.pk}",
    ):
        assert session.get(at).status_code == 404, at
    assert WORDS in told(signed_in(centre.head).get(f"/desk/advice.consultation/{theirs.pk}/files/{file.pk}/"))
