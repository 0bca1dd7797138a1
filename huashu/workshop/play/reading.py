"""Conversation files: found, read with the scripts' own YAML reader, checked as a whole before anything is played."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timezone
from pathlib import Path

from huashu.domain.shop import ShopProfile
from huashu.scripts import Library, Problem, ScriptErrors, Span
from huashu.scripts.problems import Notes, did_you_mean
from huashu.scripts.reader import MOST_BYTES, Node, Text, read_yaml
from huashu.workshop.play.conversation import Conversation
from huashu.workshop.play.nodes import Wrong, each_of, items_of, moment_of, table_of, text_of, wrong
from huashu.workshop.play.steps import Reading, read_step

KEYS = ("标题", "店铺", "时间", "对话")


class ConversationErrors(ScriptErrors):
    """Every problem of every conversation file; ``str`` is what their owner reads."""

    code = "CONVERSATIONS"


def find_files(paths: Iterable[Path]) -> list[Path]:
    """The files, and the ``.yml`` files below the folders, each once. ConversationErrors when there is none."""
    found: dict[Path, None] = {}
    for path in paths:
        inside = sorted(path.rglob("*.yml")) if path.is_dir() else [path]
        if not inside:
            raise _nothing(str(path), "这个文件夹里没有对话文件（.yml）", "给一个对话文件，或者放对话文件的文件夹")
        found.update(dict.fromkeys(each.resolve() for each in inside))
    return list(found)


def _nothing(path: str, message: str, fix: str) -> ConversationErrors:
    return ConversationErrors([Problem(Span(path, 1, 1), "CT001", message, fix)], {})


def read_conversations(files: Sequence[Path], library: Library) -> list[Conversation]:
    """All files, in order. Raises ConversationErrors with all problems of all files."""
    pile = _Pile(library)
    read = [each for file in files if (each := pile.read(file)) is not None]
    if pile.problems:
        raise ConversationErrors(pile.problems, pile.sources)
    return read


@dataclass
class _Pile:
    """What reading several files has found so far."""

    library: Library
    problems: list[Problem] = field(default_factory=list)
    sources: dict[str, str] = field(default_factory=dict)
    senders: dict[str, str] = field(default_factory=dict)

    def read(self, file: Path) -> Conversation | None:
        name, notes = _name(file), Notes()
        try:
            node, self.sources[name] = read_yaml(name, _content(file), notes)
            return self.conversation(file, name, node, notes) if node is not None else None
        except OSError:
            notes.add(Problem(Span(name, 1, 1), "CT001", "没有这个文件，或者打不开", "检查路径和文件的权限"))
        except Wrong:
            pass
        finally:
            self.problems += notes.problems
        return None

    def conversation(self, file: Path, name: str, node: Node, notes: Notes) -> Conversation:
        entries = table_of(node, notes)
        _only_known(entries.values(), notes)
        missing = [key for key in KEYS if key not in entries]
        if missing:
            raise wrong(node, notes, f"缺少 {'、'.join(missing)}", "开头写标题、店铺、时间，然后是对话", "CT003")
        title, shop, at, steps = (entries[key][1] for key in KEYS)
        profile = self.profile(shop, notes)
        begins = each_of((at,), lambda each: moment_of(each, profile.zone, notes))
        reading = Reading(self.library, profile, notes)
        read = each_of(items_of(steps, notes), lambda each: (read_step(each, reading), each.span.line))
        sender = self.sender(file, name, node, notes)
        start = begins[0] if begins else datetime.now(timezone.utc)  # without a start it is never played
        lines = tuple(line for _, line in read)
        return Conversation(
            file, sender, text_of(title, notes), profile.shop_id, start, tuple(step for step, _ in read), lines
        )

    def profile(self, node: Node, notes: Notes) -> ShopProfile:
        shop, shops = text_of(node, notes).strip(), self.library.shops
        if shop in shops:
            return shops[shop]
        fix = f"{did_you_mean(shop, shops)}店铺有：{'、'.join(shops)}"
        raise wrong(node, notes, f"没有这个店铺：{shop[:40]}", fix, "CT006")

    def sender(self, file: Path, name: str, node: Node, notes: Notes) -> str:
        """The shopper of this file: the same each time, and nobody else's."""
        sender = f"{file.parent.name}-{file.stem}"
        known = self.senders.setdefault(sender, name)
        if known != name:
            raise wrong(node, notes, f"文件夹和文件名都和 {known} 一样，会被当成同一位顾客", "改一个文件名", "CT001")
        return sender


def _only_known(entries: Iterable[tuple[Text, Node]], notes: Notes) -> None:
    for key, _ in entries:
        if key.value not in KEYS:
            fix = f"{did_you_mean(key.value, KEYS)}这里可以写：{'、'.join(KEYS)}"
            notes.add(Problem(key.span, "CT002", f"不认识这个键：{key.value[:40]}", fix))


def _name(file: Path) -> str:
    """How the file is called in problems: from here, if it lies below."""
    here = Path.cwd()
    return (file.relative_to(here) if file.is_relative_to(here) else file).as_posix()


def _content(file: Path) -> bytes:
    with file.open("rb") as opened:
        return opened.read(MOST_BYTES + 1)
