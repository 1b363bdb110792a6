"""The pages, as a reader meets them."""

import html
import re
from dataclasses import replace
from datetime import timedelta

import pytest

from search import Expansion, Filters, Label, Request, Sort, Suggestion, Window
from tests.search.front.conftest import LAST, PORT, a_week, quiet, told
from tests.search.front.test_rising import news_of
from tests.web.reading import links_in, links_of, said_in, text_of
from web.l10n.formats import counted, long_date, number, span
from web.views.pages import results_page

#: The two examples of the help page that are there for what they suggest.
KEYBOARD = "/search?q=hsuhv+hgkt'"
MISTYPED = "/search?q=%D8%A3%D8%B3%D8%B9%D8%A7%D8%B1+%D8%A7%D9%84%D9%86%D9%81%D8%B8"

#: An article with a day.
DATED = {"id": "a", "body": "خبر", "published": "2018-01-01"}


@pytest.fixture
def shown(app, searcher):
    """Return a function that shows the page of a request, with some of its values changed."""

    def show(request, **changes):
        with app.test_request_context():
            return results_page(replace(searcher.search(request), **changes))

    return show


def test_home_shows_the_archive(client, searcher):
    """Size, span, the number of sources and the latest articles."""
    response, archive = client.get("/"), searcher.archive()
    assert response.status_code == 200
    assert number(archive.index.articles) in text_of(response)
    assert long_date(archive.first) in text_of(response)
    assert long_date(archive.last) in text_of(response)
    assert number(len(archive.counts("source"))) in text_of(response)
    assert searcher.search(Request()).hits[0].title.text in text_of(response)


@pytest.mark.parametrize("page", ["/", "/help"])
def test_every_example_finds_something(client, page):
    """An example that finds nothing teaches nothing."""
    examples = [link for link in links_of(client.get(page)) if link.startswith("/search?q=")]
    assert len(examples) >= 3
    for example in examples:
        if example != KEYBOARD:
            assert "لا نتائج" not in text_of(client.get(example)), example


@pytest.mark.parametrize(
    ("example", "said"),
    [
        pytest.param(
            KEYBOARD, "كأن ما كُتب بلوحة مفاتيح أخرى، فهذه نتائج « اسعار النفط »", id="keyboard"
        ),
        pytest.param(MISTYPED, "لم نجد ما كُتب، فهذه نتائج « أسعار النفط »", id="spelling"),
    ],
)
def test_examples_of_slips_are_repaired(client, example, said):
    """The examples of the help page show what was meant, and lead to what was typed."""
    assert example in links_of(client.get("/help"))
    response = client.get(example)
    assert said in text_of(response)
    (literal,) = [link for link in links_of(response) if link == f"{example}&literal=1"]
    assert said not in text_of(client.get(literal))


def test_results_say_what_was_understood(client, searcher):
    """The count in the right plural, whole words marked."""
    response = client.get("/search?q=نفط")
    count = counted(searcher.search(Request(text="نفط")).total, "result")
    assert f'<div role="status"><h1>{count}</h1>' in response.text
    assert "<mark>النفط</mark>" in response.text
    assert f"<title>نفط: {count} - اقتصاد</title>" in response.text


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        pytest.param("نفط", None, id="as typed"),
        pytest.param("(نفط", "نفط", id="mended"),
        pytest.param("عنوان:نفط", "في العنوان: نفط", id="field"),
        pytest.param("نفط -غاز", "بلا: غاز", id="operator"),
    ],
)
def test_what_was_read_is_said_where_it_differs(client, typed, read):
    """One word that was read as it was typed needs no echo; everything else has chips."""
    page = client.get("/search", query_string={"q": typed})
    chips = re.findall('<li class="w">.*?<bdi>(.*?)</bdi>', page.text)
    assert (read in chips) if read else not chips


def test_of_two_words_most_is_one(client_of):
    """Of more words an article may have most."""
    client = client_of("أسعار النفط", "سوق الذهب", "إنتاج النفط والذهب في الخليج")
    assert "ومقالان فيها إحدى الكلمتين" in text_of(client.get("/search?q=نفط ذهب"))
    assert "فيها أكثر كلماتك" in text_of(client.get("/search?q=نفط ذهب خليج"))
    english = text_of(client.get("/search?q=نفط ذهب&lang=en"))
    assert "and 2 articles with one of your two words" in english


