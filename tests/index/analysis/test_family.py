"""Forms of one word that no affix joins."""

import csv

import pytest

from index.analysis import fold, light_stem, terms
from index.analysis.family import BY_HAND, MINED, _rows, family, join

MEET, APART = 0.96, 0.96


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param("سوق", "للأسواق", id="market"),
        pytest.param("بنك", "البنوك", id="bank"),
        pytest.param("سعر", "أسعارها", id="price"),
        pytest.param("قرض", "والقروض", id="loan"),
        pytest.param("فائدة", "فوائد", id="interest"),
        pytest.param("برميل", "براميل", id="barrel"),
        pytest.param("رئيس", "رؤساء", id="president"),
        pytest.param("تركيا", "التركية", id="turkey"),
        pytest.param("عملة", "العملات", id="currency"),
    ],
)
def test_forms_of_a_word_share_a_term(one, other):
    """Singular and plural meet in the stem or in the family."""
    assert {t for t in terms(one)[:3] if t} & {t for t in terms(other)[:3] if t}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param("عملة", "عمل", id="currency-work"),
        pytest.param("شركة", "شرك", id="company-trap"),
        pytest.param("أسعار", "إسعاف", id="prices-aid"),
        pytest.param("بناء", "أبناء", id="building-sons"),
        pytest.param("تركيا", "ترك", id="turkey-left"),
    ],
)
def test_other_words_share_none(one, other):
    """What only looks alike stays apart, the root aside."""
    assert not {t for t in terms(one)[:3] if t} & {t for t in terms(other)[:3] if t}


def test_the_gold_pairs(shared_data):
    """Nearly all pairs that must meet do, and nearly all that must stay apart do."""
    lines = (shared_data / "stemming" / "pairs.tsv").read_text("utf-8").splitlines()
    kept = {"1": [], "0": []}
    for row in csv.DictReader(lines, delimiter="\t"):
        one, other = ({t for t in terms(row[w])[:3] if t} for w in ("w1", "w2"))
        kept[row["same"]].append(bool(one & other) == (row["same"] == "1"))
    assert sum(kept["1"]) / len(kept["1"]) >= MEET
    assert sum(kept["0"]) / len(kept["0"]) >= APART


def test_the_hand_checked_table():
    """Every line is a pair of words, no pair stands twice, and each pair is a family."""
    rows = [tuple(row) for row in _rows(BY_HAND)]
    assert len(rows) >= 500
    assert len(rows) == len(set(rows))
    assert all(len(row) == 2 for row in rows)
    for one, other in rows:
        stems = light_stem(fold(one)), light_stem(fold(other))
        assert stems[0] == stems[1] or family(stems[0]) == family(stems[1]) != ""


def test_the_mined_table():
    """Leader, member and cosine; the hand has the word where both speak."""
    for leader, member, cosine in _rows(MINED):
        assert leader != member
        assert 0 < float(cosine) <= 1
    assert family("ابناء") == "ابن"


def test_families_join():
    """Two families with a member in common are one, and the first named leads."""
    leaders = join([("a", "b"), ("c", "d"), ("d", "b"), ("a", "a")])
    assert set(leaders.values()) == {"c"}
    assert set(leaders) == {"a", "b", "c", "d"}
