"""Hurry that nobody can prove: how many are left is a fact {stock}, until when a campaign runs is {campaign_until}."""

from __future__ import annotations

import re

from huashu.scripts.checks.base import Check, Finding
from huashu.scripts.checks.spoken import Find, over_said, over_shop

# 广告法第二十八条、《明码标价和禁止价格欺诈规定》第十九条：不得用虚假的剩余数量、时限诱人下单。
_FEW = (
    "(?:[0-9一二两三四五六七八九十几]+ ?[件套双条个盏支盒本只瓶份罐台天]"
    "|[0-9一二两三四五六七八九十几]+ ?(?:小时|分钟|席|位|名额)|少量|不多|最后)"
)
_WORDS = re.compile(
    "手慢[无没]|手快有|拼手速|仅剩(?!下?\\{)"
    f"|只剩下?(?={_FEW})|就剩下?(?={_FEW})|最后(?=[一两几0-9二三四五六七八九十]+ ?(?:件|套|个名|双|盏|盒|天|小时"
    "|分钟|波|批|名额|席)|机会)"
    "|马上(?=就?要?(?:没|抢完|卖完|断货|售罄|涨价|恢复原价|结束|截止|下架))|快(?=没[了货啦]|卖完|抢完|断货|抢光"
    "|售罄)|就快(?=没|卖完)"
    "|再不(?=拍|买|下单|付|抢|来|定)|不(?=[拍买抢]就?没)|没了别怪|过时不候|过期不候|过了这村|过这村|错过(?=今天"
    "|就|这|再|不|要等|后悔|了就)"
    "|限时(?<!有限时)(?!段|间)|限量|秒杀|抢购|疯抢|哄抢|开抢|抢到|抢完|抢光|赶紧(?=[拍买抢付]|下单|入手)"
    "|抓紧(?=[拍买抢付]|下单|时间|入手|机会)|尽快(?=[拍买抢付]|下单)"
    "|快(?=[抢买]|拍(?!照)|下单|付款|来拍)|速(?=[拍抢来]购?)|从速|机不可失|库存紧张|库存告急|货不多|库存不多"
    "|不多了|断货边缘|机会难得|卖得飞快|卖完就没|过了(?=今天|今晚|明天)|趁现在|别人都在(?=拍|抢|买)|快点(?=下单"
    "|拍|付|抢)|火速|数量有限|名额有限|先到先得|售完即止|售完为止|卖完为止|卖疯|爆单|爆款"
    "|恢复原价|(?:就|要|会|马上|明天|明早|今晚)(?=要?涨价)|倒计时|今天(?=最后|不[拍买]|截止|就截止)|今晚(?=最后"
    "|截止|恢复)|好多人(?=在|都|等|看|抢|盯)|很多人(?=在|都|等|抢|盯)"
    "|大家都在(?=[抢拍买])|都在抢|别犹豫|不要犹豫|还犹豫什么|犹豫就"
)


def _judge(find: Find) -> Finding | None:
    if find.negated and not find.words.startswith(("别犹豫", "不要犹豫")):
        return None
    words = find.words + find.after[:5].partition("{")[0]
    if re.search("剩|货|件|库存|限量|完|没", words):
        fix = "照实说一声就好，例如“还剩{stock}件，不是催您”"
    elif re.search("天|时|晚|截止|涨价|原价|结束|秒杀", words):
        fix = "写到什么时候，例如“活动办到{campaign_until}”，别的删掉"
    else:
        fix = "删掉，请顾客慢慢挑，例如“不急，选好了再拍也来得及”"
    return Finding(find.span, f"催促顾客，制造紧张：{words}", fix)


CHECK = Check("SC048", "催促顾客，制造紧张", said=over_said(_WORDS, _judge), shop=over_shop(_WORDS, _judge))
