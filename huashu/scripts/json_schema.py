"""The format of the script files as JSON Schema (draft 2020-12), so that editors complete keys and explain them.

Made from the shapes of :mod:`huashu.scripts.format`, which the readers follow too. An editor checks less than they do:
what a value means, and everything between values, only ``huashu check`` tells.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from huashu.scripts.format import FactsFile, SceneFile, ShopFile, TopicFile, WishesFile, WordsFile
from huashu.scripts.kinds import TEXT, Kind
from huashu.scripts.shape import Either, Key, ListOf, MapOf, Shape

FOLDER = ".schema"  # below the folder of the scripts
FILES: Mapping[str, type[Shape]] = {
    "scene": SceneFile, "topic": TopicFile, "shop": ShopFile, "facts": FactsFile, "wishes": WishesFile,
    "words": WordsFile,
}  # fmt: skip
_DIALECT = "https://json-schema.org/draft/2020-12/schema"

Schema = dict[str, Any]


def schemas() -> Mapping[str, str]:
    """File name in the folder ``.schema`` -> JSON text, one for each kind of file."""
    return {f"{name}.schema.json": _text(schema_of(shape)) for name, shape in FILES.items()}


def schema_of(shape: type[Shape]) -> Schema:
    """The JSON Schema of one kind of file, with the mappings below it in ``$defs``."""
    below: dict[str, Schema] = {}
    top = _mapping(shape, below)
    return {"$schema": _DIALECT, **top, "$defs": dict(sorted(below.items()))}


def _mapping(shape: type[Shape], below: dict[str, Schema]) -> Schema:
    keys = shape.declared()
    return {
        "title": (shape.__doc__ or "").strip(),
        "type": "object",
        "properties": {key.name: _property(key, below) for key in keys},
        "required": [key.name for key in keys if key.must],
        "additionalProperties": False,
    }


def _property(key: Key[Any], below: dict[str, Schema]) -> Schema:
    return {"description": key.about, **_value(key.value, below)}


def _value(value: object, below: dict[str, Schema]) -> Schema:
    if isinstance(value, Kind):
        return _scalar(value)
    if isinstance(value, ListOf):
        return {"type": "array", "items": _value(value.item, below)}
    if isinstance(value, MapOf):
        return {"type": "object", **_names(value.name, _value(value.item, below))}
    if isinstance(value, Either):
        return {"anyOf": [_value(value.kind, below), _value(value.shape, below)]}
    if isinstance(value, type) and issubclass(value, Shape):
        return _reference(value, below)
    raise TypeError(f"got {value!r} in a declaration, expected a Kind, ListOf, MapOf, Either or Shape")


def _scalar(kind: Kind[Any]) -> Schema:
    """An example of plain text would only be in the way."""
    told = {"title": kind.name, "examples": examples_of(kind)} if kind is not TEXT else {}
    return {**told, **kind.schema}


def examples_of(kind: Kind[Any]) -> list[str]:
    """The values that a kind gives as examples, without what it says about them."""
    return [each.partition("（")[0] for each in kind.example.split("、")]


def _names(name: Kind[Any], item: Schema) -> Schema:
    """The keys of a mapping that its owner names; those of a form are checked, others may be anything."""
    pattern = name.schema.get("pattern")
    if pattern is None:
        return {"additionalProperties": item}
    return {"patternProperties": {pattern: item}, "additionalProperties": False}


def _reference(shape: type[Shape], below: dict[str, Schema]) -> Schema:
    name = shape.__name__.removesuffix("Keys")
    if name not in below:
        below[name] = {}  # so that a shape inside itself ends
        below[name] = _mapping(shape, below)
    return {"$ref": f"#/$defs/{name}"}


def _text(schema: Schema) -> str:
    return json.dumps(schema, ensure_ascii=False, indent=2) + "\n"
