"""Papers: how many a second one core draws, lays together for the printer, writes as Word and seals."""

import os
import sys
import time
from collections.abc import Callable

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
import django  # noqa: E402

django.setup()

from types import SimpleNamespace  # noqa: E402

from fazhi.kernel.documents import (  # noqa: E402
    Date,
    Fields,
    Heading,
    Number,
    Paragraph,
    Sheet,
    Signatures,
    render_docx,
    render_pdf,
    sealer,
)  # fmt: skip
from fazhi.kernel.documents.pdf import print_pdf  # noqa: E402
from fazhi.kernel.documents.printing import Stack  # noqa: E402

AIM = 50
AMOUNT = int(sys.argv[-1]) if sys.argv[-1].isdigit() else 200
TOLD = "双方因屋后水沟排水发生口角，经调解员现场查看、讲明相邻关系的规定，双方互相谅解，自愿达成如下协议，并承诺今后遇事协商，不再争吵。"


def agreement(number: int) -> Sheet:
    """An agreement of two or three pages, no two alike."""
    parties = [
        ("申请人", f"张某{number}，男，汉族，58岁，农民，住荷花街道莲塘村{number}组"),
        ("被申请人", "李某，女，汉族，46岁，个体工商户"),
    ]
    terms = [Paragraph(f"{n}．{TOLD}（义务人李某；权利人张某{number}；金额{number}.00元）") for n in range(1, 4)]
    return Sheet("bench.agreement", "人民调解协议书", "", (
        Number(f"（2024）莲塘村人调字第{number:04d}号-1"), Fields(parties), Heading("一、纠纷主要事实、争议事项"), Paragraph(TOLD * 2 + str(number)),
        Heading("二、经调解，自愿达成如下协议"), *terms, Heading("三、履行和效力"), Paragraph(TOLD),
        Signatures(["申请人", "被申请人", "人民调解员", "调委会（盖章）"]), Date("2024年3月16日"),
    ))  # fmt: skip


def measured(name: str, work: Callable[[int], object], amount: int, aim: int = 0) -> None:
    work(0)
    started, spent = time.perf_counter(), time.process_time()
    for number in range(1, amount + 1):
        work(number)
    wall, cpu = time.perf_counter() - started, time.process_time() - spent
    verdict = f"（须达 {aim}：{'达到' if amount / cpu >= aim else '没有达到'}）" if aim else ""
    print(f"  {name:14} {amount} 份  {amount / wall:6.1f} 份/秒  一核 {amount / cpu:6.1f} 份/秒{verdict}")


pdfs: list[bytes] = []
stack = Stack()
unit = SimpleNamespace(code="bench", name="莲城市司法局")
measured("排版成 PDF", lambda number: pdfs.append(render_pdf(agreement(number))), AMOUNT)
measured("成批打印", lambda number: stack.lay(print_pdf(agreement(number))), AMOUNT, AIM)
measured("写成 Word", lambda number: render_docx(agreement(number)), AMOUNT // 4)
measured("加盖电子印章", lambda number: sealer().seal(pdfs[number], unit, "印发"), AMOUNT // 4)
whole = stack.content()
print(f"  合并后 {stack.pages} 页，{len(whole) / 1_048_576:.1f} MB")
