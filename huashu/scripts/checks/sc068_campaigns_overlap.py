"""Two campaigns of one shop at the same time: only the first in the file would be told of."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from huashu.scripts.checks.base import Book, Check, Finding


def campaigns_overlap(shop_id: str, book: Book) -> Iterator[Finding]:
    campaigns = book.library.shops[shop_id].campaigns
    for (_, first), (at, second) in combinations(enumerate(campaigns), 2):
        if first.starts_at < second.ends_at and second.starts_at < first.ends_at:
            message = f"“{second.name}”和“{first.name}”的时间重叠了"
            fix = "错开时间；前一个的结束可以就是后一个的开始"
            yield Finding(book.place(shop_id, "活动", at, "开始"), message, fix)


CHECK = Check("SC068", "两个活动同时进行", shop=campaigns_overlap)
