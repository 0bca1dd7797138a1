"""The bargaining ladder (P3): which answer comes next, from the kind of haggling and from what was already said.

``Ladder.rungs`` is data. A policy rung answers only where the shop lists it, and plain haggling walks the list in its
order. Seven rungs are mechanics, always there: still_asking, already_offered, last_word, closed (for shops with
``closes``), not_below, bulk_intake and human; without them a ladder would not end. Each rung has a quota, so every
bargain ends within ``longest_bargain``.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from itertools import pairwise

from huashu.domain.bargain import Ask, HaggleKind, History, Move, Rung, Step, Terms, lowers
from huashu.domain.goods import Tier
from huashu.domain.offers import Offered

__all__ = ["FINAL", "Ask", "HaggleKind", "History", "Move", "Offered", "Rung", "Step", "Terms", "choose_rung",
           "longest_bargain", "next_tier"]

FINAL = (Rung.HUMAN, Rung.CLOSED, Rung.BULK_INTAKE)
ANGLES = 3  # P4: after the third angle a person is offered
CAMPAIGN_TIMES = 2


@dataclass(frozen=True)
class _Case:
    ask: Ask
    terms: Terms
    history: History

    def listed(self, rung: Rung) -> bool:
        return rung in self.terms.ladder.rungs

    def may(self, rung: Rung, times: int = 1) -> bool:
        return self.listed(rung) and self.history.said(rung) < times

    def once(self, rung: Rung) -> Step | None:
        return Step(rung) if self.may(rung) else None

    def offers(self, rung: Rung, offer: Offered) -> Step | None:
        """The rung with its offer, if listed and if the offer is new, lower and not below the floor."""
        useful = lowers(offer, self.ask.quantity, self.terms, self.history)
        return Step(rung, offer) if self.listed(rung) and useful else None

    def already(self) -> Step | None:
        """"It stands": said once for each kind of haggling."""
        key = (self.ask.kind, Rung.ALREADY_OFFERED)
        said = any((move.kind, move.rung) == key for move in self.history.moves)
        return None if said else Step(Rung.ALREADY_OFFERED)

    @property
    def conceded(self) -> bool:
        return any(each.conceded for each in self.history.made())

    @property
    def favoured(self) -> bool:
        """A concession to this very shopper; a tier price is everybody's, so "the regulars' price" would be untrue."""
        return any(each.conceded and each.kind != "tier_price" for each in self.history.made())

    @property
    def supervisor_asked(self) -> bool:
        return self.history.approval is not None or self.history.said(Rung.ASK_SUPERVISOR) > 0


def choose_rung(ask: Ask, terms: Terms, history: History) -> Step:
    """The one answer to ``ask`` (P3). Deterministic; changes nothing.

    First of: bulk intake, the end already reached, the supervisor's wait, a locked campaign, the answer to this very
    kind, plain haggling. An offer comes with status ``reserved``.
    """
    case = _Case(ask, terms, history)
    for answer in (_bulk, _ended, _waiting, _campaign, _specific):
        step = answer(case)
        if step is not None:
            return step
    return _plain(case)


def longest_bargain(terms: Terms) -> int:
    """No bargain takes more answers than this until human, closed or bulk_intake: the sum of all quotas.

    One each: tier_hint, one_price, member_price, member_later, elsewhere, regulars_price, not_below, ask_supervisor,
    last_word, and the final rung itself.
    """
    ones = 10
    quotas = CAMPAIGN_TIMES + ANGLES + len(HaggleKind) + len(terms.product.tiers)
    return ones + quotas + terms.ladder.refusals_before_supervisor


def next_tier(ask: Ask, terms: Terms, history: History) -> Tier | None:
    """The nearest tier above the asked quantity that would be a real offer, for tier_hint; None if there is none."""
    limit = terms.ladder.bulk_from_quantity
    above = [tier for tier in terms.product.tiers if ask.quantity < tier.min_quantity < limit]
    useful = [tier for tier in above if lowers(_tier_offer(tier), tier.min_quantity, terms, history)]
    return min(useful, key=lambda tier: tier.min_quantity, default=None)


def _bulk(case: _Case) -> Step | None:
    return Step(Rung.BULK_INTAKE) if case.ask.quantity >= case.terms.ladder.bulk_from_quantity else None


def _ended(case: _Case) -> Step | None:
    return next((Step(rung) for rung in (Rung.HUMAN, Rung.CLOSED) if case.history.said(rung)), None)


def _waiting(case: _Case) -> Step | None:
    if case.history.approval not in ("open", "answered"):
        return None
    return Step(Rung.STILL_ASKING if case.history.said(Rung.STILL_ASKING) < ANGLES else Rung.HUMAN)


