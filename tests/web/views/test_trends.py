"""Queries over time: the page, the picture, the frame, the file."""

import re
from html import unescape
from urllib.parse import parse_qs, unquote, urlsplit
from xml.etree import ElementTree as ET

import pytest

from tests.web.reading import links_of, rows_of, text_of
from tests.web.views.test_comparison import daily

SVG = "{http://www.w3.org/2000/svg}"
#: What an address may ask for that is nothing, too much or noise.
ODD = [
    pytest.param("", id="nothing"),
    pytest.param("q=", id="blank"),
    pytest.param("q=زقزقة", id="not-found"),
    pytest.param("q=" + "&q=".join("ابتثجحخ"), id="too-many"),
    pytest.param("q=النفط&unit=century&as=x", id="unknown-ways"),
    pytest.param("q=النفط&from=2016-11-03&to=2016-11-03", id="one-day"),
    pytest.param("q=النفط&unit=day", id="many-days"),
    pytest.param("q=النفط&q=النفط&q=النفط&q=النفط", id="the-same-four-times"),
    pytest.param("q=%FF%00&q=)(&q=<script>&q=%26amp;", id="noise"),
]


def test_queries_stand_side_by_side(client):
    """Each has a line, a column, and a link to its articles in each bar."""
    page = client.get("/trends?q=النفط&q=الدولار")
    assert page.text.count('<path class="line') == 2
    (first, *_) = (link for link in links_of(page) if "from=" in link and "/search" in link)
    assert client.get(f"/api/v1{first}").json["complete"]
    assert "من اليسار إلى اليمين" in page.text


def test_the_table_is_the_file(client):
    """Page and file have the same numbers; the file says what the archive holds, too."""
    page = client.get("/trends?q=النفط&unit=year&source=مكتب+دبي")
    names, *rows = rows_of(client.get("/trends.csv?q=النفط&unit=year&source=مكتب+دبي"))
    assert names == ["من يوم", "إلى يوم", "كل المقالات", "النفط", "النفط (النصيب)", "في الأرشيف"]
    shown = re.findall(r"<th scope=\"row\">(\d{4})</th><td>(?:<a[^>]*>)?(\d+)", page.text)
    assert [(since[:4], count) for since, _, _, count, *_ in rows] == shown
    assert sum(int(count) for _, _, _, count, *_ in rows) > 1
    for _, _, passing, count, share, archive in rows:
        assert int(archive) >= int(passing) >= int(count)
        assert float(share) == pytest.approx(int(count) / max(int(passing), 1), rel=1e-5)


def test_all_articles_are_told_once_where_nothing_is_filtered(client):
    """The archive's own stand beside them only where they are others."""
    names, *rows = rows_of(client.get("/trends.csv?q=النفط&unit=year"))
    assert names == ["من يوم", "إلى يوم", "كل المقالات", "النفط", "النفط (النصيب)"]
    assert {len(row) for row in rows} == {len(names)}
    for query, columns in (("", 0), ("&source=مكتب+دبي", 1)):
        page = client.get(f"/trends?q=النفط&unit=year{query}").text
        assert page.count('<th scope="col">كل المقالات</th>') == 1
        assert page.count('<th scope="col">في الأرشيف</th>') == columns


@pytest.mark.parametrize(
    ("query", "name"),
    [
        pytest.param("q=نفط&q=ذهب", "trends-نفط-ذهب", id="two"),
        pytest.param('q="أسعار النفط"', "trends-أسعار-النفط", id="phrase"),
        pytest.param("", "trends", id="nothing"),
    ],
)
@pytest.mark.parametrize(("kind", "way"), [("svg", "inline"), ("csv", "attachment")])
def test_files_are_named_after_their_queries(client, query, name, kind, way):
    """As those of a search are; programs that read ASCII only get a plain name."""
    described = client.get(f"/trends.{kind}?{query}").headers["Content-Disposition"]
    assert described.startswith(f"{way}; filename=trends.{kind}; filename*=UTF-8''")
    assert unquote(described.partition("''")[2]) == f"{name}.{kind}"


def test_what_finds_nothing_has_no_first_mention(client_of):
    """Articles that have most of its words do not count."""
    body = "أسعار النفط ترتفع في الأسواق العالمية"
    articles = ({"id": str(n), "body": f"{body} {n}", "published": "2018-03-01"} for n in range(9))
    page = client_of(*articles).get("/trends?q=أسعار النفط ترتفع زقزقة")
    (row,) = re.findall(r'<tr><th scope="row"><a.*?</tr>', page.text)
    assert '<td class="n">0</td>' in row
    assert row.endswith("<td>-</td></tr>")


