"""送达回证: the receipt of one service, as a form to be signed or printed into the file (民事诉讼法 第八十七条)."""

from .blocks import Fields, Number, Signatures
from .models import PaperService
from .sheets import Sheet

LAW = "民事诉讼法 第八十七条"


def receipt_of(service: PaperService) -> Sheet:
    """What was served on whom, how, where and when."""
    served = service.of
    rows = [
        ("送达文书", served.title),
        ("文号", served.number),
        ("制发单位", served.unit.name if served.unit else ""),
        ("受送达人", service.receiver),
        ("送达方式", f"{service.get_method_display()}（{service.law}）"),
        ("送达地点", service.place),
        ("发出日期", service.sent_on),
        ("送达日期", service.served_on),
        ("签收人", service.taken_by),
        ("与受送达人的关系", service.relation),
        ("邮件单号", service.mail_number),
        ("拒收或者公告的事由", service.reason),
        ("见证人", service.witness),
        ("备注", ""),
    ]
    signs = [
        "受送达人或者代收人（签名、盖章）",
        f"送达人（{service.recorded_by or ''}）",
        *(["见证人"] if service.witness else []),
    ]
    return Sheet("documents.receipt", "送达回证", LAW, (Number(served.number), Fields(rows), Signatures(signs)))
