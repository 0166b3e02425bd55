"""What cannot be read is refused in words: too large, not whole."""

import pytest


@pytest.mark.django_db
def test_what_is_too_large_is_called_too_large(client, settings):
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 10
    answer = client.post("/follow/", {"receipt": "1" * 12, "code": "2" * 8}, content_type="application/x-www-form-urlencoded")
    assert answer.status_code == 413 and "送来的内容太大，没有写入" in answer.content.decode()


@pytest.mark.django_db
def test_an_address_with_a_nul_is_called_incomplete(client):
    answer = client.get("/law/?q=%00")
    assert answer.status_code == 400 and "没有写入" in answer.content.decode()
