"""Too much of it: !!!, ~~~, 亲亲亲, strings of faces."""

from __future__ import annotations

import re
from collections.abc import Iterator

from huashu.scripts.checks.base import Book, Check, Finding, Said
from huashu.scripts.checks.spoken import Find, finds, shown

_FACE = "[\u2600-\u27bf\u2b50\U0001f300-\U0001faff]\ufe0f?"
_STRINGS = re.compile(
    f"[！!]{{2,}}|[～~]{{2,}}|亲亲+|{_FACE}(?:{_FACE})+|么么哒|[Mm][Uu][Aa]+|爱您哟|爱你哟|比心|哈{{4,}}|嘻{{3,}}"
    f"|呜{{2,}}|嘤{{2,}}|哦{{3,}}|啦{{2,}}|呀{{2,}}|哒哒+"
    "|，{2,}|。{2,}|、{2,}|亲爱的(?!人|家|妈|爸|朋)|宝宝(?=在|您|好|们|，)|嘿嘿嘿+|好哒好哒|小仙女|小姐姐|小哥哥"
    "|小主(?!人)|宝子|美女|帅哥|小可爱|\\(\\^|\\^_\\^|[>＞][_﹏][<＜]|orz|OTZ|hhh+"
)
_DEAR = re.compile("亲(?=[，,。！!～~？?、]|$)")
_SHOUTS = re.compile("[！!]")
_WAVES = re.compile("[～~](?![0-9{])")
_FACES = re.compile(_FACE)
_LIMITS = (
    (_DEAR, 1, "一个气泡叫一声“亲”就够"),
    (_SHOUTS, 2, "换成“。”或者“，”"),
    (_WAVES, 2, "换成“。”或者“，”"),
    (_FACES, 2, "留一个，别的删掉"),
)


def gushing(said: Said, book: Book) -> Iterator[Finding]:
    value, strung = shown(said), False
    for find in finds(_STRINGS, said.text, value):
        strung = True
        yield Finding(find.span, f"语气过火：{find.words}", _fix(find))
    for pattern, most, fix in _LIMITS if not strung else ():
        many = list(finds(pattern, said.text, value))
        if len(many) > most:
            yield Finding(many[most].span, f"语气过火：{many[most].words}用了 {len(many)} 次", fix)


def _fix(find: Find) -> str:
    if re.match("[！!～~，。、]", find.words):
        return f"留一个“{find.words[0]}”，或者换成“。”"
    if re.match("亲|小|宝|美|帅", find.words):
        return "称呼用“您”，开头叫一声“亲”就够"
    return "留一个，或者删掉"


CHECK = Check("SC054", "语气过火", said=gushing)
