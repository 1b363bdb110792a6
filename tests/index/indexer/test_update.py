"""Updates: after any sequence of them the index is that of a fresh build."""

import json
from copy import deepcopy
from dataclasses import replace
from datetime import datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.analysis import ArabicAnalyzer
from index.articles import Article
from index.articles.article import id_in_source
from index.articles.editions import edition_of, lesser
from index.indexer import next_version
from index.indexer.build import build_index, index_articles
from index.indexer.update import update_articles, update_index
from index.reader import ArticleReader
from index.schema import FACETS
from index.versions.articles import articles_of
from index.versions.manifest import IndexNotFoundError
from index.versions.ownership import versions
from index.versions.publish import BuildError
from index.versions.store import current_version, open_index
from tests.conftest import examples
from tests.index.indexer.archives import found, numbered

ANALYZER = ArabicAnalyzer()
FIELDS = ("id", "title", "body", "by_source", "by_section", "by_author")
WORDS = "النفط نفط والنفط أسعار سعر الأسعار في بنوك البنك OPEC 3.5%".split()
TEXTS = st.lists(st.sampled_from(WORDS), min_size=1, max_size=5).map(" ".join)
IDS = st.sampled_from("abcdefgh")
ARTICLES = st.builds(
    Article,
    id=IDS,
    url=st.just(""),
    title=st.sampled_from(["", "أسعار النفط", "أسعارُ النفط"]),
    body=TEXTS,
    source=st.sampled_from(["رويترز", "الأهرام"]),
    section=st.sampled_from(["", "طاقة"]),
    author=st.just(""),
    published=st.sampled_from([None, datetime(2023, 5, 7), datetime(2024, 1, 1, 12)]),  # noqa: DTZ001
)
UPDATES = st.lists(st.tuples(st.lists(IDS, max_size=3), st.lists(ARTICLES, max_size=6)), max_size=6)


def folded(article):
    """Return what makes two texts one: their folded words."""
    words = (*ANALYZER.words(article.title), *ANALYZER.words(article.body))
    return tuple(word.exact for word in words)


class Model:
    """What an archive is after updates, told without an index.

    A list of groups in order: the articles of one text, the one that is kept first.
    """

    def __init__(self, articles, withdrawn=()):
        self.groups = []
        self.withdrawn = set(withdrawn)
        self.update([], articles)

    def update(self, remove, articles):
        """Remove the articles with the ids remove for good, then add articles."""
        for article_id in remove:
            for each in [each for each in self.articles if each.id == article_id]:
                self.withdrawn.add((each.id, each.source))
            self.add_all(self.taken_out(article_id))
        for each in articles:
            article = self.named(each)
            if {(each.id, each.source), (article.id, each.source)} & self.withdrawn:
                continue
            before = next((other for other in self.articles if other.id == article.id), None)
            if before and lesser(article, edition_of(before)):
                continue
            if not any(article in group for group in self.groups):
                orphans = self.taken_out(article.id)
                self.add_all([article, *orphans])

    def named(self, article):
        """Return an article with an id that no article of another source has."""
        apart = replace(article, id=id_in_source(article.source, article.id))
        if any(each.id == apart.id for each in self.articles):
            return apart
        holders = {each.source for each in self.articles if each.id == article.id}
        return article if holders <= {article.source} else apart

    def add_all(self, articles):
        """Add each to the group of its text, or as a group of its own at the end."""
        for article in articles:
            same = [group for group in self.groups if folded(group[0]) == folded(article)]
            if same:
                same[0].append(article)
            else:
                self.groups.append([article])

    def taken_out(self, article_id):
        """Take out the article with an id; return its copies where it was the one kept."""
        orphans = []
        for group in list(self.groups):
            left = [article for article in group if article.id != article_id]
            if group[0].id == article_id:
                self.groups.remove(group)
                orphans = left
            group[:] = left
        return orphans

    @property
    def articles(self):
        """Return the articles in the order of a build that keeps the same ones."""
        return [article for group in self.groups for article in group]


