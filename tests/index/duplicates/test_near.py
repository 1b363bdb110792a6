"""Near duplicates: the same story in nearly the same words, and no template filled again."""

import numpy as np
import pytest

from index.codec.lexicon import Lexicon
from index.duplicates import near
from index.duplicates.near import near_duplicates
from index.duplicates.signature import EMPTY, SHINGLES, SIZE, signatures
from index.schema import NO_DATE
from tests.index.duplicates.texts import MONDAY, REPORT, STORY

#: The form of a cable, and what is filled in.
CABLE = (
    "بعث رئيس الدولة برقية تهنئة إلى {} بمناسبة ذكرى اليوم الوطني لبلاده، وأعرب باسمه وباسم"
    " حكومة الدولة وشعبها عن أصدق التهاني وأطيب التمنيات بالصحة والسعادة له ولشعب {}"
    " الصديق اطراد التقدم والازدهار، كما بعث رئيس الوزراء برقية مماثلة إلى {} بهذه المناسبة"
)
PERU, CHAD = ("رئيس بيرو", "بيرو", "رئيسها"), ("الرئيس التشادي", "تشاد", "نظيره")
TUESDAY = (1.3, 7518.2, 6044, 127, 103, 38)


def groups(*texts, days=(0, 0)):
    """Return the number of each text's group, printed on the given days."""
    lexicon = Lexicon()
    tokens = list(lexicon.read(texts))
    lengths = np.array([len(each.words) for each in tokens])
    marks = signatures(lexicon.hashes(tokens), lexicon.numeric(tokens), np.cumsum(lengths))
    published = np.array([NO_DATE if day is None else day * 24 * 60 * 60 for day in days])
    return near_duplicates(marks, lengths.astype(np.float32), published).group.tolist()


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param(STORY, STORY.replace("الكبيرة", "العملاقة"), id="a-word"),
        pytest.param(STORY, "الساحل - واس: " + STORY, id="a-dateline"),
        pytest.param(STORY, STORY.replace("مطلع", "بداية").replace("مضيفا", "وأضاف"), id="edited"),
        pytest.param(REPORT.format(*MONDAY), REPORT.format(0.8, 7422, *MONDAY[2:]), id="rounded"),
        pytest.param(STORY, STORY + " في 2024", id="one-number"),
    ],
)
def test_the_same_story_is_one_group(one, other):
    """A reader who has read one learns nothing from the other."""
    assert groups(one, other) == [0, 0]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param(REPORT.format(*MONDAY), REPORT.format(*TUESDAY), id="the-next-day"),
        pytest.param(STORY, " ".join([STORY, *STORY.split()[::-2]]), id="half-as-long-again"),
        pytest.param("أغلق السوق مرتفعا اليوم", "أغلق السوق مرتفعا اليوم أيضا", id="short"),
        pytest.param("", "", id="empty"),
    ],
)
def test_what_has_more_to_tell_is_another_group(one, other):
    """A template with other numbers, a longer version, and what is too short to say."""
    assert groups(one, other) == [0, 1]


def test_numbers_alone_tell_the_reports_of_two_days_apart(monkeypatch):
    """Their words would be enough to fold one under the other."""
    reports = REPORT.format(*MONDAY), REPORT.format(*TUESDAY)
    monkeypatch.setattr(near, "_SAME_NUMBERS", 0)
    assert groups(*reports) == [0, 0]


@pytest.mark.parametrize(
    ("days", "expected"),
    [
        pytest.param((0, 1), [0, 0], id="the-next-day"),
        pytest.param((0, 4), [0, 1], id="days-later"),
        pytest.param((None, None), [0, 1], id="undated"),
        pytest.param((0, None), [0, 1], id="one-undated"),
    ],
)
def test_what_is_printed_later_must_share_more(days, expected):
    """After some days only texts that share more are near duplicates: forms are filled in again."""
    assert groups(CABLE.format(*PERU), CABLE.format(*CHAD), days=days) == expected
    assert groups(STORY, STORY.replace("الكبيرة", "العملاقة"), days=days) == [0, 0]


def test_a_group_is_named_by_its_earliest_whatever_the_order():
    """Two signatures that share enough are one group."""
    chance = np.random.default_rng(1)
    base = chance.integers(0, EMPTY, (50, SIZE)).astype(np.uint8)
    nearly = base[:10].copy()
    nearly[:, : SHINGLES // 3] ^= 1
    published = np.array([*range(100, 150), *range(10)])
    lengths = np.full(60, 200, np.float32)
    duplicates = near_duplicates(np.concatenate([base, nearly]), lengths, published)
    assert duplicates.group[:10].tolist() == list(range(50, 60))
    assert duplicates.group[10:50].tolist() == list(range(10, 50))
    assert duplicates.members.reshape(10, 2)[:, 0].tolist() == list(range(50, 60))
    assert duplicates.of(50) == [0]
    assert duplicates.of(20) == []


def test_what_is_joined_by_others_alone_is_not_folded_under_the_first():
    """By small changes the first of a chain and its last come to tell different things."""
    chain = [np.arange(SIZE, dtype=np.uint8)]
    for step in range(4):
        chain.append(chain[-1].copy())
        chain[-1][16 * step : 16 * (step + 1)] += 100
    lengths = np.full(5, 200, np.float32)
    duplicates = near_duplicates(np.array(chain), lengths, np.arange(5))
    assert duplicates.group.tolist() == [0, 0, 2, 2, 4]
