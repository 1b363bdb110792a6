# ruff: noqa: E501  pages are printed as sites print them
"""Pages as Arabic news sites build them, around one article of our own."""

import pytest

TITLE = "المصرف المركزي يخفض سعر الفائدة نصف نقطة"
FIRST = (
    "خفض المصرف المركزي سعر الفائدة الرئيسي نصف نقطة مئوية في اجتماعه أمس، وهو أول خفض منذ عامين بعد"
    " تراجع التضخم إلى أدنى مستوياته."
)
MIDDLE = (
    "وقال محافظ المصرف في مؤتمر صحفي إن القرار اتخذ بأغلبية سبعة أصوات مقابل صوتين، وإن اللجنة ستراقب"
    " أسعار الغذاء والطاقة عن كثب خلال الأشهر المقبلة."
)
LAST = (
    "ورحب اتحاد الغرف التجارية بالقرار، ودعا المصارف إلى خفض كلفة القروض الصغيرة قبل نهاية العام."
)
BODY = [FIRST, MIDDLE, LAST]
PARAGRAPHS = "".join(f"<p>{each}</p>" for each in BODY)
OTHERS = [
    "وزارة المالية تطرح سندات جديدة للمستثمرين",
    "أسعار القمح ترتفع في البورصات العالمية",
    "شركات الطيران تطلب دعما حكوميا عاجلا",
    "افتتاح مصنع جديد للأدوية في المنطقة الحرة",
]
CARDS = "".join(
    f'<div class="card"><h3><a href="/n/{n}">{each}</a></h3><span class="date">1 يناير 2019</span></div>'
    for n, each in enumerate(OTHERS)
)
MENU = (
    "<nav><ul>"
    + "".join(
        f'<li><a href="/s/{n}">{each}</a></li>'
        for n, each in enumerate("الرئيسية سياسة اقتصاد رياضة".split())
    )
    + "</ul></nav>"
)
FOOTER = "<footer><p>جميع الحقوق محفوظة لصحيفة الميزان</p></footer>"


def page(head: str, body: str) -> str:
    """Return a page with a menu and a footer."""
    return (
        f'<!DOCTYPE html><html dir="rtl"><head><meta charset="utf-8">{head}</head>'
        f"<body>{MENU}{body}{FOOTER}</body></html>"
    )


def _og(more: str = "") -> str:
    return (
        f'<title>{TITLE} | الميزان</title><meta property="og:title" content="{TITLE}">'
        f'<meta property="og:site_name" content="الميزان">{more}'
    )


def _wordpress() -> str:
    graph = f"""{{"@context":"https://schema.org","@graph":[
    {{"@type":"NewsArticle","headline":"{TITLE}","datePublished":"2024-03-05T22:15:00+00:00",
      "author":{{"@id":"#w"}},"publisher":{{"@id":"#o"}},"articleSection":["عام","اقتصاد"]}},
    {{"@type":"Person","@id":"#w","name":"سلمى الحداد"}},
    {{"@type":"Organization","@id":"#o","name":"الميزان"}}]}}"""
    return page(
        _og('<meta property="article:published_time" content="2024-03-05T22:15:00+00:00">')
        + f'<script type="application/ld+json">{graph}</script>',
        f'<article class="post"><header class="entry-header"><h1 class="entry-title">{TITLE}</h1>'
        f'<time class="entry-date" datetime="2024-03-06T00:15:00+02:00">6 مارس 2024</time></header>'
        f'<div class="entry-content"><figure><img src="/a.jpg"><figcaption>مبنى المصرف (أرشيف)'
        f"</figcaption></figure><p>{FIRST}</p><p>اقرأ أيضا: <a href='/n/1'>{OTHERS[0]}</a></p>"
        f"<p>{MIDDLE}</p><p>{LAST}</p></div><div class='post-tags'>الوسوم: <a>فائدة</a> <a>تضخم</a></div>"
        f"</article><div class='related'><h3>مقالات ذات صلة</h3>{CARDS}</div>"
        f"<div id='comments'><h3>التعليقات</h3><p>خبر جميل ونتمنى المزيد من هذه القرارات للشعب</p></div>",
    )


def _drupal() -> str:
    return page(
        f'<title>{TITLE} | الميزان</title><meta name="dcterms.title" content="{TITLE}">'
        '<meta name="dcterms.date" content="2024-03-06T00:15+02:00"><meta name="dcterms.creator"'
        ' content="سلمى الحداد"><meta property="og:site_name" content="الميزان">',
        '<div class="breadcrumb"><a href="/">الرئيسية</a> » <a href="/e">اقتصاد</a></div>'
        f'<h1 class="page-title">{TITLE}</h1><div class="field field-name-body"><div class="field-item">'
        f"{PARAGRAPHS}</div></div><div class='view-more'>{CARDS}</div>",
    )


def _table() -> str:
    return (
        '<html><head><meta http-equiv="Content-Type" content="text/html; charset=windows-1256">'
        f"<title>الميزان - {TITLE}</title><meta property='og:site_name' content='الميزان'></head>"
        "<body><table width=100%><tr><td><a href=/s/1>سياسة</a></td>"
        f"<td><a href=/s/2>رياضة</a></td></tr></table><table><tr><td><h1>{TITLE}</h1>"
        f'<font class="date">06/03/2024 - 00:15</font><br><font size=4>{"<br><br>".join(BODY)}'
        "</font></td></tr></table><table><tr><td>جميع الحقوق محفوظة</td></tr></table></body></html>"
    ).replace("06/03/2024", "6 آذار 2024")


