"""What a dispute is, where it comes from, how hard it is, how it ends."""

from django.db import models


class DisputeKind(models.TextChoices):
    """纠纷类型: the columns of the statistical report; exactly one for each dispute."""

    FAMILY = "01", "婚姻家庭纠纷"
    NEIGHBOUR = "02", "邻里纠纷"
    HOUSING = "03", "房屋宅基地纠纷"
    CONTRACT = "04", "合同纠纷"
    BUSINESS = "05", "生产经营纠纷"
    DAMAGE = "06", "损害赔偿纠纷"
    LAND = "07", "山林土地纠纷"
    EXPROPRIATION = "08", "征地拆迁纠纷"
    ENVIRONMENT = "09", "环境污染纠纷"
    WAGES = "10", "拖欠农民工工资纠纷"
    LABOUR = "11", "其他劳动争议纠纷"
    TRAVEL = "12", "旅游纠纷"
    ONLINE_TRADE = "13", "电子商务纠纷"
    CONSUMER = "14", "其他消费纠纷"
    MEDICAL = "15", "医疗纠纷"
    TRAFFIC = "16", "道路交通事故纠纷"
    PROPERTY_SERVICE = "17", "物业纠纷"
    INTELLECTUAL = "18", "知识产权纠纷"
    INTERNET = "19", "互联网纠纷"
    OTHER = "99", "其他纠纷"


LABOUR_KINDS = (DisputeKind.WAGES, DisputeKind.LABOUR)


class Source(models.TextChoices):
    """案件来源; all but the first two are 接受委托移送."""

    PROACTIVE = "proactive", "主动调解"
    APPLIED = "applied", "依申请"
    COURT = "court", "法院委托移送"
    PROCURATORATE = "procuratorate", "检察院委托移送"
    POLICE = "police", "公安机关委托移送"
    PETITION = "petition", "信访部门委托移送"
    OTHER = "other", "其他部门委托移送"


class CourtStage(models.TextChoices):
    BEFORE = "before", "诉前委派"
    ORDINARY = "ordinary", "诉中委托（普通程序）"
    SUMMARY = "summary", "诉中委托（简易程序）"


class ApplyForm(models.TextChoices):
    WRITTEN = "written", "书面"
    ORAL = "oral", "口头"


class Difficulty(models.TextChoices):
    SIMPLE = "simple", "简易"
    ORDINARY = "ordinary", "一般"
    HARD = "hard", "疑难复杂"
    MAJOR = "major", "重大"


class Label(models.TextChoices):
    """机制标签: which linked mechanism brought it or works on it."""

    POLICE = "police", "警司联动"
    COURT = "court", "诉调对接"
    PETITION = "petition", "访调对接"
    RECONSIDERATION = "reconsideration", "复调对接"
    HOTLINE = "hotline", "热线联动"
    JOINT = "joint", "联合调解"


# What a case is labelled with by where it comes from.
LABELLED = {Source.POLICE: Label.POLICE, Source.COURT: Label.COURT, Source.PETITION: Label.PETITION}


class Circumstance(models.TextChoices):
    """What weighs on the difficulty, on reporting upward, and on the suspicion of sham mediation."""

    DEATH = "death", "有人死亡"
    INJURY = "injury", "有人重伤"
    CROSS_COUNTY = "cross_county", "跨县（市、区）"
    MEDIA = "media", "媒体关注"
    CROWD = "crowd", "群体性上访苗头"
    REPEATED = "repeated", "此前多次调解未成"
    ORGANS = "organs", "涉及两个以上部门"
    APPRAISAL = "appraisal", "需要鉴定评估"
    KIN_DEBT = "kin_debt", "近亲属之间的债务"
    ENFORCEMENT = "enforcement", "被执行人处分财产"


class Exclusion(models.TextChoices):
    """What a committee may not take: reserved to a special organ, not open to agreement, or already in another's hands."""

    RESERVED = "reserved", "只能由专门机关管辖处理"
    FORBIDDEN = "forbidden", "法律禁止采用民间调解方式解决"
    TAKEN = "taken", "法院、公安或者其他机关已经受理或者解决"


class Openness(models.TextChoices):
    OPEN = "open", "公开"
    CLOSED = "closed", "不公开"


class Place(models.TextChoices):
    ROOM = "room", "调解室"
    SPOT = "spot", "现场"
    HOME = "home", "上门"
    ONLINE = "online", "线上"


class Result(models.TextChoices):
    WRITTEN = "written", "书面协议"
    ORAL = "oral", "口头协议"
    FAILED = "failed", "调解不成"
    REFUSED = "refused", "一方拒绝"
    WITHDRAWN = "withdrawn", "撤回"
    NOT_ACCEPTED = "not_accepted", "不予受理"
    TRANSFERRED = "transferred", "移送"


AGREED = (Result.WRITTEN, Result.ORAL)
DEEMED_FAILED = "超过调解期限未达成调解协议，视为调解不成"  # the reason, where time itself ended it


class Performance(models.TextChoices):
    DONE = "done", "已履行"
    PARTLY = "partly", "部分履行"
    BROKEN = "broken", "未履行"
    NOT_DUE = "not_due", "未到期"


class Retention(models.TextChoices):
    """保管期限."""

    FOR_EVER = "for_ever", "永久"
    THIRTY = "thirty", "30年"
    TEN = "ten", "10年"
