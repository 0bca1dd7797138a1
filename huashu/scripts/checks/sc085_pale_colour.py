"""A colour of the chat window on which white text cannot be read well."""

from __future__ import annotations

import math
from collections.abc import Iterator

from huashu.domain.colour import READABLE, contrast_with_white, darker_until_readable
from huashu.scripts.checks.base import Book, Check, Finding


def pale_colour(shop_id: str, book: Book) -> Iterator[Finding]:
    colour = book.library.shops[shop_id].window.colour
    ratio = contrast_with_white(colour)
    if ratio < READABLE:
        message = f"白字在 {colour} 上看不清：对比度 {_floored(ratio)}，至少要 {READABLE}"
        fix = f'深一点就行，例如 "{darker_until_readable(colour)}"'
        yield Finding(book.place(shop_id, "窗口", "颜色"), message, fix)


def _floored(ratio: float) -> str:
    """Never as good as it has to be when it is not: 4.499 is 4.49."""
    return f"{math.floor(ratio * 100) / 100:.2f}"


CHECK = Check("SC085", "聊天窗口的颜色太浅", shop=pale_colour)
