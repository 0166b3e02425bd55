"""What somebody may ask for online, in everyday words: key → (words, kind of case, article)."""

from .grounds import Ground
from .words import Kind

MATTERS = {
    "wages": ("讨要工资、确认劳动关系", Kind.LABOUR, Ground.WAGES),
    "injury": ("工伤赔偿", Kind.LABOUR, Ground.INJURY),
    "accident": ("交通、医疗、食品药品事故赔偿", Kind.CIVIL, Ground.INJURY),
    "support": ("赡养费、抚养费、扶养费", Kind.CIVIL, Ground.SUPPORT),
    "violence": ("遭受家庭暴力、虐待、遗弃", Kind.CIVIL, Ground.VIOLENCE),
    "insurance": ("社会保险待遇、社会救助", Kind.ADMINISTRATIVE, Ground.SOCIAL_INSURANCE),
    "pension": ("抚恤金", Kind.ADMINISTRATIVE, Ground.PENSION),
    "bravery": ("因见义勇为主张权益", Kind.CIVIL, Ground.BRAVERY),
    "environment": ("环境污染、生态破坏赔偿", Kind.CIVIL, Ground.ENVIRONMENT),
    "state": ("国家赔偿", Kind.STATE_DAMAGES, Ground.STATE_DAMAGES),
    "criminal": ("家人涉嫌犯罪，请不起辩护律师", Kind.DEFENCE, Ground.CRIMINAL),
    "victim": ("刑事案件的被害人", Kind.CRIMINAL_AGENCY, Ground.VICTIM),
    "other": ("其他", Kind.CIVIL, Ground.OTHER),
}

WORDS = {words: key for key, (words, _, _) in MATTERS.items()}


def kind_of(key: str) -> Kind:
    return MATTERS[key][1]


def ground_of(key: str) -> Ground:
    return MATTERS[key][2]
