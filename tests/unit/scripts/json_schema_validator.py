"""The part of JSON Schema that our schemas use. Any other keyword is refused: nothing is silently let through."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

TYPES = {"string": str, "integer": int, "array": list, "object": dict}
SAID = {"title", "description", "examples", "$schema", "$defs"}
USED = {
    "type", "enum", "pattern", "properties", "required", "patternProperties", "additionalProperties", "items", "anyOf",
    "$ref",
}  # fmt: skip
Schema = Mapping[str, Any]


def complaints(value: Any, schema: Schema, root: Schema | None = None, at: str = "") -> Iterator[str]:
    """What is wrong with ``value``, each as ``place: keyword``."""
    root = root or schema
    assert set(schema) <= SAID | USED, f"{at}: keywords that this validator does not know: {set(schema) - SAID - USED}"
    if "$ref" in schema:
        yield from complaints(value, root["$defs"][schema["$ref"].removeprefix("#/$defs/")], root, at)
    if "anyOf" in schema and not any(not list(complaints(value, each, root, at)) for each in schema["anyOf"]):
        yield f"{at}: anyOf"
    if "enum" in schema and value not in schema["enum"]:
        yield f"{at}: enum"
    if "type" in schema and not _is(value, schema["type"]):
        yield f"{at}: type"
    if isinstance(value, str) and "pattern" in schema and not re.search(schema["pattern"], value):
        yield f"{at}: pattern"
    if isinstance(value, list) and "items" in schema:
        for number, each in enumerate(value):
            yield from complaints(each, schema["items"], root, f"{at}/{number}")
    if isinstance(value, dict):
        yield from _keys(value, schema, root, at)


def _keys(value: dict[Any, Any], schema: Schema, root: Schema, at: str) -> Iterator[str]:
    yield from (f"{at}/{name}: required" for name in schema.get("required", ()) if name not in value)
    for name, each in value.items():
        named = [schema["properties"][name]] if name in schema.get("properties", {}) else []
        named += [inner for form, inner in schema.get("patternProperties", {}).items() if re.search(form, str(name))]
        others = schema.get("additionalProperties", True)
        if not named and others is False:
            yield f"{at}/{name}: additionalProperties"
        for inner in named or ([others] if isinstance(others, Mapping) else []):
            yield from complaints(each, inner, root, f"{at}/{name}")


def _is(value: Any, wanted: str | list[str]) -> bool:
    names = [wanted] if isinstance(wanted, str) else wanted
    return not isinstance(value, bool) and any(isinstance(value, TYPES[name]) for name in names)
