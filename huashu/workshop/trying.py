"""``huashu try``: a chat on the stage that tells after each message why it was answered so; commands are Chinese."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from pathlib import Path

import yaml

from huashu.domain.errors import HuashuError
from huashu.scripts import Library, Span
from huashu.scripts.problems import Notes, did_you_mean
from huashu.scripts.reader import Text, read_yaml
from huashu.services.records import Conversation, Message
from huashu.workshop.play.conversation import Say, Step
from huashu.workshop.play.nodes import Wrong, moment_of
from huashu.workshop.play.playing import Player, Stopped, local_time, no_queue
from huashu.workshop.play.rows import ROWS
from huashu.workshop.play.steps import Reading, read_step
from huashu.workshop.rules import known_rules
from huashu.workshop.stage import Stage
from huashu.workshop.why import explain

STEPS = ("时间", "主管", "主管不能", "商城", "同事", "会员", "排队")
INDENT = "      "
HELP = """直接打字就是顾客说的话；空行或 Ctrl-D 结束。斜杠开头的是命令：
  /时间 +3分钟        过三分钟；也可以写 /时间 2026-11-23 16:30
  /主管 赠品          回答请示；也可以写 改价 99、优惠券 5、拒绝
  /商城 付款          最近一张订单付了款；也可以写 打单、发货、完成、取消
  /同事 接入          接这位顾客的转人工；也可以写 交还、结束
  /会员              这位顾客从现在起是会员
  /排队 5            有 5 位别的顾客在等人工
  /店铺 mobi         换一家店，从头聊
  /记录              写下了哪些行
  /存 文件.yml        把到现在为止的对话存成一个对话测试
  /帮助              这张表"""


class BadBeginning(HuashuError):
    """A shop or a time that a chat cannot begin with; the text is for the person who typed it."""

    code = "TRY"


def beginning(library: Library, shop: str, at: str, now: datetime) -> datetime:
    """When the chat begins: ``at`` in the shop's zone, else ``now``, to the minute. Raises BadBeginning."""
    if shop not in library.shops:
        guess = did_you_mean(shop, library.shops)
        raise BadBeginning(f"没有这个店铺：{shop}。{guess}店铺有：{'、'.join(library.shops)}")
    if not at:
        return now.replace(second=0, microsecond=0)
    notes = Notes()
    try:
        return moment_of(Text(at, Span("--at", 1, 1)), library.shops[shop].zone, notes)
    except Wrong:
        raise BadBeginning("".join(f"{each.message}。{each.fix}" for each in notes.problems)) from None


