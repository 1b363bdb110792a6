"""Where the number in a row of words ends, and what it says."""

from decimal import Decimal

import pytest

from index.quantities.numbers import NumberReader
from index.quantities.rows import row_of
from tests.index.quantities.printed import words_and_gaps


def number(text):
    """Return the value, the scale and the number of words of the number that begins a text."""
    found = NumberReader(row_of(*words_and_gaps(text))).number(0)
    return found and (found.value, found.scale, found.end)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        pytest.param("3.2 مليار دولار", (Decimal("3.2E9"), 10**9, 2), id="digits-and-scale"),
        pytest.param("خمسة وعشرون ألفا", (25_000, 1000, 3), id="tens-after-ones"),
        pytest.param("مئة وخمسة وعشرون", (125, 1, 3), id="hundreds-first"),
        pytest.param("تسعمئة وتسعة وتسعون", (999, 1, 3), id="largest-below-a-thousand"),
        pytest.param("أحد عشر", (11, 1, 2), id="eleven"),
        pytest.param("ألف وتسعمئة وخمسة عشر", (1915, 1000, 4), id="year-in-words"),
        pytest.param("مليون و200 ألف و50", (1_200_050, 10**6, 4), id="three-parts"),
        pytest.param("5 ونصف", (Decimal("5.5"), 1, 2), id="fraction-of-one"),
        pytest.param("نصف المليون", (500_000, 10**6, 2), id="fraction-of-a-scale"),
        pytest.param("مليار ونصف مليون", (1_000_500_000, 10**9, 3), id="fraction-of-another"),
        pytest.param("5m", (5_000_000, 10**6, 2), id="touching-letter"),
        pytest.param("5 m", (5, 1, 1), id="letter-apart"),
        pytest.param("twenty five thousand", (25_000, 1000, 3), id="english"),
        pytest.param("خمسة وستة", (5, 1, 1), id="not-two-ones"),
        pytest.param("مليون و200 مليون", (10**6, 10**6, 1), id="not-two-of-a-scale"),
        pytest.param("مليار و5%", (10**9, 10**9, 1), id="not-a-percentage"),
        pytest.param("ملايين", None, id="plural-alone"),
        pytest.param("ونصف", (Decimal("0.5"), 1, 1), id="joined-alone"),
        pytest.param("نفط", None, id="no-number"),
    ],
)
def test_the_number_at_the_beginning(text, found):
    """Parts are joined while each is smaller than the scale before it."""
    assert number(text) == found


def test_a_scale_after_digits_is_told():
    """It tells a year from a number of millions."""
    reader = NumberReader(row_of(["2014", "مليار", "نفط"], ["", " ", " "]))
    assert [reader.is_scale(at) for at in range(4)] == [False, True, False, False]