def contents(index_dir):
    """Return everything that can be read of an index, terms and postings as lists."""
    opened = open_index(index_dir)
    segment, reader = opened.segment, ArticleReader(opened)
    postings = {
        (field, term): [part.tolist() for part in segment.term(field, term)]
        for field in FIELDS
        for term in segment.frequent(field, "", 10**6)
    }
    return {
        "articles": [reader.stored(number) for number in range(reader.articles)],
        "ids": list(reader.ids),
        "postings": postings,
        "prefixes": [segment.frequent("body", "ا", 3), segment.frequent("body", "~", 2)],
        "lengths": {field: segment.length_bytes(field).tolist() for field in FIELDS},
        "averages": {field: reader.average_length(field) for field in FIELDS},
        "published": reader.published.tolist(),
        "labels": {
            facet.name: [reader.labels(facet.name).of(number) for number in range(reader.articles)]
            for facet in FACETS
        },
        "values": segment.values,
        "digests": segment.digests.tolist(),
        "vocabulary": list(reader.vocabulary),
        "phrases": list(reader.phrases),
        "span": reader.span,
        "copies": opened.manifest.copies,
    }


@settings(max_examples=examples(15))
@given(st.lists(ARTICLES, min_size=1, max_size=12), UPDATES)
def test_any_updates_give_what_a_fresh_build_gives(tmp_path_factory, first, updates):
    """Postings, columns, texts, words and copies are identical, whatever was merged.

    Two sources number their articles alike; what was removed comes again, and stays out.
    """
    directory = tmp_path_factory.mktemp("updates")
    model = Model(first)
    index_articles(iter(first), directory / "updated")
    for remove, articles in updates:
        before = deepcopy(model)
        model.update(remove, articles)
        if not model.articles:
            with pytest.raises(BuildError, match="no article would be left"):
                update_articles(iter(articles), directory / "updated", remove=remove)
            model = before
            continue
        report = update_articles(
            iter(articles), directory / "updated", remove=remove, allow_shrink=True
        )
        assert report.articles + report.copies == len(model.articles)
    index_articles(iter(model.articles), directory / "fresh")
    assert contents(directory / "updated") == contents(directory / "fresh")


def test_an_update_adds_replaces_and_removes(live):
    """An update goes by id, and its report counts each kind of change."""
    new = [numbered("new", "سعر الذهب"), numbered(3, "سعر القمح"), numbered(4)]
    report = update_articles(iter(new), live, remove=["5", "nobody"])
    assert (report.added, report.replaced, report.removed, report.unchanged) == (1, 1, 1, 1)
    assert report.missing == ("nobody",)
    assert (report.articles, report.version) == (40, current_version(live))
    assert found(live, "سعر القمح")[0] == "3"
    assert found(live, "الذهب") == ["new"]
    assert not {"3", "5"} & set(found(live, "النفط"))
    assert len(found(live, "النفط")) == 38


def test_what_changes_nothing_makes_no_version(live):
    """The live version stays, and its files."""
    before = current_version(live)
    report = update_articles((numbered(n) for n in range(9)), live, remove=["nobody"])
    assert (report.version, report.unchanged, report.missing) == (before, 9, ("nobody",))
    assert versions(live) == [before]
    assert [path.name for path in live.iterdir() if path.name.startswith(".building")] == []


def test_the_guard_against_shrinking_holds_for_updates(live):
    """An update that removes most of an archive needs --allow-shrink."""
    before = current_version(live)
    with pytest.raises(BuildError, match="--allow-shrink"):
        update_articles(iter([]), live, remove=map(str, range(30)))
    assert current_version(live) == before


def test_there_must_be_an_index_to_update(tmp_path):
    """The way out is to build one."""
    with pytest.raises(IndexNotFoundError, match="iqtisad index build"):
        update_index([], tmp_path / "index", remove=["a"])


