"""Mobile numbers (P8): 11 digits, beginning with 13 to 19."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

DIGITS = 11
MOBILE = re.compile(r"(?<!\d)(?:(?:\+|00)?86[\s-]*)?(1[3-9](?:[\s-]*\d){9})(?!\d)")
RUN = re.compile(r"\d(?:[\s-]*\d)*")


@dataclass(frozen=True)
class Mobile:
    """A valid number: 11 ASCII digits."""

    number: str


@dataclass(frozen=True)
class PhoneProblem:
    """No mobile number in the text. ``digits``: how many the best try has; 11 means that it begins wrongly."""

    digits: int


def check_mobile(text: str) -> Mobile | PhoneProblem:
    """The mobile number in a text; spaces, hyphens, full width and the country code 86 are tolerated."""
    plain = unicodedata.normalize("NFKC", text)
    found = MOBILE.search(plain)
    if found:
        return Mobile(_digits(found[1]))
    runs = (_digits(run) for run in RUN.findall(plain))
    return PhoneProblem(max(map(len, runs), default=0))


def mask(number: str) -> str:
    """138****8000, for logs and lists; a text too short to be a number is hidden whole."""
    return f"{number[:3]}****{number[-4:]}" if len(number) >= DIGITS else "*" * len(number)


def mask_in(text: str) -> str:
    """The text with every mobile number in it masked."""
    return MOBILE.sub(lambda found: mask(_digits(found[1])), text)


def _digits(text: str) -> str:
    return re.sub(r"\D", "", text)
