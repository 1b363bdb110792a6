"""Pages over a real archive: what journalists type, in every order and place, and every kind."""

from datetime import date
from itertools import cycle

from search import Filters, Label, Request, Sort, Window

_SAUDI = Label("country", "السعودية")
_SUMMER = Filters(since=date(2015, 7, 1), until=date(2015, 8, 31))
#: What is asked for beside a text.
OPTIONS = (
    {"window": Window(page=2)},
    {"window": Window(page=15)},
    {"sort": Sort.NEWEST},
    {"sort": Sort.OLDEST},
    {"exact": True},
    {"grouped": False},
    {"synonyms": False},
    {"window": Window(size=100)},
    {"filters": _SUMMER},
    {"filters": Filters(included=(_SAUDI,))},
    {"filters": Filters(included=(Label("year", "2018"), Label("currency", "الدولار الأميركي")))},
    {"filters": Filters(included=(_SAUDI,), excluded=(Label("commodity", "النفط"),))},
    {"filters": Filters(excluded=(Label("source", "الخليج"),))},
    {"filters": Filters(included=(Label("section", "اقتصاد"), Label("source", "العربية")))},
    {"sort": Sort.NEWEST, "window": Window(page=3)},
    {"sort": Sort.OLDEST, "window": Window(page=15)},
    {"grouped": False, "window": Window(page=2)},
    {"exact": True, "synonyms": False, "window": Window(page=2)},
)
#: Texts of every kind of the query language.
KINDS = (
    '"صندوق النقد الدولي"',
    '"أسعار النفط" الصين',
    '"النفط أسعار"~8',
    '"ارتفاع الأسعار"~3 أو "انخفاض الأسعار"~3',
    '"سوق دبي المالي" -"سوق أبوظبي"',
    "استثمار*",
    "بنك مرك*",
    '"البنك المرك*"',
    "عنوان:النفط",
    "عنوان:(أسعار الذهب)",
    'عنوان:"أسعار النفط"',
    "نص:بتكوين",
    "مصدر:العربية أرباح",
    "قسم:اقتصاد الليرة",
    "بلد:مصر",
    'بلد:السعودية شركة:"إعمار العقارية"',
    "سلعة:الذهب -عملة:اليورو",
    "نفط -السعودية",
    "أسعار -عنوان:النفط -مصدر:الخليج",
    "-النفط",
    "تاريخ:2015-07 اليونان",
    "تاريخ:2016..2018 تضخم",
    "سنة:2018 الدولار",
    "تاريخ:2017",
    "نفط أو ذهب أو قمح",
    "(قرض أو تمويل) (إسكان أو عقار)",
    "IMF",
    "OPEC production",
    "Brexit",
    "Apple",
    "المركزي الأوروبي أو الفيدرالي",
    "المملكة العربية السعودية",
    "5 في المئة",
    "3 مليارات دولار",
    "مبلغ:>1مليار دولار",
    "نسبة:2..3% تضخم",
    "كمية:>1000000 برميل",
    "70 دولاراً للبرميل",
    "ما أسباب تراجع أسعار النفط في الأسواق العالمية",
    "لماذا رفع الاحتياطي الفيدرالي أسعار الفائدة هذا العام",
    "كيف يؤثر انخفاض الليرة على الصادرات والسياحة في تركيا",
    "القمح الأقمار الليثيوم الروبوتات",
    "اسعار النفظ",
    "hgkt'",
    "زقزقة",
    "و",
    "إنفاق",
    "الانفاق الحكومى",
    "٢٠٣٠",
    "",
)


def real_pages(queries):
    """Return requests: of each query the first page and another one, and of each kind one page."""
    first = [Request(text=text) for text in queries]
    kinds = [Request(text=text) for text in KINDS]
    return [*first, *varied(queries), *kinds]


def varied(queries):
    """Return a request of each query, with the options in turn."""
    return [
        Request(text=text, **options)
        for text, options in zip(queries, cycle(OPTIONS), strict=False)
    ]
