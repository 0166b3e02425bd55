"""V1–V6 for calls, advice, legal aid and the network of services, as somebody who pries would try them: by page, API, file and code."""

import json
import logging
from datetime import date, timedelta

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from fazhi.faces.api import tokens
from fazhi.faces.desk.ledgers.keeping import ImportRun
from fazhi.faces.desk.ledgers.leaving import FREE_ROWS
from fazhi.faces.desk.print_jobs import PrintJob
from fazhi.kernel.documents import attach
from fazhi.kernel.flow import doors
from fazhi.kernel.flow.models import HandOver
from fazhi.kernel.law import learning, search
from fazhi.kernel.ledger.models import Event
from fazhi.kernel.org.models import Grant, Person, Substitute
from fazhi.kernel.org.roles import CLERK, LEADER, SUPERVISOR
from fazhi.kernel.records import codes, restricted
from fazhi.kernel.records.reading import Reading
from fazhi.services.advice.tests import factories as advice
from fazhi.services.advice.tests.conftest import home, pilot  # noqa: F401  a law in two versions
from fazhi.services.hotline.models import SeatSession
from fazhi.services.hotline.telephone import take_rings
from fazhi.services.hotline.tests import factories as hotline
from fazhi.services.legal_aid.models import DutyHelp, Recipient
from fazhi.services.legal_aid.portal import MEMBERS_SEE
from fazhi.services.legal_aid.roles import AID_LAWYER
from fazhi.services.legal_aid.tests import factories as aid
from fazhi.services.legal_services.tests import factories as network
from tests.keeping import once
from tests.pages import Window
from tests.prying import exports_of, signed_in, told, traces
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
    return hotline.call(line, **{"caller": PHONE, "asker": NAME, "question": WORDS, "topic": "family", **data})


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


# --- what is learned from answers -------------------------------------------------------------------------------------------


def test_the_search_learns_from_no_restricted_question_and_writes_none_down(centre, pilot, settings):  # noqa: F811
    told_to_all = advice.answered(centre, asked(centre, text="厂里不给白纸黑字咋整？我住临湖路九十九号"), cited="试点法 第二条")
    by_hand = advice.answered(centre, asked(centre, text="老板的儿子欺负我不敢说"), cited="试点法 第一条")
    of_a_child = advice.answered(
        centre,
        asked(centre, text="孩子在学校被打怎么办", groups=["minor"]),
        cited="试点法 第一条",
    )
    head = Window(centre.head)
    head.send(
        f"/desk/advice.consultation/{by_hand.pk}/restrict/",
        ground="reporter",
        approver=centre.head,
        people=[centre.clerk.pk],
        reason="涉及举报人",
    )
    assert learning.train(on=advice.DAY) == 1
    (hit, *_) = search("不给白纸黑字咋整", on=advice.DAY)
    assert hit.grounds == (told_to_all.number,)
    for words in ("不给白纸黑字咋整", "老板的儿子欺负我不敢说", "孩子在学校被打怎么办"):
        for at in (f"/law/?q={words}", f"/api/v1/laws/search?q={words}&on=2024-09-03"):
            answer = Client().get(at)
            page = told(answer)
            assert answer.status_code == 200, at
            assert not [case.number for case in (told_to_all, by_hand, of_a_child) if case.number in page], at
        assert told_to_all.number not in told(Client().post("/apply/advice/proposals/", {"question": words}))
    secret = [
        each.encode(form)
        for each in ("临湖路九", "儿子欺负", "在学校被打", PHONE, NAME)
        for form in ("utf-8", "utf-16-le", "utf-32-le")
    ]
    kept = {path.name: path.read_bytes() for path in settings.HOME.rglob("*") if path.is_file() and "keys" not in path.parts}
    assert kept and [name for name, content in kept.items() for each in secret if each in content] == []


# --- figures ----------------------------------------------------------------------------------------------------------------


def test_a_figure_opens_into_what_one_may_see_and_says_few_more_without_a_number(line):
    open_call = rung(line, question="老板欠我工资", asker="", caller="15400000009")
    shut = hotline.step(
        line,
        hotline.call(line, "T2", caller=PHONE, asker=NAME, question=WORDS),
        "raise_alarm",
        told_unit=line.police,
        situation="被追打",
    )
    on = f"unit={line.unit.code}&on={hotline.DAY}&period=since_year_start"
    session = signed_in(person("监督某", line.world.city, SUPERVISOR))
    for at in (f"/boards/figure/hotline.calls/records/?{on}", f"/api/v1/indicators/hotline.calls/records?{on}"):
        page = told(session.get(at))
        assert open_call.number in page and not [
            each for each in (shut.number, NAME, PHONE, f"hotline.call/{shut.pk}/") if each in page
        ], at
    assert "少于 5" in told(session.get(f"/boards/figure/hotline.calls/records/?{on}"))
    for form in ("csv", "xlsx"):
        assert shut.number not in told(session.get(f"/boards/figure/hotline.calls/records-table.{form}?{on}"))
    assert session.get(f"/boards/figure/hotline.calls/why/{shut.pk}/?{on}").status_code == 404
    for who in (line.other_seat, line.world.stranger):
        assert open_call.number not in told(signed_in(who).get(f"/boards/figure/hotline.calls/records/?{on}"))


