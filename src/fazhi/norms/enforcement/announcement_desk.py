"""What those who keep the announcements before the act see: what is missing, body by body."""

from typing import Any

from django.db.models import QuerySet

from fazhi.kernel.org.models import Person, Unit
from fazhi.kernel.present.declared import Desk, Taken, View

from .ledgers.announcements import AnnouncementLedger
from .models import Announcement, EnforcementBody

LEDGERS = (AnnouncementLedger,)


class AnnouncementDesk(Desk):
    model = Announcement
    icon = "board"
    place = 8
    columns = "title body missing_amount missing is_complete checked_on state"
    together = "body"
    filters = "unit state is_complete checked_on"
    sorts = "missing_amount checked_on"
    form = "unit body"
    facts = "body missing_amount missing checked_on"
    parts = "items"
    part_columns = {"items": "kind place announced_on changed_on not_applicable_because"}
    corrects = "title"
    hints = {"place": "公众打得开的网址，或者公示栏的位置"}
    empty = "每个执法主体登记一次，十项内容逐项公示；主体的页面上可以登记"
    views = (View("有缺项", "state=standing&is_complete=False&sort=-missing_amount"),)

    @classmethod
    def begun_from(cls, record: EnforcementBody) -> Taken:
        return Taken(given={"body": record, "unit": record.unit})

    @classmethod
    def choices_for(cls, name: str, person: Person, unit: Unit | None) -> QuerySet[Any] | None:
        return EnforcementBody.objects.visible_to(person) if name == "body" else None
