"""``huashu diff``: what shoppers will hear differently, script by script, as it sounds in each shop."""

from __future__ import annotations

import io
import subprocess
import tarfile
from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from pathlib import Path

from huashu.domain.errors import HuashuError
from huashu.scripts import Library, ScriptErrors
from huashu.scripts.load import library_of
from huashu.scripts.problems import describe
from huashu.scripts.releases import Releases
from huashu.workshop.preview import conditions_text
from huashu.workshop.rendering import Sample

GIT_SECONDS = 30


class UnknownRevision(HuashuError):
    """Neither git nor the kept versions know the revision."""

    code = "REVISION"


def library_at(revision: str, root: Path, kept: Path) -> Library:
    """The scripts of a kept version (the 12 digits that every message carries) or of a git revision.

    Raises:
        UnknownRevision: nobody knows it, the folder is in no git checkout, or what was there then cannot be read now.
    """
    known = Releases(kept).load(revision)
    if known is not None:
        return known
    top, prefix = _git(root, "rev-parse", "--show-toplevel", "--show-prefix").decode().split("\n")[:2]
    commit = _git(Path(top), "rev-parse", "--verify", "--end-of-options", f"{revision}^{{commit}}").decode().strip()
    packed = _git(Path(top), "archive", "--format=tar", f"{commit}:{prefix}")
    with tarfile.open(fileobj=io.BytesIO(packed)) as tar:
        members = [each for each in tar.getmembers() if each.isfile() and _is_script(each.name)]
        files = {each.name: _content(tar, each) for each in members}
    try:
        return library_of(root.resolve().name, files, checked=True)
    except ScriptErrors as errors:
        first = describe(errors.problems[0], ()).partition("\n")[0]
        raise UnknownRevision(f"{revision} 的话术照现在的格式读不出来：{first}") from errors


def _git(folder: Path, *arguments: str) -> bytes:
    done = subprocess.run(["git", "-C", str(folder), *arguments], capture_output=True, timeout=GIT_SECONDS)
    if done.returncode:
        why = done.stderr.decode(errors="replace").strip()
        raise UnknownRevision(f"git 里没有这个版本，存下来的版本里也没有（{why}）")
    return done.stdout


def _is_script(name: str) -> bool:
    path = Path(name)
    return path.suffix == ".yml" and not path.name.startswith(".") and str(path.parent) in (".", "shops", "faq")


def _content(tar: tarfile.TarFile, member: tarfile.TarInfo) -> bytes:
    opened = tar.extractfile(member)
    return opened.read() if opened else b""


def differences(old: Library, new: Library, at: datetime) -> Iterator[str]:
    """The lines to print, in the order of the scripts; nothing when shoppers hear what they heard."""
    for script_id in dict.fromkeys((*old.scripts, *new.scripts)):
        yield from _of_script(old, new, script_id, at)
    yield from _of_questions(old, new)
    yield from _in_shops("聊天窗口里的字", old, new, _words)


def _of_script(old: Library, new: Library, script_id: str, at: datetime) -> Iterator[str]:
    script = new.scripts.get(script_id) or old.scripts[script_id]
    fate = "" if script_id in old.scripts and script_id in new.scripts else _fate(script_id in new.scripts)
    title = f"{script_id}  {script.title}{fate}"
    yield from _in_shops(title, old, new, lambda library, shop: _said(library, script_id, shop, at))


def _in_shops(
    title: str, old: Library, new: Library, read: Callable[[Library, str], Mapping[str, str]]
) -> Iterator[str]:
    """``read``: what there is to read in a shop. The same difference in several shops is told once."""
    told: dict[tuple[str, ...], list[str]] = {}
    for shop in dict.fromkeys((*old.shops, *new.shops)):
        changed = tuple(_changed(read(old, shop), read(new, shop)))
        if changed:
            told.setdefault(changed, []).append(shop)
    if not told:
        return
    yield title
    for lines, shops in told.items():
        if len(told) > 1 or len(shops) < len(new.shops):
            yield f"  {'、'.join(shops)}"
        yield from lines
    yield ""


def _fate(is_new: bool) -> str:
    return "  （新的）" if is_new else "  （没有了）"


def _changed(before: Mapping[str, str], after: Mapping[str, str]) -> Iterator[str]:
    for key in dict.fromkeys((*before, *after)):
        if before.get(key) != after.get(key):
            yield from (f"    - {key} {line}" for line in before.get(key, "").split("\n") if line)
            yield from (f"    + {key} {line}" for line in after.get(key, "").split("\n") if line)


def _said(library: Library, script_id: str, shop: str, at: datetime) -> Mapping[str, str]:
    """Everything that a shopper of the shop, or a colleague, could get to read of a script: what it is -> the text."""
    script, profile = library.scripts.get(script_id), library.shops.get(shop)
    if script is None or profile is None:
        return {}
    sample = Sample(library, script, profile, at)
    heard = [each for each in sample.heard() if not each.variant.when.shops or shop in each.variant.when.shops]
    lines = {f"{each.number}": _with_conditions(each.text, conditions_text(each.variant)) for each in heard}
    lines["按钮"] = "  ".join(sample.buttons())
    lines["卡片"] = sample.card()
    lines.update((f"{line.partition(' ')[0]}", line.partition(" ")[2]) for line in sample.owed())
    return lines


def _with_conditions(text: str, conditions: str) -> str:
    return f"{text}  〔{conditions}〕" if conditions else text


def _words(library: Library, shop: str) -> Mapping[str, str]:
    return library.words_of(shop) if shop in library.shops else {}


def _of_questions(old: Library, new: Library) -> Iterator[str]:
    for intent in dict.fromkeys((*old.questions, *new.questions)):
        before, after = _phrasings(old, intent), _phrasings(new, intent)
        gone = [each for each in before if each not in after]
        come = [each for each in after if each not in before]
        if gone or come:
            yield f"{intent}  问法"
            yield from (f"    - {each}" for each in gone)
            yield from (f"    + {each}" for each in come)
            yield ""


def _phrasings(library: Library, intent: str) -> list[str]:
    question = library.questions.get(intent)
    return [each.value for each in question.phrasings] if question else []
