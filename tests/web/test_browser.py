"""The product in a real browser: real server, real index, headless Chromium."""

import re
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from search import Request
from web import create_app
from web.l10n.formats import counted
from web.l10n.preferences import Preferences
from web.settings.settings import Settings

pytestmark = pytest.mark.browser

#: Seconds in which a busy machine has done anything at all.
LIMIT = 20
SCREENSHOTS = Path(__file__).parents[1] / "screenshots"
ARABIC = {
    "home": "/",
    "results": "/search?q=نفط&source=مكتب الرياض&source=مكتب دبي&from=2015&size=2&page=2",
    "partly": "/search?q=أسعار النفط",
    "browse": "/search",
    "empty": '/search?q="نفط بيتزا" سياحة&from=2015',
    "facets": "/search?q=النفط أوبك -الغاز&not_source=مكتب دبي",
    "synonyms": "/search?q=IMF سندات مصر&from=2015",
    "without": "/search?q=أوبك&syn=0",
    "meant": "/search?q=أسعار النفظ",
    "keyboard": "/search?q=hsuhv hgkt'",
    "article": "/article/imf-2016-11-egypt?q=صندوق النقد",
    "help": "/help",
    "trends": "/trends?q=النفط&q=الدولار&q=الفائدة",
    "no-trends": "/trends",
    "sources": "/sources",
    "about": "/about",
    "400": "/search?q=نفط&from=2016-13-45&size=99",
    "api": "/api/",
    "404": "/nothing",
}
#: Every page in both languages, the Arabic ones with other digits and months too where they show.
PAGES = {
    **ARABIC,
    **{
        f"{name}-en": f"{path}{'&' if '?' in path else '?'}lang=en" for name, path in ARABIC.items()
    },
    "results-arab": ARABIC["results"] + "&digits=arab&months=levant",
    "trends-arab": ARABIC["trends"] + "&digits=arab&months=morocco",
}
WIDTHS = {"narrow": 320, "phone": 390, "tablet": 768, "desktop": 1440}


def status_of(name):
    """Return the status that the page of a name has."""
    number = name.removesuffix("-en")
    return int(number) if number.isdecimal() else 200


def count_of(searcher, text):
    """Return how the page says the number of articles that are found for text."""
    return counted(searcher.search(Request(text=text)).total_matching_all, "result")


def test_a_reader_searches_reads_and_comes_back(open_page, searcher):
    """Type, see the words marked, turn the page, open an article, go back."""
    page, pages = open_page("/"), searcher.search(Request(text="مليار")).pages
    page.get_by_label("ابحث في أخبار الاقتصاد").fill("مليار")
    page.get_by_role("button", name="ابحث").click()
    expect(page.get_by_role("status")).to_have_text(count_of(searcher, "مليار"))
    expect(page.locator("mark").first).to_be_visible()
    page.get_by_role("link", name="التالي").click()
    expect(page.get_by_text(f"الصفحة 2 من {pages}")).to_be_visible()
    headline = page.locator("article h2 a").first
    title = headline.inner_text()
    headline.click()
    expect(page.get_by_role("heading", level=1)).to_have_text(title)
    expect(page.locator("article mark").first).to_be_visible()
    page.get_by_role("link", name="عودة إلى النتائج").click()
    expect(page.get_by_text(f"الصفحة 2 من {pages}")).to_be_visible()
    expect(page.get_by_label("ابحث في أخبار الاقتصاد")).to_have_value("مليار")


def test_filters_narrow_and_chips_widen(open_page, searcher):
    """A tick in the side column applies at once; its chip takes it away."""
    page = open_page("/search?q=مليار")
    page.get_by_role("checkbox", name="مكتب دبي", exact=True).click()
    chip = page.get_by_role("link", name="أزل القيد: المصدر: مكتب دبي")
    expect(chip).to_be_visible()
    expect(page.get_by_role("status")).not_to_have_text(count_of(searcher, "مليار"))
    chip.click()
    expect(page.get_by_role("status")).to_have_text(count_of(searcher, "مليار"))


def test_going_back_the_boxes_are_those_of_the_list(open_page):
    """A tick that led away is not left beside the list that it did not narrow."""
    page = open_page("/search?q=مليار")
    page.get_by_role("checkbox", name="مكتب دبي", exact=True).click()
    expect(page.get_by_role("link", name="أزل القيد: المصدر: مكتب دبي")).to_be_visible()
    page.go_back()
    expect(page.get_by_role("checkbox", name="مكتب دبي", exact=True)).not_to_be_checked()


