"""Half-width punctuation between Chinese characters: it looks torn on a phone."""

from __future__ import annotations

import re
from collections.abc import Iterator

from huashu.scripts.checks.base import Book, Check, Finding, Said
from huashu.scripts.checks.spoken import finds, shown

_HAN = "\u3400-\u9fff“”‘’《》（）【】"
_MARKS = re.compile(
    f"[,?!:;()](?:(?<=[{_HAN}}}].)(?![0-9A-Za-z]+[)）])|(?=[{_HAN}]))|\\.(?<=[{_HAN}}}]\\.)(?![.0-9A-Za-z])"
    f"|[)](?<=[{_HAN}][0-9A-Za-z]\\))"
)
_FULL = dict(zip(",.?!:;()", "，。？！：；（）", strict=True))


def half_width_marks(said: Said, book: Book) -> Iterator[Finding]:
    for find in finds(_MARKS, said.text, shown(said)):
        around = find.value[max(0, find.start - 3) : find.start + 3].strip()
        yield Finding(find.span, f"半角标点：{around}", f"“{find.words}”改成“{_FULL[find.words]}”")


CHECK = Check("SC053", "中文里用了半角标点", said=half_width_marks)
