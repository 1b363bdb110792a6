"""What a reader sees of something that articles name: who or what it is, and what is around it."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from index.entities.directory import directory
from index.entities.gazetteer import Entity
from index.schema import NAMED_FACETS
from search.engine.protocol import Statistics
from search.query.tree import Named, unparse
from search.request import Filters, Label, Request, Sort
from search.results import Count, EntityView, Facet, Page

#: The language in which the gazetteer has names beside Arabic.
_ENGLISH = "en"
#: The most names of a kind that stand beside one, and in the list of all. Set by hand.
_BESIDE, _MOST = 8, 60


def find_entity(name: str) -> Entity | None:
    """Return the entry of a name, or the first that is called so; None if there is none."""
    listed = directory()
    called = listed.called(name) or listed.heard(name)
    return listed.named(name) or next(iter(called), None)


def name_of(value: str, lang: str) -> str:
    """Return how a value of a facet is called in a language; the value if nothing else is known.

    >>> name_of("مصر", "en"), name_of("مصر", "ar"), name_of("رويترز", "en")
    ('Egypt', 'مصر', 'رويترز')
    """
    entity = directory().named(value) if lang == _ENGLISH else None
    return (entity and entity.english) or value


def request_for(entity: Entity) -> Request:
    """Return the request for the articles that name an entry, as a query.

    A page counts the values of a facet as if none was filtered by: with a filter it would not count
    what stands beside the entry.
    """
    text = unparse(Named(entity.kind, entity.name, (entity.name,)))
    return Request(text=text, sort=Sort.NEWEST)


def view(entity: Entity, page: Page) -> EntityView:
    """Return an entry with the first page of request_for it, as that of a filter by its name."""
    label = Label(entity.kind, entity.name)
    by_filter = Request(filters=Filters().add(label), sort=Sort.NEWEST)
    return EntityView(
        label=label,
        english=entity.english,
        description=entity.description,
        writings=tuple(_writings(entity)),
        page=replace(page, request=by_filter),
        named_with=tuple(_beside(page.facets, label)),
    )


def most_named(statistics: Statistics) -> Iterator[Facet]:
    """Yield the most named of each kind, with the number of their articles."""
    for facet in NAMED_FACETS:
        counts = [each for each in statistics.label_counts(facet.name) if each[0]]
        listed = (Count(value=n, articles=a, narrowing=Label(facet.name, n)) for n, a in counts)
        if counts:
            yield _first(Facet(name=facet.name, counts=tuple(listed), values=len(counts)), _MOST)


def _writings(entity: Entity) -> Iterator[str]:
    """Yield the other writings of an entry."""
    for writing in entity.writings:
        if writing.text not in (entity.name, entity.english):
            yield writing.text


def _beside(facets: Iterable[Facet], label: Label) -> Iterator[Facet]:
    """Yield the facets of names without those who name none, and without the label itself."""
    kinds = frozenset(facet.name for facet in NAMED_FACETS)
    for facet in facets:
        others = tuple(each for each in facet.counts if each.narrowing not in (None, label))
        if facet.name in kinds and others:
            yield _first(replace(facet, counts=others), _BESIDE)


def _first(facet: Facet, most: int) -> Facet:
    """Return a facet with its first counts alone; others counts the rest."""
    rest = sum(count.articles for count in facet.counts[most:])
    return replace(facet, counts=facet.counts[:most], others=facet.others + rest)
