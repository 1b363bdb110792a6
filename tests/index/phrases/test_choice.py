"""Which sequences that articles repeat are phrases."""

import numpy as np
import pytest

from index.codec.deletions import PartialSegment
from index.phrases.choice import phrases
from tests.index.segments import article, written

#: Each is printed by four articles, before and after different words.
SENTENCES = (
    "قال {} إن صندوق النقد الدولي في {}",
    "أعلن {} أن رئيس مجلس الإدارة في {}",
    "ذكر {} أن رئيس مجلس الوزراء في {}",
    "أضاف {} أن أسعار النفط في {}",
    "تراجعت أسعار النفط من {} إلى {}",
    "من أسعار الذهب في {} إلى {}",
)


@pytest.fixture(scope="module")
def found(tmp_path_factory):
    """Return the phrases of an archive of the sentences, with their articles."""
    texts = [sentence.format(f"س{n}", f"ص{n}") for n in range(4) for sentence in SENTENCES]
    articles = [article(str(number), body=text) for number, text in enumerate(texts)]
    segment = written(tmp_path_factory.mktemp("phrases"), articles, name="MAIN_0")
    return dict(phrases([PartialSegment(segment, np.zeros(0, np.int64))]))


@pytest.mark.parametrize(
    ("phrase", "articles"),
    [
        pytest.param("صندوق النقد الدولي", 4, id="three-words"),
        pytest.param("رءيس مجلس الاداره", 4, id="two-ends"),
        pytest.param("اسعار النفط", 8, id="counted-by-articles"),
        pytest.param("اسعار الذهب", 4, id="another-end"),
        pytest.param("اسعار", 12, id="word"),
    ],
)
def test_what_articles_repeat_is_a_phrase(found, phrase, articles):
    """With the number of articles that print it."""
    assert found[phrase] == articles


@pytest.mark.parametrize(
    "words",
    [
        pytest.param("صندوق النقد", id="goes-on-in-one-way"),
        pytest.param("رءيس مجلس", id="half-a-genitive"),
        pytest.param("النقد الدولي", id="belongs-to-what-is-before"),
        pytest.param("النفط في", id="ends-with-a-preposition"),
        pytest.param("تراجعت اسعار النفط", id="verb"),
    ],
)
def test_a_piece_is_none(found, words):
    """A phrase ends where the language lets it end."""
    assert words not in found
