"""Parts of YAML that scripts do not use: tags, keys that are no text, several documents."""

from huashu.scripts.problems import Code, Problem, Span

CHECK = Code("SC007", "用了这里不用的 YAML 写法")


def tag(span: Span, name: str) -> Problem:
    return CHECK.at(span, f"这里不用 YAML 标签：{name}", "去掉感叹号开头的标签")


def odd_key(span: Span) -> Problem:
    return CHECK.at(span, "键必须是文字", "以 { 或 [ 开头的文字请加引号")


def second_document(span: Span) -> Problem:
    return CHECK.at(span, "一个文件里有两份 YAML", "去掉 --- 这一行，或者分成两个文件")
