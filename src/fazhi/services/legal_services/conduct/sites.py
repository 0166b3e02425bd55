"""What is done with sites: opened, checked, looked at for use, closed."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.utils import timezone

from fazhi.kernel import registry
from fazhi.kernel.flow.acting import Acting
from fazhi.kernel.flow.refusals import NotAllowed

from ..words import Mode

if TYPE_CHECKING:
    from ..models import Site

QUARTER = timedelta(days=92)
UNDONE = ("new", "handed", "in_progress", "complained")


def open_site(site: Site, act: Acting) -> None:
    """Whether anybody comes is looked into from now on; what came before, a register does not tell."""
    site.started_on = site.started_on or act.on
    site.looked_at_on = timezone.localdate() if act.via == "import" else act.on


def day_looked(site: Site) -> date:
    return site.looked_at_on


def note_check(site: Site, act: Acting) -> None:
    if act.part.checked_on > act.on:
        raise ValidationError({"checked_on": "检查日期还没有到"})
    site.last_checked_on, site.has_sign = act.part.checked_on, act.part.has_sign


def close_site(site: Site, act: Acting) -> None:
    """A site with open matters cannot close."""
    undone = site.receptions.filter(state__in=UNDONE).count() if act.via != "import" else 0
    if undone:
        raise NotAllowed(f"还有 {undone} 件来访没有办结，不能撤销", mends="先办结这些来访，或者移交上级平台")
    site.ended_on = act.on


def look_at_use(site: Site, act: Acting) -> None:
    """空转: nobody came and no adviser visited for a quarter, whatever the plate says."""
    quarter = (act.on - QUARTER, act.on)
    logs = registry.model("legal_services.worklog").objects
    visited = logs.filter(unit=site.region_id, on__range=quarter, mode=Mode.ON_SITE).exclude(state="rejected")
    site.is_idle = not site.receptions.filter(opened_on__range=quarter).exists() and not visited.exists()
    site.looked_at_on = act.on
