"""A question back whose yes leads nowhere: to nothing, to itself, or to what this shop does not answer."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from huashu.scripts.checks.base import Book, Check, Finding
from huashu.scripts.model import QUESTION_INTENT, Question
from huashu.scripts.problems import did_you_mean


def follow_up_nowhere(question: Question, book: Book) -> Iterator[Finding]:
    if question.then is None:
        return
    written, at = question.then_node.value.strip(), question.then_node.span
    target = book.library.questions.get(question.then)
    if question.then == question.intent:
        yield Finding(at, "追问又指回了这一条自己", "写另一条问答的名字")
    elif target is None and book.whole:
        guess = did_you_mean(written, _names(question, book.library.questions))
        yield Finding(at, f"没有这条问答：{written[:40]}", f"{guess}同一个文件里的写名字，别的文件里的写“主题.名字”")
    elif target is not None:
        deaf = [each for each in book.library.shops if question.answered_by(each) and not target.answered_by(each)]
        if deaf:
            message = f"{'、'.join(deaf)} 会这样追问，却不答 {written}"
            yield Finding(at, message, f"给 {written} 的“店铺:”加上 {'、'.join(deaf)}，或者给追问换一条")


def _names(question: Question, intents: Collection[str]) -> list[str]:
    """The questions of this file by name, the others as topic.name; a topic's name may itself hold underlines."""
    stem = question.span.path.rpartition("/")[2].removesuffix(".yml")
    own = f"{QUESTION_INTENT}{stem}_"
    near = [each.removeprefix(own) for each in intents if each.startswith(own) and each != question.intent]
    far = [each.removeprefix(QUESTION_INTENT).replace("_", ".", 1) for each in intents if not each.startswith(own)]
    return [*near, *far]


CHECK = Check("SC064", "追问接不上", question=follow_up_nowhere)
