"""The stem of a word, and the stems that find each other."""

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.analysis import Kin, analyse, fold, kin, root, stem
from index.analysis.lexicon import entry, rows
from index.analysis.segmentation import BY_EVIDENCE, BY_LEXICON, BY_RULE, ENDINGS, PREFIXES
from index.analysis.stem import OR
from tests.conftest import examples

WORDS = (
    "النفط والنفط بالبنوك للشركات اقتصادية الاستثمارات وأسعارها مسؤولون أوبك أرامكو ألمانيا"
    " الإستراتيجيات للمستثمرين والصادرات الواردات فوائد الفائدة قروضهم صندوق مؤشرات تضخم"
    " إنفاق أنفاق انفاق كتب وحدة وصل عمان سجل علم فيسبك متسوبيشي قرقوشة ضرايب سيبيع خطته دولتي"
).split()
LISTED = sorted({row.word for row in rows()})
AMBIGUOUS = [word for word in LISTED if len(entry(word).readings) > 1]
STEMS = sorted({row.reading.name for row in rows()} | set(map(stem, AMBIGUOUS)))


def finds(typed, printed):
    """Return whether an article with the printed word is found by the typed one."""
    of_query = analyse(typed).stem
    return analyse(printed).stem in {of_query, *kin(of_query).same, *kin(of_query).near}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param("نفط", "والنفط", id="conjunction-and-article"),
        pytest.param("بنك", "للبنك", id="bank"),
        pytest.param("بنك", "البنوك", id="banks"),
        pytest.param("سوق", "للأسواق", id="markets"),
        pytest.param("سعر", "أسعارها", id="prices"),
        pytest.param("فائدة", "بالفائدة", id="the-feh-of-interest"),
        pytest.param("فائدة", "فوائد", id="broken-plural"),
        pytest.param("وزارة", "الوزارات", id="the-waw-of-ministry"),
        pytest.param("شركة", "لشركاتها", id="plural-and-pronoun"),
        pytest.param("إستراتيجية", "الإستراتيجيات", id="long-loan-word"),
        pytest.param("صناعة", "الصناعه", id="teh-marbuta-as-heh"),
        pytest.param("عامة", "العامة", id="not-a-stop-word-of-tashaphyne"),
        pytest.param("قضايا", "القضايا", id="broken-plural-in-alef"),
        pytest.param("أوبك", "أوبك+", id="plus"),
        pytest.param("ارتفع", "وسترتفع", id="verb"),
        pytest.param("ضرائب", "للضرايب", id="hamza"),
        pytest.param("كهرباء", "الكهربا", id="no-hamza"),
        pytest.param("ميتسوبيشي", "متسوبيشي", id="respelled"),
        pytest.param("قرقوشة", "القرقوشات", id="by-rule"),
        pytest.param("3.5", "3.50", id="number"),
    ],
)
def test_forms_of_a_word_share_a_stem(one, other):
    """A reader need not type the clitics and endings of the newspaper."""
    assert analyse(one).stem == analyse(other).stem


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param("بنك", "نكهة", id="bank-flavour"),
        pytest.param("لبنان", "ألبان", id="lebanon-dairy"),
        pytest.param("درهم", "دار", id="dirham-house"),
        pytest.param("عملة", "عمل", id="currency-work"),
        pytest.param("شركة", "شرك", id="company-trap"),
        pytest.param("أسعار", "إسعاف", id="prices-aid"),
        pytest.param("بناء", "أبناء", id="building-sons"),
        pytest.param("تركيا", "ترك", id="turkey-left"),
        pytest.param("إنفاق", "أنفاق", id="spending-tunnels"),
        pytest.param("عُمان", "عمّان", id="country-city"),
        pytest.param("منصور", "منصورة", id="man-city"),
        pytest.param("الذهب", "يذهب", id="gold-goes"),
        pytest.param("19.90", "9.90", id="numbers"),
        pytest.param("100", "1", id="zeros-of-a-whole-number"),
        pytest.param("gas", "ga", id="short-latin"),
    ],
)
def test_other_words_do_not_find_each_other(one, other):
    """What only looks like a clitic, an ending or another form."""
    assert not finds(one, other)
    assert not finds(other, one)


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        pytest.param("والأسواق", ("سوق", "وال", "اسواق", "", BY_LEXICON), id="lexicon"),
        pytest.param("خطته", ("خطة", "", "خطه", "ته", BY_LEXICON), id="restored"),
        pytest.param("متسوبيشي", ("ميتسوبيشي/p", "", "متسوبيشي", "", BY_RULE), id="respelled"),
        pytest.param("القرقوشات", ("قرقوشه", "ال", "قرقوشه", "ات", BY_RULE), id="rule"),
        pytest.param("OPEC", ("opec", "", "opec", "", BY_RULE), id="latin"),
        pytest.param("٣٫٥٠", ("3.5", "", "3.50", "", BY_RULE), id="number"),
        pytest.param("", ("", "", "", "", BY_RULE), id="nothing"),
    ],
)
def test_an_analysis_says_what_a_word_is(word, expected):
    """Its stem, its parts, and where they come from."""
    found = analyse(word)
    assert (found.stem, found.prefix, found.word, found.suffix, found.evidence) == expected


