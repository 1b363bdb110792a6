"""Is an index fit to go live? Some of its articles are looked for by their own words."""

from collections.abc import Iterator

from whoosh.query import And, Term
from whoosh.searching import Searcher

#: So many articles are looked for, by so many of their words.
_ARTICLES = 20
_WORDS = 6


def lost_articles(searcher: Searcher) -> list[str]:
    """Return the ids of probed articles that their own words do not find."""
    return [
        fields["id"]
        for document, fields in _sample(searcher)
        if not _found(searcher, document, fields)
    ]


def _sample(searcher: Searcher) -> Iterator[tuple[int, dict[str, str]]]:
    documents = list(searcher.reader().all_doc_ids())
    for document in documents[:: max(1, len(documents) // _ARTICLES)]:
        yield document, searcher.stored_fields(document)


def _found(searcher: Searcher, document: int, fields: dict[str, str]) -> bool:
    field = "title" if fields.get("title") else "body"
    terms = _first_stems(searcher, field, fields.get(field, ""))
    query = And([Term(field, term) for term in terms])
    return not terms or document in searcher.docs_for_query(query)


def _first_stems(searcher: Searcher, field: str, text: str) -> list[str]:
    words = searcher.schema[field].analyzer.words(text)
    stems = (word.stem for word in words if word.stem)
    return [stem for stem, _ in zip(stems, range(_WORDS), strict=False)]
