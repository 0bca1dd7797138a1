"""A shop that has no file."""

from collections.abc import Collection

from huashu.scripts.problems import Code, Problem, did_you_mean
from huashu.scripts.reader import Text

CHECK = Code("SC019", "没有这个店铺")


def unknown_shop(shop: Text, shops: Collection[str]) -> Problem:
    fix = f"{did_you_mean(shop.value, shops)}现有的店铺：{'、'.join(sorted(shops))}"
    return CHECK.at(shop.span, f"没有这个店铺：{shop.value[:40]}", fix)
