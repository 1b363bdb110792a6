"""Which documents pass the filters of a request."""

from datetime import date, datetime, time

import numpy as np
from numpy.typing import NDArray

from index.schema import NO_DATE, seconds
from search.engine.protocol import Documents
from search.query.tree import Dates, Named
from search.request import Filters


def passing(documents: Documents, filters: Filters) -> NDArray[np.bool_]:
    """Return which documents pass all filters, bool over documents."""
    passed = np.ones(len(documents), np.bool_)
    if filters.since or filters.until:
        passed &= published_between(documents, filters.since, filters.until)
    for facet in {label.facet for label in (*filters.included, *filters.excluded)}:
        included, column = filters.values(facet), documents.labels(facet)
        passed &= column.having(included) if included else True
        passed &= ~column.having(filters.excluded_values(facet))
    return passed


def filtered(documents: Documents, part: Dates | Named) -> NDArray[np.bool_]:
    """Return which documents a part of a query finds that is a filter, bool over documents."""
    if isinstance(part, Named):
        return documents.labels(part.facet).having(part.values)
    return published_between(documents, part.since, part.until)


def published_between(
    documents: Documents, since: date | None, until: date | None
) -> NDArray[np.bool_]:
    """Return which documents were published from since to until, both included, as a mask.

    A document without a date never is.
    """
    published = documents.published
    mask = published != NO_DATE
    if since:
        mask &= published >= seconds(datetime.combine(since, time.min))
    if until:
        mask &= published <= seconds(datetime.combine(until, time.max))
    return mask
