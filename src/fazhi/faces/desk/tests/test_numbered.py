"""A whole number finds its records within one's scope, and stands in no address and no ledger."""

from fazhi.kernel.ledger.models import Event

NUMBER = "11010519491231002X"


def test_a_whole_number_finds_its_record_and_a_part_of_it_none(enter, visit, world):
    case, client = visit(), enter(world.clerk)
    link = f"/desk/example.visit/{case.pk}/"
    found = client.post("/desk/number/", {"number": "110105 19491231 002x", "reason": "本人来查"}).content.decode()
    assert link in found and NUMBER not in found
    assert link not in client.post("/desk/number/", {"number": NUMBER[:17], "reason": "本人来查"}).content.decode()
    assert client.post("/desk/number/", {"number": NUMBER, "reason": ""}).status_code == 422


def test_a_stranger_finds_nothing_and_every_search_is_in_the_ledger_without_its_number(enter, visit, world):
    case, client = visit(), enter(world.stranger)
    assert f"/{case.pk}/" not in client.post("/desk/number/", {"number": NUMBER, "reason": "好奇"}).content.decode()
    event = Event.objects.get(act="find_person")
    assert (event.actor, event.reason, event.title) == (world.stranger, "好奇", "按证件号、电话查找，0 件")


def test_a_number_typed_into_the_search_is_sent_to_where_it_is_posted(enter, world):
    answer = enter(world.clerk).get("/desk/find/", {"q": NUMBER})
    assert answer["Location"] == "/desk/number/" and NUMBER not in answer.content.decode()


def test_v6_signing_out_leaves_nothing_in_a_shared_browser(enter, visit, world):
    case, client = visit(), enter(world.clerk)
    for at in (
        "/desk/",
        f"/desk/example.visit/{case.pk}/",
        "/api/v1/records",
    ):
        assert "no-store" in client.get(at).get("Cache-Control", ""), at
    left = client.post("/logout/")
    assert all(word in left["Clear-Site-Data"] for word in ('"cache"', '"cookies"', '"storage"'))
    assert client.get(f"/desk/example.visit/{case.pk}/")["Location"].startswith("/login/")
