"""Archives of a few articles that the tests of several modules search."""

import pytest

STORY = (
    "أعلنت منظمة الدول المصدرة للنفط أوبك أنها ستخفض الإنتاج بمقدار مليون برميل يوميا ابتداء من"
    " الشهر المقبل، وقال وزير الطاقة إن القرار يهدف إلى استقرار السوق، وارتفعت أسعار النفط بعد"
    " الإعلان بأكثر من أربعة بالمئة في التعاملات الآسيوية، فيما تراجعت أسهم شركات الطيران."
)
OTHER = STORY.replace("مليون", "مليوني")


def records(count):
    """Return records about oil, one a day, every third without a date."""
    return [
        {
            "id": f"a{n:02}",
            "title": f"خبر رقم {n}",
            "body": "سعر النفط " + "اليوم " * n,
            "source": ("رويترز", "وكالة")[n % 2],
            "section": ("طاقة", "أسواق")[n % 2],
            "published": "" if n % 3 == 0 else f"2023-01-{n + 1:02}",
        }
        for n in range(count)
    ]


@pytest.fixture
def many(make_index):
    """Return a snapshot of 25 articles."""
    return make_index(*records(25))


@pytest.fixture
def wire(make_index):
    """Return a snapshot of a story, two near duplicates, an identical copy, and others."""
    return make_index(
        {"id": "late", "body": OTHER, "published": "2023-05-08", "source": "ب"},
        {"id": "first", "body": STORY, "published": "2023-05-07", "source": "أ", "title": "أوبك"},
        {"id": "undated", "body": STORY.replace("الطاقة", "النفط"), "source": "ج"},
        {"id": "same", "body": STORY, "title": "أوبك", "published": "2023-05-09", "source": "د"},
        {"id": "oil", "body": "سعر النفط في السوق اليوم، أوبك تخفض الإنتاج", "source": "أ"},
        {"id": "gold", "body": "سعر الذهب يرتفع", "published": "2024-01-01", "source": "أ"},
    )
