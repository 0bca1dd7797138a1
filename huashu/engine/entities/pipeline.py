"""The spaCy pipeline: Chinese words by jieba, a span ruler for fixed words, our rules for figures and forms.

Annotations are evaluated here (no ``from __future__``): spaCy hands a factory's types to pydantic.
"""

from collections.abc import Iterable
from typing import Any

import jieba
import spacy
from spacy.language import Language
from spacy.tokens import Doc

from huashu.engine.entities import cards, measures, money, sizes, times, titles
from huashu.engine.entities.contact import Names, emails, order_numbers, phones
from huashu.engine.entities.fold import fold
from huashu.engine.entities.gazetteer import Gazetteer
from huashu.engine.entities.places import Places
from huashu.engine.entities.terms import place_words, surnames

RULES = "huashu_rules"
RULER_KEY = "terms"
SAID = "said"
FOUND = "found"
_FREQUENT = 200_000


class Segmenter:
    """A jieba dictionary of our own: added words do not change anybody else's segmentation."""

    def __init__(self) -> None:
        jieba.initialize()
        self._jieba = jieba.Tokenizer()
        self._jieba.FREQ = dict(jieba.dt.FREQ)
        self._jieba.total = jieba.dt.total
        self._jieba.initialized = True

    def add(self, words: Iterable[str]) -> None:
        for word in words:
            self._jieba.add_word(word, freq=_FREQUENT)

    def cut(self, text: str, cut_all: bool = False) -> list[str]:
        return self._jieba.lcut(text, cut_all=cut_all, HMM=False)


class Rules:
    """The pipeline step for everything with a form; puts a list of ``Found`` into ``doc.user_data``."""

    def __init__(self) -> None:
        self._names = Names(surnames())
        self._places = Places(Gazetteer(*place_words()), self._names.tail)

    def __call__(self, doc: Doc) -> Doc:
        text, said = doc.text, doc.user_data.get(SAID, doc.text)
        numbers = list(phones(text))
        found = [*numbers, *order_numbers(text, numbers), *emails(text)]
        for rule in (money, measures, sizes, titles, cards, times):
            found.extend(rule.find(text, said))
        found.extend(self._places.find(text, said, ((token.idx, token.text) for token in doc), numbers))
        found.extend(self._names.find(text, said, found))
        doc.user_data[FOUND] = found
        return doc


@Language.factory(RULES)
def make_rules(nlp: Language, name: str) -> Rules:
    return Rules()


def build(segmenter: Segmenter) -> Language:
    """The pipeline, its ruler still empty."""
    nlp = spacy.blank("zh", config={"nlp": {"tokenizer": {"segmenter": "jieba"}}})
    nlp.tokenizer.jieba_seg = segmenter
    nlp.add_pipe("span_ruler", config={"spans_key": RULER_KEY})
    nlp.add_pipe(RULES)
    return nlp


def teach(nlp: Language, segmenter: Segmenter, terms: Iterable[tuple[str, str]]) -> None:
    """Replaces the ruler's words by ``terms`` (label, word)."""
    folded = [(label, fold(word)) for label, word in terms]
    segmenter.add(word for _, word in folded)
    ruler: Any = nlp.get_pipe("span_ruler")
    ruler.clear()
    ruler.add_patterns([{"label": label, "pattern": word} for label, word in folded])


def read(nlp: Language, said: str) -> Doc:
    """The document of a message; offsets are those of ``said``."""
    doc = nlp.make_doc(fold(said))
    doc.user_data[SAID] = said
    return nlp(doc)
