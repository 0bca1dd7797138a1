"""What a check of the scripts found, for a person, for GitHub's annotations, or for a program."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping

from huashu.scripts.problems import Problem, ScriptErrors


def as_text(errors: ScriptErrors) -> str:
    files = len({each.span.path for each in errors.problems})
    return f"{errors}\n\n{len(errors.problems)} 个问题，在 {files} 个文件里。"


def as_github(problems: Iterable[Problem]) -> str:
    """One ``::error`` a problem, as GitHub Actions reads it from a step's output."""
    return "\n".join(_annotation(each) for each in problems)


def as_json(problems: Iterable[Problem]) -> str:
    return json.dumps([plain(each) for each in problems], ensure_ascii=False, indent=2)


def plain(problem: Problem) -> Mapping[str, object]:
    """``{"path", "line", "column", "length", "code", "message", "fix"}``; line and column count from 1."""
    span = problem.span
    return {
        "path": span.path,
        "line": span.line,
        "column": span.column,
        "length": span.length,
        "code": problem.code,
        "message": problem.message,
        "fix": problem.fix,
    }


def _annotation(problem: Problem) -> str:
    span = problem.span
    place = f"file={_property(span.path)},line={span.line},col={span.column},title={_property(problem.code)}"
    return f"::error {place}::{_data(f'{problem.message} 改法：{problem.fix}')}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
