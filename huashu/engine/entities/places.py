"""Places and delivery addresses (P6, P8), resolved by cpca.

place: ``{"province", "city", "district"}``, full names, the levels above filled in where they are certain, else "".
address: the same plus ``detail`` (street, number …) and ``full`` (all of it in one line).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache

import cpca

from huashu.engine.entities.found import Found
from huashu.engine.entities.gazetteer import LEVELS, Chain, Gazetteer, ends_full

_NUM = "(?:[0-9]{1,5}[a-z]?(?:[-—#][0-9]{1,5}){0,3}|[一二三四五六七八九十百]{1,4}|[a-z])"
STRONG = re.compile(
    rf"{_NUM}(?:号楼?|弄|栋|幢|楼|室|单元|层|座|组|期|#|(?<=[0-9]-)[0-9]{{1,5}})|[0-9]{{1,4}}-[0-9]{{1,4}}(?:-[0-9]{{1,5}})?$"
)
WEAK = re.compile(
    "(?:街道|大道|胡同|小区|花园|大厦|广场|公寓|学校|大学|学院|中学|小学|驿站|医院|公司|工业园区?|工业区|开发区|新区|园区|家属院|社区|校区|宿舍|步行街|收发室|传达室|门卫室?|[路街巷村镇乡园苑庄屯湾城厂店])"
)
CHUNK = re.compile(r"[一-鿿0-9a-z#()\-_/—·.]{1,60}")
# 3单元 201: a room that stands apart from its house.
ROOM = re.compile(r"[0-9]{2,4}[a-z]?$")
HOUSE_END = ("单元", "栋", "幢", "楼", "座", "号")
SEPARATOR = re.compile(r"[\s,，、]{1,2}")
STOP = re.compile(
    "收货人|收件人|联系|电话|手机|姓名|邮编|能[到送发不]|可以[到送吗]|[几多]天|多久|多少|吗|谢谢|发货|包邮|麻烦|快递|要不|请|帮我|订单|怎么|什么|这个地址|这里|可以|就[行好是]|[行好对][吗不么]"
)
NOT_DETAIL = re.compile("^(?:[的能到发可有要多几会是在下这那寄包人啊呢吧也还都和跟]|不|快递|地区|那边|这边)")
# Roads that begin like a question or a verb would.
ROAD = re.compile("人民|和平|和谐|和睦|发展|会展|下沙|多福|有为")
STREET = re.compile(
    r"[一-鿿]{1,6}(?:路|街|大道|巷|弄|胡同|村|镇|小区|花园|公寓|街道)\s?[0-9一二三四五六七八九十]{1,5}(?:号|弄|栋|幢|期|座|组|-)"
    # 里 and 园 end ordinary words too (家里3号到): only before what is certainly a house.
    r"|[一-鿿]{2,6}(?:里|园|苑|城|湾|庄|府|大厦)[0-9]{1,4}(?:号[0-9楼院]|弄|栋|幢|座)"
)
LEAD = re.compile(
    "^.*(?:改到|改成|改为|换成|换到|寄到|发到|送到|送去|寄去|地址是|地址|住在|我在|搬到|快递放|放[到在]|[是到在住送寄发])"
)


class Places:
    """Finds places and addresses. ``name_tail``: where a receiver's name begins at the end of an address."""

    def __init__(self, gazetteer: Gazetteer, name_tail: Callable[[str], int] = len) -> None:
        self._gazetteer = gazetteer
        self._name_tail = name_tail

    def find(self, text: str, said: str, words: Iterable[tuple[int, str]], phones: list[Found]) -> list[Found]:
        """All places and addresses; ``words``: (offset, word) of the text; an address ends before one of ``phones``."""
        chains = list(self._gazetteer.chains(text, self._gazetteer.edges(words)))
        values = self._resolve(text, chains)
        found: list[Found] = []
        for chain, value in zip(chains, values, strict=True):
            if found and chain.start < found[-1].end:
                continue
            limit = min([each.start for each in phones if each.start >= chain.end], default=len(text))
            end = self._detail_end(text, chain.end, limit, weak=ends_full(chain.words))
            found.append(
                _address(said, chain, end, value) if end > chain.end else Found("place", chain.start, chain.end, value)
            )
        return found + list(self._streets(text, said, found, phones))

    def _resolve(self, text: str, chains: list[Chain]) -> list[dict[str, str]]:
        if not chains:
            return []
        words = ["".join(self._gazetteer.aliases.get(word, word) for word in chain.words) for chain in chains]
        return [dict(zip(LEVELS, _parts(each), strict=True)) for each in words]

    def _detail_end(self, text: str, start: int, limit: int, weak: bool) -> int:
        """The end of the street part that follows ``start``; ``start`` when there is none."""
        end = at = start
        while at < limit:
            gap = SEPARATOR.match(text, at, limit)
            at = gap.end() if gap else at
            chunk = CHUNK.match(text, at, limit)
            if not chunk:
                break
            length = self._chunk_length(chunk[0], at + len(chunk[0]) == limit < len(text), weak)
            if not length and text[:end].endswith(HOUSE_END) and ROOM.match(chunk[0]):
                length = len(chunk[0])
            if not length:
                break
            end, at = at + length, chunk.end()
            if length < len(chunk[0]):
                break
        return end

    def _chunk_length(self, chunk: str, at_phone: bool, weak: bool) -> int:
        if NOT_DETAIL.match(chunk) and not ROAD.match(chunk):
            return 0
        stop = STOP.search(chunk)
        chunk = chunk[: stop.start()] if stop else chunk
        if STRONG.search(chunk):
            last = max(match.end() for match in STRONG.finditer(chunk))
            tail = chunk[last:]
            cut = self._name_tail(tail) if at_phone or tail.endswith("收") else len(tail)
            return last + cut if not NOT_DETAIL.match(tail) else last
        marks = list(WEAK.finditer(chunk)) if weak else []
        return marks[-1].end() if marks and marks[-1].end() >= 2 else 0

    def _streets(self, text: str, said: str, found: list[Found], phones: list[Found]) -> Iterator[Found]:
        """An address that names no place: 文三路100号3幢."""
        for match in STREET.finditer(text):
            lead = LEAD.match(match[0])
            start = match.start() + (lead.end() if lead else 0)
            if any(each.start < match.end() and start < each.end for each in found):
                continue
            limit = min([each.start for each in phones if each.start >= match.end()], default=len(text))
            end = self._detail_end(text, start, limit, weak=True)
            if end >= match.end() - 1:
                yield _address(said, Chain(start, start), end, dict.fromkeys(LEVELS, ""))


@lru_cache(maxsize=4096)
def _parts(place: str) -> tuple[str, str, str]:
    """Province, city and district of a chain's text, "" where not certain; cpca takes half a millisecond."""
    table = cpca.transform([place], umap={}, cut=False, lookahead=11, open_warning=False, include_status=False)
    province, city, district = table[["省", "市", "区"]].iloc[0]
    return province or "", city or "", district or ""


def _address(said: str, chain: Chain, end: int, value: dict[str, str]) -> Found:
    detail = "".join(said[chain.end : end].strip(" ,，、\n\t").split())
    above = [value["province"], value["city"] if value["city"] != value["province"] else "", value["district"]]
    return Found("address", chain.start, end, {**value, "detail": detail, "full": "".join(above) + detail})
