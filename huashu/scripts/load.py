"""Reading the whole folder ``scripts_zh``: all files, all problems, one revision."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TypeVar

from huashu.domain.shop import ShopProfile
from huashu.scripts import factbook, wishbook, wordbook
from huashu.scripts.checking import check_book
from huashu.scripts.checks.base import Book
from huashu.scripts.checks.sc013_id_twice import id_twice
from huashu.scripts.checks.sc023_bad_file_name import unprintable_name, wrong_ending, wrong_folder
from huashu.scripts.checks.sc024_nothing_to_read import no_scenes, no_shops, no_words, unreadable
from huashu.scripts.checks.sc028_unknown_script import unknown_script
from huashu.scripts.files import Read, facts_file, scene_file, shop_file, topic_file, wishes_file, words_file
from huashu.scripts.model import Fact, Library, Question, Script, Wish
from huashu.scripts.problems import Notes, Problem, ScriptErrors, Span
from huashu.scripts.project import Project
from huashu.scripts.reader import MOST_BYTES, Table, Text
from huashu.scripts.scenes import allowed_facts
from huashu.scripts.shops import overrides_of
from huashu.scripts.variants import VariantReader
from huashu.scripts.wording import Wording

Files = Mapping[str, bytes]
R = TypeVar("R")
_PARTS = ("shops", "faq", "")


def load_library(root: Path, project: Project | None = None, checked: bool = False) -> Library:
    """The library of a folder laid out as ``scripts_zh``. Raises ScriptErrors with all problems of all files.

    ``project``: what the scripts have to agree with; without it only the folder itself is checked. ``checked``: only
    what cannot be read is a problem, for who wants to look at scripts that are not right yet.
    """
    files, problems = read_files(root)
    return library_of(root.resolve().name, files, project, problems, checked)


def library_of(
    name: str,
    files: Files,
    project: Project | None = None,
    problems: Sequence[Problem] = (),
    checked: bool = False,
) -> Library:
    """The library of files already read: path inside the folder -> content. ``name`` is how the folder is called in
    problems; ``problems`` are those found so far; ``checked`` files are not checked again. Raises ScriptErrors."""
    reading = _Reading(name, files, project, list(problems))
    reading.take_all()
    if not checked:
        reading.check()
    if reading.problems:
        raise ScriptErrors(reading.problems, reading.sources)
    return reading.library()


def watched_files(root: Path) -> list[Path]:
    """Everything that looks like a script file, wherever it lies below the folder, sorted. Hidden ones are left out."""
    folder = root.resolve()
    found = {path for ending in ("*.yml*", "*.yaml*", "*.txt") for path in folder.rglob(ending)}
    return sorted(each for each in found if not any(part.startswith(".") for part in each.relative_to(folder).parts))


def revision_of(files: Files) -> str:
    """The first 12 hex digits of the SHA-256 of all files with their paths."""
    digest = hashlib.sha256()
    for path, content in sorted(files.items()):
        for part in (path.encode(), content):
            digest.update(len(part).to_bytes(8, "big") + part)
    return digest.hexdigest()[:12]


def read_files(root: Path) -> tuple[Files, list[Problem]]:
    """Path inside the folder -> content, and what is wrong with the folder itself. A file too large is read in part."""
    folder = root.resolve()
    files: dict[str, bytes] = {}
    problems: list[Problem] = []
    for file in watched_files(folder):
        inside, called = file.relative_to(folder).as_posix(), f"{folder.name}/{file.relative_to(folder).as_posix()}"
        wrong = _misplaced(file, inside, called)
        if wrong is not None:
            problems.append(wrong)
            continue
        try:
            with file.open("rb") as opened:
                files[inside] = opened.read(MOST_BYTES + 1)
        except OSError:
            problems.append(unreadable(called))
    return files, problems


def _misplaced(file: Path, inside: str, called: str) -> Problem | None:
    """A file that would be overlooked, or that cannot be read as one."""
    if not called.isprintable():
        return unprintable_name(ascii(inside)[1:-1])
    if file.suffix != ".yml":
        return wrong_ending(Span(called, 1, 1), file.stem)
    if inside.rpartition("/")[0] not in _PARTS:
        return wrong_folder(Span(called, 1, 1))
    return None if file.is_file() else unreadable(called)


@dataclass
class _Reading:
    """What one pass over the files has found so far. Only what was read without a problem is kept for the checks."""

    name: str
    files: Files
    project: Project | None
    problems: list[Problem]
    sources: dict[str, str] = field(default_factory=dict)
    shop_ids: tuple[str, ...] = ()
    shops: dict[str, ShopProfile] = field(default_factory=dict)
    shop_nodes: dict[str, Table] = field(default_factory=dict)
    scripts: dict[str, Script] = field(default_factory=dict)
    questions: list[Question] = field(default_factory=list)
    facts: list[Fact] = field(default_factory=list)
    wishes: list[Wish] = field(default_factory=list)
    words: dict[str, Text] = field(default_factory=dict)
    whole: bool = False  # every script of every file was read

    def take_all(self) -> None:
        shops = [path for path in self.files if path.startswith("shops/")]
        topics = [path for path in self.files if path.startswith("faq/")]
        facts = [path for path in self.files if path == factbook.FILE]
        wishes = [path for path in self.files if path == wishbook.FILE]
        words = [path for path in self.files if path == wordbook.FILE]
        scenes = [path for path in self.files if "/" not in path and path not in (*facts, *wishes, *words)]
        self.shop_ids = tuple(Path(path).stem for path in shops)
        if not shops:
            self.problems.append(no_shops(f"{self.name}/shops"))
        if not scenes:
            self.problems.append(no_scenes(self.name))
        self._take(self._take_shop, shops)
        self._take(self._take_facts, facts)
        self._take(self._take_wishes, wishes)
        self._take(self._take_words, words)
        self._take(self._take_scene, scenes)
        self._take(self._take_topic, topics)
        self.whole = not self.problems
        self._take(self._take_overrides, shops)

    def _take(self, take: Callable[[str, bytes], None], paths: Sequence[str]) -> None:
        for path in paths:
            take(f"{self.name}/{path}", self.files[path])

    def library(self) -> Library:
        return Library(
            scripts=self.scripts,
            shops=self.shops,
            revision=revision_of(self.files),
            questions={each.intent: each for each in self.questions},
            facts={each.name: each for each in self.facts},
            wishes={each.intent: each for each in self.wishes},
            words={name: text.value.strip() for name, text in self.words.items()},
        )

    def check(self) -> None:
        """Cross-checks need everything; what concerns one script or one shop is told about the sound files anyway."""
        if wordbook.FILE not in self.files:  # a version kept from before the chat window can still be read
            self.problems.append(no_words(f"{self.name}/{wordbook.FILE}"))
        book = Book(self.library(), self.shop_nodes, self.project, self.whole, self.words)
        self.problems.extend(check_book(book))

    def _take_shop(self, path: str, content: bytes) -> None:
        read = self._taken(path, shop_file(path, content))
        if read.value is not None and isinstance(read.node, Table):
            stem = Path(path).stem
            self.shops[stem], self.shop_nodes[stem] = read.value, read.node

    def _take_facts(self, path: str, content: bytes) -> None:
        self.facts.extend(self._taken(path, facts_file(path, content)).value or ())

    def _take_wishes(self, path: str, content: bytes) -> None:
        self.wishes.extend(self._taken(path, wishes_file(path, content)).value or ())

    def _take_words(self, path: str, content: bytes) -> None:
        self.words.update(self._taken(path, words_file(path, content)).value or {})

    def _take_scene(self, path: str, content: bytes) -> None:
        self._add(self._taken(path, scene_file(path, content, self.shop_ids)).value or ())

    def _take_topic(self, path: str, content: bytes) -> None:
        answered = self._taken(path, topic_file(path, content, self.shop_ids)).value or ()
        if self._add([script for _, scripts in answered for script in scripts]):
            self.questions.extend(question for question, _ in answered)

    def _take_overrides(self, path: str, content: bytes) -> None:
        """A shop's own variants, which may use the facts of the script that they stand for."""
        shop = Path(path).stem
        for key, node in overrides_of(self.shop_nodes[shop]) if shop in self.shop_nodes else ():
            notes, script = Notes(), self.scripts.get(key.value)
            if script is not None:
                wording = Wording(allowed_facts(script.facts), notes)
                own = {**script.shop_variants, shop: VariantReader(self.shop_ids, wording, notes).read(node)}
                self.scripts[key.value] = replace(script, shop_variants=own)
            elif self.whole:  # else it may well be in a file that cannot be read
                notes.add(unknown_script(key, self.scripts))
            self.problems.extend(notes.problems)

    def _add(self, scripts: Sequence[Script]) -> bool:
        """Keeps the scripts of a file, unless one of them is in another file too."""
        known = [(each, self.scripts[each.script_id]) for each in scripts if each.script_id in self.scripts]
        self.problems.extend(id_twice(each.span, each.script_id, first.span) for each, first in known)
        if not known:
            self.scripts.update((each.script_id, each) for each in scripts)
        return not known

    def _taken(self, path: str, read: Read[R]) -> Read[R]:
        self.sources[path] = read.text
        self.problems.extend(read.problems)
        return read
