"""The ladder, talk by talk (P3)."""

from __future__ import annotations

from dataclasses import replace

import pytest
from bargain_making import RUNGS, TIERS, ask, ladder, product, talk, terms

from huashu.domain.bargain import History, Move, Rung, Terms
from huashu.domain.ladder import HaggleKind, choose_rung, longest_bargain, next_tier
from huashu.domain.offers import Offered

TIERED = terms(product=product(tiers=TIERS))
MEMBER = terms(is_member=True)
CAMPAIGN = terms(campaign_locked=True)
CLOSING = terms(ladder=ladder(closes=True, rungs=(*RUNGS[:-1], "closed")))


def listed(*rungs: str, **changes: object) -> Terms:
    return terms(ladder=ladder(rungs=rungs, **changes))


@pytest.mark.parametrize(("under", "asks", "rungs"), [
    # refused twice, then the supervisor
    (terms(), ["plain", "plain", "plain"], ["refuse", "refuse", "ask_supervisor"]),
    # a kind is answered once in its own way, then counts as plain: 1 + 2 refusals, then the supervisor
    (terms(), ["elsewhere", "elsewhere", "elsewhere", "elsewhere"],
     ["elsewhere", "refuse", "refuse", "ask_supervisor"]),
    (terms(), ["repeat", "repeat", "bulk 3", "bulk 3"], ["member_later", "refuse", "one_price", "refuse"]),
    (terms(), ["gift", "gift", "gift"], ["refuse", "refuse", "ask_supervisor"]),
    # a member's 45 is below 50; asked again it stands; then it was the regulars' price; then on as usual
    (MEMBER, ["repeat", "repeat", "repeat", "plain", "plain", "plain"],
     ["member_price", "already_offered", "regulars_price", "refuse", "refuse", "ask_supervisor"]),
    (terms(is_member=True, product=product(member_price_fen=None)), ["repeat", "repeat"], ["refuse", "refuse"]),
    # tiers: 10 pieces 46, 20 pieces 43; a tier price is everybody's, not the regulars'
    (TIERED, ["bulk 3", "bulk 10", "bulk 12", "bulk 20", "bulk 25", "bulk 25"],
     ["tier_hint", "tier_price", "already_offered", "tier_price", "refuse", "refuse"]),
    (TIERED, ["plain 10", "plain 10", "plain 10"], ["tier_price", "refuse", "refuse"]),
    # 43 for 20 pieces is below a member's 45, so the member price is no offer there; for one piece it is
    (replace(TIERED, is_member=True), ["bulk 20", "repeat 20", "repeat 1"],
     ["tier_price", "already_offered", "member_price"]),
    # 50 pieces are the project desk's, whatever was said before
    (terms(), ["plain", "plain 50", "bulk 80"], ["refuse", "bulk_intake", "bulk_intake"]),
    (CAMPAIGN, ["bulk 50"], ["bulk_intake"]),
    # below 40 is answered once, 40 itself never
    (terms(), ["plain @39", "plain @39", "plain @40"], ["not_below", "refuse", "refuse"]),
    (terms(), ["elsewhere @30", "elsewhere @30"], ["elsewhere", "not_below"]),
    # a locked campaign: nobody is asked, no offers, but it ends
    (CAMPAIGN, ["plain", "repeat", "elsewhere", "plain", "plain", "plain"],
     ["campaign_price", "campaign_price", "already_offered", "last_word", "human", "human"]),
    (replace(CAMPAIGN, is_member=True), ["repeat"], ["campaign_price"]),
    (replace(TIERED, campaign_locked=True), ["bulk 20"], ["campaign_price"]),
    # a shop that closes: never the supervisor, and closed stays closed
    (CLOSING, ["plain", "plain", "plain", "elsewhere", "plain"], ["refuse", "refuse", "closed", "closed", "closed"]),
    (replace(CLOSING, ladder=ladder(closes=True)), ["plain"] * 4, ["refuse", "refuse", "closed", "closed"]),
])
def test_answers_in_order(under: Terms, asks: list[str], rungs: list[str]) -> None:
    assert talk(asks, under)[0] == rungs


