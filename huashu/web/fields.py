"""Kinds of values in requests: text that every database can hold, ids and sums that fit its columns."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import Path
from pydantic import BeforeValidator, Field

from huashu.services.turns import clean

LARGEST_ID = 2**63 - 1


def _cleaned(value: Any) -> Any:
    return clean(value) if isinstance(value, str) else value


Clean = Annotated[str, BeforeValidator(_cleaned)]
Fen = Annotated[int, Field(ge=0, le=10**12)]
RowId = Annotated[int, Path(ge=1, le=LARGEST_ID)]
