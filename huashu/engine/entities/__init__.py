"""What a shopper names in a message: carriers, places, sizes, money, phone numbers and the like."""

from huashu.engine.entities.component import ShopEntityExtractor
from huashu.engine.entities.recogniser import Recogniser

__all__ = ["Recogniser", "ShopEntityExtractor"]
