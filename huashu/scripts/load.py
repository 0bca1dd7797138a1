"""Reading the whole folder ``scripts_zh``: all files, all problems, one revision."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from huashu.domain.shop import ShopProfile
from huashu.scripts.model import Library, Script
from huashu.scripts.problems import Notes, Problem, ScriptErrors, Span
from huashu.scripts.reader import MOST_BYTES, Node, read_yaml
from huashu.scripts.scenes import read_scene
from huashu.scripts.shops import read_shop


@dataclass
class _Reading:
    """What one pass over the folder has found so far. Paths are relative and begin with the folder's name."""

    root: Path
    problems: list[Problem] = field(default_factory=list)
    sources: dict[str, str] = field(default_factory=dict)
    digest: hashlib._Hash = field(default_factory=hashlib.sha256)
    shops: dict[str, ShopProfile] = field(default_factory=dict)
    scripts: dict[str, Script] = field(default_factory=dict)


def load_library(root: Path) -> Library:
    """The library of a folder laid out as ``scripts_zh``. Raises ScriptErrors with all problems of all files."""
    reading = _Reading(root.resolve())
    _check_folder(reading)
    shop_files, scene_files = script_files(root)
    for file in shop_files:
        _take_shop(reading, file)
    for file in scene_files:
        _take_scene(reading, file, [each.stem for each in shop_files])
    if reading.problems:
        raise ScriptErrors(reading.problems, reading.sources)
    return Library(reading.scripts, reading.shops, reading.digest.hexdigest()[:12])


def script_files(root: Path) -> tuple[list[Path], list[Path]]:
    """(shop files, scene files), each sorted by name. Hidden files are left out."""
    return _yml_files(root.resolve() / "shops"), _yml_files(root.resolve())


def _yml_files(folder: Path) -> list[Path]:
    return sorted(each for each in folder.glob("*.yml") if not each.name.startswith("."))


def _check_folder(reading: _Reading) -> None:
    name, (shops, scenes) = reading.root.name, script_files(reading.root)
    if not shops:
        _folder_problem(reading, f"{name}/shops", "没有店铺文件", "在 shops/ 里放一个 <店铺>.yml")
    if not scenes:
        _folder_problem(reading, name, "没有话术文件", "在这个文件夹里放一个 <场景>.yml")
    for file in sorted((*reading.root.glob("*.yaml"), *reading.root.glob("shops/*.yaml"))):
        span = Span(f"{name}/{file.relative_to(reading.root).as_posix()}", 1, 1)
        reading.problems.append(Problem(span, "SC023", "文件名要以 .yml 结尾", f"改名为 {file.stem}.yml"))


def _folder_problem(reading: _Reading, path: str, message: str, fix: str) -> None:
    reading.problems.append(Problem(Span(path, 1, 1), "SC024", message, fix))


def _take_shop(reading: _Reading, file: Path) -> None:
    notes = Notes()
    node = _read_file(reading, file, notes)
    if node is not None:
        reading.shops[file.stem] = read_shop(node, file.stem, notes)
    reading.problems.extend(notes.problems)


def _take_scene(reading: _Reading, file: Path, shops: Iterable[str]) -> None:
    notes = Notes()
    node = _read_file(reading, file, notes)
    for script in read_scene(node, tuple(shops), notes) if node is not None else ():
        _add_script(reading.scripts, script, notes)
    reading.problems.extend(notes.problems)


def _add_script(scripts: dict[str, Script], script: Script, notes: Notes) -> None:
    known = scripts.setdefault(script.script_id, script)
    if known is not script:
        message = f"编号已经用过了：{script.script_id}（{known.span.path}:{known.span.line}）"
        notes.add(script.span, "SC013", message, "换一个编号，或者合成一处")


def _read_file(reading: _Reading, file: Path, notes: Notes) -> Node | None:
    inside = file.relative_to(reading.root).as_posix()
    path = f"{reading.root.name}/{inside}"
    try:
        with file.open("rb") as opened:
            content = opened.read(MOST_BYTES + 1)
    except OSError:
        notes.add(Span(path, 1, 1), "SC024", "文件打不开", "检查文件的权限")
        return None
    for part in (inside.encode(), content):
        reading.digest.update(len(part).to_bytes(8, "big") + part)
    node, reading.sources[path] = read_yaml(path, content, notes)
    return node
