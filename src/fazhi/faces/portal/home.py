"""The first page, and the answer to what somebody says of their trouble."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from fazhi.faces.look.parts import Link
from fazhi.kernel import registry
from fazhi.kernel.indicators.suppression import SMALLEST_CELL
from fazhi.kernel.present.declared import Intake

from . import rules
from .doorway import personal
from .figures import figure_links
from .follow_pages import Asked
from .laws import articles_like
from .notices import notice_links

COMMON = ("拖欠工资", "房屋漏水", "离婚抚养", "借钱不还")
FIGURES = 4
ARTICLES = 5


def intakes() -> list[type[Intake]]:
    """The public's doors in their order."""
    return sorted(registry.on("intakes").values(), key=lambda intake: intake.place)


def home(request: HttpRequest) -> HttpResponse:
    """What one may want to do, where one's matter stands, what was done and what is published."""
    context = {
        "intakes": intakes(),
        "guides": registry.on("guides").values(),
        "hotline": rules.HOTLINE.value(),
        "common": COMMON,
        "asked": Asked(),
        "figures": figure_links(FIGURES),
        "notices": notice_links(),
    }
    return render(request, "portal/home.html", context)


@personal
def ask(request: HttpRequest) -> HttpResponse:
    """Which door to take, and which articles speak of it; asked by POST, so that nobody's trouble stands in an address."""
    text = (request.POST.get("common") or request.POST.get("text") or "").replace("\0", "").strip()[:200]
    if not text:
        return redirect("portal:home")
    doors = [intake for intake in intakes() if speaks_of(intake, text)]
    context = {
        "text": text,
        "intakes": doors or intakes(),
        "is_sure": bool(doors),
        "hits": articles_like(text, ARTICLES),
        "common": COMMON,
        "hotline": rules.HOTLINE.value(),
    }
    return render(request, "portal/ask.html", context)


def speaks_of(intake: type[Intake], text: str) -> bool:
    """Whether a text names a trouble for which the intake is the door, or the door itself."""
    return any(word in text for word in intake.hears.split()) or len(text) > 1 and text in intake.title


def access(request: HttpRequest) -> HttpResponse:
    """无障碍说明."""
    return render(request, "portal/access.html", {"crumbs": [Link("首页", "/"), Link("无障碍说明", "")]})


def privacy(request: HttpRequest) -> HttpResponse:
    """个人信息保护."""
    context = {"crumbs": [Link("首页", "/"), Link("个人信息保护", "")], "hours": rules.DRAFT_HOURS, "least": SMALLEST_CELL}
    return render(request, "portal/privacy.html", context)
