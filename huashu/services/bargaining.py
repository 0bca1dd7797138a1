"""Bargaining (P3): reads the ladder's state from the books, lets the pure ladder choose, reserves what it offers.

Every step is written once per turn and part, so a turn that is taken again after a crash gives the same answer.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from huashu.domain.goods import Product
from huashu.domain.ladder import Ask, HaggleKind, History, Move, Offered, Rung, Step, Terms, choose_rung
from huashu.domain.shop import Gift, ShopProfile
from huashu.domain.supervisor import wait_seconds
from huashu.services.offers import as_offered, supersede_tiers
from huashu.services.ports import Clock, UnitOfWork
from huashu.services.records import Approval, BargainMove, Offer, Reminder

OFFER_HOURS = 24
WHOLESALE_QUANTITY = 10


@dataclass(frozen=True)
class Haggling:
    """Who bargains where: the conversation, the shopper, the turn that makes a step happen once, and the time."""

    conversation_id: int
    sender: str
    turn_id: int
    part: int
    now: datetime


@dataclass(frozen=True)
class Bargained:
    """The step taken, with the offer reserved or the approval opened for it."""

    step: Step
    offer: Offer | None = None
    approval: Approval | None = None
    conceded: Offer | None = None


def bargain(
    uow: UnitOfWork, clock: Clock, profile: ShopProfile, product: Product, haggling: Haggling, ask: Ask
) -> Bargained:
    """Takes one step of the ladder and writes it; the caller commits."""
    known = uow.bargain_moves.one(turn_id=haggling.turn_id, part=haggling.part, product_no=product.product_no)
    if known is not None:
        return _again(uow, haggling, known)
    terms = terms_of(uow, profile, product, haggling.sender, haggling.now)
    step = choose_rung(ask, terms, history_of(uow, haggling.conversation_id, product.product_no))
    offer = _reserve(uow, profile, product, haggling, step.offer, ask) if step.offer else None
    approval = _ask(uow, clock, profile, product, haggling, ask) if step.rung is Rung.ASK_SUPERVISOR else None
    uow.bargain_moves.add(
        BargainMove(haggling.conversation_id, product.product_no, str(ask.kind), str(step.rung), haggling.now,
                    turn_id=haggling.turn_id, part=haggling.part, quantity=ask.quantity, target_fen=ask.target_fen,
                    offer_id=offer.id if offer else None)
    )  # fmt: skip
    return Bargained(step, offer, approval, last_concession(uow, haggling.conversation_id, product.product_no))


def spoken_quantity(uow: UnitOfWork, profile: ShopProfile, conversation_id: int, product_no: str) -> int:
    """For how many pieces this bargain is; 1 where none were named, or where a bulk order came to nothing."""
    moves = uow.bargain_moves.find(conversation_id=conversation_id, product_no=product_no)
    last = moves[-1].quantity if moves else 1
    return last if last < profile.ladder.bulk_from_quantity else 1


def note_last_word(uow: UnitOfWork, haggling: Haggling, product_no: str) -> None:
    """The last word that follows a declined offer is a step of the ladder too: it is not said again."""
    if uow.bargain_moves.one(turn_id=haggling.turn_id, part=haggling.part, product_no=product_no) is None:
        uow.bargain_moves.add(
            BargainMove(haggling.conversation_id, product_no, str(HaggleKind.PLAIN), str(Rung.LAST_WORD), haggling.now,
                        turn_id=haggling.turn_id, part=haggling.part)
        )  # fmt: skip


def terms_of(uow: UnitOfWork, profile: ShopProfile, product: Product, sender: str, now: datetime) -> Terms:
    """What the shop can give this shopper now: membership, campaign, what is left of gift stock and of the budget."""
    campaign = profile.campaign_at(now)
    gift = profile.gifts.get(profile.supervisor.gift_id or "")
    return Terms(
        product=product,
        ladder=profile.ladder,
        supervisor=profile.supervisor,
        is_member=uow.members.one(shop=profile.shop_id, shopper=sender) is not None,
        campaign_locked=campaign is not None and campaign.price_locked,
        gift=gift,
        gift_stock_left=gift_left(uow, profile, gift) if gift else 0,
        budget_left_fen=profile.supervisor.daily_budget_fen - uow.spent_fen(profile.shop_id, day_start(profile, now)),
    )


def gift_left(uow: UnitOfWork, profile: ShopProfile, gift: Gift) -> int:
    return gift.stock - uow.gift_used(profile.shop_id, gift.gift_id)


def day_start(profile: ShopProfile, now: datetime) -> datetime:
    """Midnight of the shop's day, as the moment its concession budget starts afresh."""
    return now.astimezone(profile.zone).replace(hour=0, minute=0, second=0, microsecond=0)


