"""What WordPress makes of the text in its database: lines, paragraphs, no shortcodes."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.articles.fault import UnreadableError
from index.articles.readers.syndication.wordpress_text import post_text, without_shortcodes


@pytest.mark.parametrize(
    ("content", "text"),
    [
        pytest.param("أول\n\nثان", "أول\n\nثان", id="blank line"),
        pytest.param("أول\r\n \r\n\r\nثان", "أول\n\nثان", id="blank lines of Windows"),
        pytest.param("<b>أول</b>\nثان\n\nثالث", "أول\nثان\n\nثالث", id="line of the old editor"),
        pytest.param("<p>أول</p>\n<p>ثان</p>", "أول\n\nثان", id="paragraphs"),
        pytest.param("<h2>عنوان</h2>\nأول\nثان", "عنوان\n\nأول\nثان", id="heading"),
        pytest.param(
            "<!-- wp:paragraph -->\n<p>أول\nوبقيته</p>\n<!-- /wp:paragraph -->\n\nثان",
            "أول وبقيته\n\nثان",
            id="block editor",
        ),
        pytest.param(
            "<table>\n<tr>\n<td>قمح</td>\n<td>12</td>\n</tr>\n</table>", "قمح 12", id="table"
        ),
        pytest.param('<img\nsrc="a.jpg"\n/>أول', "أول", id="tag over lines"),
        pytest.param("أول\n\n<!--more-->\n\nثان", "أول\n\nثان", id="more"),
        pytest.param("أول <!-- ثان", "أول  ثان", id="comment without an end"),
        pytest.param("أول\n\nhttps://video.example/1\n\nثان", "أول\n\nثان", id="address alone"),
        pytest.param("انظر https://a.example/1 أمس", "انظر https://a.example/1 أمس", id="address"),
        pytest.param("أول\n\n&nbsp;\n\nثان<br>", "أول\n\nثان", id="empty paragraph"),
        pytest.param("", "", id="nothing"),
    ],
)
def test_lines_and_paragraphs(content, text):
    """Blank lines part paragraphs, as the editor shows it."""
    assert post_text(content) == text


@pytest.mark.parametrize(
    "code",
    [
        pytest.param('[caption id="a" width="3"]<img src="a.jpg"/> صورة[/caption]', id="caption"),
        pytest.param("[gallery]", id="gallery"),
        pytest.param('[gallery ids="1,2" /]', id="closed at once"),
        pytest.param("[embed]https://video.example/1[/embed]", id="embed"),
        pytest.param('[video src="a.mp4"][/video]', id="video"),
        pytest.param("[su_spacer]", id="name of a plugin"),
        pytest.param('[contact-form-7 id="12" title="اتصل"]', id="attributes"),
        pytest.param("[youtube=https://video.example/1]", id="attribute without a name"),
        pytest.param("[button link=&#8221;/a&#8221;][/button]", id="pair of another plugin"),
        pytest.param("[caption]أ[/caption][gallery][caption]ب[/caption]", id="several"),
    ],
)
def test_shortcodes_go(code):
    """What they put in their place is no text of the article."""
    assert post_text(f"أول\n\n{code}\n\nثان") == "أول\n\nثان"


def test_what_a_shortcode_lays_out_stays():
    """Columns and boxes of page builders hold the text."""
    text = '[vc_row][vc_column width="1/2"]أول[/vc_column][/vc_row] [dropcap]و[/dropcap]قال'
    assert without_shortcodes(text) == "أول وقال"


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("[رويترز]", id="Arabic"),
        pytest.param("[1] انظر [2]", id="note"),
        pytest.param("[Reuters] قال", id="Latin"),
        pytest.param("[sic] [OPEC = أوبك] [2023]", id="sign of equality"),
        pytest.param("[caption id", id="no end"),
        pytest.param("[[gallery]]", id="printed shortcode"),
        pytest.param("[] [ ] ]a[", id="empty"),
    ],
)
def test_brackets_of_a_text_stay(text):
    """A name in brackets is text unless it is known, closed or has attributes."""
    assert without_shortcodes(text) == text


PIECES = st.sampled_from(
    "[caption]|[/caption]|[a b=c]|[|]|<p>|</p>|<|>|<!--|-->|<td>|\n|\n\n| |نص|&amp;|[/|="
    "|https://a.example/1".split("|")
)


@given(st.lists(PIECES).map("".join))
def test_no_content_raises(content):
    """And none gives more than one empty line."""
    assert "\n\n\n" not in post_text(content)


@pytest.mark.parametrize(
    "piece",
    [
        "<!--",
        "<!-- ",
        "[caption a] ",
        "[embed]",
        "<a\n",
        "\n \t",
        "[",
        "<td",
        "]]>",
        "  ",
        "اقرأ المزيد ",
        "[a b=c]",
    ],
)
def test_time_grows_with_the_length_alone(piece):
    """A megabyte of anything is read; were each place looked at from each, it would take hours."""
    with suppress(UnreadableError):  # nested too deeply
        post_text(f"<b>{piece * (2**20 // len(piece))}</b>")
    with suppress(UnreadableError):
        post_text(f"نص{piece * (2**20 // len(piece))}نص")
