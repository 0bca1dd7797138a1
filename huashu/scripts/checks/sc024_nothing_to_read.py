"""A folder without files, or a file that cannot be opened."""

from huashu.scripts.problems import Code, Problem, Span

CHECK = Code("SC024", "文件夹里没有文件，或者文件打不开")


def no_shops(path: str) -> Problem:
    return CHECK.at(Span(path, 1, 1), "没有店铺文件", "在 shops/ 里放一个 <店铺>.yml")


def no_scenes(path: str) -> Problem:
    return CHECK.at(Span(path, 1, 1), "没有话术文件", "在这个文件夹里放一个 <场景>.yml")


def no_words(path: str) -> Problem:
    return CHECK.at(Span(path, 1, 1), "没有聊天窗口的字", "在这个文件夹里放一个 widget.yml，照 docs/scripts.md 写")


def unreadable(path: str) -> Problem:
    return CHECK.at(Span(path, 1, 1), "文件打不开", "检查文件的权限")


def check_broke(path: str) -> Problem:
    return CHECK.at(Span(path, 1, 1), "检查的时候程序出了错，这次的改动没有生效", "请写程序的同事看日志；先改回去也行")
