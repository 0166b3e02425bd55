"""Signing in, passwords, substitutes, people and roles, and what the city sets itself; and who may not."""

import re
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.utils import timezone
from tests.example.rules import ANSWER_DAYS
from tests.world import person

from fazhi.faces.desk.models import SignInFailure
from fazhi.kernel import registry
from fazhi.kernel.calendar import Days
from fazhi.kernel.flow import doors, handovers
from fazhi.kernel.flow.models import ObligationRow
from fazhi.kernel.flow.obligations import Obligation
from fazhi.kernel.law.models import RuleValue
from fazhi.kernel.ledger.models import Event
from fazhi.kernel.org.models import Account, Grant, Person, Substitute
from fazhi.kernel.org.roles import ADMINISTRATOR, CLERK

RULE = f"/desk/rules/{ANSWER_DAYS.key}/"
GOOD = "荷塘月色-2026-夏"


def html(answer):
    return answer.content.decode()


def today():
    return timezone.localdate()


@pytest.fixture
def admin(world):
    return person("管理员某", world.county, ADMINISTRATOR)


def test_eight_failures_lock_a_name_for_every_process_and_time_opens_it(client, world, settings):
    world.clerk.account.set_password(GOOD)
    world.clerk.account.save()

    def sign_in(password, name="陈某"):
        cache.clear()  # what one process remembers, another does not
        return client.post("/login/", {"username": name, "password": password})

    for _ in range(8):
        assert "用户名或者密码不对" in html(sign_in("错"))
    assert "已锁定一刻钟" in html(sign_in(GOOD))
    assert "用户名或者密码不对" in html(sign_in("错", "林某")), "another name is not locked"
    SignInFailure.objects.update(failed_at=timezone.now() - timedelta(minutes=16))
    assert sign_in(GOOD).url == "/desk/"
    assert not SignInFailure.objects.filter(username="陈某").exists()


def test_a_password_is_changed_only_by_who_knows_it_and_to_a_good_one(client, world):
    world.clerk.account.set_password(GOOD)
    world.clerk.account.save()
    client.post("/login/", {"username": "陈某", "password": GOOD})
    url = "/desk/me/password/"
    for old, new, again, told in (
        ("错", "新的好密码-2026", "新的好密码-2026", "现在的密码不对"),
        (GOOD, "short", "short", "密码太短，至少要 10 个字符<"),
        (GOOD, "1234567890123", "1234567890123", "密码只包含数字"),
        (GOOD, "新的好密码-2026", "别的好密码-2026", "两次填的不一样"),
    ):
        answer = client.post(url, {"old": old, "new": new, "again": again})
        assert answer.status_code == 422 and told in html(answer), told
    assert client.post(url, {"old": GOOD, "new": "新的好密码-2026", "again": "新的好密码-2026"}).status_code == 302
    assert client.get("/desk/").status_code == 200, "this session goes on"
    assert Account.objects.get(username="陈某").check_password("新的好密码-2026")


def test_a_city_rule_is_changed_with_a_reason_and_keeps_its_history(world, enter):
    client = enter(world.city_leader)
    sent = {"value": "5", "valid_from": today(), "reason": "市司法局〔2026〕3号通知"}
    assert client.post(RULE, {**sent, "reason": " "}).status_code == 422
    assert client.post(RULE, {**sent, "value": "-1"}).status_code == 422
    assert client.post(RULE, {**sent, "valid_from": today() - timedelta(1)}).status_code == 422
    assert not RuleValue.objects.exists()
    assert client.post(RULE, sent).status_code == 302
    assert ANSWER_DAYS.value() == 5 and ANSWER_DAYS.value(today() - timedelta(1)) == 3
    page = html(enter(world.clerk).get(RULE))
    assert "市司法局〔2026〕3号通知" in page and "市长某" in page and "<form" not in page[page.index("<main") :].split("沿革")[0]
    assert "5 个工作日" in html(enter(world.clerk).get("/desk/rules/"))
    assert Event.objects.get(act="city_rule").changes == {ANSWER_DAYS.key: ["3 个工作日", "5 个工作日"]}
    written = Event.objects.filter(of="law.rulevalue", act="write")
    assert {event.actor for event in written} == {world.city_leader}, "the sealed row says who stood behind it"


def test_a_rule_is_changed_by_the_city_alone(world, enter):
    for someone in (world.clerk, world.leader):
        answer = enter(someone).post(RULE, {"value": "5", "valid_from": today(), "reason": "想改"})
        assert answer.status_code == 404 and not RuleValue.objects.exists()
    assert enter(world.clerk).get("/desk/rules/no.such/").status_code == 404


