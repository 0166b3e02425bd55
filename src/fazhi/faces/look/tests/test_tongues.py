"""English: chosen by the reader, never by the browser, and every string of a template has it."""

import re
from pathlib import Path

import polib
import pytest
from django.utils import translation

from fazhi.faces import look
from fazhi.faces.look import tongues

FACES = Path(look.__file__).parent.parent
HAN = re.compile(r"[\u4e00-\u9fff]")
TRANSLATED = re.compile(r"{% (?:translate|phrase) (?:\"([^\"]*)\"|'([^']*)')")
PART = re.compile(r"<c-[\w-]+\s([^<>]*?)/?>", re.S)
BARE = re.compile(r"<(?!c-)[^<>]*?\"([^\"{}<>]*[\u4e00-\u9fff][^\"{}<>]*)\"")
ATTRIBUTE = re.compile(r"[\w-]+=\"([^\"{}]*)\"")
MARKS = re.compile(r"{%.*?%}|{{.*?}}|{#.*?#}|<[^<>]*>", re.S)
QUOTED = re.compile(r"{% (blocktranslate|comment).*?{% end\1 %}", re.S)
# The gallery shows samples; the page of a failure must stand when nothing else does; the API's pages speak of Chinese declarations; widgets are drawn apart.
LEFT = ("gallery", "500.html", "/api/", "/widgets/")
ALIKE = {"中文", "凭"}


def templates():
    found = [path for path in FACES.glob("*/templates/**/*.html") if not any(word in str(path) for word in LEFT)]
    return [(path.relative_to(FACES), QUOTED.sub("", path.read_text())) for path in found]


def strings(text):
    """What a template says by itself: in tags, and in the attributes of parts."""
    tags = [first or second for first, second in TRANSLATED.findall(text)]
    attributes = [value for attributes in PART.findall(text) for value in ATTRIBUTE.findall(attributes)]
    return {each for each in [*tags, *attributes] if HAN.search(each)}


def test_every_string_of_a_template_has_its_english():
    found = (entry for path in tongues.catalogues() for entry in polib.pofile(str(path)))
    known = {entry.msgid for entry in found if entry.msgstr or entry.msgstr_plural}
    missing = {f"{path}: {each}" for path, text in templates() for each in strings(text) - known - ALIKE}
    assert not {each for each in missing if each.partition(": ")[2].replace("%", "%%") not in known}


def test_no_template_says_chinese_outside_of_the_catalogue():
    plain = {f"{path}: {said}" for path, text in templates() for said in MARKS.sub("\n", text).split("\n") if HAN.search(said)}
    plain |= {f"{path}: {said}" for path, text in templates() for said in BARE.findall(text)}
    assert {each for each in plain if each.partition(": ")[2].strip() not in ALIKE} == set()


def test_numbers_and_names_find_their_place_in_a_sentence():
    with translation.override("en"):
        assert tongues.said("还剩 14 天") == "14 days left" and tongues.said("还剩 1 天") == "1 day left"
        assert tongues.phrase("登记{}", "调解案件") == "Register: Mediation cases"
        assert tongues.said("张某与李某纠纷") == "张某与李某纠纷" and tongues.said(5) == 5
        assert (
            tongues.said("“受理”由人民调解员、调委会主任办理，您没有这个岗位")
            == "“Accept” is done by Mediators, committee director; you have no such role"
        )
        assert tongues.said("张某还没有同意调解") == "张某 has not agreed to mediation yet"
    assert tongues.said("我的待办") == "我的待办"


@pytest.mark.django_db
def test_the_reader_chooses_the_language_and_the_browser_does_not(client):
    asked = {"HTTP_ACCEPT_LANGUAGE": "en"}
    assert "查我的事" in client.get("/", **asked).content.decode()
    answer = client.post("/language/", {"language": "en", "next": "/follow/"})
    assert answer.status_code == 302 and answer.url == "/follow/"
    page = client.get("/").content.decode()
    assert "Follow my matter" in page and "查我的事" not in page and '<html lang="en">' in page
    assert "法治平台接口" in client.get("/api/openapi.json").content.decode()
    client.post("/language/", {"language": "zh-hans"})
    assert "查我的事" in client.get("/").content.decode()


def test_staff_read_their_work_in_english(client, world):
    client.force_login(world.clerk.account)
    client.post("/language/", {"language": "en"})
    page = client.get("/desk/").content.decode()
    assert all(words in page for words in ("My work", "Hand-overs", "Nothing waits for you", "City settings"))
