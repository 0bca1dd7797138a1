"""The words of the chat window: the same names everywhere, and the whole list of problems when one is changed."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from script_making import EXAMPLES, folder_with_shop, good_folder

from huashu.domain.shop import Window
from huashu.scripts import Library, Problem, ScriptErrors, Span, load_library
from huashu.scripts.project import Project
from huashu.scripts.wordbook import FILE
from huashu.scripts.words import WORDS

PROJECT = Path(__file__).resolve().parents[3]
MESSAGES = PROJECT / "web" / "protocol" / "messages.ts"
LONGEST = "大家都爱问的几件事情在这里"  # 13 characters where 12 have room


@pytest.fixture(scope="module")
def library() -> Library:
    return load_library(EXAMPLES / "good")


def found_in(root: Path, project: Project | None = None) -> tuple[Problem, ...]:
    try:
        load_library(root, project)
    except ScriptErrors as errors:
        return errors.problems
    return ()


def problems_of(root: Path, project: Project | None = None) -> list[str]:
    return [
        f"{each.span.path.partition('/')[2]}:{each.span.line}:{each.span.column} {each.code} {each.message}"
        for each in found_in(root, project)
    ]


def fixes_of(root: Path) -> list[str]:
    return [each.fix for each in found_in(root)]


def folder_with_words(tmp_path: Path, old: str, new: str) -> Path:
    """The good folder with one piece of widget.yml replaced; the piece must be there exactly once."""
    root = good_folder(tmp_path)
    text = (root / FILE).read_text(encoding="utf-8")
    assert text.count(old) == 1
    (root / FILE).write_text(text.replace(old, new), encoding="utf-8")
    return root


def test_names_are_those_of_the_protocol_when_compared() -> None:
    listed = re.search(r"WORD_NAMES = \[(.*?)\] as const", MESSAGES.read_text(encoding="utf-8"), re.DOTALL)
    assert listed is not None
    assert list(WORDS) == re.findall(r'"([a-z0-9_]+)"', listed[1])


def test_every_word_is_there_when_loaded(library: Library) -> None:
    assert list(library.words) == list(WORDS)
    assert library.words["new_below"] == "{n}条新消息"


def test_shop_says_its_own_word_when_it_has_one(library: Library) -> None:
    assert (library.words_of("tea")["hot"], library.words_of("lamp")["hot"]) == ("茶友常问", "大家常问")
    assert library.words_of("tea")["send"] == library.words["send"]


CHANGES = [
    ("  send: 发送\n", "", ["2:3 SC009 这里缺少 send"]),
    ("  human: 找人工\n", "  humann: 找人工\n", ["2:3 SC009 这里缺少 human", "7:3 SC008 不认识这个键：humann"]),
    ("  send: 发送\n", "  send:\n", ["6:8 SC011 应当是文字，这里是空的"]),
    ("大约还要{left}", "大约还要{minutes}", ["41:20 SC012 没有这个占位符：{minutes}"]),
    ("  send: 发送\n", "  send: '{n}'\n", ["6:10 SC012 没有这个占位符：{n}"]),
    ("大约还要{left}", "大约还要｛left｝", ["41:20 SC020 占位符的括号不对：｛left｝"]),
    ("  hot: 大家常问\n", f"  hot: {LONGEST}\n", ["16:8 SC083 hot 放不下：13 个字"]),
    ("网络断了，连上", "网络断了,连上", ["26:16 SC053 半角标点：络断了,连上"]),
    ("打开聊天，问问客服", "打开聊天，你问我答", ["2:14 SC047 对顾客要称“您”：你"]),
    ("收到，谢谢您说实话", "收到，我们一定回复您", ["55:21 SC056 像是答应了顾客，却没有写承诺：一定回复您"]),
]


@pytest.mark.parametrize(("old", "new", "expected"), CHANGES)
def test_words_have_exactly_this_problem_when_changed(old: str, new: str, expected: list[str], tmp_path: Path) -> None:
    assert problems_of(folder_with_words(tmp_path, old, new)) == [f"{FILE}:{each}" for each in expected]


def test_right_name_is_proposed_when_a_word_is_misspelled(tmp_path: Path) -> None:
    fixes = fixes_of(folder_with_words(tmp_path, "  human: 找人工\n", "  humann: 找人工\n"))
    assert fixes[1].startswith("您是不是想写 human？")


def test_fix_says_that_none_is_used_when_a_word_has_no_placeholders(tmp_path: Path) -> None:
    assert fixes_of(folder_with_words(tmp_path, "  send: 发送\n", "  send: '{n}'\n")) == ["这里不用占位符"]


def test_file_is_missed_when_it_is_not_there(tmp_path: Path) -> None:
    root = good_folder(tmp_path)
    (root / FILE).unlink()
    assert problems_of(root) == [f"{FILE}:1:1 SC024 没有聊天窗口的字"]
    assert load_library(root, checked=True).words == {}  # kept from before there was a chat window


SHOP_CHANGES = [
    ("    hot: 茶友常问\n", "    hott: 茶友常问\n", ["66:5 SC008 不认识这个键：hott"]),
    ("    hot: 茶友常问\n", "    hot: '{n}件常问'\n", ["66:11 SC012 没有这个占位符：{n}"]),
    ("    hot: 茶友常问\n", f"    hot: {LONGEST}\n", ["66:10 SC083 hot 放不下：13 个字"]),
    ("    hot: 茶友常问\n", "    hot: 最好的茶\n", ["66:10 SC040 广告法不许说的绝对词：最好"]),
    ("'#2E6B3F'", "#2E6B3F", ["64:6 SC011 应当是颜色，这里是空的"]),
    ("'#2E6B3F'", "茶绿", ["64:7 SC011 应当是颜色，写的是：茶绿"]),
    ("'#2E6B3F'", "'#2E6'", ["64:7 SC011 应当是颜色，写的是：#2E6"]),
    ("'#2E6B3F'", "'#777777'", ["64:7 SC085 白字在 #777777 上看不清：对比度 4.47，至少要 4.5"]),
    ("'#2E6B3F'", "'#2E6B3F'\n  常问: [有新茶吗]", ["65:7 SC086 常问有 1 句"]),
    ("'#2E6B3F'", "'#2E6B3F'\n  常问: [有货吗, 包邮吗, 有货呀]", ["65:18 SC086 常问里写了两遍：有货呀"]),
]


@pytest.mark.parametrize(("old", "new", "expected"), SHOP_CHANGES)
def test_shop_has_exactly_this_problem_when_its_window_is_changed(
    old: str, new: str, expected: list[str], tmp_path: Path
) -> None:
    assert problems_of(folder_with_shop(tmp_path, old, new)) == [f"shops/tea.yml:{each}" for each in expected]


QUESTION = """\
主题: 冲泡
问答:
  brew_tea:
    标题: 怎么泡
    店铺: [{shop}]
    问法: [这茶怎么泡, 用多烫的水泡, 头一泡要倒掉不]
    说法:
      - 角度: 水温
        文: 绿茶不用开水，晾一晾再冲。
      - 角度: 多少
        文: 一杯放一小撮，水没过茶叶就好。
      - 角度: 看颜色
        文: 汤色淡了就再等等，浓了添点水。
