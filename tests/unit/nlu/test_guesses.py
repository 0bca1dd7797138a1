"""What a reading means in names: finer intents together, the pipeline's decision first, a fallback is nothing."""

from __future__ import annotations

import pytest

from huashu.nlu.reading import guesses_of, is_answered, reading_of
from tests.unit.nlu.hearing import TAXONOMY, reading


def told(*args: object, **rest: object) -> list[tuple[str, float]]:
    guesses = guesses_of(reading(*args, **rest), TAXONOMY)  # type: ignore[arg-type]
    return [("|".join(each.names), round(each.confidence, 2)) for each in guesses]


def test_finer_intents_are_as_likely_as_they_are_together() -> None:
    # complain 0.25 + abuse 0.2 = 0.45, more than greet 0.4; but the pipeline decided for greet.
    ranking = [("greet", 0.4), ("complain", 0.25), ("abuse", 0.2), ("thank", 0.15)]
    assert told("greet", 0.4, *ranking) == [("greet", 0.4), ("complain", 0.45), ("thank", 0.15)]
    assert told("nlu_fallback", 0.35, ("nlu_fallback", 0.35), *ranking)[:2] == [("complain", 0.45), ("greet", 0.4)]


def test_an_intent_that_may_be_several_names_stays_a_guess_of_its_own() -> None:
    found = told("inform", 0.5, ("inform", 0.5), ("place_order", 0.3))
    assert found == [("ask_size_color|place_order|change_address", 0.5), ("place_order", 0.3)]


def test_a_step_that_overruled_the_ranking_is_first() -> None:
    assert told("bargain_price", 1.0, ("ask_product_info", 0.8), ("bargain_price", 0.1)) == [
        ("bargain_price", 1.0), ("ask_product_info", 0.8),
    ]  # fmt: skip
    assert told("inform", 1.0, ("greet", 0.9))[0] == ("ask_size_color|place_order|change_address", 1.0)


@pytest.mark.parametrize(("intent", "answered"), [("greet", True), ("nlu_fallback", False), (None, False)])
def test_a_line_is_answered_where_a_wish_was_heard(intent: str | None, answered: bool) -> None:
    assert is_answered(reading(intent, 0.5), TAXONOMY) is answered


def test_nothing_ranked_is_no_guess() -> None:
    read = reading_of({"text": "", "intent": {"name": None, "confidence": None}, "intent_ranking": [], "entities": []})
    assert guesses_of(read, TAXONOMY) == ()
    assert read.confidence == 0.0
