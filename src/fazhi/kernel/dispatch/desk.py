"""What staff see of official documents and fill in."""

from fazhi.kernel.present.declared import Desk, View

from .ledgers import DocumentLedger, LetterheadLedger
from .models import Document, Letterhead

LEDGERS = (LetterheadLedger, DocumentLedger)


class DocumentDesk(Desk):
    model = Document
    title = "发文"
    icon = "file"
    place = 10
    columns = "title kind unit state signer signed_on"
    filters = "kind state unit urgency openness signed_on"
    sorts = "opened_on signed_on"
    form = "unit kind title to body attachments copies_to note present office secrecy secrecy_term urgency openness"
    facts = "kind to copies_to urgency openness reviewer signer signed_on released_on printed_copies file_number fingerprint"
    hints = {
        "title": "发文机关＋关于……的＋文种",
        "body": "一行一段；以“一、”“（一）”开头、句末没有句号的一行排成标题",
        "attachments": "一行一个附件名称，不写顺序号",
        "present": "纪要填写，一行一项，例如 出席：某某，某某",
        "office": "命令填写，例如 市长",
        "secrecy": "涉密公文不在本系统办理",
    }
    views = (View("待签发", "state=awaiting"), View("待编号", "state=signed"), View("待印发", "state=numbered"))
    empty = "还没有公文"


class LetterheadDesk(Desk):
    model = Letterhead
    place = 20
    columns = "mark layout word unit"
    filters = "unit layout"
    sorts = "recorded_at"
    form = "unit layout mark word"
    hints = {"word": "例如 莲司发；发文字号就是 莲司发〔年〕号", "mark": "例如 莲城市司法局文件；令为 莲城市人民政府令"}
    empty = "没有登记的，按单位名称生成"
