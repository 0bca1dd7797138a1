"""Ordinary goods praised as if they were medicine."""

from __future__ import annotations

import re

from huashu.scripts.checks.base import Check, Finding
from huashu.scripts.checks.spoken import Find, over_said, over_shop

# 广告法第十七条：医疗、药品、医疗器械以外的广告，不得涉及疾病治疗功能，不得用医疗用语。第十八条：保健功能同样不许乱说。
_WORDS = re.compile(
    "治疗|疗效|疗程|疗愈|理疗|磁疗|食疗|治愈|根治|主治|医治|治病|治好|防病|包治|百病|药到病除|药用|药效|药妆|医用|医疗|医学|处方|临床"
    "|消炎|抗炎|杀菌|抑菌|抗菌|除菌|灭菌|杀毒|抗病毒|除螨|防螨|抗癌|防癌|抗肿瘤|防辐射|抗辐射|排毒|解毒|清毒|毒素|减肥|瘦身|燃脂|塑形瘦|瘦脸"
    "|丰胸|祛斑|淡斑|祛痘|祛疤|祛皱|祛湿|美白|生发|防脱发|降血|降三高|降压|降脂|降糖|血压|血脂|血糖|改善睡眠|促进睡眠|帮助睡眠|助眠|安眠|安神|催眠|失眠"
    "|活血|化瘀|通络|补肾|壮阳|养肝|护肝|养胃|养颜|补血|补气|明目|防近视|治近视|预防近视|控制近视|降度数|恢复视力|改善视力|免疫力|增强免疫|提高免疫"
    "|抗衰|延缓衰老|抗氧化|延年益寿|抗过敏|防过敏|不会过敏|零过敏|止痛|镇痛|止痒|止血|强身健体|养生|保健|促进发育|增高|负离子|远红外|改善循环|促进循环"
    "|微循环|新陈代谢|无副作用|没有副作用|零副作用"
    "|缓解.{0,4}(?:疼|痛|疲劳|酸|焦虑|颈椎|症状)|预防.{0,3}(?:感冒|疾病|癌|颈椎|中风|病)"
)


def _judge(find: Find) -> Finding | None:
    if find.negated:
        return None
    fix = f"删掉“{find.words}”，只说用料、做工、尺寸这些；顾客问功效，就说没有依据、不敢乱说"
    return Finding(find.span, f"普通商品不能说医疗、保健功效：{find.words}", fix)


CHECK = Check("SC041", "说了医疗、保健的功效", said=over_said(_WORDS, _judge), shop=over_shop(_WORDS, _judge))