class Trial:
    """One chat. ``tell`` gets one line of output at a time; lines that explain are indented by ``INDENT``.

    ``shopper`` names the shopper on the stage, and so fixes which variants are said first.
    """

    def __init__(
        self, stage: Stage, tell: Callable[[str], None], shop: str, at: datetime, shopper: str = "try"
    ) -> None:
        self.stage, self.tell, self.shopper = stage, tell, shopper
        self.rules = known_rules(stage.services.library())
        self.number = 0
        stage.clock.at = at
        self.begin(shop)

    def begin(self, shop: str) -> None:
        """A new shopper in a shop."""
        no_queue(self.stage)
        self.number += 1
        self.player = Player(self.stage, f"{self.shopper}-{self.number}", shop)
        self.began_at, self.last_id = self.stage.clock.at, 0
        self.script: list[str] = []
        profile = self.stage.services.library().shops[shop]
        self.tell(f"{profile.name}（{shop}）· {local_time(self.began_at, profile.zone)} · /帮助 看命令，空行结束")

    def take(self, typed: str) -> None:
        """One line typed: a message or a command."""
        if typed[:1] not in ("/", "／"):
            self.say(typed)
            return
        word, _, rest = typed[1:].strip().partition(" ")
        if word in STEPS:
            self.step(word, rest.strip())
        elif word in COMMANDS:
            COMMANDS[word](self, rest.strip())
        else:
            guess = did_you_mean(word, (*STEPS, *COMMANDS), "/{}")
            self.tell(f"没有这个命令：/{word}。{guess}/帮助 看有哪些")

    def say(self, text: str) -> None:
        self.player.say(Say(text))
        self.script.append(f"顾客: {as_scalar(text)}")
        self.show_new(answered=True)

    def step(self, word: str, value: str) -> None:
        """Anything but a message, as a test file writes it."""
        value = value or ("是" if word == "会员" else "")
        notes = Notes()
        try:
            self.player.do(self.read(f"{word}: {value}", notes))
        except Wrong:
            for problem in notes.problems:
                self.tell(f"{problem.message}。{problem.fix}")
        except Stopped as problem:
            self.tell(str(problem))
        else:
            self.script.append(f"{word}: {value}")
            self.tell(f"{word}  {self.player.story[-1].actual}")
        self.show_new()

    def read(self, written: str, notes: Notes) -> Step:
        """Raises Wrong, noted."""
        library = self.stage.services.library()
        node, _ = read_yaml("命令", written.encode(), notes)
        if node is None:
            raise Wrong
        return read_step(node, Reading(library, library.shops[self.player.shop], notes))

    def show_new(self, answered: bool = False) -> None:
        """What was said since the last look, each answer with its reasons. ``answered``: silence counts too."""
        conversation = self.player.conversation()
        if conversation is None or conversation.id is None:
            return
        with self.stage.services.uow() as uow:
            new = uow.messages_after(conversation.id, self.last_id)
        self.last_id = max([self.last_id, *(each.id or 0 for each in new)])
        said = [each for each in new if each.author == "bot"]
        for asked in [each for each in new if each.author in ("shopper", "system")]:
            self.show_turn(conversation, asked, [each for each in said if each.turn_id == asked.id])
        if said or answered:
            self.script.append(as_heard(said))

    def show_turn(self, conversation: Conversation, asked: Message, said: list[Message]) -> None:
        for line in said:
            buttons = "  ".join(f"[{each['title']}]" for each in line.buttons)
            self.tell(f"客服  {line.text}  {buttons}".rstrip())
        for reason in explain(self.stage, self.rules, conversation, asked):
            self.tell(INDENT + reason)

    def change_shop(self, shop: str) -> None:
        shops = self.stage.services.library().shops
        if shop in shops:
            self.begin(shop)
        else:
            self.tell(f"没有这个店铺：{shop}。{did_you_mean(shop, shops)}店铺有：{'、'.join(shops)}")

    def show_rows(self, _: str) -> None:
        rows = [f"{table}  {row}" for table in ROWS for row in self.player.rows(table)]
        for row in rows or ["还没有写下什么"]:
            self.tell(INDENT + row)

    def save(self, name: str) -> None:
        """Writes what was said so far as a conversation test."""
        path = Path(name)
        if not name or path.suffix != ".yml":
            self.tell("写一个以 .yml 结尾的文件名，例如 /存 tests/conversations/bargaining/讲价.yml")
        elif path.exists():
            self.tell(f"已经有这个文件了：{name}。换一个名字")
        elif not path.parent.is_dir():
            self.tell(f"没有这个文件夹：{path.parent}")
        else:
            path.write_text(self.as_test(path.stem), encoding="utf-8")
            self.tell(f"存好了。标题改成一句话，再运行：huashu test {name}")

    def as_test(self, title: str) -> str:
        head = [f"标题: {as_scalar(title)}", f"店铺: {self.player.shop}",
                f"时间: {local_time(self.began_at, self.player.zone)}", "对话:"]  # fmt: skip
        return "\n".join([*head, *(f"  - {step}" for step in self.script)]) + "\n"

    def help(self, _: str) -> None:
        for line in HELP.splitlines():
            self.tell(line)


COMMANDS: Mapping[str, Callable[[Trial, str], None]] = {
    "店铺": Trial.change_shop,
    "记录": Trial.show_rows,
    "存": Trial.save,
    "帮助": Trial.help,
}


def as_scalar(text: str) -> str:
    """The text as YAML writes it on one line, quoted where it must be."""
    return yaml.safe_dump(text, allow_unicode=True, width=10**6).removesuffix("...\n").strip()


def as_heard(said: list[Message]) -> str:
    """The step that expects these lines; what they said stands beside them, for who reads the file."""
    lines = [f"{each.script_id}  # {' '.join(each.text.split())}" for each in said]
    if len(lines) < 2:
        return f"客服: {lines[0] if lines else '[]'}"
    return "\n".join(["客服:", *(f"      - {each}" for each in lines)])


def try_out(trial: Trial, lines: Iterable[str]) -> None:
    """Takes what is typed until an empty line or the end."""
    for typed in lines:
        if not typed.strip():
            return
        trial.take(typed.strip())
