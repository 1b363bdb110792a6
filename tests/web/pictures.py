"""The pictures in the README: python -m tests.web.pictures takes them of the sample archive."""

import tempfile
from base64 import b64decode
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click
from playwright.sync_api import sync_playwright

import web
from index.indexer.build import build_index
from tests.web import embedded
from web.settings.settings import Settings

ROOT = Path(web.__file__).parents[1]
FOLDER = ROOT / "web" / "screenshots"
#: Name, address, size, and whether in the dark.
STATES = (
    ("results", "/search?q=أسعار النفط", (1180, 820), False),
    ("home", "/", (1180, 820), False),
    ("article", "/article/imf-2016-11-egypt?q=صندوق النقد", (1180, 820), False),
    ("entity", "/about/أوبك", (1180, 820), False),
    ("trends", "/trends?q=النفط&q=الدولار&q=الفائدة", (1180, 820), True),
    ("english", "/search?q=oil prices&lang=en", (1180, 820), False),
    ("phone", "/search?q=النفط أوبك -الغاز&digits=arab&months=levant", (390, 820), True),
)
#: A third of what a PNG takes; Playwright itself does not write it.
SMALL = {"format": "webp", "quality": 82}


@contextmanager
def _served() -> Iterator[str]:
    """Yield the address of a server over the sample archive."""
    with tempfile.TemporaryDirectory() as folder:
        build_index([ROOT / "index" / "sample" / "articles.jsonl"], Path(folder))
        app = web.create_app(Settings(index_dir=Path(folder)))
        with embedded.served(app) as address:
            yield address
        app.extensions["searcher"].close()


@click.command()
@click.option("--browser", help="Path of a Chromium; without it, Playwright's own.")
def main(browser: str | None) -> None:
    """Take the pictures."""
    with _served() as address, sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=browser)
        for name, path, (width, height), dark in STATES:
            context = chromium.new_context(
                base_url=address,
                viewport={"width": width, "height": height},
                color_scheme="dark" if dark else "light",
            )
            page = context.new_page()
            page.goto(path, wait_until="networkidle")
            taken = context.new_cdp_session(page).send("Page.captureScreenshot", SMALL)
            (FOLDER / f"{name}.webp").write_bytes(b64decode(taken["data"]))
            context.close()
            click.echo(FOLDER / f"{name}.webp")


if __name__ == "__main__":
    main()
