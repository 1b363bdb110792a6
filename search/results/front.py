"""The news of an archive."""

from dataclasses import dataclass
from datetime import date

from index.stored_article import Headline
from search.request import Request
from search.results.archive import IndexInfo
from search.results.counts import Bar, Timeline
from search.results.text import Fragment, Summary


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """What several articles of some days tell.

    central is the article that is most like all of them, lead how it begins. first is the earliest
    printing. sources and articles count copies that were left out of the index too, days are the
    articles of each day. others are some of the articles beside the central one, the earliest
    first.
    """

    central: Summary
    lead: Fragment | None
    first: Headline
    sources: int
    articles: int
    days: tuple[Bar, ...]
    others: tuple[Summary, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rising:
    """A word or name that more articles have than usual.

    text is as the archive prints it; facet is that of a name, "" for a word. articles is how many
    have it in the span, and what request finds; usual is how many of so many articles had it in the
    year before.
    """

    text: str
    facet: str
    articles: int
    usual: float
    request: Request


@dataclass(frozen=True, slots=True, kw_only=True)
class Front:
    """The news of an archive: the stories and rising words of its last days.

    articles is the number of those from since to until, both included; both are None where no
    article has a date. timeline is that of the whole archive; examples are queries that find
    something in it.
    """

    index: IndexInfo
    since: date | None
    until: date | None
    articles: int
    stories: tuple[Story, ...]
    rising: tuple[Rising, ...]
    timeline: Timeline
    examples: tuple[str, ...]
