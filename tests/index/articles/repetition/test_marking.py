"""Paragraphs that many articles of a source share are marked, and nothing else is."""

from dataclasses import replace
from itertools import cycle, islice

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.articles import Article, Fault
from index.articles.repetition.marking import RepeatedParagraphs
from index.articles.repetition.sightings import ENOUGH

EMPTY = Article(id="", url="", title="", body="", source="", section="", author="", published=None)
NOTICE = "يمكنكم متابعة أهم الأخبار بعد تنزيل أحدث نسخة من تطبيقنا على هواتفكم."
CONTACT = "للتواصل مع الكاتب أرسلوا رسالة إلى الرقم 55500"
BYLINE = "الأفق – بيروت"
DISCLAIMER = (
    "هذا المقال بقلم سعاد علي، والآراء الواردة أدناه تعبر عن رأي الكاتبة ولا تعكس وجهة نظر الموقع."
)
BACKGROUND = "وكان البنك المركزي قد رفع سعر الفائدة مرتين منذ بداية العام لكبح التضخم."


def story(number):
    """Return two paragraphs that no other article has."""
    return (
        f"ارتفع إنتاج المصنع رقم {number} من الأسمنت في الربع الأول من العام الماضي.",
        f"وقال مدير المصنع {number} إن الطلب زاد على ما كان متوقعا في كل الأسواق.",
    )


def articles(*bodies, source="الأفق"):
    """Return an article of each body, a row of paragraphs, numbered."""
    return [
        replace(EMPTY, id=str(number), body="\n".join(body), source=source)
        for number, body in enumerate(bodies)
    ]


def marked(read, stage=None):
    """Return the texts that are marked in each article."""
    return [
        [each.body[start:end] for start, end in each.repeated]
        for each in (stage or RepeatedParagraphs()).mark(read)
    ]


def ending_in(*endings, count=12):
    """Return articles that end in the given paragraphs, one after the other."""
    rows = islice(cycle(endings), count)
    return articles(*([*story(number), *row] for number, row in enumerate(rows)))


@pytest.mark.parametrize(
    "ending",
    [
        pytest.param([NOTICE], id="notice"),
        pytest.param([CONTACT, "55500 - Stc", "55501 - Zain"], id="several-lines"),
        pytest.param(["// انتهى //"], id="sign"),
        pytest.param(["تابعونا على الهاتف"], id="short-in-every-article"),
    ],
)
def test_what_ends_every_article_is_left_out(ending):
    """But not of the first few, which were read before it was known."""
    found = marked(ending_in(ending))
    assert found == [[]] * ENOUGH + [ending] * (12 - ENOUGH)


def test_a_time_may_stand_after_it():
    """A short line that is another in each article does not hide it."""
    found = marked(articles(*([*story(n), NOTICE, f"1{n}:30 ت م"] for n in range(9))))
    assert found[-1] == [NOTICE]


def test_a_disclaimer_at_the_beginning_is_left_out():
    """A long one: a short line is a byline."""
    found = marked(articles(*([DISCLAIMER, *story(n)] for n in range(9))))
    assert found[-1] == [DISCLAIMER]