def test_few_callers_are_published_in_no_form(line):
    for n in range(8):
        topic = "wages" if n < 6 else "family"
        call = hotline.call(line, f"C{n}", caller=f"1540000010{n}")
        call = hotline.step(line, call, "wrap_up", by=line.seat, **{**hotline.ASKED, "topic": topic})
        if n < 3:
            hotline.step(line, call, "rate", by=line.other_seat, rating="5")
    month = {"unit": line.unit, "month": "2024-09-30"}
    with time_machine.travel(hotline.at(9, day=date(2024, 10, 9)), tick=False):
        office, manager = Window(line.office), Window(line.manager)
        report = office.step(office.register("hotline.monthreport", **month), "judge", omens="没有发现", advice="没有")
        for row in report.clusters.all():
            report = office.step(report, "handle", row, handled="已告知")
        office.step(manager.step(manager.step(report, "check"), "sign"), "publish")
        for at in ("/notices/hotline-months/", "/notices/hotline-months/table.csv"):
            page = told(Client().get(at))
            assert "农民工工资 6通" in page and "婚姻家庭" not in page and "2通" not in page, at
            assert "37.5%" not in page and "少于 5，不公布具体数" in page, "three of eight said how content they were"


# --- the public's codes -----------------------------------------------------------------------------------------------------


def test_a_code_opens_its_own_matter_alone_by_page_and_by_api(centre):
    mine, theirs = asked(centre, text="老板没有签劳动合同怎么办？"), advice.answered(centre, asked(centre, text="请问二倍工资"))
    receipt, code = codes.give_code(mine)
    other, _ = codes.give_code(theirs)
    window = Window()
    assert "二倍工资" not in window.follow(receipt, code)
    for at in ("", "receipt.json", "step/ask_again/", f"step/tell_correction/{theirs.pk}/"):
        assert advice.ANSWER not in told(window.client.get(f"/follow/matter/{at}")), at
    assert window.client.post("/follow/matter/paper/", {"paper": "advice.opinion"}).status_code == 404, "there is no answer yet"
    assert "没有查到" in window.refused("/follow/", receipt=other, code=code)
    said = Client().post("/api/v1/public/follow", {"receipt": other, "code": code}, content_type="application/json")
    assert said.status_code == 404 and advice.ANSWER not in told(said)


def test_guesses_at_a_code_are_counted_together_by_page_and_by_api_from_wherever(centre):
    receipt, code = codes.give_code(advice.answered(centre, asked(centre, text="请问二倍工资")))
    answers = []
    for n in range(16):
        at, wrong = {"REMOTE_ADDR": f"10.0.0.{n}"}, {"receipt": receipt, "code": f"{n:08d}"}
        page = n % 2 == 0
        sent = (
            Client(**at).post("/follow/", wrong)
            if page
            else Client(**at).post("/api/v1/public/follow", wrong, content_type="application/json")
        )
        answers.append(sent.status_code)
    assert set(answers[:4]) == {422, 404} and answers[-1] == answers[-2] == 429, str(answers)
    right = {"receipt": receipt, "code": code}
    last = Client(REMOTE_ADDR="10.1.0.1").post("/api/v1/public/follow", right, content_type="application/json")
    assert last.status_code == 429 and advice.ANSWER not in told(last), "the right code too, for a while"


def test_one_of_a_group_reads_no_more_by_api_than_on_the_page(aided):
    others = [Recipient(name=NAME, id_number=aid.ADULT_ID, phone=PHONE), Recipient(name="工人乙", phone="15400000002")]
    case = aid.aid_case(aided, given={**aid.parts(), "recipients": others})
    first, second = case.recipients.order_by("pk")
    receipt, code = codes.give_code(case, second)
    page = Window().follow(receipt, code)
    said = Client().post("/api/v1/public/follow", {"receipt": receipt, "code": code}, content_type="application/json").json()
    assert "facts" in said, said
    names = {row["name"] for row in said["facts"]}
    assert names == set(MEMBERS_SEE.split()) and NAME not in page and NAME not in str(said)


# --- what is written beside -------------------------------------------------------------------------------------------------