@pytest.mark.parametrize("key", ["mediation.risk_levels", "mediation.night_hours", "mediation.difficulty"])
def test_tables_and_lists_are_set_key_by_key(world, enter, key):
    from fazhi.kernel import registry  # noqa: PLC0415

    rule = registry.find("rules", key)
    client, url = enter(world.city_leader), f"/desk/rules/{key}/"
    page = html(client.get(url))
    fields = dict(re.findall(r'name="(value_?\d*)" value="([^"]*)"', page))
    if isinstance(rule.default, list):
        fields = {"value": "23:00\n05:00"}
    else:
        fields["value_0"] = "61"
    assert client.post(url, {**fields, "valid_from": today(), "reason": "试行"}).status_code == 302
    value = rule.value()
    assert type(value) is type(rule.default) and value != rule.default
    assert value == ["23:00", "05:00"] or next(iter(value.values())) == 61


def test_a_substitute_acts_for_the_absent_and_the_ledger_says_for_whom(world, enter, visit):
    case = visit("要人办", unit=world.far_town)
    client = enter(world.stranger)
    sent = {
        "absent": f"罗某〔渔歌 #{world.stranger.pk}〕",
        "stand_in": "陈某",
        "valid_from": today(),
        "valid_to": today() + timedelta(7),
        "reason": "休假",
    }
    assert client.post("/desk/substitutes/new/", {**sent, "stand_in": "罗某"}).status_code == 422
    assert client.post("/desk/substitutes/new/", {**sent, "valid_to": today() - timedelta(1)}).status_code == 422
    assert client.post("/desk/substitutes/new/", sent).status_code == 302
    assert client.post("/desk/substitutes/new/", sent).status_code == 422, "the same days twice"
    told = html(client.get("/desk/substitutes/"))
    assert "罗某" in told and "陈某" in told and "休假" in told
    stand_in = enter(world.clerk)
    url = f"/desk/example.visit/{case.pk}/"
    assert stand_in.post(f"{url}step/answer/", {"answer": "可以", "key": "s"}).status_code == 302
    assert "陈某（代罗某）" in html(stand_in.get(url))
    row = Substitute.objects.get()
    assert enter(world.stranger).post(f"/desk/substitutes/{row.pk}/end/", {"reason": "提前回来"}).status_code == 302
    Substitute.objects.update(valid_to=today() - timedelta(1), valid_from=today() - timedelta(1))
    assert enter(world.clerk).get(url).status_code == 404


def test_what_a_stand_in_signs_takes_over_corrects_and_reports_says_for_whom(world, enter, visit):
    stand_in = person("代某", world.far_town)
    Substitute.objects.create(absent=world.leader, stand_in=stand_in, valid_from=today(), valid_to=today(), reason="培训")
    case = doors.take("answer", visit("请公开"), world.clerk, {"answer": "可以"})
    sent = handovers.send(visit("罗某", unit=world.far_town), "example.visit", world.town, world.stranger, reason="住在荷花")
    client, url = enter(stand_in), f"/desk/example.visit/{case.pk}/"
    with registry.opened():
        Obligation("test.report", "干预记录季报", lambda day: [world.town], "quarter", Days(10))
        owed = ObligationRow.objects.create(
            rule="test.report", unit=world.town, path=world.town.path, period="2023Q3", due_on=today()
        )
        mended = {"title": "请公开答复", "topic": "advice", "question": "问", "reason": "名称不全", "version": case.version}
        for address, told in (
            (f"{url}sign/publish/", {"answer": "yes", "version": case.version}),
            (f"/desk/handovers/{sent.pk}/accept/", {}),
            (f"{url}correct/", mended),
            (f"/desk/owed/{owed.pk}/", {"how": "zero"}),
        ):
            assert client.post(address, told).status_code == 302, address
    acts = Event.objects.filter(actor=stand_in).exclude(act="write")
    assert dict(acts.values_list("act", "stands_in_for__name")) == dict.fromkeys(
        ("approve", "accept_hand_over", "correct", "discharge"), "林某"
    )
    assert html(client.get(url)).count("代某（代林某）") >= 2


def test_nobody_arranges_for_others_but_their_head(world, enter):
    sent = {"absent": "陈某", "stand_in": "罗某", "valid_from": today(), "valid_to": today(), "reason": "试"}
    assert enter(world.stranger).post("/desk/substitutes/new/", sent).status_code == 422
    assert not Substitute.objects.exists()
    assert enter(world.leader).post("/desk/substitutes/new/", sent).status_code == 302
    row = Substitute.objects.get()
    assert enter(person("旁人某", world.other_town, CLERK)).get(f"/desk/substitutes/{row.pk}/end/").status_code == 404


