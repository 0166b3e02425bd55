"""A signature drawn on the pad keeps its strokes; two that are stroke for stroke the same are a doubt, whoever is said to have drawn them."""

import json
import random
from datetime import datetime, timedelta

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.utils import timezone
from tests.example.models import Visit

from fazhi.kernel.documents import File, HandSignature, Unacceptable, doubts_of, sign_by_hand, strokes, upload_of
from fazhi.kernel.flow import doors, erasing
from fazhi.kernel.ledger import checking
from fazhi.kernel.ledger.models import Event

PNG = b"\x89PNG\r\n\x1a\n" + b"\x00" * 32
DAY = datetime(2024, 9, 3, 10, tzinfo=timezone.get_default_timezone())


def drawn(seed, moved=(0, 0), larger=1.0, slower=1.0, noise=0.0):
    """Two strokes of a hand, played back elsewhere on the pad, larger, slower, or with a tremor."""
    hand, tremor = random.Random(seed), random.Random(seed + 1)
    points = [[hand.uniform(0, 300), hand.uniform(0, 120), n * 17] for n in range(40)]

    def told(point):
        x, y, t = point
        return [
            round((x + tremor.uniform(-noise, noise)) * larger + moved[0], 1),
            round((y + tremor.uniform(-noise, noise)) * larger + moved[1], 1),
            round(t * slower),
        ]

    return [[told(point) for point in points[:25]], [told(point) for point in points[25:]]]


def signed(record, signer, told, person, at=DAY):
    with time_machine.travel(at, tick=False):
        return sign_by_hand(record, upload_of("签名.png", PNG + signer.encode()), signer, json.dumps(told), person)


@pytest.fixture
def visits(world):
    """Three matters on which somebody signs."""
    given = {"unit": world.town, "topic": "advice", "question": "问"}
    return [doors.register(Visit, world.clerk, {**given, "title": f"来访{n}"}) for n in range(3)]


def doubts(record):
    return doubts_of("example.visit", record.pk)


@pytest.mark.parametrize("told", [{}, {"moved": (55, 31)}, {"larger": 1.37}, {"moved": (9, 4), "larger": 0.6}])
def test_a_drawing_played_back_is_found_wherever_and_however_large(world, visits, told):
    first = signed(visits[0], "张三丰", drawn(1), world.clerk)
    again = signed(visits[1], "李四光", drawn(1, **told), world.clerk)
    assert (again.alike, first.alike) == (first, None)
    assert "另外 1 件档案里的签名逐笔相同" in doubts(visits[1])[0] and "落笔的快慢也一样" in doubts(visits[1])[0]
    assert "另外 1 件档案里的签名逐笔相同" in doubts(visits[0])[0], "the earlier one is told of too"
    assert "张三丰" not in doubts(visits[1])[0]


def test_two_of_one_matter_are_named_masked_and_speed_is_told_only_where_it_is_the_same(world, visits):
    signed(visits[0], "张三丰", drawn(2), world.clerk)
    signed(visits[0], "李四光", drawn(2, slower=1.6), world.clerk)
    assert any("“李**”的手写签名与“张**”的签名逐笔相同，请当面核实" in told for told in doubts(visits[0]))


def test_the_same_hand_on_another_day_is_a_doubt_and_sent_twice_at_once_is_not(world, visits):
    signed(visits[0], "张三丰", drawn(3), world.clerk)
    assert signed(visits[0], "张三丰", drawn(3), world.clerk, DAY + timedelta(minutes=1)).alike is None
    assert signed(visits[0], "张三丰", drawn(3), world.clerk, DAY + timedelta(days=1)).alike
    assert any("本人另一天的签名" in told for told in doubts(visits[0]))


def test_hands_that_differ_and_marks_too_short_to_tell_are_none(world, visits):
    signed(visits[0], "张三丰", drawn(4), world.clerk)
    assert signed(visits[1], "李四光", drawn(5), world.clerk).alike is None
    assert signed(visits[1], "王五", drawn(4, noise=30), world.clerk).alike is None, "as many points, other places"
    dot = [[[1, 1, 0], [5, 5, 10]]]
    signed(visits[0], "张三丰", dot, world.clerk)
    assert signed(visits[1], "李四光", dot, world.clerk).alike is None
    assert not doubts(visits[1])


@pytest.mark.parametrize(
    "told", ["", "[]", "{}", "[[]]", "[[[1,2]]]", '[[["a",1,1]]]', "[[[1,1,NaN]]]", "[[[1,1,true]]]", "[" * 9000, "9" * 3_000_000]
)
def test_what_is_no_drawing_is_refused_and_nothing_is_kept(world, visits, told):
    with pytest.raises(Unacceptable, match="没有收到签名的笔迹"):
        sign_by_hand(visits[0], upload_of("签名.png", PNG), "张三丰", told, world.clerk)
    assert not File.objects.exists()


def test_strokes_lie_encrypted_are_sealed_and_go_with_what_is_erased(world, visits):
    made = signed(visits[0], "张三丰", drawn(6), world.clerk)
    assert strokes.amount(strokes.read(json.dumps(drawn(6)))) == 40
    with connection.cursor() as cursor:
        cursor.execute("SELECT strokes FROM documents_handsignature")
        assert "[[" not in cursor.fetchone()[0]
    assert not list(checking.of_model(HandSignature, latest())), "sealed as it was written"
    erasing.erase(visits[0], world.leader, "个人信息保护法 第四十七条", "本人申请", heed_duty=False)
    made = HandSignature.objects.get(pk=made.pk)
    assert (made.strokes, made.shape, made.signer) == ({}, "", "（已删除）")
    assert signed(visits[1], "李四光", drawn(6), world.clerk).alike is None
    assert not list(checking.of_model(HandSignature, latest()))


def latest():
    """The last event that wrote each drawing."""
    found = {}
    for event in Event.objects.order_by("pk"):
        for key in event.rows:
            label, _, pk = key.partition(":")
            if label == "documents.handsignature":
                found[int(pk)] = event.pk
    return found


def test_the_pad_asks_whose_hand_it_is(world, visits, client):
    client.force_login(world.clerk.account)
    url = f"/desk/example.visit/{visits[0].pk}/"
    send = {"file": SimpleUploadedFile("签名.png", PNG, "image/png"), "kind": "手写签名", "strokes": json.dumps(drawn(7))}
    assert "请写明是谁的签名" in client.post(f"{url}files/", {**send, "signer": " "}, follow=True).content.decode()
    assert not File.objects.exists()
    client.post(f"{url}files/", {**send, "file": SimpleUploadedFile("签名.png", PNG, "image/png"), "signer": "张三丰"})
    signed(visits[1], "李四光", drawn(7), world.clerk)
    page = client.get(url).content.decode()
    assert "手写签名（张" in page and "逐笔相同" in page and "请当面核实" in page