def history_of(uow: UnitOfWork, conversation_id: int, product_no: str) -> History:
    """Everything said about one product to one shopper, from the books. Reserved offers were never heard: left out."""
    offers = {
        each.id: each
        for each in uow.offers.find(conversation_id=conversation_id, product_no=product_no)
        if each.status not in ("reserved", "released")
    }
    moves = uow.bargain_moves.find(conversation_id=conversation_id, product_no=product_no)
    of_moves = {move.offer_id for move in moves}
    approvals = uow.approvals.find(conversation_id=conversation_id, product_no=product_no)
    return History(
        moves=tuple(_move(each, offers.get(each.offer_id)) for each in moves),
        approval=approvals[-1].status if approvals else None,
        offers=tuple(as_offered(each) for id, each in offers.items() if id not in of_moves),
    )


def last_concession(uow: UnitOfWork, conversation_id: int, product_no: str) -> Offer | None:
    """The newest concession that was really made and not turned down."""
    offers = uow.offers.find(conversation_id=conversation_id, product_no=product_no)
    made = [each for each in offers if as_offered(each).conceded]
    return made[-1] if made else None


def add_offer(uow: UnitOfWork, offer: Offer, now: datetime) -> Offer:
    """Reserves an offer and schedules its end, when stock and budget are given back."""
    stored = uow.offers.add(replace(offer, expires_at=now + timedelta(hours=OFFER_HOURS)))
    assert stored.expires_at is not None
    uow.reminders.add(
        Reminder("offer_expiry", f"offer_expiry:{stored.id}", stored.expires_at, now,
                 conversation_id=stored.conversation_id, payload={"offer_id": stored.id})
    )  # fmt: skip
    return stored


def claim_campaign_gift(
    uow: UnitOfWork, profile: ShopProfile, conversation_id: int, product_no: str, turn_id: int, now: datetime
) -> tuple[Offer | None, bool]:
    """The gift of the running campaign, once a shopper and while it lasts (P1): the offer reserved for it, and whether
    it is new. (None, False) when no campaign gives one or none is left."""
    campaign = profile.campaign_at(now)
    gift = profile.gifts.get(campaign.gift_id or "") if campaign else None
    if campaign is None or gift is None:
        return None, False
    earlier = uow.offers.find(conversation_id=conversation_id, kind="campaign", gift_id=gift.gift_id)
    live = [
        each for each in earlier if each.created_at >= campaign.starts_at and each.status in ("reserved", "offered")
    ]
    if live:
        return live[0], live[0].turn_id == turn_id
    if gift_left(uow, profile, gift) < 1:
        return None, False
    offer = Offer(conversation_id, profile.shop_id, product_no, "campaign", "reserved", campaign.name, now,
                  turn_id=turn_id, gift_id=gift.gift_id, cost_fen=gift.cost_fen)  # fmt: skip
    return add_offer(uow, offer, now), True


def _again(uow: UnitOfWork, haggling: Haggling, known: BargainMove) -> Bargained:
    """The step already written for this turn."""
    offer = uow.offers.get(known.offer_id) if known.offer_id else None
    approval = uow.approvals.one(conversation_id=haggling.conversation_id, turn_id=haggling.turn_id)
    step = Step(Rung(known.rung), as_offered(offer) if offer else None)
    return Bargained(step, offer, approval, last_concession(uow, haggling.conversation_id, known.product_no))


def _reserve(
    uow: UnitOfWork, profile: ShopProfile, product: Product, haggling: Haggling, offered: Offered, ask: Ask
) -> Offer:
    if offered.kind == "tier_price":
        supersede_tiers(uow, haggling.conversation_id, product.product_no, haggling.now)
    price = offered.unit_price_fen
    cost = (product.list_price_fen - price) * max(ask.quantity, offered.quantity) if price is not None else 0
    return add_offer(
        uow,
        Offer(haggling.conversation_id, profile.shop_id, product.product_no, offered.kind, "reserved", "price list",
              haggling.now, turn_id=haggling.turn_id, unit_price_fen=price, amount_fen=offered.amount_fen,
              gift_id=offered.gift_id, cost_fen=cost, quantity=offered.quantity),
        haggling.now,
    )  # fmt: skip


def _ask(
    uow: UnitOfWork, clock: Clock, profile: ShopProfile, product: Product, haggling: Haggling, ask: Ask
) -> Approval:
    """Opens the question to the supervisor and the reminder that ends the wait (P3.6)."""
    wholesale = profile.wholesale and ask.quantity >= WHOLESALE_QUANTITY
    due_at = clock.after(wait_seconds(profile.supervisor, wholesale))
    approval = uow.approvals.add(
        Approval(haggling.conversation_id, profile.shop_id, product.product_no, str(ask.kind), ask.quantity,
                 product.list_price_fen, product.floor_price_fen, "open", due_at, haggling.now,
                 turn_id=haggling.turn_id, target_fen=ask.target_fen)
    )  # fmt: skip
    uow.reminders.add(
        Reminder("approval_due", f"approval_due:{approval.id}", due_at, haggling.now,
                 conversation_id=haggling.conversation_id, payload={"approval_id": approval.id})
    )  # fmt: skip
    return approval


def _move(move: BargainMove, offer: Offer | None) -> Move:
    offered = as_offered(offer) if offer else None
    return Move(HaggleKind(move.kind), Rung(move.rung), move.quantity, move.target_fen, offered)