def test_an_administrator_grants_and_takes_back_a_role_within_their_units(world, enter, admin, visit):
    case = visit("甲")
    newcomer = Person.objects.create(name="新来某", unit=world.town, valid_from=today())
    Account.objects.create_user("xinlai", None, newcomer)
    client, url = enter(admin), f"/desk/people/{newcomer.pk}/"
    assert "新来某" in html(client.get("/desk/people/", {"q": "xinlai"})) and "新来某" in html(client.get("/desk/people/?q=xlm"))
    sent = {"role": "clerk", "unit": world.town.pk, "valid_from": today(), "reason": "到岗"}
    assert client.post(f"{url}grant/", {**sent, "unit": world.far_town.pk}).status_code == 422
    assert client.post(f"{url}grant/", {**sent, "valid_from": today() - timedelta(1)}).status_code == 422
    assert client.post(f"{url}grant/", {**sent, "role": "public"}).status_code == 422
    assert client.post(f"{url}grant/", sent).status_code == 302
    assert enter(newcomer).get(f"/desk/example.visit/{case.pk}/").status_code == 200
    grant = Grant.objects.get(person=newcomer)
    assert enter(admin).post(f"{url}grants/{grant.pk}/end/", {"reason": "调离"}).status_code == 302
    assert enter(newcomer).get(f"/desk/example.visit/{case.pk}/").status_code == 404
    assert "收回岗位" in html(enter(admin).get(url)) and "调离" in html(enter(admin).get(url))


def test_the_administrator_sees_no_case_and_others_see_no_administration(world, enter, admin, visit):
    case = visit("甲")
    assert enter(admin).get(f"/desk/example.visit/{case.pk}/").status_code == 404
    for someone in (world.clerk, world.leader):
        client = enter(someone)
        for url in ("/desk/people/", f"/desk/people/{admin.pk}/", "/desk/people/new/", f"/desk/people/{admin.pk}/grant/"):
            assert client.get(url).status_code == 404
        assert client.post(f"/desk/people/{admin.pk}/password/").status_code == 404
    assert enter(admin).get(f"/desk/people/{world.stranger.pk}/").status_code == 404, "another county"


def test_a_reset_password_is_shown_once_and_ends_other_sessions(world, client, enter, admin):
    theirs = type(client)()
    theirs.force_login(world.clerk.account)
    page = html(enter(admin).post(f"/desk/people/{world.clerk.pk}/password/"))
    word = re.search(r"[a-z2-9]{4}(?:-[a-z2-9]{4}){3}", page)[0]
    assert Account.objects.get(person=world.clerk).check_password(word)
    assert theirs.get("/desk/").status_code == 302
    assert word not in str(list(Event.objects.values()))
    assert enter(admin).post(f"/desk/people/{admin.pk}/password/").status_code == 404


def test_an_administrator_cannot_shut_themselves_out(world, enter, admin):
    grant = Grant.objects.get(person=admin)
    client = enter(admin)
    answer = client.post(f"/desk/people/{admin.pk}/grants/{grant.pk}/end/", {"reason": "试"})
    assert answer.status_code == 422 and "不能收回自己的" in html(answer)
    assert client.get(f"/desk/people/{admin.pk}/switch/").status_code == 404


def test_a_stopped_account_is_out_at_once(world, client, enter, admin):
    theirs = type(client)()
    theirs.force_login(world.clerk.account)
    assert enter(admin).post(f"/desk/people/{world.clerk.pk}/switch/", {"reason": "退休"}).status_code == 302
    assert theirs.get("/desk/").status_code == 302
    assert enter(admin).post(f"/desk/people/{world.clerk.pk}/switch/", {"reason": "返聘"}).status_code == 302
    assert Account.objects.get(person=world.clerk).is_active


def test_a_new_person_cannot_sign_in_before_a_password_is_set(world, enter, admin):
    sent = {"name": "小新", "username": "Xiaoxin", "unit": world.town.pk}
    client = enter(admin)
    assert client.post("/desk/people/new/", {**sent, "username": "陈某"}).status_code == 422
    assert client.post("/desk/people/new/", sent).status_code == 302
    account = Account.objects.get(username="Xiaoxin")
    assert account.person.name == "小新" and not account.has_usable_password()


def test_a_post_lets_its_holder_sign_for_its_units_until_it_is_ended(world, enter, admin, visit):
    case = doors.take("answer", visit("请公开"), world.clerk, {"answer": "可以"})
    head = person("新局长", world.town, CLERK)
    url, sign = f"/desk/people/{head.pk}/", f"/desk/example.visit/{case.pk}/sign/publish/"
    sent = {"unit": world.county.pk, "title": "副局长", "level": "head", "valid_from": today(), "reason": "荷司任〔2026〕1号"}
    client = enter(admin)
    refused = client.post(f"{url}post/", {**sent, "leads": "渔歌镇"})
    assert refused.status_code == 422 and "不在您的范围内" in html(refused), "another county's town"
    assert client.post(f"{url}post/", {**sent, "valid_from": today() - timedelta(1)}).status_code == 422
    assert enter(head).get(sign).status_code == 404
    assert enter(admin).post(f"{url}post/", {**sent, "leads": "荷花街道\n月塘"}).status_code == 302
    assert "行政机关负责人，分管荷花、月塘" in html(enter(admin).get(url))
    assert enter(head).get(sign).status_code == 200
    row = head.incumbencies.get()
    assert enter(admin).post(f"{url}posts/{row.pk}/end/", {"reason": "调离"}).status_code == 302
    assert enter(head).get(sign).status_code == 404
