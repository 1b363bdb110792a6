"""Which articles tell one story: groups of articles that begin with the same rare words.

Single-pass clustering, as topic detection does it (Yang, Pierce, Carbonell 1998): the articles are
taken in the order of their publication, and each joins the group that it is nearest to, if it is
near enough, or begins one. How near is the mean cosine to the members of the group: by the nearest
member alone, a chain of small steps leads from one story to the next. What came apart at first,
because the first articles of a large story differ, is joined in the end by the sums of the groups.
"""

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

from search.engine.protocol import Statistics
from search.engine.weighting import idf
from search.front.beginnings import Beginning

#: The mean cosine from which an article joins a group. Chosen by reading: at .15 news of one
#: country or commodity join, at .25 stories come apart.
_NEAR = 0.22
#: The cosine of the sums of two groups from which they are one. Chosen by reading.
_ALIKE = 0.5
#: The mean cosine that small groups have, by their size: below it, most are chance. Chosen by
#: reading 80 pairs of two sources.
_TIGHT = {2: 0.34, 3: 0.26}
#: The days after which a group takes in no more: what follows is another story. Set by hand.
_DAYS = 4
#: A word of the headline counts as often as this many in the text. Set by hand.
_TITLE = 2
#: A word that more than one article in this many contains says nothing, but in an archive that is
#: smaller than so many times ten. Set by hand.
_COMMON = 20

#: Stems with their weights; the squares of those of one article add up to 1.
Vector: TypeAlias = Mapping[str, float]


@dataclass(slots=True)
class _Groups:
    """The groups so far: their articles, their last days, and their summed weights by stem."""

    members: list[list[int]] = field(default_factory=list)
    last: list[int] = field(default_factory=list)
    weights: defaultdict[str, dict[int, float]] = field(default_factory=lambda: defaultdict(dict))

    def nearest(self, vector: Vector, day: int) -> int | None:
        """Return the number of the group that an article of a day belongs to, None for none."""
        products: defaultdict[int, float] = defaultdict(float)
        for stem, weight in vector.items():
            for group, summed in self.weights[stem].items():
                products[group] += weight * summed
        means = (
            (product / len(self.members[group]), -group)
            for group, product in products.items()
            if day - self.last[group] <= _DAYS
        )
        mean, group = max(means, default=(0.0, 0))
        return -group if mean >= _NEAR else None

    def add(self, article: int, vector: Vector, day: int, group: int | None) -> None:
        """Put an article into a group, or into one of its own."""
        if group is None:
            group = len(self.members)
            self.members.append([])
            self.last.append(day)
        self.members[group].append(article)
        self.last[group] = day
        for stem, weight in vector.items():
            of_stem = self.weights[stem]
            of_stem[group] = of_stem.get(group, 0.0) + weight


def grouped(beginnings: Sequence[Beginning], statistics: Statistics) -> list[list[Beginning]]:
    """Return the groups of articles, in each the earliest first.

    beginnings: the earliest first.
    """
    weigh = _Weights(statistics)
    vectors = [weigh.vector(each) for each in beginnings]
    groups = _Groups()
    for number, (beginning, vector) in enumerate(zip(beginnings, vectors, strict=True)):
        day = beginning.day.toordinal()
        groups.add(number, vector, day, groups.nearest(vector, day))
    joined = _joined(groups.members, vectors, beginnings)
    return [[beginnings[number] for number in members] for members in _tight(joined, vectors)]


def central(group: Sequence[Beginning], statistics: Statistics) -> Beginning:
    """Return the article that is nearest to all of a group, the earliest of equals."""
    weigh = _Weights(statistics)
    vectors = [weigh.vector(each) for each in group]
    summed = _sum(vectors)
    products = [_product(vector, summed) for vector in vectors]
    return group[products.index(max(products))]


def _joined(
    groups: Sequence[list[int]], vectors: Sequence[Vector], beginnings: Sequence[Beginning]
) -> Iterator[list[int]]:
    """Yield the groups, those joined whose sums are alike and whose days meet."""
    largest = sorted((group for group in groups if len(group) > 1), key=len, reverse=True)
    kept: list[tuple[list[int], Vector]] = []
    for group in largest:
        summed = _unit(_sum([vectors[number] for number in group]))
        for members, others in kept:
            if _meet(members, group, beginnings) and _product(summed, others) >= _ALIKE:
                members[:] = sorted([*members, *group])
                break
        else:
            kept.append((list(group), summed))
    yield from (members for members, _ in kept)
    yield from (group for group in groups if len(group) == 1)


def _tight(groups: Iterable[list[int]], vectors: Sequence[Vector]) -> Iterator[list[int]]:
    """Yield the groups that hold together, and the articles of the others one by one."""
    for group in groups:
        summed = _sum([vectors[number] for number in group])
        pairs = len(group) * (len(group) - 1)
        if _product(summed, summed) - len(group) < _TIGHT.get(len(group), 0.0) * pairs:
            yield from ([number] for number in group)
        else:
            yield group


def _meet(one: Sequence[int], other: Sequence[int], beginnings: Sequence[Beginning]) -> bool:
    """Return whether less than _DAYS are between the articles of two groups."""
    first, last = ((beginnings[group[0]].day, beginnings[group[-1]].day) for group in (one, other))
    between = max(first[0], last[0]) - min(first[1], last[1])
    return between.days <= _DAYS


def _sum(vectors: Sequence[Vector]) -> Vector:
    summed: defaultdict[str, float] = defaultdict(float)
    for vector in vectors:
        for stem, weight in vector.items():
            summed[stem] += weight
    return summed


def _product(one: Vector, other: Vector) -> float:
    return sum(weight * other[stem] for stem, weight in one.items() if stem in other)


def _unit(vector: Vector) -> Vector:
    """Return a vector of the same direction whose squares add up to 1, or nothing of nothing."""
    length = math.sqrt(_product(vector, vector))
    return {stem: weight / length for stem, weight in vector.items() if weight}


class _Weights:
    """What the stems of an archive weigh, each looked up once."""

    def __init__(self, statistics: Statistics) -> None:
        self._statistics = statistics
        self._idf: dict[str, float] = {}

    def vector(self, beginning: Beginning) -> Vector:
        """Return the stems of a beginning with their weights."""
        counts = Counter(word.stem for word in beginning.lines if word.stem)
        for word in beginning.title:
            if word.stem:
                counts[word.stem] += _TITLE
        return _unit({stem: self._of(stem) * (1 + math.log(n)) for stem, n in counts.items()})

    def _of(self, stem: str) -> float:
        """Return the idf of a stem, 0 if it is common."""
        if stem not in self._idf:
            articles, held = self._statistics.articles, self._statistics.held("body", stem)
            common = held * _COMMON > max(articles, _COMMON * 10)
            self._idf[stem] = 0.0 if common else idf(articles, held)
        return self._idf[stem]
