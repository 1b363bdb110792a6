"""NewsML-G2 and NewsML 1: the text items of a message, each an article.

Packages, pictures and other things without a text of their own are passed over, and what an agency
cancels is a withdrawal. Versions of an item are articles of one id, in their order in the file.
"""

from collections.abc import Iterator

from index.articles.files.stream import Stream
from index.articles.items import Item
from index.articles.readers.agencies.news_item import NewsItem, read_news_items
from index.articles.readers.agencies.newsml_1 import NEWS_ITEM, newsml_1_item
from index.articles.readers.agencies.newsml_g2 import OTHER_ITEMS, newsml_g2_item
from index.articles.readers.agencies.xml_tree import Element


def read_newsml(stream: Stream) -> Iterator[Item]:
    """Yield the articles of a message, or of a file of one item."""
    names = (NEWS_ITEM, "newsItem", *OTHER_ITEMS)
    return read_news_items(stream, names, _item_of, nested=NEWS_ITEM)


def _item_of(root: Element) -> NewsItem:
    if root.tag in OTHER_ITEMS:
        return NewsItem(kind=OTHER_ITEMS[root.tag])
    return newsml_1_item(root) if root.tag == NEWS_ITEM else newsml_g2_item(root)
