"""``python -m bench.nlu_candidate``: one candidate for understanding, trained and asked, in the bot's environment.

Reads JSON lines from stdin and answers each at once with a line on stdout. The first is ``{"config", "lines"}``, paths
of a Rasa configuration and of a file of training lines; the answer, after Rasa has trained on them with nothing from a
cache, is ``{"training_seconds", "training_cpu_seconds"}``: Rasa's start is not in it. Each further one is ``{"text"}``;
the answer is that of :mod:`huashu.engine.reading` and ``cpu_ms``, milliseconds that all cores together spent on it.
At the end it says ``{"memory_mb"}``, the most that this process ever held: Rasa, training and reading.
"""

from __future__ import annotations

import json
import os
import resource
import sys
from importlib import import_module
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter, process_time
from typing import Any

import yaml

from huashu.engine.reading import Understand, answer, own_stdout, understanding
from huashu.engine.serve import hush_warnings


def trained(config: str, lines: str, folder: Path) -> tuple[Path, dict[str, float]]:
    """The model that ``rasa train nlu`` makes of the two files, and how long that took: clock and CPU."""
    os.environ["RASA_CACHE_DIRECTORY"] = str(folder / "cache")
    from rasa.model_training import train_nlu

    imported(config)
    wall, cpu = perf_counter(), process_time()
    made = train_nlu(config, lines, str(folder))
    took = {"training_seconds": perf_counter() - wall, "training_cpu_seconds": process_time() - cpu}
    if made is None:
        raise SystemExit("Rasa made no model")
    return Path(made), took


def imported(config: str) -> None:
    """Loads what the pipeline is made of: the start of TensorFlow or spaCy is nobody's training."""
    steps = [each["name"] for each in yaml.safe_load(Path(config).read_text(encoding="utf-8"))["pipeline"]]
    own = [name.rpartition(".")[0] for name in steps if "." in name]
    for module in ("rasa.engine.recipes.default_components", "skops.io", "jieba", *own):
        import_module(module)


def timed(understand: Understand, line: bytes) -> dict[str, Any]:
    """The answer to one message."""
    before = process_time()
    found = answer(understand, line)
    return {**found, "cpu_ms": (process_time() - before) * 1000}


def memory_mb() -> float:
    """Linux counts in KB; what the small process that started this one held is below what Rasa alone does."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main() -> None:
    hush_warnings()
    out = own_stdout()
    asked = json.loads(sys.stdin.buffer.readline())
    with TemporaryDirectory(prefix="huashu-bench-") as folder:
        model, took = trained(asked["config"], asked["lines"], Path(folder))
        out.write(json.dumps(took) + "\n")
        understand = understanding(model)
    for line in sys.stdin.buffer:
        out.write(json.dumps(timed(understand, line)) + "\n")
    out.write(json.dumps({"memory_mb": memory_mb()}) + "\n")


if __name__ == "__main__":
    main()