@pytest.mark.parametrize(("under", "asks", "rungs"), [
    (listed("refuse"), ["repeat", "elsewhere", "bulk 3", "plain"], ["refuse", "refuse", "last_word", "human"]),
    (listed("refuse", "last_word", "human"), ["plain"] * 4, ["refuse", "refuse", "last_word", "human"]),
    (listed("last_word", "refuse", refusals_before_supervisor=1), ["plain"] * 3, ["last_word", "refuse", "human"]),
    (listed("ask_supervisor", "refuse"), ["plain"], ["ask_supervisor"]),
    (listed("refuse", "closed"), ["plain"] * 4, ["refuse", "refuse", "closed", "closed"]),
    (listed(), ["plain", "plain"], ["last_word", "human"]),
    # not listed, never used: no offers although member and tier prices exist
    (replace(listed("refuse"), is_member=True, product=product(tiers=TIERS)), ["repeat", "bulk 10"],
     ["refuse", "refuse"]),
    # a locked campaign where the shop lists no campaign_price: refusals, still no supervisor
    (replace(listed("refuse", "ask_supervisor"), campaign_locked=True), ["plain"] * 4,
     ["refuse", "refuse", "last_word", "human"]),
    # ask_supervisor directly after campaign_price: this shop asks even then
    (replace(listed("campaign_price", "ask_supervisor"), campaign_locked=True), ["plain"] * 4,
     ["campaign_price", "campaign_price", "already_offered", "ask_supervisor"]),
])
def test_rungs_are_the_shops_data(under: Terms, asks: list[str], rungs: list[str]) -> None:
    assert talk(asks, under)[0] == rungs


@pytest.mark.parametrize("approval", ["open", "answered"])
def test_still_asking_three_angles_then_human_while_the_supervisor_is_asked(approval: str) -> None:
    asked = History((Move(HaggleKind.PLAIN, Rung.ASK_SUPERVISOR),), approval)
    rungs, _ = talk(["plain", "repeat", "elsewhere", "plain", "plain"], MEMBER, asked)
    assert rungs == ["still_asking"] * 3 + ["human"] * 2


@pytest.mark.parametrize(("offers", "asks", "rungs"), [
    ((), ["plain", "plain", "plain"], ["last_word", "human", "human"]),
    ((Offered("gift", gift_id="sachet", status="declined"),), ["plain", "plain"], ["last_word", "human"]),
    ((Offered("gift", gift_id="sachet", status="accepted"),), ["plain", "plain", "plain"],
     ["regulars_price", "last_word", "human"]),
    ((Offered("gift", gift_id="sachet", status="offered"),), ["gift", "gift", "gift"],
     ["already_offered", "regulars_price", "last_word"]),
    ((), ["repeat", "elsewhere"], ["member_price", "elsewhere"]),
])
def test_after_the_supervisors_answer(offers: tuple[Offered, ...], asks: list[str], rungs: list[str]) -> None:
    told = History((Move(HaggleKind.PLAIN, Rung.ASK_SUPERVISOR),), "told", offers)
    assert talk(asks, MEMBER, told)[0] == rungs


def test_nothing_is_refused_again_after_the_supervisor_was_asked() -> None:
    told = History((Move(HaggleKind.PLAIN, Rung.ASK_SUPERVISOR),), "told")
    assert talk(["plain", "plain"], listed("ask_supervisor", "refuse"), told)[0] == ["last_word", "human"]


def test_last_word_said_by_a_decline_is_not_said_again() -> None:
    moves = (Move(HaggleKind.PLAIN, Rung.ASK_SUPERVISOR), Move(HaggleKind.PLAIN, Rung.LAST_WORD))
    assert talk(["plain"], terms(), History(moves, "told"))[0] == ["human"]