@pytest.mark.parametrize("asked", ["q=تاريخ:2099", "from=2099", "q=شركة:نارنيا"])
def test_days_that_find_nothing_are_told_those_of_the_archive(client_of, asked):
    """Nothing was tried with words where none was typed."""
    client = client_of(
        {"body": "نفط", "published": "2013-11-27"}, {"body": "ذهب", "published": "2018-10-20"}
    )
    said = text_of(client.get(f"/search?{asked}"))
    assert "الأرشيف من 27 نوفمبر 2013 إلى 20 أكتوبر 2018" in said
    assert "وما جرّبناه" not in said
    assert "وما جرّبناه" in text_of(client.get("/search?q=زرافة"))


def test_an_unknown_name_may_be_looked_for_in_the_text(client_of):
    """The way out says what it looks for."""
    client = client_of("شركة نارنيا للنقل تربح")
    assert "ابحث عن «نارنيا» في النص" in text_of(client.get("/search?q=شركة:نارنيا"))


def test_copies_are_counted_not_listed(client):
    """Identical copies take one row."""
    assert "ونسخة مطابقة" in text_of(client.get("/search?q=إيفر غيفن"))


def test_under_an_article_stands_what_it_does_not_hold(client_of):
    """The count is of those with all words; the others say which word is not in them."""
    client = client_of("أسعار النفط والغاز", "أسعار الغاز والنفط اليوم", "أسعار النفط")
    said = text_of(client.get("/search?q=أسعار النفط والغاز"))
    assert "نتيجتان" in said
    assert said.count("بلا: والغاز") == 1


def test_without_an_article_of_all_words_the_page_says_so(client):
    """The page says so, and beside each article which words it lacks."""
    page = client.get("/search?q=نفط سياحة بيتزا")
    assert "لا مقال يضم كل كلماتك" in text_of(page)
    assert page.text.count('class="lack"') == page.text.count('<article class="hit">') > 0


def test_without_a_query_all_articles_are_listed_newest_first(client, searcher):
    """Without a query all articles are listed, newest first."""
    said, page = text_of(client.get("/search?q=")), searcher.search(Request(sort=Sort.NEWEST))
    assert counted(page.index.articles, "result") in said
    places = [said.index(hit.title.text) for hit in page.hits]
    assert places == sorted(places)


def test_pages_are_counted_in_words_and_keep_the_request(client):
    """Before, after, and where one stands; nothing of the query is lost on the way."""
    response = client.get("/search?q=مليار&size=5&page=2&from=2015")
    assert "الصفحة 2 من" in text_of(response)
    nearby = [link for link in links_of(response) if "size=5" in link and "sort" not in link]
    assert "/search?q=%D9%85%D9%84%D9%8A%D8%A7%D8%B1&from=2015-01-01&size=5" in nearby
    assert "/search?q=%D9%85%D9%84%D9%8A%D8%A7%D8%B1&from=2015-01-01&page=3&size=5" in nearby


def test_a_page_past_the_end_still_counts(client, searcher):
    """An old link to page 900 shows how much there is."""
    response = client.get("/search?page=900")
    assert response.status_code == 200
    assert counted(searcher.search(Request()).total, "result") in text_of(response)


def test_filters_are_shown_and_can_be_taken_away(client):
    """An active filter is shown, is checked in the form, and has a link that removes it."""
    response = client.get("/search?source=مكتب دبي&from=2016&exact=1&q=مليار")
    said = text_of(response)
    assert "أزل القيد: المصدر: مكتب دبي" in said
    assert "أزل القيد: من 1 يناير 2016" in said
    assert re.search('value="مكتب دبي" checked', response.text)
    assert 'value="2016-01-01"' in response.text
    assert "/search?q=%D9%85%D9%84%D9%8A%D8%A7%D8%B1&from=2016-01-01&exact=1" in links_of(response)


