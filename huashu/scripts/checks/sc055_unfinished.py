"""Words left for later: a shopper would read them."""

from __future__ import annotations

import re

from huashu.scripts.checks.base import Check, Finding
from huashu.scripts.checks.spoken import Find, over_said, over_shop

_WORDS = re.compile(
    "TODO|todo|Todo|FIXME|fixme|TBD|tbd|WIP|[Ll]orem|ipsum|asdf|qwer|(?<![A-Za-z])[Tt]est(?![A-Za-z])|测试(?=一下"
    "|话术|文案|用|$)|待补充|待补(?!货|发|差|款|上)"
    "|待填|待写|待完善|待修改|待更新|待定(?=$|[）)】。，])|还没写|没写完|先空着|稍后补|回头补|占位|未完待续|待续"
    "|等下补|想想怎么写|某某(?=店|旗舰|家|品牌|公司)|啊{3,}|1{4,}(?![0-9])|（空）|填写这里|这里填|这里写(?=店|商"
    "|价|时|名|地|具)"
    "|此处(?=[填写补放插省略待是])|略(?=[。）)]?$)|（略|（待|（补|（填|(?<![A-Za-z0-9×])[Xx×]{2,}(?![A-Za-z0-9])"
    "|[？?]{2,}|_{2,}|＿{2,}|\\*{2,}|＊{2,}|○{2,}|〇{2,}|□{2,}|\\.{4,}|[（(] *[）)]|“ *”|《 *》"
    "|【[^】]*(?:名|填|写|待|价|日期|时间|号|地址|内容)[^】]*】|【 *】"
    "|\\[[^\\]]*\\]|<(?![A-Z]码)[^>]*>|\\$\\{?|%s"
    "|[，、：；,](?=\\s*$)"
)


def _judge(find: Find) -> Finding:
    words = find.words.strip()
    if words[0] in "，、：；,":
        return Finding(find.span, f"这句停在“{words}”上，没有写完", "把话说完，用“。”或者“？”收尾")
    if words[0] in "？?":
        return Finding(find.span, f"像是没写完：{words}", "没想好的先补上；是问句就留一个“？”")
    return Finding(find.span, f"像是没写完：{words}", "补上要说的话；每次不一样的用占位符，例如 {shop_name}")


CHECK = Check("SC055", "没写完", said=over_said(_WORDS, _judge), shop=over_shop(_WORDS, _judge))
