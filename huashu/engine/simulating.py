"""``python -m huashu.engine.simulating``: what asking about shoppers' messages would bring, were the answers known.

Reads JSON lines from stdin until it ends. The first is ``{"seeds": [number, …], "steps": [number, …], "weight",
"weights": [number, …], "share", "workers"}``, each further one a labelled message ``{"text", "intent"}``. For each seed
the messages are cut into two random halves. Lines of the first are learnt beside one in ``share`` of the training
lines: as many as each step says, each weighing ``weight``, chosen in three ways; what a way chooses after a step, it
chooses with the model of that step. Writes a line for each model, as soon as it is there:

``seed``, ``way``      ``none``, ``suggest`` (:mod:`huashu.engine.choosing`), ``margin`` (the least sure first),
                       ``random``, or ``all`` of the half, once for each of the ``weights``
``weight``, ``lines``  of each learnt line, and how many were learnt
``tested``             the places of the messages of the second half
``rankings``           of those, as ``[[intent, confidence], …]``

The classifier alone is trained, as in :mod:`huashu.engine.learning`.
"""

from __future__ import annotations

import json
import random
import signal
import sys
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from dataclasses import dataclass
from multiprocessing import get_context
from typing import Any

import numpy as np
from rasa.shared.nlu.constants import INTENT, TEXT
from threadpoolctl import threadpool_limits

from huashu.engine.choosing import Labels, Numbers, chosen, clustered
from huashu.engine.classifier import DEFAULTS, IntentModel
from huashu.engine.learning import shipped_config, training_lines
from huashu.engine.normalise import normalise
from huashu.engine.reading import own_stdout
from huashu.engine.serve import hush_warnings
from huashu.engine.vectors import Vectors, sentence_vectors
from huashu.tether import die_with_parent

WAYS = ("suggest", "margin", "random")
Line = tuple[str, str]


@dataclass(frozen=True)
class Stock:
    """What every model is made of. ``lines``: (text, intent) that are learnt anyway; ``messages``: the labelled ones;
    ``vectors``: normalised text -> its sentence vector, for all of them."""

    lines: Sequence[Line]
    messages: Sequence[Line]
    vectors: Mapping[str, Vectors]

    def vector(self, text: str) -> Vectors:
        return self.vectors[normalise(text)]

    def stacked(self, texts: Sequence[str]) -> Vectors:
        return np.stack([self.vector(text) for text in texts])

    def model(self, learnt: Sequence[int] = (), weight: float = 1.0) -> IntentModel:
        """The classifier after these messages were learnt too."""
        lines = [*self.lines, *(self.messages[place] for place in learnt)]
        weights = [1.0] * len(self.lines) + [weight] * len(learnt)
        model = IntentModel({**DEFAULTS, **shipped_config()})
        model.fit([text for text, _ in lines], [intent for _, intent in lines], weights, self.stacked)
        return model

    def chances(self, model: IntentModel, places: Sequence[int]) -> Numbers:
        """Shape (len(places), intents of the model)."""
        return np.stack([model.chances(self.messages[place][0], self.vector) for place in places])


@dataclass(frozen=True)
class Run:
    """Models that come one after another: one seed, one way, one weight of a learnt line."""

    seed: int
    way: str
    weight: float
    steps: tuple[int, ...]


def stock_of(messages: Sequence[Line], share: int) -> Stock:
    """The messages, and one in ``share`` of the training lines, which come in a random order."""
    lines = [(each.get(TEXT), each.get(INTENT)) for each in training_lines()[::share]]
    texts = sorted({normalise(text) for text, _ in (*lines, *messages)})
    return Stock(lines, messages, dict(zip(texts, sentence_vectors(texts), strict=True)))


