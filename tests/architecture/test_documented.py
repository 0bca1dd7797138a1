"""What can be typed or set is written down: every command with its options, every setting, every call."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
import typer.main

from huashu.cli.main import app
from huashu.settings import PROJECT, read_settings

PAGES = [PROJECT / "README.md", *sorted((PROJECT / "docs").glob("**/*.md"))]
SOURCES = [path for folder in ("huashu", "actions", "tests") for path in sorted((PROJECT / folder).rglob("*.py"))]
SETTING = re.compile(r"\bHUASHU_[A-Z][A-Z_]*[A-Z]\b")
TOLD = "\n".join(page.read_text(encoding="utf-8") for page in PAGES)


def commands(command: Any, words: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], Any]]:
    below = command.list_commands(None) if hasattr(command, "list_commands") else []
    if not below:
        yield words, command
    for name in below:
        yield from commands(command.get_command(None, name), (*words, name))


COMMANDS = list(commands(typer.main.get_command(app), ("huashu",)))


def test_there_are_commands_and_pages() -> None:
    assert len(COMMANDS) >= 15
    assert (PROJECT / "docs" / "cli.md") in PAGES


@pytest.mark.parametrize(("words", "command"), COMMANDS, ids=[" ".join(words) for words, _ in COMMANDS])
def test_every_command_and_option_is_documented(words: tuple[str, ...], command: Any) -> None:
    line = " ".join(words)
    rows = [row for row in TOLD.splitlines() if re.search(rf"`{re.escape(line)}\b", row)]
    assert rows, f"no page names `{line}`"
    for parameter in command.params:
        for option in parameter.opts:
            if option.startswith("--") and option != "--help":
                assert any(option in row for row in rows), f"{line} {option} is not documented beside it"


@pytest.mark.parametrize("words", [words for words, _ in COMMANDS], ids=" ".join)
def test_every_command_says_what_it_does(words: tuple[str, ...]) -> None:
    command = dict(COMMANDS)[words]
    assert command.help


# What is not just any text or number.
CHOSEN = {"HUASHU_PUBLIC_URL": "https://chat.example.com", "HUASHU_SECRET": "s" * 32, "HUASHU_DEMO": "0"}


def settings_read() -> set[str]:
    return {name for path in SOURCES for name in SETTING.findall(path.read_text(encoding="utf-8"))}


def test_every_setting_is_documented() -> None:
    page = (PROJECT / "docs" / "settings.md").read_text(encoding="utf-8")
    told = set(re.findall(r"^\| `(HUASHU_[A-Z_]+)` \|", page, re.MULTILINE))
    assert told == settings_read()


def test_every_setting_is_handed_to_the_processes_of_a_run() -> None:
    handed = set(read_settings({}).environment())
    assert handed == settings_read() - {"HUASHU_REQUIRE_SERVICES", "HUASHU_SCREENSHOTS", "HUASHU_SHARED_DATA"}
    changed = {name: CHOSEN.get(name, "3") for name in handed}
    assert read_settings(read_settings(changed).environment()) == read_settings(changed)


def test_every_page_named_in_a_page_exists() -> None:
    for page in PAGES:
        prose = re.sub(r"```.*?```", "", page.read_text(encoding="utf-8"), flags=re.DOTALL)
        for target in re.findall(r"\]\((?!https?:)([^)#]+)", prose):
            assert (page.parent / target).exists(), f"{page.name} links to {target}"
