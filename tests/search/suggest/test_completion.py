"""What a text becomes when it is typed to the end."""

import pytest

from search import Completion, Request

#: Each is printed by several articles, before and after different words.
SENTENCES = (
    "قال خبير{} إن صندوق النقد الدولي في مدينة{}",
    "أعلن بيان{} أن أسعار النفط في مدينة{}",
    "ذكر خبير{} أن أسعار النفط في بلد{} وعن أوبك في بلد",
    "من أسعار الذهب في سوق{} إلى بلد{}",
    "أضاف خبير{} أن محمد بن سلمان في مدينة{}",
    "كتب خبير{} عن IPO من بلد{} وعن IPO في بلد",
)


@pytest.fixture
def printed(make_index):
    """Return a searcher over articles that print some phrases in many ways."""
    letters = "أبجدسصطع"
    return make_index(
        *(sentence.format(letter, letter) for letter in letters for sentence in SENTENCES),
        *({"id": f"s{n}", "body": "نفط", "source": "CNN العربية"} for n in range(2)),
    )


def texts(completions):
    """Return the texts of completions."""
    return [completion.text for completion in completions]


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        pytest.param("الذه", "الذهب", id="word"),
        pytest.param("صند", "صندوق النقد الدولي", id="phrase-whose-beginning-never-stands-alone"),
        pytest.param("صندوق ", "صندوق النقد الدولي", id="after-a-blank"),
        pytest.param("أسعار ال", "أسعار النفط", id="commonest-end"),
        pytest.param("أسعار الذ", "أسعار الذهب", id="another-end"),
        pytest.param("أَسْعار الـن", "أَسْعار النفط", id="kept-as-it-was-typed"),
        pytest.param("محمد بن ", "محمد بن سلمان", id="name"),
        pytest.param("ip", "IPO", id="capitals"),
        pytest.param("hsuhv hgk", "اسعار النفط", id="other-keyboard"),
        pytest.param("أسعار hgk", "أسعار النفط", id="half-switched"),
        pytest.param("صنذوق الن", "صندوق النقد الدولي", id="misspelt-before"),
        pytest.param("إن صندوق ا", "إن صندوق النقد الدولي", id="inside-a-sentence"),
        pytest.param('"صندوق الن', '"صندوق النقد الدولي', id="in-quotes"),
        pytest.param("نص:الذ", "نص:الذهب", id="in-a-field"),
        pytest.param("النفط -الذ", "النفط -الذهب", id="excluded"),
        pytest.param("نفط أو أسعار الذ", "نفط أو أسعار الذهب", id="after-an-operator"),
        pytest.param("مصدر:cn", 'مصدر:"CNN العربية"', id="source"),
        pytest.param('نفط مصدر:"CNN ال', 'نفط مصدر:"CNN العربية"', id="open-quote"),
    ],
)
def test_what_is_typed_goes_on_as_articles_print_it(printed, typed, first):
    """The likeliest comes first, and every completion finds articles."""
    completions = printed.complete(typed)
    assert texts(completions)[0] == first
    for completion in completions:
        assert completion.articles
        assert printed.search(Request(text=completion.text)).total_matching_all


@pytest.mark.parametrize(
    ("typed", "never"),
    [
        pytest.param("محمد ", "محمد بن", id="half-a-name"),
        pytest.param("صندوق ", "صندوق النقد", id="half-a-phrase"),
        pytest.param("صندوق ال", "صندوق النفط", id="joined"),
        pytest.param("أسعار النفط ", "أسعار النفط في", id="preposition"),
    ],
)
def test_what_articles_never_print_so_is_no_completion(printed, typed, never):
    """A completion ends where a phrase ends, and is no join of words."""
    assert never not in texts(printed.complete(typed))


@pytest.mark.parametrize("typed", ["", " ", "زقزقة الن", '"', "-", "مصدر:زقزق", "(", "نفط أو "])
def test_what_begins_nothing_has_no_completion(printed, typed):
    """An empty list, never an error."""
    assert printed.complete(typed) == []


def test_each_has_the_number_of_its_articles(printed):
    """Those that print it: sixteen of the two sentences about oil."""
    (oil, *_) = printed.complete("أسعار الن")
    assert oil == Completion(text="أسعار النفط", articles=16)
    (word,) = [each for each in printed.complete("الذهب") if each.text == "الذهب"]
    assert word.articles == printed.search(Request(text="الذهب", exact=True)).total


def test_no_more_than_asked_for(printed):
    """At most limit completions are returned."""
    assert len(printed.complete("ا", limit=1)) == 1


def test_a_name_is_completed_once_in_english(make_index):
    """It has several writings, and one count."""
    searcher = make_index(*(f"إنتاج النفط يرتفع في السعودية {n}" for n in range(3)))
    texts = [each.text for each in searcher.complete("oil")]
    assert "Oil output" in texts
    assert not {"oil production", "Oil production"} & set(texts)
    assert "Saudi Arabia" in [each.text for each in searcher.complete("saudi")]
    assert "oil production" in [each.text for each in searcher.complete("oil prod")]
