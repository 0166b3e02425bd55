"""What waits for somebody: hand-overs, obligations, signatures, reminders; and who may not touch them."""

import re
from datetime import date

import pytest
from click.testing import CliRunner
from tests.example.models import Visit
from tests.world import person

from fazhi.kernel import registry
from fazhi.kernel.calendar import Days, WorkingDays
from fazhi.kernel.flow import doors, handovers, passing_time
from fazhi.kernel.flow.models import Approval, HandOver, ObligationRow, Reminder
from fazhi.kernel.flow.obligations import Obligation
from fazhi.kernel.flow.refusals import NotAllowed
from fazhi.kernel.ledger.models import Event
from fazhi.kernel.org.roles import CLERK, STATISTICIAN
from fazhi.site import schedule
from fazhi.site.command import main


@pytest.fixture
def row(world, visit):
    """A matter that the far town sends to the town."""
    case = visit("罗某求助", unit=world.far_town)
    return handovers.send(
        case, "example.visit", world.town, world.stranger, reason="住所地在荷花街道", content="来访人住荷花街道"
    )


def html(answer):
    return answer.content.decode()


def test_a_hand_over_is_seen_and_accepted_by_its_receiver_alone(world, enter, row):
    page = html(enter(world.clerk).get("/desk/"))
    assert "接收移送：罗某求助" in page and "住所地在荷花街道" in page
    client = enter(world.clerk)
    assert "罗某求助" in html(client.get("/desk/handovers/"))
    assert client.post(f"/desk/handovers/{row.pk}/accept/").status_code == 302
    row.refresh_from_db()
    assert (row.state, row.accepted_by) == ("accepted", world.clerk)
    again = client.post(f"/desk/handovers/{row.pk}/accept/")
    assert again.status_code == 422 and "已接收，不能再办" in html(again)


def test_a_hand_over_goes_back_only_with_a_reason_and_the_sender_reads_it(world, enter, row):
    client, url = enter(world.clerk), f"/desk/handovers/{row.pk}/return/"
    assert client.post(url, {"text": " "}).status_code == 422
    assert HandOver.objects.get().state == "sent"
    assert client.post(url, {"text": "不在本辖区"}).status_code == 302
    client = enter(world.stranger)
    assert "罗某求助" in html(client.get("/desk/handovers/?box=returned"))
    page = html(client.get(f"/desk/handovers/{row.pk}/"))
    assert "不在本辖区" in page and "退回移送" in page
    refused = client.post(f"/desk/handovers/{row.pk}/answer/", {"text": "办好了"})
    assert refused.status_code == 422 and "是发给荷花街道的" in html(refused)


def test_what_was_accepted_is_answered_once(world, enter, row):
    client = enter(world.clerk)
    client.post(f"/desk/handovers/{row.pk}/accept/")
    assert client.post(f"/desk/handovers/{row.pk}/answer/", {"text": "已经调解"}).status_code == 302
    assert HandOver.objects.get().result == "已经调解"
    assert client.post(f"/desk/handovers/{row.pk}/answer/", {"text": "再报"}).status_code == 422


def test_a_hand_over_between_others_is_missing(world, enter, row):
    near = world.other_town
    HandOver.objects.update(to_unit=near, path=near.path)
    client = enter(world.clerk)
    foreign, missing = client.get(f"/desk/handovers/{row.pk}/"), client.get("/desk/handovers/999999/")
    assert foreign.status_code == missing.status_code == 404 and foreign.content == missing.content


def test_a_hand_over_is_read_by_those_alone_who_work_on_such_matters(world, enter, row):
    counter, judge = person("统计某", world.city, STATISTICIAN), person("立案某", world.town, CLERK)
    letter = handovers.send(
        row_of(row),
        "court.confirmation",
        world.town,
        world.stranger,
        reason="共同申请司法确认",
        content="当事人张某，电话15400000001",
    )
    for one in (row, letter):
        client = enter(counter)
        assert client.get(f"/desk/handovers/{one.pk}/").status_code == 404
        assert "罗某求助" not in html(client.get("/desk/")) + html(client.get("/desk/handovers/"))
        with pytest.raises(NotAllowed, match="是发给荷花街道的"):
            handovers.accept(one, counter)
        assert enter(judge).get(f"/desk/handovers/{one.pk}/").status_code == 200


def row_of(row):
    """The record from which a hand-over came."""
    return Visit.objects.get(pk=row.record_id)


