"""The head of an export says whose posts they are."""

import pytest

from index.articles.fault import UnreadableError
from index.articles.readers.syndication.wordpress_site import site_of

AUTHOR = "<wp:author><wp:author_login>lsamaan</wp:author_login>{}</wp:author>"


def head(*elements):
    """Return the start of an export."""
    return f"<rss><channel><title>المرفأ</title>{''.join(elements)}<item><title>سعر القمح</title>"


@pytest.mark.parametrize(
    ("names", "name"),
    [
        pytest.param(
            "<wp:author_display_name><![CDATA[ليلى سمعان]]></wp:author_display_name>"
            "<wp:author_first_name>ليلى</wp:author_first_name>",
            "ليلى سمعان",
            id="as displayed",
        ),
        pytest.param(
            "<wp:author_display_name/><wp:author_first_name>ليلى</wp:author_first_name>"
            "<wp:author_last_name>سمعان</wp:author_last_name>",
            "ليلى سمعان",
            id="of the person",
        ),
        pytest.param("", "lsamaan", id="login"),
        pytest.param(
            "<wp:author_display_name>l@marfa.example</wp:author_display_name>", "", id="mail"
        ),
    ],
)
def test_an_author_has_the_name_that_is_displayed(names, name):
    """The login is for the computer."""
    assert site_of(head(AUTHOR.format(names))).name_of("lsamaan") == name


def test_an_author_that_is_not_listed_has_the_printed_name():
    """Old exports list none."""
    assert site_of(head()).name_of(" ليلى سمعان ") == "ليلى سمعان"


@pytest.mark.parametrize(
    ("elements", "made"),
    [
        pytest.param("<link>https://www.marfa.example/</link>", "marfa.example-7", id="host"),
        pytest.param("<link>https://marfa.example/ar/</link>", "marfa.example-ar-7", id="folder"),
        pytest.param(
            "<link>https://b.example</link>"
            "<wp:base_blog_url>https://marfa.example</wp:base_blog_url>",
            "marfa.example-7",
            id="address of the blog",
        ),
        pytest.param("", "other.example-7", id="address of the post"),
        pytest.param("<link>https://[marfa/</link>", "", id="no address"),
    ],
)
def test_an_id_is_the_number_behind_the_site(elements, made):
    """Each site counts its posts from 1."""
    assert site_of(head(elements)).id_of("7", "https://other.example/2023/wheat/") == made


@pytest.mark.parametrize("number", ["", "-7", "سبعة", "7" * 20])
def test_what_is_no_number_makes_no_id(number):
    """The id is then made of the address."""
    assert site_of(head("<link>https://marfa.example</link>")).id_of(number, "") == ""


def test_a_site_is_named_by_its_channel():
    """Not by its picture, nor by its first post."""
    site = site_of(head("<image><title>شعار</title></image>"))
    assert (site.name, site.address) == ("المرفأ", "")


@pytest.mark.parametrize("start", ["", "نص", "<html><body>", "<!DOCTYPE rss [ ]><rss>"])
def test_what_is_no_export_is_told(start):
    """And what declares entities."""
    with pytest.raises(UnreadableError):
        site_of(start)
