"""What the bargaining ladder reads and says: kinds of haggling, rungs, and the frozen values between them (P3)."""

from __future__ import annotations

from dataclasses import dataclass

from huashu.domain.goods import Product
from huashu.domain.names import Name
from huashu.domain.offers import Offered, keeps_floor, unit_price_fen
from huashu.domain.shop import Gift, Ladder, Supervisor


class HaggleKind(Name):
    """What the shopper leans on."""

    PLAIN = "plain"
    BULK = "bulk"
    REPEAT = "repeat"
    ELSEWHERE = "elsewhere"
    GIFT = "gift"


class Rung(Name):
    """One answer of the ladder; ``utter_bargain_<rung>`` says it (bulk_intake: ``_bulk``, human: a handoff)."""

    CAMPAIGN_PRICE = "campaign_price"
    TIER_PRICE = "tier_price"
    TIER_HINT = "tier_hint"
    ONE_PRICE = "one_price"
    MEMBER_PRICE = "member_price"
    MEMBER_LATER = "member_later"
    ELSEWHERE = "elsewhere"
    REFUSE = "refuse"
    REGULARS_PRICE = "regulars_price"
    ASK_SUPERVISOR = "ask_supervisor"
    STILL_ASKING = "still_asking"
    ALREADY_OFFERED = "already_offered"
    LAST_WORD = "last_word"
    CLOSED = "closed"
    NOT_BELOW = "not_below"
    BULK_INTAKE = "bulk_intake"
    HUMAN = "human"


@dataclass(frozen=True)
class Ask:
    """One bargaining wish. ``target_fen``: the unit price that the shopper names, if any."""

    kind: HaggleKind
    quantity: int = 1
    target_fen: int | None = None


@dataclass(frozen=True)
class Terms:
    """What the shop can give now. ``gift`` is the supervisor's gift; ``gift_stock_left`` and ``budget_left_fen`` are
    what remains of stock and of the day's budget after everything reserved. ``sku_price_fen``: the price of the
    variant at hand where it differs from the product's list price. ``supervisor`` is for who asks; no rule reads it."""

    product: Product
    ladder: Ladder
    is_member: bool = False
    campaign_locked: bool = False
    gift: Gift | None = None
    gift_stock_left: int = 0
    budget_left_fen: int = 0
    sku_price_fen: int | None = None
    supervisor: Supervisor | None = None

    @property
    def price_fen(self) -> int:
        return self.product.list_price_fen if self.sku_price_fen is None else self.sku_price_fen

    @property
    def cheapest_fen(self) -> int:
        """The price of the cheapest variant: a coupon given on a dear one may be used on it."""
        return min([self.price_fen, self.product.list_price_fen, *(sku.price_fen for sku in self.product.skus)])


@dataclass(frozen=True)
class Move:
    """A step already taken. ``offer`` carries its status of today, not of then."""

    kind: HaggleKind
    rung: Rung
    quantity: int = 1
    target_fen: int | None = None
    offer: Offered | None = None


@dataclass(frozen=True)
class History:
    """Everything said about one product to one shopper, oldest first.

    ``approval``: None | open | answered | told. ``offers``: those made outside a move, such as the supervisor's
    answer. Offers reserved but never said are left out.
    """

    moves: tuple[Move, ...] = ()
    approval: str | None = None
    offers: tuple[Offered, ...] = ()

    def said(self, *rungs: Rung) -> int:
        return sum(move.rung in rungs for move in self.moves)

    def made(self) -> tuple[Offered, ...]:
        """Every offer ever made, whatever became of it."""
        return (*(move.offer for move in self.moves if move.offer), *self.offers)

    def asked_quantity(self) -> int:
        """For how many pieces the supervisor was asked last; 1 if never."""
        asked = [move.quantity for move in self.moves if move.rung is Rung.ASK_SUPERVISOR]
        return asked[-1] if asked else 1


@dataclass(frozen=True)
class Step:
    """The ladder's one answer; ``offer`` is to be reserved before the answer is said."""

    rung: Rung
    offer: Offered | None = None


def is_new(offer: Offered, history: History) -> bool:
    """True if nothing the same to the shopper was ever offered."""
    return not any(offer.same_as(each) for each in history.made())


def current_fen(terms: Terms, history: History, quantity: int) -> int:
    """The price of one piece as it stands for this shopper at ``quantity`` pieces."""
    return unit_price_fen(terms.price_fen, history.made(), quantity)


def stays_above_floor(offer: Offered, terms: Terms, history: History) -> bool:
    """True if ``offer`` on top of all that stands keeps the floor for every variant and quantity."""
    return keeps_floor(terms.cheapest_fen, terms.product.floor_price_fen, (*history.made(), offer))


def lowers(offer: Offered, quantity: int, terms: Terms, history: History) -> bool:
    """True if ``offer`` names a new unit price, really lower at ``quantity`` pieces, that keeps the floor."""
    price = offer.unit_price_fen
    cheaper = price is not None and price < current_fen(terms, history, quantity)
    return cheaper and is_new(offer, history) and stays_above_floor(offer, terms, history)
