"""Archives of every kind, as sites and programs write them, of the articles of the sample.

Each writer takes a folder and articles, and returns the file. Addresses are made distinct, so that
a hundred articles make an archive of thousands.
"""

import csv
import json
from collections.abc import Callable, Sequence
from datetime import UTC
from email.utils import format_datetime
from html import escape
from pathlib import Path
from types import MappingProxyType

from index.articles import Article

#: The items of a feed: what a site that keeps its archive in it may have.
ITEMS = 200
_MENU = 150  # links
_CARDS = 40  # headlines of other articles
_SCRIPT = (
    "window.__state = {};\nfor (var i = 0; i < 100; i += 1) {{ document.cookie = 'a' + i; }}\n"
)
_STYLE = ".a > .b { margin: 0 auto; }"
_NITF = (
    '<nitf><head><title>{title}</title><docdata><doc-id id-string="{id}"/>'
    '<date.issue norm="{date}"/></docdata></head><body><body.head><hedline><hl1>{title}</hl1>'
    "</hedline><byline><person>{author}</person></byline><distributor><org>{source}</org>"
    "</distributor></body.head><body.content>{body}</body.content></body></nitf>"
)
_G2 = (
    '<newsItem guid="{id}" version="1" xmlns="http://iptc.org/std/nar/2006-10-01/"><itemMeta>'
    '<itemClass qcode="ninat:text"/><provider><name>{source}</name></provider>'
    "<firstCreated>{date}</firstCreated><pubStatus qcode='stat:usable'/></itemMeta><contentMeta>"
    "<headline>{title}</headline><by>{author}</by><subject qcode='medtop:04000000'>"
    "<name>{section}</name></subject></contentMeta><contentSet><inlineXML contenttype="
    "'application/xhtml+xml'><html xmlns='http://www.w3.org/1999/xhtml'><body>{body}</body></html>"
    "</inlineXML></contentSet></newsItem>"
)
_ITEM = (
    "<item><title>{title}</title><link>{url}</link><guid>{url}</guid><pubDate>{mail_date}</pubDate>"
    "<dc:creator>{author}</dc:creator><category>{section}</category><description>{start}"
    "</description><content:encoded><![CDATA[{body}]]></content:encoded></item>"
)
_POST = _ITEM.replace(
    "</item>",
    "<wp:post_id>{number}</wp:post_id><wp:post_date>{date}</wp:post_date><wp:status>publish"
    "</wp:status><wp:post_type>post</wp:post_type></item>",
)
_CHANNEL = (
    '<?xml version="1.0" encoding="UTF-8"?><rss version="2.0"'
    ' xmlns:content="http://purl.org/rss/1.0/modules/content/"'
    ' xmlns:dc="http://purl.org/dc/elements/1.1/"'
    ' xmlns:wp="http://wordpress.org/export/1.2/"><channel><title>الميزان</title>'
    "<link>https://mizan.example</link>{}</channel></rss>"
)


def json_lines(folder: Path, articles: Sequence[Article]) -> Path:
    """Write JSON Lines."""
    rows = (json.dumps(record_of(each), ensure_ascii=False) for each in articles)
    return _written(folder / "archive.jsonl", "\n".join(rows))


def table(folder: Path, articles: Sequence[Article]) -> Path:
    """Write CSV."""
    path = folder / "archive.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        rows = csv.DictWriter(file, record_of(articles[0]).keys())
        rows.writeheader()
        rows.writerows(map(record_of, articles))
    return path


def parquet(folder: Path, articles: Sequence[Article]) -> Path:
    """Write Parquet."""
    import pyarrow as pa  # noqa: PLC0415  an extra
    from pyarrow import parquet as pq  # noqa: PLC0415

    path = folder / "archive.parquet"
    pq.write_table(pa.Table.from_pylist(list(map(record_of, articles))), path)
    return path


def feeds(folder: Path, articles: Sequence[Article]) -> Path:
    """Write feeds of ITEMS items with their whole text."""
    inside = folder / "feeds"
    inside.mkdir()
    for number, start in enumerate(range(0, len(articles), ITEMS)):
        items = "".join(map(_ITEM.format_map, map(_parts, articles[start : start + ITEMS])))
        _written(inside / f"{number}.xml", _CHANNEL.format(items))
    return inside


def wordpress(folder: Path, articles: Sequence[Article]) -> Path:
    """Write an export of WordPress."""
    items = "".join(map(_POST.format_map, map(_parts, articles)))
    return _written(folder / "export.xml", _CHANNEL.format(items))


def nitf(folder: Path, articles: Sequence[Article]) -> Path:
    """Write documents of NITF, one behind the other."""
    items = "\n".join(map(_NITF.format_map, map(_parts, articles)))
    return _written(folder / "nitf.xml", items)


