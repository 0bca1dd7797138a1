"""Leading a shopper off the platform: other messengers, phone numbers, links, money sent by hand."""

from __future__ import annotations

import re
from collections.abc import Iterator

from huashu.scripts.checks.base import Book, Check, Finding, Said
from huashu.scripts.checks.spoken import Find, Judge, over_said, over_shop

# 淘宝《市场管理与违规处理规范》、京东和拼多多的同类规定：不得引导顾客到平台以外联系、付款；变着写法的一样算。
_NAMES = re.compile(
    "微信|薇信|徽信|威信(?=号|[:：]|加|联系)|微❤|威❤|薇❤|微-信|微 信|V信|v信|VX|vx|Vx|vX|WX|wx|Wx|WeChat|wechat"
    "|Wechat|WECHAT|weixin|加(?:个|一下|下)?[VvＶ＋+➕]|wei信|WEI信|薇(?= ?[:：]|号)|微(?=我|：|:)"
    "|威信(?=[a-z0-9])|绿泡泡|绿色软件"
    "|QQ(?!糖|弹|邮)|qq(?!\\.|邮)|Qq|扣扣|Q群|加企鹅|企鹅号|旺信|飞信|钉钉|公众号|小程序|朋友圈|抖音|快手|小红书"
    "|闲鱼|微博|拼多多|视频号|直播间|站外"
    "|WhatsApp|whatsapp|Telegram|telegram"
    "|加我(?!们?家)|加一下我|加下我|添加我|加个?好友|加为好友|加群|进群|入群|拉您进|粉丝群|会员群|福利群|私聊"
    "|私信|私下|线下(?:交易|付|转|成交)|绕开平台|不走平台|平台外"
    "|转账(?<!对公转账)|转我|转给我|打款给|打钱|汇款(?<!对公汇款)|卡号|支付宝[账帐]?号|收款码|付款码|二维码|扫码"
    "|扫一扫|扫我|扫描下|红包转"
    "|拨打|致电|客服热线|热线电话|打我们?的?(?:电话|手机)|打这个(?:电话|手机|号)|我们?的(?:电话|手机|号码)|座机"
    "|发短信|官网|走线下|电话联系我|(?:打电话|发邮件)给我们?(?!手)|给我们?(?=打电话|发邮件|写邮件)|发您个?链接"
    "|[一幺][三五七八九][零一二三四五六七八九幺]{9}"
    "|点击?这?个?(?:下面|下方|上面)?的?链接(?!旁|后|上面的)|打开链接|复制链接|链接(?:里)?(?:付款|支付|转账|下单)"
    "|淘口令|http|HTTP|www\\.|WWW\\."
)
# 数字和网址：手机号、座机、400 电话、邮箱、域名。
_NUMBERS = re.compile(
    "[0-9A-Za-z](?:"
    "(?<=1)(?<![0-9]1)[3-9][0-9](?:[ -]?[0-9]{4}){2}(?![0-9])"
    "|(?<=0)(?<![0-9]0)[0-9]{2,3}[ —-]?[0-9]{3,4}[ -]?[0-9]{4}(?![0-9])"
    "|(?<=[48])(?<![0-9][48])00[ -]?[0-9]{3}[ -]?[0-9]{4}(?![0-9])"
    "|(?<![0-9A-Za-z][0-9A-Za-z])[0-9A-Za-z_-]*(?:\\.[0-9A-Za-z_-]+)*@[0-9A-Za-z-]+\\.[a-z]+"
    "|(?<![0-9A-Za-z][0-9A-Za-z])[0-9A-Za-z-]*\\.(?:com|cn|net|top|shop|vip|xyz|cc|org|club)(?![0-9A-Za-z]))"
)
_PAYING = re.compile("付|支付|收款方式|结账")
_LEADING = re.compile("加|私|转|联系|聊|扫|群|返|号[:：是]|红包")
_WARNING = re.compile("别[点信加扫转理给]|不要[点信加扫转给]|勿|当心|小心|谨防|骗|不是我们")
_FIXES = (
    (re.compile("付|转|钱|款|卡号|[账帐]"), "付款只走平台，写 {payment_rule}"),
    (re.compile("[0-9电话手机座热线致拨]{2}|@"), "删掉号码；要打电话就请顾客留手机号，由同事打过去"),
    (re.compile("链接|http|HTTP|www|WWW|\\.|码|扫|令"), "删掉；请顾客“把名字发我”，或者到店铺页面上看"),
)


def _judge(find: Find) -> Finding | None:
    if find.negated or _WARNING.search(find.clause):
        return None
    if find.words == "微信" and _PAYING.search(find.clause) and not _LEADING.search(find.clause):
        return None  # 微信支付是付款的方法
    fix = next((each for pattern, each in _FIXES if pattern.search(find.words)), "删掉，请顾客在这里说就行")
    return Finding(find.span, f"不能把顾客引到平台外面：{find.words}", fix)


def off_platform(said: Said, book: Book) -> Iterator[Finding]:
    platforms = {shop.platform for shop in book.library.shops.values()}
    yield from over_said(_NAMES, _except(platforms))(said, book)
    yield from over_said(_NUMBERS, _judge)(said, book)


def off_platform_in_shop(shop: str, book: Book) -> Iterator[Finding]:
    yield from over_shop(_NAMES, _except({book.library.shops[shop].platform}))(shop, book)
    yield from over_shop(_NUMBERS, _judge)(shop, book)


def _except(platforms: set[str]) -> Judge:
    """A shop on 抖音 may name it."""
    return lambda find: None if find.words in platforms else _judge(find)


CHECK = Check("SC043", "把顾客引到平台外面", said=off_platform, shop=off_platform_in_shop)