def test_what_the_chart_leaves_out_is_told(client_of):
    """How many articles of each query are before and after it, and where they are."""
    early = {"id": "early", "title": "قديم", "body": "النفط", "published": "2018-03-01"}
    late = {"id": "late", "title": "جديد", "body": "ذهب", "published": "2018-03-07"}
    client = client_of(*daily([25, 30]), early, late)
    page = client.get("/trends?q=النفط&q=ذهب&unit=day")
    assert "قبل 3 مارس 2018: النفط مقال واحد" in " ".join(text_of(page).split())
    assert "بعد 4 مارس 2018: ذهب مقال واحد" in " ".join(text_of(page).split())
    ends = re.findall(r'(?:قبل|بعد) [^:<]*: <a href="([^"]+)"', page.text)
    assert [client.get(f"/api/v1{unescape(end)}").json["complete"] for end in ends] == [1, 1]
    whole = client_of(*daily([25, 30])).get("/trends?q=النفط&unit=day")
    assert not re.search(r"(?:قبل|بعد) \d", text_of(whole))


def test_each_free_box_says_what_to_type(client):
    """The fourth too."""
    for query, free in (("", 4), ("q=نفط", 3), ("q=نفط&q=ذهب&q=قمح", 1)):
        assert client.get(f"/trends?{query}").text.count(' placeholder="') - 1 == free


def test_shares_are_of_all_that_was_printed(client_of):
    """No share is above 100 %."""
    client = client_of(*daily([25, 40]), {"id": "x", "body": "ذهب", "published": "2018-03-04"})
    page = client.get("/trends?q=النفط&as=share&unit=day")
    shares = [float(each) for each in re.findall(r"<small>([\d.]+)%</small>", page.text)]
    assert shares == [100, 98]


@pytest.mark.parametrize("query", ODD)
@pytest.mark.parametrize("path", ["/trends", "/trends.csv", "/trends.svg", "/trends/embed"])
def test_nothing_asked_is_an_error(client, path, query):
    """Whatever is asked, page, file, picture and frame answer."""
    assert client.get(f"{path}?{query}").status_code == 200


@pytest.mark.parametrize("query", ODD)
@pytest.mark.parametrize("lang", ["ar", "en"])
def test_the_picture_is_xml_that_needs_nothing_else(client, query, lang):
    """It has its size, its own colours, a title, and loads nothing from anywhere."""
    picture = client.get(f"/trends.svg?{query}&lang={lang}")
    assert picture.content_type == "image/svg+xml; charset=utf-8"
    assert picture.headers["Content-Disposition"].startswith("inline; filename=trends.svg; ")
    root = ET.fromstring(picture.data)  # noqa: S314  our own
    assert (root.tag, root.get("width"), root.get("viewBox")) == (f"{SVG}svg", "960", "0 0 960 540")
    assert root.find(f"{SVG}title").text
    attributes = {name for element in root.iter() for name in element.keys()}  # noqa: SIM118
    assert not attributes & {"style", "class", "direction"}
    assert {element.tag.removeprefix(SVG) for element in root.iter()} <= {
        "svg", "title", "desc", "rect", "text", "line", "path", "a",
    }  # fmt: skip


def test_the_picture_tells_what_and_where_from(client):
    """Queries, filters, time, credit with the day and the address; four lines with four dashes."""
    address = "/trends.svg?q=النفط&q=الدولار&q=الذهب&q=الفائدة&from=2015"
    root = ET.fromstring(client.get(address).data)  # noqa: S314  our own
    texts = [re.sub("[\u2066-\u2069]", "", each.text) for each in root.iter(f"{SVG}text")]
    for query in ("النفط", "الدولار", "الذهب", "الفائدة"):
        assert texts.count(query) == 2
    assert any("من 1 يناير 2015" in text for text in texts)
    assert re.fullmatch(r"اقتصاد، \d+ \S+ \d{4}، localhost/trends", texts[-1])
    paths = list(root.iter(f"{SVG}path"))
    assert len({path.get("stroke-dasharray") for path in paths}) == len(paths) == 4
    assert len({path.get("stroke") for path in paths}) == 4
    link = parse_qs(urlsplit(next(root.iter(f"{SVG}a")).get("href")).query)
    assert link == {"q": ["النفط", "الدولار", "الذهب", "الفائدة"], "from": ["2015-01-01"]}


def test_a_filter_is_told_as_it_is_written(client):
    """Signs of XML and HTML are escaped once."""
    for address in ("/trends.svg", "/trends/embed"):
        answer = client.get(f"{address}?q=النفط&source=جريدة %26 <شركاه>")
        assert "جريدة &amp; &lt;شركاه&gt;" in answer.text


def test_the_frame_is_the_chart_and_the_way_back(client):
    """It has no script and no form; its link opens the whole page beside the page around it."""
    frame = client.get("/trends/embed?q=النفط&q=الذهب&lang=en&digits=arab")
    assert frame.text.count('<path class="line') == 2
    assert not re.search("<script|<form|<input", frame.text)
    (link,) = re.findall(r'<a href="([^"]+)" target="_blank" rel="noopener"', frame.text)
    asked = parse_qs(urlsplit(unescape(link)).query)
    assert asked == {"q": ["النفط", "الذهب"], "lang": ["en"], "digits": ["arab"]}
    assert re.search("[٠-٩]", text_of(frame))


