"""The one script of the page, in a real browser: suggestions, the slash, copying."""

import re
from xml.etree import ElementTree as ET

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

pytestmark = pytest.mark.browser


@pytest.fixture
def page(open_page):
    """Return the first page, opened."""
    return open_page("/")


def box(page):
    """Return the search box, which the script makes a combobox."""
    return page.get_by_role("combobox", name="ابحث في أخبار الاقتصاد")


def options(page):
    """Return what is suggested."""
    return page.get_by_role("option")


def completed(searcher):
    """Return what the text that the tests type may become."""
    return [completion.text for completion in searcher.complete("أسعار ال")]


def texts(page):
    """Return the texts of what is suggested, without the numbers of articles beside them."""
    return page.locator("#suggestions bdi")


def write(page, text):
    """Put text into the box at once, and wait for suggestions."""
    box(page).fill(text)
    expect(options(page).first).to_be_visible()


def test_suggestions_come_while_typing(page, searcher):
    """Those of the searcher in their order; the box says that there is a list."""
    expect(box(page)).to_have_attribute("aria-expanded", "false")
    box(page).press_sequentially("أسعار ال", delay=20)
    expect(texts(page)).to_have_text(completed(searcher))
    expect(box(page)).to_have_attribute("aria-expanded", "true")
    controlled = box(page).get_attribute("aria-controls")
    assert page.get_by_role("listbox", name="اقتراحات").get_attribute("id") == controlled
    assert options(page).first.evaluate("option => getComputedStyle(option).direction") == "rtl"


def test_arrows_walk_through_the_list_and_through_the_box(page):
    """The focus stays in the box, which says where one is; the ends meet."""
    write(page, "أسعار ال")
    last = options(page).count() - 1
    for key, place in (("ArrowDown", 0), ("ArrowDown", 1), ("ArrowUp", 0)):
        box(page).press(key)
        expect(options(page).nth(place)).to_have_attribute("aria-selected", "true")
        active = options(page).nth(place).get_attribute("id")
        expect(box(page)).to_have_attribute("aria-activedescendant", active)
    box(page).press("ArrowUp")
    expect(box(page)).not_to_have_attribute("aria-activedescendant", "suggestion-0")
    assert not page.locator("[aria-selected=true]").count()
    box(page).press("ArrowUp")
    expect(options(page).nth(last)).to_have_attribute("aria-selected", "true")
    expect(box(page)).to_be_focused()
    expect(box(page)).to_have_value("أسعار ال")


def test_enter_takes_what_is_chosen_and_searches(page, searcher):
    """Without a choice it searches for what was typed."""
    write(page, "أسعار ال")
    box(page).press("ArrowDown")
    box(page).press("Enter")
    page.wait_for_url("**/search?q=*")
    expect(box(page)).to_have_value(completed(searcher)[0])
    page.goto("/")
    write(page, "أسعار ال")
    box(page).press("Enter")
    page.wait_for_url("**/search?q=*")
    expect(box(page)).to_have_value("أسعار ال")


def test_a_click_takes_a_suggestion(page, searcher):
    """As Enter does."""
    write(page, "أسعار ال")
    options(page).nth(1).click()
    page.wait_for_url("**/search?q=*")
    expect(box(page)).to_have_value(completed(searcher)[1])


def test_escape_closes_and_an_arrow_opens_again(page):
    """The box keeps what was typed."""
    write(page, "أسعار ال")
    box(page).press("ArrowDown")
    box(page).press("Escape")
    expect(page.get_by_role("listbox")).to_be_hidden()
    expect(box(page)).to_have_attribute("aria-expanded", "false")
    expect(box(page)).not_to_have_attribute("aria-activedescendant", "suggestion-0")
    expect(box(page)).to_have_value("أسعار ال")
    box(page).press("Alt+ArrowDown")
    expect(page.get_by_role("listbox")).to_be_visible()
    assert not page.locator("[aria-selected=true]").count()


def test_leaving_the_box_closes_the_list(page):
    """It never lies over what one went to read."""
    write(page, "أسعار ال")
    box(page).press("Tab")
    expect(page.get_by_role("listbox")).to_be_hidden()


def test_one_question_for_a_word_typed_at_once(page):
    """Letters in quick succession are one question, and an old answer never comes late."""
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    box(page).evaluate(
        """(box, text) => [...text].forEach(letter => {
            box.value += letter
            box.dispatchEvent(new Event("input"))
        })""",
        "أسعار ال",
    )
    box(page).focus()
    expect(options(page).first).to_be_visible()
    assert len([url for url in asked if "/suggest?" in url]) == 1


def test_an_answer_that_comes_late_is_not_shown(page, searcher):
    """The list is always of what stands in the box."""
    held = []

    def hold_the_first(route):
        if held:
            route.continue_()
        else:
            held.append(route)

    page.route("**/suggest?*", hold_the_first)
    box(page).fill("أسعار")
    while not held:
        page.wait_for_timeout(20)
    write(page, "أسعار ال")
    held[0].fulfill(json=["أسعار", ["متأخر"]])
    page.evaluate("fetch('/healthz').then(answer => answer.text())")  # answered after it
    expect(texts(page)).to_have_text(completed(searcher))


def test_an_empty_box_suggests_nothing(page):
    """Without a text there are no suggestions."""
    write(page, "أسعار ال")
    box(page).fill("")
    expect(page.get_by_role("listbox")).to_be_hidden()


@pytest.mark.parametrize("width", [1440, 320])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_open_list_is_accessible_and_fits(open_page, width, scheme):
    """Names, roles and contrast, an option chosen; no wider than the screen."""
    page = open_page("/search?q=نفط", width=width, color_scheme=scheme)
    write(page, "أسعار ال")
    box(page).press("ArrowDown")
    results = Axe().run(page)
    assert not results.violations_count, results.generate_report()
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    heights = options(page).evaluate_all("all => all.map(o => o.getBoundingClientRect().height)")
    assert min(heights) >= 24


