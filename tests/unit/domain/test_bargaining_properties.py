"""Thousands of random bargains through ladder and supervisor: what must hold whatever anybody types or grants.

Several shoppers bargain one after another over the same gift stock and the same day's budget. The checks keep their
own books and do their own sums; they share no arithmetic with the code under test.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Any

from bargain_making import RUNGS, SACHET
from hypothesis import given, settings
from hypothesis import strategies as st

from huashu.domain.bargain import Ask, HaggleKind, History, Move, Rung, Step, Terms
from huashu.domain.goods import Product, Sku, Tier
from huashu.domain.ladder import FINAL, choose_rung, longest_bargain
from huashu.domain.offers import Offered
from huashu.domain.shop import Gift, Ladder
from huashu.domain.supervisor import Answer, AnswerKind, Refusal, admit_answer, offer_of, standing_rule

MECHANICS = ("still_asking", "already_offered", "last_word", "closed", "not_below", "bulk_intake", "human")
MOST_PIECES = 60
money = st.integers(25, 60).map(lambda yuan: yuan * 100)
gifts = st.sampled_from([SACHET, Gift("box", "box", 2000, 900, 3), None])


@st.composite
def products(draw: st.DrawFn) -> Product:
    """Prices of any order: tiers and member prices above the list price or below the floor are all possible."""
    floor = draw(money)
    prices = st.integers(floor, floor + 2500)
    tiers = draw(st.lists(st.builds(Tier, st.integers(2, 30), money), max_size=3))
    skus = tuple(Sku(str(number), "", "", draw(prices), 9) for number in range(draw(st.integers(0, 2))))
    return Product("P", "p", (), draw(prices), floor, draw(st.none() | money), (), (), "", (), 0, skus, tuple(tiers))


ladders = st.builds(
    Ladder,
    rungs=st.just(RUNGS) | st.lists(st.sampled_from(RUNGS), unique=True).map(tuple)
    | st.lists(st.sampled_from([*RUNGS, "last_word", "closed", "human"]), unique=True).map(tuple),
    refusals_before_supervisor=st.integers(0, 4), closes=st.booleans(), bulk_from_quantity=st.integers(20, 50),
)
haggles = st.builds(
    Ask, st.sampled_from(list(HaggleKind)), st.integers(1, 12) | st.integers(1, MOST_PIECES), st.none() | money)
answers = st.one_of(
    st.builds(Answer, st.just(AnswerKind.PRICE), unit_price_fen=st.none() | money),
    st.builds(Answer, st.just(AnswerKind.COUPON), amount_fen=st.integers(-100, 9000)),
    st.builds(Answer, st.just(AnswerKind.GIFT), gift_id=st.sampled_from(["sachet", "box", "moon"])),
    st.just(Answer(AnswerKind.REFUSE)),
)
events = st.one_of(
    st.tuples(st.just("ask"), haggles, st.booleans(), st.integers(0, 5).map(lambda die: die == 0), st.integers(0, 2)),
    st.tuples(st.just("ask"), haggles, st.just(True), st.just(False), st.just(0)),
    st.tuples(st.just("insist"), st.integers(1, 15)),
    st.tuples(st.just("person"), answers, gifts),
    st.tuples(st.just("generous"), st.integers(0, 110), st.booleans()),
    st.tuples(st.just("thoughtless")),
    st.tuples(st.just("nobody"), gifts),
    st.tuples(st.just("accept")), st.tuples(st.just("decline")),
)
bargains = st.tuples(products(), ladders, st.lists(events, max_size=30))


@dataclass
class Till:
    """What the shop has left today, kept by the test."""

    budget_fen: int
    stock: dict[str, int]


@dataclass
class Bargain:
    """One shopper's bargain, driven as the services drive it."""

    product: Product
    ladder: Ladder
    till: Till
    history: History = field(default_factory=History)
    answered: int = 0

    def terms(self, gift: Gift | None = None, **more: Any) -> Terms:
        left = self.till.stock.get(gift.gift_id, 0) if gift else 0
        return Terms(self.product, self.ladder, gift=gift, gift_stock_left=left,
                     budget_left_fen=self.till.budget_fen, **more)

    def play(self, event: tuple[Any, ...]) -> None:
        before = len(self.made())
        getattr(self, event[0])(*event[1:])
        if len(self.made()) > before:
            self.check_floor()
            self.check_no_offer_twice()

    def ask(self, ask: Ask, is_member: bool, locked: bool, variant: int) -> Rung:
        prices = [self.product.list_price_fen, *(sku.price_fen for sku in self.product.skus)]
        under = self.terms(is_member=is_member, campaign_locked=locked, sku_price_fen=prices[variant % len(prices)])
        step = choose_rung(ask, under, self.history)
        assert step == choose_rung(ask, under, self.history)
        self.check_step(step, ask, under)
        offer = replace(step.offer, status="offered") if step.offer else None
        move = Move(ask.kind, step.rung, ask.quantity, ask.target_fen, offer)
        approval = "open" if step.rung is Rung.ASK_SUPERVISOR else self.history.approval
        self.history = replace(self.history, moves=(*self.history.moves, move), approval=approval)
        self.answered += step.rung not in FINAL
        return step.rung

    def person(self, answer: Answer, gift: Gift | None) -> None:
        if self.history.approval == "open":
            admitted = admit_answer(answer, self.terms(gift), self.history)
            if not isinstance(admitted, Refusal):
                self.tell(admitted)

    def insist(self, quantity: int) -> None:
        """Haggles on until the supervisor is asked, so that more bargains get that far."""
        for _ in range(6):
            if self.history.approval is None and not self.history.said(*FINAL):
                self.ask(Ask(HaggleKind.PLAIN, quantity), False, False, 0)

    def generous(self, percent: int, as_coupon: bool) -> None:
        """A person gives away so much of the room above the floor; more than 100 must be refused."""
        room = (self.product.list_price_fen - self.product.floor_price_fen) * percent // 100
        coupon = Answer(AnswerKind.COUPON, amount_fen=room * self.history.asked_quantity())
        price = Answer(AnswerKind.PRICE, unit_price_fen=self.product.list_price_fen - room)
        self.person(coupon if as_coupon else price, None)

    def thoughtless(self) -> None:
        """A person grants the price that was granted before, else the gift that may be gone."""
        prices = [offer.unit_price_fen for offer in self.made() if offer.unit_price_fen is not None]
        gift = Answer(AnswerKind.GIFT, gift_id=SACHET.gift_id)
        self.person(Answer(AnswerKind.PRICE, unit_price_fen=prices[0]) if prices else gift, SACHET)

    def nobody(self, gift: Gift | None) -> None:
        if self.history.approval == "open":
            answer = standing_rule(self.terms(gift), self.history)
            assert answer.cost_fen <= max(self.till.budget_fen, 0)
            self.tell(answer)

    def tell(self, answer: Answer) -> None:
        offer = offer_of(answer, self.history)
        given = (replace(offer, status="offered"),) if offer else ()
        self.history = replace(self.history, approval="told", offers=self.history.offers + given)
        assert answer.cost_fen >= 0
        self.till.budget_fen -= answer.cost_fen
        if answer.gift_id:
            self.till.stock[answer.gift_id] -= 1
            assert self.till.stock[answer.gift_id] >= 0

    def accept(self) -> None:
        self.settle("accepted")

    def decline(self) -> None:
        if self.settle("declined") and not self.history.said(Rung.LAST_WORD, *FINAL):
            last = Move(HaggleKind.PLAIN, Rung.LAST_WORD)
            self.history = replace(self.history, moves=(*self.history.moves, last))

    def settle(self, status: str) -> bool:
        """The shopper says yes or no to what is open; True if the supervisor's offer was among it."""
        def settled(offer: Offered | None) -> Offered | None:
            return replace(offer, status=status) if offer and offer.status == "offered" else offer

        moves = tuple(replace(move, offer=settled(move.offer)) for move in self.history.moves)
        offers = tuple(offer for offer in map(settled, self.history.offers) if offer)
        changed = offers != self.history.offers
        self.history = replace(self.history, moves=moves, offers=offers)
        return changed

    def best_fen(self, price_fen: int, quantity: int) -> int:
        """Own sum: the lowest unit price that a shopper may claim for ``quantity`` pieces."""
        for offer in self.made():
            if offer.unit_price_fen is not None and offer.quantity <= quantity and offer.status != "declined":
                price_fen = min(price_fen, offer.unit_price_fen)
        return price_fen

    def made(self) -> list[Offered]:
        return [move.offer for move in self.history.moves if move.offer] + list(self.history.offers)

    def check_floor(self) -> None:
        """For every variant and number of pieces, all offers used together."""
        floor, made = self.product.floor_price_fen, self.made()
        assert all(offer.unit_price_fen is None or offer.unit_price_fen >= floor for offer in made)
        for price in [self.product.list_price_fen, *(sku.price_fen for sku in self.product.skus)] if made else []:
            for quantity in range(1, MOST_PIECES + 1):
                coupons = [offer.amount_fen for offer in made
                           if offer.quantity <= quantity and offer.status != "declined"]
                assert self.best_fen(price, quantity) * quantity - sum(coupons) >= floor * quantity

    def check_no_offer_twice(self) -> None:
        worths = [(offer.unit_price_fen, offer.amount_fen, offer.gift_id) for offer in self.made()]
        assert len(worths) == len(set(worths))

    def check_step(self, step: Step, ask: Ask, under: Terms) -> None:
        assert step.rung in (*self.ladder.rungs, *MECHANICS)
        assert (step.rung is Rung.BULK_INTAKE) == (ask.quantity >= self.ladder.bulk_from_quantity)
        if step.rung is not Rung.BULK_INTAKE:
            self.check_end(step)
            self.check_truth(step, under)
        assert (step.offer is not None) == (step.rung in (Rung.TIER_PRICE, Rung.MEMBER_PRICE))
        if step.offer is not None:
            assert not under.campaign_locked and self.history.approval not in ("open", "answered")
            price = step.offer.unit_price_fen
            assert price is not None and price < self.best_fen(under.price_fen, ask.quantity)
            assert step.offer.quantity <= ask.quantity and step.offer.status == "reserved"

    def check_end(self, step: Step) -> None:
        for end in (Rung.HUMAN, Rung.CLOSED):
            if self.history.said(end):
                assert step.rung is end

    def check_truth(self, step: Step, under: Terms) -> None:
        """Nothing is said that is not so."""
        asking = self.history.approval in ("open", "answered")
        said = {move.rung for move in self.history.moves}
        really = any(offer.status in ("offered", "accepted") and offer.kind != "tier_price" for offer in self.made())
        truths = {
            Rung.STILL_ASKING: asking,
            Rung.REGULARS_PRICE: really,
            Rung.ALREADY_OFFERED: bool(self.made()) or Rung.CAMPAIGN_PRICE in said,
            Rung.CAMPAIGN_PRICE: under.campaign_locked,
            Rung.MEMBER_PRICE: under.is_member,
            Rung.MEMBER_LATER: not under.is_member,
            Rung.ASK_SUPERVISOR: self.history.approval is None and Rung.ASK_SUPERVISOR not in said,
            Rung.REFUSE: self.history.approval is None and Rung.ASK_SUPERVISOR not in said,
            Rung.ONE_PRICE: not self.product.tiers,
            Rung.TIER_HINT: bool(self.product.tiers),
        }
        assert truths.get(step.rung, True)
        if step.rung is Rung.ASK_SUPERVISOR:
            assert not self.ladder.closes
            place = self.ladder.rungs.index("ask_supervisor")
            assert not under.campaign_locked or self.ladder.rungs[place - 1:place] == ("campaign_price",)


