"""What holds of every module with an English catalogue: each name that it shows has its English, once, with the same places for numbers."""

from collections import Counter
from pathlib import Path

import polib
import pytest
from django.apps import apps

from fazhi.faces.look import tongues
from tests.every.english import missing

SPOKEN = sorted(config.label for config in apps.get_app_configs() if (Path(config.path) / "english.po").exists())


@pytest.mark.parametrize("app", SPOKEN)
def test_each_name_has_its_english(app):
    assert missing(app) == [], f"python -m tests.every.english {app}"


def test_nothing_is_said_in_english_twice():
    said = Counter(entry.msgid for path in tongues.catalogues() for entry in polib.pofile(str(path)))
    assert [msgid for msgid, times in said.items() if times > 1] == []


def test_english_has_the_places_of_the_chinese():
    entries = [entry for path in tongues.catalogues() for entry in polib.pofile(str(path)) if entry.msgstr]
    assert [entry.msgid for entry in entries if entry.msgid.count("{}") != entry.msgstr.count("{}")] == []