"""


@pytest.mark.parametrize(
    ("shop", "found"), [("tea", []), ("lamp", ["shops/tea.yml:65:8 SC086 机器人没学过这一句：这茶怎么泡"])]
)
def test_hot_question_is_understood_when_this_shop_answers_it(shop: str, found: list[str], tmp_path: Path) -> None:
    root = folder_with_shop(tmp_path, "'#2E6B3F'", "'#2E6B3F'\n  常问: [这茶怎么泡, 有货吗]")
    (root / "faq").mkdir()
    (root / "faq" / "tea.yml").write_text(QUESTION.format(shop=shop), encoding="utf-8")
    project = Project({"有货吗": ("ask_stock", Span("data/nlu/product.yml", 4, 7, 3))})
    assert problems_of(root, project) == found


def test_quotes_are_asked_for_when_a_colour_is_taken_for_a_remark(tmp_path: Path) -> None:
    assert fixes_of(folder_with_shop(tmp_path, "'#2E6B3F'", "#2E6B3F")) == ['# 后面的读不到，整个加上引号："#2E6B3F"']


def test_darker_colour_is_proposed_when_it_is_pale(tmp_path: Path) -> None:
    assert fixes_of(folder_with_shop(tmp_path, "'#2E6B3F'", "'#777777'")) == ['深一点就行，例如 "#757575"']


ORIGINS = [
    ("https://tea.example/", "写到域名为止：https://tea.example"),
    ("https://tea.example?a=1", "写到域名为止：https://tea.example"),
    ("https://tea.example:443", "写到域名为止：https://tea.example"),
    ("http://tea.example:8080/a", "写成 https://tea.example:8080"),
    ("ftp://tea.example", "写成 https://tea.example"),
    ("tea.example", "写成 https://tea.example"),
    ("茶铺", "写成 https://shop.example 这样"),
    ("https://user@tea.example", "写成 https://shop.example 这样"),
    ("https://*.tea.example", "一个网站写一行，域名写全"),
    ("https://-tea.example", "域名只用英文、数字、横线和点；中文域名写成 xn-- 开头的那一种"),
]


@pytest.mark.parametrize(("written", "fix"), ORIGINS)
def test_origin_is_put_right_when_it_is_none(written: str, fix: str, tmp_path: Path) -> None:
    root = folder_with_shop(tmp_path, "https://tea.example,", f"'{written}',")
    assert problems_of(root)[0].startswith("shops/tea.yml:62:6 SC084 ")
    assert fixes_of(root) == [fix]


@pytest.mark.parametrize("origin", ["https://a.b.example:8443", "http://127.0.0.1:8000", "https://xn--fiq228c.example"])
def test_origin_is_taken_when_a_browser_would_write_it(origin: str, tmp_path: Path) -> None:
    root = folder_with_shop(tmp_path, "https://tea.example,", f"'{origin}',")
    assert load_library(root).shops["tea"].origins[0] == origin


def test_shops_window_is_read_when_loaded(library: Library) -> None:
    tea, lamp = library.shops["tea"], library.shops["lamp"]
    assert tea.origins == ("https://tea.example", "http://localhost:5173")
    assert tea.window == Window("#2e6b3f", words={"hot": "茶友常问"})
    assert (lamp.origins, lamp.window) == ((), Window())


def test_hot_questions_are_kept_in_order_when_loaded(tmp_path: Path) -> None:
    root = folder_with_shop(tmp_path, "'#2E6B3F'", "'#2E6B3F'\n  常问: [有新茶吗, 几天能到]")
    assert load_library(root).shops["tea"].window.hot == ("有新茶吗", "几天能到")


def test_manual_lists_every_word_as_it_is_when_read() -> None:
    manual = (PROJECT / "docs" / "scripts.md").read_text(encoding="utf-8")
    for name, word in WORDS.items():
        filled = " ".join(f"`{{{each}}}`" for each in word.filled)
        assert f"| `{name}` | {word.about} | {word.longest} | {filled} |\n" in manual
