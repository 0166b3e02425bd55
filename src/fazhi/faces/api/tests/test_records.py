"""Records through the API: registered, listed, opened, stepped, corrected, told; and nothing beyond one's scope."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.example.models import Visit

from fazhi.kernel.flow import doors
from fazhi.kernel.ledger.models import Event

from .conftest import visit

KIND = "records/example.visit"


@pytest.fixture
def case(caller, world):
    return caller.post(KIND, visit(world)).json()


def test_a_case_is_registered_with_its_people_and_answers_where_it_is(caller, world):
    answer = caller.post(KIND, visit(world))
    told = answer.json()
    assert answer.status_code == 201 and answer["Location"] == told["url"] and answer["ETag"] == '"1"'
    assert told["unit"] == {"code": world.town.code, "name": "荷花街道"}
    assert told["state"] == "waiting" and told["facts"]["amount"] == "1200.50"
    assert caller.get(told["url"]).json()["parts"]["visitors"][0]["name"] == "张**"
    assert Visit.objects.get().visitors.get().name == "张三丰"
    assert Event.objects.get(act="register").via == "api"


def test_personal_data_leaves_masked_wherever_it_is_told(caller, case):
    for path in (case["url"], f"{case['url']}/history", KIND, f"{case['url']}/steps"):
        text = caller.get(path).content.decode()
        assert not any(needle in text for needle in ("张三丰", "11010519491231002X", "13800138000")), path


def test_a_clock_says_why_and_under_which_article(caller, case):
    clock = caller.get(f"{case['url']}/clocks").json()["clocks"][0]
    assert clock["due"] == case["due_on"] and clock["days"][-1]["mark"] == "due"
    assert clock["reasons"][0]["law"] == {"text": "民法典 第二百零一条第一款", "url": "/law/民法典/第二百零一条/"}


def test_the_steps_say_what_they_ask_and_the_asked_is_enough(caller, case):
    steps = {step["step"]: step for step in caller.get(f"{case['url']}/steps").json()["steps"]}
    assert steps["answer"]["asks"]["required"] == ["answer"] and "expire" not in steps
    done = caller.post(steps["answer"]["url"], {"answer": "申请仲裁"}, If_Match='"1"')
    assert done.json()["state"] == "answered" and done["ETag"] == '"2"'
    assert str(Visit.objects.get().amount) == "1200.50"  # asked, not sent, so it stays


def test_a_refused_step_tells_the_sentence_and_the_article_and_changes_nothing(caller, world):
    case = caller.post(KIND, visit(world, visitors=[])).json()
    answer = caller.post(f"{case['url']}/steps/answer", {"answer": "答"})
    assert answer.status_code == 403 and answer["Content-Type"] == "application/problem+json"
    told = answer.json()
    assert told["detail"] == "没有登记来访人，不能答复" and told["law"]["url"] == "/law/人民调解法/第三条/"
    assert caller.get(case["url"]).json()["version"] == 1


def test_who_comes_late_is_told_what_others_did(caller, case):
    assert caller.post(f"{case['url']}/steps/answer", {"answer": "先"}, If_Match='"1"').status_code == 200
    late = caller.post(f"{case['url']}/steps/bring", {"name": "李四", "version": 1})
    assert late.status_code == 409 and "陈某" in late.json()["detail"] and late.json()["version"] == 2


def test_a_correction_names_its_version_and_its_reason(caller, case):
    mended = {"title": "张某某来访", "reason": "少一个字"}
    assert caller.patch(case["url"], mended).status_code == 428
    assert caller.patch(case["url"], {"title": "改"}, If_Match='"1"').json()["errors"] == {"reason": ["请填写"]}
    answer = caller.patch(case["url"], mended, If_Match='"1"')
    assert answer.json()["name"] == "张某某来访" and answer["ETag"] == '"2"'
    assert answer.json()["facts"]["question"] == "欠薪怎么办"
    assert caller.patch(case["url"], {**mended, "version": 1}).status_code == 409
    events = caller.get(f"{case['url']}/history").json()["events"]
    assert events[0]["changes"]["title"] == ["张某来访", "张某某来访"] and events[0]["reason"] == "少一个字"


@pytest.mark.parametrize(
    ("changed", "at", "said"),
    [
        ({"topic": "weather"}, "topic", "有效的选项"),
        ({"title": 5}, "title", "应为文字"),
        ({"title": "长" * 161}, "title", "160"),
        ({"amount": "1e3x"}, "amount", "输入一个数字"),
        ({"colour": "red"}, "colour", "没有这一项"),
        ({"unit": "990102001"}, "unit", ""),
        ({"state": "closed"}, "state", "没有这一项"),
        ({"version": 9}, "version", "没有这一项"),
        ({"visitors": [{"name": "张三", "id_number": "110105194912310021"}]}, "visitors.0.id_number", "校验码"),
        ({"visitors": "张三"}, "visitors", "应为列表"),
        ({"visitors": [{"phone": "1"}]}, "visitors.0.name", "请填写"),
    ],
)
def test_a_wrong_field_is_told_by_its_name_and_nothing_is_kept(caller, world, changed, at, said):
    answer = caller.post(KIND, visit(world, **changed))
    assert answer.status_code == 422 and said in answer.json()["errors"][at][0]
    assert not Visit.objects.exists()


def test_a_list_goes_on_where_it_stopped_and_reads_no_more_for_more_rows(caller, world):
    for i in range(55):
        fields = {"unit": world.town, "title": f"第{i}件", "topic": "advice", "question": "问"}
        doors.register(Visit, world.clerk, fields)
    with CaptureQueriesContext(connection) as asked:
        first = caller.get(KIND).json()
    assert len(asked) <= 6, [query["sql"] for query in asked]
    rest = caller.get(f"{KIND}?after={first['next']}").json()
    names = [each["name"] for each in first["records"] + rest["records"]]
    assert len(names) == len(set(names)) == 55 and rest["next"] is None
    caller.post(KIND, visit(world, title="水渠之争"))
    found = caller.get(f"{KIND}?q=水渠").json()["records"]
    assert [each["name"] for each in found] == ["水渠之争"]
    assert caller.get(f"{KIND}?state=closed").json()["records"] == []


@pytest.mark.parametrize("query", ["colour=red", "topic=weather", "after=x", "sort=colour", "opened_on_from=昨天"])
def test_a_condition_that_cannot_be_met_is_told_not_ignored(caller, query):
    answer = caller.get(f"{KIND}?{query}")
    assert answer.status_code == 422 and query.split("=")[0] in answer.json()["errors"]


def test_a_cursor_belongs_to_its_list(caller, world):
    for i in range(51):
        doors.register(Visit, world.clerk, {"unit": world.town, "title": f"{i}", "topic": "advice", "question": "问"})
    after = caller.get(KIND).json()["next"]
    assert caller.get(f"{KIND}?after={after}&sort=due_on").status_code == 422
    assert caller.get(f"records/mediation.dispute?after={after}").status_code == 422


def test_what_is_not_ones_own_is_missing_and_looks_as_if_it_never_was(caller, stranger, case):
    upload = f"{case['url']}/files"
    for method, path, sent in (
        ("GET", case["url"], None),
        ("PATCH", case["url"], {"title": "改", "reason": "试", "version": 1}),
        ("GET", f"{case['url']}/history", None),
        ("GET", f"{case['url']}/clocks", None),
        ("GET", f"{case['url']}/steps", None),
        ("POST", f"{case['url']}/steps/answer", {"answer": "答"}),
        ("GET", upload, None),
        ("GET", f"{case['url']}/papers", None),
    ):
        foreign = stranger.ask(method, path, sent)
        missing = stranger.ask(method, path.replace(f"/{case['id']}", "/999999", 1), sent)
        assert foreign.status_code == missing.status_code == 404 and foreign.content == missing.content, path
    assert stranger.get(KIND).json()["records"] == []
    assert Visit.objects.get().version == 1


def test_a_file_goes_in_and_comes_out_and_a_program_does_not(caller, stranger, case):
    def send(name, content, key=""):
        return caller.client.post(
            f"{case['url']}/files",
            {"file": SimpleUploadedFile(name, content), "kind": "证据"},
            headers={"authorization": f"Bearer {caller.key}", **({"Idempotency-Key": key} if key else {})},
        )

    sent, again = send("情况说明.txt", "欠薪三个月".encode(), "f"), send("情况说明.txt", "欠薪三个月".encode(), "f")
    assert sent.status_code == 201 and sent.json() == again.json()
    assert len(caller.get(f"{case['url']}/files").json()["files"]) == 1
    assert b"".join(caller.get(sent.json()["url"]).streaming_content).decode() == "欠薪三个月"
    assert stranger.get(sent.json()["url"]).status_code == 404
    refused = send("a.exe", b"MZ")
    assert refused.status_code == 422 and ".exe" in refused.json()["detail"]


def test_the_same_key_is_done_once_and_another_request_may_not_use_it(caller, leader, world):
    first = caller.post(KIND, visit(world), Idempotency_Key="k1")
    again = caller.post(KIND, visit(world), Idempotency_Key="k1")
    assert (first.status_code, first.content) == (again.status_code, again.content) and again["Idempotency-Replayed"] == "true"
    assert again["ETag"] == first["ETag"] and Visit.objects.count() == 1
    other = caller.post(KIND, visit(world, title="别人"), Idempotency_Key="k1")
    assert other.status_code == 409 and other.json()["type"].endswith("key-reused") and Visit.objects.count() == 1
    assert leader.post(KIND, visit(world), Idempotency_Key="k1").status_code == 201  # keys are each caller's own


def test_a_refused_request_does_not_use_up_its_key(caller, world):
    assert caller.post(KIND, visit(world, topic="x"), Idempotency_Key="k2").status_code == 422
    assert caller.post(KIND, visit(world), Idempotency_Key="k2").status_code == 201


def test_a_register_without_a_life_is_entered_and_corrected_too(caller, world):
    sent = {"unit": world.town.code, "name": "一加三", "meaning": "一站加三所", "valid_from": "2024-01-01", "basis": "某文件"}
    made = caller.post("records/mediation.linkscheme", sent)
    assert made.status_code == 201 and made.json()["facts"]["valid_from"] == "2024-01-01", made.json()
    mended = caller.patch(made.json()["url"], {"basis": "另一文件", "reason": "写错"}, If_Match=made["ETag"])
    assert mended.json()["facts"]["basis"] == "另一文件" and mended["ETag"] == '"2"'
