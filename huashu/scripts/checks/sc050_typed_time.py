"""A clock time, a span of hours or days, a date typed into wording: shops differ, and the bot computes them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from huashu.scripts.checks.base import Book, Check, Finding, Said
from huashu.scripts.checks.spoken import Find, finds, shown, without_quotes

_N = "[0-9]+|[一二两三四五六七八九十]{1,3}"
_PART = "早上|早晨|上午|中午|下午|傍晚|晚上|夜里|半夜|凌晨|明早|今晚|每天|早|晚"
_CLOCK = re.compile(
    "[0-9]{1,2}(?:[:：][0-5][0-9](?![0-9])|点(?![点几儿])(?:半|整|[0-9]{1,2}分?)?)"
    f"|(?:{_PART})(?:{_N})点(?:半|整|钟|[0-9一二三四五六七八九十]{{1,3}}分)?"
    "|[三四五六七八九十两]{1,3}点(?:半|整|钟|(?=之?[前后](?![面])|以前|以后|截单|发货|打包|[上下]班))"
    "|[早朝][0-9七八九十]{1,2}晚[0-9五六七八九十]{1,3}"
    "|[0-9]{1,2}月[0-9]{1,2}[日号]|[一二三四五六七八九十]{1,2}月[一二三四五六七八九十]{1,3}[日号]"
)
_NO_CLOCK = (*"0123456789:：.{}", "这", "有", "以下")
_NO_PART = re.compile("早一点(?![半钟整])|晚一点(?![半钟整])")
_UNIT = "个?工作日|个?自然日|天(?!猫|天|然|花|气|猫)|个?小时|个?钟头|分钟|[hH](?![A-Za-z])"
_SPAN = re.compile(
    f"(?:[0-9]+|[一二两三四五六七八九十几]{{1,3}})(?:天|日|小时)?[ ]?(?:[-–—~～到至]|、)[ ]?(?:{_N}) ?(?:{_UNIT})"
    f"|[0-9]+ ?(?:{_UNIT})(?:之内|以内|内)?"
    f"|[一二两三四五六七八九十半]{{1,4}}(?<!几[一二两三四五六七八九十])个?(?:天(?!到晚|天)|工作日|小时|钟头"
    "|分钟)(?:之内|以内|内|左右)?"
    "|当日达|次日达|隔日达|次日(?=到|送|发)|隔天(?=到|就到|送到)|第[二三四五](?:天|日)(?=就?到|就?能到|送到|发)"
    "|[一两二三]个?(?:星期|礼拜|周|月)(?=内|到|左右|以内|就)|[一两二三]周(?=内|到|左右|以内|就)"
    "|半个月(?=内|到|左右|以内)|[一二三四五六七十]日(?=内|以内|之内)|周[一二三四五六日](?=发货|发出|到货|送到)"
    "|[一两二三四五半1-9]年(?=质保|保修|内)|大概(?:一两|两三|三四|三五|四五|五六)天"
)
_VAGUE = re.compile("^(?:一两|两三|三两|三四|三五|四五|五六|七八|几|好几|半|一)")
_ARRIVING = re.compile(
    "内|左右|无理由|到|达|发|寄|出库|签收|收到|送|退|换|回[您复电访]|答复|处理|质保"
    "|保修|更新|揽|审核|上班|在线|等我|给我|稍"
)
_ALWAYS = re.compile("^(?:[当次隔]日|隔天|大概)|工作日|[到至~～-]")
_RELATIVE = ("第", "晚", "早", "多等", "提前", "推后", "省", "顺延", "再加", "过", "前")
_WAITING = re.compile("(?:等|给我|稍等|等我)$")
_VAGUE_BUT_KEPT = re.compile("(?:以内|之内|内|左右|无理由|质保|保修)|(?:就|能|可以|会)*(?:送?到|达|发|收到|签收)")
_KEPT = re.compile("到货|发货|[送签]|内发|退|换")
_CARING = re.compile("[泡晾晒洗充煮敷烘浸静醒闷]|使用|续航|开机|亮")


def typed_time(said: Said, book: Book) -> Iterator[Finding]:
    value = without_quotes(shown(said)) if said.variant is not None else ""
    for find in finds(_CLOCK, said.text, value):
        if not (find.before.endswith(_NO_CLOCK) or _NO_PART.match(find.words + find.after)):
            yield Finding(find.span, f"时间写死了：{find.words}", f"写成 {_clock_fact(find)}，每家店有自己的时间")
    for find in finds(_SPAN, said.text, value):
        if not _ordinary(find):
            yield Finding(find.span, f"时间写死了：{find.words}", f"写成 {_span_fact(find, said)}")


def _ordinary(find: Find) -> bool:
    """第二天, 晚一天, 泡十分钟: no time that a shop or the bot has to keep."""
    if _ALWAYS.search(find.words):
        return False
    if find.words[0] in "一二两三" and find.before.endswith(_RELATIVE):
        return True
    if find.words[0].isdigit():
        return bool(_CARING.search(find.clause)) and not _KEPT.search(find.clause)
    if _WAITING.search(find.before):
        return False
    if _VAGUE.match(find.words):
        return not (find.words.endswith("内") or _VAGUE_BUT_KEPT.match(find.after))
    return not _ARRIVING.search(find.words + find.after) and not re.search("[发到寄]", find.before)


def _clock_fact(find: Find) -> str:
    around = find.clause
    if re.search("月", find.words):
        return "{campaign_until}（活动办到哪天）或者 {dispatch_day}（哪天发）"
    if re.search("单号|物流|运单|快递号", around):
        return "{waybill_by}"
    if re.search("打包|装箱", around):
        return "{packing}"
    if re.search("下班|关门|打烊|休息", around):
        return "{closes}"
    if re.search("上班|营业|开门|在线|有人|人工|回来|客服", around):
        return "{opens}、{closes}"
    return "{cut_off}"


def _span_fact(find: Find, said: Said) -> str:
    if re.search("分钟", find.words):
        return "{wait_minutes}分钟，等多久由店铺资料定"
    if re.search("无理由|退|换", find.clause):
        return "{return_rule}，退换的规矩由店铺资料定"
    if re.search("小时|钟头|[hH]", find.words) or re.search("发|出库|打包", find.clause):
        return "{cut_off} 或者 {dispatch_day}，哪天发是算出来的"
    days = "arrival_days" if "arrival_days" in said.script.facts else "days"
    return f"{{{days}}}天，路上几天按快递和地区算"


CHECK = Check("SC050", "时间写死了", said=typed_time)
