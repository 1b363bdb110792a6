"""The documents of a version: a cluster gets exactly the terms, and all that is printed."""

import json
from collections import defaultdict
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.articles import Article
from index.cluster.documents import Documents
from index.cluster.mapping import SEPARATOR, TERM_FIELDS, indexed_term, mappings
from index.codec.multi import MultiSegment
from index.codec.segment import FIELDS
from index.indexer.build import build_index, index_articles
from index.indexer.update import update_articles
from index.reader import ArticleReader
from index.versions.store import open_index
from tests.conftest import examples
from tests.index.indexer.archives import numbered

PIECES = st.sampled_from(
    [
        *"النفط نفط والنفط أسعارُ سعر الأسعار في البنك صح OPEC وOPEC".split(),
        *"3.5% ٣٫٥٪ 1,200 $5 5€ 3.2 مليار دولار بين 5 و10 مليون برميل ملايين".split(),
        *"نِفْطٌ نفـط نفط\u200c نفط\u200bنفط ﷲ ﷺ ﻻﺋﺤﺔ ﱞ ͺ a|b a!b #وسم_ثان Société ʼn".split(),
        *("\u064b", "\x1f", "\x85", "\u2028", "\xa0", "\u3000", "\x00", "|", "!", "😀", "ا" * 3000),
    ]
)
TEXTS = st.lists(PIECES, max_size=12).map(" ".join) | st.text(
    st.characters(exclude_categories=["Cs"]), max_size=20
)
#: A paragraph that a source repeats, and where it stands.
PARAGRAPH, REPEATED = "اشترك الآن 5%\n", ((0, 13),)
ARTICLES = st.builds(
    Article,
    id=st.just(""),
    url=st.sampled_from(["", "https://iqtisad.example/a", "javascript:void(0)"]),
    title=TEXTS,
    body=TEXTS,
    source=st.sampled_from(["", "رويترز", "قناة 24 | مباشر!"]),
    section=st.sampled_from(["", "نفط وغاز"]),
    author=st.sampled_from(["", "م. ن. صالح"]),
    published=st.sampled_from([None, datetime(2023, 5, 7), datetime(1, 1, 1, 12)]),  # noqa: DTZ001
    repeated=st.sampled_from([(), REPEATED]),
)


def sent(opened):
    """Return the documents of a version as they are sent, with their numbers."""
    documents = Documents(opened)
    numbers = range(len(documents))
    return [json.loads(each.json) for each in documents.sent(numbers, numbers)]


def positions(documents):
    """Return where every field has every term: as Lucene splits what is sent."""
    found = defaultdict(lambda: defaultdict(list))
    for number, document in enumerate(documents):
        for field, there in TERM_FIELDS.items():
            words = document.get(there, "").split(" ") if document.get(there) else []
            assert words == document.get(there, "").split()
            for position, word in enumerate(words):
                for term in word.split(SEPARATOR):
                    found[field, term][number].append(position)
    return found


def held(opened):
    """Return where every field of a version has every term; [] for one without positions."""
    reader, segment = ArticleReader(opened), opened.segment
    segments = segment.parts if isinstance(segment, MultiSegment) else [segment]
    found = {}
    for field in FIELDS:
        readers = [getattr(each, "segment", each).fields[field] for each in segments]
        for term in {term.decode() for each in readers for term in each.terms}:
            postings, occurrences = reader.postings(field, term), reader.occurrences(field, term)
            if not len(postings.documents):
                continue
            cuts = np.cumsum(postings.frequencies.astype(np.int64))[:-1]
            places = np.split(occurrences[2], cuts) if len(occurrences[2]) else None
            found[field, term] = {
                document: places[n].tolist() if places else int(postings.frequencies[n])
                for n, document in enumerate(postings.documents.tolist())
            }
    return found


def assert_same_terms(opened):
    """Assert that what is sent has the terms that the version has, where it has them."""
    there = positions(sent(opened))
    here = held(opened)
    assert set(there) == {(field, indexed_term(term)) for field, term in here}
    for (field, term), documents in here.items():
        of_term = there[field, indexed_term(term)]
        assert set(of_term) == set(documents)
        for document, places in documents.items():
            if isinstance(places, list):
                assert sorted(of_term[document]) == sorted(places)
            else:
                assert len(of_term[document]) == places


def test_the_sample_has_the_same_terms_there_and_here(sample_index):
    """Every term of every field stands in the same articles, as often, at the same words."""
    assert_same_terms(open_index(sample_index))


@given(st.lists(ARTICLES, min_size=1, max_size=6), st.lists(ARTICLES, max_size=3))
@settings(max_examples=examples(40))
def test_any_texts_have_the_same_terms_there_and_here(articles, more):
    """Of mixed scripts, with diacritics, amounts, controls and signs; after an update, too."""
    with TemporaryDirectory() as directory:
        index_dir = Path(directory) / "index"
        named = [numbered(n, **_fields(each)) for n, each in enumerate([*articles, *more])]
        index_articles(iter([numbered(99), *named[: len(articles)]]), index_dir)
        if more:
            update_articles(iter(named[len(articles) :]), index_dir)
        assert_same_terms(open_index(index_dir))


