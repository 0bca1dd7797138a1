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


def wrong_folder(span: Span) -> Problem:
    fix = "场景放在 scripts_zh 里，问答放在 faq/，店铺放在 shops/，再下面一层的不会读"
    return CHECK.at(span, "文件放错了文件夹，里面的话不会有人说", fix)


def unprintable_name(shown: str) -> Problem:
    """``shown``: the name with what cannot be printed written out."""
    return CHECK.at(Span(shown, 1, 1), "文件名里有看不见的字符", "改成小写英文、数字和下划线，例如 payment.yml")
