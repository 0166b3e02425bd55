"""I6 to I10: what people type: rare characters, invisible ones, other digits, wrong numbers, impossible days."""

import json
import unicodedata
from datetime import date

import pytest
from django.core.exceptions import ValidationError
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from fazhi.kernel.records.citizen_numbers import check_citizen_number, check_digit
from fazhi.kernel.records.credit_codes import check_credit_code
from fazhi.kernel.records.search import asked
from tests.example.models import Visit
from tests.material import shared_data

NEW = "/desk/example.visit/new/"
EACH = settings(max_examples=15, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture])
RARE = ["䶮", "𠮷", "𬭎", "阿依古丽·买买提", "José", "㛃㧑", "👍"]


@pytest.fixture
def typed(client, world):
    """Send the registration form with some fields typed otherwise."""
    client.force_login(world.clerk.account)

    def send(**fields):
        sent = {"unit": world.town.pk, "title": "李某来访", "topic": "advice", "question": "欠薪"}
        sent |= {"visitors-TOTAL_FORMS": "1", "visitors-INITIAL_FORMS": "0", "visitors-0-name": "李四"}
        return client.post(NEW, sent | fields)

    return send


@pytest.mark.parametrize("name", RARE)
def test_i6_a_rare_character_is_kept_found_and_shown(client, typed, name):
    answer = typed(title=f"{name}来访", **{"visitors-0-name": unicodedata.normalize("NFD", name)})
    assert answer.status_code == 302
    case = Visit.objects.get()
    assert case.visitors.get().name == unicodedata.normalize("NFC", name)
    assert f"{name}来访" in client.get(answer.url).content.decode()
    listed = client.get("/desk/example.visit/", {"q": f"{name}来访"}).content.decode()
    assert f"{name}来访" in listed


BAD = {"NUL": "李\x00四", "bidi": "李\u202e四", "zero width": "李\u200b四", "private": "李\ue000四"}


@pytest.mark.parametrize("name", BAD.values(), ids=BAD)
def test_i7_a_character_that_cannot_be_seen_is_refused_in_a_name(typed, name):
    answer = typed(**{"visitors-0-name": name})
    assert answer.status_code == 422
    assert not Visit.objects.exists()


@EACH
@given(st.text(alphabet=st.characters(), max_size=40))
@example("\x00")
@example("\ud800")
@example("\u202e\u200b\ufeff")
def test_i7_whatever_is_typed_is_taken_or_refused_and_never_an_error(typed, text):
    text = text.encode("utf-8", "surrogatepass").decode("utf-8", "replace")
    for field in ("title", "question", "visitors-0-name", "visitors-0-phone", "visitors-0-id_number", "unit", "amount", "key"):
        assert typed(**{field: text}).status_code in (302, 422), (field, text)


@EACH
@given(st.text(max_size=30))
@example("\x00")
@example("²１٣")
@example("'\" OR 1=1 --*()&|!:")
def test_i7_i8_whatever_is_searched_is_answered(client, world, text):
    client.force_login(world.clerk.account)
    for url in ("/desk/example.visit/", "/desk/find/"):
        assert client.get(url, {"q": text}).status_code == (400 if "\x00" in text else 200), text


@EACH
@given(st.text(alphabet="²³¹１２３٣४৫0123456789一二Ⅳ", min_size=1, max_size=12))
def test_i8_only_ascii_digits_count_as_digits(text):
    assert all(word.isascii() for word in asked(text))


def test_i7_full_width_digits_and_spaces_are_the_same_number(typed):
    assert (
        typed(
            **{"visitors-0-id_number": "１１０１０５　１９４９１２３１００２ｘ", "visitors-0-phone": "138 0013\u30008000"}
        ).status_code
        == 302
    )
    visitor = Visit.objects.get().visitors.get()
    assert (visitor.id_number, visitor.phone) == ("11010519491231002X", "13800138000")


NUMBERS = [
    ("110105194912310021", "校验码"),
    ("110105190002290010", "不存在"),
    ("11010520991231002X", "不可能"),
    ("1101051949123100", "18 位"),
    ("1101051949123100٢X", "18 位"),
    ("011010519491231002", "18 位"),
]


@pytest.mark.parametrize(("number", "sentence"), NUMBERS)
def test_i9_a_wrong_citizen_number_is_told_beside_its_field(typed, number, sentence):
    answer = typed(**{"visitors-0-id_number": number})
    assert answer.status_code == 422 and sentence in answer.content.decode()
    assert not Visit.objects.exists()


def test_i9_the_published_examples_and_the_leap_day_of_2000_are_right(typed):
    rows = json.loads(shared_data("vectors/ids/gb11643_gb32100.json").read_text())["citizen_number"]
    for row in rows:
        check_citizen_number(row["value"])
    leap = "11010520000229001"
    assert typed(**{"visitors-0-id_number": leap + check_digit(leap)}).status_code == 302


def test_i9_the_published_credit_codes_are_told_apart():
    for row in json.loads(shared_data("vectors/ids/gb11643_gb32100.json").read_text())["credit_code"]:
        if row["valid"]:
            check_credit_code(row["value"])
        else:
            with pytest.raises(ValidationError, match="统一社会信用代码"):
                check_credit_code(row["value"])


@given(st.dates(date(1900, 1, 1), date(2020, 1, 1)), st.integers(0, 999), st.integers(0, 16), st.integers(1, 9))
@settings(max_examples=200, deadline=None, derandomize=True)
def test_i9_one_wrong_digit_is_always_found(born, serial, place, by):
    number = f"110105{born:%Y%m%d}{serial:03d}"
    number += check_digit(number)
    check_citizen_number(number)
    wrong = number[:place] + str((int(number[place]) + by) % 10) + number[place + 1 :]
    with pytest.raises(Exception, match="公民身份号码"):
        check_citizen_number(wrong)


DAYS = ["2024-02-30", "2023-02-29", "2024-04-31", "0000-01-01", "2024年2月30日", "31/04/2024", "20240230", "²024-01-01", "x"]


@pytest.mark.parametrize("day", DAYS)
def test_i10_a_day_that_does_not_exist_is_told_and_filters_nothing_away_in_silence(client, typed, day):
    typed()
    answer = client.get("/desk/example.visit/", {"opened_on_from": day, "opened_on": day})
    assert answer.status_code in (200, 422)


@EACH
@given(st.one_of(st.text(max_size=12), st.dates().map(str), st.datetimes().map(str)))
@example("0001-01-01")
@example("9999-12-31")
@example("2024-02-30")
@example("2024-09-29T23:59:59")
def test_i10_any_day_of_a_step_is_taken_or_told(client, world, text):
    """Through mediation's desk: the day on which the dispute arose."""
    from fazhi.services.mediation.tests.factories import village  # noqa: PLC0415

    lotus = world.__dict__.setdefault("lotus", None) or world.__dict__.update(lotus=village(world)) or world.lotus
    client.force_login(lotus.worker.account)
    sent = {
        "unit": lotus.body.pk,
        "source": "applied",
        "kind": "02",
        "region": lotus.body.parent.pk,
        "facts": "口角",
        "demands": "道歉",
    }
    sent |= {"apply_form": "oral", "occurred_on": text, "parties-TOTAL_FORMS": "0", "parties-INITIAL_FORMS": "0"}
    assert client.post("/desk/mediation.dispute/new/", sent).status_code in (302, 422), text