IMF = Expansion(typed="IMF", others=("صندوق النقد الدولي", "صندوق النقد"))
OIL = Expansion(typed="نفط", others=("بترول",))


def test_other_names_that_were_looked_for_are_said(shown):
    """In one line, with a link that leaves out each, and one for all; the rest is kept."""
    page = shown(
        Request(text="IMF", filters=Filters().add(Label("source", "مكتب دبي"))),
        expansions=(IMF,),
    )
    assert "وشملنا: صندوق النقد الدولي ، صندوق النقد ومرادفان" in said_in(page)
    assert said_in(page).count("من دون المرادفات") == 2  # the link, and the box in the form
    source = "%D9%85%D9%83%D8%AA%D8%A8+%D8%AF%D8%A8%D9%8A"
    assert f"/search?q=IMF&source={source}&syn=0" in links_in(page)
    fund = "%D8%B5%D9%86%D8%AF%D9%88%D9%82+%D8%A7%D9%84%D9%86%D9%82%D8%AF"
    assert f"/search?q=IMF&source={source}&not_name={fund}" in links_in(page)
    assert "من دون: صندوق النقد من" in said_in(page)


def test_other_names_of_several_words_stand_in_one_line(shown):
    """The link to leave them all out is there once."""
    page = shown(Request(text="قرض IMF نفط"), expansions=(IMF, OIL))
    assert "وشملنا: صندوق النقد الدولي ، صندوق النقد ، بترول" in said_in(page)
    assert len([link for link in links_in(page) if "syn=0" in link]) == 1
    assert page.count('class="also"') == 1


def test_without_other_names_there_is_no_line(shown):
    """Most queries have no other names."""
    assert 'class="also"' not in shown(Request(text="نفط"), expansions=())


def test_synonyms_that_are_off_stay_off_until_brought_back(client):
    """In every link, in the form, and as a chip that switches them on again."""
    response = client.get("/search?q=مليار&syn=0&size=5&page=2")
    assert "أزل القيد: من دون المرادفات" in text_of(response)
    assert 'name="syn" value="0" checked' in response.text
    links = [link for link in links_of(response) if "q=" in link]
    back = "/search?q=%D9%85%D9%84%D9%8A%D8%A7%D8%B1&size=5"
    assert [link for link in links if "syn=0" not in link] == [back]
    assert any(link.startswith("/article/") for link in links)
    assert 'name="syn" value="0">' in client.get("/search?q=مليار").text


@pytest.mark.parametrize(
    ("kind", "said"),
    [
        pytest.param("spelling", "هل تقصد: أسعار النفط ؟ 979 نتيجة", id="spelling"),
        pytest.param("layout", "أكنت تكتب بلوحة مفاتيح أخرى؟ أسعار النفط 979 نتيجة", id="keyboard"),
    ],
)
@pytest.mark.parametrize(
    ("typed", "follows"),
    [
        pytest.param("أسعار", '<article class="hit">', id="above the results"),
        pytest.param("xyzzy", 'id="tried"', id="empty"),
    ],
)
def test_what_may_have_been_meant_is_one_click_away(shown, typed, follows, kind, said):
    """Before the results, or where there are none; what was typed stays in the box."""
    meant = Suggestion(kind=kind, request=Request(text="أسعار النفط"), total=979)
    page = shown(Request(text=typed), suggestions=(meant,))
    assert said in said_in(page)
    address = "/search?q=%D8%A3%D8%B3%D8%B9%D8%A7%D8%B1+%D8%A7%D9%84%D9%86%D9%81%D8%B7"
    assert address in links_in(page)
    assert f'value="{typed}"' in page
    assert page.index('class="meant"') < page.index(follows)


def test_a_suggestion_keeps_the_filters_it_was_made_with(shown):
    """It corrects the words, not the rest of what was asked."""
    asked = Request(text="نفت", exact=True, synonyms=False, window=Window(size=5))
    meant = Suggestion(kind="spelling", request=replace(asked, text="نفط"), total=2)
    page = shown(asked, suggestions=(meant,))
    assert "/search?q=%D9%86%D9%81%D8%B7&exact=1&syn=0&size=5" in links_in(page)
    assert "نتيجتان" in said_in(page)


