"""Asks about one message after another, with one key each. Every answer is kept before the next question is shown."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from huashu.nlu.suggest.found import Suggestion
from huashu.nlu.suggest.intents import UnknownIntent, intent_named, nearest, question_of
from huashu.nlu.suggest.learnt import Changed, Learnt
from huashu.nlu.suggest.lines import LineRefused
from huashu.nlu.suggest.never import Never
from huashu.nlu.taxonomy import Taxonomy

HELP = "数字=归到这个意图（回车=1）  t=写别的意图  s=跳过  n=以后不问  u=撤回上一句  q=存好结束"
ENTER = ("", "\r", "\n")
STOP = "q"
Undo = Callable[[], None]


@dataclass(frozen=True)
class Door:
    """How one talks to the person: ``say`` a line, wait for a ``key``, wait for a whole ``word``.

    ``key`` and ``word`` raise EOFError where nothing more will come.
    """

    say: Callable[[str], None]
    key: Callable[[], str]
    word: Callable[[], str]


@dataclass
class Asking:
    """``accepted``: lines written and not taken back. ``run`` ends after the last question, at ``q`` or at the end of
    the input; what it raises (Ctrl-C) loses nothing that was answered."""

    learnt: Learnt
    never: Never
    taxonomy: Taxonomy
    door: Door
    accepted: int = 0
    _done: list[Undo] = field(default_factory=list)
    _stopped: bool = False

    def run(self, suggestions: Sequence[Suggestion]) -> None:
        self.door.say(HELP)
        while not self._stopped and (place := len(self._done)) < len(suggestions):
            self.door.say(shown(suggestions[place], f"{place + 1}/{len(suggestions)}", self.taxonomy))
            while not self._stopped and len(self._done) == place:
                self._answer(suggestions[place], self._key())

    def _key(self) -> str:
        try:
            return self.door.key().lower()
        except EOFError:
            return STOP

    def _answer(self, asked: Suggestion, key: str) -> None:
        """One key. What it cannot do is told, and the same question stands."""
        choices = nearest(asked.ranking, self.taxonomy)
        number = 1 if key in ENTER else int(key) if key.isascii() and key.isdigit() else 0
        if 1 <= number <= len(choices):
            self._accept(asked.text, choices[number - 1].intent)
        elif key == "t":
            self._typed(asked.text)
        elif key == "s":
            self._done.append(lambda: None)
        elif key == "n":
            self.never.add(asked.text)
            self._done.append(lambda: self.never.take_back(asked.text))
        elif key == "u":
            self._undo()
        elif key == STOP:
            self._stopped = True
        else:
            self.door.say(HELP)

    def _typed(self, text: str) -> None:
        self.door.say("意图（名字或者中文叫法，空行=不写了）：")
        try:
            if word := self.door.word().strip():
                self._accept(text, intent_named(word, self.taxonomy))
        except UnknownIntent as problem:
            self.door.say(str(problem))
        except EOFError:
            self._stopped = True

    def _accept(self, text: str, intent: str) -> None:
        try:
            written = self.learnt.add(text, intent)
        except LineRefused as problem:
            self.door.say(f"这句不能学：{problem}（按 s 跳过）")
            return
        self.accepted += 1
        self.door.say(f"→ {intent}")

        def undo() -> None:
            self.learnt.take_back(written)
            self.accepted -= 1

        self._done.append(undo)

    def _undo(self) -> None:
        """Takes the last answer back; its question comes again."""
        if not self._done:
            self.door.say("没有可以撤回的")
            return
        try:
            self._done[-1]()
        except Changed as problem:
            self.door.say(str(problem))
            return
        self._done.pop()


def shown(asked: Suggestion, place: str, taxonomy: Taxonomy) -> str:
    """A question as the person reads it."""
    often = f"  ×{asked.times}" if asked.times > 1 else ""
    rows = [f"\n[{place}] {asked.text}{often}"]
    if asked.mates:
        rows.append(f"    像这样的还有：{' ｜ '.join(asked.mates)}")
    if question := question_of(asked.ranking):
        rows.append(f"    像店里的问答 {question}：是的话把这句加进 scripts_zh/faq 的 问法，这里按 s")
    for number, each in enumerate(nearest(asked.ranking, taxonomy), 1):
        rows.append(f"    {number} {each.title}  {each.intent}  {each.confidence:.2f}")
    return "\n".join(rows)
