"""The words of discretion: kinds of files, models of benchmarks, levels, bases of a fine."""

from django.db.models import TextChoices


class BenchmarkKind(TextChoices):
    BENCHMARK = "benchmark", "裁量基准"
    LENIENCY = "leniency", "轻微违法清单"


class BenchmarkForm(TextChoices):
    RULE = "rule", "规章"
    DOCUMENT = "document", "行政规范性文件"


class BandRule(TextChoices):
    """How a range of the law is cut where the benchmark has no table of its own."""

    GENERAL = "general", "幅度的三成、四成、三成"
    AGRICULTURE = "agriculture", "以中间值为界；只有上限的按三成、六成"
    ECOLOGY = "ecology", "只有上限的按二成、五成；只有下限的按二倍、五倍"


class BenchmarkModel(TextChoices):
    """The four models met in practice."""

    TIERS = "tiers", "阶次表"
    WEIGHTS = "weights", "权重累加"
    MATRIX = "matrix", "矩阵"
    BANDS = "bands", "默认裁量带"


class DiscretionLevel(TextChoices):
    """From the lightest to the heaviest."""

    SPARED = "spared", "不予处罚"
    MITIGATED = "mitigated", "减轻"
    LIGHTER = "lighter", "从轻"
    USUAL = "usual", "一般"
    HEAVIER = "heavier", "从重"
    GRAVE = "grave", "情节严重"


class FineBase(TextChoices):
    """What the amounts of a provision are reckoned from."""

    FIXED = "fixed", "定额（元）"
    GOODS = "goods", "货值金额的倍数"
    GAINS = "gains", "违法所得的倍数"
    INVESTMENT = "investment", "总投资额的比例"
    COST = "cost", "处置费用、所收费用等的倍数"
    COUNT = "count", "按人次、按日（元）"
    INCOME = "income", "上一年度从本单位取得收入的比例"


class LeniencyKind(TextChoices):
    SPARED = "spared", "轻微不罚"
    FIRST = "first", "首违不罚"
    MITIGATED = "mitigated", "减轻处罚"
    LIGHTER = "lighter", "从轻处罚"
    NO_COERCION = "no_coercion", "免予行政强制"


class DecisionWord(TextChoices):
    MUST = "must", "不予行政处罚"
    MAY = "may", "可以不予行政处罚"


class Matching(TextChoices):
    """How many of a tier's conditions must be proved."""

    ANY = "any", "任一情形"
    ALL = "all", "全部情形"


class Departure(TextChoices):
    """Who may let a decision lie outside a benchmark: its own maker's head or a collective discussion; the maker above for the maker's."""

    PRINCIPAL = "principal", "本机关主要负责人批准"
    COLLECTIVE = "collective", "本机关集体讨论决定"
    MAKER = "maker", "报上级制定机关批准"