def test_the_slash_goes_to_the_box(open_page):
    """In the box it is a letter like others."""
    page = open_page("/search?q=نفط")
    page.keyboard.press("/")
    expect(box(page)).to_be_focused()
    expect(box(page)).to_have_value("نفط")
    page.keyboard.press("End")
    page.keyboard.press("/")
    expect(box(page)).to_have_value("نفط/")


def test_on_an_arabic_keyboard_the_same_key_writes_another_letter(open_page):
    """It goes to the box too; with Ctrl it is the browser's."""
    page = open_page("/search?q=نفط")
    page.locator("body").dispatch_event("keydown", {"key": "ظ", "ctrlKey": True})
    expect(box(page)).not_to_be_focused()
    page.locator("body").dispatch_event("keydown", {"key": "ظ"})
    expect(box(page)).to_be_focused()


def test_a_citation_is_copied_by_a_button(open_page):
    """The button is made by the script: without one there is nothing that does nothing."""
    page = open_page("/article/imf-2016-11-egypt")
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    button = page.get_by_role("button", name="انسخ المرجع: APA")
    button.click()
    expect(page.get_by_role("button", name="نُسخ")).to_be_visible()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied == page.locator("#cited-1").text_content()
    expect(button).to_be_visible()
    assert "انسخ المرجع" not in open_page(
        "/article/imf-2016-11-egypt", java_script_enabled=False
    ).content().replace('data-copy="انسخ المرجع', "")


def test_the_address_of_a_page_is_copied(open_page):
    """The button is there for those who have the script."""
    page = open_page("/search?q=نفط")
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.get_by_role("button", name="انسخ الرابط").click()
    expect(page.get_by_role("button", name="نُسخ")).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()") == page.url
    plain = open_page("/search?q=نفط", java_script_enabled=False)
    expect(plain.get_by_role("button", name="انسخ الرابط")).to_be_hidden()


def test_searches_are_kept_saved_and_read_again(open_page, tmp_path):
    """In the browser, without an account; OPML takes them elsewhere and back."""
    page = open_page("/search?q=نفط")
    page.get_by_role("button", name="احفظه").click()
    expect(page.get_by_role("button", name="حُفظ")).to_be_visible()
    page.goto("/kept")
    kept = page.locator("#kept a")
    expect(kept).to_have_text(["نفط"])
    with page.expect_download() as started:
        page.get_by_role("button", name="صدّرها إلى ملف OPML").click()
    saved = tmp_path / "kept.opml"
    started.value.save_as(saved)
    (outline,) = ET.parse(saved).iterfind("body/outline")  # noqa: S314  our own file
    assert (outline.get("text"), outline.get("type")) == ("نفط", "rss")
    assert "/search.atom?q=" in outline.get("xmlUrl")
    page.get_by_role("button", name="أزل: نفط").click()
    expect(kept).to_have_count(0)
    page.locator("[data-opml-in]").set_input_files(saved)
    expect(kept).to_have_text(["نفط"])
    kept.click()
    expect(page.locator("#q")).to_have_value("نفط")


@pytest.mark.parametrize(
    "opml",
    [
        pytest.param("", id="empty"),
        pytest.param("no xml <", id="no XML"),
        pytest.param(
            '<opml><body><outline text="x" xmlUrl="https://elsewhere.example/feed" '
            'htmlUrl="javascript:alert(1)"/></body></opml>',
            id="addresses of others",
        ),
    ],
)
def test_a_file_of_another_hand_brings_nothing_in(open_page, tmp_path, opml):
    """Only searches of this site are taken, and the page says when there are none."""
    file = tmp_path / "x.opml"
    file.write_text(opml)
    page = open_page("/kept")
    page.locator("[data-opml-in]").set_input_files(file)
    expect(page.locator("#kept-said")).to_have_text("ليس في الملف أبحاث نعرفها.")
    expect(page.locator("#kept a")).to_have_count(0)


def test_marks_are_gone_through_one_by_one(open_page):
    """After the last comes the first."""
    page = open_page("/article/imf-2016-11-egypt?q=صندوق النقد")
    link, marks = page.locator("[data-next-mark]"), page.locator("mark[id]").count()
    for place in (*range(1, marks + 1), 1):
        link.click()
        expect(page).to_have_url(re.compile(f"#m{place}$"))
    expect(link).to_contain_text(f"1/{marks}")


def test_only_what_is_there_to_be_copied_has_a_button(open_page):
    """The script has words of its own beside it, and they are no text to copy."""
    assert not open_page("/search?q=نفط").locator(".copy").count()
    assert open_page("/article/imf-2016-11-egypt?lang=en").locator(".copy").count() == 2


def test_the_browser_finds_the_description_of_the_search(page):
    """Linked from the page, of the right type, where the policy allows it; and it finds."""
    kind, text = page.evaluate(
        """async () => {
            const link = document.querySelector("link[rel=search]")
            const answer = await fetch(link.href)
            return [answer.headers.get("content-type"), await answer.text()]
        }"""
    )
    assert kind.startswith("application/opensearchdescription+xml")
    assert page.evaluate("document.querySelector('link[rel=search]').type") in kind
    name, template = page.evaluate(
        """text => {
            const described = new DOMParser().parseFromString(text, "text/xml")
            const results = described.querySelector("Url[type='text/html']")
            return [described.querySelector("ShortName").textContent,
                results.getAttribute("template")]
        }""",
        text,
    )
    assert name == "اقتصاد"
    page.goto(template.replace("{searchTerms}", "نفط"))
    expect(page.locator("mark").first).to_be_visible()
