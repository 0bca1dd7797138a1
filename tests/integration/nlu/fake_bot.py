"""Stands for a module of the bot's environment: does what the requests say, then answers them."""

from __future__ import annotations

import json
import subprocess
import sys

for line in sys.stdin.buffer:
    asked = json.loads(line)
    if asked.get("noise"):
        print("x" * asked["noise"], file=sys.stderr)
    if asked.get("orphan"):
        subprocess.Popen(["sleep", str(asked["orphan"])], stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL)
    if asked.get("die"):
        sys.exit("the model is broken")
    if asked.get("leave"):
        sys.exit(0)
    print("no json" if asked.get("babble") else json.dumps(asked), flush=True)
