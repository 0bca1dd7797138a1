"""Two variants of one list under the same angle: then they are one angle in two wordings (practice P4)."""

from __future__ import annotations

from collections.abc import Iterator

from huashu.scripts.checks.asked import plain
from huashu.scripts.checks.base import Book, Check, Finding
from huashu.scripts.checks.lists import lists_of, rivals
from huashu.scripts.model import Script


def same_angle(script: Script, book: Book) -> Iterator[Finding]:
    for _, variants in lists_of(script):
        for first, second in rivals(variants):
            if plain(first.angle) and plain(first.angle) == plain(second.angle):
                message = f"角度“{second.angle}”和第 {first.node.span.line} 行的一样"
                yield Finding(second.node.span, message, "换一面来说，再起一个角度的名字；说的是一回事就留一个")
                break


CHECK = Check("SC031", "两个说法用了同一个角度", script=same_angle)