def test_names_and_suggestions_are_text_too(shown):
    """Whatever a table or an article holds is escaped, and dates keep their order."""
    bad = '<b title="x">&'
    page = shown(
        Request(text="نفط"),
        expansions=(Expansion(typed=bad, others=(bad,)), OIL),
        suggestions=(
            Suggestion(kind="spelling", request=Request(text=f"{bad} تاريخ:2015..2016"), total=1),
        ),
    )
    assert "<b title" not in page
    assert page.count("&lt;b title=&#34;x&#34;&gt;&amp;") == 3
    assert "تاريخ:<bdi>2015..2016</bdi>" in page


def test_an_empty_result_offers_wider_ones(client):
    """Each with its count; the latest news never stand in for results."""
    response = client.get('/search?q="نفط بيتزا" سياحة')
    assert "لا نتائج" in text_of(response)
    assert re.search(r'أيٌّ منها يكفي \d+ نت\w+ "نفط بيتزا" أو سياحة', text_of(response))
    assert '<article class="hit">' not in response.text


def test_an_empty_result_without_synonyms_offers_them(client):
    """Without synonyms an empty result offers the search with them."""
    response = client.get("/search?q=IMF&syn=0")
    assert "لا نتائج" in text_of(response)
    assert re.search(r"مع المرادفات \d+ نتائج", text_of(response))
    assert "/search?q=IMF" in links_of(response)


def test_an_empty_result_without_a_wider_one_still_helps(client):
    """Spelling, keyboard, other words."""
    said = text_of(client.get("/search?q=xyzzy"))
    assert "ولا ما هو أوسع منه" in said
    assert "لوحة المفاتيح" in said


@pytest.mark.parametrize(
    ("query", "note"),
    [
        pytest.param("نفط " * 200, "فأُخذ أوله", id="too long"),
        pytest.param("؟؟", "ليس في ما كتبته كلمات", id="no words"),
        pytest.param("ما أثر هبوط أسعار النفط على موازنة دول الخليج", "سؤال طويل", id="question"),
    ],
)
def test_what_was_changed_on_the_way_is_said(client, query, note):
    """A note says what was changed; the status is 200."""
    response = client.get("/search", query_string={"q": query})
    assert response.status_code == 200
    assert note in text_of(response)


def test_an_article_keeps_the_words_and_the_way_back(client):
    """From the list to the article and back to the same list."""
    hit = next(link for link in links_of(client.get("/search?q=نفط&size=2")) if "/article" in link)
    response = client.get(hit)
    assert response.status_code == 200
    assert '<mark id="m1">' in response.text
    assert "/search?q=%D9%86%D9%81%D8%B7&size=2" in links_of(response)


def test_an_article_keeps_the_names_that_were_excluded(client_of):
    """An excluded name is not highlighted either, and the way back excludes it too."""
    client = client_of("قدّم IMF قرضا. وقال صندوق النقد الدولي إنه كبير.")
    query = "q=IMF&not_name=صندوق النقد الدولي&not_name=صندوق النقد"
    named, page = client.get("/article/0?q=IMF"), client.get(f"/article/0?{query}")
    assert set(re.findall("<mark[^>]*>([^<]*)", named.text)) == {"IMF", "صندوق", "النقد", "الدولي"}
    assert set(re.findall("<mark[^>]*>([^<]*)", page.text)) == {"IMF"}
    back = next(link for link in links_of(page) if link.startswith("/search?q=IMF"))
    assert client.get(f"/api/v1{back}").json["query"]["not_name"] == query.split("&not_name=")[1:]


def test_what_a_source_repeats_is_folded(client_of):
    """Under the text, in the language of the page."""
    notice = "يمكنكم متابعة أهم أخبار النفط بعد تنزيل أحدث نسخة من تطبيقنا."
    client = client_of(
        *(
            {
                "id": f"n{n}",
                "source": "الأفق",
                "body": f"خبر طويل عن المصنع {n}\nوزاد الطلب عليه {n}\n{notice}",
            }
            for n in range(6)
        )
    )
    page = client.get("/article/n5").text
    text, folded = page.partition("<article>")[2].split("<details", 1)
    assert notice not in text
    assert notice in folded.partition("</details>")[0]
    assert "فقرات تتكرر في مقالات هذا المصدر" in folded
    assert "Paragraphs repeated in" in client.get("/article/n5?lang=en").text
    assert "<details" not in client.get("/article/n0").text
    assert client.get("/article/n5.json").json["body"].endswith(notice)


