"""The installation's own secret, made at first use and read by nobody else."""

from __future__ import annotations

import os
import secrets
from pathlib import Path

from huashu.domain.errors import HuashuError

BYTES = 32


class SecretUnreadable(HuashuError):
    """The file is there and holds no secret."""

    code = "SECRET"


def kept_secret(path: Path) -> bytes:
    """The secret in a file that only its owner may read. Several processes may ask for it at once: one makes it.

    Raises:
        SecretUnreadable.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    if not path.exists():
        _make(path)
    kept = path.read_bytes().strip()
    if len(kept) < BYTES:
        raise SecretUnreadable(f"{path} holds no secret; remove it, and everybody gets a new token")
    return kept


def _make(path: Path) -> None:
    """Complete before it has its name, and never over another's."""
    draft = path.with_name(f".{path.name}.{os.getpid()}.{secrets.token_hex(4)}")
    draft.touch(mode=0o600, exist_ok=False)
    draft.write_text(secrets.token_hex(BYTES))
    try:
        os.link(draft, path)
    except FileExistsError:
        pass
    finally:
        draft.unlink()
