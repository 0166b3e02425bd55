"""The words of enforcement: lists of choices, each with its key."""

from django.db.models import TextChoices


class Level(TextChoices):
    PROVINCE = "province", "省级"
    CITY = "city", "市级"
    COUNTY = "county", "县级"
    TOWN = "town", "乡级"


class PowerSource(TextChoices):
    """行政处罚法 第十七条至第二十四条."""

    STATUTE = "statute", "法定行政机关"
    AUTHORISED = "authorised", "法律、法规授权"
    ENTRUSTED = "entrusted", "受委托"
    CONCENTRATED = "concentrated", "相对集中"
    TOWNSHIP = "township", "乡镇（街道）承接"


class Hierarchy(TextChoices):
    STATUTE = "statute", "法律"
    REGULATION = "regulation", "行政法规"
    LOCAL = "local", "地方性法规"
    DEPARTMENT_RULE = "department_rule", "部门规章"
    GOVERNMENT_RULE = "government_rule", "地方政府规章"


class ProvisionKind(TextChoices):
    DUTY = "duty", "违则"
    PENALTY = "penalty", "罚则"
    PROCEDURE = "procedure", "程序"


class PowerKind(TextChoices):
    PENALTY = "penalty", "行政处罚"
    COERCION = "coercion", "行政强制"
    LICENCE = "licence", "行政许可"
    INSPECTION = "inspection", "行政检查"
    LEVY = "levy", "行政征收"
    BENEFIT = "benefit", "行政给付"
    CONFIRMATION = "confirmation", "行政确认"
    RULING = "ruling", "行政裁决"
    REWARD = "reward", "行政奖励"
    OTHER = "other", "其他"


class Service(TextChoices):
    """在编在岗情况: who is on the books and who is at work are different things."""

    ON_DUTY = "on_duty", "在编在岗"
    LENT_OUT = "lent_out", "在编借出"
    LONG_LEAVE = "long_leave", "长期病休、脱产"
    BORROWED = "borrowed", "借入"
    SECONDED = "seconded", "挂职"
    RETIRED = "retired", "退休"
    LEFT = "left", "离岗"


ON_BOOKS = (Service.ON_DUTY, Service.LENT_OUT, Service.LONG_LEAVE)


class Identity(TextChoices):
    CIVIL_SERVANT = "civil_servant", "公务员"
    MANAGED_AS = "managed_as", "参照公务员法管理"
    INSTITUTION = "institution", "事业编制"
    WORKMAN = "workman", "工勤人员"
    CONTRACT = "contract", "合同制"
    DISPATCHED = "dispatched", "劳务派遣"


class Education(TextChoices):
    BELOW = "below", "大专以下"
    COLLEGE = "college", "大专"
    BACHELOR = "bachelor", "本科"
    MASTER = "master", "硕士及以上"


class CertificateKind(TextChoices):
    NATIONAL = "national", "国家统一行政执法证"
    DEPARTMENT = "department", "部门执法证"
    SUPERVISION = "supervision", "行政执法监督证"
    HEARING = "hearing", "听证主持人证"


class ExamKind(TextChoices):
    PUBLIC_LAW = "public_law", "公共法律知识"
    PROFESSIONAL = "professional", "专业法律知识"


class CertificateEnd(TextChoices):
    CANCELLED = "cancelled", "注销"
    TAKEN_BACK = "taken_back", "收回"
    LOST = "lost", "遗失作废"
    EXPIRED = "expired", "过期"


class PostKind(TextChoices):
    ADMINISTRATIVE = "administrative", "行政编制"
    INSTITUTION = "institution", "事业编制"
    MIXED = "mixed", "行政、事业编制"


class GrantMode(TextChoices):
    """三种不同的关系: whose name and seal a decision bears follows from it."""

    TAKEN_UP = "taken_up", "承接（以乡镇名义）"
    ENTRUSTED = "entrusted", "委托（以委托机关名义）"
    STATIONED = "stationed", "派驻（以派驻机关名义）"


class Assessment(TextChoices):
    ABLE = "able", "能够有效承接"
    ADJUST = "adjust", "须调整"
    UNABLE = "unable", "不能有效承接"
