"""Names of parts are known however they are written."""

import pytest

from index.articles.records.names import bare, is_name, is_of_body, is_summary, part_of


@pytest.mark.parametrize(
    ("name", "part"),
    [
        pytest.param("pubDate", "published", id="case"),
        pytest.param("PUB_DATE", "published", id="sign"),
        pytest.param("نص الخبر", "body", id="arabic"),
        pytest.param("النَّص", "body", id="vowel marks"),
        pytest.param("article_title", "title", id="of an article"),
        pytest.param("webPublicationDate", "published", id="on the web"),
        pytest.param("storyText", "body", id="of a story"),
        pytest.param("date_of_publication", "published", id="spelled out"),
        pytest.param("post_type", "", id="of a post, and no part"),
        pytest.param("seendate", "", id="when it was found"),
        pytest.param("date_download", "", id="when it was fetched"),
        pytest.param("t" * 65, "", id="long"),
    ],
)
def test_case_and_signs_make_no_other_name(name, part):
    """And no part of an article is when somebody fetched it."""
    assert part_of(name)[0] == part
    assert is_name(name) == bool(part)


def test_of_two_names_of_a_part_one_comes_first():
    """The whole text before the summary, the day of publication before that of the version."""
    assert part_of("title")[1] < part_of("page_title")[1]
    assert part_of("maintext")[1] < part_of("description")[1]
    assert part_of("firstcreated")[1] < part_of("versioncreated")[1]


def test_a_summary_is_no_whole_text():
    """Whatever its case."""
    assert is_summary("Description")
    assert is_summary("post_summary")
    assert not is_of_body("Description")
    assert is_of_body("body_html")


def test_names_are_compared_by_letters_and_digits():
    """One writing of each."""
    assert bare("dc:Creator-2") == "dccreator2"