def test_the_chart_can_be_taken_along(client):
    """Picture and table for download, and the frame as code to copy."""
    page = client.get("/trends?q=النفط&q=الذهب&as=share")
    taken = [link for link in links_of(page) if link.startswith(("/trends.svg", "/trends.csv"))]
    assert len(taken) == 2
    (code,) = re.findall(r"<textarea[^>]*readonly[^>]*>([^<]*)</textarea>", page.text)
    (source,) = re.findall(r'<iframe src="([^"]+)"', unescape(code))
    assert source.startswith("http://localhost/trends/embed?")
    for address in (*taken, unescape(source)):
        assert client.get(address).status_code == 200
        assert parse_qs(urlsplit(address).query) == {"q": ["النفط", "الذهب"], "as": ["share"]}


def test_a_query_is_text_in_the_code_to_copy(client):
    """Quotes and tags of a query do not end the code, nor what it becomes in another page."""
    page = client.get('/trends?q="نفط"><b></textarea>&q=النفط')
    (code,) = re.findall(r"<textarea[^>]*readonly[^>]*>([^<]*)</textarea>", page.text)
    code = unescape(code)
    assert re.fullmatch(r'<iframe src="[^"<>]*" title="[^"<>]*" [^<>]*></iframe>', code)


def test_lines_break_where_the_archive_has_little(client_of):
    """And the page says why; counts and links of those spans are in the table."""
    client = client_of(*daily([25, 30, 2, 0, 25, 22]))
    page = client.get("/trends?q=النفط&unit=day")
    (path,) = re.findall(r'<path class="line l1" d="([^"]*)"', page.text)
    assert path.count("M") == 2
    assert page.text.count('<rect class="thin"') == 1
    assert page.text.count('<tr class="little">') == 2
    assert "أقل من 20 مقالًا" in text_of(page)
    assert "±3 أيام" in text_of(page)
    full = client_of(*daily([25, 30, 25, 22])).get("/trends?q=النفط&unit=day")
    assert 'class="thin"' not in full.text
    assert "أقل من 20 مقالًا" not in text_of(full)


def test_totals_lead_to_the_first_mention(client_of):
    """The earliest article of each query; what has none has a dash."""
    first = {"id": "first", "title": "أول", "body": "ذهب", "published": "2018-03-01"}
    undated = {"id": "undated", "title": "بلا", "body": "ذهب"}
    client = client_of(*daily([25, 30]), first, undated)
    page = client.get("/trends?q=ذهب&q=زقزقة")
    (row,) = re.findall(r'<tr><th scope="row"><a[^>]*><bdi>ذهب.*?</tr>', page.text)
    assert "/article/first" in row
    assert '<td class="n">2</td><td class="n">1</td>' in row
    (nothing,) = re.findall(r'<tr><th scope="row"><a[^>]*><bdi>زقزقة.*?</tr>', page.text)
    assert nothing.count("<td>-</td>") == 2


@pytest.mark.parametrize(
    "articles",
    [
        pytest.param([{"id": "a", "body": "النفط"}], id="undated"),
        pytest.param([{"id": "a", "body": "النفط", "published": "2018-03-01"}], id="one"),
    ],
)
def test_too_little_for_a_chart_is_said(client_of, articles):
    """In words, in the picture too."""
    client = client_of(*articles)
    for path in ("/trends", "/trends/embed", "/trends.svg"):
        answer = client.get(f"{path}?q=النفط")
        assert answer.status_code == 200
        assert "لا مقالات مؤرخة تكفي للرسم" in answer.text
        assert "<path" not in re.sub('(?s)<a class="(wordmark|name)".*?</a>', "", answer.text)


def test_a_formula_in_a_query_is_text_in_the_file(client):
    """A name that begins like a formula is guarded."""
    assert "'=1+1" in client.get("/trends.csv?q==1%2B1").text


def test_filters_are_shown_and_can_be_removed(client):
    """A reader comes from filtered results: what is not counted is said, and a click away."""
    page = client.get("/trends?q=النفط&q=الذهب&source=مكتب+دبي&from=2016&as=share")
    chips = re.search(r'<(\w+) class="chips".*?</\1>', page.text, re.DOTALL)[0]
    without = [unescape(link) for link in re.findall(r'href="([^"]+)"', chips)]
    asked = [parse_qs(urlsplit(link).query) for link in without]
    assert [set(each) - {"q", "as"} for each in asked] == [{"source"}, {"from"}]
    assert all(each["q"] == ["النفط", "الذهب"] and each["as"] == ["share"] for each in asked)
    assert all(client.get(link).status_code == 200 for link in without)
    assert 'class="chips"' not in client.get("/trends?q=النفط").text


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        pytest.param("hgkt'", "النفط", id="another keyboard"),
        pytest.param("النفظط", "النفط", id="a slip"),
    ],
)
def test_what_finds_nothing_may_be_meant_otherwise(client, typed, meant):
    """The page links to the comparison of what was surely meant; the other texts stay."""
    page = client.get("/trends", query_string={"q": [typed, "مصر"], "unit": "year"}).text
    (address,) = re.findall(r'<p class="meant">.*?href="([^"]*)"', page)
    asked = parse_qs(urlsplit(unescape(address)).query)
    assert asked == {"q": [meant, "مصر"], "unit": ["year"]}
    assert 'class="meant"' not in client.get("/trends", query_string={"q": [meant, "زقزقة"]}).text