@pytest.mark.parametrize(
    ("number", "of_number"),
    [
        pytest.param("0.50", "0.5", id="closing-zero"),
        pytest.param("5.0%", "5%", id="percent-stays"),
        pytest.param("5.0", "5", id="point-goes"),
        pytest.param("100", "100", id="whole"),
        pytest.param("007", "007", id="leading-zeros"),
    ],
)
def test_the_stem_of_a_number(number, of_number):
    """Its value."""
    assert stem(number) == of_number


@pytest.mark.parametrize(
    ("typed", "printed", "found"),
    [
        pytest.param("5", "5%", True, id="number-finds-percent"),
        pytest.param("5", "5.0 في المئة", True, id="number-finds-percent-in-words"),
        pytest.param("5%", "5", False, id="percent-finds-percent-alone"),
        pytest.param("5%", "٥٫٠ ٪", True, id="percent-finds-percent"),
        pytest.param("5", "50", False, id="other-number"),
        pytest.param("5", "5.1%", False, id="other-decimal"),
    ],
)
def test_a_number_finds_its_percentage(typed, printed, found):
    """Who types 5 may mean 5%; who types 5% does not mean 5."""
    assert finds(typed, printed) is found


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param("bond", "bonds", id="plural"),
        pytest.param("Moody", "Moodys", id="name-with-its-s"),
        pytest.param("OPEC", "opec", id="case"),
        pytest.param("bonds", "bond", id="singular"),
    ],
)
def test_a_latin_word_finds_its_plural_and_possessive(one, other):
    """And is found by it."""
    assert finds(one, other)
    assert finds(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param("نفط", "النفطية", id="relational-adjective"),
        pytest.param("اقتصاد", "الاقتصاديين", id="its-plural"),
        pytest.param("قانون", "القانونية", id="its-feminine"),
        pytest.param("ألمانيا", "الألمانية", id="germany"),
        pytest.param("تركيا", "التركية", id="turkey"),
        pytest.param("ارتفعت", "الارتفاع", id="masdar"),
    ],
)
def test_near_forms_find_each_other(one, other):
    """They have stems of their own."""
    assert analyse(one).stem != analyse(other).stem
    assert finds(one, other)
    assert finds(other, one)


@pytest.mark.parametrize(
    ("word", "meanings"),
    [
        pytest.param("انفاق", ["إنفاق", "أنفاق"], id="spending-tunnels"),
        pytest.param("عمان", ["عُمان", "عمّان"], id="country-city"),
        pytest.param("ذهب", ["الذهب", "يذهب"], id="gold-goes"),
        pytest.param("سجل", ["سجلات", "يسجل"], id="register-recorded"),
    ],
)
def test_a_word_of_two_readings_is_found_by_both(word, meanings):
    """And finds both; the two do not find each other, nor does a stranger."""
    for meaning in meanings:
        assert finds(word, meaning)
        assert finds(meaning, word)
        assert not finds("برميل", meaning)
    assert not finds("برميل", word)
    assert not finds(*meanings)
    assert not finds(*reversed(meanings))


