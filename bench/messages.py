"""Seconds per message: plays a fixed conversation over the REST endpoint and prints one JSON object.

    python bench/messages.py [--shoppers 10] [--at-once 1] [--train]

Uses the Huashu that the ``HUASHU_*`` settings point at when one answers there (its books then get the conversations);
else starts bot, actions and app with books of their own in a temporary folder, and stops them. What it prints and what
is counted: docs/testing.md.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import signal
import subprocess
import sys
import tempfile
import time
import uuid
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from statistics import quantiles
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

import httpx2 as httpx

from bench.running import Unusable, product
from huashu.settings import PROJECT, Settings, read_settings
from huashu.training.train import BOT_PYTHON, bot_environment

SHOP = "qingmian"
# Twelve questions over seven skills; none orders, asks the supervisor or calls a person.
SAID = (
    "有什么活动吗", "是正品吗", "高腰阔腿裤有货吗", "身高160体重110斤穿多大", "这个什么面料的", "能便宜点吗",
    "别家比你们便宜", "发什么快递", "发到杭州几天能到", "今天能发货吗", "怎么付款", "可以退货吗",
)  # fmt: skip
TROUBLE = "utter_smalltalk_trouble"
ANSWER_SECONDS, TRAIN_SECONDS, PLAY_SECONDS = 40.0, 900.0, 900.0


def main() -> None:
    options = read_options()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    result: dict[str, Any] = {}
    try:
        with contextlib.redirect_stdout(sys.stderr):
            if options.train:
                result["training_seconds"] = round(training_seconds(), 1)
            with product() as settings:
                result = {**measure(settings, options.shoppers, options.at_once), **result}
    except Unusable as problem:
        sys.exit(f"bench: {problem}")
    print(json.dumps(result))


def read_options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Seconds per message, and training time, as one JSON object.")
    parser.add_argument("--shoppers", type=int, default=10, help=f"conversations of {len(SAID)} messages (10)")
    parser.add_argument("--at-once", type=int, default=1, help="shoppers that write at the same time (1)")
    parser.add_argument("--train", action="store_true", help="also time a whole training, nothing taken from a cache")
    options = parser.parse_args()
    if options.shoppers < 1 or options.at_once < 1:
        parser.error("--shoppers and --at-once are at least 1")
    return options


def training_seconds() -> float:
    """Wall time of ``rasa train --force`` into a temporary folder, the start of Rasa included."""
    with tempfile.TemporaryDirectory(prefix="huashu-bench-") as out:
        command = [str(BOT_PYTHON), "-m", "rasa", "train", "--force", "--quiet", "--out", out]
        began = time.monotonic()
        done = subprocess.run(command, cwd=PROJECT, env=bot_environment(read_settings()), stdout=subprocess.PIPE,
                              stderr=subprocess.STDOUT, text=True, timeout=TRAIN_SECONDS)  # fmt: skip
        if done.returncode or not list(Path(out).glob("*.tar.gz")):
            raise Unusable("training failed:\n" + done.stdout[-2000:])
        return time.monotonic() - began


def measure(settings: Settings, shoppers: int, at_once: int) -> dict[str, Any]:
    """Plays the conversations; one message beforehand is not counted."""
    give_up = time.monotonic() + PLAY_SECONDS
    with client_of(settings) as client, ThreadPoolExecutor(at_once) as pool:
        say(client, "bench-" + uuid.uuid4().hex[:12], SAID[0], give_up)
        began = time.monotonic()
        names = ["bench-" + uuid.uuid4().hex[:12] for _ in range(shoppers)]
        played = pool.map(lambda name: [say(client, name, text, give_up) for text in SAID], names)
        took = [seconds for conversation in played for seconds in conversation]
        all_seconds = time.monotonic() - began
    cuts = quantiles(took, n=20, method="inclusive")
    return {
        "messages": len(took),
        "p50_ms": round(cuts[9] * 1000, 1),
        "p95_ms": round(cuts[18] * 1000, 1),
        "messages_per_second": round(len(took) / all_seconds, 1),
        "at_once": at_once,
    }


def client_of(settings: Settings) -> httpx.Client:
    headers = {"authorization": f"Bearer {settings.api_key}"} if settings.api_key else {}
    url = f"http://{settings.host}:{settings.port}"
    return httpx.Client(base_url=url, headers=headers, timeout=ANSWER_SECONDS, trust_env=False)


def say(client: httpx.Client, sender: str, text: str, give_up: float) -> float:
    """Seconds from sending a message to having its answer; an answer that is none stops the measurement."""
    if time.monotonic() > give_up:
        raise Unusable(f"not finished within {PLAY_SECONDS:.0f} s")
    body = {"sender": sender, "message": text, "metadata": {"shop": SHOP}}
    began = time.monotonic()
    try:
        answer = client.post("/webhooks/rest/webhook", json=body)
    except httpx.HTTPError as problem:
        raise Unusable(f"no answer to {text!r}: {problem!r}") from problem
    seconds = time.monotonic() - began
    bubbles = answer.json() if answer.status_code == 200 else []
    if not bubbles or any(bubble["script_id"] == TROUBLE for bubble in bubbles):
        raise Unusable(f"{text!r} was answered with {answer.status_code} {answer.text[:300]}")
    return seconds


if __name__ == "__main__":
    main()