def test_an_article_opened_by_its_address_has_no_way_back(client):
    """Without a query there is no link back to results and nothing is highlighted."""
    response = client.get("/article/imf-2016-11-egypt")
    assert "<mark>" not in response.text
    assert "عودة إلى النتائج" not in response.text
    assert 'rel="noopener external"' in response.text


def test_what_was_printed_is_never_read_as_html(client_of):
    """Titles, texts, sources and queries are text."""
    bad = "<script>alert(1)</script>"
    # Markup itself goes when an article is read, also where it is escaped once.
    said = "&amp;lt;script&amp;gt;alert(1)&amp;lt;/script&amp;gt;"
    client = client_of(
        {"id": "x", "title": f"نفط {said}", "body": f"نفط {said}", "source": said, "section": said}
    )
    for page in ("/", "/article/x?q=نفط", f"/search?q=نفط {bad}", f"/search?from={bad}&q={bad}"):
        response = client.get(page)
        assert "<script>" not in response.text, page
        assert "&lt;script&gt;" in response.text, page


def test_an_address_that_is_no_web_address_is_no_link(client_of):
    """What browsers and others read differently is shown as text, and in no data of a page."""
    client = client_of({"id": "x", "body": "نص", "url": r"http://evil.example\@good.example/"})
    page = client.get("/article/x")
    assert not [link for link in links_of(page) if "good.example" in link]
    assert page.text.count("good.example") == 1
    assert r"<bdi>http://evil.example\@good.example/</bdi>" in page.text


def test_an_article_without_title_and_date_is_shown_by_its_first_words(client_of):
    """Many articles of a real archive have neither."""
    client = client_of("ارتفعت أسعار النفط اليوم")
    for page in ("/search?q=نفط", "/article/0"):
        said = text_of(client.get(page))
        assert "النفط اليوم…" in said.replace(" …", "…")
        assert "بلا تاريخ" in said


def test_the_box_keeps_what_was_typed(client):
    """Quotes and angle brackets included."""
    response = client.get("/search", query_string={"q": "\"نفط\" <غاز> & 'ذهب'"})
    value = re.search('name="q"[^>]* value="([^"]*)"', response.text)[1]
    assert html.unescape(value) == "\"نفط\" <غاز> & 'ذهب'"


@pytest.mark.parametrize(
    ("path", "answer"),
    [pytest.param("/healthz", "ok", id="alive"), pytest.param("/readyz", "ready", id="ready")],
)
def test_a_monitor_gets_one_word(client, path, answer):
    """The answers are plain text and are never cached."""
    response = client.get(path)
    assert (response.status_code, response.text.strip()) == (200, answer)
    assert response.headers["Cache-Control"] == "no-store"


def test_without_an_index_the_process_lives_but_is_not_ready(client_without_index):
    """A balancer waits; it does not restart the server."""
    assert client_without_index.get("/healthz").status_code == 200
    assert client_without_index.get("/readyz").status_code == 503


def test_parts_of_a_query_are_chips(client):
    """Each can be taken out."""
    page = client.get("/search?q=النفط -الغاز عنوان:أوبك")
    assert page.text.count('<li class="w">') == 3


def test_near_duplicates_are_folded_and_can_be_seen(client_of):
    """One line, a link to the others, all of them on demand."""
    story = " ".join(f"كلمة{n} النفط سعر{n}" for n in range(40))
    client = client_of(
        {"id": "a", "body": story, "published": "2023-01-01"},
        {"id": "b", "body": story + " اليوم", "published": "2023-01-02"},
        {"id": "c", "body": "النفط وحده"},
    )
    page = client.get("/search?q=النفط")
    assert "ونسخة قريبة" in text_of(page)
    assert page.text.count('<article class="hit">') == 2
    assert client.get("/search?q=النفط&group=0").text.count('<article class="hit">') == 3
    assert "/article/b" in " ".join(links_of(client.get("/article/a")))


