"""A file that would be overlooked, or whose name and content disagree."""

from huashu.scripts.problems import Code, Problem, Span

CHECK = Code("SC023", "文件名不对")


def wrong_ending(span: Span, stem: str) -> Problem:
    return CHECK.at(span, "文件名要以 .yml 结尾", f"改名为 {stem}.yml")


def other_shop(span: Span, shop_id: str, stem: str) -> Problem:
    fix = f"把文件改名为 {shop_id}.yml，或者写“店铺: {stem}”"
    return CHECK.at(span, f"店铺编号和文件名不一样：{shop_id}", fix)


def bad_topic(span: Span, stem: str) -> Problem:
    return CHECK.at(span, f"问答文件的名字不对：{stem[:40]}", "文件名只用小写英文、数字和下划线，例如 care.yml")
