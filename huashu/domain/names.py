"""Closed vocabularies: enums whose members are their own text, alike on every Python."""

from __future__ import annotations

from enum import Enum


class Name(str, Enum):
    """A str enum that prints as its value; Python 3.10 and 3.11 disagree about plain ``(str, Enum)``."""

    def __str__(self) -> str:
        return str(self.value)
