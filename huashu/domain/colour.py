"""Whether white text can be read on a colour. Colours are ``#rrggbb``. Source: WCAG 2.2, 1.4.3 (contrast, AA)."""

from __future__ import annotations

READABLE = 4.5  # times, for text of ordinary size


def contrast_with_white(colour: str) -> float:
    """1.0 (white itself) to 21.0 (black)."""
    return 1.05 / (_luminance(colour) + 0.05)


def darker_until_readable(colour: str) -> str:
    """The same hue, no darker than it has to be for white text; the colour itself where it is dark enough."""
    steps = (_scaled(colour, percent) for percent in range(100, -1, -1))
    return next(each for each in steps if contrast_with_white(each) >= READABLE)


def _luminance(colour: str) -> float:
    red, green, blue = (_linear(each / 255) for each in _channels(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(value: float) -> float:
    return value / 12.92 if value <= 0.04045 else float(((value + 0.055) / 1.055) ** 2.4)


def _channels(colour: str) -> tuple[int, ...]:
    return tuple(int(colour[at : at + 2], 16) for at in (1, 3, 5))


def _scaled(colour: str, percent: int) -> str:
    return "#" + "".join(f"{each * percent // 100:02x}" for each in _channels(colour))