def _blogger() -> str:
    return page(
        _og(),
        "<div class='date-outer'><h2 class='date-header'><span>الأربعاء، 6 مارس 2024</span></h2>"
        f"<div class='post hentry'><h3 class='post-title entry-title'>{TITLE}</h3><div class="
        f"'post-body entry-content'>{'<br /><br />'.join(BODY)}</div><div class='post-footer'>"
        "<span class='post-author'>مرسلة بواسطة الميزان</span></div></div></div>",
    )


def _amp() -> str:
    return page(
        _og(
            '<link rel="canonical" href="https://mizan.example/n/7"><script type="application/ld+json">'
            f'{{"@type":"NewsArticle","headline":"{TITLE}","datePublished":"2024-03-06T00:15:00+02:00",'
            '"author":[{"@type":"Person","name":"سلمى الحداد"}],"articleSection":"اقتصاد",'
            f'"articleBody":"{" ".join(BODY)}",}}</script>'
        ),
        f"<amp-sidebar>قائمة</amp-sidebar><article><h1>{TITLE}</h1><amp-social-share></amp-social-share>"
        f"<amp-img></amp-img>{PARAGRAPHS}<p>#فائدة #تضخم</p></article>{CARDS}",
    )


def _live() -> str:
    updates = "".join(
        f"<div class='update'><time>0{n}:30</time><p>{each}</p></div>"
        for n, each in enumerate(BODY)
    )
    return page(
        _og(
            '<meta property="article:published_time" content="2024-03-06 00:15:00">'
            '<meta property="article:section" content="اقتصاد">'
        ),
        f"<main><h1>{TITLE}</h1><div class='live-list'>{updates}</div></main><aside>{CARDS}</aside>",
    )


def _microdata() -> str:
    return page(
        f"<title>{TITLE} - الميزان</title><meta property='og:site_name' content='الميزان'>",
        f"<div itemscope itemtype='http://schema.org/NewsArticle'><h1 itemprop='headline'>{TITLE}</h1>"
        "<span itemprop='author'>سلمى الحداد</span><meta itemprop='datePublished' content="
        "'2024-03-06T00:15'><meta itemprop='articleSection' content='اقتصاد'><div class='share-bar'>"
        f"شارك على فيسبوك</div><div itemprop='articleBody'>{PARAGRAPHS}</div></div>{CARDS}",
    )


def _byline() -> str:
    return page(
        _og(),
        f"<h1>{TITLE}</h1><div class='post-date'>نشر في: الأربعاء 6 مارس 2024 - 00:15</div>"
        f"<div class='body'><p>كتبت: سلمى الحداد</p>{PARAGRAPHS}<p>لمتابعة آخر الأخبار حملوا التطبيق"
        f"</p><p>المصدر: وكالات</p></div>{CARDS}",
    )


def _submitted() -> str:
    return page(
        _og(),
        f"<article><header><h1>{TITLE}</h1></header><footer class='submitted'><span property='dc:date'"
        f" content='2024-03-06T00:00:00+01:00'>الأربعاء 6 مارس 2024</span></footer>"
        f"<div class='content'>{PARAGRAPHS}</div></article>{CARDS}",
    ).replace("<nav>", "<header><div class='today'>الخميس 7 مارس 2024</div></header><nav>", 1)


def _stamped() -> str:
    return page(
        _og(),
        f"<div class='stry'><a class='details_category center' href='/s/3'>\n\n<span>اقتصاد</span></a><h1>"
        f"{TITLE}</h1><div class='strtmp'><div>الأربعاء، 06 آذار/مارس 2024، آخر تحديث 02:21 (GMT+0400)"
        f"</div></div><div>{PARAGRAPHS}</div><div class='note'><p>الآراء الواردة أدناه لا تعبر "
        f"عن رأي الموقع.</p></div></div><div><h2><a href='/n/9'>{OTHERS[1]}</a></h2>7 مارس 2024</div>",
    )


def _led() -> str:
    return page(
        f"<title>{TITLE} - الميزان</title><meta property='og:title' content='{TITLE}'>"
        "<meta property='og:site_name' content='mizan.example'><meta name='author' content='Developed"
        " By X'>",
        f"<div class='head'><a href='/category/3/'>اقتصاد</a><h1>{TITLE}</h1><span class='writeBy'>كتبت "
        f"سلمى الحداد</span><div class='created'>تم نشره الأربعاء 6 آذار / مارس 2024 09:22 مساءً</div>"
        f"<div class='b-article__lead'><p>{FIRST}</p></div></div><div class='b-article__text'>"
        f"<p>{MIDDLE}</p><p>***</p><p>{LAST}</p></div>{CARDS}",
    )


PAGES = {
    "wordpress": _wordpress().encode(),
    "drupal": _drupal().encode(),
    "table": _table().encode("cp1256"),
    "blogger": _blogger().encode(),
    "amp": _amp().encode(),
    "live": _live().encode(),
    "microdata": _microdata().encode(),
    "byline": _byline().encode(),
    "led": _led().encode(),
    "submitted": _submitted().encode(),
    "stamped": _stamped().encode(),
}


@pytest.fixture(params=PAGES)
def news_page(request) -> tuple[str, bytes]:
    """Return the kind of a page, and its bytes."""
    return request.param, PAGES[request.param]
