"""The campaign's facts in a line that is also said without a campaign."""

from huashu.scripts.problems import Code, Problem, Span

CHECK = Code("SC017", "活动的事实写在了没有活动也会用的地方")


def campaign_fact(span: Span, name: str) -> Problem:
    return CHECK.at(span, f"没有活动的时候 {{{name}}} 是空的", "只写在带“条件: {活动: 是}”的说法里")
