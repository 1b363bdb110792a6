"""Joined, parted and dotted writings of a word: what finds what, and what is no word."""

import pytest

from index.analysis import analyse
from search import Request
from search.query.parser import parse_query
from search.query.tree import All, Any, InField, Not, Phrase, Spellings, Synonyms, Word
from search.rewrite.joining import with_other_writings
from search.weights import WEIGHTS
from tests.conftest import ids

#: A writing, and another of the same word.
PAIRS = [
    pytest.param("عبدالله", "عبد الله", id="abdullah"),
    pytest.param("عبدالرحمن", "عبد الرحمن", id="abd-before-a-name"),
    pytest.param("أبوظبي", "أبو ظبي", id="abu-dhabi"),
    pytest.param("أمدرمان", "أم درمان", id="omdurman"),
    pytest.param("سيفالإسلام", "سيف الإسلام", id="ending-of-a-name"),
    pytest.param("سوبرماركت", "سوبر ماركت", id="supermarket"),
    pytest.param("لاسلكي", "لا سلكي", id="wireless"),
    pytest.param("ثلاثمئة", "ثلاث مئة", id="three-hundred"),
    pytest.param("CocaCola", "Coca-Cola", id="capitals-and-hyphen"),
    pytest.param("ecommerce", "e-commerce", id="one-letter-and-hyphen"),
    pytest.param("IBM", "I.B.M.", id="acronym-with-points"),
    pytest.param("دبأ", "د.ب.أ", id="arabic-acronym-with-points"),
    pytest.param("دبأ", "د ب أ", id="arabic-acronym-with-blanks"),
]
#: One word, and two that are not it.
APART = [
    pytest.param("سليمان", "سليم أن", id="sulayman"),
    pytest.param("فيصل", "في صل", id="faysal"),
    pytest.param("كلمات", "كل مات", id="words"),
    pytest.param("منذر", "من ذر", id="mundhir"),
    pytest.param("بعدما", "بعد ما", id="two-stop-words"),
    pytest.param("إنتاج", "إن تاج", id="production"),
    pytest.param("عنتر", "عن تر", id="antar"),
    pytest.param("الثاني", "آل ثاني", id="house-is-no-article"),
    pytest.param("السعود", "آل سعود", id="house-is-no-article-of-a-name"),
    pytest.param("لأعلى", "لا على", id="preposition-before-hamza"),
    pytest.param("مليارين", "مليار ين", id="dual-is-no-yen"),
    pytest.param("ديار", "دي آر", id="spelled-latin-letters"),
]


def archive(searcher):
    """Return the statistics of the archive of a searcher."""
    return searcher._finder.statistics  # noqa: SLF001  what is behind the wall


def typed_query(searcher, text):
    """Return the query of a text as it was typed."""
    return parse_query(text, archive(searcher).analyzer).query


def other_writings(searcher, text):
    """Return the query of a text with the writings that the archive of a searcher holds."""
    return with_other_writings(typed_query(searcher, text), archive(searcher), WEIGHTS)


def matching(searcher, text, **options):
    """Return the ids of the articles that match all of a text, in ascending order."""
    page = searcher.search(Request(text=text, **options))
    return sorted(ids(page)[: page.total_matching_all])


@pytest.fixture
def written(make_index):
    """Return a function that makes an index of two articles with one writing each, and two more."""

    def make(one, other):
        return make_index(f"قال {one} أمس", f"قال {other} أمس", "قال زقزق أمس", "كلام آخر")

    return make


@pytest.mark.parametrize(("joined", "parted"), PAIRS)
def test_each_writing_finds_the_other(written, joined, parted):
    """Both articles are found whichever is typed, and no other article."""
    searcher = written(joined, parted)
    assert matching(searcher, joined) == ["0", "1"]
    assert matching(searcher, parted) == ["0", "1"]
    assert matching(searcher, f"{joined} قال") == ["0", "1"]
    assert matching(searcher, f"قال {parted}") == ["0", "1"]


