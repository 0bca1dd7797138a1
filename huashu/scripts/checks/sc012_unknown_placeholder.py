"""A placeholder that nothing fills: Rasa would show it to the shopper as it stands."""

from collections.abc import Collection

from huashu.scripts.problems import Code, Problem, Span, did_you_mean

CHECK = Code("SC012", "没有这个占位符")
_MOST_LISTED = 8


def unknown_placeholder(span: Span, name: str, allowed: Collection[str]) -> Problem:
    guess = did_you_mean(name, allowed, "{{}}")
    usable = f"这里可以用：{_listed(allowed)}" if allowed else "这里不用占位符"
    return CHECK.at(span, f"没有这个占位符：{{{name}}}", guess + usable)


def _listed(names: Collection[str]) -> str:
    shown = "、".join(f"{{{name}}}" for name in list(names)[:_MOST_LISTED])
    return f"{shown} 等，见 docs/scripts.md" if len(names) > _MOST_LISTED else shown
