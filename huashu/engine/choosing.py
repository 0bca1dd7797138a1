"""Which messages to ask about first: arithmetic on sentence vectors, no model and no files.

Messages that mean nearly the same are one cluster. A message counts by how unsure the bot is of it times how often it
came, a cluster by what its messages count together: so it comes early where many messages are unsure, whatever their
words. Every cluster is asked about once before any is asked about again, and there about its heaviest message; what is
surely understood comes after all that. Compared with other rules in docs/nlu.md.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from sklearn.cluster import AgglomerativeClustering

Numbers = NDArray[np.float64]
Labels = NDArray[np.int64]
WORTH = 0.5  # a message that weighs less is asked about when nothing else is left
APART = 0.35  # mean cosine distance from which clusters are not joined: a wish in other words is nearer


def clustered(vectors: NDArray[np.float32]) -> Labels:
    """Shape (n,): the cluster of each message. ``vectors``: shape (n, d), rows of length 1."""
    if len(vectors) < 2:
        return np.zeros(len(vectors), dtype=np.int64)
    distances = np.clip(1 - vectors @ vectors.T, 0, None)
    joined = AgglomerativeClustering(None, affinity="precomputed", linkage="average", distance_threshold=APART)
    return np.asarray(joined.fit_predict(distances), dtype=np.int64)


def chosen(weights: Numbers, labels: Labels, count: int, asked: Sequence[int] = ()) -> list[int]:
    """The next ``count`` messages to ask about, in order.

    ``weights``: shape (n,), how unsure the bot is of a message, from 0 to 1, times how often it came; ``labels``: as
    ``clustered`` gives them; ``asked``: those that are answered already: not chosen again, but their clusters wait.
    """
    gone = set(asked)
    free = [place for place in np.argsort(-weights, kind="stable").tolist() if place not in gone]
    turns = np.bincount(labels[list(gone)], minlength=len(labels)) if gone else np.zeros(len(labels), dtype=np.int64)
    left = np.bincount(labels[free], weights[free], minlength=len(labels)) if free else np.zeros(len(labels))
    order: list[tuple[bool, int, float, int]] = []
    for place in free:
        label = labels[place]
        order.append((bool(weights[place] < WORTH), int(turns[label]), -float(left[label]), place))
        turns[label] += 1
        left[label] -= weights[place]
    return [place for *_, place in sorted(order, key=lambda each: each[:3])][:count]


def mates(place: int, vectors: NDArray[np.float32], labels: Labels, most: int) -> list[int]:
    """The other messages of its cluster, the nearest first."""
    others = [each for each in np.flatnonzero(labels == labels[place]).tolist() if each != place]
    return sorted(others, key=lambda each: -float(vectors[each] @ vectors[place]))[:most]
