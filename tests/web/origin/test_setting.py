"""Every place that prints an absolute address prints that of the site."""

import re
from urllib.parse import quote

import pytest

from web import create_app
from web.settings.settings import Settings

OIL = quote("النفط")
PUBLIC = "https://news.example/iqtisad"
EVIL = "evil.example"
ARTICLE = {
    "id": "a",
    "title": "أسعار النفط",
    "body": "أسعار النفط في مصر",
    "published": "2020-01-02",
}
#: The addresses of what prints absolute ones, and what stands around them there.
PRINTED = {
    "/": ['property="og:url" content="{}/"'],
    f"/search?q={OIL}": ['rel="canonical" href="{}/search?q=', 'og:url" content="{}/search?q='],
    "/article/a": [
        'rel="canonical" href="{}/article/a"',
        'og:url" content="{}/article/a"',
        'data-copy-address="{}/article/a"',
    ],
    f"/trends?q={OIL}": ["iframe src=&#34;{}/trends/embed"],
    f"/trends.svg?q={OIL}": ["{}/trends?q="],
    f"/trends/embed?q={OIL}": ["{}/trends?q="],
    "/api/": ["{}/"],
    "/article/a.bib": ["{}/article/a"],
    "/article/a.ris": ["UR  - {}/article/a"],
    "/article/a.txt": ["{}/article/a"],
    "/article/a.json": ['"{}/article/a"'],
    "/api/v1/articles/a": ['"{}/article/a"'],
    f"/search.csv?q={OIL}": ["{}/article/a"],
    f"/search.jsonl?q={OIL}": ['"{}/article/a"'],
    f"/search.ris?q={OIL}": ["UR  - {}/article/a"],
    f"/search.atom?q={OIL}": [
        'href="{}/search.atom?q=',
        'href="{}/search?q=',
        'href="{}/article/a"',
    ],
    "/opensearch.xml": [
        'template="{}/search?q=',
        'template="{}/suggest?q=',
        'template="{}/search.atom?q=',
        'template="{}/opensearch.xml"',
        "{}/static/",
    ],
    "/sitemap.xml": ["<loc>{}/sitemap-0.xml"],
    "/sitemap-0.xml": ["<loc>{}/</loc>", "<loc>{}/about</loc>"],
    "/sitemap-1.xml": ["<loc>{}/article/a</loc>"],
    "/robots.txt": ["Sitemap: {}/sitemap.xml"],
}
#: An address on our pages that a browser resolves by itself.
RELATIVE = re.compile(r'(?:href|src|action)="(/[^"]*)"')


@pytest.fixture
def site(make_index, tmp_path):
    """Return a function: settings -> a client of an application with them."""
    later = (
        {**ARTICLE, "id": str(n), "title": f"خبر {n}", "published": f"2021-0{n}-02"}
        for n in range(1, 9)
    )
    make_index(ARTICLE, *later)
    opened = []

    def site(**settings):
        opened.append(create_app(Settings(index_dir=tmp_path / "index", **settings)))
        return opened[-1].test_client()

    yield site
    for app in opened:
        app.extensions["searcher"].close()


@pytest.mark.parametrize("path", PRINTED)
def test_an_absolute_address_begins_with_the_public_one(site, path):
    """Whatever host was sent, and however the proxy reaches us."""
    headers = {"Host": EVIL, "X-Forwarded-Host": EVIL, "X-Forwarded-Proto": "http"}
    for client in (site(public_url=PUBLIC), site(public_url=PUBLIC, trusted_proxies=["127.0.0.1"])):
        answer = client.get(path, headers=headers)
        assert answer.status_code == 200
        for printed in PRINTED[path]:
            assert printed.format(PUBLIC) in answer.text
        assert EVIL not in answer.text
        assert EVIL not in str(answer.headers)


@pytest.mark.parametrize("path", PRINTED)
def test_behind_a_proxy_that_is_believed_it_is_what_the_client_asked_for(site, path):
    """Scheme, host and path that the proxy tells; nobody else's word counts."""
    told = {
        "X-Forwarded-Host": "news.example",
        "X-Forwarded-Proto": "https",
        "X-Forwarded-Prefix": "/iqtisad",
    }
    believed = site(trusted_proxies=["127.0.0.0/8"]).get(path, headers=told).text
    stranger = site(trusted_proxies=["10.0.0.1"]).get(path, headers=told).text
    for printed in PRINTED[path]:
        assert printed.format(PUBLIC) in believed
        assert printed.format("http://localhost") in stranger


@pytest.mark.parametrize(
    "path",
    ["/", f"/search?q={OIL}", "/article/a", f"/trends?q={OIL}", "/sources", "/help", "/nowhere"],
)
def test_addresses_within_the_site_begin_with_the_path(site, path):
    """Each page links to pages behind the same proxy, its own other languages included."""
    links = RELATIVE.findall(site(public_url=PUBLIC).get(path).text)
    assert links
    assert [link for link in links if not link.startswith("/iqtisad/")] == []


def test_programs_are_told_the_path(site):
    """In the description of the API, in links between answers, in what crawlers need not ask."""
    client = site(public_url=PUBLIC)
    assert client.get("/api/openapi.json").json["servers"] == [{"url": "/iqtisad"}]
    assert "Disallow: /iqtisad/api/v1/" in client.get("/robots.txt").text
    links = client.get(f"/api/v1/search?q={OIL}").headers["Link"]
    assert links.startswith("</iqtisad/api/v1/search?")


@pytest.mark.parametrize("settings", [{}, {"public_url": PUBLIC}])
def test_hosts_that_are_not_trusted_are_refused(site, settings):
    """In plain words, without a link to the host; the public host is always trusted."""
    client = site(trusted_hosts=["a.example", ".b.example"], **settings)
    for host, expected in (
        ("a.example", 200),
        ("a.example:8000", 200),
        ("www.b.example", 200),
        ("news.example", 200 if settings else 400),
        (EVIL, 400),
        ("a.example.evil.example", 400),
    ):
        answer = client.get("/", headers={"Host": host})
        assert answer.status_code == expected, host
    assert EVIL not in answer.text
    assert "المضيف" in answer.text
    english = client.get("/?lang=en", headers={"Host": EVIL}).text
    assert english.startswith("This site does not answer for the host")
    problem = client.get("/api/v1/stats", headers={"Host": EVIL})
    assert (problem.status_code, problem.mimetype) == (400, "application/problem+json")


def test_without_settings_every_host_is_followed(site):
    """As before: a site that nobody has configured works under any name."""
    page = site().get("/article/a", headers={"Host": "any.example:81"}).text
    assert 'rel="canonical" href="http://any.example:81/article/a"' in page


def test_an_error_has_the_id_that_the_proxy_gave(site):
    """The operator finds it in both logs."""
    client = site(trusted_proxies=["127.0.0.1"])
    answer = client.get("/nowhere", headers={"X-Request-ID": "from-the-proxy"})
    assert answer.headers["X-Request-ID"] == "from-the-proxy"
    assert "from-the-proxy" in answer.text