def test_no_line_of_a_log_and_no_address_tells_of_anybody(centre, caplog):
    caplog.set_level(logging.DEBUG)
    logging.getLogger("django.db.backends").setLevel(logging.INFO)
    desk, street = signed_in(centre.clerk), Client(raise_request_exception=False)
    typed = {"questions-0-text": WORDS, "askers-0-phone": PHONE, "askers-0-name": NAME, "topic": "family"}
    answers = [
        desk.post("/desk/advice.consultation/proposals/", typed),
        desk.post("/desk/advice.consultation/new/", typed),
        desk.get(f"/desk/find/?q={PHONE}"),
        desk.get(f"/desk/advice.consultation/?q={PHONE}"),
        desk.post("/desk/number/", {"number": PHONE, "reason": "来电核对"}),
        street.post("/apply/advice/proposals/", {"question": WORDS}),
        street.post("/apply/advice/1/", {"question": WORDS, "opponent": NAME}),
        street.post("/apply/call-back/1/", {"content": WORDS}),
        street.post("/api/v1/public/intakes/advice", {"question": WORDS, "phone": "1"}, content_type="application/json"),
        street.post("/follow/", {"receipt": PHONE, "code": "1"}),
    ]
    assert [answer["Location"] for answer in answers[2:4]] == ["/desk/number/"] * 2, "asked again where it is posted"
    addresses = [answer["Location"] for answer in answers if answer.has_header("Location")]
    assert not [each for each in (WORDS, PHONE, NAME) if each in caplog.text or each in str(addresses)]


def test_the_telephone_s_faults_are_told_without_who_rang(line, caplog, settings, tmp_path):
    settings.HOME = tmp_path
    telephone = tmp_path / "telephone"
    telephone.mkdir()
    told_wrong = {"seat": "8", "caller": f"{PHONE}甲", "queued_at": "2024-09-03T09:00", "hung_up_at": "2024-09-03T08:00"}
    (telephone / "T9.json").write_text(json.dumps(told_wrong))
    (telephone / "T8.json").write_text(f"{NAME} {PHONE}")
    doors.register(SeatSession, line.manager, {"unit": line.unit, "seat_no": "8", "agent": line.seat}, {})
    take_rings(hotline.DAY)
    assert "T9" in caplog.text and "T8" in caplog.text
    assert PHONE not in caplog.text and NAME not in caplog.text


def tells(who, label, pk, key):
    """Where a key stands, of the page, the list, the API and the history."""
    session = signed_in(who)
    places = (f"/desk/{label}/{pk}/", f"/desk/{label}/", f"/api/v1/records/{label}/{pk}", f"/api/v1/records/{label}/{pk}/history")
    answers = {at: session.get(at) for at in places}
    assert all(answer.status_code == 200 for answer in answers.values())
    return [at for at, answer in answers.items() if key in told(answer)]


def test_no_answer_tells_the_key_of_who_rang(line):
    call = rung(line, question="老板欠我工资")
    assert call.caller_key and tells(line.manager, "hotline.call", call.pk, call.caller_key) == []


def test_no_answer_tells_the_key_of_who_asked(centre):
    case = asked(centre, text="老板没有签劳动合同怎么办？")
    key = case.askers.get().key
    assert key and tells(centre.clerk, "advice.consultation", case.pk, key) == []


def test_what_was_sent_follows_its_receiver_to_another_county(centre):
    case = advice.answered(centre, asked(centre, text="老板没有签劳动合同怎么办？"))
    advice.step(centre, case, "refer", handed_kind="mediation", handed_to=centre.committee, consents=True)
    row = HandOver.objects.get()
    before, after = (
        person(name, at, CLERK) for name, at in (("原区某", centre.world.county), ("新区某", centre.world.other_county))
    )
    seen = [signed_in(who).get(f"/desk/handovers/{row.pk}/").status_code for who in (before, after)]
    centre.world.town.move(centre.world.other_county, timezone.localdate())
    moved = [signed_in(who).get(f"/desk/handovers/{row.pk}/").status_code for who in (before, after)]
    assert (seen, moved) == ([200, 404], [200, 200]), "the sender's county still sees what it sent"


