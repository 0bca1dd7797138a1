"""Messages that no shop assistant would take as a question: empty, endless, only emoji, a bare link, code.

They are answered with a scripted line and never reach the bot.
"""

from __future__ import annotations

import re

LONGEST = 500
LINK = re.compile(r"\s*(https?://\S+|\[链接\S*\])\s*", re.IGNORECASE)
MARKUP = re.compile(r"<[^<>]{0,2000}>")
SQL = re.compile(
    r"\b(drop|alter|truncate)\s+table\b|\bunion\s+(all\s+)?select\b|\bselect\b.+\bfrom\b|\bdelete\s+from\b|'\s*or\s+'?1'?\s*=",
    re.IGNORECASE | re.DOTALL,
)
ACTIVE = re.compile(r"<\s*/?\s*(script|img|iframe|svg|style|object|embed|link|meta|body|html)\b", re.IGNORECASE)
WORD = re.compile(r"[0-9A-Za-z\u3400-\u9fff]")


def odd_kind(text: str, with_picture: bool = False) -> str | None:
    """``empty`` or ``picture``, ``too_long``, ``link``, ``strange`` or ``emoji``; None for a message worth
    understanding."""
    if not text.strip():
        return "picture" if with_picture else "empty"
    if len(text) > LONGEST:
        return "too_long"
    if LINK.fullmatch(text):
        return "link"
    if SQL.search(text) or ACTIVE.search(text) or (MARKUP.search(text) and not WORD.search(MARKUP.sub("", text))):
        return "strange"
    if re.fullmatch(r"[\s?？]+", text):
        return None
    return None if WORD.search(text) else "emoji"
