"""One product, one ladder and a shopper's talk for the bargaining tests. List price 50 yuan, floor 40, member 45."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from huashu.domain.bargain import Ask, HaggleKind, History, Move, Terms
from huashu.domain.goods import Product, Tier
from huashu.domain.ladder import choose_rung
from huashu.domain.shop import Gift, Ladder

RUNGS = ("campaign_price", "tier_price", "tier_hint", "one_price", "member_price", "member_later", "elsewhere",
         "refuse", "regulars_price", "ask_supervisor")
SACHET = Gift("sachet", "sachet", value_fen=1500, cost_fen=400, stock=60)
TIERS = (Tier(10, 4600), Tier(20, 4300))


def product(**changes: Any) -> Product:
    plain = Product("P1", "shirt", (), 5000, 4000, 4500, (), (), "", (), 0, ())
    return replace(plain, **changes)


def ladder(**changes: Any) -> Ladder:
    return replace(Ladder(RUNGS, refusals_before_supervisor=2, closes=False, bulk_from_quantity=50), **changes)


def terms(**changes: Any) -> Terms:
    plain = Terms(product(), ladder(), gift=SACHET, gift_stock_left=60, budget_left_fen=20000)
    return replace(plain, **changes)


def ask(words: str) -> Ask:
    """``bulk 12 @30``: kind, pieces (else 1), target price in yuan (else none)."""
    kind, *rest = words.split()
    counts = [int(word) for word in rest if not word.startswith("@")]
    targets = [int(word[1:]) * 100 for word in rest if word.startswith("@")]
    return Ask(HaggleKind(kind), (counts or [1])[0], (targets or [None])[0])


def talk(asks: list[str], under: Terms, history: History | None = None) -> tuple[list[str], History]:
    """The rungs that answer ``asks`` one after another, and the history then; every offer counts as said."""
    history, rungs = history or History(), []
    for one in map(ask, asks):
        step = choose_rung(one, under, history)
        offer = replace(step.offer, status="offered") if step.offer else None
        move = Move(one.kind, step.rung, one.quantity, one.target_fen, offer)
        history = replace(history, moves=(*history.moves, move))
        rungs.append(str(step.rung))
    return rungs, history
