"""A bargaining ladder whose end and whose rungs disagree, or that names a rung twice."""

from __future__ import annotations

from collections.abc import Iterator

from huashu.domain.bargain import Rung
from huashu.scripts.checks.base import Book, Check, Finding

_CLOSED, _ASK = Rung.CLOSED.value, Rung.ASK_SUPERVISOR.value


def ladder_end(shop_id: str, book: Book) -> Iterator[Finding]:
    ladder = book.library.shops[shop_id].ladder
    for at, rung in enumerate(ladder.rungs):
        place = book.place(shop_id, "议价", "阶梯", at)
        if rung in ladder.rungs[:at]:
            yield Finding(place, f"{rung} 写了两次", "留一个")
        elif ladder.closes and rung == _ASK:
            fix = f"去掉 {_ASK}，或者写“不再接受议价: 否”"
            yield Finding(place, "不再接受议价的店不请示主管，这一级永远走不到", fix)
        elif not ladder.closes and rung == _CLOSED:
            fix = f"写“不再接受议价: 是”，或者去掉 {_CLOSED}"
            yield Finding(place, f"写了 {_CLOSED}，又说“不再接受议价: 否”", fix)
    last, word = (_CLOSED, "是") if ladder.closes else (_ASK, "否")
    if last not in ladder.rungs:
        message = f"“不再接受议价: {word}”，阶梯里却没有 {last}"
        yield Finding(book.place(shop_id, "议价", "不再接受议价"), message, f"在阶梯的末尾加上 {last}")


CHECK = Check("SC070", "议价没有结尾", shop=ladder_end)
