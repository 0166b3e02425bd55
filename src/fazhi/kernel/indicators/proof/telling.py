"""The proof of a published figure in words, for the pages that show it."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from django.apps import apps

from ..models import Proof, Snapshot
from . import doubts
from .evidence import REASONS
from .files import is_covered


@dataclass(frozen=True, slots=True)
class Told:
    """What a page says of a figure's proof."""

    title: str
    note: str
    facts: list[tuple[str, str]]
    hash: str = ""
    is_covered: bool = False
    is_doubted: bool = False


def told_of(snapshot: Snapshot) -> Told:
    """The proof of a published figure, or that it has none."""
    proof = Proof.objects.filter(snapshot=snapshot).first()
    doubted = bool(doubts.doubted([snapshot]))
    if proof is None:
        return Told("没有凭证", "这个数字发布时还没有凭证。", [], is_doubted=doubted)
    covered = is_covered(proof)
    manifest = json.loads(proof.manifest)
    if doubted:
        title, note = f"{doubts.WORDS}", "它与背后的记录对不上，查清以前请不要引用。"
    else:
        title = "这个数字有凭证" if covered else "凭证等待检查点"
        note = "不用相信本站，下载后断网也能核验。" if covered else "签名的检查点每分钟一个，请稍后再来下载。"
    return Told(title, note, facts_of(manifest), proof.snapshot.manifest_hash, covered, doubted)


def facts_of(manifest: dict[str, Any]) -> list[tuple[str, str]]:
    """Definition, checkpoint, and how the matches come to what is counted."""
    logs = "；".join(f"{log['origin']} 前 {log['size']:,} 条，根 {log['root'][:16]}…" for log in manifest["logs"])
    counted = f"{manifest['counted']:,} 条" if "counted" in manifest else "太小，不公布"
    listing = "每条计入、不计入的位置都公开" if manifest["listing"] == "open" else "逐条的位置只向审计公开，总数人人可以核对"
    return [
        ("口径", f"第 {manifest['definition']['version']} 版，指纹 {manifest['definition']['hash'][:16]}…"),
        ("账本", logs),
        ("符合的", f"{manifest['matches']:,} 条（{_asked(manifest['filter'])}）"),
        ("计入", counted),
        ("不计入", excluded_in(manifest) or "没有"),
        ("依据", listing),
    ]


def excluded_in(manifest: dict[str, Any]) -> str:
    """Each reason and how many; small numbers stand together."""
    return "；".join(f"{REASONS[code]} {amount:,} 条" for code, amount in manifest.get("excluded", {}).items())


def _asked(asks: dict[str, Any]) -> str:
    """The filter on the public lines of the log, in words."""
    kinds = {config.label: str(config.verbose_name) for config in apps.get_app_configs()}
    parts = [kinds.get(asks["kind"], asks["kind"])]
    parts += [f"县市区 {'、'.join(asks['org'])}"] if "org" in asks else []
    parts += [f"{asks['from']} 起有办理"] if "from" in asks else []
    return "，".join(parts)