def test_faults_cost_only_themselves(live, tmp_path):
    """A bad line is reported, the rest goes in."""
    path = tmp_path / "new.jsonl"
    path.write_text('not json\n{"id": "x", "body": "سعر الذهب"}\n', "utf-8")
    report = update_index([path], live)
    assert (report.added, len(report.faults)) == (1, 1)
    assert found(live, "الذهب") == ["x"]


def test_an_update_that_fails_leaves_the_live_index(live, monkeypatch):
    """Whatever happens before the switch."""
    before = current_version(live)

    def fail(*_, **__):
        raise RuntimeError("no")

    monkeypatch.setattr(next_version, "seal", fail)
    with pytest.raises(RuntimeError):
        update_articles(iter([numbered("new")]), live)
    assert current_version(live) == before
    assert not list(live.glob(".building*"))
    assert len(found(live, "النفط")) == 40


def test_a_rollback_goes_back_over_an_update(live):
    """Versions that share files do not share what was removed."""
    before = current_version(live)
    update_articles(iter([numbered("new", "سعر الذهب")]), live, remove=["7"])
    (live / "CURRENT").write_text(before)
    assert len(found(live, "النفط")) == 40
    assert found(live, "الذهب") == []


def test_a_build_after_updates_begins_anew(live, tmp_path):
    """One segment; what was removed stays out."""
    update_articles(iter([numbered("new")]), live, remove=["7"])
    path = tmp_path / "all.jsonl"
    lines = (json.dumps({"id": str(n), "body": numbered(n).body}) for n in range(40))
    path.write_text("\n".join(lines))
    build_index([path], live)
    assert open_index(live).manifest.segments == ("MAIN_0",)
    assert len(found(live, "النفط")) == 39


def test_what_is_known_of_torn_numbers_is_kept(tmp_path):
    """An update reads the numbers of a source as its earlier articles have shown."""
    index_articles([numbered(1, "بانخفاض 85 .0% إلى 08 .3", source="الأفق")], tmp_path)
    report = update_articles([numbered(2, "عند 47 .2394 نقطة", source="الأفق")], tmp_path)
    assert report.mended == {"الأفق": 1}
    assert found(tmp_path, "2394.47") == ["2"]


def test_numbers_of_earlier_articles_are_made_whole_as_soon_as_their_source_shows_how(tmp_path):
    """As a build of both would have made them."""
    unclear = numbered(1, "عند 47 .2394 نقطة", source="الأفق")
    clear = numbered(2, "بانخفاض 85 .0% إلى 08 .3", source="الأفق")
    others = [
        numbered(3, "عند 12 .55 نقطة", source="المرفأ"),
        numbered(4, "سعر", source="الأفق"),
        numbered(6, "عند 12 .55 نقطة", source="الأفق"),
    ]
    index_articles([unclear, *others], tmp_path / "updated")
    assert found(tmp_path / "updated", "2394.47") == []
    report = update_articles([clear], tmp_path / "updated")
    assert (report.added, report.replaced, report.mended) == (1, 2, {"الأفق": 4})
    index_articles([unclear, *others, clear], tmp_path / "built")
    for index_dir in (tmp_path / "updated", tmp_path / "built"):
        assert found(index_dir, "2394.47") == ["1"]
    first, second = (
        list(articles_of(open_index(tmp_path / name))) for name in ("updated", "built")
    )
    assert first == second


@pytest.mark.parametrize("order", [(0, 1), (1, 0), (0, 1, 0)], ids=["first", "last", "again"])
def test_a_teaser_gives_way_to_the_whole_text(tmp_path, order):
    """Whichever comes first, by a build or by updates."""
    teaser = numbered(1, "ارتفعت أسعار القمح…", teaser=True)
    both = [teaser, numbered(1, "ارتفعت أسعار القمح بعد موجة صقيع أصابت الحقول")]
    came = [both[number] for number in order]
    index_articles([numbered(2), *came], tmp_path / "built")
    index_articles([numbered(2)], tmp_path / "updated")
    for each in came:
        update_articles([each], tmp_path / "updated")
    for index_dir in (tmp_path / "built", tmp_path / "updated"):
        assert found(index_dir, "القمح") == found(index_dir, "صقيع") == ["1"]


