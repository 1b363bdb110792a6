"""Something that articles name."""

from dataclasses import dataclass

from search.request import Label
from search.results.counts import Facet
from search.results.page import Page


@dataclass(frozen=True, slots=True, kw_only=True)
class EntityView:
    """Something that articles name: a country, a company, a person.

    label is its name with its kind, a facet of schema.NAMED_FACETS; writings are its others. page
    is the first page of the articles that name it, the newest first, with the request for them and
    their timeline; named_with are the names that most of these articles have beside it, by kind.
    """

    label: Label
    english: str
    description: str
    writings: tuple[str, ...]
    page: Page
    named_with: tuple[Facet, ...]
