"""How long ``huashu check`` takes on many scripts, as a whole process: prints one JSON object.

``.venv/app/bin/python bench/check.py [--scripts 1000] [--runs 5]``: scripts are the demo's, over and over under other
ids, beside the demo's shops, facts and questions; their words are told apart by a number, so that none repeats another.
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
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[1]
SCRIPT = re.compile(r"^  (utter_[a-z0-9_]+):$", re.MULTILINE)
TEXT = re.compile(r"^(\s+- 角度: .*)$", re.MULTILINE)


def make_folder(root: Path, wanted: int) -> int:
    """The demo folder with scene files added until there are as many scripts; returns how many there are."""
    shutil.copytree(PROJECT / "scripts_zh", root)
    scenes = [path for path in sorted(root.glob("*.yml")) if path.name != "facts.yml"]
    texts = {path.stem: path.read_text(encoding="utf-8") for path in scenes}
    count, copy = sum(len(SCRIPT.findall(text)) for text in texts.values()), 0
    while count < wanted:
        copy += 1
        for stem, text in texts.items():
            if count < wanted:
                renamed = SCRIPT.sub(rf"  \1_{copy}:", text)
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
        wall, cpu = [], []
        for _ in range(asked.runs):
            before, begun = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
            subprocess.run([sys.executable, "-m", "huashu", "check", str(root), "--format", "json"], cwd=PROJECT,
                           stdout=subprocess.DEVNULL, check=False)  # fmt: skip
            after = resource.getrusage(resource.RUSAGE_CHILDREN)
            wall.append(time.perf_counter() - begun)
            cpu.append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
    print(json.dumps({"scripts": count, "seconds": _middle(wall), "cpu_seconds": _middle(cpu)}))


def _middle(values: list[float]) -> float:
    return round(statistics.median(values), 2)


if __name__ == "__main__":
    main()
