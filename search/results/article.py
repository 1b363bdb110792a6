"""A whole article, and what is near it."""

from dataclasses import dataclass

from index.stored_article import Headline
from search.request import Label
from search.results.text import Fragment, Summary


@dataclass(frozen=True, slots=True, kw_only=True)
class Quotation:
    """What an article quotes, without its marks, and who said it, as printed.

    paragraph is the number of the paragraph that has it, counted from 1.
    """

    text: str
    speaker: str
    paragraph: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleView:
    """A whole article, with the words of a query highlighted in it; title as in Hit.

    repeated are the paragraphs that articles of its source share: they are not searched. names are
    what the rest names, quotations what somebody says in it.
    """

    headline: Headline
    title: Fragment
    paragraphs: tuple[Fragment, ...]
    repeated: tuple[Fragment, ...] = ()
    names: tuple[Label, ...] = ()
    quotations: tuple[Quotation, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Surroundings:
    """What is near an article: its duplicates, related articles, its neighbours in a list.

    identical are the copies that were left out of the index (they have no page), near_duplicates
    those in it, the earliest first. previous and following are the neighbours in the list of a
    request, None at its ends or where the article is not in it.
    """

    identical: tuple[Summary, ...]
    near_duplicates: tuple[Summary, ...]
    related: tuple[Summary, ...]
    previous: Summary | None
    following: Summary | None
