"""The lines of the yearly statistics, in the order in which they are printed."""

from django.db.models import TextChoices


class CellKind(TextChoices):
    """Acts by kind; those of penalties are the heaviest kind of each decision, so that a combined penalty counts once."""

    LICENCE = "licence", "行政许可"
    PENALTY = "penalty", "行政处罚"
    OF_WARNING = "of_warning", "其中：警告、通报批评"
    OF_FINE = "of_fine", "其中：罚款"
    OF_CONFISCATION = "of_confiscation", "其中：没收违法所得、没收非法财物"
    OF_LICENCE = "of_licence", "其中：暂扣、降低、吊销许可证件"
    OF_BUSINESS = "of_business", "其中：限制开展生产经营、责令停产停业、责令关闭、限制从业"
    OF_DETENTION = "of_detention", "其中：行政拘留"
    OF_OTHER = "of_other", "其中：其他行政处罚"
    MEASURE = "measure", "行政强制措施"
    EXECUTION = "execution", "行政强制执行（自行执行）"
    COURT = "court", "行政强制执行（申请人民法院）"
    LEVY = "levy", "行政征收、征用"
    INSPECTION = "inspection", "行政检查"
    RULING = "ruling", "行政裁决"
    BENEFIT = "benefit", "行政给付"
    CONFIRMATION = "confirmation", "行政确认"
    REWARD = "reward", "行政奖励"
    OTHER = "other", "其他行政执法行为"

    @classmethod
    def of_penalties(cls) -> tuple["CellKind", ...]:
        return tuple(kind for kind in cls if kind.value.startswith("of_"))