def test_other_names_are_left_out_and_brought_back(open_page, searcher):
    """The line under the query leaves them out, the chip brings them back."""
    page = open_page("/search?q=OPEC")
    page.locator(".also summary").click()
    page.locator(".also").get_by_role("link", name="من دون المرادفات").click()
    narrow = searcher.search(Request(text="OPEC", synonyms=False)).total_matching_all
    expect(page.get_by_role("status")).to_have_text(counted(narrow, "result"))
    assert page.get_by_role("checkbox", name="من دون المرادفات").is_checked()
    page.get_by_role("link", name="أزل القيد: من دون المرادفات").click()
    expect(page.get_by_role("status")).to_have_text(count_of(searcher, "OPEC"))
    page.get_by_role("checkbox", name="من دون المرادفات").click()
    expect(page.get_by_role("status")).to_have_text(counted(narrow, "result"))


@pytest.mark.usefixtures("with_vectors")
def test_the_order_by_meaning_is_chosen_kept_and_left(open_page):
    """By the keyboard, through another order and a filter, without losing the choice."""
    page = open_page("/search?q=مليار")
    page.get_by_role("link", name="بالكلمات والمعنى").focus()
    page.keyboard.press("Enter")
    switch = page.get_by_role("navigation", name="ترتيب الأنسب")
    chosen = switch.get_by_role("link", name="بالكلمات والمعنى")
    expect(chosen).to_have_attribute("aria-current", "true")
    expect(chosen).to_have_accessible_description(re.compile("^يرتّب أول 30 نتيجة"))
    page.get_by_role("checkbox", name="مكتب دبي", exact=True).click()
    expect(page.get_by_role("link", name="أزل القيد: المصدر: مكتب دبي")).to_be_visible()
    page.get_by_role("link", name="الأحدث").click()
    expect(switch).to_be_hidden()
    page.get_by_role("link", name="الأنسب").click()
    expect(chosen).to_have_attribute("aria-current", "true")
    switch.get_by_role("link", name="بالكلمات", exact=True).click()
    expect(page).not_to_have_url(re.compile("meaning"))


@pytest.mark.usefixtures("with_vectors")
@pytest.mark.parametrize("lang", ["ar", "en"])
@pytest.mark.parametrize("meant", ["0", "1"], ids=["by words", "by meaning, too"])
def test_the_switch_of_the_order_has_no_fault_and_room(open_page, lang, meant):
    """For axe at any width, light and dark; no wider than the screen, and large enough to press."""
    path = f"/search?q=أسعار النفط&from=2015&meaning={meant}&lang={lang}"
    page = open_page(path, reduced_motion="reduce")
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        for called, width in WIDTHS.items():
            page.set_viewport_size({"width": width, "height": 900})
            results = Axe().run(page)
            assert not results.violations_count, results.generate_report()
            assert page.evaluate("document.documentElement.scrollWidth") <= width, called
            for box in page.locator(".way a").all():
                assert box.bounding_box()["height"] >= 24


def test_on_a_phone_the_filters_are_folded(open_page):
    """They open on demand and work the same."""
    page = open_page("/search?q=مليار", width=390)
    box = page.get_by_role("checkbox", name="مكتب دبي", exact=True)
    expect(box).to_be_hidden()
    page.locator(".filters > summary").click()
    box.check()
    page.get_by_role("button", name="طبّق").click()
    expect(page.get_by_role("link", name="أزل القيد: المصدر: مكتب دبي")).to_be_visible()


def test_an_open_sheet_keeps_the_focus_and_gives_it_back(open_page):
    """Tab goes round in it, Escape closes it, and the page behind does not move."""
    page = open_page("/search?q=مليار", width=390)
    summary = page.locator(".filters > summary")
    summary.click()
    assert page.evaluate("getComputedStyle(document.documentElement).overflowY") == "hidden"
    page.keyboard.press("Shift+Tab")
    for _ in range(3):
        assert page.evaluate("document.activeElement.closest('.filters') !== null")
        page.keyboard.press("Tab")
    page.keyboard.press("Escape")
    expect(page.get_by_role("button", name="طبّق")).to_be_hidden()
    expect(summary).to_be_focused()


def test_without_the_script_a_tick_waits_for_the_button(open_page):
    """The button comes to the reader who is in the filters."""
    page = open_page("/search?q=مليار", java_script_enabled=False)
    page.get_by_role("checkbox", name="مكتب دبي", exact=True).check()
    page.get_by_role("button", name="طبّق").click()
    expect(page.get_by_role("link", name="أزل القيد: المصدر: مكتب دبي")).to_be_visible()