def test_the_name_of_a_source_offers_its_articles(client_of):
    """A link replaces the words by the filter."""
    client = client_of({"id": "a", "body": "نص", "source": "رويترز"}, {"id": "b", "body": "رويترز"})
    assert any(
        "source=" in link and "q=" not in link for link in links_of(client.get("/search?q=رويترز"))
    )


def test_an_article_stands_among_others(client):
    """Its neighbours in the result, what is about the same, and how to cite it."""
    page = client.get("/article/imf-2016-11-egypt?q=صندوق النقد")
    assert "في الموضوع نفسه" in text_of(page)
    assert "للاستشهاد" in text_of(page)
    assert 'rel="prev"' in page.text or 'rel="next"' in page.text


def test_home_leads_to_the_last_days_of_the_archive(client):
    """A week, a month, a year, each with articles."""
    links = [link for link in links_of(client.get("/")) if link.startswith("/search?from=")]
    assert len(links) >= 3
    for link in links[:3]:
        assert '<article class="hit">' in client.get(link).text


@pytest.fixture
def front_of(client_of):
    """Return a function: a client of a year of quiet news and a week with some stories."""
    year = quiet(3, LAST - timedelta(20))
    return lambda *stories: client_of(*year, *a_week(), *stories)


def test_home_tells_the_stories_of_the_last_days(front_of):
    """The days, the sources and articles of each, who was first, and how others wrote it."""
    client = front_of(*told(PORT), *news_of("الكافيار"))
    page = client.get("/")
    said = text_of(page)
    assert "الأكثر تغطية" in said
    assert span(LAST - timedelta(6), LAST) in said
    assert "3 مصادر · 3 مقالات · أول من كتب: النهار" in said
    assert all(title in said for _, _, title, _ in PORT)
    assert '<svg class="spark"' in page.text


def test_home_links_what_rises_to_its_articles(front_of):
    """Each with its number in the week, which is what its link finds, and the usual one."""
    client = front_of(*news_of("الكافيار"))
    said = text_of(client.get("/"))
    assert "الكافيار 8 المعتاد : 0" in said.replace("المعتاد:", "المعتاد :")
    links = links_of(client.get("/"))
    link = next(each for each in links if "from=2018-10-14" in each and "q=" in each)
    assert counted(8, "result") in text_of(client.get(link))
    assert 'id="rising"' in client.get("/about").text


@pytest.mark.parametrize(
    "articles", [pytest.param(["خبر"], id="undated"), pytest.param([DATED], id="one")]
)
def test_home_without_news_has_no_empty_headings(client_of, articles):
    """An archive of a single article has neither stories nor rising words nor names."""
    page = client_of(*articles).get("/")
    assert page.status_code == 200
    for heading in ("الأكثر تغطية", "كلمات صاعدة", "أبواب الأسماء"):
        assert heading not in text_of(page)


def test_an_article_says_who_said_what(client_of):
    """Each quotation with its speaker and a link to its paragraph."""
    body = "هبط النفط.\n\nوقال الوزير: «لا تقرأ السوق سعرا بل صبر المنتجين»."
    page = client_of({"id": "a", "body": body}).get("/article/a")
    assert "من قال لا تقرأ السوق سعرا بل صبر المنتجين الوزير · في النص" in text_of(page)
    assert 'href="#p2"' in page.text
    assert '<p id="p2">' in page.text


def test_sources_and_sections_lead_to_their_articles(client):
    """The page lists them with counts and links."""
    page = client.get("/sources")
    link = next(link for link in links_of(page) if "source=" in link)
    assert client.get(link).status_code == 200
    assert "section=" in " ".join(links_of(page))


def test_what_this_is(client):
    """The page gives the licence and explains the ranking."""
    said = text_of(client.get("/about"))
    assert "GPL-3.0-or-later" in said
    assert "كيف يرتّب" in said


def test_sources_without_dates_have_no_days(client_of):
    """An archive of which nothing is dated is listed as any other."""
    page = client_of({"id": "a", "body": "النفط", "source": "الأفق"}).get("/sources")
    assert page.status_code == 200
    assert "الأفق" in text_of(page)