@pytest.mark.parametrize(
    "bodies",
    [
        pytest.param([[BYLINE, *story(n)] for n in range(30)], id="byline"),
        pytest.param([[story(n)[0], BACKGROUND, story(n)[1]] for n in range(30)], id="middle"),
        pytest.param([[story(n)[0], "الخلاصة:", story(n)[1]] for n in range(30)], id="heading"),
        pytest.param(
            [
                [*story(n), BACKGROUND] if n % 3 else [story(n)[0], BACKGROUND, story(n)[1]]
                for n in range(30)
            ],
            id="now-here-now-there",
        ),
        pytest.param(
            [[*story(n), *[BACKGROUND] * (n % 5 == 0)] for n in range(60)], id="end-of-some"
        ),
        pytest.param(
            [[*story(n), *["سعاد علي حسن"] * (n % 20 == 0)] for n in range(400)], id="columnist"
        ),
        pytest.param([[*story(n // 10), NOTICE] for n in range(40)], id="versions-of-four-stories"),
        pytest.param([[NOTICE] for _ in range(30)], id="whole-text"),
        pytest.param([[NOTICE, CONTACT] for _ in range(30)], id="all-paragraphs"),
        pytest.param([[*story(n), "-----"] for n in range(30)], id="no-words"),
    ],
)
def test_what_is_no_boilerplate_stays(bodies):
    """Background and headings are text, a byline names somebody, an article is not nothing."""
    assert marked(articles(*bodies)) == [[]] * len(bodies)


def test_copies_of_an_article_make_nothing_boilerplate():
    """Two versions of one story share their paragraphs, and what they share is the story."""
    versions = [[*story(0), f"وأضاف في تحديث {n} للخبر أن الأرقام نهائية."] for n in range(30)]
    assert marked(articles(*versions, *versions)) == [[]] * 60


def test_sources_are_apart():
    """What one source repeats another may say."""
    ours = ending_in([NOTICE])
    theirs = [replace(each, id=f"m{each.id}", source="المدار") for each in ending_in([NOTICE])[:4]]
    assert marked([*ours, *theirs])[-4:] == [[]] * 4


def teasers(count, *, shown=4):
    """Return articles that each end in the first paragraphs of those that came before.

    The first of them all are called from nowhere.
    """
    leads = [
        f"أعلنت الشركة رقم {n} عن توقيع عقد كبير لتوريد المعدات إلى الموانئ."
        for n in range(count + shown)
    ]
    return articles(*([*story(n), *reversed(leads[n : n + shown])] for n in range(count))), leads


def test_teasers_of_other_articles_are_left_out():
    """Where a source ends its articles so; the newest was never seen before."""
    read, leads = teasers(60)
    assert marked(read)[-1] == list(reversed(leads[59:62]))


def test_an_article_keeps_what_others_tease():
    """Its own first paragraph, in whatever order they come."""
    read, leads = teasers(60)
    own = replace(EMPTY, id="own", source="الأفق", body="\n".join([leads[50], *story(99)]))
    assert marked([*read, own])[-1] == []


def test_what_is_read_again_counts_once():
    """An update with the same file makes nothing boilerplate."""
    stage = RepeatedParagraphs()
    few = ending_in([NOTICE], count=ENOUGH - 1)
    for _ in range(5):
        assert marked(few, stage) == [[]] * len(few)
    habits = stage.seen.habits["الأفق"]
    assert (habits.number, habits.articles) == (len(few), len(few))


@pytest.mark.parametrize(
    "fact",
    [
        "أبقى المصرف المركزي سعر الفائدة عند 4.25% من دون تغيير للشهر السابع على التوالي.",
        "وقال الوزير «لن نرفع أسعار الوقود هذا العام» في تصريح للصحافيين أمس.",
        "الأهلي ٧٥ الأفق ٨٠ المرفأ ٩٥ التجاري ١٢٠ الوطني ٣٣ المتحد ٤٠",
    ],
    ids=["a rate", "a quotation", "prices"],
)
def test_what_is_read_for_stays_however_often_it_recurs(fact):
    """A rate that nobody changes is news each month."""
    assert marked(ending_in([fact])) == [[]] * 12


@pytest.mark.parametrize(
    "notice",
    [
        "تابعوا قناة «مرفأ الاقتصاد» على تطبيق المراسلة لتصلكم آخر الأخبار أولا بأول.",
        "للتواصل مع القسم: economy@example.org أو صندوق البريد 1234 الرمز 10 الطابق 3",
        "هاتف التحرير 06-555-1234 والبريد 1234",
    ],
    ids=["a name in quotation marks", "mail and numbers", "a telephone"],
)
def test_names_and_numbers_of_a_newspaper_are_no_report(notice):
    """They are there to be called."""
    assert sum(map(bool, marked(ending_in([notice])))) == 12 - ENOUGH


def test_what_would_leave_little_stays():
    """A bulletin is a line of its day and what it says each day."""
    bulletin = "تحدث التجار عن سوق هادئة في أنحاء البلاد كلها من دون بيع أو شراء يذكر حتى المساء."
    days = "الأحد الاثنين الثلاثاء الأربعاء الخميس الجمعة السبت".split()
    read = articles(*([f"نشرة {day} {week}", bulletin] for week in "أبتث" for day in days))
    assert marked(read) == [[]] * len(read)


def test_paragraphs_are_counted_by_source():
    """For the report."""
    stage = RepeatedParagraphs()
    marked([*ending_in([NOTICE, CONTACT]), *articles(["خبر واحد"], source="المدار")], stage)
    assert stage.left_out == {"الأفق": 2 * (12 - ENOUGH)}


def test_other_items_pass(tmp_path):
    """In their places."""
    fault = Fault(tmp_path, 1, "no JSON", "mend it")
    one, other = articles(["أ"], ["ب"])
    assert list(RepeatedParagraphs().mark([one, fault, other])) == [one, fault, other]


BODIES = st.lists(
    st.lists(
        st.sampled_from([*story(0), *story(1), NOTICE, CONTACT, BYLINE, "وسوم القمح"]), max_size=5
    ),
    max_size=40,
)


@given(BODIES, st.lists(st.integers(0, 40), max_size=3))
def test_it_goes_on_where_it_ended(bodies, cuts):
    """Read at once or in pieces: the same marks, and the same is known."""
    read = articles(*bodies)
    whole, piece = RepeatedParagraphs(), RepeatedParagraphs()
    found = marked(read, whole)
    pieces = []
    for begin, end in zip([0, *sorted(cuts)], [*sorted(cuts), len(read)], strict=True):
        piece = RepeatedParagraphs(piece.seen)
        pieces += marked(read[begin:end], piece)
    assert pieces == found
    assert piece.seen == whole.seen


@given(BODIES)
def test_marks_are_parts_of_paragraphs(bodies):
    """In their order, within the text, and never all of it."""
    for each in RepeatedParagraphs().mark(articles(*bodies)):
        left = list(each.body)
        for start, end in reversed(each.repeated):
            assert each.body[start:end].strip() == each.body[start:end] != ""
            assert "\n" not in each.body[start:end]
            del left[start:end]
        assert "".join(left).strip() or not each.repeated
