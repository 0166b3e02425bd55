"""What the desk says of a dispute: words instead of keys, and conditions that find by them."""

import pytest

from .factories import dispute, village


@pytest.fixture
def lotus(world):
    return village(world)


def test_several_words_are_told_as_words_and_found_by_them(client, lotus):
    client.force_login(lotus.world.clerk.account)
    told, other = dispute(lotus, labels=["police"]), dispute(lotus)
    page = client.get(f"/desk/mediation.dispute/{told.pk}/").content.decode()
    assert "警司联动" in page and ">police<" not in page and "：police" not in page
    found = client.get("/desk/mediation.dispute/?labels=police").content.decode()
    assert f"dispute/{told.pk}/" in found and f"dispute/{other.pk}/" not in found