def test_printing_and_doing_many_at_once_take_up_nothing_of_others(centre, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    case = advice.answered(centre, asked(centre, text="老板没有签劳动合同怎么办？"))
    stranger = signed_in(centre.world.stranger)
    stranger.post("/desk/advice.consultation/print/", {"paper": "advice.opinion", "pick": str(case.pk)})
    stranger.post("/desk/advice.consultation/bulk/", {"step": "close", "pick": str(case.pk), "reason": "试"})
    case.refresh_from_db()
    assert case.state == "answered" and not PrintJob.objects.exists()


# --- what is taken out, and what stays behind -------------------------------------------------------------------------------


def test_calls_and_questions_leave_masked_for_a_purpose_and_many_only_with_another_s_word(centre, monkeypatch):
    case = asked(centre, text="老板没有签劳动合同怎么办？")
    session = signed_in(centre.clerk)
    exports = dict(exports_of(session, "advice.consultation"))
    assert len(exports) == 5 and all(case.number in said for said in exports.values())
    assert {at: [each for each in (NAME, PHONE, "没有签劳动") if each in said] for at, said in exports.items()} == dict.fromkeys(
        exports, []
    )
    kept = Event.objects.filter(act="export", actor=centre.clerk)
    assert kept.count() == 5 and {row.reason for row in kept} == {"看看"}
    assert all("1 行" in row.title for row in kept)
    workbook = exports["export ledger xlsx"]
    assert centre.clerk.name in workbook and "用途：看看" in workbook and "不得转给他人" in workbook
    monkeypatch.setattr(FREE_ROWS, "value", lambda *_: 0)
    for kind in ("csv", "xlsx"):
        answer = session.post("/desk/advice.consultation/export/", {"form": "ledger", "kind": kind, "reason": "看看"})
        assert answer.status_code == 302 and answer["Location"].endswith("/exports/"), "asked for, and not given"
    sent = session.post("/api/v1/ledgers/advice.consultation/exports", {"reason": "看看"}, content_type="application/json")
    assert sent.status_code in (403, 409, 422) and case.number not in told(sent)


def test_no_page_file_or_sound_of_somebody_is_kept_by_a_browser_or_a_cache_between(centre, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    case = asked(centre, text="老板没有签劳动合同怎么办？")
    file = attach(case, SimpleUploadedFile("欠条.txt", b"1"), "证据", centre.clerk)
    at, session = f"/desk/advice.consultation/{case.pk}/", signed_in(centre.clerk)
    answers = {
        url: session.get(url)
        for url in (
            at,
            "/desk/advice.consultation/",
            f"{at}files/{file.pk}/",
            f"{at}reveal/?field=opponent",
            f"/api/v1/records/advice.consultation/{case.pk}",
            "/desk/handovers/",
            "/desk/reminders/",
        )
    }
    answers["proposals"] = session.post("/desk/advice.consultation/proposals/", {"questions-0-text": WORDS})
    answers["export"] = session.post("/desk/advice.consultation/export/", {"form": "list", "kind": "csv", "reason": "看看"})
    citizen = Window()
    citizen.follow(*codes.give_code(case))
    answers["follow"] = citizen.client.get("/follow/matter/")
    answers["typed"] = citizen.client.post("/apply/advice/proposals/", {"question": WORDS})
    asked_for = {url: (answer.status_code, answer.get("Cache-Control", "")) for url, answer in answers.items()}
    assert [url for url, (status, kept) in asked_for.items() if status != 200 or "no-store" not in kept] == []
    left = session.post("/logout/")
    assert all(word in left["Clear-Site-Data"] for word in ('"cache"', '"cookies"', '"storage"'))
    assert session.get(at)["Location"].startswith("/login/")


def test_what_is_told_in_words_leaves_without_whom_the_record_knows(centre):
    case = asked(centre, text="老板没有签劳动合同怎么办？", opponent="李芳芳")
    words = f"{NAME}您好：可以要求李芳芳支付二倍工资，有事打{PHONE}或者13700000000"
    case = advice.answered(centre, case, text=words)
    session = signed_in(centre.clerk)
    assert words in told(session.get(f"/desk/advice.consultation/{case.pk}/")), "who works on it reads it"
    places = dict(exports_of(session, "advice.consultation"))
    places["api"] = told(session.get(f"/api/v1/records/advice.consultation/{case.pk}"))
    found = {at: [each for each in (NAME, "李芳芳", PHONE, "13700000000") if each in said] for at, said in places.items()}
    assert found == dict.fromkeys(places, []) and "欧***您好" in places["api"] and "欧***您好" in places["export ledger csv"]


def test_a_hand_over_is_read_in_full_by_who_takes_or_works_on_it_and_that_is_noted(line):
    call = hotline.step(line, rung(line, question="老板欠我三个月工资"), "wrap_up", by=line.seat, **hotline.ASKED, asker=NAME)
    hotline.step(line, call, "pass_on", kind="mediation", to=line.world.town, consents=True)
    row, receiver = HandOver.objects.get(), line.world.clerk
    at, secret = f"/desk/handovers/{row.pk}/", (NAME, PHONE, hotline.ASKED["question"])
    for who in (receiver, line.seat):
        page = told(signed_in(who).get(at))
        assert all(each in page for each in (*secret, who.name)), who
    overseer = person("督导某", line.unit, SUPERVISOR)
    page = told(signed_in(overseer).get(at))
    assert "139****4321" in page and "欧**" in page and not [each for each in secret if each in page]
    noted = Reading.objects.filter(of="flow.handover", record_id=row.pk).values_list("person", flat=True)
    assert set(noted) == {receiver.pk, line.seat.pk}
