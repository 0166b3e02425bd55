"""OpenAPI 3.1: the fixed routes as ninja tells them, the routes of records spelled out for every declared desk."""

from collections.abc import Iterator
from functools import cache
from typing import Any

from django.http import HttpRequest, HttpResponse
from ninja import NinjaAPI

from fazhi.faces.desk.filtering import filter_form
from fazhi.kernel import registry
from fazhi.kernel.documents import papers_of
from fazhi.kernel.flow.declared import Flow, Step
from fazhi.kernel.present.declared import Desk
from fazhi.kernel.records.models import parts_of

from . import problems, public, schemas
from .components import SHARED, TEXT, WHOLE, reference, some
from .schemas import Schema, an_object
from .values import answer

ABOUT = """法治平台的每一种记录、步骤、台账和指标都由同一份声明生成：页面上能看到和办理的，接口同样能看到和办理，权限和前置条件也相同。

- 身份：`Authorization: Bearer <令牌>`，由 `fazhi user token` 发放；范围就是本人的范围，范围之外一律 404。也可以用浏览器会话，写请求须带 CSRF 令牌。
- 写请求可带 `Idempotency-Key`：同一个键和内容再发一次，得到同一个答复；内容不同则 409。
- 修改前先读：把读到的 `ETag` 放进 `If-Match`（或者 `version`），别人先办了就答复 409，并说明办了什么。
- 拒绝一律是 `application/problem+json`（RFC 9457）：`detail` 是给人看的一句话，`errors` 按字段，`law` 是依据的条文。
- 个人信息一律遮盖。金额是十进制文字，日期是 `2024-09-03`，时刻带时区。"""

KEY = {
    "name": "Idempotency-Key",
    "in": "header",
    "schema": {"type": "string", "maxLength": 100},
    "description": "同一个键只办一次",
}
MATCH = {"name": "If-Match", "in": "header", "schema": TEXT, "description": "读到的 ETag"}
PK = {"name": "pk", "in": "path", "required": True, "schema": {"type": "integer", "minimum": 1}}
BEFORE = {"name": "before", "in": "query", "schema": WHOLE, "description": "从这个 seq 往前"}
TURN = {"name": "turn", "in": "query", "schema": {"type": "string", "enum": ["1"]}, "description": "倒过来排"}
AFTER = {"name": "after", "in": "query", "schema": TEXT, "description": "上一页答复里的 next"}
SECURITY = {
    "token": {"type": "http", "scheme": "bearer", "description": "fazhi user token 发放"},
    "session": {"type": "apiKey", "in": "cookie", "name": "sessionid", "description": "浏览器会话；写请求须带 X-CSRFToken"},
}
REFUSED = {"$ref": "#/components/responses/Problem"}


def document(request: HttpRequest, api: NinjaAPI) -> HttpResponse:
    """/api/openapi.json."""
    return answer(described(api), Cache_Control="public, max-age=300")


@cache
def described(api: NinjaAPI) -> dict[str, Any]:
    """The whole document; declarations do not change after the start."""
    fixed = api.get_openapi_schema(path_prefix="/api/v1/")
    paths, named = dict(fixed["paths"]), dict(fixed["components"].get("schemas", {})) | SHARED
    for label, desk in registry.on("desks").items():
        paths |= dict(_paths(label, desk))
        named |= {f"{label}": schemas.record(desk), f"{label}.row": schemas.row(desk)}
    paths |= _applications(paths)
    for operations in paths.values():
        for operation in operations.values():
            _finished(operation)
    return {
        "openapi": "3.1.0",
        "info": {"title": api.title, "version": api.version, "description": ABOUT},
        "paths": paths,
        "components": {"schemas": named, "securitySchemes": SECURITY, "responses": {"Problem": _refusal()}},
    }


def _applications(paths: dict[str, Any]) -> dict[str, Any]:
    """The one route for applications, spelled out for each intake with what it asks."""
    general, found = paths.pop("/api/v1/public/intakes/{key}")["post"], {}
    for key, intake in registry.on("intakes").items():
        body = {"required": True, "content": {"application/json": {"schema": public.asked(intake)}}}
        told = {"operationId": f"apply.{key}", "summary": intake.title, "parameters": [], "requestBody": body}
        found[f"/api/v1/public/intakes/{key}"] = {"post": general | told}
    return found


def _refusal() -> Schema:
    kinds = "；".join(f"{status} {title}" for status, title in problems.KINDS.values())
    return {
        "description": f"拒绝：{kinds}",
        "content": {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}},
    }


def _finished(operation: dict[str, Any]) -> None:
    """What every operation has: its refusals, and both ways to come in (none where all may)."""
    operation["responses"] = {str(code): told for code, told in operation["responses"].items()} | {"4XX": REFUSED}
    open_to_all = operation.get("tags", [""])[0] in ("法规", "日历与期限", "群众")
    operation["security"] = [] if open_to_all else [{name: []} for name in SECURITY]