@pytest.mark.parametrize(
    ("width", "height", "whole"),
    [pytest.param(1440, 900, 4, id="desktop"), pytest.param(390, 844, 2, id="phone")],
)
@pytest.mark.parametrize("lang", ["ar", "en"])
@pytest.mark.usefixtures("with_vectors")  # then more stands above them
def test_results_begin_above_the_fold(open_page, width, height, whole, lang):
    """Whole ones: who searches came for them, not for what stands around them."""
    page = open_page(f"/search?q=أسعار النفط&from=2015&meaning=1&lang={lang}", width=width)
    page.set_viewport_size({"width": width, "height": height})
    expect(page.locator(".way small")).to_be_visible()
    bottoms = page.locator(".hit").evaluate_all(
        "all => all.map(e => e.getBoundingClientRect().bottom)"
    )
    assert len([bottom for bottom in bottoms if bottom <= height]) >= whole


def test_the_keyboard_alone_reaches_an_article(open_page, searcher):
    """Skip link, box, results: Tab and Enter, and the focus is seen."""
    page = open_page("/")
    for _ in range(10):
        page.keyboard.press("Tab")
        if page.locator("#q").evaluate("box => box === document.activeElement"):
            break
    page.keyboard.type("نفط")
    page.keyboard.press("Enter")
    expect(page.get_by_role("status")).to_have_text(count_of(searcher, "نفط"))
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="انتقل إلى النتائج")).to_be_focused()
    page.keyboard.press("Enter")
    for _ in range(12):  # the orders, what was added to the query, the chart's table, the trends
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.matches('article h2 a')"):
            break
    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"
    page.keyboard.press("Enter")
    expect(page.get_by_role("link", name="عودة إلى النتائج")).to_be_visible()


@pytest.mark.parametrize("width", [WIDTHS["phone"], WIDTHS["desktop"]])
@pytest.mark.parametrize("name", ["home", "facets", "article", "trends", "empty-en"])
def test_the_keyboard_alone_reaches_everything(open_page, name, width):
    """Tab goes to every address and every field; what is folded opens with Enter.

    On a phone the open filters cover the page: Tab goes round in them until Escape closes them.
    """
    page = open_page(PAGES[name], width=width)
    reached, opened = set(), set()
    for _ in range(800):
        page.keyboard.press("Tab")
        focused, is_folded, is_covering = page.evaluate(
            """() => {
                const at = document.activeElement
                const name = at.getAttribute("href") ?? at.outerHTML
                return [at === document.body ? "" : name,
                    at.matches("summary") && !at.parentElement.open,
                    document.documentElement.matches(".still")]
            }"""
        )
        if is_folded and focused not in opened:
            page.keyboard.press("Enter")
            opened.add(page.evaluate("document.activeElement.outerHTML"))
        elif is_covering and focused in opened:
            page.keyboard.press("Escape")
        elif not focused:
            break
        reached.add(focused)
    page.locator(".filters").evaluate_all("all => all.forEach(each => each.open = true)")
    there = page.locator("a, button, select, input:not([type=hidden], [type=radio])").evaluate_all(
        """all => all.filter(each => each.checkVisibility() && !each.matches(".skip"))
            .map(each => each.getAttribute("href") ?? each.outerHTML)"""
    )
    assert len(there) > 10
    assert set(there) <= reached


def test_everything_works_without_javascript(open_page, searcher):
    """What the script adds is handy, and nobody needs it."""
    page = open_page("/", java_script_enabled=False)
    page.get_by_label("ابحث في أخبار الاقتصاد").fill("نفط")
    page.get_by_role("button", name="ابحث").click()
    expect(page.get_by_role("status")).to_have_text(count_of(searcher, "نفط"))


@pytest.mark.parametrize("name", PAGES)
def test_axe_finds_no_violation(open_page, name):
    """Names, roles, order, contrast: on every page, wide and narrow; in the dark, contrast."""
    # With motion, colours fade for a moment when the scheme changes.
    page = open_page(PAGES[name], expected=status_of(name), reduced_motion="reduce")
    for scheme, options in (("light", {}), ("dark", {"runOnly": ["color-contrast"]})):
        page.emulate_media(color_scheme=scheme)
        for width in (WIDTHS["desktop"], WIDTHS["phone"]):
            page.set_viewport_size({"width": width, "height": 900})
            results = Axe().run(page, options=options)
            assert not results.violations_count, results.generate_report()


