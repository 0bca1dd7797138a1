"""What asking would bring, were the answers known: labelled messages, half of them to choose from, half to measure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from huashu.nlu.bot import answers
from huashu.nlu.labelled import Labelled
from huashu.nlu.learning import point_of
from huashu.nlu.taxonomy import Taxonomy
from huashu.settings import Settings

MODULE = "huashu.engine.simulating"
STEPS = (100, 200, 400, 800)
WAYS = ("none", "suggest", "margin", "random", "all")


@dataclass(frozen=True)
class Simulated:
    """One model. ``way``: none | suggest | margin | random | all, as in :mod:`huashu.engine.simulating`; ``lines`` it
    learnt beside the training lines, each weighing ``weight``; shares of the other half."""

    seed: int
    way: str
    weight: float
    lines: int
    accepted: float
    top2_accepted: float


@dataclass(frozen=True)
class Plan:
    """``seeds``: one simulation each; ``weight`` of a chosen line; ``weights``: of the lines of the whole half, one
    model each; ``share``: one training line in so many is learnt beside; ``workers``: processes at a time."""

    seeds: Sequence[int]
    weight: float
    weights: Sequence[float]
    share: int
    workers: int


def simulate(lines: Sequence[Labelled], plan: Plan, taxonomy: Taxonomy, settings: Settings) -> Iterator[Simulated]:
    """The models, as they are there; takes minutes. The label of a line is its first name.

    Raises huashu.nlu.bot.BotDied.
    """
    for answer in answers(MODULE, _asked(lines, plan), settings):
        yield simulated(answer, lines, taxonomy)


def simulated(answer: Mapping[str, Any], lines: Sequence[Labelled], taxonomy: Taxonomy) -> Simulated:
    """One answer of :mod:`huashu.engine.simulating`."""
    rankings = [[{"name": name, "confidence": sure} for name, sure in each] for each in answer["rankings"]]
    point = point_of(
        {"lines": answer["lines"], "rankings": rankings}, [lines[place] for place in answer["tested"]], taxonomy
    )
    return Simulated(answer["seed"], answer["way"], answer["weight"], point.lines, point.accepted, point.top2_accepted)


def means(found: Sequence[Simulated]) -> list[dict[str, float | str]]:
    """The mean over the seeds of each way, weight and number of lines; ``least`` and ``greatest`` of ``accepted``."""
    kinds = sorted({(WAYS.index(each.way), each.lines, each.weight) for each in found})
    return [
        _mean([each for each in found if (WAYS.index(each.way), each.lines, each.weight) == kind]) for kind in kinds
    ]


def _mean(alike: Sequence[Simulated]) -> dict[str, float | str]:
    accepted = [each.accepted for each in alike]
    return {
        "way": alike[0].way,
        "lines": alike[0].lines,
        "weight": alike[0].weight,
        "seeds": len(alike),
        "accepted": round(sum(accepted) / len(alike), 4),
        "top2_accepted": round(sum(each.top2_accepted for each in alike) / len(alike), 4),
        "least": round(min(accepted), 4),
        "greatest": round(max(accepted), 4),
    }


def _asked(lines: Sequence[Labelled], plan: Plan) -> Iterator[dict[str, Any]]:
    yield {"seeds": list(plan.seeds), "steps": list(STEPS), "weight": plan.weight, "weights": list(plan.weights),
           "share": plan.share, "workers": plan.workers}  # fmt: skip
    for each in lines:
        yield {"text": each.text, "intent": each.names[0]}
