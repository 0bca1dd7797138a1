"""Buttons that do not fit a phone's screen, or two that are the same."""

from __future__ import annotations

from collections.abc import Iterator

from huashu.scripts.checks.base import Book, Check, Finding
from huashu.scripts.model import Button, Script
from huashu.scripts.templates import spoken_length

MOST_BUTTONS = 5
MOST_CHARACTERS = 10


def too_many_buttons(script: Script, book: Book) -> Iterator[Finding]:
    for each in script.buttons[MOST_BUTTONS : MOST_BUTTONS + 1]:
        fix = f"留 {MOST_BUTTONS} 个最常用的，其余的让顾客打字"
        yield Finding(each.node.span, f"按钮有 {len(script.buttons)} 个，太多了", fix)
    for at, button in enumerate(script.buttons):
        if (length := spoken_length(button.title)) > MOST_CHARACTERS:
            fix = f"不超过 {MOST_CHARACTERS} 个字，长的写在话里"
            yield Finding(button.node.at(button.title), f"按钮上的字太多：{length} 个字", fix)
        yield from _again(button, script.buttons[:at])


def _again(button: Button, before: tuple[Button, ...]) -> Iterator[Finding]:
    if button.title in [each.title for each in before]:
        yield Finding(button.node.at(button.title), f"有两个按钮都写着“{button.title}”", "改一个名字，或者去掉一个")
    elif button.payload in [each.payload for each in before]:
        message = f"点哪个都是“{button.payload}”，两个按钮一样"
        yield Finding(button.node.span, message, "等号后面写成不同的话，或者去掉一个")


CHECK = Check("SC066", "按钮太多、太长或重复", script=too_many_buttons)
