"""An archive with a year of quiet news and a last week with stories in it."""

from datetime import date, timedelta

import pytest

LAST = date(2018, 10, 20)
#: One story by three papers in their own words: (source, day of the week, headline, text).
PORT = [
    ("النهار", 2, "خط ملاحي مباشر بين صحار وممباسا",
     ("بدأ ميناء صحار تشغيل خط ملاحي مباشر مع ميناء ممباسا في شرق أفريقيا، ووصلت أول سفينة حاويات"
     " إلى صحار فجرا محملة بالشاي والبن.")),
    ("الأفق", 3, "صحار تستقبل أول سفينة حاويات من شرق أفريقيا",
     ("استقبل ميناء صحار أول سفينة حاويات على الخط الملاحي الجديد مع ممباسا ودار السلام، وقالت"
     " إدارة الميناء إن الخط الملاحي يختصر مدة الشحن إلى شرق أفريقيا أربعة أيام.")),
    ("الميدان", 4, "ميناء صحار يفتح الطريق إلى شرق أفريقيا",
     ("ترى شركات الشحن أن الخط الملاحي بين صحار وممباسا يخفض كلفة حاويات شرق أفريقيا، وتتوقع إدارة"
     " ميناء صحار سفينة حاويات كل أسبوع.")),
]  # fmt: skip
#: Another by two.
DATES = [
    ("النهار", 5, "مهرجان الخلاص يبيع ألف طن",
     ("باع مهرجان تمور الخلاص في القصيم ألف طن من التمور في أسبوعه الأول، وبلغ سعر عبوة الخلاص مئة"
     " ريال.")),
    ("الأفق", 6, "ألف طن من تمور الخلاص",
     ("بلغت مبيعات التمور في مهرجان الخلاص بالقصيم ألف طن خلال أسبوع، وزاد سعر عبوة الخلاص على مئة"
     " ريال.")),
]  # fmt: skip
#: Quiet news of a year: no place and no thing comes again within weeks.
_PLACES = "نزوى صلالة إربد حمص بنزرت وهران طنجة عدن أسوان كركوك البصرة الموصل جيزان تبوك".split()
_THINGS = "إسمنت ألمنيوم زجاج سجاد عسل ملح رخام قطن صوف ورق أسماك خزف مطاط حرير".split()
#: Quiet news of a week: no two have a rare word in common.
_WEEK = """
أرباح مصرف الوادي ترتفع / افتتاح فندق جديد قرب الواحة / قطار الضواحي يتأخر شهرا / منحة لطلاب الهندسة
إغلاق مخبز قديم / جسر للمشاة فوق النهر / أسهم الاتصالات هادئة / مؤلف يوقع كتابه عن المحاسبة
مزارعون يجربون الري بالتنقيط / معرض السيارات الكهربائية / بلدية تزرع ألف نخلة / نقابة المحامين تنتخب
خفض رسوم البريد / عطل في محطة الكهرباء / رحلات جوية إلى المالديف / مصرفيون يدرسون الرقابة
حاضنة لشركات ناشئة / قهوة مختصة في الحي القديم / دراجات للإيجار / تقاعد مدير الجمارك
"""
WEEK = [title.strip() for line in _WEEK.strip().splitlines() for title in line.split("/")]


def told(stories, name="s"):
    """Return the records of stories; name begins their ids."""
    return [
        {
            "id": f"{name}{number}",
            "source": source,
            "published": (LAST - timedelta(7 - day)).isoformat(),
            "title": title,
            "body": body,
        }
        for number, (source, day, title, body) in enumerate(stories)
    ]


def quiet(days, start, count=100):
    """Return the records of quiet news, one every so many days up to start."""
    return [
        {
            "id": f"q{number}",
            "source": ("النهار", "الأفق", "الميدان")[number % 3],
            "published": (start - timedelta(days * number)).isoformat(),
            "title": f"مصنع {thing} في {place}",
            "body": f"افتتح في {place} مصنع ينتج {thing} ويعمل فيه رجال من {place} وما حولها.",
        }
        for number in range(count)
        for place in [_PLACES[number % 14]]
        for thing in [_THINGS[(number + number // 14) % 14]]
    ]


def a_week():
    """Return the records of a last week of quiet news, three a day."""
    return [
        {
            "id": f"w{number}",
            "source": ("النهار", "الأفق", "الميدان")[number % 3],
            "published": (LAST - timedelta(number // 3)).isoformat(),
            "title": title,
            "body": f"{title}.",
        }
        for number, title in enumerate(WEEK)
    ]


@pytest.fixture
def news(make_index):
    """Return a snapshot of a year of quiet news and a week with two stories."""
    year = quiet(3, LAST - timedelta(20))
    return make_index(*year, *a_week(), *told(PORT, "port"), *told(DATES, "dates"))
