"""A value of the wrong kind or unit: ``30分`` where yuan belong, ``yes`` for 是."""

from huashu.scripts.problems import Code, Problem, Span
from huashu.scripts.reader import Text

CHECK = Code("SC011", "值的写法不对")


def wrong_value(node: Text, kind: str, example: str) -> Problem:
    written = f"写的是：{node.value[:40]}" if node.value.strip() else "这里是空的"
    if node.remark and not node.value:
        return CHECK.at(node.span, f"应当是{kind}，{written}", f'# 后面的读不到，整个加上引号："{node.remark[:40]}"')
    return CHECK.at(node.span, f"应当是{kind}，{written}", f"写成 {example} 这样")


def too_many_variants(span: Span, most: int) -> Problem:
    return CHECK.at(span, f"说法超过 {most} 个", "去掉一些")
