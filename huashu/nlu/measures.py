"""How well labelled messages were understood, in a few figures. Pure: no model, no files.

``n``                     labelled lines
``accuracy``              the first guess is the line's first name (where a guess may be several: one of them is)
``accepted``              the first guess is any of the line's names
``top2_accepted``         the first or the second guess is
``macro_f1``              the mean of the F1 of every name that is the truth or the guess of a line; a guess among the
                          line's names is the truth, otherwise the line's first name is
``coverage``              the share of lines that the bot answers at the shipped thresholds
``accepted_on_answered``  ``accepted`` among those
``oos_precision``         of the lines answered as out_of_scope, those whose first name it is
``oos_recall``            of the lines whose first name is out_of_scope, those answered as that or left to the fallback
``p50_ms``, ``p95_ms``    milliseconds of the pipeline that 50 and 95 % of the messages need at most

``accuracy`` to ``macro_f1`` are about the likeliest real intent, however unsure. A share of nothing is None.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from statistics import fmean

from huashu.nlu.heard import Heard
from huashu.nlu.scores import scores

OUT_OF_SCOPE = "out_of_scope"


@dataclass(frozen=True)
class Figures:
    """As at the top of this module."""

    n: int
    accuracy: float
    accepted: float
    top2_accepted: float
    macro_f1: float
    coverage: float
    accepted_on_answered: float | None
    oos_precision: float | None
    oos_recall: float | None
    p50_ms: float
    p95_ms: float

    def rounded(self) -> dict[str, float | None]:
        """The figures as they are printed: four digits of a share, two of a millisecond."""
        return {
            key: value if value is None or key == "n" else round(value, 2 if key.endswith("_ms") else 4)
            for key, value in asdict(self).items()
        }


def figures(lines: Sequence[Heard]) -> Figures:
    """The figures over the lines, of which there must be one."""
    answered = [each for each in lines if each.answered]
    as_out = [each for each in answered if each.guess == OUT_OF_SCOPE]
    out = [each for each in lines if each.names[0] == OUT_OF_SCOPE]
    recognised = [not each.answered or each.guess == OUT_OF_SCOPE for each in out]
    return Figures(
        n=len(lines),
        accuracy=fmean(each.first_is_best for each in lines),
        accepted=fmean(each.accepts() for each in lines),
        top2_accepted=fmean(each.accepts(2) for each in lines),
        macro_f1=fmean(each.f1 for each in scores(lines)),
        coverage=len(answered) / len(lines),
        accepted_on_answered=_share([each.accepts() for each in answered]),
        oos_precision=_share([each.names[0] == OUT_OF_SCOPE for each in as_out]),
        oos_recall=_share(recognised),
        p50_ms=percentile([each.ms for each in lines], 0.5),
        p95_ms=percentile([each.ms for each in lines], 0.95),
    )


def percentile(values: Sequence[float], share: float) -> float:
    """The smallest value that at least this share of the values do not exceed."""
    return sorted(values)[math.ceil(share * len(values)) - 1]


def _share(found: Sequence[bool]) -> float | None:
    return fmean(found) if found else None
