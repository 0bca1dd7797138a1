"""``huashu nlu`` with the real model: in a process of its own, through the bot's environment."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from huashu.settings import PROJECT

OWN = Path(__file__).with_name("own.tsv")
SHARED = Path(os.environ.get("HUASHU_SHARED_DATA") or PROJECT.parent / "shared" / "data") / "shopper_messages.tsv"


def huashu(*words: str, typed: str = "") -> subprocess.CompletedProcess[str]:
    """At home in this checkout, as on its command line."""
    return subprocess.run([sys.executable, "-m", "huashu", "nlu", *words], cwd=PROJECT, input=typed, text=True,
                          capture_output=True, timeout=600)  # fmt: skip


@pytest.mark.usefixtures("model")
def test_a_file_of_ours_is_measured() -> None:
    done = huashu("evaluate", str(OWN), "--errors")
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)
    # 13 lines, of which the last cannot be right.
    assert found["n"] == 13
    assert found["accepted"] == pytest.approx(12 / 13, abs=1e-4)
    assert (found["coverage"], found["oos_precision"], found["oos_recall"]) == (1.0, 1.0, 1.0)
    assert 0 < found["p50_ms"] <= found["p95_ms"]
    assert done.stderr.startswith("在吗\tcomplain\tgreet ")


@pytest.mark.usefixtures("model")
def test_typed_messages_are_parsed() -> None:
    done = huashu("parse", typed="38码\n\n/restart 顺丰可以到北京不\n")
    assert done.returncode == 0, done.stderr
    first, second = map(json.loads, done.stdout.splitlines())
    assert (first["text"], first["intent"], first["confidence"]) == ("38码", "inform", 1.0)
    assert [each["entity"] for each in first["entities"]] == ["size"]
    assert second["intent"] != "restart" and len(second["ranking"]) == 3
    marked = {each["entity"]: second["text"][each["start"] : each["end"]] for each in second["entities"]}
    assert marked == {"carrier": "顺丰", "place": "北京"}


@pytest.mark.usefixtures("model")
@pytest.mark.skipif(not SHARED.is_file(), reason=f"no real messages in {SHARED.parent}")
def test_real_messages_are_understood_well_enough() -> None:
    done = huashu("evaluate", str(SHARED))
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["accepted"] > 0.8