def _campaign(case: _Case) -> Step | None:
    """A locked price gives no offers at all; a shop that lists no campaign_price refuses as usual."""
    if not case.terms.campaign_locked:
        return None
    if case.may(Rung.CAMPAIGN_PRICE, CAMPAIGN_TIMES):
        return Step(Rung.CAMPAIGN_PRICE)
    if case.listed(Rung.CAMPAIGN_PRICE) and not case.history.said(Rung.ALREADY_OFFERED):
        return Step(Rung.ALREADY_OFFERED)
    if case.listed(Rung.CAMPAIGN_PRICE) and not _asks_in_campaign(case):
        return _end(case)
    return _walk(case)


def _asks_in_campaign(case: _Case) -> bool:
    """The shop lists ask_supervisor directly after campaign_price."""
    rungs = case.terms.ladder.rungs
    return (Rung.CAMPAIGN_PRICE, Rung.ASK_SUPERVISOR) in pairwise(rungs)


def _specific(case: _Case) -> Step | None:
    answer = _BY_KIND.get(case.ask.kind)
    return answer(case) if answer else None


def _several(case: _Case) -> Step | None:
    product, quantity = case.terms.product, case.ask.quantity
    if not product.tiers:
        return case.once(Rung.ONE_PRICE)
    if any(tier.min_quantity <= quantity for tier in product.tiers):
        return _tier(case) or (case.already() if case.conceded else None)
    return case.once(Rung.TIER_HINT) if next_tier(case.ask, case.terms, case.history) else None


def _tier(case: _Case) -> Step | None:
    """The best tier reached that is an offer at all."""
    reached = [tier for tier in case.terms.product.tiers if tier.min_quantity <= case.ask.quantity]
    best_first = sorted(reached, key=lambda tier: tier.unit_price_fen)
    steps = (case.offers(Rung.TIER_PRICE, _tier_offer(tier)) for tier in best_first)
    return next((step for step in steps if step), None)


def _tier_offer(tier: Tier) -> Offered:
    return Offered("tier_price", unit_price_fen=tier.unit_price_fen, quantity=tier.min_quantity)


def _comes_again(case: _Case) -> Step | None:
    if not case.terms.is_member:
        return case.once(Rung.MEMBER_LATER)
    price = case.terms.product.member_price_fen
    if price is None:
        return None
    offer = Offered("member_price", unit_price_fen=price)
    member = case.offers(Rung.MEMBER_PRICE, offer) if case.may(Rung.MEMBER_PRICE) else None
    return member or (case.already() if case.conceded else None)


def _compares(case: _Case) -> Step | None:
    return case.once(Rung.ELSEWHERE)


def _wants_gift(case: _Case) -> Step | None:
    return case.already() if any(each.kind == "gift" for each in case.history.made()) else None


_BY_KIND: Mapping[HaggleKind, Callable[[_Case], Step | None]] = {
    HaggleKind.BULK: _several,
    HaggleKind.REPEAT: _comes_again,
    HaggleKind.ELSEWHERE: _compares,
    HaggleKind.GIFT: _wants_gift,
}


def _plain(case: _Case) -> Step:
    tier = _tier(case)
    if tier:
        return tier
    target = case.ask.target_fen
    if target is not None and target < case.terms.product.floor_price_fen and not case.history.said(Rung.NOT_BELOW):
        return Step(Rung.NOT_BELOW)
    if case.favoured and case.may(Rung.REGULARS_PRICE):
        return Step(Rung.REGULARS_PRICE)
    return _walk(case)


def _walk(case: _Case) -> Step:
    due = (Rung(name) for name in case.terms.ladder.rungs if name in _DUE and _DUE[Rung(name)](case))
    rung = next(due, None)
    return Step(rung) if rung else _end(case)


def _refuses(case: _Case) -> bool:
    left = case.history.said(Rung.REFUSE) < case.terms.ladder.refusals_before_supervisor
    return left and not case.supervisor_asked


def _asks(case: _Case) -> bool:
    locked = case.terms.campaign_locked and not _asks_in_campaign(case)
    return not (locked or case.terms.ladder.closes or case.supervisor_asked)


def _last_word(case: _Case) -> bool:
    return not case.history.said(Rung.LAST_WORD)


_DUE: Mapping[Rung, Callable[[_Case], bool]] = {
    Rung.REFUSE: _refuses,
    Rung.ASK_SUPERVISOR: _asks,
    Rung.LAST_WORD: _last_word,
    Rung.CLOSED: lambda case: True,
    Rung.HUMAN: lambda case: True,
}


def _end(case: _Case) -> Step:
    if case.terms.ladder.closes:
        return Step(Rung.CLOSED)
    return Step(Rung.LAST_WORD if _last_word(case) else Rung.HUMAN)
