"""公示 and recording: redacted and looked at by two, in their days, withdrawn when the decision falls; what was recorded is never changed."""

from datetime import date, datetime

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone
from tests.every.putting import bare
from tests.lives import lived
from tests.world import person

from fazhi.kernel.flow import doors
from fazhi.kernel.flow.refusals import NotAllowed
from fazhi.kernel.indicators import evaluate
from fazhi.norms.enforcement.ledgers.publicity import PublicationLedger, RecordingLedger
from fazhi.norms.enforcement.models import Decision, Publication, Recording
from fazhi.norms.enforcement.portal import publications, withdrawn
from fazhi.norms.enforcement.roles import ENFORCER

from .factories import at, step
from .penalties import lead, party

DECIDED = date(2025, 9, 22)  # a Monday
WORDS = {
    "party": "荷塘建材有限公司",
    "facts": "倾倒建筑垃圾3立方米",
    "basis": "城市市容和环境卫生管理条例",
    "result": "罚款人民币叁仟元",
}
SHA = "a" * 64


def decision(bureau, clocks=(), **told):
    """A decision as it stands once it is served, without the way there."""
    case = lead(bureau, party(**told), day=date(2025, 9, 1))
    given = {
        "unit": bureau.bureau,
        "path": bureau.bureau.path,
        "party": case.parties.get(),
        "facts": WORDS["facts"],
        "outcome": "penalty",
    }
    number = f"荷塘城管罚决〔2025〕{case.pk}号"
    state = {
        "state": "served",
        "opened_on": DECIDED,
        "decided_on": DECIDED,
        "is_public_interest": True,
        "title": "某案",
        "number": number,
    }
    return bare(Decision, bureau.world, case=case, **given, **state, heaviest="fine", clocks=list(clocks))


def publication(bureau, of=None, day=DECIDED, **told):
    of = of or decision(bureau)
    given = {"unit": bureau.bureau, "decision": of, "body": bureau.body, "kind": "penalty", "platform": "site"}
    return doors.register(Publication, bureau.enforcer, {**given, **told}, at=at(day))


def published(bureau, of=None, day=date(2025, 9, 25), **told):
    row = step(bureau, publication(bureau, of, **told), "redact", day, bureau.enforcer, **WORDS, redacted_by_hand=True)
    return step(bureau, row, "publish", day, bureau.head)


def test_the_days_run_from_the_decision_and_each_platform_has_its_own(bureau):
    of = decision(bureau)
    site, enterprise = publication(bureau, of, DECIDED), publication(bureau, of, date(2025, 9, 24), platform="enterprise")
    assert (site.due_on, enterprise.due_on) == (date(2025, 9, 30), date(2025, 10, 24))
    other = publication(bureau, decision(bureau), kind="inspection")
    assert other.due_on == date(2025, 10, 24)
    with pytest.raises(ValidationError):
        publication(bureau, of)


def test_a_natural_persons_name_is_masked_before_anybody_types(bureau):
    of = decision(bureau, kind="person", name="张三丰", credit_code="", id_number="990102199202020025")
    row = publication(bureau, of)
    assert row.party != "张三丰" and row.party.startswith("张") and row.facts == WORDS["facts"]


def test_nobody_publishes_what_he_redacted_and_nothing_that_names_a_number(bureau):
    row = publication(bureau)
    leaky = {**WORDS, "facts": "电话13812345678的张某"}
    with pytest.raises(NotAllowed, match="像身份证号"):
        step(bureau, row, "redact", DECIDED, bureau.enforcer, **leaky, redacted_by_hand=True)
    with pytest.raises(NotAllowed, match="没有脱敏"):
        step(bureau, row, "redact", DECIDED, bureau.enforcer, **WORDS, redacted_by_hand=False)
    row = step(bureau, row, "redact", DECIDED, bureau.enforcer, **WORDS, redacted_by_hand=True)
    with pytest.raises(NotAllowed, match="请换人"):
        step(bureau, row, "publish", DECIDED, bureau.enforcer)
    assert list(publications()) == []


def test_who_redacts_what_another_registered_does_not_publish_it_either(bureau):
    second = person("田某某", bureau.bureau, ENFORCER)
    row = step(bureau, publication(bureau), "redact", DECIDED, second, **WORDS, redacted_by_hand=True)
    for who in (second, bureau.enforcer):
        with pytest.raises(NotAllowed, match="请换人"):
            step(bureau, Publication.objects.get(pk=row.pk), "publish", DECIDED, who)
    assert step(bureau, row, "publish", DECIDED, bureau.head).state == "published"


