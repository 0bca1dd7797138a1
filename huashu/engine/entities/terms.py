"""The fixed words: carriers (the shops' and general), colours, surnames, place aliases; from ``data/lexicon``."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

import yaml

from huashu.engine.entities.fold import fold
from huashu.scripts import ScriptErrors, ToldLibrary

logger = logging.getLogger(__name__)
ROOT = Path(__file__).resolve().parents[3]
LEXICON = ROOT / "data" / "lexicon"

CarrierNames = Mapping[str, tuple[str, ...]]


@dataclass(frozen=True)
class Carriers:
    """``general``: any shop's reading, word -> name; ``by_shop``: one shop's own; ``vague`` words need a context."""

    general: Mapping[str, str]
    by_shop: Mapping[str, Mapping[str, str]]
    vague: frozenset[str]

    def name(self, word: str, shop: str | None) -> str:
        return self.by_shop.get(shop or "", {}).get(word) or self.general[word]


class ShopCarriers:
    """The carriers of the shops' files, as the scripts that are live have them."""

    def __init__(self, scripts: ToldLibrary) -> None:
        self._scripts, self._revision = scripts, ""

    def changed(self) -> Carriers | None:
        """All carriers known, when another version of the scripts is live than at the last call; else None."""
        try:
            library = self._scripts.at(None)
        except ScriptErrors as errors:
            if self._revision:
                return None
            logger.warning("The shops' own carriers are not known, the scripts have errors: %s", errors)
            self._revision = "none"
            return carriers({})
        if library.revision == self._revision:
            return None
        self._revision = library.revision
        return carriers({
            shop: {name: each.aliases for name, each in profile.carriers.items()}
            for shop, profile in library.shops.items()
        })  # fmt: skip


def carriers(shops: Mapping[str, CarrierNames], folder: Path = LEXICON) -> Carriers:
    """All carriers known: any shop's alias, over it the general list, over it the names that shops use."""
    listed = yaml.safe_load((folder / "carriers.yml").read_text(encoding="utf-8"))
    by_shop = {shop: _by_word(names) for shop, names in shops.items()}
    general = {word: name for words in by_shop.values() for word, name in words.items()}
    general.update(_by_word({name: tuple(words) for name, words in listed["各家"].items()}))
    general.update({fold(name): name for names in shops.values() for name in names})
    return Carriers(general, by_shop, frozenset(fold(word) for word in listed["模糊"]))


def _by_word(names: CarrierNames) -> dict[str, str]:
    words = {fold(alias): name for name, aliases in names.items() for alias in aliases}
    return {**words, **{fold(name): name for name in names}}


def words(name: str, folder: Path = LEXICON) -> tuple[str, ...]:
    """The blank-separated words of ``<name>.txt``."""
    return tuple((folder / f"{name}.txt").read_text(encoding="utf-8").split())


def surnames(folder: Path = LEXICON) -> Iterable[str]:
    """Single surnames from the first line, those of two characters from the second."""
    single, double = words("surnames", folder)[0], words("surnames", folder)[1:]
    return (*single, *double)


def place_words(folder: Path = LEXICON) -> tuple[dict[str, str], list[str]]:
    """Aliases (word -> full name) and words that are also ordinary ones."""
    data = yaml.safe_load((folder / "places.yml").read_text(encoding="utf-8"))
    return data["别名"], data["模糊"]
