"""How the format is declared: mappings with known keys, each with its kind of value and what it means.

:mod:`huashu.scripts.format` declares every mapping of every file once; the readers and the JSON Schema for editors both
follow it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from huashu.scripts.kinds import Kind

V = TypeVar("V", covariant=True)


@dataclass(frozen=True)
class Key(Generic[V]):
    """One key of a mapping. ``value``: a Kind, a Shape, or ListOf, MapOf, Either of them. ``about``: for the owner."""

    name: str
    value: V
    about: str
    must: bool = True


@dataclass(frozen=True)
class ListOf(Generic[V]):
    item: V


@dataclass(frozen=True)
class MapOf(Generic[V]):
    """A mapping whose keys are names given by the owner, each of kind ``name``."""

    name: Kind[Any]
    item: V


@dataclass(frozen=True)
class Either:
    """A bare scalar, or the mapping for which it is short."""

    kind: Kind[Any]
    shape: type[Shape]


class Shape:
    """A mapping with known keys: subclasses declare them as class attributes; their docstring tells the owner what the
    mapping is."""

    @classmethod
    def declared(cls) -> tuple[Key[Any], ...]:
        return tuple(each for each in vars(cls).values() if isinstance(each, Key))
