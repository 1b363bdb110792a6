"""The fields of an article in the index, and the version of their meaning.

Title and body hold the terms of every word (see analysis.terms). A facet that the publisher gives
is there twice: as a column for filters and counts, and as a text field of its words for queries
such as مصدر:رويترز. Of what an article names (index.entities) there is a column alone, with several
values an article: a query such as بلد:مصر is a filter by the name that it resolves to.
Dates are a column only: filters and sort orders read it as an array.
"""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

#: Increase it when a field or its meaning changes: older indexes are then refused.
VERSION = 13
#: The value of the column published for an article without a date.
NO_DATE = -(2**62)

_SECOND = timedelta(seconds=1)
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC).replace(tzinfo=None)


@dataclass(frozen=True, slots=True)
class FacetField:
    """A field by which articles are filtered and counted.

    name is the attribute of Article, the column, the facet in results and the parameter of an
    address; query_names are what a query may call it, the first as the echo shows it. An article
    has one value, or several where multi says so.
    """

    name: str
    query_names: tuple[str, ...]
    multi: bool = False

    @property
    def words_field(self) -> str:
        """Return the text field that holds the words of the values."""
        return f"by_{self.name}"


#: Those that the publisher gives, those that are found in the text, and the year of publication.
PRINTED_FACETS = (
    FacetField("source", ("مصدر", "المصدر", "source")),
    FacetField("section", ("قسم", "القسم", "section")),
    FacetField("author", ("كاتب", "الكاتب", "author")),
)
NAMED_FACETS = (
    FacetField("country", ("بلد", "البلد", "دولة", "الدولة", "country"), multi=True),
    FacetField("company", ("شركة", "الشركة", "company"), multi=True),
    FacetField("institution", ("مؤسسة", "المؤسسة", "institution"), multi=True),
    FacetField("person", ("شخص", "الشخص", "person"), multi=True),
    FacetField("commodity", ("سلعة", "السلعة", "commodity"), multi=True),
    FacetField("currency", ("عملة", "العملة", "currency"), multi=True),
    FacetField("indicator", ("مؤشر", "المؤشر", "indicator"), multi=True),
)
YEAR = FacetField("year", ("سنة", "السنة", "year"))
#: Everything that knows facets reads this table: columns, parser, filters, counts, addresses.
FACETS = (*PRINTED_FACETS, *NAMED_FACETS, YEAR)
#: Text fields with positions, and text fields without, which queries name explicitly.
TEXT_FIELDS = ("title", "body")
SMALL_FIELDS = tuple(facet.words_field for facet in PRINTED_FACETS)
#: A stored sign is this for true, "" for false.
TRUE = "1"


def seconds(moment: datetime | None) -> int:
    """Return a wall-clock moment as seconds since 1970, NO_DATE for None."""
    return NO_DATE if moment is None else (moment - _EPOCH) // _SECOND


def moment(seconds: int) -> datetime | None:
    """Return the wall-clock moment of a value of the column published."""
    return None if seconds == NO_DATE else _EPOCH + timedelta(seconds=seconds)
