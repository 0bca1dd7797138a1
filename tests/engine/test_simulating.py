"""The simulation's halves and choices; two small models of a few lines."""

from __future__ import annotations

import signal
from concurrent.futures import ProcessPoolExecutor
from ctypes import CDLL, byref, c_int
from multiprocessing import get_context

import numpy as np

from huashu.engine.normalise import normalise
from huashu.engine.simulating import Run, Stock, _share, halves, pick, played, runs
from huashu.engine.vectors import sentence_vectors

CHANCES = np.array([[0.9, 0.1], [0.5, 0.5], [0.7, 0.3], [0.6, 0.4]])  # unsure: 0.2, 1, 0.6, 0.8
LINES = [("在吗", "greet"), ("你好", "greet"), ("谢谢", "thank"), ("多谢啦", "thank")]
MESSAGES = [("在不在", "greet"), ("感谢", "thank"), ("哈喽", "greet"), ("谢了哈", "thank"), ("有人吗", "greet")]


def test_halves_are_of_a_seed_and_whole() -> None:
    assert halves(7, 1) == halves(7, 1) != halves(7, 2)
    one, other = halves(7, 1)
    assert (len(one), sorted(one + other)) == (3, list(range(7)))


def test_each_way_chooses_none_that_was_asked() -> None:
    apart = np.arange(4)
    assert pick("margin", CHANCES, apart, 3, [1], 0) == [3, 2, 0]
    assert pick("suggest", CHANCES, apart, 3, [1], 0) == [3, 2, 0]
    assert sorted(pick("random", CHANCES, apart, 3, [1], 0)) == [0, 2, 3]


def test_a_step_that_is_no_smaller_than_the_half_is_left_to_all() -> None:
    head = {"seeds": [0, 1], "steps": [200, 400], "weight": 1.0, "weights": [1.0, 4.0]}
    assert runs(head, 300)[0] == Run(0, "suggest", 1.0, (200,))
    assert [each for each in runs(head, 300) if each.way == "all"][-1] == Run(1, "all", 4.0, (300,))
    assert {each.way for each in runs(head, 200)} == {"all"}


def test_a_run_learns_step_after_step() -> None:
    texts = sorted({normalise(text) for text, _ in (*LINES, *MESSAGES)})
    stock = Stock(LINES, MESSAGES, dict(zip(texts, sentence_vectors(texts), strict=True)))
    before = stock.chances(stock.model(), range(len(MESSAGES)))
    first, second = played(stock, before, Run(0, "suggest", 2.0, (1, 2)))
    assert (first["lines"], second["lines"], first["tested"]) == (1, 2, halves(5, 0)[1])
    assert {name for name, _ in first["rankings"][0]} == {"greet", "thank"}


def ends_at() -> tuple[bool, int]:
    """Whether Ctrl-C ends this process, and the signal that it gets when its parent dies."""
    signal_of_death = c_int()
    CDLL(None).prctl(2, byref(signal_of_death))  # PR_GET_PDEATHSIG
    return signal.getsignal(signal.SIGINT) is signal.SIG_DFL, signal_of_death.value


def test_a_worker_ends_at_ctrl_c_and_with_its_parent() -> None:
    with ProcessPoolExecutor(1, get_context("fork"), _share, (Stock([], [], {}), CHANCES)) as pool:
        assert pool.submit(ends_at).result() == (True, signal.SIGKILL)