@settings(max_examples=1200, deadline=None, database=None)
@given(st.lists(bargains, min_size=1, max_size=3), st.integers(0, 3000), st.integers(0, 3), st.integers(0, 1))
def test_a_bargain_keeps_floor_books_and_truth_and_ends(talks: list[tuple[Any, ...]], budget_fen: int, sachets: int,
                                                        boxes: int) -> None:
    till = Till(budget_fen, {"sachet": sachets, "box": boxes})
    for product, ladder, happenings in talks:
        bargain = Bargain(product, ladder, till)
        for event in happenings:
            bargain.play(event)
            assert bargain.answered < longest_bargain(bargain.terms())
        check_ends(bargain)


@settings(max_examples=1000, deadline=None, database=None)
@given(products(), ladders, st.lists(haggles, min_size=1, max_size=3), st.booleans(), st.booleans())
def test_the_same_few_wishes_repeated_end_within_the_bound(product: Product, ladder: Ladder, wishes: list[Ask],
                                                           is_member: bool, locked: bool) -> None:
    bargain = Bargain(product, ladder, Till(400, {"sachet": 1}))
    small = [replace(wish, quantity=min(wish.quantity, ladder.bulk_from_quantity - 1)) for wish in wishes]
    rungs = [bargain.ask(small[turn % len(small)], is_member, locked, 0)
             for turn in range(longest_bargain(bargain.terms()))]
    assert rungs[-1] in FINAL


def check_ends(bargain: Bargain) -> None:
    """Whatever happened, plain haggling alone comes to an end, and then stays there."""
    wish = Ask(HaggleKind.PLAIN)
    rungs = [bargain.ask(wish, False, False, 0) for _ in range(longest_bargain(bargain.terms()))]
    assert rungs[-1] in (Rung.HUMAN, Rung.CLOSED)
    assert bargain.answered < longest_bargain(bargain.terms())
