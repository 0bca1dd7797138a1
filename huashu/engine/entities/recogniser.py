"""All entities of one message, without Rasa: fixed words kept up to date with the catalogue, and the rules."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import jieba

from huashu.engine.entities import money, sizes, terms
from huashu.engine.entities.fold import clean, fold
from huashu.engine.entities.found import Found, settle
from huashu.engine.entities.lexicon import CatalogueWords, LexiconFile
from huashu.engine.entities.pipeline import FOUND, RULER_KEY, Segmenter, build, read, teach
from huashu.scripts import ToldLibrary
from huashu.settings import read_settings

MOST_CHARACTERS = 2000
_BY_CARRIER = re.compile(r"(?:发|走|用|选|换|换成|改|改成|改用|改发|指定|默认)$")
_BY_CARRIER_ONLY = re.compile(r"(?:走|用|选|换成|改成|改用|改发|指定)$")
_CARRIER_TAIL = re.compile("^(?:快递|物流|速递|速运|快运|特快)")
_CARRIER_ASKED = re.compile("^(?:(?:能|可以|会)[发到送](?!货|票)|[一两二三几0-9]天(?:能|可以)?到)")
_WORD = re.compile("[a-z0-9]")
_SHADES = "白黑红蓝绿黄灰粉紫橙棕"
_AFTER_NUMBER = re.compile(rf"[0-9.]|\s?(?:行|卖|块|元|包邮|可以|成不|给|室|号|斤|cm|厘米)|{money.FOR_SEVERAL}")
_SHADE = re.compile(
    rf"(?:(?<![一-鿿])|(?<=[的了]))(?:那就|那|就)?(?:不要|把|是|要|有|换|拍|选|来|想要|换成)?(?:一?[个件双条支])?(?P<shade>[{_SHADES}])的"
)


def _is_no_size(text: str, start: int, end: int) -> bool:
    """120 in a room number 1202, or in 120行不行, is no size; nor is hb in a longer word."""
    before, after = text[max(0, start - 1) : start], text[end:]
    if text[start:end].isdigit():
        return before.isdigit() or before == "." or bool(_AFTER_NUMBER.match(after))
    return text[start:end].isascii() and bool(_WORD.match(before) or _WORD.match(after))


class Recogniser:
    """``find`` gives what a message names. ``shop_carriers``: shop id -> carrier -> aliases; None: the shops'."""

    def __init__(
        self,
        lexicon_path: Path | None = None,
        shop_carriers: Mapping[str, terms.CarrierNames] | None = None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        settings = read_settings()
        live = terms.ShopCarriers(ToldLibrary(settings.scripts, settings.kept_scripts))
        self._live_carriers = live if shop_carriers is None else None
        self._carriers = terms.carriers(shop_carriers or {})
        self._colours = {fold(word) for word in terms.words("colours")}
        self._file = LexiconFile(lexicon_path or settings.lexicon, clock)
        self._segmenter = Segmenter()
        self._nlp = build(self._segmenter)
        self._words = CatalogueWords()
        self._learn(self._words)
        self._keep_up()

    def find(self, message: str, shop: str | None = None) -> list[Found]:
        """Entities in the order of the text, none overlapping; only the first ``MOST_CHARACTERS`` are read."""
        self._keep_up()
        said = clean(message[:MOST_CHARACTERS])
        doc = read(self._nlp, said)
        spans = [(span.label_, span.start_char, span.end_char) for span in doc.spans[RULER_KEY]]
        return settle([*doc.user_data[FOUND], *self._terms(doc.text, spans, shop), *self._shades(doc.text)])

    def _keep_up(self) -> None:
        """With the shops' goods and with their carriers, as both are now."""
        words = self._file.changed()
        carriers = self._live_carriers.changed() if self._live_carriers else None
        self._words, self._carriers = words or self._words, carriers or self._carriers
        if words is not None or carriers is not None:
            self._learn(self._words)

    def _learn(self, words: CatalogueWords) -> None:
        self._products = {fold(alias): name for alias, name in words.products.items()}
        self._own_colours = {fold(colour): colour for colour in words.colours}
        self._own_sizes = {fold(size): size for size in words.sizes if sizes.is_own(fold(size))}
        for word in words.all:
            jieba.add_word(word)
        labelled = {
            "carrier": self._carriers.general,
            "colour": self._colour_words(),
            "product": self._products,
            "size": self._own_sizes,
        }
        teach(self._nlp, self._segmenter, [(label, word) for label, known in labelled.items() for word in known])

    def _colour_words(self) -> set[str]:
        known = {word for word in (*self._colours, *self._own_colours) if len(word) > 1}
        return known | {word + "色" for word in known if not word.endswith("色")}

    def _terms(self, text: str, spans: list[tuple[str, int, int]], shop: str | None) -> Iterator[Found]:
        for label, start, end in spans:
            word = text[start:end]
            if label == "carrier" and self._is_carrier(text, start, end):
                yield Found(label, start, end, self._carriers.name(word, shop))
            elif label == "product":
                yield Found(label, start, end, self._products[word])
            elif label == "colour":
                yield Found(label, start, end, self._colour(word))
            elif label == "size" and not _is_no_size(text, start, end):
                yield Found(sizes.kind(text, start, end), start, end, sizes.normal(self._own_sizes[word]))

    def _is_carrier(self, text: str, start: int, end: int) -> bool:
        if text[start:end] not in self._carriers.vague:
            return True
        before = text[max(0, start - 3) : start]
        tail, parcel = text[end : end + 8], "包裹" in text[start:end]
        verb = _BY_CARRIER_ONLY if parcel else _BY_CARRIER
        return bool(_CARRIER_TAIL.match(tail) or verb.search(before) or (not parcel and _CARRIER_ASKED.match(tail)))

    def _shades(self, text: str) -> Iterator[Found]:
        """要黑的: one character names the colour."""
        for match in _SHADE.finditer(text):
            yield Found("colour", match.start("shade"), match.end("shade"), self._colour(match["shade"]))

    def _colour(self, word: str) -> str:
        """The catalogue's spelling where it has the colour; else 米白 without 色, 白色 with it."""
        bare = word[:-1] if word.endswith("色") else word
        for spelling in (word, bare, bare + "色"):
            if spelling in self._own_colours:
                return self._own_colours[spelling]
        return bare if len(bare) > 1 else bare + "色"
