"""A list where a text belongs, a text where a mapping belongs, and so on."""

from huashu.scripts.problems import Code, Problem, Span
from huashu.scripts.reader import Items, Node, Table, Text

CHECK = Code("SC010", "应当是文字、列表或“键: 值”的地方写了别的")
_SHAPES = {Text: "文字", Items: "列表", Table: "“键: 值”"}


def wrong_shape(node: Node, wanted: type[Text | Items | Table]) -> Problem:
    written = "现在是空的" if isinstance(node, Text) and not node.value else f"写的是{_SHAPES[type(node)]}"
    message = f"这里应当是{_SHAPES[wanted]}，{written}"
    return CHECK.at(Span(node.span.path, node.span.line, node.span.column), message, _fix(node, wanted))


def _fix(node: Node, wanted: type[Text | Items | Table]) -> str:
    if wanted is Text:
        return "以 { 或 [ 开头的句子，整句加上引号"
    if wanted is Items:
        return "一项一行，以“- ”开头；或者写成 [甲, 乙]"
    full_width = isinstance(node, Text) and "：" in node.value
    return "键后面用半角冒号加一个空格，不用全角冒号“：”" if full_width else "写成“键: 值”，一行一个，对齐"
