"""Printing many papers at once: from a list, as one PDF, with what could not be made and why."""

import subprocess
from datetime import timedelta
from shutil import which

import pytest
from django.utils import timezone

from fazhi.faces.desk import print_jobs
from fazhi.faces.desk.models import PrintJob
from fazhi.kernel.ledger.models import Event
from fazhi.services.mediation.tests.factories import agreed_case, dispute, village

LABEL, KEY = "mediation.dispute", "mediation.agreement"


@pytest.fixture
def lotus(world, settings, tmp_path, chinese_font):
    settings.MEDIA_ROOT = tmp_path / "files"
    return village(world)


@pytest.fixture
def clerk(lotus, client):
    client.force_login(lotus.worker.account)
    return client


def printed(client, **sent):
    return client.post(f"/desk/{LABEL}/print/", {"paper": KEY, **sent}, follow=True)


def test_the_picked_are_one_pdf_and_each_begins_on_a_front(clerk, lotus):
    cases = [agreed_case(lotus), agreed_case(lotus, root_doubt="另案"), dispute(lotus, root_doubt="另案")]
    page = printed(clerk, pick=[case.pk for case in cases]).content.decode()
    job = PrintJob.objects.get()
    assert "3 / 3" in page and "有 1 份没有做成" in page and "先填写" in page
    pdf = b"".join(clerk.get(f"/desk/printing/{job.pk}/file/").streaming_content)
    if which("pdftotext"):
        pages = (
            subprocess.run(["pdftotext", "-", "-"], input=pdf, capture_output=True, check=True).stdout.decode().split("\f")[:-1]
        )
        fronts = [at for at, text in enumerate(pages) if text.startswith("人民调解协议书")]
        assert len(fronts) == 2 and len(pages) % 2 == 0 and all(at % 2 == 0 for at in fronts)
        assert all(case.number in "".join(pages) for case in cases[:2])
    told = Event.objects.get(act="print")
    assert told.reason == f"3 份，任务 {job.pk}" and told.actor == lotus.worker


def test_without_a_pick_all_that_meet_the_conditions_are_printed(clerk, lotus):
    agreed_case(lotus), dispute(lotus, root_doubt="另案")
    printed(clerk, query="state=agreed")
    assert (PrintJob.objects.get().total, PrintJob.objects.get().state) == (1, "done")
    assert "没有可以打印的记录" in printed(clerk, query="state=archived").content.decode()


def test_a_job_is_its_owners_alone_and_holds_only_what_may_be_seen(clerk, lotus, world, client):
    case = agreed_case(lotus)
    printed(clerk, pick=[case.pk, 999_999])
    job = PrintJob.objects.get()
    assert job.keys == [case.pk]
    client.force_login(world.stranger.account)
    assert client.get(f"/desk/printing/{job.pk}/").status_code == 404 == client.get(f"/desk/printing/{job.pk}/file/").status_code
    assert "没有可以打印的记录" in printed(client, pick=[case.pk]).content.decode() or PrintJob.objects.count() == 1


def test_what_was_cut_off_is_taken_up_and_after_a_day_the_file_is_gone(clerk, lotus):
    printed(clerk, pick=[agreed_case(lotus).pk])
    job = PrintJob.objects.get()
    PrintJob.objects.update(state="running", beat_at=timezone.now() - timedelta(hours=1))
    job.place.unlink()
    print_jobs.tidy()
    assert job.place.is_file() and PrintJob.objects.get().state == "done"
    PrintJob.objects.update(begun_at=timezone.now() - timedelta(days=2))
    print_jobs.tidy()
    assert not job.place.exists() and clerk.get(f"/desk/printing/{job.pk}/file/").status_code == 404
    assert "文件只保留一天" in clerk.get(f"/desk/printing/{job.pk}/").content.decode()