@pytest.mark.parametrize(("joined", "parted"), PAIRS)
def test_a_writing_is_added_only_with_synonyms(written, joined, parted):
    """An exact request, quotes and a request without synonyms mean what was typed."""
    searcher = written(joined, parted)
    for typed, printed, other in ((joined, "0", "1"), (parted, "1", "0")):
        assert matching(searcher, typed, exact=True) == [printed]
        assert matching(searcher, typed, synonyms=False) == [printed]
        assert matching(searcher, f'"{typed}"') == [printed]
        assert matching(searcher, f'قال -"{typed}"') == [other, "2"]
    assert matching(searcher, f"قال -{joined}") == ["1", "2"]


@pytest.mark.parametrize(("joined", "parted"), PAIRS)
def test_no_writing_is_told_as_another_name(written, joined, parted):
    """Expansions are names of the table; the echo is what was typed."""
    searcher = written(joined, parted)
    for typed in (joined, parted):
        page = searcher.search(Request(text=typed))
        told = [name for expansion in page.expansions for name in expansion.others]
        assert not {letters(typed)} & set(map(letters, told))
        assert page.echo == searcher.search(Request(text=typed, synonyms=False)).echo


@pytest.mark.parametrize(
    "typed",
    [
        pytest.param("عبدالله", id="joined-name"),
        pytest.param("عبد الله", id="parted-name"),
        pytest.param("سوبر ماركت", id="parted-compound"),
        pytest.param("د.ب.أ", id="acronym"),
    ],
)
def test_a_writing_that_is_no_name_of_the_table_brings_none(written, typed):
    """The reader is told of nothing."""
    searcher = written("عبدالله سوبرماركت دبأ", "عبد الله سوبر ماركت د.ب.أ")
    page = searcher.search(Request(text=typed))
    assert page.total_matching_all == 2
    assert page.expansions == ()


def letters(name):
    """Return the letters of a name without blanks and points."""
    return "".join(letter for letter in name.casefold() if letter.isalnum())


def test_plus_is_written_out(make_index):
    """أوبك بلس is أوبك+ and not أوبك; both find each other."""
    searcher = make_index("قال أوبك+ أمس", "قال أوبك بلس أمس", "قال أوبك أمس")
    assert matching(searcher, "أوبك بلس") == ["0", "1"]
    assert matching(searcher, "أوبك plus") == ["0"]
    assert {"0", "1"} <= set(matching(searcher, "أوبك+"))
    assert matching(searcher, "أوبك بلس", exact=True) == ["1"]
    assert matching(searcher, "أوبك+", exact=True) == ["0"]
    told = [o for e in searcher.search(Request(text="أوبك بلس")).expansions for o in e.others]
    assert "أوبك+" not in told


@pytest.mark.parametrize(("word", "words"), APART)
def test_what_is_no_word_when_joined(written, word, words):
    """Two words that by chance have the letters of another are not it, and it is not they."""
    searcher = written(word, words)
    assert "0" not in matching(searcher, words)
    shared = {analyse(word).stem} & {analyse(part).stem for part in words.split()}
    if not shared:  # the second part of آل ثاني is a form of الثاني, and so found
        assert "1" not in matching(searcher, word)


@pytest.mark.parametrize(("word", "words"), APART)
def test_what_is_no_word_changes_no_query(written, word, words):
    """Nothing is added to the query of either."""
    searcher = written(word, words)
    for text in (word, words):
        assert other_writings(searcher, text) == typed_query(searcher, text)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        pytest.param("عبدالله", "0", id="not-between-other-words"),
        pytest.param("سوبرماركت", "2", id="not-in-other-order"),
        pytest.param("IBM", "4", id="letters-side-by-side"),
    ],
)
def test_parts_stand_side_by_side(make_index, text, found):
    """The parts of a word are looked for as a phrase."""
    searcher = make_index(
        "قال عبد الله", "قال عبد من الله", "فتح سوبر ماركت", "ماركت سوبر", "I.B.M", "I and B and M"
    )
    assert matching(searcher, text) == [found]


