"""Lines of tags are known by the word that begins them all."""

import pytest

from index.articles.repetition.paragraphs import paragraphs_of
from index.articles.repetition.tag_lines import TagLines

TOPICS = "القمح النفط الذهب البنوك الموانئ القطن التمور الأسمنت".split()


def tags_in(body, *, earlier, articles=30):
    """Return the tags that are found at the end of body after articles with some endings."""
    tags = TagLines()
    for number in range(articles):
        topic, ending = TOPICS[number % len(TOPICS)], earlier[number % len(earlier)]
        before = f"ارتفع سعر {topic} أمس.\n"
        text = before + ending.format(topic)
        tags.count(text, paragraphs_of(text)[-1])
    last = paragraphs_of(body)[-1]
    span = tags.span(last, articles)
    return body[slice(*span)] if span else ""


@pytest.mark.parametrize(
    ("body", "tags"),
    [
        pytest.param("زاد الطلب.\nوسوم الشحن البحر", "وسوم الشحن البحر", id="paragraph"),
        pytest.param("زاد.\nوقال ذلك. وسوم الشحن", "وسوم الشحن", id="glued"),
        pytest.param("زاد.\nوقال ذلك وسوم الشحن", "", id="within-a-sentence"),
        pytest.param("زاد.\nوسوم الشحن غالية اليوم.", "", id="sentence"),
        pytest.param("زاد.\nوسوم " + "الشحن " * 40, "", id="too-long"),
        pytest.param("زاد.\nأسعار الشحن", "", id="other-word"),
    ],
)
def test_a_line_of_tags_is_left_out(body, tags):
    """After the last sentence, if it is none itself."""
    assert tags_in(body, earlier=["وقال خبير ذلك.\nوسوم {} الأسعار"]) == tags


@pytest.mark.parametrize(
    "earlier",
    [
        pytest.param(["وأضاف خبير في {} ذلك"], id="every-article-also-elsewhere"),
        pytest.param(["وسوم {}", "تم.", "تم.", "تم."], id="a-quarter"),
    ],
)
def test_a_word_that_begins_sentences_is_no_tag(earlier):
    """Some sources end without a full stop."""
    text = "زاد.\nوأضاف خبير في الشحن. وأضاف"
    for _ in range(2):
        assert tags_in(text, earlier=[f"وأضاف. {each}" for each in earlier]) == ""
    assert tags_in("زاد.\nوسوم الشحن", earlier=earlier) == ""


def test_it_takes_some_articles_to_know():
    """The first of a source keep their tags."""
    assert tags_in("زاد.\nوسوم الشحن", earlier=["وسوم {}"], articles=10) == ""


def test_what_is_rare_is_forgotten():
    """A source has many last words, and few are counted."""
    tags = TagLines()
    for number in range(500):
        word = "".join(chr(ord("ا") + int(digit)) for digit in f"{number:03}")
        text = f"زاد.\nوسوم {word}" if number % 2 else f"زاد.\nك{word} آخر"
        tags.count(text, paragraphs_of(text)[-1])
    assert len(tags.counts) <= 32
    assert tags.counts["وسوم"] == (250, 0)
    tags.halve()
    assert tags.counts == {"وسوم": (125, 0)}
