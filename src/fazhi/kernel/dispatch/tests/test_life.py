"""A document from its draft to the archive: who may take which step, what is frozen, what is kept."""

import pytest
from django.core.exceptions import ValidationError
from tests import world as worlds

from fazhi.kernel.dispatch.flow import DocumentFlow
from fazhi.kernel.dispatch.models import Document, Letterhead
from fazhi.kernel.dispatch.papers import DocumentPaper
from fazhi.kernel.dispatch.words import MAY_HOLD_SECRETS
from fazhi.kernel.documents import NoChineseFont, fonts, issued_papers, open_file, sealer
from fazhi.kernel.flow import doors, registers
from fazhi.kernel.flow.refusals import NotAllowed
from fazhi.kernel.ledger.checking import findings
from fazhi.kernel.org.models import ApprovalLevel, Incumbency, Person, Post
from fazhi.kernel.org.roles import CLERK
from fazhi.kernel.records.models import VoidNumber

BODY = "现就有关事项通知如下。\n一、总体要求\n规范开展工作。\n（一）基本原则\n依法自愿。"


@pytest.fixture
def office(world, settings, tmp_path):
    """A town that writes, with a second clerk who reviews and the leader who signs."""
    settings.MEDIA_ROOT, settings.SEAL_KEYS = tmp_path / "files", tmp_path / "keys"
    world.editor = worlds.person("核稿某", world.town, CLERK)
    return world


def draft(world, **told):
    given = {
        "unit": world.town,
        "kind": "notice",
        "title": "荷花街道关于开展人民调解宣传的通知",
        "to": "各村（社区）",
        "body": BODY,
    }
    return doors.register(Document, world.clerk, {**given, **told})


def led(case, office, *steps, **data):
    """Take steps, each by whoever may."""
    who = {
        "submit": office.clerk,
        "review": office.editor,
        "sign": office.leader,
        "number": office.clerk,
        "release": office.clerk,
    }
    for step in steps:
        case = doors.take(step, case, who.get(step, office.clerk), data.get(step))
    return case


def test_a_document_is_drafted_reviewed_signed_numbered_sealed_and_archived(sealed_world, office, chinese_font):
    case = led(draft(office), office, "submit", "review", "sign", "number")
    assert (case.number, case.state, case.signer, case.reviewer) == (
        f"荷花发〔{case.signed_on.year}〕1号",
        "numbered",
        office.leader,
        office.editor,
    )
    case = led(case, office, "release")
    issued = issued_papers(case).get()
    (verdict,) = sealer().verify(open_file(issued.pdf).read())
    assert issued.number == case.number and issued.is_sealed_by_body and verdict.holds and verdict.signer == "荷花街道"
    with pytest.raises(ValidationError, match="档号"):
        led(case, office, "archive")
    assert led(case, office, "archive", archive={"file_number": "2024-发-1"}).state == "archived"
    assert [str(each) for each in findings()] == []


def test_nobody_reviews_the_own_draft_and_only_a_leader_signs(office):
    case = led(draft(office), office, "submit")
    with pytest.raises(NotAllowed, match="起草人不能核自己的稿"):
        doors.take("review", case, office.clerk)
    case = led(case, office, "review")
    with pytest.raises(NotAllowed, match="由领导办理"):
        doors.take("sign", case, office.clerk)
    with pytest.raises(NotAllowed, match="只能在"):
        doors.take("release", case, office.clerk)


def test_a_document_without_text_or_addressee_goes_nowhere(office):
    with pytest.raises(NotAllowed, match="还没有正文"):
        led(draft(office, body=" "), office, "submit")
    with pytest.raises(NotAllowed, match="主送机关"):
        led(draft(office, to=""), office, "submit")
    assert led(draft(office, to="", kind="public_notice"), office, "submit").state == "reviewing"


def test_an_upward_document_is_signed_by_the_principal(office):
    case = led(draft(office, kind="request", title="荷花街道关于追加经费的请示"), office, "submit", "review")
    with pytest.raises(NotAllowed, match="主要负责人签发"):
        led(case, office, "sign")
    post = Post.objects.create(unit=office.town, title="主任", level=ApprovalLevel.PRINCIPAL)
    Incumbency.objects.create(post=post, person=office.leader, valid_from=worlds.SINCE)
    case = doors.take("sign", case, Person.objects.get(pk=office.leader.pk))
    assert DocumentPaper().head(case).signers == (office.leader.name,)


