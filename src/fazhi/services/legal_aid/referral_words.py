"""The closed word lists of referrals and of help on duty."""

from django.db import models


class ReferralKind(models.TextChoices):
    NOTARY = "notary", "公证"
    APPRAISAL = "appraisal", "司法鉴定"
    ARBITRATION = "arbitration", "民商事仲裁"
    LABOUR_ARBITRATION = "labour_arbitration", "劳动仲裁"


class NotaryMatter(models.TextChoices):
    """What decides whether a proxy may come, and whether a dispute may be arbitrated."""

    WILL = "will", "遗嘱"
    EXISTENCE = "existence", "生存"
    ADOPTION = "adoption", "收养关系"
    INHERITANCE = "inheritance", "继承"
    MARRIAGE = "marriage", "婚姻、监护、扶养"
    CONTRACT = "contract", "合同、财产权益"
    LABOUR = "labour", "劳动、人事"
    ADMINISTRATIVE = "administrative", "行政争议"
    INJURY = "injury", "伤残、损害"
    OTHER = "other", "其他"


IN_PERSON = (NotaryMatter.WILL, NotaryMatter.EXISTENCE, NotaryMatter.ADOPTION)
NOT_ARBITRABLE = (NotaryMatter.MARRIAGE, NotaryMatter.ADOPTION, NotaryMatter.INHERITANCE, NotaryMatter.ADMINISTRATIVE)


class DutyPlace(models.TextChoices):
    COURT = "court", "人民法院"
    PROCURATORATE = "procuratorate", "人民检察院"
    DETENTION = "detention", "看守所"
    OTHER = "other", "其他场所"


class DutyHelpKind(models.TextChoices):
    """值班律师法律帮助 (法律援助法 第三十条)."""

    ADVICE = "advice", "法律咨询"
    PROCEDURE = "procedure", "程序选择建议"
    MEASURE = "measure", "申请变更强制措施"
    OPINION = "opinion", "对案件处理提出意见"
    PLEA = "plea", "认罪认罚具结见证"
    OTHER = "other", "其他法律帮助"
