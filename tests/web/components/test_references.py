"""An article as a reference."""

from dataclasses import replace
from datetime import date, datetime

import pytest

from search import ArticleView, Fragment, Headline
from web.components.references import references
from web.l10n.preferences import Preferences

WHOLE = Headline(
    id="a",
    url="https://www.example.org/a",
    title="عنوان المقال",
    source="الأفق",
    section="",
    author="سعاد علي",
    published=datetime(2018, 10, 24),  # noqa: DTZ001  the wall clock of a newspaper
)
READ = date(2026, 11, 27)


def cited(headline, how=Preferences()):  # noqa: B008  a frozen value
    """Return the references of an article by their styles."""
    view = ArticleView(headline=headline, title=Fragment(text="عنوان المقال"), paragraphs=())
    return dict(references(view, READ, how))


def test_a_reference_has_what_each_style_asks_for():
    """Author, day, title, source, address; Chicago says when it was read."""
    found = cited(WHOLE)
    assert found["APA"] == (
        "سعاد علي. (24 أكتوبر 2018). عنوان المقال. الأفق. https://www.example.org/a"
    )
    assert found["Chicago"] == (
        "سعاد علي. «عنوان المقال». الأفق، 24 أكتوبر 2018. اطُّلع عليه في 27 نوفمبر 2026."
        " https://www.example.org/a"
    )


@pytest.mark.parametrize("missing", ["author", "source", "url"])
def test_what_is_not_known_leaves_no_hole(missing):
    """Two stops in a row, or a comma before one, are signs of a form that was not filled in."""
    for reference in cited(replace(WHOLE, **{missing: ""})).values():
        assert getattr(WHOLE, missing) not in reference
        assert ".." not in reference
        assert "، ." not in reference
        assert "  " not in reference


def test_an_article_without_a_day_says_so_in_apa():
    """As the manual has it: without a date."""
    assert "(د.ت)" in cited(replace(WHOLE, published=None))["APA"]


def test_digits_and_months_are_those_of_the_reader():
    """In Arabic whatever the language of the page is: the article is in Arabic."""
    how = Preferences(lang="en", digits="arab", months="levant")
    assert "٢٤ تشرين الأول ٢٠١٨" in cited(WHOLE, how)["APA"]
