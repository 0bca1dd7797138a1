"""``python -m huashu.engine.reading``: what the current model understands, one message after another.

Reads JSON lines ``{"text", "shop"?}`` from stdin until it ends, and answers each at once with a line on stdout:
``text`` as the bot took it; ``intent`` ``{"name", "confidence"}``; ``intent_ranking``, whole; ``entities``; ``ms``,
milliseconds that the pipeline took. The model is that of :class:`huashu.training.shelf.Shelf`; only the part of its
graph that understands is loaded, by Rasa's own runner, so a message is understood as in the running bot. Exit 1 with
the reason on stderr where there is no model or a line is no such object.
"""

from __future__ import annotations

import json
import logging
import os
import sys
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import Any, TextIO

import structlog

from huashu.domain.errors import HuashuError
from huashu.engine.serve import hush_warnings
from huashu.settings import read_settings
from huashu.training.shelf import Shelf

WARMING = ("在吗", "这个多少钱 能便宜点吗", "发什么快递，几天能到杭州")
Understand = Callable[[str, "str | None"], dict[str, Any]]


class NothingToRead(HuashuError):
    """No model yet, or a line that is no message."""

    code = "READING"


def understanding(model: Path) -> Understand:
    """The model's understanding part as a function of text and shop; it has understood a few messages already."""
    from rasa.core.channels.channel import UserMessage
    from rasa.engine.constants import PLACEHOLDER_MESSAGE
    from rasa.engine.graph import ExecutionContext
    from rasa.engine.runner.dask import DaskGraphRunner
    from rasa.engine.storage.local_model_storage import LocalModelStorage

    with TemporaryDirectory() as folder:
        storage, metadata = LocalModelStorage.from_model_archive(Path(folder), model)
        target = metadata.nlu_target
        graph = metadata.predict_schema.minimal_graph_schema([target])
        runner = DaskGraphRunner.create(graph, storage, ExecutionContext(graph, metadata.model_id))

    def understand(text: str, shop: str | None) -> dict[str, Any]:
        message = UserMessage(as_typed(text), metadata={"shop": shop} if shop else None)
        before = perf_counter()
        found = runner.run(inputs={PLACEHOLDER_MESSAGE: [message]}, targets=[target])[target][0]
        ms = (perf_counter() - before) * 1000
        return {**_told(found.as_dict(only_output_properties=True)), "ms": round(ms, 3)}

    for text in WARMING:
        understand(text, None)
    return understand


def current_understanding() -> Understand:
    """The current model's. Raises NothingToRead where there is none."""
    model = Shelf.of(read_settings()).current()
    if model is None:
        raise NothingToRead("no model yet: huashu train")
    return understanding(model)


def as_typed(text: str) -> str:
    """As the bot's door takes a shopper's message: a slash at its beginning is no command."""
    return text.lstrip("/")


def answer(understand: Understand, line: str | bytes) -> dict[str, Any]:
    """The answer to one line. Raises NothingToRead."""
    try:
        asked = json.loads(line)
    except ValueError:
        asked = None
    text, shop = (asked.get("text"), asked.get("shop")) if isinstance(asked, dict) else (None, None)
    if not isinstance(text, str) or not isinstance(shop, str | None):
        raise NothingToRead(f'got {line!r}, expected a JSON object {{"text", "shop"?}} of strings')
    return understand(text, shop)


def _told(found: dict[str, Any]) -> dict[str, Any]:
    return {
        "text": found.get("text") or "",
        "intent": {key: (found.get("intent") or {}).get(key) for key in ("name", "confidence")},
        "intent_ranking": found.get("intent_ranking") or [],
        "entities": found.get("entities") or [],
    }


def own_stdout() -> TextIO:
    """Stdout for the answers alone: what a library prints goes to stderr."""
    own = os.fdopen(os.dup(sys.stdout.fileno()), "w", encoding="ascii", buffering=1)
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.WARNING))
    return own


def main() -> None:
    hush_warnings()
    out = own_stdout()
    understand = current_understanding()
    for line in sys.stdin.buffer:
        out.write(json.dumps(answer(understand, line)) + "\n")


if __name__ == "__main__":
    try:
        main()
    except NothingToRead as problem:
        sys.exit(f"{problem.code}: {problem}")
