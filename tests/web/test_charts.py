"""The charts in a real browser, over an archive with gaps: no text leaves its picture."""

import json
from datetime import date, timedelta
from itertools import pairwise

import pytest
from playwright.sync_api import expect

from index.indexer.build import build_index
from web import create_app
from web.components.charts.text_width import width_of
from web.settings.settings import Settings

pytestmark = pytest.mark.browser

WIDTHS = (320, 390, 1440)
COMPARED = "/trends?q=التضخم في مصر&q=التضخم في تركيا&q=أسعار النفط والغاز في الأسواق العالمية"
#: Pages with a chart: of words, of more words than have room, of fields; in both languages.
PAGES = [
    pytest.param(f"{COMPARED}&q=الليرة", id="four"),
    pytest.param(f"{COMPARED}&as=count&digits=arab&months=levant", id="counts"),
    pytest.param(f"{COMPARED}&lang=en", id="english"),
    pytest.param("/trends?q=WWWWWWWWWWWW&q=OPEC&q=التضخم", id="latin"),
    pytest.param("/trends?q=تاريخ:2017 التضخم&q=عنوان:التضخم", id="fields"),
    pytest.param("/trends?q=التضخم&unit=day&from=2018-03", id="days"),
    pytest.param("/trends/embed?q=التضخم في مصر&q=التضخم في تركيا&q=الليرة", id="frame"),
]
#: What a figure's words leave: its picture, which ends where the page does.
LEAVING = """figure => {
    const picture = figure.querySelector(".bigbox, .mini .plot").getBoundingClientRect()
    return [...figure.querySelectorAll("svg text, .years a")]
        .filter(each => each.checkVisibility() && each.textContent.trim())
        .map(each => [each.textContent, each.getBoundingClientRect()])
        .filter(([, box]) => box.width && (box.left < picture.left - 1
            || box.right > picture.right + 1 || box.right > innerWidth || box.left < 0))
        .map(([text]) => text)
}"""


def articles():
    """Yield articles of two years: many in some months, none in half a year, few in others."""
    for month in range(24):
        first = date(2016 + month // 12, month % 12 + 1, 1) + timedelta(730 * (month >= 18))
        for n in range(0 if 6 <= month < 12 else 4 if month == 14 else 24):
            country = ("مصر", "تركيا", "السودان")[n % 3]
            yield {
                "id": f"{month}-{n}",
                "title": f"التضخم في {country} {month} {n}",
                "body": f"أسعار النفط والغاز في الأسواق العالمية والليرة {month * 100 + n}",
                "published": (first + timedelta(n)).isoformat(),
            }


@pytest.fixture(scope="module")
def app(tmp_path_factory):
    """Return the application over the archive with gaps."""
    folder = tmp_path_factory.mktemp("gaps")
    lines = (json.dumps(each, ensure_ascii=False) for each in articles())
    (folder / "archive.jsonl").write_text("\n".join(lines), "utf-8")
    build_index([folder / "archive.jsonl"], folder / "index")
    app = create_app(Settings(index_dir=folder / "index"))
    yield app
    app.extensions["searcher"].close()


@pytest.mark.parametrize("path", PAGES)
def test_no_text_leaves_its_picture(open_page, path):
    """On phones and desktops; nothing slides sideways."""
    page = open_page(path)
    page.evaluate("document.fonts.ready.then(() => true)")
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        assert page.locator("figure:has(.bigbox)").evaluate(LEAVING) == [], width
        assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("path", ["/search?q=التضخم", "/search?q=التضخم&from=2018-03&lang=en"])
def test_no_name_leaves_the_bars(open_page, path):
    """Nor meets another, nor breaks; each bar has its full height to be pressed."""
    page = open_page(path)
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        assert page.locator("figure.mini").evaluate(LEAVING) == [], width
        names = page.locator(".yr:visible").evaluate_all(
            "names => names.map(name => name.getBoundingClientRect())"
            ".map(box => [box.left, box.right, box.height])"
        )
        assert names
        assert all(one[1] <= other[0] for one, other in pairwise(sorted(names))), width
        assert len({height for _, _, height in names}) == 1, "one has two lines"
        rooms = page.locator(".mini .room").evaluate_all(
            "rooms => rooms.map(room => room.getBoundingClientRect().height)"
        )
        assert len(set(map(round, rooms))) == 1


@pytest.mark.parametrize("path", PAGES)
def test_labels_of_lines_do_not_overlap(open_page, path):
    """They are 20 pixels apart on every screen."""
    page = open_page(path)
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        places = page.locator(".big .end").evaluate_all(
            "labels => labels.map(label => label.getBoundingClientRect().top)"
        )
        assert all(below - above >= 19.5 for above, below in pairwise(sorted(places))), width


def test_names_below_the_lines_do_not_overlap(open_page):
    """On phones there are fewer."""
    page = open_page(COMPARED)
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        spans = page.locator(".big text:not(.end, .tick, .pt)").evaluate_all(
            """names => names.filter(each => each.checkVisibility())
                .map(each => each.getBoundingClientRect()).map(box => [box.left, box.right])"""
        )
        assert spans
        assert all(one[1] <= other[0] for one, other in pairwise(sorted(spans))), width


def test_no_text_is_wider_than_the_server_thinks(open_page):
    """The server has no fonts; what it says is never less than what is drawn."""
    page = open_page(COMPARED)
    page.evaluate("document.fonts.ready.then(() => true)")
    label = page.locator(".big .end .fat").first
    for text in (
        "التضخم في مصر", "صندوق النقد الدولي", "بلد:السعودية", "أسعار النفط والغاز", "شركات صغيرة",
        "كشف حساب بنك", '"سعر الصرف"', "OPEC", "Goldman Sachs", "WTI", "2018", "٢٠١٨", "25%",
    ):  # fmt: skip
        drawn = label.evaluate(
            "(label, text) => { label.textContent = text; return label.getComputedTextLength() }",
            text,
        )
        assert 0 < drawn <= width_of(text) * 13, text


@pytest.fixture
def framing(served):
    """Return a function that opens a page of another site with code in it."""

    def framing(page, code):
        def site(_, start_response):
            start_response("200 OK", [("Content-Type", "text/html; charset=utf-8")])
            return [code.encode()]

        other = page.context.new_page()
        other.goto(served(site))
        return other

    return framing


def test_the_chart_is_framed_by_another_page(open_page, site, framing):
    """The code that the page offers shows the chart there, and its link leads back."""
    page = open_page(COMPARED)
    page.locator(".take summary").click()
    code = page.locator("textarea").input_value()
    assert code.startswith(f'<iframe src="{site}/trends/embed?')
    other = framing(page, code)
    frame = other.frame_locator("iframe")
    expect(frame.locator("path.line")).to_have_count(3)
    with other.expect_popup() as opened:
        frame.get_by_role("link").click()
    expect(opened.value.get_by_label("الموضوع 1")).to_have_value("التضخم في مصر")


def test_other_pages_are_not_framed(open_page, site, framing):
    """Only the chart is."""
    other = framing(open_page(COMPARED), f'<iframe src="{site}/trends?q=التضخم"></iframe>')
    other.wait_for_load_state("networkidle")
    assert other.frame_locator("iframe").locator("main").count() == 0
