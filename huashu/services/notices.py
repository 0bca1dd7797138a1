"""Slips for a desk of the shop: the printing desk 打单 hears of a change at once (P9)."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from huashu.domain.errors import HuashuError
from huashu.services.ports import UnitOfWork
from huashu.services.records import Notice

PRINTING = "printing"


class NoSuchNotice(HuashuError):
    """No slip has this id."""

    code = "NO_NOTICE"


def tell_printing(uow: UnitOfWork, shop: str, key: str, text: str, order_no: str | None, now: datetime) -> None:
    """Writes a slip once per ``key``; the caller commits."""
    uow.notices.add_if_absent(Notice(shop, PRINTING, key, text, now, order_no=order_no))


def mark_seen(uow: UnitOfWork, notice_id: int, now: datetime) -> Notice:
    """The desk has read it.

    Raises:
        NoSuchNotice.
    """
    notice = uow.notices.get(notice_id)
    if notice is None:
        raise NoSuchNotice(f"no notice {notice_id}")
    return uow.notices.change(replace(notice, seen_at=notice.seen_at or now))
