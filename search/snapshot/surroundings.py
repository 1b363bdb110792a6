"""What is near an article: its copies, what is related, its neighbours in a list."""

from search.hits.hits import summaries, summaries_of_copies
from search.request import Request
from search.results import Summary, Surroundings
from search.rewrite.more_like_this import more_like_this
from search.snapshot.planner import Planner

#: The most near duplicates and related articles that an article's page lists. Set by hand.
_LISTED, _RELATED = 20, 6


def surroundings_of(planner: Planner, article_id: str, request: Request) -> Surroundings | None:
    """Return what is near an article, None if there is none with the id."""
    finder = planner.finder
    article = finder.article(article_id)
    if article is None:
        return None
    previous, following = _neighbours(planner, article_id, request)
    like = more_like_this(article, finder.statistics)
    return Surroundings(
        identical=summaries_of_copies(finder.identical(article_id)),
        near_duplicates=summaries(finder.near_duplicates(article_id, _LISTED)),
        related=summaries(finder.related(article_id, like, _RELATED)),
        previous=previous,
        following=following,
    )


def _neighbours(
    planner: Planner, article_id: str, request: Request
) -> tuple[Summary | None, Summary | None]:
    if request.is_empty:
        return None, None
    around = planner.finder.neighbours(planner.plan(request), article_id)
    before, after = (next(iter(summaries(filter(None, [each]))), None) for each in around)
    return before, after