def test_a_hand_over_is_registered_here_and_keeps_its_tie(world, enter, row):
    client = enter(world.clerk)
    url = f"/desk/example.visit/new/?from={row.pk}"
    assert "罗某求助" in html(client.get(url))
    sent = {"unit": world.town.pk, "title": "罗某求助", "topic": "advice", "question": "问", "key": "k"}
    sent |= {"visitors-TOTAL_FORMS": "0", "visitors-INITIAL_FORMS": "0"}
    assert client.post(url, sent).status_code == 302
    case, row = Visit.objects.get(unit=world.town), HandOver.objects.get()
    assert (row.state, row.opened_id) == ("accepted", case.pk)
    assert "转办移送" in html(client.get(f"/desk/example.visit/{case.pk}/"))


@pytest.fixture
def owed(world):
    with registry.opened():
        Obligation("test.report", "干预执法记录季报", lambda day: [world.town], "quarter", Days(10, law="人民调解法 第三条"))
        Obligation("test.strict", "年度报告", lambda day: [world.town], "year", Days(10), zero=False)
        rows = [
            ObligationRow(rule=rule, unit=world.town, path=world.town.path, period=period, due_on=date(2023, 12, 10))
            for rule, period in (("test.report", "2023Q3"), ("test.strict", "2023"))
        ]
        yield ObligationRow.objects.bulk_create(rows)


def test_a_rule_times_its_roster_is_owed_once_a_period_by_each_unit(world, enter, monkeypatch):
    """By the recurring work, however often it runs; what is missing is seen by whoever heads the unit, and by nobody beside it."""
    monkeypatch.setattr(schedule, "RECURRING", {"应办事项": schedule.RECURRING["应办事项"]})
    with registry.opened():
        Obligation("test.monthly", "矛盾纠纷排查月报", lambda day: [world.town, world.far_town], "month", WorkingDays(5))
        for day in ("2024-02-01", "2024-02-20", "2024-03-01"):
            assert CliRunner().invoke(main, ["work", "--on", day]).exit_code == 0
        rows = ObligationRow.objects.filter(rule="test.monthly")
        # Sunday 4 February was worked.
        assert sorted(rows.values_list("unit__short_name", "period", "due_on")) == [
            (unit, *told) for unit in ("渔歌", "荷花") for told in (("2024-01", date(2024, 2, 6)), ("2024-02", date(2024, 3, 7)))
        ]
        owed = html(enter(world.leader).get("/desk/owed/"))
        assert owed.count("矛盾纠纷排查月报") == 2 and "荷花街道" in owed and "渔歌镇" not in owed
        mine = rows.get(unit=world.far_town, period="2024-01")
        there = enter(world.stranger)
        there.post(f"/desk/owed/{mine.pk}/", {"how": "report", "note": "渔司〔2024〕1号"})
        assert "已填报：矛盾纠纷排查月报" in html(there.get("/desk/owed/"))
        assert html(there.get("/desk/owed/")).count("矛盾纠纷排查月报") == 1


def test_a_zero_report_discharges_what_is_owed_and_cannot_be_given_twice(world, enter, owed):
    client, url = enter(world.clerk), f"/desk/owed/{owed[0].pk}/"
    assert "干预执法记录季报，2023年第三季度" in html(client.get("/desk/")) + html(client.get("/desk/owed/"))
    assert client.post(url, {"how": "report", "note": ""}).status_code == 422
    assert client.post(url, {"how": "zero", "note": ""}).status_code == 302
    row = ObligationRow.objects.get(pk=owed[0].pk)
    assert row.is_zero and row.done_by == world.clerk
    assert "已经报过" in html(client.post(url, {"how": "zero"})) and Event.objects.filter(act="discharge").count() == 1
    assert "零报告" in html(client.get("/desk/owed/?done=1"))


def test_a_rule_that_asks_for_more_takes_no_zero_report_and_strangers_see_none(world, enter, owed):
    url = f"/desk/owed/{owed[1].pk}/"
    assert enter(world.clerk).post(url, {"how": "zero"}).status_code == 422
    assert enter(world.stranger).get(url).status_code == 404
    assert "年度报告" not in html(enter(world.stranger).get("/desk/owed/"))


@pytest.fixture
def answered(world, visit):
    def make(title):
        return doors.take("answer", visit(title), world.clerk, {"answer": "可以仲裁"})

    return make


def test_who_stands_at_the_level_signs_and_the_step_opens(world, enter, answered):
    case = answered("请公开")
    page = html(enter(world.leader).get("/desk/"))
    assert "“公开答复”须经行政机关负责人签批" in page
    assert re.search(r"待我签批\s*<span class=\"n\">1</span>", page)
    client, url = enter(world.leader), f"/desk/example.visit/{case.pk}/sign/publish/"
    assert client.post(url, {"answer": "no", "opinion": "", "version": case.version}).status_code == 422
    assert client.post(url, {"answer": "yes", "version": case.version}).status_code == 302
    assert Approval.objects.get().person == world.leader
    assert client.get(url).status_code == 404, "signed once, it waits no longer"
    assert client.post(f"/desk/example.visit/{case.pk}/step/publish/", {"version": case.version, "key": "p"}).status_code == 302