def _fields(article):
    names = ("url", "title", "source", "section", "author", "published", "repeated")
    body = (PARAGRAPH if article.repeated else "") + (article.body or "نص")
    return {**{name: getattr(article, name) for name in names}, "body": body}


@pytest.fixture
def archive(tmp_path):
    """Return an opened version: near duplicates, copies, former ids, names, no date."""
    long = " ".join(f"كلمة{number}" for number in range(60))
    articles = [
        numbered("a", f"{long} أرامكو", source="رويترز", published=datetime(2024, 1, 2, 3, 4)),  # noqa: DTZ001
        numbered("b", f"{long} أوبك", source="الأهرام", published=datetime(2024, 1, 2)),  # noqa: DTZ001
        numbered("c", "تراجع الذهب في مصر", title="الذهب"),
        numbered(
            "d", "تراجع الذهب في مصر", title="الذهب", source="نسخة", url="https://x.example/d"
        ),
    ]
    index_articles(iter(articles), tmp_path / "index")
    return open_index(tmp_path / "index")


def by_id(opened):
    """Return the documents of a version by their ids."""
    return {each["id"]: each for each in sent(opened)}


def test_a_document_says_everything_of_its_article(archive):
    """What is printed as it is printed, and nothing for what is not."""
    document = by_id(archive)["a"]
    assert document["source"] == "رويترز"
    assert document["published"] == "2024-01-02T03:04:00"
    assert document["company"] == ["أرامكو السعودية"]
    assert not {"section", "author", "copies", "also", "repeated", "person"} & set(document)
    assert document["seq"] == 0


def test_documents_have_only_fields_that_the_index_has(archive, sample_index):
    """Others would be refused there."""
    fields = set(mappings({})["properties"])
    for opened in (archive, open_index(sample_index)):
        assert all(set(document) <= fields for document in sent(opened))


def test_near_duplicates_share_a_group(archive):
    """That of the earliest of them; who has none has a group of his own."""
    documents = by_id(archive)
    assert documents["a"]["group"] == documents["b"]["group"] != documents["c"]["group"]
    assert [documents[each]["grouped"] for each in "abc"] == [True, True, False]


def test_identical_articles_are_in_the_document_of_the_one_that_is_indexed(archive):
    """As they are shown there, and their ids lead to it."""
    document = by_id(archive)["c"]
    shown = ArticleReader(archive).identical("c")
    assert [(each["id"], each["source"], each["url"]) for each in document["copies"]] == [
        (each.id, each.source, each.url) for each in shown
    ]
    assert document["also"] == ["d"]


def test_every_id_that_leads_to_an_article_here_leads_to_it_there(tmp_path):
    """Former ids of articles and of their copies, too."""
    printed = [
        '{"body": "النفط", "source": "أ", "url": "http://www.x.example/1?utm_source=t"}',
        '{"body": "النفط", "source": "ب", "url": "http://www.y.example/2?utm_source=t"}',
        '{"body": "الذهب", "source": "أ", "url": "https://x.example/3"}',
    ]
    (tmp_path / "a.jsonl").write_text("\n".join(printed), "utf-8")
    build_index([tmp_path / "a.jsonl"], tmp_path / "index")
    opened = open_index(tmp_path / "index")
    reader, documents = ArticleReader(opened), by_id(opened)
    rows = [f"{int(former):016x}" for former in opened.former_ids._rows[:, 0]]  # noqa: SLF001
    leading = {each: reader.current_id(each) for each in [*rows, *opened.copies.ids]}
    assert len([now for now in leading.values() if now]) >= 3
    for former, now in leading.items():
        assert [each for each in documents if former in documents[each].get("also", ())] == (
            [now] if now else []
        )


def test_a_digest_is_that_of_what_is_sent(archive, tmp_path):
    """It is the same in another version, and changes with a text, a group, a copy."""
    before = by_id(archive)
    changes = [
        numbered("b", f"{'خبر آخر ' * 40}", source="الأهرام", published=datetime(2024, 1, 3)),  # noqa: DTZ001
        numbered("e", "تراجع الذهب في مصر", title="الذهب"),
    ]
    update_articles(iter(changes), archive.directory.parent)
    now = by_id(open_index(archive.directory.parent))
    assert {each for each in before if before[each]["digest"] != now[each]["digest"]} == set("abc")
    again = [numbered("a", "النفط"), numbered("b", "الذهب")]
    index_articles(iter(again), tmp_path / "one")
    index_articles(iter(again[::-1]), tmp_path / "other")
    one, other = (by_id(open_index(tmp_path / name)) for name in ("one", "other"))
    assert {each: one[each]["digest"] for each in one} == {
        each: other[each]["digest"] for each in other
    }


def test_digests_are_found_without_the_terms(archive):
    """Those of all documents, in their order."""
    documents = Documents(archive)
    assert documents.digests().tolist() == [each["digest"] for each in sent(archive)]


def test_any_documents_can_be_sent_at_any_place(archive):
    """Some of them, each with its own place in the archive."""
    chosen = [json.loads(each.json) for each in Documents(archive).sent([1, 2], [7, 9])]
    assert [(each["id"], each["seq"]) for each in chosen] == [("b", 7), ("c", 9)]
