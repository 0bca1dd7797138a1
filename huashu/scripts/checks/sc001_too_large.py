"""A file over the size that is read."""

from huashu.scripts.problems import Code, Problem, Span

CHECK = Code("SC001", "文件太大")


def too_large(path: str) -> Problem:
    return CHECK.at(Span(path, 1, 1), "文件超过 1 MiB", "分成几个文件")
