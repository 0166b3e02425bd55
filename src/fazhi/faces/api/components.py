"""The schemas that every kind of record shares in the OpenAPI document."""

from .schemas import Schema, an_object

TEXT: Schema = {"type": "string"}
WHOLE: Schema = {"type": "integer"}
LAW: Schema = {"oneOf": [an_object({"text": TEXT, "url": TEXT}), {"type": "null"}]}


def texts(names: str) -> dict[str, Schema]:
    """Properties that are plain text."""
    return dict.fromkeys(names.split(), TEXT)


def some(schema: Schema, title: str = "") -> Schema:
    """A list of these."""
    return {"type": "array", "items": schema} | ({"title": title} if title else {})


def reference(name: str) -> Schema:
    """A schema by its name."""
    return {"$ref": f"#/components/schemas/{name}"}


PROBLEM = an_object(
    texts("title detail mends")
    | {"type": {"type": "string", "format": "uri-reference"}, "status": WHOLE, "version": WHOLE}
    | {"errors": {"type": "object", "additionalProperties": some(TEXT)}, "law": an_object(texts("text url"))},
    ["type", "title", "status", "detail"],
)
CLOCK = an_object(
    {name: {"type": ["string", "null"]} for name in ("name", "label", "state", "start", "due", "ended", "length")}
    | {"extra": {"type": ["integer", "null"]}, "law": LAW, "pauses": {"type": "array"}}
    | {"reasons": some(an_object({"text": TEXT, "law": LAW})), "days": some({"type": "object"})}
)
STEP = an_object(
    texts("step name to url")
    | {"open": {"type": "boolean"}, "on": {"type": ["string", "null"]}, "law": LAW}
    | {"refusals": some(an_object(texts("sentence mends") | {"law": LAW}))}
)
EVENT = an_object(
    texts("act name happened_at recorded_at via reason")
    | {"seq": WHOLE, "version": WHOLE, "law": LAW, "changes": {"type": "object"}}
    | {"actor": {"oneOf": [reference("Person"), {"type": "null"}]}}
)
SHARED: dict[str, Schema] = {
    "Problem": PROBLEM,
    "Unit": an_object(texts("code name")),
    "Person": an_object({"id": WHOLE, "name": TEXT}),
    "Reference": an_object({"kind": TEXT, "id": WHOLE, "name": TEXT}),
    "Clocks": some(CLOCK, "期限"),
    "Steps": some(STEP, "本人可办的步骤"),
    "History": an_object({"events": some(EVENT), "next": {"type": ["integer", "null"]}}),
    "File": an_object(texts("name kind mime sha256 added_at url") | {"id": WHOLE, "size": WHOLE}),
    "Paper": an_object(texts("paper title law") | {"missing": some(TEXT)}),
}
