"""How long ``huashu check`` takes on many scripts, as a whole process: prints one JSON object.

``.venv/app/bin/python bench/check.py [--scripts 1000] [--runs 5]``: scripts are the demo's, over and over under other
ids and in words that are told apart by a letter, beside the demo's shops, facts and questions. That nothing says the
copies is found and reported: it is part of the time.
"""

from __future__ import annotations

import argparse
import json
import re
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[1]
LETTERS = "甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉戌亥"
SCRIPT = re.compile(r"^  (utter_[a-z0-9_]+):$", re.MULTILINE)
TEXT = re.compile(r"^(\s+文: )(['\"]?)(?=[^|>\s])", re.MULTILINE)


def make_folder(root: Path, wanted: int) -> int:
    """The demo folder with scene files added until there are as many scripts; returns how many there are."""
    shutil.copytree(PROJECT / "scripts_zh", root)
    scenes = [path for path in sorted(root.glob("*.yml")) if path.name not in ("facts.yml", "wishes.yml", "widget.yml")]
    texts = {path.stem: path.read_text(encoding="utf-8") for path in scenes}
    count, copy = sum(len(SCRIPT.findall(text)) for text in texts.values()), 0
    while count < wanted:
        copy += 1
        for stem, text in texts.items():
            if count < wanted:
                renamed = TEXT.sub(rf"\1\2{LETTERS[copy]}", SCRIPT.sub(rf"  \1_{copy}:", text))
                (root / f"{stem}_{copy}.yml").write_text(renamed, encoding="utf-8")
                count += len(SCRIPT.findall(text))
    return count


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--scripts", type=int, default=1000)
    options.add_argument("--runs", type=int, default=5)
    asked = options.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder) / "scripts_zh"
        count = make_folder(root, asked.scripts)
        wall, cpu = zip(*(time_check(root) for _ in range(asked.runs)), strict=True)
    print(json.dumps({"scripts": count, "seconds": _middle(wall), "cpu_seconds": _middle(cpu)}))


def time_check(root: Path) -> tuple[float, float]:
    """One ``huashu check`` as a whole process: seconds on the clock, seconds of CPU."""
    before, begun = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    subprocess.run([sys.executable, "-m", "huashu", "check", str(root), "--format", "json"], cwd=PROJECT,
                   stdout=subprocess.DEVNULL, check=False)  # fmt: skip
    after, wall = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter() - begun
    return wall, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def _middle(values: Sequence[float]) -> float:
    return round(statistics.median(values), 2)


if __name__ == "__main__":
    main()
