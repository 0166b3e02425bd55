"""Seal, signature, service, correction and the public version of an issued paper."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone
from tests.example.models import Visit, Visitor

from fazhi.kernel import registry
from fazhi.kernel.documents import (
    Head,
    NoChineseFont,
    Paper,
    PaperService,
    PaperSignature,
    Paragraph,
    correct,
    fonts,
    issue,
    issued_papers,
    open_file,
    publish,
    sealer,
    serve,
    sign,
)
from fazhi.kernel.documents.redaction import masked, needles
from fazhi.kernel.ledger.book import history
from fazhi.kernel.ledger.checking import findings

from .test_papers import text_of

NAME, NUMBER, PHONE = "张䶮", "110101199003070011", "13800005678"


pytestmark = pytest.mark.usefixtures("chinese_font")


@pytest.fixture
def keys(settings, tmp_path):
    settings.SEAL_KEYS, settings.HOME = tmp_path / "keys", tmp_path
    return tmp_path / "keys"


@pytest.fixture
def visit(record, person):
    case = Visit.objects.create(
        unit=record,
        title=f"{NAME}来访",
        topic="other",
        question=f"{NAME}问，电话{PHONE}",
        state="waiting",
        opened_on=date(2024, 1, 2),
    )
    Visitor.objects.create(of=case, name=NAME, id_number=NUMBER, phone=PHONE)
    return case


@pytest.fixture
def answer():
    """A decision that bears the seal of the unit and names a person."""
    with registry.opened():

        class AnswerPaper(Paper):
            title = "来访事项答复意见书"
            of = Visit
            law = "人民调解法 第三条"
            mandatory = "question"
            is_sealed_by_body = True

            def blocks(self, record):
                who = record.visitors.get()
                return [
                    Paragraph(
                        f"{who.name}（{who.id_number}，{who.phone}）：\n{record.question}。答复：{record.answer or '同意'}。"
                    )
                ]

            def head(self, record):
                return Head(
                    "document",
                    f"{record.unit.name}文件",
                    record.unit.name,
                    on=date(2024, 1, 5),
                    number="荷花信〔2024〕1号",
                    to=NAME,
                )

        yield AnswerPaper


def test_the_seal_is_put_on_and_any_change_afterwards_is_seen(answer, visit, person, keys):
    issued = issue(answer, visit, person)
    pdf = open_file(issued.pdf).read()
    (verdict,) = sealer().verify(pdf)
    assert verdict.holds and verdict.signer == visit.unit.name and "测试证书，没有法律效力" in verdict.sentence
    assert (keys / f"{visit.unit.code}.key").stat().st_mode & 0o77 == 0
    changed = bytearray(pdf)
    changed[len(pdf) // 3] ^= 1
    assert not any(one.holds for one in sealer().verify(bytes(changed)))
    (added,) = sealer().verify(pdf + b"\n% added\n")
    assert not added.holds and "后面又加了内容" in added.sentence
    assert sealer().verify(b"no pdf") == []


def test_a_seal_of_another_authority_is_not_trusted(answer, visit, person, keys, settings, tmp_path):
    pdf = open_file(issue(answer, visit, person).pdf).read()
    settings.SEAL_KEYS = tmp_path / "others"
    (verdict,) = sealer().verify(pdf)
    assert verdict.is_intact and not verdict.holds and "不是本系统认识的机构" in verdict.sentence


def test_without_a_font_nothing_is_issued_under_a_seal(answer, visit, person, keys, monkeypatch):
    def none():
        raise NoChineseFont

    monkeypatch.setattr(fonts, "chains", none)
    with pytest.raises(NoChineseFont):
        issue(answer, visit, person)
    assert not issued_papers(visit).exists()


def test_a_wrong_paper_is_corrected_by_a_new_version_that_says_why(answer, visit, person, keys):
    first = issue(answer, visit, person)
    before = first.pdf_sha256
    with pytest.raises(ValidationError, match="更正说明"):
        correct(first, visit, person, " ")
    visit.answer = "不同意"
    second = correct(first, visit, person, "答复结论写错")
    newest, oldest = issued_papers(visit)
    assert (newest, newest.ordinal, newest.corrects, newest.correction) == (second, 2, first, "答复结论写错")
    assert oldest.is_superseded and oldest.pdf_sha256 == before and not newest.is_superseded
    with pytest.raises(ValidationError, match="已经更正过"):
        correct(first, visit, person, "再改")
    assert [event.reason for event in history(visit)] == ["答复结论写错", ""]


def test_a_signature_names_what_was_signed(answer, visit, person, keys):
    issued = issue(answer, visit, person)
    made = sign(issued, visit, PaperSignature(signer=NAME, capacity="来访人", method="fingerprint", place="荷花街道"), person)
    assert made.sha256 == issued.pdf_sha256 and history(visit).first().title == "签署来访事项答复意见书"
    with pytest.raises(ValidationError, match="不能晚于现在"):
        sign(
            issued,
            visit,
            PaperSignature(signer=NAME, capacity="来访人", method="scan", signed_at=timezone.now() + timedelta(1)),
            person,
        )
    with pytest.raises(PermissionError):
        made.delete()


@pytest.mark.parametrize(
    ("method", "told", "lacks"),
    [
        ("direct", {"taken_by": "张某"}, "taken_by"),
        ("left", {"reason": "拒收", "witness": "李某"}, "witness"),
        ("electronic", {"has_consent": True}, "has_consent"),
        ("mail", {"mail_number": "EX1", "sent_on": date(2024, 1, 6)}, "mail_number"),
        ("public", {"reason": "下落不明", "sent_on": date(2024, 1, 6)}, "reason"),
    ],
)
def test_each_way_of_service_must_show_what_the_law_asks(answer, visit, person, keys, method, told, lacks):
    issued = issue(answer, visit, person)
    with pytest.raises(ValidationError) as refusal:
        serve(
            issued,
            visit,
            PaperService(
                receiver=NAME, method=method, served_on=date(2024, 2, 9), **{**told, lacks: ""} if lacks != "has_consent" else {}
            ),
            person,
        )
    assert lacks in refusal.value.message_dict
    made = serve(issued, visit, PaperService(receiver=NAME, method=method, served_on=date(2024, 2, 9), **told), person)
    assert issued.services.get() == made and history(visit).first().law.startswith("民事诉讼法 第")


def test_service_by_notice_stands_after_thirty_days_and_no_service_lies_ahead(answer, visit, person, keys):
    issued = issue(answer, visit, person)
    told = {"receiver": NAME, "method": "public", "reason": "下落不明", "sent_on": date(2024, 1, 6)}
    with pytest.raises(ValidationError, match="经过30日才视为送达"):
        serve(issued, visit, PaperService(**told, served_on=date(2024, 2, 4)), person)
    serve(issued, visit, PaperService(**told, served_on=date(2024, 2, 5)), person)
    with pytest.raises(ValidationError, match="不能晚于今天"):
        serve(issued, visit, PaperService(receiver=NAME, method="on_spot", served_on=timezone.localdate() + timedelta(1)), person)


def test_the_public_version_holds_no_personal_datum_anywhere(answer, visit, person, keys):
    issued = issue(answer, visit, person)
    assert set(needles(visit)) >= {NAME, NUMBER, PHONE}
    made = publish(issued, visit, person)
    pdf = open_file(made.file).read()
    text = text_of(pdf)
    assert "张*" in text and "1101**********0011" in text and "138****5678" in text
    for needle in (NAME, NUMBER, PHONE):
        assert needle not in text and needle.encode() not in pdf and needle.encode("utf-16-be") not in pdf
    assert publish(issued, visit, person) == made
    assert masked("欧阳明月和欧阳明", {"欧阳明": "欧**", "欧阳明月": "欧***"}) == "欧***和欧**"


def test_a_number_that_no_row_names_any_more_is_masked_too():
    told = f"{PHONE}、{NUMBER}、12348、914301006166527170、0700-12345678"
    assert masked(told, {}) == "138****5678、1101**********0011、12348、914301006166527170、0700-12345678"


def test_every_row_of_a_paper_is_sealed_in_the_ledger(answer, visit, person, keys):
    issued = issue(answer, visit, person)
    sign(issued, visit, PaperSignature(signer=NAME, capacity="来访人", method="scan"), person)
    serve(issued, visit, PaperService(receiver=NAME, method="on_spot", served_on=date(2024, 1, 6)), person)
    publish(issued, visit, person)
    assert [str(each) for each in findings() if each.row.startswith("documents.")] == []
    PaperService.objects.update(served_on=date(2024, 1, 7))
    assert [(each.row, each.what, each.columns) for each in findings() if each.row.startswith("documents.")] == [
        (f"documents.paperservice:{issued.services.get().pk}", "changed", ("served_on",))
    ]
