"""Gifts whose figures contradict each other, or that the supervisor's standing rule could never give."""

from __future__ import annotations

from collections.abc import Iterator

from huashu.scripts.checks.base import Book, Check, Finding
from huashu.scripts.facts import money_text


def gift_accounts(shop_id: str, book: Book) -> Iterator[Finding]:
    shop = book.library.shops[shop_id]
    for gift_id, gift in shop.gifts.items():
        if gift.cost_fen > gift.value_fen:
            message = f"{gift.name}的成本 {money_text(gift.cost_fen)} 比价值 {money_text(gift.value_fen)} 还高"
            yield Finding(book.place(shop_id, "赠品", gift_id, "成本"), message, "看看是不是两个数写反了")
    given = shop.gifts.get(shop.supervisor.gift_id or "")
    if given is None:
        return
    if given.cost_fen > shop.supervisor.daily_budget_fen:
        message = f"一份{given.name}的成本 {money_text(given.cost_fen)} 超过每日预算，没人回时一份也送不出去"
        yield Finding(book.place(shop_id, "主管", "每日预算"), message, "提高每日预算，或者换一个便宜的赠品")
    if given.stock == 0:
        message = f"没人回时要送的{given.name}库存是 0"
        yield Finding(book.place(shop_id, "赠品", given.gift_id, "库存"), message, "补上库存，或者去掉“主管: 赠品”")


CHECK = Check("SC069", "赠品的账不对", shop=gift_accounts)
