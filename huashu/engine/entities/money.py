"""Money in a message (P3): an amount, something off, a discount, or rounding off.

Value: ``{"form": "amount"|"off"|"discount"|"round_off", "fen": int|None, "rate": int|None}``; ``rate`` is the
percentage that is paid (九五折: 95).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from huashu.engine.entities.found import Found
from huashu.engine.entities.numerals import ARABIC, DIGITS, LONG_CHINESE, NUMBER, fen, number

_TAIL = (
    r"(?:(?P<jiao>[0-9一二两三四五六七八九])(?:毛|角|(?![0-9.一-鿿])|(?=[吧吗行卖包可成的那这到啊呢嘛图]|[一每][件个条支双套盒本把盏只]))"
    "钱?)?"
)
_A_PIECE = "(?:[一每][件个条支双套盒本把盏只])?"
_YUAN = rf"(?:块钱|块|元钱|元|圆(?!通)|rmb){_TAIL}"
_TOGETHER = "(?!一块(?:儿|去|买|发|寄|拍|下单|走|送|给|打包|来|结|付|用|算))"
_PLAIN = rf"(?:{ARABIC}(?![0-9])|{LONG_CHINESE})"
_END = r"(?=$|[\s,，。.!！?？~～;；吧呗嘛吗么行可好成能得怎我就不还啊哈呀哦])"

AMOUNT = re.compile(rf"{_TOGETHER}(?:[¥￥]\s?)?(?P<n>{NUMBER})\s?{_YUAN}{_A_PIECE}|[¥￥]\s?(?P<sign>{ARABIC})")
JIAO = re.compile(rf"(?P<n>{NUMBER})(?:毛钱|角钱|毛(?![衣巾笔毯线绒呢领料])){_A_PIECE}")
OFF = re.compile(
    r"(?<![至多不减斤])(?:便宜|优惠|立减|减免|减|少|降价|降|让利|让|返|抹掉|去掉|砍)(?:我|一点|点|一下|个|了|掉|您|你|收)*"
    rf"\s?(?P<n>{NUMBER})(?:{_YUAN}|毛钱?|{_END})"
)
DISCOUNT = re.compile(
    r"(?:打个?)?(?<![0-9.])(?P<n>[1-9](?:\.[1-9]|[0-9])?|(?<![一二三四五六七八九十])[一二三四五六七八九]"
    r"(?:点?[一二三四五六七八九])?)折(?![伞叠腾页线纸边痕断射磨])|打?对折|半价"
)
ROUND_OFF = re.compile(
    "抹(?:个|掉|去|一下|下|了)?零头?|零头(?:就|都|也|给我|帮我)*(?:去|抹|免|不要|算了|省|别要|不算)[掉了个]*|去[个掉]?零头"
)
# 120两件行不行: the price of several.
FOR_SEVERAL_COUNT = r"[0-9两二三四五六七八九十]{1,3}[件个条支双套盒本]"
FOR_SEVERAL = rf"\s?{FOR_SEVERAL_COUNT}(?:一起)?(?:行|可以|卖|成[吗不交]|好[吗不]|能卖|包邮)"
BARE = re.compile(
    rf"(?<![a-z第码号围高重选])(?P<n>{_PLAIN})(?=\s?(?:能拿|行我|行就|要不要卖|我要了|整行|收不收|能少|最低|好吧|有点贵|太贵|能不能拿下|行不行|行不|行吗|行么|行嘛|可以吗|可以么|可以不|可不可以|卖吗|卖不|卖我|"
    rf"能卖|包邮|成吗|成不|成交|给不给|出吗|出不|拿下|拿走|我就|怎么样|如何|得了|好不好|好吗|吧?凑个?整)|{FOR_SEVERAL})"
)
_ROUGHLY = "(?:的?预算|左右|上下|以内|之内|以下)"
ABOUT = re.compile(
    rf"(?<![零一二三四五六七八九十百千万第])(?P<n>[两二三四五六七八九][百千])(?={_ROUGHLY})"
    rf"|(?<![0-9.高重])(?P<digits>[1-9][百千]|[2-9][0-9]{{2}}|[1-9][0-9]{{3}})(?={_ROUGHLY}(?!.{{0,4}}[瓦克斤字人米寸高重]))"
)
EACH = re.compile(rf"(?P<n>{ARABIC})(?:一|每)[件个条支双套盒本把盏只]")
_CLAUSE_END = r"$|[\s,，?？]|行|可以"
# After these a bare number is a price, whatever follows but a unit; before 给我 and 拿两条 too.
_NO_UNIT = r"(?![0-9.\-/%]|\s?(?:[件个条支双套盒本包斤码号天月日点岁年次克米]|cm|kg|公斤|分钟|小时))"
PRICED = re.compile(
    rf"(?:原价|现价|标价|活动价|券后|折后|打完折|心理价|一共|总共|合计|总计|拍的|减完|运费|邮费|差价|到手|优惠[完后]|实付|付了)(?:价|是|才|只要|:|\s)*(?P<n>{_PLAIN}){_NO_UNIT}"
    rf"|(?P<given>{_PLAIN})(?=给我|可以我?就|能不能[出卖拿给]|拿{FOR_SEVERAL_COUNT})|(?<=给)(?P<offer>{_PLAIN})(?=我)|(?:降到|减到|少到|便宜到|优惠到)\s?(?P<down>{_PLAIN}){_NO_UNIT}"
    rf"|(?<![要拿来拍买换下每])[一两](?:件|条|双|套|个|盒|本)(?P<each>(?!3[3-9]|4[0-8]){ARABIC}){_NO_UNIT}(?={_CLAUSE_END})"
    rf"|卖\s?(?P<sold>{_PLAIN}){_NO_UNIT}|怎么(?:变成?|又|就|成)?(?P<now>[1-9][0-9]{{1,3}})(?=了)"
    rf"|(?:昨天|前天|上午|早上|刚才|刚刚|上周|上[次回]|之前|别人|别家|隔壁家?|拼多多|淘宝|京东)(?:还是|才|还|是|只要|上|卖)*(?P<once>(?!3[3-9]|4[0-8]|1[0-9][05]){ARABIC}){_NO_UNIT}"
    # 189的那个: no size is that odd.
    rf"|(?<![0-9.])(?P<odd>(?!20[0-9]{{2}})[1-9][0-9]{{1,2}}[1-46-9])的(?=那|这|和|跟|有啥|链接)"
)
# These count only beside an amount (这个39块 那个45, 怎么是139 不是129吗), or where no body is measured (两百五？).
BESIDE = re.compile(
    rf"(?:那个|这个|另一?个|别家)(?P<n>{ARABIC}){_NO_UNIT}(?={_CLAUSE_END})|不是(?P<not>[1-9][0-9]{{1,3}})(?=吗|么)"
)
SPOKEN_OF = re.compile("[块元钱价¥]|付款|拍下|下单|结算")
# 69.9跟79.9: what a shop's prices end with.
NINES = re.compile(
    r"(?<![0-9.a-z])(?P<n>[1-9][0-9]{1,3}\.(?:9|8|99|90|88|80))(?![0-9.]|\s?(?:[a-z%分寸块元件版号度]|毫))"
)
ROUND_CHINESE = re.compile(rf"(?<![一-鿿0-9])(?P<n>[一两二三四五六七八九]百[一二三四五六七八九])(?={_CLAUSE_END})")
BODY = re.compile("米|身高|体重|斤|高|kg|cm")
DOWN_TO = re.compile(
    rf"(?:便宜到|降到|优惠到|少到|减到|算我|算你|卖我?|只要|出价?|(?:预算|单价|总价|价格|价位)(?:是|在|大概|就|只有|:)*|(?:[别人那]家|上次|昨天|之前|以前|原来)[一-鿿]{{0,4}}?才|(?:拍下|下单|付款|结算|显示)怎么(?:是|要)|凑个?整?|最多|给你|给您)\s?(?P<n>{_PLAIN})(?:{_YUAN}|{_END})|满(?P<over>{ARABIC})(?=[减送才打]|包邮)"
)


def find(text: str, said: str = "") -> Iterator[Found]:
    """Every mention of money; overlaps are settled elsewhere."""
    for match in AMOUNT.finditer(text):
        yield _found(match, _money("amount", _yuan(match)))
    for match in JIAO.finditer(text):
        yield _found(match, _money("amount", int(number(match["n"]) * 10)))
    for match in OFF.finditer(text):
        dimes = match[0].rstrip("钱").endswith("毛") and not match["jiao"]
        yield _found(match, _money("off", int(number(match["n"]) * 10) if dimes else _yuan(match)))
    for match in DISCOUNT.finditer(text):
        yield _found(match, _money("discount", rate=_rate(match["n"])))
    for match in ROUND_OFF.finditer(text):
        yield _found(match, _money("round_off"))
    yield from (*_bare(text), *_beside(text))


def _beside(text: str) -> Iterator[Found]:
    if not BODY.search(text):
        for match in (*ROUND_CHINESE.finditer(text), *NINES.finditer(text)):
            yield _amount(match, "n")
    for match in BESIDE.finditer(text) if SPOKEN_OF.search(text) else ():
        yield _amount(match, str(match.lastgroup))


def _amount(match: re.Match[str], group: str) -> Found:
    return Found("money", *match.span(group), _money("amount", fen(number(match[group]))))


def _bare(text: str) -> Iterator[Found]:
    for pattern in (BARE, EACH):
        for match in pattern.finditer(text):
            yield _found(match, _money("amount", fen(number(match["n"]))))
    for match in (*ABOUT.finditer(text), *PRICED.finditer(text)):
        yield _amount(match, str(match.lastgroup))
    for match in DOWN_TO.finditer(text):
        said = match["n"] or match["over"]
        start = match.start("n") if match["n"] else match.start("over")
        jiao = _jiao(match["jiao"])
        yield Found("money", start, match.end(), _money("amount", fen(number(said)) + jiao))


def _money(form: str, amount: int | None = None, rate: int | None = None) -> dict[str, Any]:
    return {"form": form, "fen": amount, "rate": rate}


def _found(match: re.Match[str], value: dict[str, Any]) -> Found:
    return Found("money", match.start(), match.end(), value)


def _yuan(match: re.Match[str]) -> int:
    groups = match.groupdict()
    return fen(number(groups["n"] or groups["sign"])) + _jiao(groups["jiao"])


def _jiao(digit: str | None) -> int:
    if not digit:
        return 0
    return 10 * (int(digit) if digit.isascii() else DIGITS[digit])


def _rate(said: str | None) -> int:
    """九 -> 90, 九五 -> 95, 8.5 -> 85; nothing (对折, 半价) -> 50."""
    if said is None:
        return 50
    digits = "".join(str(DIGITS.get(char, char)) for char in said if char not in ".点")
    return int(Decimal(digits) * (10 if len(digits) == 1 else 1))
