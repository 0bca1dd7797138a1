"""A script that nothing says: nobody would notice that its words are wrong."""

from __future__ import annotations

from collections.abc import Iterator

from huashu.scripts.checks.base import Book, Check, Finding


def unused_scripts(book: Book) -> Iterator[Finding]:
    if book.project is None or not book.project.uses.says:
        return
    questions = book.library.questions.values()
    answers = {each for question in questions for each in (question.script_id, question.follow_up)}
    of_scenes = [each for each in book.library.scripts if each not in answers]
    for script_id in book.project.uses.unused(of_scenes):
        span = book.library.scripts[script_id].span
        yield Finding(span, f"没有哪个动作会说 {script_id}", "编号写错了就改回去；真的不用了，就删掉这一条")


CHECK = Check("SC076", "没人说的话术", book=unused_scripts, project=True)
