"""One shopper message, brought to one spelling before the classifier counts its characters."""

from __future__ import annotations

import re
import unicodedata

_RUN = re.compile(r"(\D)\1{2,}")
_DOUBLED_PARTICLE = re.compile(r"([啊呀哦噢嗯恩哈呢吗嘛吧啦呗么滴咯哟])\1+")
_SPACES = re.compile(r"\s+")
_MARKS = re.compile(r"[^\w\s]+")


def normalise(text: str) -> str:
    """Fold full width to half width and capitals to small letters, shorten runs, drop marks at both ends.

    A run of three or more of one character becomes two (急急急急 -> 急急), a doubled particle becomes one (吗吗 -> 吗).
    Marks inside a message become one space. A message of nothing but marks keeps them, so that "？" is not empty.
    """
    folded = unicodedata.normalize("NFKC", text).lower().strip()
    short = _DOUBLED_PARTICLE.sub(r"\1", _RUN.sub(r"\1\1", folded))
    words = _SPACES.sub(" ", _MARKS.sub(" ", short)).strip()
    return words or _SPACES.sub(" ", short)


def glued(text: str) -> str:
    """Normalised, without spaces: 「没收到  货」 and 「没收到货」 are one message."""
    return normalise(text).replace(" ", "")
