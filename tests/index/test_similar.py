"""Near copies: the same story in nearly the same words, and not a template filled again."""

from itertools import pairwise

import numpy as np
import pytest

from index import similar
from index.analysis.signature import EMPTY, NUMBERS, SIZE, THREES, signatures
from index.codec.lexicon import Lexicon
from index.schema import NO_DATE
from index.similar import near_copies

STORY = (
    "قررت الهيئة العامة للموانئ توسيع الميناء الشمالي ليستقبل سفن الحاويات الكبيرة، وقال مدير"
    " الميناء في مؤتمر صحفي إن العمل يبدأ مطلع الربيع وينتهي خلال عامين، وإن شركات محلية"
    " ستتولى الحفر والبناء بينما تورد الرافعات من الخارج، مضيفا أن الأرصفة الجديدة تخفف"
    " الازدحام وتختصر مدة انتظار السفن"
)
REPORT = (
    "أغلق مؤشر السوق تداولات اليوم على ارتفاع بنسبة {}% عند {} نقطة، وبلغت قيمة التداولات {}"
    " مليون ريال توزعت على {} ألف صفقة، وارتفعت أسهم {} شركة بينما تراجعت أسهم {} شركة أخرى"
    " واستقرت أسعار بقية الشركات المدرجة في السوق دون تغيير عن إغلاق الجلسة السابقة،"
    " ويضم المؤشر الشركات الكبرى التي تراجع إدارة السوق قائمتها مرتين في السنة وفق قيمتها"
    " وحجم تداولها، ولا يدخل فيه ما أدرج قبل أقل من عام ولا ما أوقف تداوله بقرار من الهيئة،"
    " وتنشر الإدارة أوزان الشركات على موقعها مع نهاية كل شهر"
)
#: The form of a cable, and what is filled in.
CABLE = (
    "بعث رئيس الدولة برقية تهنئة إلى {} بمناسبة ذكرى اليوم الوطني لبلاده، وأعرب باسمه وباسم"
    " حكومة الدولة وشعبها عن أصدق التهاني وأطيب التمنيات بالصحة والسعادة له ولشعب {}"
    " الصديق اطراد التقدم والازدهار، كما بعث رئيس الوزراء برقية مماثلة إلى {} بهذه المناسبة"
)
PERU, CHAD = ("رئيس بيرو", "بيرو", "رئيسها"), ("الرئيس التشادي", "تشاد", "نظيره")
MONDAY = (0.8, 7421.5, 5210, 112, 96, 41)
TUESDAY = (1.3, 7518.2, 6044, 127, 103, 38)


def groups(*texts, days=(0, 0)):
    """Return the number of each text's group, printed on the given days."""
    lexicon = Lexicon()
    tokens = list(lexicon.read(texts))
    lengths = np.array([len(each.words) for each in tokens])
    marks = signatures(lexicon.hashes(tokens), lexicon.numeric(tokens), np.cumsum(lengths))
    published = np.array([NO_DATE if day is None else day * 24 * 60 * 60 for day in days])
    return near_copies(marks, lengths.astype(np.float32), published).group.tolist()


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
    monkeypatch.setattr(similar, "_SAME_NUMBERS", 0)
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
    """After some days a form is filled again; a story that comes late comes as it was."""
    assert groups(CABLE.format(*PERU), CABLE.format(*CHAD), days=days) == expected
    assert groups(STORY, STORY.replace("الكبيرة", "العملاقة"), days=days) == [0, 0]


def test_a_group_is_named_by_its_earliest_whatever_the_order():
    """Two signatures that share enough are one group."""
    chance = np.random.default_rng(1)
    base = chance.integers(0, EMPTY, (50, SIZE)).astype(np.uint8)
    near = base[:10].copy()
    near[:, : THREES // 3] ^= 1
    published = np.array([*range(100, 150), *range(10)])
    lengths = np.full(60, 200, np.float32)
    copies = near_copies(np.concatenate([base, near]), lengths, published)
    assert copies.group[:10].tolist() == list(range(50, 60))
    assert copies.group[10:50].tolist() == list(range(10, 50))
    assert copies.members.reshape(10, 2)[:, 0].tolist() == list(range(50, 60))
    assert copies.of(50) == [0]
    assert copies.of(20) == []


def test_what_is_joined_by_others_alone_is_not_folded_under_the_first():
    """By small changes the first of a chain and its last come to tell different things."""
    chain = [np.arange(SIZE, dtype=np.uint8)]
    for step in range(4):
        chain.append(chain[-1].copy())
        chain[-1][16 * step : 16 * (step + 1)] += 100
    lengths = np.full(5, 200, np.float32)
    copies = near_copies(np.array(chain), lengths, np.arange(5))
    assert copies.group.tolist() == [0, 0, 2, 2, 4]


def test_a_signature_is_of_the_threes_and_of_the_numbers():
    """Each text has its own, however many are signed at once."""
    lexicon = Lexicon()
    texts = [STORY, "", "النفط", REPORT.format(*MONDAY), "2015 2016"]
    tokens = list(lexicon.read(texts))
    hashes, numeric = lexicon.hashes(tokens), lexicon.numeric(tokens)
    ends = np.cumsum([len(each.words) for each in tokens])
    together = signatures(hashes, numeric, ends)
    for row, (begin, end) in zip(together, pairwise([0, *ends.tolist()]), strict=True):
        alone = signatures(hashes[begin:end], numeric[begin:end], np.array([end - begin]))
        assert row.tolist() == alone[0].tolist()
    filled = together != EMPTY
    assert filled[:, THREES:].any(axis=1).tolist() == [False, False, False, True, True]
    assert filled[:, :THREES].any(axis=1).tolist() == [True, False, False, True, False]
    assert together.shape == (5, THREES + NUMBERS)