def test_axe_finds_no_violation_in_open_filters(open_page):
    """Folded contents are checked too."""
    page = open_page("/search?q=مليار", width=390)
    page.locator(".filters > summary").click()
    results = Axe().run(page)
    assert not results.violations_count, results.generate_report()


@pytest.mark.parametrize("name", PAGES)
def test_nothing_is_wider_than_the_screen(open_page, name):
    """At 320 px, which is also 1280 px at 400 %; screenshots are kept of every width.

    In the dark nothing has another size: of that one screenshot is kept.
    """
    SCREENSHOTS.mkdir(exist_ok=True)
    page = open_page(PAGES[name], expected=status_of(name), color_scheme="light")
    for called, width in WIDTHS.items():
        page.set_viewport_size({"width": width, "height": 900})
        assert page.evaluate("document.documentElement.scrollWidth") <= width, called
        page.screenshot(path=SCREENSHOTS / f"{name}-{called}-light.png", full_page=True)
    if name in ARABIC:
        page.emulate_media(color_scheme="dark")
        page.screenshot(path=SCREENSHOTS / f"{name}-desktop-dark.png", full_page=True)


@pytest.mark.parametrize("name", PAGES)
def test_targets_are_large_enough(open_page, name):
    """Every link and field of its own line is at least 24 px high."""
    page = open_page(PAGES[name], expected=status_of(name), width=390)
    small = page.locator("a, button, input:not([type=hidden]), summary").evaluate_all(
        """targets => targets.filter(target => target.checkVisibility())
            .map(target => target.closest('label') ?? target)
            .filter(target => target.getBoundingClientRect().height < 24)
            .map(target => target.outerHTML)"""
    )
    assert not small


@pytest.mark.parametrize(
    "name", ["home", "results", "article", "help", "home-en", "results-en", "article-en", "trends"]
)
def test_a_first_visit_is_light(chromium, site, name):
    """Page, style and fonts together, for a reader on a slow line."""
    with chromium.new_context(base_url=site) as context:
        context.set_default_timeout(LIMIT * 1000)
        page, requests = context.new_page(), []
        page.on("requestfinished", lambda request: requests.append(request))  # noqa: PLW0108  it is given an attribute
        page.goto(PAGES[name], wait_until="networkidle")
        page.evaluate("document.fonts.ready.then(() => true)")
        sizes = [request.sizes()["responseBodySize"] for request in requests]
    assert len(sizes) > 3
    assert sum(sizes) < 150_000


def test_the_fonts_are_the_ones_that_are_shipped(open_page):
    """Interface and article each have theirs, and both have arrived."""
    page = open_page(PAGES["article"])
    page.evaluate("document.fonts.ready.then(() => true)")
    loaded = page.evaluate(
        "[...document.fonts].filter(f => f.status == 'loaded').map(f => f.family)"
    )
    assert {family.strip('"') for family in loaded} == {"Plex", "Naskh"}


def test_dates_in_a_query_are_read_from_left_to_right(open_page):
    """Without isolation their parts change places after an Arabic letter."""
    page = open_page("/help")
    drawn = page.locator("dt bdi bdi", has_text="2014-06..2016-10").evaluate(
        """date => {
            const range = document.createRange()
            const place = at => {
                range.setStart(date.firstChild, at)
                range.setEnd(date.firstChild, at + 1)
                return range.getBoundingClientRect().x
            }
            const places = [...date.textContent].map((_, at) => at)
            places.sort((one, other) => place(one) - place(other))
            return places.map(at => date.textContent[at]).join("")
        }"""
    )
    assert drawn == "2014-06..2016-10"


def test_paper_shows_where_an_article_comes_from(open_page):
    """Black on white, without what only a screen can use."""
    page = open_page(PAGES["article"], color_scheme="dark")
    page.emulate_media(media="print")
    expect(page.locator("#q")).to_be_hidden()
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    ink = page.evaluate("getComputedStyle(document.documentElement).color")
    after = page.evaluate("getComputedStyle(document.querySelector('.url a'), '::after').content")
    assert (ink, "https://" in after or "attr" in after) == ("rgb(0, 0, 0)", True)
    SCREENSHOTS.mkdir(exist_ok=True)
    page.pdf(path=SCREENSHOTS / "article.pdf", format="A4")


