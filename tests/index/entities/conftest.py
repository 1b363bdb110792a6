"""A small gazetteer, and what it finds in texts."""

import numpy as np
import pytest

from index.analysis.scanner import scan
from index.entities.finder import Finder, Texts
from index.entities.gazetteer import read_entity
from index.entities.tree import Tree

#: What can be named, by kind.
LINES = (
    ("country", "مصر | Egypt | دولة عربية | مصري~ = القاهرة | المصر"),
    ("country", "السعودية | Saudi Arabia |  | سعودي~ = KSA = الرياض | جريدة الرياض"),
    ("country", "لبنان | Lebanon |"),
    ("country", "سلطنة عمان | Oman |  | عمان? = مسقط"),
    ("country", "قطر | Qatar |  |  | نصف قطر = قطر الأنبوب = القطر"),
    ("company", "بنك الرياض | Riyad Bank |"),
    ("company", "أرامكو السعودية | Saudi Aramco | شركة نفط | أرامكو = Aramco"),
    ("company", "جي بي مورغان | JPMorgan |  | JPMorgan Chase"),
    ("commodity", "الذهب | Gold |  | أونصة ذهب"),
    ("currency", "الليرة التركية | Turkish lira |  | ليرة تركية = ليرة تركي~"),
    ("currency", "الريال السعودي | Saudi riyal |  | ريال~?السعودية?بنك الرياض"),
    ("currency", "الريال القطري | Qatari riyal |  | ريال~?قطر"),
)
ENTITIES = [read_entity(kind, line) for kind, line in LINES]


@pytest.fixture
def finder():
    """Return a finder of the small gazetteer."""
    return Finder(Tree(ENTITIES))


@pytest.fixture
def names(finder):
    """Return a function from a body to the names that its article names, sorted."""

    def found(body, title="", left_out=()):
        texts = [title, body]
        words = scan(texts)
        numbers = np.arange(len(words.distinct), dtype=np.uint32)
        own = Finder(finder.tree)
        (named,) = own.names(Texts(words, numbers, texts, [(), left_out]))
        return sorted(name for of_kind in named.values() for name in of_kind)

    return found
