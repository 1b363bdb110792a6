"""The application over the index of the sample archive, a client of it, and a browser."""

import shutil
from contextlib import ExitStack
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect, sync_playwright

from tests.web import embedded
from web import create_app
from web.settings.settings import Settings

#: Seconds in which a busy machine has done anything at all.
LIMIT = 20
expect.set_options(timeout=LIMIT * 1000)

#: Root in a container has no sandbox; the rest keeps the browser from calling home.
ARGUMENTS = (
    "--no-sandbox --disable-gpu --disable-background-networking"
    " --disable-component-update --disable-sync --no-first-run"
).split()


@pytest.fixture(scope="session")
def app(sample_index):
    """Return the application that readers of the sample archive are served by."""
    app = create_app(Settings(index_dir=sample_index))
    yield app
    app.extensions["searcher"].close()


@pytest.fixture
def client(app):
    """Return a client that sends requests to the application."""
    return app.test_client()


@pytest.fixture
def client_without_index(tmp_path):
    """Return a client of an application whose index is not built yet."""
    return create_app(Settings(index_dir=tmp_path / "nothing")).test_client()


@pytest.fixture
def client_of(make_index, tmp_path):
    """Return a function that indexes the given articles and returns a client of them."""
    opened = []

    def client(*articles):
        make_index(*articles)
        app = create_app(Settings(index_dir=tmp_path / "index"))
        opened.append(app)
        return app.test_client()

    yield client
    for app in opened:
        app.extensions["searcher"].close()


@pytest.fixture(scope="module")
def chromium():
    """Return the browser; tests skip where there is none."""
    names = ("chromium", "chromium-browser", "google-chrome")
    path = next(filter(None, map(shutil.which, names)), None)
    if path is None:
        pytest.skip("no Chromium on this machine; install one with: apt-get install chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def served():
    """Return a function that starts the real server for an application, at its address."""
    with ExitStack() as stack:
        yield lambda app: stack.enter_context(embedded.served(app))


@pytest.fixture(scope="module")
def site(served, app):
    """Return the address of the server over the sample archive."""
    return served(app)


@pytest.fixture
def open_page(chromium, site):
    """Return a function that opens a page; whatever it does wrong fails the test."""
    contexts, faults = [], []

    def open_page(path, *, width=1440, expected=200, **options):
        options = {"viewport": {"width": width, "height": 900}, **options}
        context = chromium.new_context(base_url=site, locale="ar", **options)
        contexts.append(context)
        context.set_default_timeout(LIMIT * 1000)
        page = context.new_page()
        page.on("console", lambda message: note(message, expected))
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.on("requestfailed", failed)
        page.on("request", only_here)
        assert page.goto(path).status == expected
        return page

    def note(message, expected):
        told_by_the_browser = expected >= 400 and f"status of {expected}" in message.text
        if message.type in ("error", "warning") and not told_by_the_browser:
            faults.append(message.text)

    def failed(request):
        if request.failure != "net::ERR_ABORTED":  # suggestions that are no longer wanted
            faults.append(f"failed: {request.url}")

    def only_here(request):
        if urlsplit(request.url).netloc != urlsplit(site).netloc:
            faults.append(f"asks elsewhere: {request.url}")

    yield open_page
    for context in contexts:
        context.close()
    assert not faults
