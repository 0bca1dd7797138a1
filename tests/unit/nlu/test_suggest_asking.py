"""One key an answer: what each does to the files, and that the next question comes only when it is done."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from huashu.nlu.suggest.asking import HELP, Asking, Door
from huashu.nlu.suggest.found import Suggestion
from huashu.nlu.suggest.intents import UnknownIntent, intent_named, nearest, question_of
from huashu.nlu.suggest.learnt import Learnt
from huashu.nlu.suggest.never import Never
from huashu.scripts.project import training_lines
from tests.unit.nlu.hearing import TAXONOMY

RANKING = (("ask_faq_care_wash", 0.5), ("greet", 0.3), ("thank", 0.1), ("abuse", 0.05))
Asked = Callable[..., list[str]]


@pytest.fixture
def answer(tmp_path: Path) -> Asked:
    """Answers the questions 甲, 乙, 丙 with these keys and words; what was said."""

    def run(*typed: str, texts: str = "甲乙丙") -> list[str]:
        said, left = list[str](), list(typed)

        def take() -> str:
            if not left:
                raise EOFError
            return left.pop(0)

        asking = Asking(Learnt(tmp_path / "l.yml"), Never(tmp_path), TAXONOMY, Door(said.append, take, take))
        asking.run([Suggestion(n, text, n + 1, 0.9, RANKING, ("像",) * n) for n, text in enumerate(texts)])
        assert asking.accepted == len(lines(tmp_path))
        assert not left, "a key was not asked for"
        return said

    return run


def lines(folder: Path) -> list[tuple[str, str]]:
    path = folder / "l.yml"
    content = path.read_bytes() if path.exists() else b""
    return [(text, intent) for text, (intent, _) in training_lines("", content)]


def test_a_number_or_enter_accepts(answer: Asked, tmp_path: Path) -> None:
    answer("2", "\r", "3")
    assert lines(tmp_path) == [("甲", "thank"), ("乙", "greet"), ("丙", "abuse")]


def test_another_intent_is_typed_by_name_or_title(answer: Asked, tmp_path: Path) -> None:
    said = answer("t", "bargain_price", "t", "bargan_price", "T", "讲价", "t", "", "s")
    assert lines(tmp_path) == [("甲", "bargain_price"), ("乙", "bargain_price")]
    assert "没有这个意图：bargan_price。您是不是想写 bargain_price？" in said


def test_skipped_comes_again_next_time_and_never_does_not(answer: Asked, tmp_path: Path) -> None:
    answer("s", "n", "s")
    assert (lines(tmp_path), Never(tmp_path).texts()) == ([], ["乙"])


def test_the_last_answer_is_taken_back_whatever_it_was(answer: Asked, tmp_path: Path) -> None:
    said = answer("u", "1", "n", "u", "u", "s", "2", "q")
    assert (lines(tmp_path), Never(tmp_path).texts()) == ([("乙", "thank")], [])
    assert "没有可以撤回的" in said
    assert [each[1:6] for each in said if each.startswith("\n")] == ["[1/3]", "[2/3]", "[3/3]", "[2/3]", "[1/3]",
                                                                    "[2/3]", "[3/3]"]  # fmt: skip


@pytest.mark.parametrize("end", [("q",), (), ("t",)], ids=["q", "end of input", "end within a word"])
def test_what_was_answered_stays_at_the_end(answer: Asked, tmp_path: Path, end: tuple[str, ...]) -> None:
    answer("1", *end)
    assert lines(tmp_path) == [("甲", "greet")]


def test_ctrl_c_loses_nothing(tmp_path: Path) -> None:
    keys = iter("1")

    def key() -> str:
        if (found := next(keys, None)) is None:
            raise KeyboardInterrupt
        return found

    asking = Asking(Learnt(tmp_path / "l.yml"), Never(tmp_path), TAXONOMY, Door(lambda _: None, key, key))
    with pytest.raises(KeyboardInterrupt):
        asking.run([Suggestion(n, text, 1, 0.9, RANKING, ()) for n, text in enumerate("甲乙")])
    assert lines(tmp_path) == [("甲", "greet")]


def test_other_keys_and_bad_lines_ask_again(answer: Asked, tmp_path: Path) -> None:
    assert answer("9", "x", "²", "s", "s", "s").count(HELP) == 4
    said = answer("1", "s", "1", texts="\x00乙")
    assert any(each.startswith("这句不能学") for each in said)
    assert lines(tmp_path) == [("乙", "greet")]


def test_a_question_shows_what_it_is_decided_by(answer: Asked) -> None:
    shown = [each for each in answer("q") if each.startswith("\n[1")]
    assert shown == ["\n[1/3] 甲\n    像店里的问答 care_wash：是的话把这句加进 scripts_zh/faq 的 问法，这里按 s\n"
                     "    1 打招呼  greet  0.30\n    2 道谢  thank  0.10\n    3 投诉  abuse  0.05"]  # fmt: skip
    assert "乙  ×2\n    像这样的还有：像\n" in answer("s", "q")[2]


def test_a_question_of_the_shop_takes_no_lines() -> None:
    assert [each.intent for each in nearest(RANKING, TAXONOMY)] == ["greet", "thank", "abuse"]
    assert question_of(RANKING) == "care_wash"
    assert question_of(RANKING[1:]) == question_of(()) == ""
    with pytest.raises(UnknownIntent):
        intent_named("ask_faq_care_wash", TAXONOMY)
    with pytest.raises(UnknownIntent):
        intent_named("nlu_fallback", TAXONOMY)
