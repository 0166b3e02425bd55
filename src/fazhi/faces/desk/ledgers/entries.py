"""The way from a list to its ledgers."""

from django.http import HttpRequest
from django.urls import reverse

from fazhi.faces.look.parts import Link
from fazhi.kernel import registry

from .recognising import may_import


def ledger_links(request: HttpRequest, label: str) -> list[Link]:
    """导入 for whoever may, 导出 for everybody, as the list is filtered now."""
    ledger = registry.on("ledgers").get(label)
    query = f"?{request.GET.urlencode()}" if request.GET else ""
    links = [Link("导出", reverse("desk:export", args=[label]) + query, icon="download")]
    if ledger is not None and may_import(request.user.person, ledger):
        links.insert(0, Link("导入", reverse("desk:import", args=[label]), icon="upload"))
    return links
