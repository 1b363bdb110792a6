"""Which articles pass the filters of a request."""

from dataclasses import replace
from datetime import date

from search import Filters, Label, Request, Span, Window
from tests.conftest import ids


def test_filters_narrow(many):
    """Dates, sources and sections are all required."""
    request = Request(text="النفط", window=Window(size=50))
    reuters, agency = Label("source", "رويترز"), Label("source", "وكالة")
    markets = Label("section", "أسواق")
    for labels, total in (
        ([reuters], 13),
        ([reuters, agency], 25),
        ([markets], 12),
        ([reuters, markets], 0),
    ):
        asked = replace(request, filters=Filters(included=tuple(labels)))
        assert many.search(asked).total == total
    january = request.narrow(Span(date(2023, 1, 5), date(2023, 1, 9)))
    assert sorted(ids(many.search(january))) == ["a04", "a05", "a07", "a08"]
