"""``python -m huashu.tether COMMAND …`` becomes the command, tied to its parent: when that dies, even by kill -9,
the kernel ends the command too, so that no orphan keeps a port. Linux only; elsewhere the command just runs."""

from __future__ import annotations

import ctypes
import os
import signal
import sys

PR_SET_PDEATHSIG = 1  # from <linux/prctl.h>


def die_with_parent() -> None:
    """Asks the kernel to kill this process when its parent dies; it holds through ``exec``, not through ``fork``."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)


if __name__ == "__main__":
    die_with_parent()
    os.execvp(sys.argv[1], sys.argv[1:])
