"""A request is answered by one version, whatever goes live meanwhile."""

import json
from itertools import cycle
from urllib.parse import quote

import pytest

from search import Searcher
from search.engine.refresh import FollowingFinder
from web import create_app
from web.settings.settings import Settings

BEFORE = {
    "id": "a",
    "title": "ارتفاع أسعار النفط في مصر",
    "body": "ارتفعت أسعار النفط في مصر بعد اجتماع أوبك",
    "source": "المرفأ",
    "published": "2020-03-01",
}
#: The next version has the same article in other words, and another one.
AFTER = {
    **BEFORE,
    "title": "هبوط أسعار النفط في مصر",
    "body": "هبطت أسعار النفط في مصر",
    "source": "الميناء",
}
OTHER = {
    **AFTER,
    "id": "b",
    "title": "النفط يهبط",
    "body": "النفط في مصر يهبط",
    "published": "2021-03-02",
}
OIL = quote("النفط")
ADDRESSES = [
    "/",
    f"/search?q={OIL}",
    f"/search?q={OIL}&lang=en&source={quote('المرفأ')}",
    f"/search/by/source?q={OIL}",
    f"/article/a?q={OIL}",
    "/article/a.json",
    "/article/a.txt",
    "/article/a.bib",
    "/article/a.ris",
    f"/about/{quote('مصر')}",
    "/names",
    "/sources",
    "/help",
    "/about",
    "/sitemap.xml",
    "/sitemap-0.xml",
    "/sitemap-1.xml",
    f"/trends?q={OIL}",
    f"/trends.csv?q={OIL}",
    f"/trends.svg?q={OIL}",
    f"/search.csv?q={OIL}",
    f"/search.jsonl?q={OIL}",
    f"/search.ris?q={OIL}",
    f"/search.atom?q={OIL}",
    f"/suggest?q={quote('النف')}",
    "/api",
    f"/api/v1/search?q={OIL}",
    "/api/v1/articles/a",
    f"/api/v1/entities/{quote('مصر')}",
    f"/api/v1/suggest?q={quote('النف')}",
    f"/api/v1/facets?q={OIL}",
    f"/api/v1/timeline?q={OIL}",
    "/api/v1/front",
    "/api/v1/stats",
    "/api/openapi.json",
]


@pytest.fixture
def both(make_index, tmp_path):
    """Return the applications over two versions of an archive, and one whose version is either."""
    make_index(BEFORE, name="before")
    make_index(AFTER, OTHER, name="after")
    apps = [
        create_app(Settings(index_dir=tmp_path / name)) for name in ("before", "after", "before")
    ]
    yield apps
    for app in apps:
        app.extensions["searcher"].close()


def answer(app, address):
    """Return what an application answers, without what differs each time."""
    response = app.test_client().get(address)
    assert response.status_code == 200
    content = response.get_data(as_text=True)
    if response.mimetype == "application/json":
        content = {**json.loads(content), "took_ms": 0}
    return response.headers.get("ETag"), content


@pytest.mark.parametrize("address", ADDRESSES)
def test_an_answer_is_of_one_version(both, monkeypatch, address):
    """Its text, its tag and the name of its index agree, if each look finds another version."""
    before, after, switching = both
    expected = [answer(app, address) for app in (before, after)]
    finders = cycle([app.extensions["searcher"]._live.get() for app in (before, after)])  # noqa: SLF001
    monkeypatch.setattr(FollowingFinder, "get", lambda _: next(finders))
    assert answer(switching, address) in expected
    assert answer(switching, address) in expected


def test_a_list_that_is_being_sent_stays_with_its_version(make_index, tmp_path):
    """Another version goes live after the first line: the others are of the old one."""
    articles = [{**BEFORE, "id": str(n), "body": f"النفط رقم {n}"} for n in range(9)]
    make_index(*articles)
    app = create_app(Settings(index_dir=tmp_path / "index"))
    lines = iter(app.test_client().get(f"/search.jsonl?q={OIL}").iter_encoded())
    first = json.loads(next(lines))
    make_index(AFTER)
    app.extensions["searcher"].refresh()
    ids = {first["id"], *(json.loads(line)["id"] for line in lines)}
    assert ids == {article["id"] for article in articles}
    assert app.test_client().get("/article/a").status_code == 200
    app.extensions["searcher"].close()


def test_what_answers_says_which_version_it_is(both):
    """Whoever keeps answers by version need not make one to know it."""
    searcher = both[0].extensions["searcher"]
    assert isinstance(searcher, Searcher)
    named = both[0].test_client().get("/api/v1/stats").get_json()["index"]
    assert searcher.snapshot().index.id == named["id"]
