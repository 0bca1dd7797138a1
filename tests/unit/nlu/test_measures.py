"""The figures, each by hand."""

from __future__ import annotations

import pytest

from huashu.nlu.confusion import Cut, confusions, cuts, pairs
from huashu.nlu.measures import figures, percentile
from huashu.nlu.misses import misses
from huashu.nlu.scores import Score, scores
from tests.unit.nlu.hearing import line, reading

FALLBACK = ("nlu_fallback", 0.35)
# truth and guess as they count     names                       heard
LINES = [
    line("greet", reading("greet", 0.9, ("greet", 0.9), ("thank", 0.1), ms=1)),  # greet, greet
    line("complain|ask_ship_time", reading("ask_ship_time", 0.8, ("ask_ship_time", 0.8), ms=2)),  # both ask_ship_time
    line("complain", reading("ask_ship_time", 0.6, ("ask_ship_time", 0.6), ("abuse", 0.4), ms=3)),  # complain, ask_…
    line("greet", reading(*FALLBACK, FALLBACK, ("greet", 0.3), ("thank", 0.2), ms=4)),  # greet, greet; not answered
    line("out_of_scope", reading(*FALLBACK, FALLBACK, ("thank", 0.34), ("add_wish", 0.33), ms=5)),  # …, thank
    line("out_of_scope", reading("add_wish", 0.7, ("add_wish", 0.7), ms=6)),  # out_of_scope, out_of_scope
    line("thank", reading("out_of_scope", 0.5, ("out_of_scope", 0.5), ("thank", 0.4), ms=7)),  # thank, out_of_scope
    line("out_of_scope|thank", reading("thank", 0.6, ("thank", 0.6), ms=100)),  # thank, thank
]


def test_the_figures() -> None:
    found = figures(LINES)
    assert found.n == 8
    assert found.accuracy == pytest.approx(3 / 8)  # lines 1, 4, 6: the first guess is the first name
    assert found.accepted == pytest.approx(5 / 8)  # … and 2, 8: it is another of the names
    assert found.top2_accepted == 1  # 3: abuse counts as complain; 5: add_wish as out_of_scope; 7: thank
    assert found.coverage == pytest.approx(6 / 8)  # all but 4 and 5
    assert found.accepted_on_answered == pytest.approx(4 / 6)  # of 1 2 3 6 7 8: 1 2 6 8
    assert found.oos_precision == pytest.approx(1 / 2)  # answered as out_of_scope: 6 and 7; 6 is
    assert found.oos_recall == pytest.approx(2 / 3)  # 5 left to the fallback, 6 heard; 8 answered as thank
    assert (found.p50_ms, found.p95_ms) == (4, 100)  # the 4th and the 8th of eight: 0.5·8 = 4, 0.95·8 = 7.6


def test_macro_f1() -> None:
    # name           truth  heard  right   F1 = 2·right / (truth + heard)
    # greet              2      2      2   1
    # ask_ship_time      1      2      1   2/3
    # complain           1      0      0   0
    # out_of_scope       2      2      1   1/2
    # thank              2      2      1   1/2
    assert scores(LINES) == [
        Score("greet", 2, 2, 2), Score("out_of_scope", 2, 2, 1), Score("thank", 2, 2, 1),
        Score("ask_ship_time", 1, 2, 1), Score("complain", 1, 0, 0),
    ]  # fmt: skip
    assert figures(LINES).macro_f1 == pytest.approx((1 + 2 / 3 + 0 + 1 / 2 + 1 / 2) / 5)
    assert scores(LINES)[-1].precision is None


def test_a_guess_that_may_be_several_names_is_right_where_one_is() -> None:
    heard = line("place_order", reading("inform", 1.0))
    assert (heard.truth, heard.guess, heard.first_is_best) == ("place_order", "place_order", True)
    heard = line("greet", reading("inform", 1.0))
    assert (heard.truth, heard.guess, heard.first_is_best) == ("greet", "ask_size_color", False)


def test_a_share_of_nothing_is_none() -> None:
    found = figures([line("greet", reading(*FALLBACK, FALLBACK, ("greet", 0.3)))])
    assert (found.accepted_on_answered, found.oos_precision, found.oos_recall) == (None, None, None)
    assert found.rounded()["oos_recall"] is None


def test_a_line_of_which_nothing_was_heard_is_wrong() -> None:
    found = line("greet", reading(None, 0.0, ("nlu_fallback", 0.35)))
    assert (found.truth, found.guess, found.accepts(), found.answered) == ("greet", None, False, False)
    assert figures([found]).macro_f1 == 0


@pytest.mark.parametrize(("share", "value"), [(0.5, 2), (0.75, 3), (0.76, 4), (0.95, 4), (1, 4)])
def test_a_percentile_is_one_of_the_values(share: float, value: float) -> None:
    assert percentile([4, 1, 3, 2], share) == value


def test_what_was_taken_for_what() -> None:
    counted = pairs(LINES)
    assert counted["out_of_scope", "thank"] == 1
    assert confusions(counted, "out_of_scope") == [("thank", 1)]
    assert confusions(counted, "greet") == []


def test_a_cut_at_every_confidence() -> None:
    # Confidence, of an unanswered line that of its likeliest intent:
    # 0.9 right | 0.8 right | 0.7 right | 0.6 wrong, 0.6 right | 0.5 wrong | 0.34 wrong | 0.3 right
    assert cuts(LINES) == [
        Cut(0.9, 1 / 8, 1), Cut(0.8, 2 / 8, 1), Cut(0.7, 3 / 8, 1), Cut(0.6, 5 / 8, 4 / 5), Cut(0.5, 6 / 8, 4 / 6),
        Cut(0.34, 7 / 8, 4 / 7), Cut(0.3, 1, 5 / 8),
    ]  # fmt: skip


def test_misses_are_a_labelled_file_again() -> None:
    assert list(misses(LINES)) == [
        "话\tcomplain\task_ship_time 0.60, complain 0.40",
        "话\tout_of_scope\tnlu_fallback: thank 0.34, out_of_scope 0.33",
        "话\tthank\tout_of_scope 0.50, thank 0.40",
    ]


def test_a_miss_names_the_finer_intent_that_was_heard() -> None:
    wrong = line("greet", reading("ask_faq_lamps_who_installs", 0.9))
    assert list(misses([wrong])) == ["话\tgreet\tout_of_scope 0.90 (ask_faq_lamps_who_installs)"]