def test_what_is_published_in_time_stops_the_clock_of_its_decision(bureau):
    clock = {"name": "publication", "label": "公开", "start": "2025-09-22", "due": "2025-09-30", "state": "running", "law": ""}
    of = decision(bureau, [{**clock, "pauses": [], "extra": 0}])
    row = published(bureau, of)
    of.refresh_from_db()
    assert (row.was_in_time, of.clocks[0]["state"], list(publications())) == (True, "met", [row])
    assert evaluate("enforcement.publicity_in_time_rate", on=date(2025, 12, 31)).value == 100


def test_a_decision_that_is_revoked_takes_its_publication_along(bureau, client):
    of = decision(bureau)
    row = published(bureau, of)
    step(bureau, of, "revoke", date(2025, 10, 10), bureau.head, revoked_by="荷政复〔2025〕9号")
    row.refresh_from_db()
    assert (row.state, row.due_on) == ("recalled", date(2025, 10, 14))  # a Friday: Saturday is a make-up day
    with pytest.raises(ValidationError, match="请填写"):
        step(bureau, row, "withdraw", date(2025, 10, 13), bureau.enforcer, withdrawn_because="")
    row = step(bureau, row, "withdraw", date(2025, 10, 13), bureau.enforcer, withdrawn_because="复议撤销")
    assert list(publications()) == [] and list(withdrawn()) == [row]
    page = client.get("/notices/enforcement-withdrawn/").content.decode()
    assert "复议撤销" in page and of.number in page


def test_a_minor_is_not_published(bureau):
    of = decision(bureau, kind="person", name="李某", credit_code="", id_number="990102201001010015")
    row = step(bureau, publication(bureau, of), "redact", DECIDED, bureau.enforcer, **WORDS, redacted_by_hand=True)
    with pytest.raises(NotAllowed, match="未成年人"):
        step(bureau, row, "publish", DECIDED, bureau.head)
    assert step(bureau, row, "withhold", DECIDED, bureau.head, withheld=["minor"]).state == "withheld"


def recording(bureau, ended=datetime(2025, 9, 22, 11), **told):
    times = {"began_at": timezone.make_aware(datetime(2025, 9, 22, 10)), "ended_at": timezone.make_aware(ended)}
    given = {"unit": bureau.bureau, "stage": "sealing", "device": "记录仪07", "officer": bureau.first, **times}
    return doors.register(Recording, bureau.enforcer, {**given, **told}, at=at(date(2025, 9, 22)))


def test_a_recording_is_uploaded_within_a_day_and_never_replaced(bureau):
    row = recording(bureau)
    with pytest.raises(NotAllowed, match="64 位"):
        step(bureau, row, "upload", date(2025, 9, 23), bureau.enforcer, file_name="a.mp4", sha256="不是校验值")
    row = step(bureau, row, "upload", date(2025, 9, 23), bureau.enforcer, file_name="a.mp4", sha256=SHA)
    assert (row.state, row.was_in_time, row.kept_until) == ("kept", True, date(2027, 9, 23))
    with pytest.raises(NotAllowed, match="只能在"):
        step(bureau, row, "upload", date(2025, 9, 24), bureau.enforcer, file_name="b.mp4", sha256="b" * 64)
    with pytest.raises(NotAllowed, match="保存期到"):
        step(bureau, row, "destroy", date(2026, 1, 5), bureau.head)
    late = step(bureau, recording(bureau), "upload", date(2025, 9, 25), bureau.enforcer, file_name="c.mp4", sha256=SHA)
    assert late.was_in_time is False


def test_a_break_has_its_spoken_reason(bureau):
    with pytest.raises(ValidationError, match="口述的理由"):
        recording(bureau, is_continuous=False)


def test_both_come_in_from_excel(bureau):
    of, who = decision(bureau), bureau.enforcer
    row = {
        "unit": bureau.bureau,
        "body": bureau.body,
        "decision": of,
        "kind": "penalty",
        "platform": "site",
        "opened_on": DECIDED,
    }
    done = lived(
        PublicationLedger, who, **row, **WORDS, redacted_by_hand=True, published_on=date(2025, 10, 20), state="published"
    )
    assert (done.state, done.was_in_time) == ("published", False)
    times = {name: timezone.make_aware(datetime(2025, 9, 22, hour)) for name, hour in (("began_at", 9), ("ended_at", 10))}
    told = {"unit": bureau.bureau, "stage": "check", **times, "device": "记录仪07", "officer": bureau.first, "opened_on": DECIDED}
    ends = {"file_name": "a.mp4", "sha256": SHA, "uploaded_at": timezone.make_aware(datetime(2025, 9, 22, 12)), "state": "kept"}
    kept = lived(RecordingLedger, who, **told, is_continuous=True, **ends)
    assert (kept.state, kept.was_in_time) == ("kept", True)
    assert not Publication.objects.visible_to(person("外人", bureau.world.far_town, ENFORCER)).exists()
