"""One round of conversation tests: each is played, told in one line, and shown in full when it failed."""

from __future__ import annotations

import time
from collections.abc import Sequence

from rich.console import Console

from huashu.workshop.play.conversation import Conversation
from huashu.workshop.play.playing import play
from huashu.workshop.play.story import Played
from huashu.workshop.play.telling import failure_of, story_of
from huashu.workshop.stage import Stage
from huashu.workshop.usage import name_of


def play_all(stage: Stage, conversations: Sequence[Conversation], console: Console) -> list[Played]:
    """Plays them in order and tells how it went."""
    began, played = time.monotonic(), []
    for conversation in conversations:
        played.append(_play_one(stage, conversation, console))
    failed = [each for each in played if each.failure is not None]
    took = f"用了 {time.monotonic() - began:.0f} 秒"
    console.print(f"\n{len(played)} 个对话测试：{len(played) - len(failed)} 个通过，{len(failed)} 个没过，{took}")
    for each in failed:
        console.print(f"  没过  {name_of(each.conversation.path)}", markup=False, highlight=False, soft_wrap=True)
    return played


def _play_one(stage: Stage, conversation: Conversation, console: Console) -> Played:
    began = time.monotonic()
    played = play(stage, conversation)
    seconds, name = time.monotonic() - began, name_of(conversation.path)
    word = "[green]通过[/]" if played.failure is None else "[bold red]没过[/]"
    console.print(word, end="  ")
    console.print(f"{name}  {conversation.title}  {seconds:.1f}秒", markup=False, highlight=False, soft_wrap=True)
    if played.failure is not None:
        console.print(f"      {failure_of(played)}", markup=False, highlight=False)
        console.print(story_of(played))
    return played
