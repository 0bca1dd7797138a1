"""Names of provinces, cities and districts (cpca's tables, our aliases), and which occurrences are really places."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

import cpca

LEVELS = ("province", "city", "district")
_BEFORE = re.compile(
    r"(?:我在|人在|家在|[我人]是|住在?|(?<!批)发[到往]?|[寄送]到|[寄送]往|寄|到达|地址是|地址|收货地|所在地|目的地|老家|位于|(?<!感)到|(?<!现)在)[:是\s]*$"
)
_AFTER = re.compile(r"^[\s]?(?:那边|这边)?(?:能到|能送|能发|到得了|送得到|到不到|能不能到|可以到|送不送|县|地区)")
_NOT_PLACE = re.compile(
    r"^(?:(?:大|老|小|正宗)?(?:麻花|烤鸭|板鸭|酱鸭|盐水鸭|螺蛳粉|米粉|米线|拉面|小面|热干面|刀削面|烩面|啤酒|炒饭|泡馍|凉皮|煎饼|肠粉|小笼|汤包|月饼)|小吃|特产|大枣|臭豆腐|方便面|口味|风味|老字号|[一-鿿]{0,4}味(?:的|儿|$)"
    r"|[东西南北中]?(?:路|街|大道|大街|巷)(?!桥)|话|菜|拉面|火锅|烤鸭|时间|制造|板鸭|麻花|炒饭|大米|啤酒|风格|风情|故事)"
)
_SUFFIX = ("省", "市", "区", "县", "旗", "州", "盟", "镇")
_GAP = re.compile(r"^[\s,、/·的-]{0,2}$")


@dataclass(frozen=True)
class Name:
    """``fulls``: level index -> full name; ``parents``: full names of the provinces and cities it lies in."""

    fulls: Mapping[int, str]
    parents: frozenset[str]
    plain: bool


@dataclass
class Chain:
    """Names that belong together, widest first (浙江省 / 杭州市 / 西湖区); offsets in the text."""

    start: int
    end: int
    words: list[str] = field(default_factory=list)


class Gazetteer:
    """Finds chains of place names. ``ambiguous``: ordinary words that count only in a place's surroundings."""

    def __init__(self, aliases: Mapping[str, str], ambiguous: Collection[str]) -> None:
        short = {f"{alias}州": full for alias, full in aliases.items() if full.endswith("自治州") and alias[-1] != "州"}
        self.aliases = {**aliases, **short}
        self._ambiguous = frozenset(ambiguous)
        self._names = {
            name: _name(name)
            for name in {*cpca.province_map, *cpca.city_map, *cpca.area_map}
            if len(name) > 1 and name != "国外"
        }
        self._names.update({alias: self._names[full] for alias, full in self.aliases.items() if full in self._names})
        self._longest = _longest(self._names)

    def edges(self, words: Iterable[tuple[int, str]]) -> set[int]:
        """Where ``words`` (offset, word) begin and end; a word made of two places (吉林长春) also has one inside."""
        found: set[int] = set()
        for start, word in words:
            found |= {start, start + len(word)}
            if len(word) > 3 and word not in self._names:
                inside = range(2, len(word) - 1)
                found |= {start + at for at in inside if word[:at] in self._names and word[at:] in self._names}
        return found

    def chains(self, text: str, edges: Collection[int]) -> Iterator[Chain]:
        """Chains in the order of the text; a short name must begin and end at one of the word ``edges``."""
        chain: Chain | None = None
        for start, word in self._words(text, edges):
            akin = chain is not None and self._akin(chain.words, word) and bool(_GAP.match(text[chain.end : start]))
            if not akin and not self._stands_alone(text, start, word):
                continue
            if chain is not None and akin:
                chain.end = start + len(word)
                chain.words.append(word)
                continue
            if chain is not None:
                yield chain
            chain = Chain(start, start + len(word), [word])
        if chain is not None:
            yield chain

    def _words(self, text: str, edges: Collection[int]) -> Iterator[tuple[int, str]]:
        at = 0
        while at < len(text):
            word = self._at(text, at, edges)
            if word:
                yield at, word
            at += len(word) or 1

    def _at(self, text: str, at: int, edges: Collection[int]) -> str:
        for length in range(self._longest.get(text[at : at + 2], 0), 1, -1):
            word = text[at : at + length]
            name = self._names.get(word)
            if name and (self._is_full(word) or (at in edges and at + len(word) in edges)):
                return word
        return ""

    def _is_full(self, word: str) -> bool:
        return len(word) > 2 and word in self._names[word].fulls.values()

    def _akin(self, chain: list[str], word: str) -> bool:
        """``word`` lies inside what the chain named last, one level or more below."""
        last, name = self._names[chain[-1]], self._names[word]
        above = set(last.fulls.values()) & name.parents
        return bool(above) and len(chain) < 3 and max(name.fulls) > min(last.fulls) and word != chain[-1]

    def _stands_alone(self, text: str, start: int, word: str) -> bool:
        end = start + len(word)
        tail, name = text[end : end + 8], self._names[word]
        if not self._is_full(word) and _NOT_PLACE.match(tail) and not self._continues(tail, word):
            return False
        if word in self._ambiguous or (not name.plain and not self._is_full(word)):
            alone = text.strip() == word and word not in self._ambiguous
            named = bool(_BEFORE.search(text[max(0, start - 6) : start])) and self._clause_ends(tail)
            return alone or named or bool(_AFTER.match(tail))
        return True

    def _continues(self, tail: str, word: str) -> bool:
        return any(tail[:n] in self._names and self._akin([word], tail[:n]) for n in (4, 3, 2))

    @staticmethod
    def _clause_ends(tail: str) -> bool:
        return not tail or bool(re.match(r"[\s,，。.!！?？~;；吗能要的多几呢可会那这县发快包有]", tail))


def _name(name: str) -> Name:
    fulls: dict[int, str] = {}
    parents: set[str] = set()
    if name in cpca.province_map:
        fulls[0] = cpca.province_map[name]
    for level, table in ((1, cpca.city_map), (2, cpca.area_map)):
        if name in table:
            fulls[level] = table.get_full_name(name)
            parents.update(part for row in table.get_relational_addrs(name) for part in row[:level] if part)
    own = set(fulls.values())
    plain = 0 in fulls or 1 in fulls or fulls[2].endswith("市")
    return Name(fulls, frozenset(parents - own if 0 not in fulls else parents), plain)


def _longest(names: Collection[str]) -> dict[str, int]:
    longest: dict[str, int] = {}
    for name in names:
        longest[name[:2]] = max(longest.get(name[:2], 0), len(name))
    return longest


def ends_full(words: list[str]) -> bool:
    """The chain was said down to a full name (…区, …县, …市): a street may follow without a number."""
    return words[-1].endswith(_SUFFIX) and len(words[-1]) > 2
