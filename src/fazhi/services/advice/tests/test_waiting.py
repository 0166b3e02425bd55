"""What the navigation counts beside 法律咨询: what this person may see, not what the city has."""

import re

from .factories import consultation


def count(client, person):
    client.force_login(person.account)
    line = re.search(r'href="/desk/advice.consultation/"[^>]*>(.*?)</a>', client.get("/desk/").content.decode(), re.S)
    found = re.search(r'class="n[^"]*">(\d+)<', line[1])
    return int(found[1]) if found else 0


def test_a_lawyer_is_told_of_no_more_than_was_assigned(client, lotus):
    consultation(lotus)
    assert count(client, lotus.clerk) == 1 and count(client, lotus.lawyer) == 0
