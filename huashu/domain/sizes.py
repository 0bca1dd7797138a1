"""Size advice (P5) from measures against the product's table, or from the usual size and the product's cut."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from huashu.domain.goods import Product, SizeRow
from huashu.domain.names import Name

Range = tuple[int, int]


class SizeKind(Name):
    TABLE = "table"
    BIAS_UP = "bias_up"
    BIAS_DOWN = "bias_down"
    USUAL = "usual"
    NONE = "none"
    ASK = "ask"
    FREE = "free"


@dataclass(frozen=True)
class SizeAdvice:
    """``size`` is "" for none (nothing fits), ask (no measure that helps was given) and free (there are no sizes)."""

    size: str
    kind: SizeKind


def advise(product: Product, height_cm: int | None = None, weight_jin: int | None = None,
           waist_cm: int | None = None, usual: str | None = None) -> SizeAdvice:
    """The size for a body. Height and waist in cm, weight in jin (斤).

    Measures go by the size table, which is already for this cut: one size that suits them all, else the larger.
    Only without a usable measure counts the usual size, moved by the bias one step in the product's order of sizes;
    a step out of the range is none, because neither that size nor the next would fit.
    """
    order = size_order(product)
    if not order:
        return SizeAdvice("", SizeKind.FREE)
    measures = _usable(product.sizes, height_cm, weight_jin, waist_cm)
    if measures:
        return _by_table(product.sizes, measures)
    return _by_usual(order, product.size_bias, usual) if usual else SizeAdvice("", SizeKind.ASK)


def size_order(product: Product) -> tuple[str, ...]:
    """The product's sizes from small to large: as in its table, else as its variants are listed."""
    listed = [row.size for row in product.sizes] or [sku.size for sku in product.skus if sku.size]
    return tuple(dict.fromkeys(listed))


@dataclass(frozen=True)
class _Measure:
    value: int
    ranges: tuple[Range | None, ...]

    def fits(self) -> set[int]:
        return {row for row, span in enumerate(self.ranges) if span and span[0] <= self.value <= span[1]}

    def off_centre(self, row: int) -> float:
        """0.0 in the middle of the row's range, 1.0 at its ends; 0.0 where the row does not say."""
        span = self.ranges[row]
        return abs(2 * self.value - span[0] - span[1]) / max(span[1] - span[0], 1) if span else 0.0


def _usable(rows: tuple[SizeRow, ...], height: int | None, weight: int | None,
            waist: int | None) -> list[_Measure]:
    """The measures that were given and that the table knows."""
    columns = ((height, tuple(row.height_cm for row in rows)), (weight, tuple(row.weight_jin for row in rows)),
               (waist, tuple(row.waist_cm for row in rows)))
    return [_Measure(value, ranges) for value, ranges in columns if value is not None and any(ranges)]


def _by_table(rows: tuple[SizeRow, ...], measures: list[_Measure]) -> SizeAdvice:
    fitting = [measure.fits() for measure in measures]
    if not all(fitting):
        return SizeAdvice("", SizeKind.NONE)
    common = set.intersection(*fitting)
    row = _best(common, measures) if common else max(_best(measure.fits(), [measure]) for measure in measures)
    return SizeAdvice(rows[row].size, SizeKind.TABLE)


def _best(rows: set[int], measures: list[_Measure]) -> int:
    """The row with the body nearest to its middle; of equals the larger."""
    return min(rows, key=lambda row: (sum(measure.off_centre(row) for measure in measures), -row))


def _by_usual(order: tuple[str, ...], bias: int, usual: str) -> SizeAdvice:
    known = [_plain(size) for size in order]
    if _plain(usual) not in known:
        return SizeAdvice("", SizeKind.NONE)
    step = (bias > 0) - (bias < 0)
    place = known.index(_plain(usual)) + step
    if not 0 <= place < len(order):
        return SizeAdvice("", SizeKind.NONE)
    return SizeAdvice(order[place], {1: SizeKind.BIAS_UP, 0: SizeKind.USUAL, -1: SizeKind.BIAS_DOWN}[step])


def _plain(size: str) -> str:
    """Without case, width, 码 or 号; XXL and 2XL are one size."""
    text = "".join(unicodedata.normalize("NFKC", size).upper().split()).rstrip("码号")
    return re.sub(r"^(X{2,})(?=[SL]$)", lambda found: f"{len(found[1])}X", text)
