"""A hot question 常问 that does not fit, or that the bot would not understand when a shopper presses it."""

from __future__ import annotations

from collections.abc import Iterator

from huashu.scripts.checks.asked import learned, plain
from huashu.scripts.checks.base import Book, Check, Finding
from huashu.scripts.problems import did_you_mean

FEWEST, MOST = 2, 6
MOST_CHARACTERS = 12


def hot_question(shop_id: str, book: Book) -> Iterator[Finding]:
    hot = book.library.shops[shop_id].window.hot
    if hot and not FEWEST <= len(hot) <= MOST:
        fix = f"写 {FEWEST} 到 {MOST} 句，挑顾客问得多的；不想放就去掉“常问:”"
        yield Finding(book.place(shop_id, "窗口", "常问"), f"常问有 {len(hot)} 句", fix)
    for at, text in enumerate(hot):
        for message, fix in _wrong(text, hot[:at], shop_id, book):
            yield Finding(book.place(shop_id, "窗口", "常问", at), message, fix)


def _wrong(text: str, before: tuple[str, ...], shop_id: str, book: Book) -> Iterator[tuple[str, str]]:
    if len(text) > MOST_CHARACTERS:
        yield f"一行放不下：{len(text)} 个字", f"不超过 {MOST_CHARACTERS} 个字，像“几天能到”"
    if plain(text) in map(plain, before):
        yield f"常问里写了两遍：{text[:20]}", "删掉一句，换一件别的事"
    if book.project is not None and not _is_understood(text, shop_id, book):
        guess = did_you_mean(text, _names(shop_id, book))
        yield f"机器人没学过这一句：{text[:20]}", f"{guess}照 wishes.yml 里的叫法，或者这家店答的“问法”里的一句写"


def _is_understood(text: str, shop_id: str, book: Book) -> bool:
    key = plain(text)
    taught = learned(book.project) if book.project else {}
    return key in taught or key in map(plain, _names(shop_id, book))


def _names(shop_id: str, book: Book) -> Iterator[str]:
    """What wishes are called, and how the questions are asked that this shop answers."""
    yield from (each.phrase for each in book.library.wishes.values())
    for question in book.library.questions.values():
        if question.answered_by(shop_id):
            yield from (each.value.strip() for each in question.phrasings)


CHECK = Check("SC086", "常问的话不能用", shop=hot_question, project=True)
