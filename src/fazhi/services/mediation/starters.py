"""Schemes to begin with: what “1+3+N” and “七联” mean is for the city to write; these rows only show the form."""

from datetime import date

from fazhi.kernel.flow import registers
from fazhi.kernel.org.models import Person, Unit

from .models import LinkScheme, LinkSchemeItem

EXAMPLE = "示例，含义由本市核定后修改"

SCHEMES = {
    "“1+3+N”对接联动体系": (
        ("1", "矛盾纠纷调处中心"),
        ("3", "人民调解"),
        ("3", "行政调解"),
        ("3", "司法调解"),
        ("N", "行业性专业性调解"),
        ("N", "警司联动"),
        ("N", "法律援助"),
        ("N", "律师参与调解"),
    ),
    "“七联”工作法": (
        ("", "联调联处矛盾纠纷"),
        ("", "联管联控特殊人群"),
        ("", "联防联治社会治安"),
        ("", "联宣联教法律政策"),
        ("", "联席联商疑难案件"),
        ("", "联享联用风险信息"),
        ("", "联建联育调解队伍"),
    ),
}


def plant(unit: Unit, person: Person, valid_from: date) -> list[LinkScheme]:
    """Enter the schemes that the city does not have yet."""
    known = set(LinkScheme.objects.filter(unit=unit).values_list("name", flat=True))
    return [_entered(name, unit, person, valid_from) for name in SCHEMES if name not in known]


def _entered(name: str, unit: Unit, person: Person, valid_from: date) -> LinkScheme:
    items = [LinkSchemeItem(group=group, name=item, meaning=EXAMPLE) for group, item in SCHEMES[name]]
    return registers.enter(LinkScheme(unit=unit, name=name, meaning=EXAMPLE, valid_from=valid_from), person, {"items": items})
