"""One spelling for the rules to read: half width, lower case, one character for one, so that every offset stays."""

from __future__ import annotations

_FULL_WIDTH = {code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}
_UPPER = {code: chr(code + 32) for code in range(ord("A"), ord("Z") + 1)}
_FULL_UPPER = {code: chr(code - 0xFEE0 + 32) for code in range(0xFF21, 0xFF3B)}
# Lone surrogates cannot be encoded: spaCy would raise on them.
_SURROGATES = dict.fromkeys(range(0xD800, 0xE000), "\ufffd")
_SPACES = dict.fromkeys((0x3000, 0xA0, 0x2002, 0x2003, 0x2009, 0x200B, 0xFEFF), " ")
_YEN = {0xFFE5: "¥"}
_TABLE = {**_FULL_WIDTH, **_UPPER, **_FULL_UPPER, **_SURROGATES, **_SPACES, **_YEN}


def fold(text: str) -> str:
    """``text`` in the rules' spelling; same length."""
    return text.translate(_TABLE)


def clean(text: str) -> str:
    """``text`` as written, but encodable; same length."""
    return text.translate(_SURROGATES)
