"""HTML in a value is read as a browser shows it, and text without HTML stays as it is."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.articles.fault import UnreadableError
from index.articles.markup import MOST_ELEMENTS, check_elements, has_markup, text_of

TAGS = st.sampled_from(
    [
        "<p>",
        "</p>",
        "<br>",
        "<b>",
        "</b>",
        "<script>",
        "</script>",
        "<div ",
        "<!--",
        "-->",
        "&lt;p&gt;",
    ]
)


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        pytest.param("<p>ارتفع النفط</p><p>أمس</p>", "ارتفع النفط\n\nأمس", id="paragraphs"),
        pytest.param("ارتفع النفط<br/>أمس", "ارتفع النفط\nأمس", id="line"),
        pytest.param("ارتفع النفط<br><br />أمس", "ارتفع النفط\n\nأمس", id="two lines"),
        pytest.param("<div><div>النفط</div></div><p>أمس</p>", "النفط\n\nأمس", id="nested blocks"),
        pytest.param("<p>ار<b>تف</b>ع</p>", "ارتفع", id="inline elements do not part words"),
        pytest.param("<p> ارتفع\n  النفط </p>", "ارتفع النفط", id="blanks"),
        pytest.param("<p>&nbsp;</p><p>النفط</p>", "النفط", id="empty paragraph"),
        pytest.param(
            "ارتفع <b>النفط</b>\n\nأمس", "ارتفع النفط\n\nأمس", id="line ends of the value"
        ),
        pytest.param("<ul><li>نفط<li>غاز</ul>", "نفط\n\nغاز", id="list"),
        pytest.param("<table><tr><td>نفط<td>3<tr><td>غاز</table>", "نفط 3\n\nغاز", id="table"),
        pytest.param("<!-- wp:paragraph -->\n<p>النفط</p>", "النفط", id="comment"),
        pytest.param("<SCRIPT>var a;</SCRIPT>النفط<style>p{}</style>", "النفط", id="script"),
        pytest.param("<figure><figcaption>صورة</figcaption></figure>نص", "نص", id="caption"),
        pytest.param('<p class="wp-caption-text">صورة</p>نص', "نص", id="caption by its class"),
        pytest.param("&lt;p&gt;النفط&lt;/p&gt;", "النفط", id="escaped"),
        pytest.param("<p>&lt;b&gt;النفط&lt;/b&gt;</p>", "النفط", id="escaped inside"),
        pytest.param("النفط &amp;amp; الغاز", "النفط & الغاز", id="entity escaped twice"),
        pytest.param("&quot;النفط&quot;", '"النفط"', id="entities alone"),
        pytest.param('النفط <a href="https://a.ex', "النفط", id="cut in a tag"),
        pytest.param("<p>النفط\x00\x08</p>", "النفط", id="controls"),
    ],
)
def test_markup_is_read_as_a_browser_shows_it(markup, text):
    """Blocks are paragraphs, <br> ends a line, and what is no text goes."""
    assert text_of(markup) == text


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("ارتفع النفط\n\nأمس", id="text"),
        pytest.param("أ < ب > ج", id="signs"),
        pytest.param("a <b and c", id="less than a letter"),
        pytest.param("<رويترز> النفط", id="agency in brackets"),
        pytest.param("السهم <GOOG.O> ارتفع", id="code of a share"),
        pytest.param("https://a.example/?a=1&copy=2", id="address"),
    ],
)
def test_what_only_looks_like_markup_stays(text):
    """Only HTML's own elements are markup."""
    assert not has_markup(text)
    assert text_of(text) == text


@pytest.mark.parametrize("name", ["div", "b"])
def test_deep_markup_loses_nothing(name):
    """Parsers that build a tree drop what lies below 256 or 2,048 elements."""
    assert text_of(f"<{name}>" * 9_000 + "النفط" + f"</{name}>" * 9_000) == "النفط"


def test_markup_without_bottom_is_refused():
    """It is an attack, or an error of a program."""
    with pytest.raises(UnreadableError, match="deeper than 10000"):
        text_of("<div>" * 20_000 + "النفط")


@given(st.lists(st.one_of(TAGS, st.text(max_size=8))).map("".join))
def test_no_text_raises_anything_else(markup):
    """Text that can be stored, whatever a value holds."""
    with suppress(UnreadableError):
        assert text_of(markup).encode().decode() == text_of(markup)


@given(st.text(st.characters(exclude_characters="<&", exclude_categories=["Cs"])))
def test_text_without_markup_is_itself(text):
    """Nothing is lost where there is nothing to undo."""
    assert text_of(text) == text.strip()


@pytest.mark.parametrize(
    ("markup", "reason"),
    [
        pytest.param("<p>" * (MOST_ELEMENTS + 1), "elements", id="elements"),
        pytest.param(
            "<a " + " ".join(f"a{n}='x'" for n in range(5000)) + ">", "attributes", id="attributes"
        ),
    ],
)
def test_a_tree_that_fills_the_memory_is_not_built(markup, reason):
    """It is told what there is too much of."""
    with pytest.raises(UnreadableError, match=reason):
        check_elements(markup)


@pytest.mark.parametrize(
    "markup",
    [
        pytest.param("<" * (MOST_ELEMENTS + 1), id="signs"),
        pytest.param(f"<![CDATA[{'<p>' * (MOST_ELEMENTS + 1)}]]>", id="text"),
        pytest.param(f"<a b='{'x>' * 50_000}'>", id="a long value"),
        pytest.param(f"<script>{'a ' * 50_000}", id="a long script"),
    ],
)
def test_what_only_looks_like_it_does_no_harm(markup):
    """Signs are no elements, and a value may be of any length."""
    check_elements(markup)
