"""Papers on the desk: what they lack and where it is filled in; issue, sign, serve, correct, publish, download."""

import io
import re

import docx
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from fazhi.kernel.documents import files_of, issued_papers
from fazhi.kernel.documents.tests.test_papers import text_of
from fazhi.services.mediation.tests.factories import agreed_case, dispute, village

LABEL, KEY = "mediation.dispute", "mediation.agreement"


@pytest.fixture
def lotus(world, settings, tmp_path):
    settings.MEDIA_ROOT, settings.SEAL_KEYS = tmp_path / "files", tmp_path / "keys"
    return village(world)


@pytest.fixture
def mediator(lotus, client):
    client.force_login(lotus.worker.account)
    return client


def page(client, name, case, *more, **posted):
    url = reverse(f"desk:{name}", args=[LABEL, case.pk, *more])
    return client.post(url, posted, follow=True) if posted else client.get(url, follow=True)


def issued(client, case):
    page(client, "issue", case, KEY, go="1")
    return issued_papers(case).get()


def test_a_paper_says_what_it_lacks_and_where_that_is_filled_in(mediator, lotus):
    case = dispute(lotus)
    text = page(mediator, "record", case).content.decode()
    assert "协议条款：在“" in text and "书面协议：在“达成" in text
    assert re.search(rf'href="/desk/{LABEL}/{case.pk}/step/accept/"[^>]*>案号', text)
    refused = page(mediator, "issue", case, KEY, go="1").content.decode()
    assert "还不能制作《人民调解协议书》，先填写" in refused and not issued_papers(case).exists()


def test_the_agreement_is_filled_from_the_record_as_pdf_and_as_docx(mediator, lotus, chinese_font):
    case = agreed_case(lotus)
    pdf, word = (page(mediator, "paper", case, KEY, form) for form in ("pdf", "docx"))
    assert pdf["Content-Type"] == "application/pdf" and word["Content-Disposition"].startswith("attachment")
    document = docx.Document(io.BytesIO(word.content))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    told = "".join((*(line.text for line in document.paragraphs), *cells)).replace(" ", "")
    for words in (f"{case.number}-1", "张建", "李芳", "支付疏通费用", "800", "莲塘村人民调解委员会"):
        assert words in told and words in text_of(pdf.content).replace("\n", ""), words
    assert page(mediator, "paper", case, KEY, "exe").status_code == page(mediator, "paper", case, "x.y", "pdf").status_code == 404
    mediator.force_login(lotus.world.stranger.account)
    assert page(mediator, "paper", case, KEY, "pdf").status_code == 404


def test_an_agreement_is_issued_signed_served_and_opened_again(mediator, lotus, chinese_font):
    case = agreed_case(lotus)
    row = issued(mediator, case)
    scan = SimpleUploadedFile("签署页.png", b"\x89PNG\r\n\x1a\n" + b"0" * 64, "image/png")
    told = {"signer": "张建", "capacity": "申请人", "method": "fingerprint", "signed_at": "2024-09-06T10:00", "file": scan}
    assert "已登记：登记签署" in page(mediator, "sign_paper", case, row.pk, **told).content.decode()
    served = {"receiver": "李芳", "method": "direct", "served_on": "2024-09-07", "taken_by": ""}
    assert "没有人签收的，按留置送达登记" in page(mediator, "serve_paper", case, row.pk, **served).content.decode()
    page(mediator, "serve_paper", case, row.pk, **{**served, "taken_by": "李芳"})
    text = page(mediator, "issued_paper", case, row.pk).content.decode()
    assert "申请人 张*" in text and "直接送达" in text and "2024年9月7日送达" in text and "第八十八条" in text
    assert [file.kind for file in files_of(case)] == ["签署页"]
    receipt = page(mediator, "service_receipt", case, row.pk, row.services.get().pk)
    assert receipt["Content-Type"] == "application/pdf" and receipt.content[:5] == b"%PDF-"
    opened = page(mediator, "issued", case, row.pk, "pdf")
    assert b"".join(opened.streaming_content)[:5] == b"%PDF-"


def test_a_paper_is_corrected_with_a_reason_and_the_old_one_says_so(mediator, lotus, chinese_font):
    case = agreed_case(lotus)
    row = issued(mediator, case)
    page(mediator, "correct_paper", case, row.pk, reason="金额写错")
    newest = issued_papers(case).first()
    assert (newest.ordinal, newest.correction) == (2, "金额写错")
    text = page(mediator, "issued_paper", case, row.pk).content.decode()
    assert "这一版已经更正" in text and "金额写错" in text
    again = page(mediator, "correct_paper", case, row.pk, reason="再改").content.decode()
    assert "已经更正过" in again and issued_papers(case).count() == 2


def test_the_public_version_is_made_once_and_opens(mediator, lotus, chinese_font):
    case = agreed_case(lotus)
    row = issued(mediator, case)
    assert page(mediator, "issued", case, row.pk, "public").status_code == 404
    page(mediator, "publish_paper", case, row.pk, go="1")
    pdf = b"".join(page(mediator, "issued", case, row.pk, "public").streaming_content)
    assert pdf[:5] == b"%PDF-" and "张建".encode("utf-16-be") not in pdf


def test_a_paper_of_another_record_is_missing(mediator, lotus, chinese_font):
    case, other = agreed_case(lotus), dispute(lotus, root_doubt="另案")
    row = issued(mediator, case)
    for name in ("issued_paper", "sign_paper", "serve_paper", "correct_paper"):
        assert page(mediator, name, other, row.pk).status_code == 404