def test_what_was_found_is_printed(open_page):
    """The list, its filters in words and its chart; nothing that only a screen can use."""
    page = open_page(PAGES["facets"], color_scheme="dark")
    page.emulate_media(media="print")
    for useful in (".hit >> nth=0", ".plot svg", ".echo", "h1"):
        expect(page.locator(useful)).to_be_visible()
    for useless in ("#q", ".tabs", ".bar", ".filters", ".pager", ".ways"):
        assert not page.locator(useless).filter(visible=True).count(), useless
    assert page.evaluate("getComputedStyle(document.body).color") == "rgb(0, 0, 0)"
    assert (
        page.evaluate("getComputedStyle(document.querySelector('.plot svg')).fill")
        == "rgb(0, 0, 0)"
    )
    SCREENSHOTS.mkdir(exist_ok=True)
    page.pdf(path=SCREENSHOTS / "results.pdf", format="A4")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", ["facets", "trends", "article", "meant", "empty"])
def test_in_forced_colours_everything_is_seen(open_page, name, scheme):
    """What we draw ourselves stands out in the colours of the reader's system, too."""
    page = open_page(PAGES[name], forced_colors="active", color_scheme=scheme)
    ground = page.evaluate("getComputedStyle(document.documentElement).backgroundColor")
    drawn = page.locator(".plot a rect:not(.room), .line, .name path, .big text")
    inks = drawn.evaluate_all(
        """drawn => drawn.map(each => {
            const { fill, stroke } = getComputedStyle(each)
            return fill == "none" ? stroke : fill
        })"""
    )
    marks = page.locator("mark").evaluate_all(
        "marks => marks.map(mark => getComputedStyle(mark).backgroundColor)"
    )
    assert inks
    assert ground not in {*inks, *marks}
    SCREENSHOTS.mkdir(exist_ok=True)
    page.screenshot(path=SCREENSHOTS / f"{name}-forced-{scheme}.png", full_page=True)


def test_a_reader_changes_the_language_and_keeps_it(open_page, searcher):
    """One link; what is searched from then on stays in it, and the way back is there."""
    page = open_page("/search?q=مليار")
    page.get_by_role("link", name="English").click()
    expect(page.locator("html")).to_have_attribute("dir", "ltr")
    page.get_by_label("Search Arabic economic news").fill("نفط")
    page.get_by_role("button", name="Search").click()
    found = searcher.search(Request(text="نفط")).total_matching_all
    expect(page.get_by_role("status")).to_have_text(counted(found, "result", Preferences("en")))
    page.get_by_role("link", name="Next").click()
    page.locator("article h2 a").first.click()
    expect(page.get_by_role("link", name="Back to the results")).to_be_visible()
    page.get_by_role("link", name="العربية", exact=True).click()
    expect(page.get_by_role("link", name="عودة إلى النتائج")).to_be_visible()


@pytest.mark.parametrize("name", ["results", "article", "trends", "home"])
def test_what_follows_a_first_visit_is_lighter_still(chromium, site, name):
    """Fonts, style and script are kept: a page more is its own text."""
    with chromium.new_context(base_url=site) as context:
        context.set_default_timeout(LIMIT * 1000)
        page, requests = context.new_page(), []
        page.goto("/article/imf-2016-11-egypt?q=النفط", wait_until="networkidle")
        page.goto("/search?q=النفط", wait_until="networkidle")
        page.on("requestfinished", lambda request: requests.append(request))  # noqa: PLW0108  it is given an attribute
        page.goto(PAGES[name], wait_until="networkidle")
        page.evaluate("document.fonts.ready.then(() => true)")
        sizes = [request.sizes()["responseBodySize"] for request in requests]
    sent = [size for size in sizes if size > 0]  # what is kept already has less than none
    assert 0 < sum(sent) < 12_000


def test_without_an_index_the_page_says_so(chromium, served, tmp_path):
    """In the same clothes as every other page, and accessible."""
    address = served(create_app(Settings(index_dir=tmp_path / "nothing")))
    with chromium.new_context(base_url=address, locale="ar") as context:
        context.set_default_timeout(LIMIT * 1000)
        page = context.new_page()
        assert page.goto("/").status == 503
        expect(page.get_by_role("heading", level=1)).to_have_text("لا أرشيف للبحث فيه بعد")
        assert not Axe().run(page).violations_count
        SCREENSHOTS.mkdir(exist_ok=True)
        page.screenshot(path=SCREENSHOTS / "503-desktop-light.png")
