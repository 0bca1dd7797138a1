"""``bench/nlu.py`` as a command: our classifier and one of Rasa's, on few lines."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

from huashu.settings import PROJECT

OWN = Path(__file__).with_name("own.tsv")


def bench(*words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "bench/nlu.py", str(OWN), *words], cwd=PROJECT, text=True,
                          capture_output=True, timeout=600)  # fmt: skip


def test_candidates_are_compared() -> None:
    done = bench("--share", "0.02", "--only", "linear,wording", "--at-once", "2", "--markdown")
    assert done.returncode == 0, done.stderr
    told, _, table = done.stdout.partition("\n\n")
    found = json.loads(told)
    assert found["messages"] == 13 and found["lines"] > 100
    assert list(found["candidates"]) == ["wording", "linear"]
    for each in found["candidates"].values():
        assert 0 < each["accepted"] <= each["top2_accepted"] <= 1
        assert 0 < each["macro_f1"] <= 1 and 0 < each["accepted_on_surest"] <= 1
        assert 0 < each["p50_ms"] <= each["p95_ms"]
        assert each["training_seconds"] > 0 and each["training_cpu_seconds"] > 0 and each["cpu_ms"] > 0
        assert each["memory_mb"] > 100
    assert [row.count("|") for row in table.splitlines()] == [12] * 4


def test_what_cannot_be_compared_is_told() -> None:
    unknown, nothing = bench("--only", "ours,theirs"), bench("--share", "0")
    assert (unknown.returncode, nothing.returncode) == (2, 2)
    assert "no candidate theirs: ours, wording" in unknown.stderr
    assert "--share" in nothing.stderr