def halves(count: int, seed: int) -> tuple[list[int], list[int]]:
    """The places up to ``count``, cut in two at random; the first half is the smaller one where it is odd."""
    places = list(range(count))
    random.Random(seed).shuffle(places)
    return places[: count // 2], places[count // 2 :]


def pick(way: str, chances: Numbers, labels: Labels, count: int, asked: Sequence[int], seed: int) -> list[int]:
    """The next ``count`` rows of ``chances`` (shape (n, intents), ``labels``: their clusters) in one of the ways, none
    of ``asked``."""
    if way == "suggest":
        return chosen(unsureness(chances), labels, count, asked)
    order = np.random.RandomState(seed).permutation(len(chances))
    if way == "margin":
        order = np.argsort(-unsureness(chances), kind="stable")
    return [int(each) for each in order if each not in set(asked)][:count]


def unsureness(chances: Numbers) -> Numbers:
    """1 less the distance of the first two guesses, of each row."""
    ranked = np.sort(chances, axis=1)
    return np.asarray(1 - (ranked[:, -1] - ranked[:, -2]))


def played(stock: Stock, before: Numbers, run: Run) -> list[dict[str, Any]]:
    """The answers of one run. ``before``: the chances of every message before anything was learnt."""
    pool, tested = halves(len(stock.messages), run.seed)
    labels = clustered(stock.stacked([stock.messages[place][0] for place in pool]))
    chances, asked, found = before[pool], list[int](), []
    for step in run.steps:
        asked += pick(run.way, chances, labels, step - len(asked), asked, run.seed)
        model = stock.model([pool[place] for place in asked], run.weight)
        found.append(told(run, len(asked), model, stock.chances(model, tested), tested))
        chances = stock.chances(model, pool) if step != run.steps[-1] else chances
    return found


def told(run: Run, lines: int, model: IntentModel, chances: Numbers, tested: Sequence[int]) -> dict[str, Any]:
    """One answer; ``chances``: of the tested messages."""
    names = [str(each) for each in model.meaning.classes_]
    rankings = [[[names[at], float(row[at])] for at in np.argsort(-row, kind="stable")] for row in chances]
    return {"seed": run.seed, "way": run.way, "weight": run.weight, "lines": lines, "tested": tested,
            "rankings": rankings}  # fmt: skip


def runs(head: Mapping[str, Any], half: int) -> list[Run]:
    """Every run, the longest first, so that no worker is left with one at the end."""
    steps = tuple(each for each in head["steps"] if each < half)
    chosen_ways = [Run(seed, way, head["weight"], steps) for seed in head["seeds"] for way in WAYS if steps]
    return [*chosen_ways, *(Run(seed, "all", each, (half,)) for seed in head["seeds"] for each in head["weights"])]


def all_played(stock: Stock, head: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    """Every answer, as it is there. The workers are forks, which share the stock; each computes on one core."""
    model = stock.model()
    before = stock.chances(model, range(len(stock.messages)))
    for seed in head["seeds"]:
        tested = halves(len(stock.messages), seed)[1]
        yield told(Run(seed, "none", 1.0, ()), 0, model, before[tested], tested)
    shared = (stock, before)
    fork = get_context("fork")
    with threadpool_limits(1), ProcessPoolExecutor(head["workers"], fork, _share, shared) as pool:
        for done in as_completed([pool.submit(_shared, run) for run in runs(head, len(stock.messages) // 2)]):
            yield from done.result()


_SHARED: list[tuple[Stock, Numbers]] = []  # in a worker: what it was forked with; a fork copies nothing


def _share(stock: Stock, before: Numbers) -> None:
    """A worker's start. It ends at Ctrl-C and with its parent: the pool would take either for one more result."""
    die_with_parent()
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    _SHARED[:] = [(stock, before)]


def _shared(run: Run) -> list[dict[str, Any]]:
    return played(*_SHARED[0], run)


def main() -> None:
    hush_warnings()
    out = own_stdout()
    head, *asked = map(json.loads, sys.stdin.buffer)
    for each in all_played(stock_of([(one["text"], one["intent"]) for one in asked], head["share"]), head):
        out.write(json.dumps(each) + "\n")


if __name__ == "__main__":
    main()