def test_every_department_must_agree_before_it_goes_on(office):
    case = led(draft(office), office, "submit")
    case = doors.take("ask_countersign", case, office.editor)
    with pytest.raises(NotAllowed, match="没有会签同意"):
        led(case, office, "countersigned")
    case = led(
        case,
        office,
        "countersign",
        countersign={"department": "财务科", "person_name": "钱某", "agrees": False, "opinion": "经费未定"},
    )
    with pytest.raises(NotAllowed, match="没有会签同意"):
        led(case, office, "countersigned")
    case = led(case, office, "countersign", countersign={"department": "财务科", "person_name": "钱某", "agrees": True})
    assert led(case, office, "countersigned").state == "awaiting"


def test_what_was_signed_is_frozen(office):
    case = led(draft(office), office, "submit", "review")
    case = registers.correct(case, office.clerk, {"note": "此件公开发布"}, version=case.version, reason="补附注")
    case = led(case, office, "sign")
    with pytest.raises(ValidationError, match="已经签发的公文不能改动"):
        registers.correct(case, office.clerk, {"body": "改过的正文"}, version=case.version, reason="改")
    case.refresh_from_db()
    assert case.body == BODY and case.fingerprint == case.signed_text


def test_a_correction_is_a_new_version_under_the_same_number(office, chinese_font):
    case = led(draft(office), office, "submit", "review", "sign", "number", "release")
    number = case.number
    case = doors.take("reissue", case, office.clerk, reason="正文第一段日期写错")
    case = registers.correct(case, office.clerk, {"body": BODY + "\n特此通知。"}, version=case.version, reason="改正")
    case = led(case, office, "submit", "review", "sign", "number", "release")
    newest, first = issued_papers(case)
    assert (case.number, newest.ordinal, newest.corrects, newest.correction) == (number, 2, first, "正文第一段日期写错")
    assert first.is_superseded and "特此通知" not in str(first.data) and "特此通知" in str(newest.data)


def test_numbers_run_without_gaps_for_each_kind_and_a_void_one_stays(office):
    first, second = (led(draft(office), office, "submit", "review", "sign", "number") for _ in range(2))
    letter = led(draft(office, kind="letter", title="荷花街道关于商请参加调解的函"), office, "submit", "review", "sign", "number")
    year = first.signed_on.year
    assert [case.number for case in (first, second, letter)] == [
        f"荷花发〔{year}〕1号",
        f"荷花发〔{year}〕2号",
        f"荷花函〔{year}〕1号",
    ]
    first = doors.take("discard", first, office.clerk, reason="重复起草")
    third = led(draft(office), office, "submit", "review", "sign", "number")
    assert (first.state, first.number, third.number) == ("void", f"荷花发〔{year}〕1号", f"荷花发〔{year}〕3号")
    assert VoidNumber.objects.get().number == first.number and VoidNumber.objects.get().reason == "重复起草"


def test_a_letterhead_that_was_registered_heads_the_paper(office):
    head = Letterhead(unit=office.town, layout="order", mark="荷花街道办事处令", word="荷办令")
    registers.enter(head, office.clerk)
    case = draft(office, kind="order", title="荷花街道办事处令", to="", office="主任")
    case = led(case, office, "submit", "review", "sign", "number")
    made = DocumentPaper.sheet(case)
    assert case.number == f"荷花街道办事处令〔{case.signed_on.year}〕第1号" and made.head.number == "第1号"
    assert (made.head.mark, made.head.office, made.head.signer) == ("荷花街道办事处令", "主任", "林某")


def test_a_secret_document_is_not_drafted_here(office):
    with pytest.raises(ValidationError, match="不是涉密信息系统"):
        draft(office, secrecy="secret", secrecy_term="1年")
    MAY_HOLD_SECRETS.change(True, "系统管理员", "已通过测评")
    assert DocumentPaper.sheet(draft(office, secrecy="secret", secrecy_term="1年")).head.secrecy == "秘密★1年"


def test_headings_are_known_by_their_numbers(office):
    blocks = DocumentPaper.sheet(draft(office)).blocks
    assert [(type(block).__name__, getattr(block, "level", 0)) for block in blocks] == [
        ("Paragraph", 0), ("Heading", 1), ("Paragraph", 0), ("Heading", 2), ("Paragraph", 0),
    ]  # fmt: skip


def test_without_a_font_it_is_not_released_and_says_why(office, monkeypatch):
    case = led(draft(office), office, "submit", "review", "sign", "number")

    def none():
        raise NoChineseFont

    monkeypatch.setattr(fonts, "chains", none)
    with pytest.raises(ValidationError, match="没有中文字体"):
        led(case, office, "release")
    case.refresh_from_db()
    assert case.state == "numbered" and not issued_papers(case).exists()


def test_every_state_of_the_life_is_declared():
    assert [state.label for state in DocumentFlow.states.values()] == [
        "起草中", "待核稿", "会签中", "待签发", "已签发", "已编号", "已印发", "已归档", "已作废",
    ]  # fmt: skip
