"""The query for articles about the same."""

import pytest

from search.rewrite.more_like_this import more_like_this

OTHERS = [f"خبر عن السوق رقم {number}" for number in range(60)]


@pytest.fixture
def finder(make_index):
    """Return a finder over two articles about pistachios, one of them long, and others."""
    searcher = make_index(
        {"id": "a", "title": "فستق حلب", "body": "محصول الفستق في حلب. " * 5 + "خبر 2015"},
        {"id": "b", "body": "أسعار الفستق في حلب"},
        *({"id": f"x{n}", "body": body} for n, body in enumerate(OTHERS)),
    )
    return searcher._finder  # noqa: SLF001  what is behind the wall


def exact(query):
    """Return the words of a query."""
    return [word.exact for word in query.parts]


def test_words_that_others_share_little_are_asked_for(finder):
    """Neither what every article says, nor numbers, nor words of this article alone."""
    words = exact(more_like_this(finder.article("a"), finder.statistics))
    assert {"حلب", "فستق"} <= {*words}
    assert not {"خبر", "2015", "محصول"} & {*words}


def test_what_a_source_repeats_is_not_asked_for(make_index):
    """Its notices would relate all of its articles."""
    body = "خبر طويل عن المصنع {0}\nوزاد الطلب عليه {0}\nحمّلوا تطبيق الجوال الجديد من المتجر الآن"
    searcher = make_index(
        *({"id": f"n{n}", "source": "الأفق", "body": body.format(n)} for n in range(8)),
        *({"id": f"x{n}", "body": other} for n, other in enumerate(OTHERS)),
    )
    finder = searcher._finder  # noqa: SLF001  what is behind the wall
    assert "تطبيق" in exact(more_like_this(finder.article("n0"), finder.statistics))
    assert "تطبيق" not in exact(more_like_this(finder.article("n7"), finder.statistics))


def test_an_article_without_such_words_is_like_none(finder):
    """The query has no parts, and finds nothing."""
    query = more_like_this(finder.article("x1"), finder.statistics)
    assert query.parts == ()
    assert finder.related("x1", query, 5) == []


def test_related_articles_share_them(finder):
    """The other one about pistachios is related."""
    article = finder.article("a")
    related = finder.related("a", more_like_this(article, finder.statistics), 5)
    assert [each.headline.id for each in related] == ["b"]