@pytest.mark.parametrize("year", ["9" * 5000, "٩" * 12, "-1", "0", "x", "2016.5"])
@pytest.mark.parametrize(
    "path", ["/search?q=نفط&year=", "/article/none?not_year=", "/trends?year="]
)
def test_a_year_may_be_anything(client, path, year):
    """What is no year is the year of no article."""
    assert client.get(path + year).status_code in (200, 404, 414)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        pytest.param("مبلغ:>1e99", True, id="no number"),
        pytest.param("نسبة:-3%", True, id="below nothing"),
        pytest.param("مبلغ:>1 مليار دولار", False, id="understood"),
        pytest.param("نسبة: الفائدة", False, id="a word"),
    ],
)
def test_a_limit_that_is_not_understood_is_said(client, typed, said):
    """It is searched for as words, and the reader knows."""
    page = client.get("/search", query_string={"q": typed})
    assert ("ليس مبلغًا نفهمه" in text_of(page)) is said


def test_a_name_that_too_many_share_is_explained(client):
    """Nothing is found, and the page says what to do."""
    assert "زده كلمة" in client.get("/search", query_string={"q": "شركة:البنك"}).text
    assert "زده كلمة" not in client.get("/search", query_string={"q": "شركة:أرامكو"}).text


#: What the switch of the order says.
BY_WORDS, BY_MEANING = "بالكلمات", "بالكلمات والمعنى"


def switch_of(response):
    """Return the HTML of the switch between words alone and meaning, "" where there is none."""
    return "".join(re.findall(r'<div class="row way">.*?</div>', response.text))


@pytest.mark.usefixtures("with_vectors")
def test_the_best_can_be_ordered_by_meaning_too(client):
    """A switch of two links beside the orders: the chosen one is marked and explained."""
    words = switch_of(client.get("/search?q=مليار&page=2"))
    assert re.search(f'aria-current="true">{BY_WORDS}<', words)
    assert re.search(f'title="يرتّب أول 30 نتيجة [^"]*">{BY_MEANING}<', words)
    assert "<small" not in words
    address = links_in(words)[1]
    assert address == "/search?q=%D9%85%D9%84%D9%8A%D8%A7%D8%B1&meaning=1"
    meaning = switch_of(client.get(address))
    assert re.search(f'aria-current="true" aria-describedby="does">{BY_MEANING}<', meaning)
    assert 'id="does">يرتّب أول 30 نتيجة بقرب معناها' in meaning
    assert "title=" not in meaning
    assert links_in(meaning) == [address.removesuffix("&meaning=1"), address]


@pytest.mark.usefixtures("with_vectors")
@pytest.mark.parametrize(
    ("preferences", "said"),
    [
        pytest.param("lang=en", "by words and meaning Reorders the first 30 results", id="English"),
        pytest.param("digits=arab", "يرتّب أول ٣٠ نتيجة", id="other digits"),
    ],
)
def test_the_switch_speaks_as_its_reader_does(client, preferences, said):
    """In both languages, in the digits chosen."""
    assert said in said_in(switch_of(client.get(f"/search?q=مليار&meaning=1&{preferences}")))


@pytest.mark.usefixtures("with_vectors")
@pytest.mark.parametrize(
    "query",
    [
        pytest.param("q=مليار&sort=newest&meaning=1", id="by date"),
        pytest.param("", id="the archive"),
        pytest.param("q=زقزقة&meaning=1", id="nothing found"),
    ],
)
def test_where_meaning_orders_nothing_there_is_no_switch(client, query):
    """The order by date is the same either way."""
    assert not switch_of(client.get(f"/search?{query}"))


def test_without_vectors_there_is_no_switch(client):
    """Who follows an old address to an index without them still gets the page."""
    response = client.get("/search?q=مليار&meaning=1")
    assert response.status_code == 200
    assert not switch_of(response)


