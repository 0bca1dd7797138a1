"""Candidates for understanding beside each other: one run, the same training lines, the same labelled messages.

    python bench/nlu.py FILE.tsv [--share 1] [--only ours,linear] [--at-once 1] [--markdown]

Each candidate is a Rasa pipeline, trained by Rasa and asked in a process of its own. Prints one JSON object, with
--markdown also a table. What is measured: docs/testing.md; what came out: docs/nlu.md.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import sys
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass
from pathlib import Path
from statistics import fmean
from tempfile import TemporaryDirectory

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

import yaml

from bench.nlu_pipelines import CANDIDATES, Pipeline
from huashu.nlu.bot import BotDied, answers
from huashu.nlu.confusion import cuts
from huashu.nlu.heard import heard
from huashu.nlu.labelled import Labelled, read_labelled
from huashu.nlu.measures import figures
from huashu.nlu.reading import reading_of
from huashu.nlu.taxonomy import Taxonomy, UndeclaredIntent, read_taxonomy
from huashu.scripts import ScriptErrors
from huashu.scripts.project import read_project
from huashu.settings import PROJECT, read_settings

MODULE = "bench.nlu_candidate"
SEED = 0
SUREST = 0.75
TABLE = {
    "accepted": "accepted", "top2_accepted": "top 2", "macro_f1": "macro F1", "accepted_on_surest": "surest 75 %",
    "training_seconds": "training s", "training_cpu_seconds": "CPU s", "p50_ms": "p50 ms", "p95_ms": "p95 ms",
    "cpu_ms": "CPU ms", "memory_mb": "peak MB",
}  # fmt: skip
Lines = list[tuple[str, str]]


@dataclass(frozen=True)
class Outcome:
    """One candidate, as in docs/testing.md."""

    accepted: float
    top2_accepted: float
    macro_f1: float
    accepted_on_surest: float
    training_seconds: float
    training_cpu_seconds: float
    p50_ms: float
    p95_ms: float
    cpu_ms: float
    memory_mb: float

    def rounded(self) -> dict[str, float]:
        """Four digits of a share, two of a millisecond, one of a second, none of a megabyte."""
        digits = {"ms": 2, "seconds": 1, "mb": 0}
        return {key: round(value, digits.get(key.rpartition("_")[2], 4)) for key, value in asdict(self).items()}


def main() -> None:
    options = read_options()
    try:
        taxonomy = read_taxonomy()
        labelled = read_labelled(options.file, taxonomy)
    except ScriptErrors as problem:
        print(problem, file=sys.stderr)
        sys.exit(2)
    lines = training_lines(options.share)
    outcomes = dict(compared(options.only, lines, labelled, taxonomy, options.at_once))
    print(json.dumps({
        "messages": len(labelled), "lines": len(lines), "intents": len({intent for _, intent in lines}),
        "share": options.share, "cores": os.cpu_count(),
        "candidates": {name: each.rounded() for name, each in outcomes.items()},
    }))  # fmt: skip
    if options.markdown:
        print("\n" + "\n".join(table(outcomes)))
    sys.exit(len(outcomes) < len(options.only))


def read_options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Candidates for understanding, compared; one JSON object.")
    parser.add_argument("file", type=Path, help="labelled messages: text<TAB>intents joined by |, the best first")
    parser.add_argument("--share", type=share, default=1.0, help="part of the training lines, the same for all (1)")
    parser.add_argument("--only", type=names, default=list(CANDIDATES), help=f"of {','.join(CANDIDATES)}")
    parser.add_argument("--at-once", type=int, default=1, help="candidates at the same time; more spoils the times (1)")
    parser.add_argument("--markdown", action="store_true", help="also a table")
    options = parser.parse_args()
    if options.at_once < 1:
        parser.error("--at-once is at least 1")
    return options


def share(typed: str) -> float:
    if not 0 < float(typed) <= 1:
        raise argparse.ArgumentTypeError("above 0, at most 1")
    return float(typed)


def names(typed: str) -> list[str]:
    """Candidates in the order in which they are listed. Raises ArgumentTypeError."""
    wanted = {each.strip() for each in typed.split(",")}
    if unknown := wanted - set(CANDIDATES):
        raise argparse.ArgumentTypeError(f"no candidate {', '.join(sorted(unknown))}: {', '.join(CANDIDATES)}")
    return [each for each in CANDIDATES if each in wanted]


def training_lines(part: float) -> Lines:
    """(text, intent) of data/nlu, that part of them, in an order that is random but always the same.

    They are read once, so that nobody learns others when the files change meanwhile; the shop's own questions are in
    other files.
    """
    lines = [(text, intent) for text, (intent, _) in read_project(PROJECT).lines.items()]
    random.Random(SEED).shuffle(lines)
    kept = lines[: round(len(lines) * part)]
    if len({intent for _, intent in kept}) < 2:
        sys.exit(f"bench: {len(kept)} of {len(lines)} lines are too few to learn from")
    return kept


def compared(
    wanted: Sequence[str], lines: Lines, labelled: Sequence[Labelled], taxonomy: Taxonomy, at_once: int
) -> Iterator[tuple[str, Outcome]]:
    """Each candidate with its outcome, told on stderr as soon as it is there; one that failed is only told."""

    def outcome(name: str) -> Outcome | None:
        try:
            found = measured(CANDIDATES[name].pipeline(), lines, labelled, taxonomy)
        except (BotDied, UndeclaredIntent) as problem:
            print(f"bench: {name} failed: {problem}", file=sys.stderr)
            return None
        print(f"bench: {name} {json.dumps(found.rounded())}", file=sys.stderr, flush=True)
        return found

    with ThreadPoolExecutor(at_once) as pool:
        for name, found in zip(wanted, pool.map(outcome, wanted), strict=True):
            if found is not None:
                yield name, found


def measured(pipeline: Pipeline, lines: Lines, labelled: Sequence[Labelled], taxonomy: Taxonomy) -> Outcome:
    """Trains and asks one pipeline in a process of its own. Raises BotDied, UndeclaredIntent."""
    with TemporaryDirectory(prefix="huashu-bench-") as folder:
        requests = [rasa_files(Path(folder), pipeline, lines), *({"text": each.text} for each in labelled)]
        took, *read, held = answers(MODULE, requests, read_settings())
    found = heard(labelled, [reading_of(each) for each in read], taxonomy)
    all_in_all = figures(found)
    return Outcome(
        accepted=all_in_all.accepted,
        top2_accepted=all_in_all.top2_accepted,
        macro_f1=all_in_all.macro_f1,
        accepted_on_surest=next(each.accepted for each in cuts(found) if each.coverage >= SUREST),
        training_seconds=took["training_seconds"],
        training_cpu_seconds=took["training_cpu_seconds"],
        p50_ms=all_in_all.p50_ms,
        p95_ms=all_in_all.p95_ms,
        cpu_ms=fmean(each["cpu_ms"] for each in read),
        memory_mb=held["memory_mb"],
    )


def rasa_files(folder: Path, pipeline: Pipeline, lines: Lines) -> dict[str, str]:
    """Writes what Rasa trains from; ``config`` and ``lines`` are the paths."""
    config = {"recipe": "default.v1", "language": "zh", "assistant_id": "bench", "pipeline": pipeline}
    examples: dict[str, str] = {}
    for text, intent in lines:
        examples[intent] = examples.get(intent, "") + f"- {text}\n"
    blocks = [{"intent": intent, "examples": texts} for intent, texts in examples.items()]
    return {
        "config": _written(folder / "config.yml", config),
        "lines": _written(folder / "nlu.yml", {"version": "3.1", "nlu": blocks}),
    }


def _written(path: Path, content: Mapping[str, object]) -> str:
    path.write_text(yaml.safe_dump(content, allow_unicode=True, sort_keys=False), encoding="utf-8")
    return str(path)


def table(outcomes: Mapping[str, Outcome]) -> Iterator[str]:
    """A Markdown table: a candidate a row."""
    yield "| | " + " | ".join(TABLE.values()) + " |"
    yield "|---" * (len(TABLE) + 1) + "|"
    for name, outcome in outcomes.items():
        cells = (_cell(key, getattr(outcome, key)) for key in TABLE)
        yield f"| `{name}`: {CANDIDATES[name].title} | " + " | ".join(cells) + " |"


def _cell(key: str, value: float) -> str:
    if key.endswith("_ms"):
        return f"{value:.1f}"
    return f"{value:.0f}" if key.endswith(("_seconds", "_mb")) else f"{value:.1%}".replace("%", " %")


if __name__ == "__main__":
    main()
