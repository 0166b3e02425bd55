"""Fixtures of advice's tests."""

from pathlib import Path

import pytest
from django.test import override_settings
from tests.keeping import once
from tests.material import shared_data

from fazhi.kernel.law.importing import import_paths

from .factories import centre

# A law as it was, and as it was amended: invented, so that the tests need no material.
OLD = """# 中华人民共和国试点法

2015年3月1日 第一届全国人民代表大会常务委员会第一次会议通过

<!-- INFO END -->

第一条 为了保护劳动者，制定本法。

第二条 用人单位未订立书面劳动合同的，每月支付一点五倍工资。

第三条 本法自2015年6月1日起施行。
"""
NEW = OLD.replace("会议通过", "会议通过\n\n2024年10月6日 第二届全国人民代表大会常务委员会第二次会议修订").replace(
    "一点五倍", "二倍"
)
NEW = NEW.replace("自2015年6月1日起施行", "自2025年1月1日起施行")


@pytest.fixture
def lotus(world):
    """The centre of 荷塘区 in the test world."""
    return once(centre, world)


@pytest.fixture
def home(tmp_path: Path):
    """Indexes and files are written here, not into the installation."""
    with override_settings(HOME=tmp_path, MEDIA_ROOT=tmp_path / "files"):
        yield tmp_path


def shelve(home: Path, name: str, text: str) -> None:
    (home / name).write_text(text, encoding="utf-8")
    import_paths([home / name])


@pytest.fixture
def pilot(db, home):
    """A library with one law, in its first version; called with nothing it brings the amended one."""
    shelve(home, "试点法(2015-03-01).md", OLD)
    return lambda: shelve(home, "试点法(2024-10-06).md", NEW)


@pytest.fixture
def real_laws(db, home):
    """The statutes of ../shared/data/laws."""
    return import_paths([shared_data("laws")])
