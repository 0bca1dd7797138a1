"""Guarantees that nobody can keep."""

from __future__ import annotations

import re

from huashu.scripts.checks.base import Check, Finding
from huashu.scripts.checks.spoken import Find, over_said, over_shop

# 广告法第二十八条（虚假广告）、消费者权益保护法第五十五条（欺诈，退一赔三）：做不到的话，顾客可以照它要求赔。
_WORDS = re.compile(
    "百分百|百分之百|百分之一百|100%|100％|１００％|绝对(?![值路温湿])|永不|永远|永久|终身|终生|一辈子|万能(?!胶"
    "|插|充|转换|扳手|钥匙)|零风险|0风险|无风险|毫无风险"
    "|零瑕疵|零差评|零投诉|零缺陷|零甲醛|绝无|绝不|决不|绝没|毫无问题|完全没有(?:问题|色差|味道|异味|瑕疵)"
    "|保证(?=不|没|无|质量|品质|正|真|合|百|满意|您?(?:满意|喜欢)|好|能到|会到|到|准|穿|用|让您)"
    "|保证(?=是)|保准|保您满意|包不(?=[褪掉起坏])|从不(?=褪|掉|起|坏|断|缩|变形)|从来不(?=褪|掉|起|坏|断|缩|变形"
    "|出)|无任何(?=色差|瑕疵|问题|异味)|放一?百个心|稳稳的?(?=明|今|到|能)|肯定(?!一下)|担保|打包票|拍胸脯"
    "|包您?(?=满意|好|喜欢|合身|舒服|正品)|包治|假一赔|假一罚|无效退|稳赚"
    "|一定(?=能?会?(?:合身|合适|满意|喜欢|好看|没问题|不会|不掉|不褪|不坏|不起|按时到|准时到|能到|会到|到|送到|收到))"
    "|准时(?=必?达|必?到)|必达|铁定|妥妥的?(?=到|能|没|合)"
    "|不可能(?=坏|掉|褪|起球|变形|缩水|有问题|有色差|是假|假)|不会(?<!会不会)(?=褪色|掉色|起球|变形|缩水|断墨"
    "|漏墨|坏|有色差)"
    "|一点(?:都|也)不(?=褪|掉|起球|变形|缩|会)|怎么.{1,2}都不(?=会|褪|掉|起|变|坏|缩)|摔不[烂坏碎]|用不[坏完]"
)
_ARRIVAL = re.compile("到|达")


def _judge(find: Find) -> Finding | None:
    if find.negated or find.asked:
        return None
    if _ARRIVAL.match(find.after) or "到" in find.after[:3]:
        fix = "到货时间不担保，写算出来的，例如“路上一般{days}天”"
    else:
        fix = f"删掉“{find.words}”，说做得到的，例如“不满意的话，咱家{{return_rule}}”"
    return Finding(find.span, f"这句担保做不到：{find.words}{_tail(find)}", fix)


def _tail(find: Find) -> str:
    """A few words more, so that its owner sees what was guaranteed."""
    return find.after[:4].partition("{")[0]


CHECK = Check("SC042", "夸大，或者做不到的担保", said=over_said(_WORDS, _judge), shop=over_shop(_WORDS, _judge))