def _paths(label: str, desk: type[Desk]) -> Iterator[tuple[str, dict[str, Any]]]:
    """The routes of one kind of record."""
    here, flow, name = f"/api/v1/records/{label}", registry.on("flows").get(label), str(desk.model._meta.verbose_name)
    one, whole = f"{here}/{{pk}}", reference(label)
    listed = an_object({"records": some(reference(f"{label}.row")), "next": {"type": ["string", "null"]}})
    yield (
        here,
        {
            "get": _operation(label, "list", f"{desk.named()}：列表", listed, [*_conditions(desk), AFTER]),
            "post": _operation(label, "register", f"登记{name}", whole, [KEY], schemas.registration(desk), "201"),
        },
    )
    yield (
        one,
        {
            "get": _operation(label, "record", f"一件{name}", whole, [PK]),
            "patch": _operation(label, "correct", f"更正{name}", whole, [PK, MATCH, KEY], schemas.correction(desk)),
        },
    )
    yield f"{one}/history", {"get": _operation(label, "history", "经过", reference("History"), [PK, BEFORE])}
    yield from _attached(label, one, desk)
    if flow:
        yield from _of_a_case(label, one)
        yield from _steps(label, one, desk, flow)


def _of_a_case(label: str, one: str) -> Iterator[tuple[str, dict[str, Any]]]:
    clocks, steps = an_object({"clocks": reference("Clocks")}), an_object({"steps": reference("Steps")})
    yield f"{one}/clocks", {"get": _operation(label, "clocks", "期限逐日说明", clocks, [PK])}
    yield f"{one}/steps", {"get": _operation(label, "steps", "本人可办的步骤和所问", steps, [PK])}


def _attached(label: str, one: str, desk: type[Desk]) -> Iterator[tuple[str, dict[str, Any]]]:
    sent = an_object({"file": {"type": "string", "contentMediaType": "application/octet-stream"}, "kind": TEXT}, ["file"])
    yield (
        f"{one}/files",
        {
            "get": _operation(label, "files", "附件", an_object({"files": some(reference("File"))}), [PK]),
            "post": _operation(label, "upload", "上传附件", reference("File"), [PK, KEY], sent, "201", "multipart/form-data"),
        },
    )
    yield f"{one}/files/{{file_pk}}", {"get": _operation(label, "file", "下载附件", None, [PK, _key("file_pk")])}
    yield f"{one}/papers", {"get": _operation(label, "papers", "文书", an_object({"papers": some(reference("Paper"))}), [PK])}
    for paper in papers_of(desk.model):
        for form in ("pdf", "docx"):
            made = _operation(label, f"paper_{paper.name}_{form}", f"{paper.title}（{form.upper()}）", None, [PK])
            yield f"{one}/papers/{paper.key()}.{form}", {"get": made}


def _steps(label: str, one: str, desk: type[Desk], flow: type[Flow]) -> Iterator[tuple[str, dict[str, Any]]]:
    done = an_object(schemas.head(desk.model) | {"steps": reference("Steps")})
    for step in flow.steps.values():
        if not step.is_automatic_only:
            at = [PK, *([_key("part_pk")] if step.on else []), MATCH, KEY]
            made = _operation(label, f"step_{step.name}", f"步骤：{step.label}", done, at, schemas.of_step(desk, step))
            yield (
                f"{one}/steps/{step.name}{'/{part_pk}' if step.on else ''}",
                {"post": made | {"description": _about(step, desk)}},
            )


def _about(step: Step, desk: type[Desk]) -> str:
    """Who takes it, from where to where, what must hold, under which article."""
    sources, roles = "、".join(state.label for state in step.source), "、".join(role.label for role in step.roles)
    on = next((str(kind._meta.verbose_name) for kind in parts_of(desk.model).values() if kind is step.on), "")
    told = [
        f"由{roles or '可读的人'}办理",
        f"从“{sources}”到“{step.target.label}”" if step.target else f"在“{sources}”时办理，状态不变",
        f"办在每个{on}上" if on else "",
        *(f"{gate.sentence}{f'（{gate.law}）' if gate.law else ''}" for gate in step.needs),
        step.tells,
        f"依据：{step.law}" if step.law else "",
    ]
    return "；".join(filter(None, told)) + "。"


def _conditions(desk: type[Desk]) -> list[dict[str, Any]]:
    """The conditions of a list as query parameters."""
    conditions = filter_form(desk).base_fields.items()
    sort = {"name": "sort", "in": "query", "schema": {"type": "string", "enum": desk.sorts.split()}, "description": "排序"}
    return [
        *({"name": name, "in": "query", "schema": _choices(field), "description": _said(field)} for name, field in conditions),
        sort,
    ]


def _said(field: Any) -> str:
    return " ".join(filter(None, [str(field.label or ""), str(field.help_text)]))


def _choices(field: Any) -> Schema:
    choices = [(key, label) for key, label in getattr(field, "choices", ()) if key != ""]
    return TEXT | ({"oneOf": [{"const": key, "title": str(label)} for key, label in choices]} if choices else {})


def _key(name: str) -> dict[str, Any]:
    return {"name": name, "in": "path", "required": True, "schema": {"type": "integer", "minimum": 1}}


def _operation(
    label: str,
    name: str,
    summary: str,
    told: Schema | None,
    parameters: list[Any],
    asked: Schema | None = None,
    status: str = "200",
    media: str = "application/json",
) -> dict[str, Any]:
    """One operation; without a schema it answers with a file."""
    content = {"application/json": {"schema": told}} if told else {"application/octet-stream": {}}
    body = {"requestBody": {"required": True, "content": {media: {"schema": asked}}}} if asked else {}
    return {
        "operationId": f"{label}.{name}",
        "summary": summary,
        "tags": [label],
        "parameters": parameters,
        **body,
        "responses": {status: {"description": "好", "content": content}},
    }
