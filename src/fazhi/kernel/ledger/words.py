"""What was found, in sentences that a leader understands: which row, which field, since which act."""

from __future__ import annotations

import json
from typing import Any

from django.db.models import Model
from django.utils import timezone

from fazhi.kernel import registry
from fazhi.kernel.org.models import Unit

from .findings import BROKEN, CHANGED, DELETED, EXCHANGED, INSERTED, Finding
from .models import Event

MOST_NAMED = 6  # fields that a sentence names


def sentence(found: Finding) -> str:
    """One finding as a sentence."""
    if found.row.startswith("ledger.event:"):
        return _of_event(found)
    if "/" in found.row:
        return _of_log(found)
    label, _, key = found.row.rpartition(":")
    return _of_row(found, registry.model(label), int(key))


def _of_row(found: Finding, model: type[Model], key: int) -> str:
    event = Event.objects.filter(pk=found.event).select_related("actor").first()
    row = f"{_named(model, key, event)}（{found.row}）"
    fields = _fields(model, found.columns)
    if found.what == CHANGED:
        return f"{row}的{fields}被绕过系统直接改动，现在的内容与{_act(event)}时封存的不一致。"
    if found.what == EXCHANGED:
        return f"{row}的{fields}与 {found.told} 的被绕过系统互换：各自说着对方在{_act(event)}时封存的内容。"
    if found.what == DELETED:
        return f"{row}被绕过系统直接删除：{_act(event)}时它还在，此后没有任何办理删除过它。"
    return f"{row}是绕过系统直接写进数据库的：账本里没有任何办理写下过它。"


def _named(model: type[Model], key: int, event: Event | None) -> str:
    name, row = model._meta.verbose_name, model._base_manager.filter(pk=key).first()
    number = getattr(row, "number", "") or (event.number if event and event.of == registry.label(model) else "")
    return f"{name}“{number or key}”"


def _fields(model: type[Model], names: tuple[str, ...]) -> str:
    told = [str(model._meta.get_field(name).verbose_name) for name in names[:MOST_NAMED]]
    more = f"等 {len(names)} 项" if len(names) > MOST_NAMED else ""
    return f"“{'、'.join(told)}”{more}" if told else "内容"


def _act(event: Event | None) -> str:
    """An act as people know it: when, who, what."""
    if event is None:
        return "记账"
    at = timezone.localtime(event.recorded_at)
    place = f"（日志第 {event.seq} 条）" if event.seq is not None else ""
    return f"{at.year}年{at.month}月{at.day}日 {at:%H:%M} {event.actor or '系统'}“{event.title}”{place}"


def _of_event(found: Finding) -> str:
    event = Event.objects.filter(pk=int(found.row.rpartition(":")[2])).select_related("actor").first()
    told = f"账本记录“{_act(event)}”（{found.row}）"
    if found.what == INSERTED:
        return f"{told}是绕过系统直接写进账本的，没有封存。"
    if found.what == BROKEN:
        return f"{told}与同一对象的前一条接不上：前面的记录被删除或者改动。"
    if found.told:
        return f"{told}被改动：公布出去的是 {found.told}，数据库里已不是这一条。"
    return f"{told}被改动：它现在说的，不是当时封存的内容。"


def _of_log(found: Finding) -> str:
    origin, _, part = found.row.rpartition("#")
    if origin and found.what == DELETED:
        return f"日志 {origin} 第 {part} 条被从数据库删除。{_public(found.told)}"
    if "/tile/" in found.row:
        path, _, place = found.row.partition("#")
        if found.what == DELETED:
            return f"公开的日志文件 {path} 不见了。"
        return f"日志文件（瓦片）{path} {f'的第 {place} 个散列' if place else ''}被改动：与账本记录算出来的不一致。"
    if found.row.endswith("/tree"):
        return f"日志 {found.row.removesuffix('/tree')} 的树顶被改动：与各条记录算出来的根不一致。"
    return _of_checkpoint(found, found.row.removesuffix("/checkpoint"))


def _of_checkpoint(found: Finding, origin: str) -> str:
    if found.what == DELETED:
        held, published = found.told.split()
        return f"日志 {origin}：数据库只有 {held} 条，已经公布 {published} 条，像是恢复了旧的备份。请运行 fazhi log recover。"
    if found.told == "root":
        return f"日志 {origin}：数据库的日志与已经签发公布的根不一致，有人换过整本日志。"
    return f"日志 {origin} 公开的检查点被改动（{found.told}）。"


def _public(entry: str) -> str:
    """What the public line of a lost entry still tells."""
    if not entry:
        return "它还没有公布，公开的日志里查不到。"
    told: dict[str, Any] = json.loads(entry)
    unit = Unit.objects.filter(code=told["org"]).first()
    return (
        f"公开的日志里它是 {told['day']}、{unit or '全市'}、{told['kind']} 类的一条（对象 {told['obj']} 第 {told['rev']} 次）。"
    )
