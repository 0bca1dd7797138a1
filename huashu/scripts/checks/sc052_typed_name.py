"""A shop's name, assistant, platform, gift, campaign or rule typed into wording that every shop says."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from huashu.domain.shop import ShopProfile
from huashu.scripts.checks.base import Book, Check, Finding, Said
from huashu.scripts.checks.spoken import finds, per_book, shown

_PLATFORMS = ("淘宝", "天猫", "京东", "拼多多", "唯品会", "抖音商城", "快手小店")
_RULE_FROM = 6  # characters: shorter ones, such as “没有分期”, are everyday words
_CAMPAIGNS = ("双十一", "双11", "双十二", "双12", "六一八", "618", "年货节", "女王节")
_KIND_OF_SHOP = re.compile("(?:官方)?(?:旗舰|专营|专卖|企业|自营|直营)?店?铺?$")
_TRADES = re.compile("(?:照明|灯具|文具|服饰|服装|女装|男装|童装|家居|家纺|食品|茶叶|数码|电器|美妆|母婴|箱包)$")


@dataclass(frozen=True)
class _Name:
    """``shop``: whose own it is, "" when it is nobody's."""

    what: str
    fact: str
    shop: str = ""


@per_book
def _names(book: Book) -> tuple[re.Pattern[str], Mapping[str, _Name]]:
    names = {each: _Name("平台名", "platform") for each in _PLATFORMS}
    names |= {each: _Name("活动名", "campaign_name") for each in _CAMPAIGNS}
    for shop in book.library.shops.values():
        names |= {name: meaning for name, meaning in _of_shop(shop) if len(name) > 1}
    longest_first = sorted(names, key=lambda name: (-len(name), name))
    return re.compile("|".join(map(_pattern, longest_first))), names


def _of_shop(shop: ShopProfile) -> Iterator[tuple[str, _Name]]:
    for name in (shop.name, _brand(shop.name)):
        yield name, _Name("店名", "shop_name", shop.shop_id)
    yield shop.assistant, _Name("客服名", "assistant", shop.shop_id)
    yield shop.platform, _Name("平台名", "platform")
    yield from ((each.name, _Name("赠品名", "gift_name")) for each in shop.gifts.values())
    yield from ((each.name, _Name("活动名", "campaign_name")) for each in shop.campaigns)
    yield from ((rule, _Name("店铺的规矩", fact)) for fact, rule in shop.facts.items() if len(rule) >= _RULE_FROM)


def _brand(name: str) -> str:
    """青棉记旗舰店 -> 青棉记."""
    return _TRADES.sub("", _KIND_OF_SHOP.sub("", name))


def _pattern(name: str) -> str:
    return f"{name}(?<![0-9]{name})(?![0-9号室元块斤])" if name.isdigit() else re.escape(name)


def typed_name(said: Said, book: Book) -> Iterator[Finding]:
    pattern, names = _names(book)
    for find in finds(pattern, said.text, shown(said)):
        name = names[find.words]
        if name.fact == "shop_name" and name.shop == _only_shop(said):
            continue
        yield Finding(find.span, f"{name.what}写死了：{find.words}", _fix(name, said))


def _only_shop(said: Said) -> str | None:
    """The shop that alone says it."""
    if said.shop is None and said.variant is not None and len(said.variant.when.shops) == 1:
        return said.variant.when.shops[0]
    return said.shop


def _fix(name: _Name, said: Said) -> str:
    if name.fact == "gift_name" and name.fact not in said.script.facts:
        return "写成 {gift_name}，并写进这一条的“事实:”"
    if name.fact == "campaign_name":
        return "写成 {campaign_name}，放在带“条件: {活动: 是}”的说法里"
    return f"写成 {{{name.fact}}}，每家店用自己的"


CHECK = Check("SC052", "店名、客服名、赠品名这些写死了", said=typed_name)