def test_a_stem_of_two_readings_names_both():
    """In alphabetical order."""
    assert stem("انفاق") == f"إنفاق{OR}نفق"
    assert stem("انفاق").split(OR) == ["إنفاق", "نفق"]
    assert stem("نفط").split(OR) == ["نفط"]


@pytest.mark.parametrize("word", ["أسهم", "الأسهم"], ids=["shares", "the-shares"])
def test_shares_are_found_by_share(word):
    """The plural of سهم is spelled as the verb أسهم is."""
    assert finds("سهم", word)
    assert finds(word, "سهم")


@settings(max_examples=examples(1000))
@given(
    st.sampled_from(sorted(PREFIXES)), st.sampled_from(AMBIGUOUS), st.sampled_from(sorted(ENDINGS))
)
def test_each_reading_finds_its_words(prefix, word, ending):
    """Whatever clitics leave of the readings: no stem is out of reach of its lexemes."""
    found = analyse(prefix + word + ending)
    for reading in found.readings:
        assert found.stem in (reading.name, *kin(reading.name).same)


@settings(max_examples=examples(1000))
@given(st.sampled_from(STEMS))
def test_kin_is_mutual(of_stem):
    """What a word finds would find it; nothing is its own kin, or same and near at once."""
    same, near = kin(of_stem)
    assert len({of_stem, *same, *near}) == 1 + len(same) + len(near)
    assert all(of_stem in kin(other).same for other in same)
    assert all(of_stem in kin(other).near for other in near)


def test_names_and_nothing_are_alone():
    """No one is found for another of his name's root."""
    assert kin("محمد/p") == kin("") == kin("قرقوشه") == Kin((), ())


@given(st.text(st.sampled_from("ابتجدرسعفقكلمنهويأإآءئؤةى"), min_size=1, max_size=12))
def test_a_stem_is_never_empty(word):
    """Something is always left of a word, and its folded form has a stem as well."""
    found = analyse(word)
    assert found.stem
    assert all(found.stem.split(OR))
    assert found.evidence in (BY_LEXICON, BY_EVIDENCE, BY_RULE)
    assert stem(fold(word))


@given(st.sampled_from(LISTED))
def test_a_printed_spelling_only_narrows(word):
    """A folded word has all readings: what is printed with a hamza is among them."""
    of_word = entry(word)
    assert set(stem(word).split(OR)) == {reading.name for reading in of_word.readings}
    for reading in of_word.readings:
        spelled = set(analyse(reading.spelled or word).stem.split(OR))
        assert spelled <= set(stem(word).split(OR))
        assert reading.name in spelled


def test_stems_and_roots_do_not_change_with_the_hash_seed():
    """Two processes read a word alike: an index and its queries would part otherwise."""
    script = (
        "import sys; from index.analysis import analyse, fold, kin, root\n"
        "for w in sys.argv[1:]:\n"
        "    a = analyse(w); print(ascii((a, kin(a.stem), root(fold(w)))))"
    )
    outputs = {
        subprocess.run(
            [sys.executable, "-c", script, *WORDS],
            env={"PYTHONHASHSEED": seed, "PYTHONPATH": ":".join(sys.path)},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "2", "3")
    }
    assert len(outputs) == 1
    assert outputs.pop().count(b"\n") == len(WORDS)


def test_threads_stem_as_one_does():
    """Tashaphyne keeps its results on the instance: each thread has its own."""
    words = WORDS * 20
    alone = [(analyse(word), root(fold(word))) for word in words]
    with ThreadPoolExecutor(8) as pool:
        together = list(pool.map(lambda word: (analyse(word), root(fold(word))), words))
    assert together == alone
