"""事由条款: the articles on which aid may be given, and what each of them means for means and for who is assigned."""

from django.db import models


class Ground(models.TextChoices):
    """Article and item; the key is `article.item`, or `article-paragraph`."""

    CRIMINAL = "24", "第二十四条　刑事案件没有委托辩护人"
    MINOR = "25.1", "第二十五条第一款第一项　未成年人"
    DISABLED = "25.2", "第二十五条第一款第二项　视力、听力、言语残疾人"
    UNAWARE = "25.3", "第二十五条第一款第三项　不能完全辨认自己行为的成年人"
    LIFE_OR_DEATH = "25.4", "第二十五条第一款第四项　可能被判处无期徒刑、死刑的人"
    DEATH_REVIEW = "25.5", "第二十五条第一款第五项　死刑复核案件被告人"
    ABSENT = "25.6", "第二十五条第一款第六项　缺席审判案件的被告人"
    NOTICE_OTHER = "25.7", "第二十五条第一款第七项　法律法规规定的其他人员"
    ORDINARY_TRIAL = "25-2", "第二十五条第二款　适用普通程序审理的被告人"
    COMPULSORY_TREATMENT = "28", "第二十八条　强制医疗案件"
    VICTIM = "29", "第二十九条　被害人、自诉人、附带民事诉讼原告人"
    STATE_DAMAGES = "31.1", "第三十一条第一项　国家赔偿"
    SOCIAL_INSURANCE = "31.2", "第三十一条第二项　社会保险待遇、社会救助"
    PENSION = "31.3", "第三十一条第三项　抚恤金"
    SUPPORT = "31.4", "第三十一条第四项　赡养费、抚养费、扶养费"
    WAGES = "31.5", "第三十一条第五项　确认劳动关系、支付劳动报酬"
    CAPACITY = "31.6", "第三十一条第六项　认定行为能力"
    INJURY = "31.7", "第三十一条第七项　工伤、交通、食品药品、医疗损害赔偿"
    ENVIRONMENT = "31.8", "第三十一条第八项　环境污染、生态破坏损害赔偿"
    OTHER = "31.9", "第三十一条第九项　法律、法规、规章规定的其他情形"
    HERO = "32.1", "第三十二条第一项　英雄烈士近亲属维护人格权益"
    BRAVERY = "32.2", "第三十二条第二项　因见义勇为主张民事权益"
    ACQUITTED = "32.3", "第三十二条第三项　再审改判无罪请求国家赔偿"
    VIOLENCE = "32.4", "第三十二条第四项　虐待、遗弃、家庭暴力受害人"
    UNLIMITED_OTHER = "32.5", "第三十二条第五项　其他不受经济困难条件限制的情形"
    RETRIAL = "33", "第三十三条　申诉、再审"


# 法律援助法 第二十五条、第二十八条: a body notifies, nobody applies.
BY_NOTICE = tuple(one for one in Ground if one.startswith("25") or one == Ground.COMPULSORY_TREATMENT)
# 法律援助法 第二十六条.
EXPERIENCED = (Ground.LIFE_OR_DEATH, Ground.DEATH_REVIEW)
# 法律援助法 第三十二条.
WITHOUT_MEANS_TEST = tuple(one for one in Ground if one.startswith("32."))
# 本人及其近亲属 may apply by these articles themselves; by Article 29 the legal representative and kin too.
KIN_MAY_APPLY = (Ground.CRIMINAL, Ground.RETRIAL, Ground.VICTIM)


def article(ground: str) -> str:
    """The citation of a ground, as `法律援助法 第三十一条第五项`."""
    return f"法律援助法 {Ground(ground).label.split('　')[0]}"
