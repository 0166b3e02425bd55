"""报送: the catalogue, the lists, and the acts as a by-product of inspections and of whatever other rooms leave; what fails a check is named."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone

from fazhi.kernel import registry
from fazhi.kernel.org.dated import in_force
from fazhi.kernel.org.models import Person
from fazhi.kernel.present.feeds import Entry, Feed
from fazhi.kernel.records.credit_codes import check_credit_code

from .feed_fields import ACTS, ITEMS, LISTS
from .models import ActReceipt, CheckList, Inspection, ItemClaim, SupervisionItem
from .roles import READERS
from .words import Answer, Ground, Measure, Mode, PowerLevel

AT_ONCE = 500
# Name of a room's acts → (person, first, last) → rows by the sources of `feed_fields.ACT`, with `power_code` and `path` to find the list by.
SHELF = "supervision_acts"
PERSON = "自然人"


def items(person: Person, first: date, last: date) -> Iterator[Entry]:
    """The catalogue as it held on the last day."""
    for row in (
        SupervisionItem.objects.visible_to(person).filter(in_force(last)).select_related("unit").order_by("pk").iterator(AT_ONCE)
    ):
        plain = {
            name: getattr(row, name)
            for name in ["code", "main_name", "sub_name", "object_kind", "basis", "disposal", "valid_from", "valid_to", "version"]
        }
        told = {
            "department": row.unit.name,
            "levels": [PowerLevel(key).label for key in row.levels],
            "measure": row.get_measure_display(),
            "modes": [Mode(key).label for key in row.modes],
            "change": row.get_change_display(),
        }
        yield Entry(str(row), plain | told)


def lists(person: Person, first: date, last: date) -> Iterator[Entry]:
    """The lists that held on a day of the period."""
    found = CheckList.objects.visible_to(person).filter(valid_from__lte=last).select_related("unit", "supervised")
    for row in found.order_by("pk").iterator(AT_ONCE):
        if row.valid_to and row.valid_to < first:
            continue
        plain = {name: getattr(row, name) for name in ["code", "body_code", "object_source", "frequency", "results", "version"]}
        told = {
            "item_code": row.supervised.code,
            "item": str(row.supervised),
            "body": row.unit.name,
            "points": "；".join(row.lines),
            "form": row.get_form_display(),
            "standing": "有效" if row.holds(last) else "已停用",
        }
        faults = () if row.supervised.holds(last) else (f"监管事项{row.supervised.code}不在目录的有效期内",)
        yield Entry(str(row), plain | told, faults)


def acts(person: Person, first: date, last: date) -> Iterator[Entry]:
    """What was done in the period, each checked against its list, its officers and its object."""
    return _acts(person, first, last, answers_since(first))


def open_acts(person: Person, first: date, last: date) -> Iterator[Entry]:
    """Those of them that the platform has not taken yet: never sent, or sent back."""
    answers = answers_since(first)
    taken = {act_no for act_no, answer in answers.items() if answer == Answer.ACCEPTED}
    return (entry for entry in _acts(person, first, last, answers) if entry.values["act_no"] not in taken)


def answers_since(first: date) -> dict[str, str]:
    """What the platform said of acts since a day: nothing is sent before it is done."""
    return dict(ActReceipt.objects.filter(sent_on__gte=first).values_list("act_no", "answer"))


def _acts(person: Person, first: date, last: date, answers: Mapping[str, str]) -> Iterator[Entry]:
    known = Lists()
    for gives in registry.on(SHELF).values():
        for told in gives(person, first, last):
            chosen = known.of(told)
            more = {
                "list_code": chosen.code if chosen else "",
                "item_code": chosen.supervised.code if chosen else "",
                "body_code": chosen.body_code if chosen else "",
                "receipt": Answer(answers[told["act_no"]]).label if told["act_no"] in answers else "",
            }
            yield Entry(str(told["act_no"] or told["object_name"]), {**told, **more}, tuple(faults_of(told, chosen, known)))


class Lists:
    """Every list by what it is for, read once; the nearest to the unit that held on the day of the act."""

    def __init__(self) -> None:
        self.known: dict[tuple[str, Any], list[CheckList]] = {}
        self.claims: dict[tuple[int, int], list[ItemClaim]] = {}
        for claim in ItemClaim.objects.exclude(state="moved").order_by("pk"):
            self.claims.setdefault((claim.unit_id, claim.supervised_id), []).append(claim)
        for row in CheckList.objects.select_related("supervised"):
            for kind, key in (("item", row.check_item_id), ("power", row.power_code)):
                if key:
                    self.known.setdefault((kind, key), []).append(row)

    def of(self, told: Mapping[str, Any]) -> CheckList | None:
        key = ("item", told["item_id"]) if told.get("item_id") else ("power", told.get("power_code", ""))
        rows = [row for row in self.known.get(key, ()) if told["path"].startswith(row.path) and row.holds(told["done_on"])]
        return max(rows, key=lambda row: len(row.path), default=None)

    def unclaimed(self, chosen: CheckList, day: date) -> str:
        """Why whose list it is held no claim to the item on a day; empty where it did, or where nobody had to claim it."""
        claims = self.claims.get((chosen.unit_id, chosen.supervised_id), [])
        if not claims or any(claim.covers(day) for claim in claims):
            return ""
        last = claims[-1]
        if last.claimed_on is None:
            return "本单位没有认领这一监管事项"
        if day < last.claimed_on:
            return f"行为日期早于认领监管事项的日期（{last.claimed_on}）"
        return f"这一监管事项已于{last.closed_on}取消认领"


def faults_of(told: Mapping[str, Any], chosen: CheckList | None, known: Lists) -> Iterator[str]:
    """What the quality check of the platform would send back."""
    if chosen is None:
        yield f"{told['done_on']}没有认领的检查实施清单"
    elif lack := known.unclaimed(chosen, told["done_on"]):
        yield lack
    if len(told["officers"]) < 2:
        yield "执法人员不足两人，或者没有行为当日有效的执法证"
    if told["done_on"] > timezone.localdate():
        yield "行为日期晚于今天"
    if told["object_type"] != PERSON:
        yield from _wrong_code(told["object_code"])


def _wrong_code(code: str) -> Iterator[str]:
    try:
        check_credit_code(code or "")
    except ValidationError as fault:
        yield from fault.messages


def inspected(person: Person, first: date, last: date) -> Iterator[dict[str, Any]]:
    """Inspections whose result was recorded; a cancelled one is none."""
    found = Inspection.objects.visible_to(person).filter(recorded_on__isnull=False, entered_on__range=(first, last))
    rows = found.exclude(state="cancelled").select_related("unit", "item", "target").prefetch_related("members__inspector")
    for row in rows.order_by("entered_on", "pk").iterator(AT_ONCE):
        yield {
            "act_no": row.number,
            "item_id": row.item_id,
            "path": row.path,
            "body": row.unit.name,
            "object_code": row.target.credit_code,
            "object_name": row.target.name,
            "object_type": "法人和其他组织",
            "kind": Measure.CHECK.label,
            "mode": Mode.RANDOM.label if row.ground == Ground.RANDOM else Mode.DAILY.label,
            "done_on": row.entered_on,
            "officers": [one.inspector.certificate_no for one in row.standing if one.inspector.is_certified(row.entered_on)],
            "source": row.number,
            "result": row.get_outcome_display(),
            "problem": row.facts if row.has_problem else "",
            "disposal": row.correction,
            "recorded_at": row.recorded_at,
            "version": row.version,
        }


registry.leave(SHELF, "inspection", inspected)
Feed("supervision-items", "监管事项目录", items, ITEMS, READERS, "按截止日期有效的目录。")
Feed("supervision-lists", "检查实施清单", lists, LISTS, READERS, "这一时期有效过的清单。")
Feed("supervision-acts-open", "没有接收的监管行为", open_acts, ACTS, READERS, "没有报送过的，和上级平台退回的。")
Feed("supervision-acts", "监管行为", acts, ACTS, READERS, "检查和处罚自动成为监管行为，不用另外填报。")