@pytest.mark.parametrize("status", ["reserved", "declined", "released"])
def test_regulars_price_is_not_said_when_nothing_was_really_conceded(status: str) -> None:
    history = History(offers=(Offered("member_price", unit_price_fen=4500, status=status),))
    assert choose_rung(ask("plain"), MEMBER, history).rung is Rung.REFUSE


def test_regulars_price_is_not_said_about_a_campaign() -> None:
    history = History(offers=(Offered("campaign", status="accepted"),))
    assert choose_rung(ask("plain"), terms(), history).rung is Rung.REFUSE


@pytest.mark.parametrize(("words", "offer"), [
    ("bulk 12", Offered("tier_price", unit_price_fen=4600, quantity=10)),
    ("bulk 49", Offered("tier_price", unit_price_fen=4300, quantity=20)),
    ("repeat 1", Offered("member_price", unit_price_fen=4500)),
])
def test_offer_names_its_price_and_from_how_many_pieces(words: str, offer: Offered) -> None:
    assert choose_rung(ask(words), replace(TIERED, is_member=True), History()).offer == offer


def test_tier_below_the_floor_is_passed_over_for_the_next_best() -> None:
    under = terms(product=product(floor_price_fen=4500, tiers=TIERS))
    offer = choose_rung(ask("bulk 20"), under, History()).offer
    assert offer == Offered("tier_price", unit_price_fen=4600, quantity=10)


def test_member_price_below_the_floor_is_never_offered() -> None:
    under = terms(is_member=True, product=product(floor_price_fen=4501))
    assert talk(["repeat"], under)[0] == ["refuse"]


def test_member_price_is_not_offered_when_a_coupon_already_reaches_the_floor() -> None:
    # one piece: 45 - 6 = 39 < 40; with a coupon of 5: 45 - 5 = 40, just right
    six, five = (History(offers=(Offered("coupon", amount_fen=fen, status="accepted"),)) for fen in (600, 500))
    assert choose_rung(ask("repeat"), MEMBER, six).rung is Rung.ALREADY_OFFERED
    assert choose_rung(ask("repeat"), MEMBER, five).rung is Rung.MEMBER_PRICE


def test_member_price_declined_as_a_supervisors_price_is_not_offered_again() -> None:
    history = History(offers=(Offered("price", unit_price_fen=4500, status="declined"),))
    assert talk(["repeat"], MEMBER, history)[0] == ["refuse"]


def test_member_price_is_offered_once_even_when_its_offer_is_no_longer_on_the_books() -> None:
    history = History((Move(HaggleKind.REPEAT, Rung.MEMBER_PRICE),))
    assert talk(["repeat"], MEMBER, history)[0] == ["refuse"]


def test_member_price_is_no_offer_when_the_variant_costs_as_little() -> None:
    assert talk(["repeat"], replace(MEMBER, sku_price_fen=4500))[0] == ["refuse"]


@pytest.mark.parametrize(("words", "quantity"), [("bulk 3", 10), ("bulk 10", 20), ("bulk 20", None)])
def test_next_tier_is_the_nearest_above(words: str, quantity: int | None) -> None:
    tier = next_tier(ask(words), TIERED, History())
    assert (tier and tier.min_quantity) == quantity


def test_next_tier_leaves_out_what_belongs_to_the_bulk_intake() -> None:
    assert next_tier(ask("bulk 3"), replace(TIERED, ladder=ladder(bulk_from_quantity=10)), History()) is None


def test_longest_bargain_counts_every_quota() -> None:
    # 10 ones + 2 campaign + 3 still asking + 5 already offered + 2 tiers + 2 refusals
    assert longest_bargain(TIERED) == 24


def test_names_print_as_their_value() -> None:
    assert f"{Rung.REFUSE} {HaggleKind.PLAIN!s}" == "refuse plain"
