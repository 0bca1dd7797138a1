"""One shopper message, brought to one spelling before the classifier counts its characters."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from opencc import OpenCC

_LINK = re.compile(r"https?://[!-~]+|\[链接[^\]]{0,80}\]")
_EMOTE = re.compile(r"\[[一-鿿]{1,3}\]|/:[!-~]{2,4}|#E-[a-z]\d{1,2}")
_RUN = re.compile(r"(\D)\1{2,}")
_DOUBLED_PARTICLE = re.compile(r"([啊呀哦噢嗯恩哈呢吗嘛吧啦呗么滴咯哟])\1+")
_SPACES = re.compile(r"\s+")
_MARKS = re.compile(r"[^\w\s]+")
_DIGITS = re.compile(r"\d+")


def normalise(text: str) -> str:
    """Fold full width to half width, capitals to small letters and traditional characters to simplified ones, shorten
    runs, drop links, emoticon codes and marks.

    A run of three or more of one character becomes two (急急急急 -> 急急), a doubled particle becomes one (吗吗 -> 吗).
    Marks inside a message become one space. A message of nothing but marks keeps them, so that "？" is not empty.
    """
    folded = _simplified().convert(unicodedata.normalize("NFKC", text)).strip()
    spoken = _EMOTE.sub(" ", _LINK.sub(" ", folded)).lower()
    short = _DOUBLED_PARTICLE.sub(r"\1", _RUN.sub(r"\1\1", spoken))
    words = _SPACES.sub(" ", _MARKS.sub(" ", short)).strip()
    return words or _SPACES.sub(" ", short).strip()


def glued(text: str) -> str:
    """Normalised, without spaces: 「没收到  货」 and 「没收到货」 are one message."""
    return normalise(text).replace(" ", "")


def numberless(text: str) -> str:
    """Normalised, every number as one 0: 「买3盒」 and 「买12盒」 ask the same."""
    return _DIGITS.sub("0", normalise(text))


@cache
def _simplified() -> OpenCC:
    return OpenCC("t2s")
