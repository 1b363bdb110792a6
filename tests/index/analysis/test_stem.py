"""The light stem, and the words that keep their letters."""

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.analysis import fold, light_stem, root
from index.analysis.stem import exemptions

WORDS = (
    "النفط والنفط بالبنوك للشركات اقتصادية الاستثمارات وأسعارها مسؤولون أوبك أرامكو ألمانيا"
    " الإستراتيجيات للمستثمرين والصادرات الواردات فوائد الفائدة قروضهم صندوق مؤشرات تضخم"
).split()


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param("نفط", "والنفط", id="conjunction-and-article"),
        pytest.param("بنك", "للبنك", id="exempt-beh"),
        pytest.param("وزارة", "الوزارات", id="exempt-waw"),
        pytest.param("فائدة", "بالفائدة", id="exempt-feh"),
        pytest.param("ألمانيا", "الألمانية", id="exempt-article"),
        pytest.param("قانون", "القانونية", id="exempt-ending"),
        pytest.param("شركة", "لشركاتها", id="plural-and-pronoun"),
        pytest.param("اقتصاد", "الاقتصاديين", id="nisba-plural"),
        pytest.param("إستراتيجية", "الإستراتيجيات", id="long-loan-word"),
        pytest.param("صناعة", "الصناعه", id="teh-marbuta-as-heh"),
        pytest.param("عامة", "العامة", id="not-a-stop-word-of-tashaphyne"),
        pytest.param("قضايا", "القضايا", id="broken-plural-in-alef"),
        pytest.param("أوبك", "أوبك+", id="plus"),
        pytest.param("3.5", "3.50%", id="number"),
    ],
)
def test_forms_of_a_word_share_a_stem(one, other):
    """A reader need not type the clitics and endings of the newspaper."""
    assert light_stem(fold(one)) == light_stem(fold(other))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param("بنك", "نكهة", id="bank-flavour"),
        pytest.param("لبنان", "ألبان", id="lebanon-dairy"),
        pytest.param("درهم", "دار", id="dirham-house"),
        pytest.param("19.90", "9.90", id="numbers"),
        pytest.param("100", "1", id="zeros-of-a-whole-number"),
    ],
)
def test_other_words_have_other_stems(one, other):
    """What only looks like a clitic or an ending stays."""
    assert light_stem(fold(one)) != light_stem(fold(other))


@given(st.text(st.sampled_from("ابتجدرسعفقكلمنهويأإآءئؤةى"), min_size=1, max_size=12))
def test_a_stem_is_never_empty_and_never_longer(word):
    """Something is always left of a word, and nothing is added."""
    folded = fold(word)
    assert 0 < len(light_stem(folded)) <= len(folded)


def test_exemptions_are_folded_stems():
    """The list is read in one spelling, and its words keep all their letters."""
    assert len(exemptions()) > 500
    assert all(fold(stem) == stem and light_stem(stem) == stem for stem in exemptions())


def test_stems_and_roots_do_not_change_with_the_hash_seed():
    """Two processes read a word alike: an index and its queries would part otherwise."""
    script = (
        "import sys; from index.analysis import fold, light_stem, root\n"
        "for w in sys.argv[1:]: print(ascii(light_stem(fold(w))), ascii(root(fold(w))))"
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


def test_threads_stem_as_one_does():
    """Tashaphyne keeps its results on the instance: each thread has its own."""
    words = [fold(word) for word in WORDS] * 20
    alone = [(light_stem(word), root(word)) for word in words]
    with ThreadPoolExecutor(8) as pool:
        together = list(pool.map(lambda word: (light_stem(word), root(word)), words))
    assert together == alone