def test_a_teaser_alone_is_an_article(tmp_path):
    """Until the whole text comes."""
    index_articles([numbered(1, "ارتفعت أسعار القمح…", teaser=True), numbered(2)], tmp_path)
    assert found(tmp_path, "القمح") == ["1"]


NOTICE = "يمكنكم متابعة أهم أخبار الكهرباء بعد تنزيل أحدث نسخة من تطبيقنا على هواتفكم."


def noticed(number, story=None):
    """Return an article that ends in the notice of its source."""
    story = number if story is None else story
    body = f"ارتفع إنتاج مصنع {story}\nوزاد الطلب على {story}\n{NOTICE}"
    return numbered(number, body, source="الأفق")


@pytest.mark.parametrize("cuts", [[], [3], [3, 5, 7], list(range(1, 10))], ids=len)
def test_what_a_source_repeats_is_left_out_by_builds_and_updates_alike(tmp_path, cuts):
    """An update goes on from what earlier articles have shown, and leaves the same to the next."""
    articles = [noticed(n) for n in range(10)]
    built = index_articles(articles, tmp_path / "built")
    pieces = [articles[a:b] for a, b in zip([0, *cuts], [*cuts, 10], strict=True)]
    index_articles(pieces[0], tmp_path / "updated")
    reports = [update_articles(piece, tmp_path / "updated") for piece in pieces[1:]]
    assert contents(tmp_path / "updated") == contents(tmp_path / "built")
    assert found(tmp_path / "updated", "الكهرباء") == ["0", "1", "2", "3", "4"]
    assert built.left_out == {"الأفق": 5}
    files = ("seen.json", "seen.keys.npy", "seen.marks.npy")
    one, other = (
        tmp_path / name / current_version(tmp_path / name) for name in ("built", "updated")
    )
    assert [(one / f).read_bytes() for f in files] == [(other / f).read_bytes() for f in files]
    assert sum(report.left_out.get("الأفق", 0) for report in reports) <= 5


def test_what_was_read_before_it_was_known_is_unchanged(tmp_path):
    """The same file again changes nothing, whatever was learnt meanwhile."""
    articles = [noticed(n) for n in range(10)]
    index_articles(articles, tmp_path)
    assert update_articles(articles, tmp_path).unchanged == 10
    assert index_articles([*articles, *articles], tmp_path).articles == 10


def test_the_words_of_what_is_left_out_are_not_counted(tmp_path):
    """Neither when an article comes nor when it goes."""
    index_articles([noticed(n) for n in range(10)], tmp_path)
    reader = ArticleReader(open_index(tmp_path))
    assert reader.vocabulary.count("الكهرباء") == 5
    update_articles([], tmp_path, remove=["1", "8", "9"])
    assert ArticleReader(open_index(tmp_path)).vocabulary.count("الكهرباء") == 4


def test_a_copy_that_takes_the_place_of_an_article_is_indexed_as_it_was(tmp_path):
    """What its source repeats stays left out."""
    index_articles([*(noticed(n) for n in range(8)), noticed("copy", 7)], tmp_path)
    update_articles([], tmp_path, remove=["7"])
    assert "copy" not in found(tmp_path, "الكهرباء")
    assert found(tmp_path, '"الطلب على 7"') == ["copy"]


def test_an_update_without_articles_forgets_nothing(tmp_path):
    """What was seen stays known."""
    index_articles([noticed(n) for n in range(10)], tmp_path)
    update_articles([], tmp_path, remove=["1"])
    assert update_articles([noticed(11)], tmp_path).left_out == {"الأفق": 1}
