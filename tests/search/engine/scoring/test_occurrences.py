"""Where a word stands, in whatever form."""

import pytest

from index.analysis import ArabicAnalyzer, terms
from search.engine.scoring import occurrences as module
from search.engine.scoring.occurrences import exact_occurrences, occurrences
from search.query.tree import Word

BODIES = (
    "نما إنفاق الدولة وزاد الإنفاق على أنفاق المترو",
    "انفاق كثير بلا نفق واحد ولا أنفق أحد شيئا",
    "النفط ونفطي والنفطية نفط",
    "لا شيء مما يسأل عنه",
)


def word(text):
    """Return a typed word."""
    (only,) = map(Word.of, ArabicAnalyzer().words(text))
    return only


def reader_of(searcher):
    """Return the arrays behind a searcher."""
    return searcher._finder._reader  # noqa: SLF001


def places(found):
    """Return occurrences as pairs of document and position."""
    documents, counts, positions = (each.tolist() for each in found)
    owners = [
        document for document, count in zip(documents, counts, strict=True) for _ in range(count)
    ]
    return list(zip(owners, positions, strict=True))


def printed(forms):
    """Return where words with one of the stems are printed, by reading the bodies."""
    found = []
    for number, body in enumerate(BODIES):
        for position, each in enumerate(ArabicAnalyzer().words(body)):
            if terms(each.text).stem in forms:
                found.append((number, position))
    return found


@pytest.fixture
def reader(make_index):
    """Return the reader of an index of the bodies."""
    return reader_of(make_index(*BODIES))


@pytest.mark.parametrize("text", ["إنفاق", "أنفاق", "انفاق", "نفط", "نفطي", "واحد"])
def test_all_forms_are_where_they_are_printed(reader, text):
    """As one term: ascending, each place once; asked again, the same."""
    asked = word(text)
    for _ in range(2):
        assert places(occurrences(reader, "body", asked)) == printed(asked.finding) != []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        pytest.param("إنفاق", [(0, 1), (1, 0)], id="spending"),
        pytest.param("أنفاق", [(0, 6), (1, 0)], id="tunnels"),
        pytest.param("انفاق", [(0, 1), (0, 6), (1, 0)], id="either"),
        pytest.param("نفط", [(2, 3)], id="its-own-letters"),
        pytest.param("ذهب", [], id="nowhere"),
    ],
)
def test_exact_forms_are_where_they_may_be_meant(reader, text, found):
    """A typed hamza counts where the article writes one."""
    assert places(exact_occurrences(reader, "body", word(text))) == found


def test_what_is_kept_has_a_limit(reader, monkeypatch):
    """A full cache is emptied, and what is asked for is found all the same."""
    monkeypatch.setattr(module, "_KEPT", 0)
    for text in ("إنفاق", "نفط", "إنفاق"):
        asked = word(text)
        assert places(occurrences(reader, "body", asked)) == printed(asked.finding)
    assert len(module._caches[reader]) == 1  # noqa: SLF001
