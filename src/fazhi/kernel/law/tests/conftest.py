"""The library that the tests read: the real texts where they lie beside the repository, small ones where not."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import transaction
from django.test import override_settings
from tests.material import shared_data

from fazhi.kernel.law.importing import Summary, import_paths

SUBJECTS = "婚约 彩礼 夫妻 子女 父母 遗嘱 租金 押金 定金 工伤 加班 年假 罚款 听证 复议 拆迁 承包 相邻 噪声 宠物".split()  # noqa: SIM905
MATTERS = ["返还", "赔偿", "期限", "程序", "责任"]

OLD = """# 中华人民共和国试点法

2015年3月1日 第一届全国人民代表大会常务委员会第一次会议通过

<!-- INFO END -->

## 第一章 总则

第一条 为了试点，制定本法。

第二条 申请人应当在三十日内提出申请。

第三条 本法自2015年6月1日起施行。
"""

NEW = """

中华人民共和国试点法

（2015年3月1日第一届全国人民代表大会常务委员会第一次会议通过　2022年5月6日第二届全国人民代表大会常务委员会第二次会议修订）

目　　录

第一章　总　　则

第二章　附　　则

第一章　总　　则

第一条　为了试点，制定本法。

第二条　有下列情形之一的，申请人应当在六十日内提出申请：

（一）住所变更；

（二）有其他正当理由：

1．患病；

2．灾害。

第三人不服的，可以另行申请。

第二条之一　前条规定的期限可以延长。

第二章　附　　则

第三条　本法自2022年9月1日起施行。《旧试点条例》同时废止。
"""


@pytest.fixture(autouse=True)
def home(tmp_path: Path) -> Iterator[Path]:
    """Indexes are written here, not into the installation."""
    with override_settings(HOME=tmp_path):
        yield tmp_path


@pytest.fixture
def texts(tmp_path: Path) -> Path:
    """A folder with two versions of one law."""
    folder = tmp_path / "laws"
    folder.mkdir()
    (folder / "试点法(2015-03-01).md").write_text(OLD, encoding="utf-8")
    (folder / "中华人民共和国试点法_20220506.txt").write_bytes(("\ufeff" + NEW).replace("\n", "\r\n").encode())
    return folder


@pytest.fixture
def pilot(db: None, texts: Path) -> Summary:
    """The two versions, imported."""
    return import_paths([texts])


@pytest.fixture
def corpus(db: None, tmp_path: Path) -> str:
    """A hundred short articles: every subject with every matter."""
    path = tmp_path / "corpus.jsonl"
    pairs = [(subject, matter) for subject in SUBJECTS for matter in MATTERS]
    rows = [
        {
            "id": f"甲{place}",
            "law": f"{subject}法",
            "article": f"第{place}条",
            "headings": [matter],
            "text": f"{subject}的{matter}，依照本法。",
        }
        for place, (subject, matter) in enumerate(pairs, 1)
    ]
    path.write_text("\n".join(json.dumps(row, ensure_ascii=False) for row in rows), encoding="utf-8")
    import_paths([path])
    return "corpus"


@pytest.fixture(scope="module")
def real(
    django_db_setup: None, django_db_blocker: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Summary]:
    """Every file of ../shared/data/laws, imported once a module and taken back after it."""
    folder = shared_data("laws")
    with django_db_blocker.unblock(), override_settings(HOME=tmp_path_factory.mktemp("home")), transaction.atomic():
        yield import_paths([folder])
        transaction.set_rollback(True)
