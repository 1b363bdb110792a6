"""What other articles hold of the ending of one."""

from dataclasses import replace

import pytest

from index.articles.repetition.ending import Ending
from index.articles.repetition.paragraphs import paragraphs_of
from index.articles.repetition.sightings import Sightings
from tests.index.segments import EMPTY

LEAD = "ارتفع إنتاج المصانع من الأسمنت في الربع الأول من العام الماضي بنسبة كبيرة"
OTHER = "تراجعت صادرات التمور في شهر واحد بعد موجة من الحر أصابت الواحات"
NOTE = "وكان البنك المركزي قد رفع سعر الفائدة مرتين منذ بداية العام لكبح التضخم"
NOTICE = "يمكنكم متابعة أهم الأخبار بعد تنزيل أحدث نسخة من تطبيقنا على هواتفكم"
TEASER = "أعلنت الشركة عن توقيع عقد كبير لتوريد المعدات إلى الموانئ الجديدة أمس"


def ending(paragraphs, *before):
    """Return the ending of an article of some paragraphs after other articles of its source."""
    seen = Sightings()
    for number, body in enumerate(before):
        each = _ending(body, seen, str(number))
        seen.add(each.head, each.mark, number)
        for key in each.keys.values():
            seen.add(key, each.mark, number)
    return _ending(paragraphs, seen, "new")


def _ending(paragraphs, seen, article_id):
    body = "\n".join(paragraphs)
    return Ending(replace(EMPTY, id=article_id, body=body), paragraphs_of(body), seen)


@pytest.mark.parametrize(
    ("paragraphs", "before", "run", "row"),
    [
        pytest.param([LEAD, NOTE], [OTHER, NOTICE], 2, 2, id="nothing"),
        pytest.param([LEAD, NOTE, NOTICE], [OTHER, NOTICE], 2, 2, id="the-last"),
        pytest.param([LEAD, TEASER, NOTICE], [OTHER, TEASER, NOTICE], 1, 1, id="two-in-a-row"),
        pytest.param([LEAD, NOTICE, "18:35 ت م"], [OTHER, NOTICE], 1, 3, id="before-a-time"),
        pytest.param([LEAD, NOTICE, NOTE], [OTHER, NOTICE], 3, 3, id="in-the-middle"),
        pytest.param([LEAD, NOTE, NOTICE], [LEAD, NOTICE], 3, 3, id="same-beginning"),
        pytest.param([LEAD, TEASER, NOTE, NOTICE], [OTHER, TEASER, NOTICE], 4, 4, id="more-shared"),
    ],
)
def test_the_last_paragraphs_that_strangers_hold(paragraphs, before, run, row):
    """Articles that share more are versions of one story."""
    found = ending(paragraphs, before)
    assert (found.run, found.row) == (run, row)


def test_a_story_counts_once():
    """What one version was counted for the next is not."""
    assert ending([LEAD, NOTICE], [OTHER, NOTICE]).counted == {1}
    assert ending([LEAD, NOTICE], [OTHER, NOTICE], [LEAD, NOTICE]).counted == set()


def test_what_is_all_that_two_articles_share_above_is_text():
    """Versions share more."""
    assert ending([LEAD, NOTICE, NOTE], [OTHER, NOTICE]).alone == {1}
    assert ending([LEAD, NOTICE, NOTE], [LEAD, NOTICE]).alone == set()


@pytest.mark.parametrize(
    ("before", "only_head"),
    [
        pytest.param([OTHER, NOTE], True, id="nothing"),
        pytest.param([LEAD, NOTICE], True, id="the-head"),
        pytest.param([LEAD, NOTE], False, id="all"),
    ],
)
def test_versions_share_more_than_their_head(before, only_head):
    """A disclaimer begins articles that share nothing else."""
    assert ending([LEAD, NOTE], before).shares_only_head == only_head
