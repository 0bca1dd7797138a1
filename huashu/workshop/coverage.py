"""Which scripts, variants and rungs neither a conversation test nor a real conversation has used."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from huashu.domain.shop import ShopProfile
from huashu.scripts import Library, Script, Variant
from huashu.workshop.usage import Kept, Usage

SayableVariant = tuple[str, str, int]


@dataclass(frozen=True)
class Coverage:
    """What can be used and what was. A variant counts once for each shop that can say it; so does a rung.

    ``tests``: how many were played; ``outdated``: how many of them before the scripts were last changed.
    """

    library: Library
    tests: int
    outdated: int
    variants: tuple[SayableVariant, ...]
    unused_variants: tuple[SayableVariant, ...]
    rungs: tuple[tuple[str, str], ...]
    unused_rungs: tuple[tuple[str, str], ...]

    @property
    def scripts(self) -> tuple[str, ...]:
        return tuple({script_id: None for _, script_id, _ in self.variants})

    @property
    def unused_scripts(self) -> tuple[str, ...]:
        used = {script_id for _, script_id, _ in set(self.variants) - set(self.unused_variants)}
        return tuple(each for each in self.scripts if each not in used)


def coverage_of(library: Library, tested: Mapping[str, Kept], real: Usage) -> Coverage:
    """``real``: what shoppers heard lately."""
    used = real
    for each in tested.values():
        used |= each.usage
    variants = tuple(_sayable(library))
    rungs = tuple((shop, rung) for shop, profile in library.shops.items() for rung in profile.ladder.rungs)
    return Coverage(
        library=library,
        tests=len(tested),
        outdated=sum(each.revision != library.revision for each in tested.values()),
        variants=variants,
        unused_variants=tuple(each for each in variants if each not in used.said),
        rungs=rungs,
        unused_rungs=tuple(each for each in rungs if each not in used.rungs),
    )


def _sayable(library: Library) -> Iterator[SayableVariant]:
    for script in library.scripts.values():
        for shop, profile in library.shops.items():
            for number, variant in script.numbered(shop).items():
                if _can_say(profile, variant):
                    yield shop, script.script_id, number


def _can_say(profile: ShopProfile, variant: Variant) -> bool:
    """The variant is for this shop, and is not about a campaign in a shop that has none."""
    when = variant.when
    return (not when.shops or profile.shop_id in when.shops) and (when.campaign is not True or bool(profile.campaigns))


def as_json(coverage: Coverage, days: int) -> dict[str, Any]:
    library = coverage.library
    return {
        "days": days,
        "tests": coverage.tests,
        "outdated_tests": coverage.outdated,
        "scripts": {
            **_counts(coverage.scripts, coverage.unused_scripts),
            "unused": [
                {"scene": library.scripts[each].scene, "script_id": each, "title": library.scripts[each].title}
                for each in coverage.unused_scripts
            ],
        },
        "variants": {
            **_counts(coverage.variants, coverage.unused_variants),
            "unused": [
                {"shop": shop, "script_id": script_id, "variant": number,
                 "angle": library.scripts[script_id].variant(shop, number).angle}
                for shop, script_id, number in coverage.unused_variants
            ],
        },
        "rungs": {
            **_counts(coverage.rungs, coverage.unused_rungs),
            "unused": [{"shop": shop, "rung": rung} for shop, rung in coverage.unused_rungs],
        },
    }  # fmt: skip


def _counts(every: tuple[Any, ...], unused: tuple[Any, ...]) -> dict[str, int]:
    return {"all": len(every), "used": len(every) - len(unused)}


def as_text(coverage: Coverage, days: int) -> str:
    """For the owners of the scripts: totals, then what was not used, scene by scene."""
    parts = [
        f"对话测试（{coverage.tests} 个通过的）和最近 {days} 天的真实对话，合起来用到了：",
        _total("话术", coverage.scripts, coverage.unused_scripts, ""),
        _total("说法", coverage.variants, coverage.unused_variants, "（一句说法，每个会说它的店各算一次）"),
        _total("台阶", coverage.rungs, coverage.unused_rungs, "（议价的台阶，每个店各算）"),
    ]
    if coverage.outdated:
        parts.append(f"其中 {coverage.outdated} 个测试是话术改动以前跑的，再跑一遍 huashu test 更准。")
    return "\n".join([*parts, *_rung_lines(coverage), *_scene_lines(coverage)])


def _total(name: str, every: tuple[Any, ...], unused: tuple[Any, ...], note: str) -> str:
    used = len(every) - len(unused)
    return f"  {name}  {used}/{len(every)}  {100 * used // max(1, len(every))}%{note}"


def _rung_lines(coverage: Coverage) -> Iterator[str]:
    if coverage.unused_rungs:
        yield "\n没有走到的台阶"
    for shop, rungs in groupby(coverage.unused_rungs, key=lambda each: each[0]):
        yield f"  {_shop_name(coverage, shop)}：{'、'.join(rung for _, rung in rungs)}"


def _scene_lines(coverage: Coverage) -> Iterator[str]:
    by_script: dict[str, list[SayableVariant]] = {}
    for each in coverage.unused_variants:
        by_script.setdefault(each[1], []).append(each)
    scripts = [coverage.library.scripts[each] for each in by_script]
    never = set(coverage.unused_scripts)
    for scene, inside in groupby(scripts, key=lambda each: each.scene):
        yield f"\n{scene}：没有说到的"
        for script in inside:
            yield f"  {script.script_id}  {script.title}" + ("：一次也没说过" if script.script_id in never else "")
            if script.script_id not in never:
                yield from _variant_lines(coverage, script, by_script[script.script_id])


def _variant_lines(coverage: Coverage, script: Script, unused: list[SayableVariant]) -> Iterator[str]:
    """One line a variant, with the shops that have not said it."""
    shops: dict[tuple[int, str], list[str]] = {}
    for shop, _, number in unused:
        shops.setdefault((number, script.variant(shop, number).angle), []).append(shop)
    for (number, angle), silent in sorted(shops.items()):
        able = [shop for shop, *variant in coverage.variants if variant == [script.script_id, number]]
        names = "、".join(coverage.library.shops[each].name for each in silent)
        yield f"      说法“{angle}”：{'哪个店都没说过' if silent == able else f'{names}没说过'}"


def _shop_name(coverage: Coverage, shop: str) -> str:
    return f"{coverage.library.shops[shop].name}（{shop}）"
