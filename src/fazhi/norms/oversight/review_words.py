"""The words of the review of case files, each with its key."""

from django.db.models import TextChoices


class FileKind(TextChoices):
    """What is reviewed; the key is the label of the record where this platform keeps it."""

    PENALTY = "enforcement.penaltycase", "行政处罚案卷"
    SPOT = "enforcement.spotpenalty", "当场处罚案卷"
    INSPECTION = "spot_checks.inspection", "行政检查案卷"
    LICENCE = "licence", "行政许可案卷"
    COERCION = "enforcement.measure", "行政强制案卷"
    OTHER = "other", "其他执法案卷"


class Method(TextChoices):
    CENSUS = "census", "普查"
    RANDOM = "random", "随机抽取"
    SENT = "sent", "自送"


class Block(TextChoices):
    SUBJECT = "subject", "主体资格"
    FACTS = "facts", "事实证据"
    PROCEDURE = "procedure", "程序"
    LAW = "law", "法律适用与裁量"
    PAPERS = "papers", "文书"
    EXECUTION = "execution", "执行结案归档"
    OTHER = "other", "其他"
    FATAL = "fatal", "一票否决"


class Grade(TextChoices):
    EXCELLENT = "excellent", "优秀"
    GOOD = "good", "良好"
    PASS = "pass", "合格"
    FAIL = "fail", "不合格"


class Place(TextChoices):
    FIRST = "first", "评查人一"
    SECOND = "second", "评查人二"
    THIRD = "third", "第三评查人"


class Recheck(TextChoices):
    UPHELD = "upheld", "维持"
    CHANGED = "changed", "调整"


def item(block: Block, text: str, points: int) -> dict[str, object]:
    return {"block": block.value, "text": text, "points": points}


# The sample of the dossier (粤评 16, 17), with which a new template begins; the weights are the city's to set.
SAMPLE = [
    item(Block.SUBJECT, "执法主体在公告名录内", 3),
    item(Block.SUBJECT, "执法人员证件有效，各项记录不少于两人签名", 5),
    item(Block.SUBJECT, "委托执法的委托书在卷", 2),
    item(Block.FACTS, "当事人身份证明", 5),
    item(Block.FACTS, "证据种类齐全、来源合法，原件或者核对无异", 12),
    item(Block.FACTS, "违法所得、罚款数额计算有据", 8),
    item(Block.PROCEDURE, "立案、调查取证程序", 7),
    item(Block.PROCEDURE, "告知、陈述申辩复核、听证", 8),
    item(Block.PROCEDURE, "法制审核、集体讨论", 5),
    item(Block.PROCEDURE, "送达和各项期限", 5),
    item(Block.LAW, "适用条款项目准确", 10),
    item(Block.LAW, "写明裁量基准并在幅度以内", 10),
    item(Block.PAPERS, "文书要素、签名、日期齐全，没有程序倒置", 10),
    item(Block.EXECUTION, "缴款票据、催告、结案", 6),
    item(Block.EXECUTION, "归档、页码、目录", 4),
    item(Block.FATAL, "主要事实不清、证据不足", 0),
    item(Block.FATAL, "适用法律错误", 0),
    item(Block.FATAL, "违反法定程序", 0),
    item(Block.FATAL, "超越、滥用职权", 0),
    item(Block.FATAL, "主体不合法或者人员无执法资格", 0),
]