def test_a_part_may_have_another_form(make_index):
    """With a clitic or an article, joined or parted."""
    searcher = make_index("كلام لعبدالله", "كلام لعبد الله", "وأبوظبي", "السوبر ماركت")
    assert matching(searcher, "عبد الله") == ["0", "1"]
    assert matching(searcher, "عبدالله") == ["0", "1"]
    assert matching(searcher, "أبو ظبي") == ["2"]
    assert matching(searcher, "سوبرماركت") == ["3"]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("عبدالله", id="joined"),
        pytest.param("عبد الله", id="parted"),
        pytest.param("سوبرماركت", id="compound"),
        pytest.param("CocaCola", id="latin"),
        pytest.param("IBM", id="acronym"),
        pytest.param("أوبك بلس", id="plus"),
    ],
)
def test_what_the_archive_does_not_hold_is_not_asked_for(make_index, text):
    """A query over an archive without the other writing is the one that was typed."""
    searcher = make_index("قال زقزق أمس", "عبد القادر", "سوبر", "Cola", "I B", "أوبك")
    assert other_writings(searcher, text) == typed_query(searcher, text)


def test_where_a_writing_is_added(make_index):
    """To words of an AND or OR; fields, exclusions and phrases stay, and so do other names."""
    searcher = make_index("عبدالله", "عبد الله", "غيره")
    analyzer = archive(searcher).analyzer
    joined, abd, allah, gold = map(Word.of, analyzer.words("عبدالله عبد الله ذهب"))
    parted = Spellings(joined, (Phrase((abd, allah), exact=False),), WEIGHTS.spelling)
    (together,) = other_writings(searcher, "عبد الله").parts
    assert together == Spellings(All((abd, allah)), (joined,), WEIGHTS.spelling)
    assert other_writings(searcher, "عبدالله") == parted
    assert other_writings(searcher, "ذهب عبدالله") == All((gold, parted))
    assert other_writings(searcher, "ذهب أو عبدالله") == Any((gold, parted))
    statistics = archive(searcher)
    named = Synonyms(joined, (gold,), 0.5)
    assert with_other_writings(named, statistics, WEIGHTS) == Synonyms(parted, (gold,), 0.5)
    for stays in (
        InField("title", joined),
        Not(joined),
        Phrase((joined,)),
        Synonyms(gold, (joined,), 0.5),
    ):
        assert with_other_writings(stays, statistics, WEIGHTS) == stays


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Exxon OR Mobil", id="latin"),
        pytest.param("عبد أو الله", id="arabic"),
        pytest.param("x OR y", id="letters"),
    ],
)
def test_an_or_stays_an_or(make_index, text):
    """Of two words that may be one, either still is enough where the reader asks for either."""
    searcher = make_index("Exxon", "Mobil", "ExxonMobil", "عبد", "الله", "عبدالله", "x", "y", "xy")
    plain = set(matching(searcher, text, synonyms=False))
    assert len(plain) == 2
    assert plain <= set(matching(searcher, text))


def test_a_group_in_an_or_is_joined_too(make_index):
    """Each name of an OR has its other writings."""
    searcher = make_index("عبدالله", "عبد الله", "قمح")
    assert matching(searcher, "(عبد الله) أو قمح") == ["0", "1", "2"]


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        pytest.param("عبدالله", {"0": ["عبدالله"], "1": ["عبد", "الله"]}, id="joined"),
        pytest.param("عبد الله", {"0": ["عبدالله"], "1": ["عبد", "الله"]}, id="parted"),
    ],
)
def test_either_writing_is_highlighted(make_index, typed, shown):
    """The words that the article prints, not those of the query."""
    searcher = make_index("قال عبدالله أمس", "قال عبد الله أمس")
    page = searcher.search(Request(text=typed))
    highlighted = {
        hit.headline.id: [snippet.text[s:e] for s, e in snippet.highlights]
        for hit in page.hits
        for snippet in hit.snippets
    }
    assert highlighted == shown


@pytest.mark.parametrize(
    "typed",
    [
        pytest.param("عبدالله", id="joined"),
        pytest.param("عبد الله", id="parted"),
        pytest.param("IBM", id="acronym"),
        pytest.param("I.B.M.", id="acronym-with-points"),
    ],
)
def test_either_writing_scores(make_index, typed):
    """An article with the other writing has a score, as if it were typed."""
    searcher = make_index("قال عبدالله IBM", "قال عبد الله I.B.M.", "كلام آخر")
    hits = searcher.search(Request(text=typed)).hits
    assert {hit.headline.id for hit in hits if hit.score > 0} == {"0", "1"}


def test_a_letter_alone_stays(make_index):
    """One letter has no other writing."""
    searcher = make_index("G 20", "قمح")
    assert other_writings(searcher, "G 20") == typed_query(searcher, "G 20")
