"""Two files use one id: nobody could say which line was meant."""

from huashu.scripts.problems import Code, Problem, Span

CHECK = Code("SC013", "两个文件用了同一个编号")


def id_twice(span: Span, script_id: str, first: Span) -> Problem:
    message = f"编号已经用过了：{script_id}（{first.path}:{first.line}）"
    return CHECK.at(span, message, "换一个编号，或者合成一处")
