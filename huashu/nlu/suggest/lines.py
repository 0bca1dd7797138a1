"""A training line: what may be one, and where it goes in a file of ``data/nlu``. Pure: text in, text out."""

from __future__ import annotations

import re
import unicodedata

from huashu.domain.errors import HuashuError
from huashu.scripts.project import training_lines

HEAD = 'version: "3.1"\n\nnlu:\n'
LONGEST = 100  # characters; longer ones are stories, which teach a classifier little but their length
ENTITY_MARK = re.compile(r"\[[^\]]+\]\s*[({]")
INVISIBLE = ("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp")  # Unicode categories
BLOCK = re.compile(r"- intent:\s*(?P<name>\S+)\s*$")
EXAMPLES = re.compile(r"\s+examples:\s*\|\s*$")
EXAMPLE = re.compile(r"(?P<indent>\s+)- ")


class LineRefused(HuashuError):
    """This text would be misread as a training line, or the file would be; the text says why, in Chinese."""

    code = "LINE"


def check_line(text: str) -> None:
    """Raises LineRefused for what Rasa or YAML would not read back as this text."""
    if not text.strip() or text != text.strip():
        raise LineRefused("前后不能有空格，也不能是空的")
    if len(text) > LONGEST:
        raise LineRefused(f"太长了：{len(text)} 个字，最多 {LONGEST} 个")
    if text.startswith("/"):
        raise LineRefused("开头的 / 会被当成命令")
    if ENTITY_MARK.search(text):
        raise LineRefused("“[…](” 和 “[…]{” 会被当成实体标记")
    if any(unicodedata.category(each) in INVISIBLE for each in text):
        raise LineRefused("里面有看不见的字符")


def with_line(source: str, intent: str, text: str) -> str:
    """The file with one more line at the end of the intent's examples; everything else stays as it is, byte for byte.

    An intent that has no block yet gets one at the end. Raises LineRefused, also where the file would not read back as
    it was plus this line.
    """
    check_line(text)
    rows = (source or HEAD).split("\n")
    place = _place(rows, intent)
    if place is None:
        changed = _with_block(source or HEAD, intent, text)
    else:
        above = rows[place - 1]
        indent = EXAMPLE.match(above)
        new = f"{indent['indent'] if indent else '    '}- {text}" + "\r" * above.endswith("\r")
        changed = "\n".join([*rows[:place], new, *rows[place:]])
    if sorted(_read(changed)) != sorted([*_read(source), (text, intent)]):
        raise LineRefused("写进去以后，文件会读成别的样子：请看看它是不是 Rasa 的格式")
    return changed


def _read(source: str) -> list[tuple[str, str]]:
    return [(text, intent) for text, (intent, _) in training_lines("", source.encode())]


def _place(rows: list[str], intent: str) -> int | None:
    """The row below the intent's last example; None without a block of its own."""
    start = next((number for number, row in enumerate(rows) if _names(row, intent)), None)
    if start is None:
        return None
    end = next((n for n in range(start + 1, len(rows)) if rows[n].startswith("-")), len(rows))
    examples = next((n for n in range(start, end) if EXAMPLES.match(rows[n])), None)
    if examples is None:
        return None
    last = examples
    for number in range(examples + 1, end):
        if rows[number].strip() and not EXAMPLE.match(rows[number]):
            break
        last = number if rows[number].strip() else last
    return last + 1


def _names(row: str, intent: str) -> bool:
    found = BLOCK.match(row)
    return found is not None and found["name"] == intent


def _with_block(source: str, intent: str, text: str) -> str:
    ended = source if source.endswith("\n") else source + "\n"
    return f"{ended}- intent: {intent}\n  examples: |\n    - {text}\n"
