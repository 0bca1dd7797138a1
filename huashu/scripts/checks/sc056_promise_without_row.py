"""Words that owe something, in a script that writes no promise: nobody would know that it is owed.

What is asked or denied is no promise (“要给您…吗？”, “不送赠品”); neither is a rule of the shop in a placeholder. A
script with 承诺 may say what its row is about: “人工接待” is no row for a gift.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from huashu.scripts.checks.base import Book, Check, Finding, Said
from huashu.scripts.checks.spoken import Find, finds, shown, without_quotes
from huashu.scripts.model import Script

_SOON = "就?(?:马上|立刻|立即|尽快|优先|能|可以|给您|帮您|为您|安排|一定|准时|统一|全部|都)*"
_DAY = "今天(?:下午|上午|晚上|之内|内)?|今晚|今日|明天(?:一早|上午|下午)?|明早|后天|当天|下午|周[一二三四五六日天]"
_HEAVY = (
    "减|便宜|优惠|打折|打[0-9一二三四五六七八九.]{1,3}折|免|抹|个?折|打个?折|算便宜|算[0-9{]"
    "|改价|改成|少(?!说|走|了)|让[0-9一-十{点利]|返|申请(?:到|了)"
)


@dataclass(frozen=True)
class _Kind:
    """One sort of promise: the row to write for it, what it sounds like, and the kinds of rows that cover it."""

    kind: str
    sounds: re.Pattern[str]
    covered_by: frozenset[str]
    remark_is_enough: bool = False


_GIFTS = frozenset({"gift"})
_MONEY = frozenset({"coupon", "price"})
_LEAVING = frozenset({"dispatch", "carrier"})
_NEWS = frozenset({"reply", "callback", "human", "trace", "restock", "supervisor_answer", "cancel"})
# Whatever is owed on an order is noted on it: 已经备注 goes with any of these rows.
_ORDER = frozenset({"change", "card", "invoice", "carrier", "cancel", "trace"}) | _GIFTS | _MONEY
_KINDS = (
    _Kind(
        "gift",
        re.compile(
            "送[您你](?!到|过|去|回|上门|货)|送(?=(?:一|两|[0-9]+)?[份个件支本盒条双只套]|小?礼(?!的|貌)|赠品"
            "|点小|\\{gift_name\\})(?<!运送)|附赠|赠送|赠[您你]|赠(?=一|两|运费)|加赠|随赠"
            "|送(?=香囊|礼品|东西)|随单送|下单(?=就送|有礼|即送)|拍(?=就送|下就送|即送)|放(?=.{0,3}(?:份"
            "|个)?(?:赠品|小?礼[品物]))|[给帮][您你](?=[加带放塞捎附装](?:一|个|份|点|上|小|两|\\{))"
            "|多[给送放装][您你]?(?=一|两|几|个|份|[您你])|买[一二两三1-3]送[一二1-9]|额外送"
            "|\\{gift_name\\}(?=送[您你]|给[您你])"
        ),
        _GIFTS,
    ),
    _Kind(
        "coupon",
        re.compile(
            f"[给帮为替][您你](?:再|多|先|直接|特别|专门)*(?:{_HEAVY})|便宜(?=[您你]|给[您你]"
            f"|[0-9一二两三四五六七八九十{{])|优惠(?=给?[您你]|[0-9一二两三四五六七八九十{{])"
            "|少收[您你]?|少算[您你]|返[您你]|返现|抹零|直接减|拍下改价|再减|立减|直减|减免|免[您你](?=的|[0-9{])"
            "|算[您你](?=便宜|[0-9{])|按.{1,8}价给[您你]|券(?:发|给|送)[您你]|[送发][您你].{0,6}券"
        ),
        _MONEY,
    ),
    _Kind(
        "price",
        re.compile(
            "包邮|免邮|免运费|运费全免|不收运费|不要运费|运费(?=(?:我|咱|店里|本店|由我|由店)|.{0,2}(?:承担|免了"
            "|给您免|包了))|邮费(?=(?:我|咱|店里|由我)|.{0,2}(?:承担|免了|包了))"
        ),
        _MONEY,
    ),
    _Kind(
        "coupon",
        re.compile(
            "补[您你给](?!补)|补(?=一[份个张件双条]|偿|[寄送]|发(?!货)|个差价)|改天补|下次补"
            "|寄您|[给帮][您你](?=寄(?:一|个|份|双|点|小样))|承担(?=.{0,3}(?:运费|邮费))|(?:运费|邮费)(?=我们出|我出)|少一罚"
            "|[给帮替][您你](?:再|马上|立刻)*(?=申请(?!了?开票)|退(?!货|换|了再|订)|赔)|[坏碎破]了?(?=我赔|我们赔|算我)"
            "|差价(?=[补退返]|我?们?[退补]|给[您你]|我们?出)|退差价"
            "|补差价(?=给[您你])|退[您你还](?=.{0,4}(?:款|钱|差|运费|[0-9{]))|全额退|双倍退"
            "|赔(?=[您你付偿钱给双])|双倍|包赔|包退|包换|不合适免费|少了补|[坏碎破漏]了?(?=换新|补|包|赔|给您换)"
            "|给您换(?=新|一)|马上退|给您退|免费(?=换|补|退|寄|修|维修|送|重|给)|重[发寄](?=给?[您你]|一[份个件])"
            "|保价|随时退|随时换|无条件退|无条件换|质保|保修|包修"
        ),
        _MONEY,
    ),
    _Kind(
        "dispatch",
        re.compile(
            f"(?:{_DAY}){_SOON}(?:发(?!票|现|生|来|我)|寄|走(?!走)(?<!当天走)|出库|到(?!货?了|时候|期|家里坐)|送到"
            "|送达|收到|拿到|签收)"
            "|(?:马上|立刻|立即|尽快|优先|即刻|第一时间)(?:就|给您|帮您|为您|安排)*(?:发(?!票|现)|寄|打包|出库"
            "|安排|处理|补)|让仓库(?=先|优先|马上)|[0-9]+小时内(?=发|处理|回|到)"
            "|[0-9一二两三四五六七八九十]{1,3}天内(?=发|处理|给|回|答|到)|[0-9]{1,2}(?=点前发|点发)"
            "|下周(?=[到发一二三四五])|用.{1,4}给您(?=发|寄)|秒发|加急|插队|[按准]时(?=发|送到|到达|出库)"
        ),
        _LEAVING,
    ),
    _Kind(
        "reply",
        re.compile(
            "[给帮为替][您你](?=预?留(?!言|意|个?[心神电手号])|保留|占着)|留给[您你]|[给帮为替][您你]锁|先留着给"
            "|(?:到时候?|稍后|回头|晚点|一会儿?|等会儿?|待会儿?|过会儿?|明天|之后|有货了?|到货了?|有了|有消息"
            "|查到了?|[好行]了)(?:我|我们|就|会|再|的话|以后|后|第一时间|马上|在这里|在这儿)*"
            "(?:[给跟和向][您你](?=.{0,2}(?:打|回|发|说|联系|留言))|打[您你]电话|(?:通知|联系|回复|提醒|告诉|答复"
            "|叫|喊|回)[您你])"
            "|[给跟][您你](?:打电话|打过去|回电|回拨|回个|去电)|(?:会|就|再|一定"
            "|保证)(?<!快递员会)(?<!件时会)(?<!快递会)(?:尽快|及时|马上|第一时间|主动|在这里)*(?:通知|联系|回复"
            "|提醒|答复|告诉)[您你](?!们?的)|回[您你](?=电话|消息)"
            "|跟进|跟踪到底|[帮替给][您你]盯|我去催|[帮替给][您你]催|有结果(?=告诉|通知|回)|处理好了?(?=告诉|通知"
            "|回)|来货了?(?:第一时间)?(?=通知|告诉)|有同事(?=联系|回|打)"
        ),
        _NEWS,
    ),
    _Kind(
        "change",
        re.compile(
            "[给帮为替][您你](?:都|先|已经)*(?=备注|写上|记上|记下|标注|注明|改好|改成|改过来|换成|换好|取消"
            "|登记好|登记上|安排|写好|包好|改地址|改电话|换快递|改尺码|改颜色|开发票|开好)|备注(?=[好上]了|了"
            "|过了)|已经?备注|写进备注|记到订单|写到订单|标[了上]红旗|红旗"
        ),
        _ORDER,
        remark_is_enough=True,
    ),
    _Kind(
        "reply",
        re.compile(
            "保证(?!金|书|卡|人|不了|不|没|质量|品质|正|合|满意|能到|会到|到|准)"
            "|一定(?<!不一定)(?=[给帮替为][您你]|尽快|按时|准时|及时|发|送|补|留|办|处理|回复|通知|联系|安排|解决"
            "|给个|负责|会(?!合|满|喜))"
            "|承诺|答应[您你]|我负责|我们负责|负责到底|说到做到|说话算话|包在我"
        ),
        _NEWS,
    ),
)
_UNDONE = re.compile("^(?:.{0,8}(?:结束|没有)了|不[了出到成上动]|不$|得了吗|吗)")
_IF_YES = re.compile("用得上|点个?头|愿意|要的话|想要|需要|同意")
_SAID_BEFORE = re.compile("说好(?!今|明)|前面说|刚才说|之前说")


def promise_without_row(said: Said, book: Book) -> Iterator[Finding]:
    if said.variant is None:
        return
    value = without_quotes(shown(said))
    told: set[int] = set()
    for kind in _KINDS:
        if _is_written(kind, said.script):
            continue
        for find in finds(kind.sounds, said.text, value):
            if find.start not in told and not _no_promise(find, kind):
                told.add(find.start)
                yield Finding(find.span, f"像是答应了顾客，却没有写承诺：{_told(find)}", _fix(kind, said))


def _is_written(kind: _Kind, script: Script) -> bool:
    if script.promise is not None:
        return script.promise.kind in kind.covered_by
    return kind.remark_is_enough and script.remark is not None


def _no_promise(find: Find, kind: _Kind) -> bool:
    if find.negated or find.asked or _UNDONE.match(find.after) or _SAID_BEFORE.search(find.before + find.words[:1]):
        return True
    return kind.remark_is_enough and _IF_YES.search(find.sentence) is not None


def _told(find: Find) -> str:
    """The words and a few more, so that its owner sees what was promised."""
    return find.words + find.after[: max(0, 8 - len(find.words))].partition("{")[0]


def _fix(kind: _Kind, said: Said) -> str:
    script = said.script
    if said.word:
        return "窗口自己的字不能答应什么：换个说法；要答应的，写成一条带“承诺:”的话术，让客服来说"
    if script.promise is not None:
        return f"这一条的“承诺:”是 {script.promise.kind}，管不到这件事：去掉这几个字，或者另写一条话术来说它"
    remark = "写上“备注:”，再" if kind.remark_is_enough else ""
    return f"真要答应，{remark}写上“承诺:”（种类: {kind.kind}）和“备注:”；没打算答应，改成问句或者删掉"


CHECK = Check("SC056", "答应了顾客，却没有写承诺和备注", said=promise_without_row)
