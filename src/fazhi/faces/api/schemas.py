"""JSON Schemas made from declared fields, and the check of what was sent against them."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from django.db import models
from django.db.models import Field

from fazhi.faces.desk import display
from fazhi.faces.desk.forms import asked_of, part_names
from fazhi.kernel import registry
from fazhi.kernel.flow.declared import Step
from fazhi.kernel.org.models import Unit
from fazhi.kernel.present.declared import Desk
from fazhi.kernel.records.fields import Personal
from fazhi.kernel.records.models import parts_of

from .values import HEAD, columns, properties

Schema = dict[str, Any]
MONEY: Schema = {"type": "string", "pattern": r"^-?[0-9]+(\.[0-9]+)?$", "format": "decimal"}
TYPES: dict[str, Schema] = {
    "BooleanField": {"type": "boolean"},
    "DateField": {"type": "string", "format": "date"},
    "DateTimeField": {"type": "string", "format": "date-time"},
    "TimeField": {"type": "string", "format": "time"},
    "DecimalField": MONEY,
    "FloatField": {"type": "number"},
    "JSONField": {},
}
REFERENCES = {"unit": "Unit", "person": "Person"}
PYTHON = {"string": str, "boolean": bool, "array": list, "object": dict, "integer": int, "number": int | float | Decimal}
MOST_PARTS = 200
WORDS = {
    "string": "文字",
    "boolean": "true 或者 false",
    "array": "列表",
    "object": "对象",
    "integer": "整数",
    "number": "数",
    "null": "null",
}


def told(field: Field) -> Schema:
    """A field as it is answered."""
    if field.is_relation:
        known = REFERENCES.get(field.related_model._meta.model_name, "Reference")
        return _titled(field, {"oneOf": [{"$ref": f"#/components/schemas/{known}"}, {"type": "null"}]})
    made = _typed(field)
    if isinstance(field, Personal):
        made |= {"description": "已遮盖 masked", "x-privacy": field.privacy}
    return _titled(field, _or_nothing(field, made))


def asked(field: Field) -> Schema:
    """A field as it is sent: a unit by its code, other references by id, money as text or number."""
    if field.is_relation:
        made: Schema = {"type": "string", "description": "单位编码"} if field.related_model is Unit else {"type": "integer"}
    else:
        made = _typed(field)
    if field.get_internal_type() == "DecimalField":
        made = MONEY | {"type": ["string", "number"]}
    return _titled(field, _or_nothing(field, made))


def _typed(field: Field) -> Schema:
    internal = field.get_internal_type()
    if field.choices:
        kind = "integer" if "Integer" in internal else "string"
        return {
            "type": kind,
            "oneOf": [{"const": key, "title": str(label)} for key, label in field.flatchoices if key is not None],
        }
    if words := getattr(field, "words", None):
        return {
            "type": "array",
            "items": {"type": "string", "oneOf": [{"const": key, "title": str(label)} for key, label in words.choices]},
        }
    if "Integer" in internal or internal.endswith("AutoField"):
        return {"type": "integer", **({"minimum": 0} if internal.startswith("Positive") else {})}
    made = dict(TYPES.get(internal, {"type": "string"}))
    return made | ({"maxLength": field.max_length} if made == {"type": "string"} and field.max_length else {})


def _titled(field: Field, made: Schema) -> Schema:
    helped = {"description": str(field.help_text)} if field.help_text and "description" not in made else {}
    return {"title": str(field.verbose_name), **made, **helped}


def _or_nothing(field: Field, made: Schema) -> Schema:
    """Whether a field may be empty: null where the column takes it, else the empty text."""
    if "type" not in made:
        return made
    if field.null:
        kinds = made["type"] if isinstance(made["type"], list) else [made["type"]]
        made |= {"type": [*kinds, "null"]}
    if "oneOf" in made and (field.null or field.blank):
        nothing = [{"const": None}] if field.null else [{"const": "", "title": "无"}]
        made |= {"oneOf": [*made["oneOf"], *nothing]}
    return made


def of_names(model: type[models.Model], names: list[str]) -> dict[str, Schema]:
    """What is told under these names; a property in words."""
    fields = {name: display.field_of(model, name) for name in names}
    return {
        name: told(field) if field is not None else {"title": display.label(model, name), "type": "string"}
        for name, field in fields.items()
    }


def head(model: type[models.Model]) -> dict[str, Schema]:
    """What every record begins with."""
    found: dict[str, Schema] = {
        "kind": {"const": registry.label(model), "title": str(model._meta.verbose_name)},
        "id": {"type": "integer"},
        "number": {"type": "string", "title": "编号"},
        "version": {"type": "integer", "title": "版本"},
        "name": {"type": "string", "title": "名称"},
        "unit": {"$ref": "#/components/schemas/Unit"},
        "url": {"type": "string", "format": "uri-reference"},
    }
    if flow := registry.on("flows").get(registry.label(model)):
        found["state"] = {
            "type": "string",
            "title": "状态",
            "oneOf": [{"const": name, "title": state.label} for name, state in flow.states.items()],
        }
        found |= {"state_name": {"type": "string"}, "due_on": {"type": ["string", "null"], "format": "date", "title": "最近期限"}}
    return found


def row(desk: type[Desk]) -> Schema:
    """A record in a list."""
    names = [name for name in desk.columns.split() if name not in HEAD]
    return an_object(head(desk.model) | of_names(desk.model, names))


def record(desk: type[Desk]) -> Schema:
    """A record with its facts and its parts."""
    facts = an_object(of_names(desk.model, [*columns(desk.model), *properties(desk)]))
    parts = {
        name: {"type": "array", "title": str(kind._meta.verbose_name), "items": part(kind)}
        for name, kind in parts_of(desk.model).items()
    }
    common = {name: {"$ref": f"#/components/schemas/{kind}"} for name, kind in (("clocks", "Clocks"), ("steps", "Steps"))}
    return an_object(
        head(desk.model)
        | {"facts": facts, "parts": an_object(parts)}
        | (common if registry.on("flows").get(registry.label(desk.model)) else {})
    )


def part(kind: type[models.Model]) -> Schema:
    """A part as it is told."""
    return an_object({"id": {"type": "integer"}} | of_names(kind, columns(kind)))


def registration(desk: type[Desk]) -> Schema:
    """What is sent to register a record: the desk's form, and the parts it asks."""
    found = _asked(desk.model, desk.form.split())
    for name in desk.asks_parts.split():
        kind = parts_of(desk.model)[name]
        rows = _asked(kind, asked_of(desk, name))
        found["properties"][name] = {
            "type": "array",
            "title": str(kind._meta.verbose_name),
            "items": rows,
            "maxItems": MOST_PARTS,
        }
    return found


