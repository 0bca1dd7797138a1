"""One thing recognised in a message, and which of two overlapping ones stays."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

# Of two of the same rank and length, the earlier name wins (weight over quantity, money over quantity).
ORDER = (
    "card_text", "address", "email", "order_no", "invoice_title", "phone", "product", "weight", "height", "waist",
    "usual_size", "size", "money", "carrier", "place", "person", "time_window", "colour", "quantity",
)  # fmt: skip
RANK = {"card_text": 5, "email": 4, "address": 4, "order_no": 4, "invoice_title": 5, "phone": 2}


@dataclass(frozen=True)
class Found:
    """``start``/``end`` are offsets in the message as written; ``value`` is plain JSON data."""

    entity: str
    start: int
    end: int
    value: Any

    def overlaps(self, other: Found) -> bool:
        return self.start < other.end and other.start < self.end

    @property
    def weight(self) -> tuple[int, int, int, int]:
        """Sort key: the most specific kind first, then the longest, then ``ORDER``."""
        return -RANK.get(self.entity, 0), self.start - self.end, ORDER.index(self.entity), self.start


def settle(found: Iterable[Found]) -> list[Found]:
    """The ones that stay, in the order of the text; none overlaps another."""
    kept: list[Found] = []
    taken: set[int] = set()
    for each in sorted(found, key=lambda one: one.weight):
        span = range(each.start, each.end)
        if taken.isdisjoint(span):
            kept.append(each)
            taken.update(span)
    return sorted(kept, key=lambda one: one.start)
