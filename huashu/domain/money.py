"""Money as people write it, and as integer fen."""

from __future__ import annotations

import re
import unicodedata

from huashu.domain.errors import HuashuError

AMOUNT = re.compile(r"[¥]?(\d{1,9}|\d{1,3}(?:,\d{3}){1,2})(?:\.(\d{1,2}))?(?:元|块|块钱)?", re.ASCII)


class BadMoney(HuashuError):
    """A text that is not an amount of yuan with at most two decimals."""

    code = "BAD_MONEY"


def format_yuan(fen: int) -> str:
    """Yuan without idle zeros: 1200 is 12, 1250 is 12.5, 5 is 0.05."""
    yuan, rest = divmod(abs(fen), 100)
    sign = "-" if fen < 0 else ""
    return f"{sign}{yuan}.{rest:02d}".rstrip("0") if rest else f"{sign}{yuan}"


def parse_yuan(text: str) -> int:
    """Fen from 12, 12.5, ¥1,200.00 or 12.5元, full width too. Raises BadMoney, also for a negative amount."""
    found = AMOUNT.fullmatch("".join(unicodedata.normalize("NFKC", text).split()))
    if not found:
        raise BadMoney(f"got {text[:40]!r}, expected yuan such as 12.5")
    yuan, decimals = found[1].replace(",", ""), found[2] or ""
    return int(yuan) * 100 + int(decimals.ljust(2, "0"))