def newsml(folder: Path, articles: Sequence[Article]) -> Path:
    """Write a message of NewsML-G2."""
    items = "".join(map(_G2.format_map, map(_parts, articles)))
    return _written(folder / "g2.xml", f"<newsMessage><itemSet>{items}</itemSet></newsMessage>")


def pages(folder: Path, articles: Sequence[Article]) -> Path:
    """Write a page of an article each."""
    inside = folder / "pages"
    inside.mkdir()
    for number, each in enumerate(articles):
        _written(inside / f"{number}.html", page_of(each, articles))
    return inside


def crawl(folder: Path, articles: Sequence[Article]) -> Path:
    """Write the same pages as a crawler keeps them."""
    path = folder / "crawl.warc"
    with path.open("wb") as file:
        for each in articles:
            head = "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n"
            block = (head + page_of(each, articles)).encode()
            named = f"WARC-Type: response\r\nWARC-Target-URI: {each.url}\r\n"
            file.write(f"WARC/1.0\r\n{named}Content-Length: {len(block)}\r\n\r\n".encode())
            file.write(block + b"\r\n\r\n")
    return path


WRITERS: MappingProxyType[str, Callable[[Path, Sequence[Article]], Path]] = MappingProxyType(
    {
        "JSON Lines": json_lines,
        "CSV": table,
        "Parquet": parquet,
        "feeds": feeds,
        "WordPress": wordpress,
        "NITF": nitf,
        "NewsML-G2": newsml,
        "pages": pages,
        "WARC": crawl,
    }
)


def record_of(article: Article) -> dict[str, str]:
    """Return an article as a record of texts."""
    names = ("id", "url", "title", "body", "source", "section", "author")
    published = article.published.isoformat() if article.published else ""
    return {**{name: getattr(article, name) for name in names}, "published": published}


def page_of(article: Article, others: Sequence[Article]) -> str:
    """Return a page of 160 kB: a site with its menus and scripts around an article."""
    parts = _parts(article)
    menu = "".join(
        f'<li class="menu-item menu-item-type-taxonomy menu-item-{number}"><a href="/s/{number}">'
        f"{each.section} {number}</a></li>"
        for number, each in zip(range(_MENU), others * 2, strict=False)
    )
    cards = "".join(
        f'<div class="card"><a href="/n/{number}"><img src="/i/{number}.jpg" alt=""></a><h3>'
        f'<a href="/n/{number}">{escape(each.title)}</a></h3><span class="date">1 يناير 2019</span>'
        f"<p>{escape(each.body[:120])}</p></div>"
        for number, each in zip(range(_CARDS), others, strict=False)
    )
    linked = json.dumps(
        {
            "@context": "https://schema.org",
            "@type": "NewsArticle",
            "headline": article.title,
            "datePublished": parts["date"],
            "author": {"@type": "Person", "name": article.author},
            "publisher": {"@type": "Organization", "name": "الميزان"},
            "articleSection": article.section,
        },
        ensure_ascii=False,
    )
    return (
        f'<!DOCTYPE html><html lang="ar" dir="rtl"><head><meta charset="utf-8"><title>'
        f"{parts['title']} | الميزان</title><meta property='og:title' content='{parts['title']}'>"
        f"<meta property='og:site_name' content='الميزان'><link rel=canonical href='{article.url}'>"
        f"<script type='application/ld+json'>{linked}</script>"
        f"<script>{_SCRIPT * 600}</script><style>{_STYLE * 800}</style></head>"
        f"<body><header><nav><ul>{menu}</ul></nav></header><main><article><h1>{parts['title']}</h1>"
        f"<time datetime='{parts['date']}'>{parts['date']}</time><div class='entry-content'>"
        f"{parts['body']}</div></article><section class='related'>{cards}</section></main>"
        f"<aside class='sidebar'>{cards}</aside><footer><ul>{menu}</ul>جميع الحقوق محفوظة</footer>"
        f"<script>{_SCRIPT * 300}</script></body></html>"
    )


def _parts(article: Article) -> dict[str, str]:
    """Return the parts of an article as markup has them."""
    texts = {name: escape(value) for name, value in record_of(article).items()}
    moment = article.published.replace(tzinfo=UTC) if article.published else None
    return {
        **texts,
        "number": str(abs(hash(article.id)) % 10**9),
        "date": texts["published"],
        "mail_date": format_datetime(moment) if moment else "",
        "start": texts["body"][:200],
        "body": "".join(f"<p>{each}</p>" for each in texts["body"].split("\n\n")),
    }


def _written(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8")
    return path