def correction(desk: type[Desk]) -> Schema:
    """What may be mended; only what is sent changes."""
    names = [name for name in (desk.corrects or desk.form).split() if name != "unit"]
    found = _asked(desk.model, names)
    found["properties"] |= VERSION | {"reason": {"type": "string", "title": "更正理由"}}
    return found | {"required": ["reason"]}


VERSION: dict[str, Schema] = {"version": {"type": "integer", "title": "所依据的版本", "description": "也可以用 If-Match"}}


def of_step(desk: type[Desk], step: Step) -> Schema:
    """What a step asks: its fields, those of the part it adds, days of extension, a unit to send to, a reason."""
    found = _asked(step.on or desk.model, list(step.asked))
    found["required"] = [name for name, must in step.asked.items() if must]
    if step.adds:
        added = _asked(step.adds, step.shows.split() or part_names(step.adds))
        found["properties"] |= added["properties"]
        found["required"] += added["required"]
    if step.extends:
        found["properties"]["extension"] = {"type": "integer", "minimum": 1, "maximum": 366, "title": "延长多少"}
        found["required"].append("extension")
    if step.hands_over:
        found["properties"]["to_unit"] = {"type": "string", "title": "接收单位", "description": "单位名称或者编码"}
        found["required"].append("to_unit")
    found["properties"] |= VERSION | {"reason": {"type": "string", "title": "理由" if step.why else "说明"}}
    found["required"] += ["reason"] if step.why else []
    return found


def _asked(model: type[models.Model], names: list[str]) -> Schema:
    """An object of these fields; required is what the column demands and nothing fills in."""
    fields = {name: model._meta.get_field(name) for name in names if display.field_of(model, name) is not None}
    shown = {name: field for name, field in fields.items() if field.editable}
    must = [
        name
        for name, field in shown.items()
        if not field.blank and not field.has_default() and field.get_internal_type() != "BooleanField"
    ]
    return an_object({name: asked(field) for name, field in shown.items()}, must, closed=True)


def an_object(properties: dict[str, Schema], required: list[str] | None = None, closed: bool = False) -> Schema:
    """An object schema; a closed one takes no other names."""
    made: Schema = {"type": "object", "properties": properties, "required": list(required or [])}
    return made | ({"additionalProperties": False} if closed else {})


def faults(value: Any, schema: Schema, at: str = "") -> Iterator[tuple[str, str]]:
    """Where a value is not of the type a schema says; lengths, labelled choices and rules are the forms' to judge."""
    kinds = schema.get("type", [])
    kinds = kinds if isinstance(kinds, list) else [kinds]
    if kinds and not any(_is_a(value, kind) for kind in kinds):
        yield at, f"应为{'或者'.join(WORDS[kind] for kind in kinds)}"
    elif "enum" in schema and value not in schema["enum"]:
        yield at, f"可以是：{'、'.join(schema['enum'])}"
    elif isinstance(value, list) and len(value) > schema.get("maxItems", len(value)):
        yield at, f"最多 {schema['maxItems']} 项"
    elif isinstance(value, list) and "items" in schema:
        for place, each in enumerate(value):
            yield from faults(each, schema["items"], f"{at}.{place}" if at else str(place))
    elif isinstance(value, dict) and "properties" in schema:
        yield from _faults_inside(value, schema, at)


def _faults_inside(value: dict[str, Any], schema: Schema, at: str) -> Iterator[tuple[str, str]]:
    for name, each in value.items():
        where = f"{at}.{name}" if at else name
        if name in schema["properties"]:
            yield from faults(each, schema["properties"][name], where)
        elif schema.get("additionalProperties") is False:
            yield where, f"没有这一项；可以填：{'、'.join(schema['properties'])}"


def _is_a(value: Any, kind: str) -> bool:
    if kind == "null":
        return value is None
    return isinstance(value, PYTHON[kind]) and (kind == "boolean" or not isinstance(value, bool))
