"""Precision, recall and F1 of spans, by hand."""

from __future__ import annotations

from huashu.nlu.spans import Mark, Score, scores

CARRIER, PLACE, LATER_PLACE = Mark("carrier", 1, 3), Mark("place", 4, 6), Mark("place", 8, 10)


def test_every_share_is_whole_when_all_is_found() -> None:
    assert scores([([CARRIER], [CARRIER])]) == {"carrier": Score(n=1, precision=1.0, recall=1.0, f1=1.0)}


def test_a_span_counts_twice_against_when_an_end_differs() -> None:
    """Marked 1, found 1, right 0: precision 0/1, recall 0/1, F1 0/2."""
    assert scores([([PLACE], [Mark("place", 4, 7)])]) == {"place": Score(1, 0.0, 0.0, 0.0)}


def test_another_entity_is_wrong_for_both_when_the_span_agrees() -> None:
    """carrier: found 1 of 0 marked, precision 0/1, recall of nothing 1, F1 0/1. place: marked 1, found 0: 1, 0, 0."""
    expected = {"carrier": Score(0, 0.0, 1.0, 0.0), "place": Score(1, 1.0, 0.0, 0.0)}
    assert scores([([PLACE], [Mark("carrier", 4, 6)])]) == expected


def test_figures_add_up_over_messages_when_there_are_several() -> None:
    """place: marked 3, found 2, right 2: precision 2/2, recall 2/3 = 0.6667, F1 2*2/(3+2) = 0.8."""
    pairs = [([PLACE, LATER_PLACE], [PLACE]), ([PLACE], [PLACE]), ([], [])]
    assert scores(pairs) == {"place": Score(3, 1.0, 0.6667, 0.8)}


def test_a_span_of_another_message_does_not_count_when_equal() -> None:
    """Marked in the first only, found in the second only: right 0 of 1 and 1."""
    assert scores([([PLACE], []), ([], [PLACE])]) == {"place": Score(1, 0.0, 0.0, 0.0)}
