"""English in, Arabic articles out."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.analysis import ArabicAnalyzer
from index.indexer.build import build_index
from search import Request, Searcher
from search.query.parser import parse_query
from search.query.tree import atoms
from search.rewrite.synonyms import expand, expansions
from search.rewrite.translation import in_arabic
from search.weights import WEIGHTS
from tests.conftest import ids

ANALYZER = ArabicAnalyzer()
NEWS = {
    "oil": "ارتفعت أسعار النفط أمس في الأسواق العالمية",
    "egypt": "قال وزير البترول إن مصر تأثرت بهبوط أسعار النفط",
    "prices": "أعلن البنك المركزي المصري أن التضخم في مصر تراجع الشهر الماضي",
    "cairo": "تراجع معدل التضخم في السودان وفق الأرقام الرسمية",
    "loan": "حصلت مصر على الدفعة الثانية من قرض صندوق النقد الدولي",
    "other-loan": "حصلت تونس على قرض من البنك الدولي",
    "deficit": "توقعت السعودية أن يبلغ عجز الميزانية 195 مليارا في 2018",
    "older": "توقعت السعودية أن يبلغ عجز الميزانية 300 مليار في 2016",
    "turkey": "انتقد أردوغان رفع أسعار الفائدة وتعهد بخفضها",
    "bank": "رفع البنك المركزي التركي سعر الفائدة",
    "market": "تحدث متعاملون عن سعر النفط في بورصة نيويورك",
    "gold": "هبط سعر الذهب بعد صعود الدولار",
    "opec": "أعلنت OPEC خفض الإنتاج",
    "tax": "بدأت السعودية والإمارات تطبيق ضريبة القيمة المضافة",
    "shops": "افتتحت الشركة فروعا جديدة لمتاجر The Oil Shop للزيوت",
    "jobs": "تراجع معدل البطالة بين الشباب في الأردن",
}


@pytest.fixture(scope="module")
def news(tmp_path_factory):
    """Return a snapshot of articles of a few words each."""
    archive = tmp_path_factory.mktemp("news") / "news.jsonl"
    lines = (json.dumps({"id": key, "body": text}) for key, text in NEWS.items())
    archive.write_text("\n".join(lines), "utf-8")
    build_index([archive], archive.parent / "index")
    searcher = Searcher(archive.parent / "index")
    yield searcher.snapshot()
    searcher.close()


def found(searcher, text, **changes):
    """Return the ids of the articles that match the whole query."""
    page = searcher.search(Request(text=text, **changes))
    return set(ids(page)[: page.total_matching_all])


def widened(text):
    """Return the query of text with its other names."""
    return expand(parse_query(text, ANALYZER).query, ANALYZER, WEIGHTS)


def told(text):
    """Return {typed: other names} of what is added to a query."""
    return {each.typed: each.others for each in expansions(widened(text))}


@pytest.mark.parametrize(
    ("text", "articles"),
    [
        pytest.param("oil prices", {"oil", "egypt", "market"}, id="term"),
        pytest.param("OIL PRICE", {"oil", "egypt", "market"}, id="capitals-and-singular"),
        pytest.param("Erdogan", {"turkey"}, id="surname"),
        pytest.param("inflation Egypt", {"prices"}, id="term-and-country"),
        pytest.param("Egypt inflation", {"prices"}, id="in-any-order"),
        pytest.param("the inflation in Egypt", {"prices"}, id="stop-words"),
        pytest.param("Egypt's inflation", {"prices"}, id="genitive"),
        pytest.param("Egyptian inflation", {"prices"}, id="people-for-country"),
        pytest.param("oil prices Egypt", {"egypt"}, id="longest-term-first"),
        pytest.param("price of oil", {"oil", "egypt", "market"}, id="word-by-word"),
        pytest.param("IMF loan Egypt", {"loan"}, id="acronym-of-the-synonyms"),
        pytest.param("International Monetary Fund loan", {"loan"}, id="its-long-name"),
        pytest.param("Saudi budget deficit 2018", {"deficit"}, id="with-a-year"),
        pytest.param("سعر oil", {"oil", "egypt", "market"}, id="mixed"),
        pytest.param("inflation في مصر", {"prices"}, id="mixed-the-other-way"),
        pytest.param("interest rate hike", {"turkey"}, id="term-in-a-term"),
        pytest.param("VAT UAE", {"tax"}, id="acronyms"),
        pytest.param("unemployment OR gold", {"jobs", "gold"}, id="either"),
        pytest.param("interest rate -Erdogan", {"bank"}, id="excluded"),
        pytest.param("title:oil", set(), id="in-another-field"),
        pytest.param("text:unemployment", {"jobs"}, id="in-a-field"),
        pytest.param('"oil shop"', {"shops"}, id="quotes-as-typed"),
        pytest.param("OPEC", {"opec"}, id="printed-in-latin"),
        pytest.param("oil shop", {"shops"}, id="the-english-words"),
        pytest.param("zzz oil", set(), id="unknown-words-stay"),
        pytest.param("النفط", {"oil", "egypt", "market"}, id="arabic-finds-no-english"),
    ],
)
def test_english_finds_arabic(news, text, articles):
    """Each English term finds its Arabic and itself; what no table knows must be printed."""
    assert found(news, text) == articles


@pytest.mark.parametrize(
    ("text", "typed", "name"),
    [
        pytest.param("oil prices", "oil prices", "أسعار النفط", id="term"),
        pytest.param("cost of living", "cost of living", "تكلفة المعيشة", id="with-a-stop-word"),
        pytest.param("gold -oil", "-oil", "-النفط", id="excluded"),
        pytest.param("عنوان:oil", "oil", "النفط", id="in-a-field"),
        pytest.param("Boeing shares", "shares", "الأسهم", id="after-a-synonym"),
        pytest.param("Labour Markets", "Labour Markets", "سوق العمل", id="british-plural"),
    ],
)
def test_what_was_added_is_told(text, typed, name):
    """The reader sees each term as it was typed, with its Arabic names."""
    assert name in told(text)[typed]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param('"oil prices"', id="quoted"),
        pytest.param("source:oil", id="label"),
        pytest.param("zzz", id="unknown"),
        pytest.param("the of", id="stop-words"),
        pytest.param("2018", id="number"),
        pytest.param("أسعار النفط العالمية", id="arabic"),
        pytest.param("oil*", id="prefix"),
    ],
)
def test_what_is_no_english_term_stays(text):
    """Quotes, labels, prefixes, Arabic and unknown words are as they were typed."""
    assert not any(name for typed, names in told(text).items() for name in names if typed.isascii())


def test_a_name_is_left_out_alone(news):
    """Each Arabic name can be removed, and all of them with the synonyms or by asking exactly."""
    assert found(news, "UAE VAT", excluded_names=("القيمة المضافة",)) == {"tax"}
    names = told("unemployment")["unemployment"]
    assert found(news, "unemployment", excluded_names=names) == set()
    assert found(news, "interest rate -Erdogan", excluded_names=("أردوغان",)) == {"bank"}
    assert found(news, "interest rate -Erdogan", excluded_names=("-أردوغان",)) == {"bank", "turkey"}
    assert found(news, "oil shop", synonyms=False) == {"shops"}
    assert found(news, "unemployment", synonyms=False) == found(news, "gold", exact=True) == set()


def test_english_is_no_misspelling(news):
    """No other spelling is suggested for an English word that no article prints."""
    assert news.search(Request(text="unemployment inflation")).suggestions == ()
    repaired = news.search(Request(text="عىثةحمخغةثىف")).repaired
    assert repaired
    assert repaired.text == "unemployment"


def test_english_ranks_as_arabic_does(make_index):
    """Where the words of the Arabic name stand counts as if they had been typed."""
    searcher = make_index(
        f"تحدث التقرير عن سوق {'آخر ' * 80} ثم عن أسعار النفط",
        f"هبطت أسعار النفط {'آخر ' * 80} في سوق ثم تقرير",
    )
    english, arabic = (searcher.search(Request(text=text)) for text in ("oil price", "أسعار النفط"))
    assert ids(english) == ids(arabic) == ["1", "0"]


def test_articles_with_most_of_the_words_are_added(news):
    """Where few articles match all of a query, those that lack an English word of it say so."""
    page = news.search(Request(text="Egypt IMF unemployment inflation"))
    assert page.total_matching_all == 0
    missing = {hit.headline.id: hit.missing for hit in page.hits}
    assert missing["prices"] == ("IMF", "unemployment")


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        pytest.param("oil price Egypt", "أسعار النفط مصر", id="terms"),
        pytest.param("IMF loan", "صندوق النقد الدولي قرض", id="synonym-beside-others"),
        pytest.param("IMF", "IMF", id="synonym-alone"),
        pytest.param("قرض IMF", "قرض IMF", id="synonym-beside-arabic"),
        pytest.param("oil OR gold", "النفط أو الذهب", id="either"),
        pytest.param("title:oil", "عنوان:النفط", id="in-a-field"),
    ],
)
def test_what_articles_are_ranked_by(typed, meant):
    """The first Arabic name of each English one stands for it."""
    assert in_arabic(widened(typed)) == parse_query(meant, ANALYZER).query


@given(st.lists(st.sampled_from("غلاء صندوق النقد الدولي كم zzz 2018 أو -غلاء".split())))
def test_without_english_a_query_ranks_as_it_was_typed(words):
    """Synonyms change nothing in the words that articles are ranked by."""
    typed = parse_query(" ".join(words), ANALYZER).query
    assert in_arabic(expand(typed, ANALYZER, WEIGHTS)) == typed


@given(st.lists(st.sampled_from("the of oil price Egypt 2018 zzz سعر ( ) - OR".split())))
def test_no_word_is_lost(words):
    """Whatever is typed, every word of it stays in the query, in its order."""
    typed = parse_query(" ".join(words), ANALYZER).query
    meant = [atom for _, atom in atoms(expand(typed, ANALYZER, WEIGHTS))]
    rest = iter(meant)
    assert all(atom in rest for _, atom in atoms(typed))
