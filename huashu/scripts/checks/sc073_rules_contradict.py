"""A shop's ready sentences that contradict its own figures: the shopper is told the one and charged the other."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping

from huashu.domain.shop import ShopProfile
from huashu.scripts.checks.base import Book, Check, Finding
from huashu.scripts.facts import money_text
from huashu.scripts.kinds import FEN

Told = tuple[str, str] | None
_NUMBER = r"([0-9]+(?:\.[0-9]{1,2})?)"
_FREE_FROM = re.compile(rf"满\s*{_NUMBER}\s*元?[^，。；]{{0,4}}(?:包邮|免邮|免运费)")
_ALL_FREE = re.compile("全场(?:都|全)?(?:包邮|免邮)|(?:件件|全部|一律|统统|都)(?:包邮|免邮)|^包邮$")
_FEE = re.compile(rf"(?:运费|邮费|收|付|补)\s*{_NUMBER}\s*元")
_AWAY = re.compile("偏远|新疆|西藏|青海|内蒙|海南|港|澳|台湾|海外|境外|加收|另收|[一-龥]省|地区")
_DAYS = re.compile("([0-9]+|[一二三四五六七八九]?十?[一二三四五六七八九]?)天[^，。；]{0,8}(?:退|换|无理由)")
_NO_RETURN = re.compile("(?:不支持|不接受|不能|不可以?|没有|概不|不予)[^，。；]{0,6}退|不退不换")
_DIGITS = {digit: value for value, digit in enumerate("零一二三四五六七八九")}
_NOT = "(?:不|没|无法|未|暂无)"


def rules_contradict(shop_id: str, book: Book) -> Iterator[Finding]:
    shop = book.library.shops[shop_id]
    for rule, contradiction in _RULES.items():
        told = contradiction(shop.facts.get(rule, ""), shop)
        if told:
            yield Finding(book.place(shop_id, "事实", rule), *told)
    for at, campaign in enumerate(shop.campaigns):
        gift = shop.gifts.get(campaign.gift_id or "")
        worth = re.findall(rf"价值\s*{_NUMBER}\s*元", campaign.how)
        if gift and worth and gift.value_fen not in map(_fen, worth):
            message = f"说明里说价值 {worth[0]}元，{gift.name}的价值写的是 {money_text(gift.value_fen)}"
            yield Finding(book.place(shop_id, "活动", at, "说明"), message, "两处写成一样的")


def _shipping(said: str, shop: ShopProfile) -> Told:
    free_from = shop.free_shipping_from_fen
    near = "；".join(part for part in re.split("[，。；、（）]", said) if not _AWAY.search(part))
    sums, fees = _FREE_FROM.findall(near), _FEE.findall(near)
    if free_from is None:
        said_here = f"满 {sums[0]}元包邮" if sums else f"收 {fees[0]}元" if fees else ""
        fix = "写上“包邮:”和“运费:”，或者改这句话"
        postage = shop.shipping_fee_fen > 0  # then SC027 tells what is missing
        return (f"话里说{said_here}，资料里是全场包邮", fix) if said_here and not postage else None
    if _ALL_FREE.search(near):
        return f"话里说全场包邮，资料里是满 {money_text(free_from)} 包邮", "去掉“包邮:”和“运费:”，或者改这句话"
    if sums and free_from not in map(_fen, sums):
        return f"话里说满 {sums[0]}元包邮，“包邮:”写的是 {money_text(free_from)}", "两处写成一样的"
    if fees and shop.shipping_fee_fen not in map(_fen, fees):
        return f"话里说收 {fees[0]}元，“运费:”写的是 {money_text(shop.shipping_fee_fen)}", "两处写成一样的"
    return None


def _return(said: str, shop: ShopProfile) -> Told:
    days = [each for each in map(_count, _DAYS.findall(said)) if each]
    if shop.return_days is None:
        return (f"话里说 {days[0]}天退换，资料里没有“退货天数:”", f"加上“退货天数: {days[0]}”") if days else None
    if days and shop.return_days not in days:
        return f"话里说 {days[0]}天，“退货天数:”写的是 {shop.return_days}", "两处写成一样的"
    if not days and _NO_RETURN.match(said):
        return f"话里说不能退，“退货天数:”写的是 {shop.return_days}", "去掉“退货天数:”，或者改这句话"
    return None


def _yes_or_no(key: str, what: str, fact: Callable[[ShopProfile], bool]) -> Callable[[str, ShopProfile], Told]:
    """A rule that says whether the shop does something, against 是 or 否. A sentence that says both stands: 没有纸质的,
    可以开电子发票."""
    no = re.compile(rf"{_NOT}[^，。；]{{0,5}}(?:{what})|(?:{what})[^，。；]{{0,3}}{_NOT}")
    able = "可以|支持|能|会"
    yes = re.compile(rf"(?:{able})[^，。；]{{0,6}}(?:{what})|(?:{what})[^，。；]{{0,6}}(?:{able})|[0-9]期")

    def contradiction(said: str, shop: ShopProfile) -> Told:
        parts = re.split("[，。；]", said)
        denied = [part for part in parts if no.search(part)]
        granted = [part for part in parts if part not in denied and yes.search(part)]
        if denied and not granted and fact(shop):
            return f"话里说“{denied[0]}”，“{key}:”写的是 是", f"改成“{key}: 否”，或者改这句话"
        if granted and not denied and not fact(shop):
            return f"话里说“{granted[0]}”，“{key}:”写的是 否", f"改成“{key}: 是”，或者改这句话"
        return None

    return contradiction


def _fen(yuan: str) -> int | None:
    return FEN.parse(f"{yuan}元")


def _count(number: str) -> int:
    """7, 七, 十五, 三十."""
    if number.isdigit() or not number:
        return int(number or 0)
    tens, ten, ones = number.rpartition("十")
    return (_DIGITS.get(tens, 1) * 10 if ten else 0) + _DIGITS.get(ones, 0)


_RULES: Mapping[str, Callable[[str, ShopProfile], Told]] = {
    "shipping_rule": _shipping,
    "return_rule": _return,
    "invoice_rule": _yes_or_no("发票", "发票|普票|专票|票", lambda shop: shop.invoice),
    "instalment_rule": _yes_or_no("分期", "分期", lambda shop: shop.instalments),
}
CHECK = Check("SC073", "规矩和资料对不上", shop=rules_contradict)
