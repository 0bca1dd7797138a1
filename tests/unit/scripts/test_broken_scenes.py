"""Each file in tests/scripts/bad names all its problems in its first lines: ``# 期望 行:列 代码 说明``."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from script_making import EXAMPLES, folder_with_scene

from huashu.scripts import Problem, ScriptErrors, load_library

BAD = sorted((EXAMPLES / "bad").glob("*.yml"))
EXPECTED = re.compile(r"# 期望 (\d+):(\d+) (SC\d{3}) (.+)")


def expected(text: str) -> list[tuple[int, int, str, str]]:
    return [(int(line), int(column), code, said) for line, column, code, said in EXPECTED.findall(text)]


def seen(problem: Problem) -> tuple[int, int, str, str]:
    return problem.span.line, problem.span.column, problem.code, problem.message


@pytest.mark.parametrize("file", BAD, ids=lambda file: file.stem)
def test_broken_scene_has_exactly_its_problems_when_loaded(file: Path, tmp_path: Path) -> None:
    with pytest.raises(ScriptErrors) as caught:
        load_library(folder_with_scene(tmp_path, file.read_bytes()))
    assert [seen(each) for each in caught.value.problems] == expected(file.read_text(encoding="utf-8"))
    assert {each.span.path for each in caught.value.problems} == {"scripts_zh/scene.yml"}
    assert all(each.fix for each in caught.value.problems)
