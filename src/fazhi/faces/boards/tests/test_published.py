"""Publishing, correcting and aiming by their addresses: who may, what stays, and what has changed since."""

import pytest
from django.urls import reverse
from tests.example.models import Visit
from tests.world import person

from fazhi.kernel.indicators import background, publication
from fazhi.kernel.indicators.models import Publishing, Snapshot, Target
from fazhi.kernel.ledger.models import Event
from fazhi.kernel.org.models import Grant
from fazhi.kernel.org.roles import STATISTICIAN, SUPERVISOR

from .test_boards import YEAR, get, text, visit, year  # noqa: F401  (the fixture)

CODE = "example.received"


def post(client, someone, name, code=CODE, asked=YEAR, **sent):
    client.force_login(someone.account)
    query = "&".join(f"{key}={value}" for key, value in asked.items())
    return client.post(f"{reverse(f'boards:{name}', args=[code])}?{query}", sent)


def published(client, someone, **asked):
    answer = post(client, someone, "publish", asked={**YEAR, **asked}, reason="编入年度报告")
    assert answer.status_code == 302 and client.get(answer.url).status_code == 302
    return Snapshot.objects.first()


def test_a_published_figure_stays_as_it_was_and_shows_what_changed_since(client, year):  # noqa: F811
    frozen = published(client, year.leader)
    assert (frozen.text, frozen.unit, frozen.records, frozen.reason) == ("3件", year.county, 3, "编入年度报告")
    assert Event.objects.filter(act="publish", actor=year.leader).count() == 1
    assert "与发布时一致" in text(get(client, year.leader, "snapshot", frozen.pk))
    late = visit(year, (3, 3))
    page = get(client, year.leader, "snapshot", frozen.pk)
    assert "发布以后有变动" in text(page) and late.number in text(page) and "4件" in text(page)
    frozen.refresh_from_db()
    assert frozen.text == "3件"
    assert "3件" in text(get(client, year.leader, "published"))


def test_a_correction_names_what_it_corrects_and_nothing_is_published_twice(client, year):  # noqa: F811
    frozen = published(client, year.leader)
    again = post(client, year.leader, "publish", reason="再发")
    assert again.status_code == 422 and "没有变化，不用再发" in text(again) and Snapshot.objects.count() == 1
    visit(year, (3, 3))
    assert post(client, year.leader, "publish", reason=" ").status_code == 422 and Snapshot.objects.count() == 1
    assert post(client, year.leader, "publish", reason="补录一件").status_code == 302
    mended = Snapshot.objects.first()
    assert (mended.corrects, mended.text) == (frozen, "4件")
    assert "补录一件" in text(get(client, year.leader, "snapshot", frozen.pk))
    assert "已被更正" in text(get(client, year.leader, "published"))


def test_only_leaders_and_statisticians_publish_and_only_their_own(client, year):  # noqa: F811
    watching, counting = person("监督某", year.county, SUPERVISOR), person("统计某", year.county, STATISTICIAN)
    for someone in (watching, year.clerk):
        assert get(client, someone, "publish", CODE).status_code == 404
        assert post(client, someone, "publish", reason="发").status_code == 404
        assert post(client, someone, "aim", value=5, basis="会议").status_code == 404
    assert post(client, year.leader, "publish", asked={**YEAR, "unit": "9900"}, reason="发").status_code == 404
    assert Snapshot.objects.count() == 0
    assert published(client, counting).published_by == counting


def test_published_figures_are_seen_in_scope_alone(client, year):  # noqa: F811
    frozen = published(client, year.city_leader, unit="990102")
    assert get(client, year.leader, "snapshot", frozen.pk).status_code == 404
    assert frozen.label not in text(get(client, year.leader, "published")).split("已发布的数字")[-1]
    assert get(client, year.stranger, "snapshot", frozen.pk).status_code == 404
    assert get(client, year.city_leader, "snapshot", frozen.pk).status_code == 200


def test_a_target_is_held_against_the_figure(client, year):  # noqa: F811
    assert post(client, year.leader, "aim", value="", basis="").status_code == 422 and not Target.objects.exists()
    assert post(client, year.leader, "aim", value="5", basis="年度工作要点").status_code == 302
    assert "未达到" in text(get(client, year.leader, "figure", CODE, **YEAR))
    assert "未达目标" in text(get(client, year.leader, "home", **YEAR))
    assert post(client, year.leader, "aim", value="2", basis="中期调整").status_code == 302
    page = text(get(client, year.leader, "figure", CODE, **YEAR))
    assert "已达到" in page and "中期调整" in page and Target.objects.count() == 2
    assert Event.objects.filter(act="aim").count() == 2


@pytest.mark.parametrize("name", ["publish", "aim"])
def test_a_form_opens_in_the_place_and_time_of_the_figure(client, year, name):  # noqa: F811
    page = text(get(client, year.leader, name, CODE, **YEAR))
    assert "荷塘区" in page and "3件" in page


def test_publishing_goes_on_beside_the_request_and_tells_how_far_it_is(client, year, monkeypatch, settings):  # noqa: F811
    settings.IMPORTS_AT_ONCE = False
    monkeypatch.setattr(background.threading.Thread, "start", lambda thread: None)  # the worker has died
    answer = post(client, year.leader, "publish", reason="编入年度报告")
    job = Publishing.objects.get()
    assert post(client, year.leader, "publish", reason="又点一次").url == answer.url and Publishing.objects.count() == 1
    assert "正在逐条核对" in text(client.get(answer.url)) and not Snapshot.objects.exists()
    background.place_of(job).write_text(str(Visit.objects.count() // 2))
    assert (
        f'value="{100 * (Visit.objects.count() // 2) // Visit.objects.count()}"'
        in client.get(answer.url, headers={"HX-Request": "true"}).content.decode()
    )
    assert background.resume() == [], "somebody is at it"
    background.place_of(job).unlink()
    assert background.resume() == [job.pk]
    assert client.get(answer.url).url == reverse("boards:snapshot", args=[Snapshot.objects.get().pk])
    client.force_login(year.clerk.account)
    assert client.get(answer.url).status_code == 404, "a job is its asker's"


@pytest.mark.parametrize("broken", [KeyboardInterrupt, RuntimeError])
def test_publishing_that_breaks_off_publishes_nothing_by_half(client, year, monkeypatch, broken):  # noqa: F811
    def break_off(row, made):
        raise broken

    with monkeypatch.context() as patch:
        patch.setattr(publication, "_prove", break_off)
        if broken is RuntimeError:
            answer = post(client, year.leader, "publish", reason="编入年度报告")
            assert answer.status_code == 422 and "没有发布，什么都没有改变" in text(answer)
        else:
            with pytest.raises(KeyboardInterrupt):
                post(client, year.leader, "publish", reason="编入年度报告")
    assert not Snapshot.objects.exists() and not Event.objects.filter(act="publish").exists()


def test_who_lost_the_right_meanwhile_publishes_nothing(client, year, monkeypatch, settings):  # noqa: F811
    settings.IMPORTS_AT_ONCE = False
    monkeypatch.setattr(background.threading.Thread, "start", lambda thread: None)
    post(client, year.leader, "publish", reason="编入年度报告")
    Grant.objects.filter(person=year.leader).delete()
    background.carry(Publishing.objects.get().pk)
    assert (Publishing.objects.get().state, Snapshot.objects.count()) == ("failed", 0)