def test_the_order_by_meaning_is_kept_in_all_links_of_the_list(client):
    """Pages, orders, filters, chips, bars, files and articles; a feed is by date."""
    response = client.get("/search?q=مليار ريال&meaning=1&size=5&page=2&from=2014")
    links = [link for link in links_of(response) if "q=" in link]
    assert len(links) > 20
    assert {link for link in links if "meaning=1" not in link} == {
        link for link in links if link.startswith("/search.atom")
    }
    for kind in ("/search.csv", "/search.jsonl", "/article/", "/trends", "/search?"):
        assert any(link.startswith(kind) for link in links), kind
    assert '<input form="search" type="hidden" name="meaning" value="1">' in response.text
    assert 'name="meaning"' not in client.get("/search?q=مليار").text
    article = client.get(next(link for link in links if link.startswith("/article/")))
    around = [link for link in links_of(article) if "q=" in link and "size=5" in link]
    assert len(around) >= 2  # the list, and a neighbour in it
    assert all("meaning=1" in link for link in around)


@pytest.mark.parametrize(
    ("note", "lang", "said"),
    [
        pytest.param("no-meaning", "ar", "غير متاح هنا الآن، فالترتيب بالكلمات وحدها", id="none"),
        pytest.param("no-meaning", "en", "not available here now", id="none, in English"),
        pytest.param("embedding", "ar", "لم تُحسب متجهات بعض أول النتائج", id="some"),
        pytest.param("embedding", "en", "first results have no vectors yet", id="some, in English"),
    ],
)
def test_what_meaning_lacks_is_said(app, searcher, note, lang, said):
    """Among the notes of the page."""
    page = searcher.search(Request(text="نفط", meaning=True))
    with app.test_request_context(f"/?lang={lang}"):
        shown = results_page(replace(page, notes=(note,)))
    assert re.search(f'<p class="note">[^<]*{said}', shown)


def test_the_help_tells_of_meaning_whatever_this_index_has(client):
    """It is an offer of the operator, and the page says so."""
    assert "إن أتاحه مشغّل الموقع" in text_of(client.get("/help"))
    assert "first 30 results" in text_of(client.get("/help?lang=en"))


@pytest.mark.usefixtures("with_newest_vectors")
@pytest.mark.parametrize(
    ("query", "is_told"),
    [
        pytest.param("q=نفط", True, id="words"),
        pytest.param("q=-نفط", False, id="nothing to be near to"),
        pytest.param("q=مصدر:سوق", False, id="a label"),
        pytest.param("q=نفط&sort=newest", False, id="by date"),
        pytest.param("country=مصر", False, id="filters alone"),
    ],
)
def test_what_has_no_vector_yet_is_told_where_it_matters(client, query, is_told):
    """Where there is a question, and articles without a vector are among the first."""
    response = client.get(f"/search?{query}&meaning=1")
    assert ("لم تُحسب متجهات بعض أول النتائج" in response.text) == is_told
    assert (response.headers["Cache-Control"] == "no-store") == is_told


@pytest.mark.usefixtures("with_vectors")
@pytest.mark.parametrize("size", [7, 10, 30])
def test_a_list_by_meaning_is_one_list_on_all_its_pages(client, size):
    """By numbers and by cursors: no article twice, none left out, and nothing has moved."""

    def leafed(address):
        while address:
            page = client.get(address).json
            assert "moved" not in page["notes"]
            yield from (hit["id"] for hit in page["results"])
            address = page["next"]

    begin = "/api/v1/search?q=النفط أو السوق أو أسعار&meaning=1"
    whole = [hit["id"] for hit in client.get(f"{begin}&size=50").json["results"]]
    assert len(whole) > 35
    assert list(leafed(f"{begin}&size={size}"))[:50] == whole
    numbered = [
        hit["id"]
        for page in range(1, 1 + -(-len(whole) // size))
        for hit in client.get(f"{begin}&size={size}&page={page}").json["results"]
    ]
    assert numbered[: len(whole)] == whole
    by_words = client.get(begin.replace("&meaning=1", "&size=50")).json["results"]
    assert sorted(whole[:30]) == sorted(hit["id"] for hit in by_words[:30])
    assert whole[30:] == [hit["id"] for hit in by_words[30:]]
    assert whole[:30] != [hit["id"] for hit in by_words[:30]]
