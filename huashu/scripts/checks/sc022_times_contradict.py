"""A shop whose clock contradicts itself: nothing could leave on the day it is promised."""

from __future__ import annotations

from collections.abc import Iterator

from huashu.scripts.checks.base import Book, Check, Finding


def times_contradict(shop_id: str, book: Book) -> Iterator[Finding]:
    shop = book.library.shops[shop_id]
    if shop.hours.opens >= shop.hours.closes:
        yield Finding(book.place(shop_id, "营业"), "关门时间要晚于开门时间", "先写开门，再写关门")
    if shop.packing[0] >= shop.packing[1]:
        yield Finding(book.place(shop_id, "打包"), "打包结束要晚于打包开始", "先写开始，再写结束")
    if shop.cut_off.at is not None and shop.cut_off.at > shop.packing[0]:
        yield Finding(book.place(shop_id, "截单"), "截单比打包还晚，当天发不出去", "截单要早于打包开始")
    if shop.waybill_by < shop.packing[1]:
        yield Finding(book.place(shop_id, "单号"), "单号录入比打包结束还早", "单号时间要晚于打包结束")
    for at, campaign in enumerate(shop.campaigns):
        if campaign.starts_at >= campaign.ends_at:
            yield Finding(book.place(shop_id, "活动", at, "结束"), "活动结束要晚于活动开始", "先写开始，再写结束")


CHECK = Check("SC022", "店铺的时间自相矛盾", shop=times_contradict)