def test_a_signature_on_an_older_version_is_refused(world, enter, answered):
    case = answered("请公开")
    late = enter(world.leader).post(
        f"/desk/example.visit/{case.pk}/sign/publish/", {"answer": "yes", "version": case.version - 1}
    )
    assert late.status_code == 422 and "请重新看过再签" in html(late) and not Approval.objects.exists()


def test_nobody_signs_above_their_level(world, enter, answered):
    case = answered("请公开")
    client = enter(world.clerk)
    assert client.get(f"/desk/example.visit/{case.pk}/sign/publish/").status_code == 404
    assert "请公开" not in html(client.get("/desk/signing/"))


def test_many_are_signed_at_once_each_with_its_own_result(world, enter, answered):
    one, two, three = (answered(title) for title in ("甲", "乙", "丙"))
    keys = [f"example.visit:{case.pk}:publish:{case.version}" for case in (one, two, three)]
    doors.take("close", two, world.leader)
    page = html(enter(world.leader).post("/desk/signing/", {"pick": keys, "answer": "yes", "opinion": ""}))
    assert sorted(Approval.objects.values_list("record_id", flat=True)) == [one.pk, three.pk]
    assert page.count("没有办成") == 1 and "内容已经变化或者已经签过" in page
    assert enter(world.leader).post("/desk/signing/", {"answer": "yes"}).status_code == 422


def test_a_reminder_is_shown_to_who_may_see_the_case_and_is_put_away(world, enter, visit):
    case = visit("快到期")
    passing_time.remind(case.due_on)
    row = Reminder.objects.get()
    assert "快到期" not in html(enter(world.stranger).get("/desk/reminders/"))
    enter(world.stranger).post("/desk/reminders/seen/", {"pick": row.pk})
    assert Reminder.objects.get().seen_at is None
    client = enter(world.clerk)
    assert "快到期" in html(client.get("/desk/reminders/"))
    client.post("/desk/reminders/seen/", {"pick": f"{row.pk} x"})
    assert Reminder.objects.get().seen_at is not None
    assert "没有新的提醒" in html(client.get("/desk/reminders/"))


def test_an_item_of_the_inbox_names_its_step_and_leads_to_why_the_day_is_the_day(world, enter, visit):
    case = visit()
    page = enter(world.clerk).get("/desk/").content.decode()
    address = f"/desk/example.visit/{case.pk}/"
    assert f'href="{address}step/answer/"' in page and ">答复<" in page
    assert f'href="{address}clock/{case.clocks[0]["name"]}/">为什么是这一天' in page and "起算" in page


def test_beside_every_due_day_stands_why_the_day_is_the_day(world, enter, visit, answered):
    """In lists, in what waits for a signature, in reminders, and with what is owed."""
    case, signed = visit("快到期"), answered("请公开")
    passing_time.remind(case.due_on)
    why = f'href="/desk/example.visit/{case.pk}/clock/in_waiting/"'
    client = enter(world.clerk)
    assert why in html(client.get("/desk/example.visit/")) and why in html(client.get("/desk/reminders/"))
    waits = f'href="/desk/example.visit/{signed.pk}/clock/in_answered/"'
    head = enter(world.leader)
    assert waits in html(head.get("/desk/signing/")) and waits in html(head.get("/desk/"))
    with registry.opened():
        Obligation("test.report", "季报", lambda day: [world.town], "quarter", Days(10, law="人民调解法 第三条"))
        told = {"rule": "test.report", "unit": world.town, "path": world.town.path, "period": "2023Q3"}
        right, changed = (
            ObligationRow.objects.create(**told | {"due_on": date(2023, 10, day), "period": f"2023Q{day % 4}"})
            for day in (10, 11)
        )
        assert "2023年9月30日当日不计入，从10月1日起算" in html(enter(world.clerk).get(f"/desk/owed/{right.pk}/"))
        assert "当日不计入" not in html(enter(world.clerk).get(f"/desk/owed/{changed.pk}/"))


def badge(client):
    found = re.search(r'href="/desk/handovers/".*?</a>', html(client.get("/desk/")), re.S)
    return "".join(re.findall(r"\d+", found[0].rpartition("</svg>")[2]))


def test_the_numbers_of_the_navigation_are_kept_for_a_moment_and_follow_ones_own_acts(world, enter, row, settings):
    settings.BADGES_KEPT = 60
    client = enter(world.clerk)
    assert badge(client) == "1"
    HandOver.objects.update(state=HandOver.State.RETURNED)
    assert badge(client) == "1", "kept"
    HandOver.objects.update(state=HandOver.State.SENT)
    client.post(f"/desk/handovers/{row.pk}/accept/")
    assert badge(client) == ""
