"""The pages about the API at /api/docs/, written from the OpenAPI document: no script, no other host."""

from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from ninja import NinjaAPI

from fazhi.faces.look.parts import Link
from fazhi.kernel import registry

from . import problems
from .openapi import described


@dataclass(frozen=True, slots=True)
class Input:
    """One parameter or one field of a body."""

    name: str
    label: str
    kind: str
    required: bool
    note: str = ""


@dataclass(frozen=True, slots=True)
class Route:
    """One operation as a reader needs it."""

    method: str
    path: str
    summary: str
    about: str
    inputs: list[Input]


def groups(request: HttpRequest, api: NinjaAPI) -> HttpResponse:
    """What there is, how to come in, how refusals look."""
    document = described(api)
    amounts: dict[str, int] = {}
    for _, operation in _operations(document):
        amounts[operation["tags"][0]] = amounts.get(operation["tags"][0], 0) + 1
    kinds = [(kind, status, title) for kind, (status, title) in problems.KINDS.items()]
    opening, *rules = document["info"]["description"].replace("`", "").split("\n- ")
    links = {group: _link(group, amount) for group, amount in amounts.items()}
    records = [links.pop(label) for label in registry.on("desks") if label in links]
    shown = {"opening": opening, "rules": rules, "records": records, "rooms": list(links.values()), "kinds": kinds}
    return render(request, "api/groups.html", shown)


def _link(group: str, amount: int) -> Link:
    return Link(named(group), reverse("api:docs_group", args=[group]), note=f"{amount} 个请求")


def group(request: HttpRequest, api: NinjaAPI, group: str) -> HttpResponse:
    """The routes of one kind of record, or of one room."""
    document = described(api)
    routes = [_route(at, operation, document) for at, operation in _operations(document) if operation["tags"][0] == group]
    if not routes:
        raise Http404
    crumbs = [Link("接口", reverse("api:docs")), Link(named(group), "")]
    return render(request, "api/group.html", {"title": named(group), "crumbs": crumbs, "routes": routes})


def named(group: str) -> str:
    desk = registry.on("desks").get(group)
    return f"{desk.named()} {group}" if desk else group


def _operations(document: dict[str, Any]) -> list[tuple[tuple[str, str], dict[str, Any]]]:
    return [
        ((method.upper(), path), operation) for path, found in document["paths"].items() for method, operation in found.items()
    ]


def _route(at: tuple[str, str], operation: dict[str, Any], document: dict[str, Any]) -> Route:
    method, path = at
    inputs = [_parameter(each) for each in operation.get("parameters", ())]
    for media, body in operation.get("requestBody", {}).get("content", {}).items():
        inputs += _fields(_resolved(body["schema"], document), "" if media == "application/json" else f"（{media}）")
    return Route(method, path, operation.get("summary", ""), operation.get("description", ""), inputs)


def _parameter(each: dict[str, Any]) -> Input:
    places = {"path": "地址", "query": "查询", "header": "请求头"}
    return Input(
        each["name"], places[each["in"]], _kind(each.get("schema", {})), each.get("required", False), each.get("description", "")
    )


def _fields(schema: dict[str, Any], note: str) -> list[Input]:
    must = schema.get("required", ())
    return [
        Input(name, str(field.get("title", "")), _kind(field), name in must, str(field.get("description", note)))
        for name, field in schema.get("properties", {}).items()
    ]


def _resolved(schema: dict[str, Any], document: dict[str, Any]) -> dict[str, Any]:
    name = schema.get("$ref", "").rpartition("/")[2]
    return document["components"]["schemas"][name] if name else schema


def _kind(schema: dict[str, Any]) -> str:
    """A type in words; choices as key（label）."""
    if choices := [each for each in schema.get("oneOf", schema.get("anyOf", ())) if each.get("const") is not None]:
        return "、".join(f"{each['const']}（{each.get('title', '')}）" for each in choices)
    if "enum" in schema:
        return "、".join(map(str, schema["enum"]))
    if schema.get("type") == "array" and (inside := schema.get("items", {})).get("properties"):
        return f"列表：{'、'.join(inside['properties'])}"
    kinds = schema.get("type") or [each.get("type", "object") for each in schema.get("anyOf", [{"type": "any"}])]
    kinds = kinds if isinstance(kinds, list) else [kinds]
    return " | ".join(dict.fromkeys(schema.get("format", kind) if kind == "string" else kind for kind in kinds))
